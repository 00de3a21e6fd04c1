"""Where a mission keeps what it keeps: the one place that opens its stores. Everybody else is given them.

Without `[store] url` record and evidence lie in the folder; with it, in a PostgreSQL. Settings, keys, positions, the
cache and bulletins stay in the folder either way.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from truceline.mission.folder import Mission
from truceline.mission.view_place import forget_memory, in_database, view_path
from truceline.model.errors import MissionError
from truceline.ports import Accounts, LockedVault, Salts, Vault, View
from truceline.stores.accounts import FILE as ACCOUNTS_FILE
from truceline.stores.accounts import SqliteAccounts
from truceline.stores.envelope import Envelope
from truceline.stores.layered_vault import LayeredVault
from truceline.stores.lock import mission_lock
from truceline.stores.pack import PackVault
from truceline.stores.record import Record
from truceline.stores.salts import ChanceSalts, DerivedSalts
from truceline.stores.sealed_vault import SealedVault
from truceline.stores.sqlite import SqliteRecord
from truceline.stores.vault import FolderVault
from truceline.stores.view import SqliteView

if TYPE_CHECKING:  # psycopg is an extra, and slow to load
    from truceline.stores.postgres.links import Links


def record_of(mission: Mission, *, read_only: bool = False) -> Record:
    """The mission's record. Opened to be written it is made where there is none; the caller closes it."""
    if mission.store.url:
        _links(mission)  # says what is missing where psycopg is
        from truceline.stores.postgres.record import PostgresRecord

        return PostgresRecord(mission.store.url, read_only=read_only, salts=salts_of(mission))
    return SqliteRecord(mission.record_path, read_only=read_only, salts=salts_of(mission))


def has_record(mission: Mission) -> bool:
    """Whether there is a record: a mission in which nothing was done yet has none, and one that was wiped neither."""
    if mission.store.url:
        from truceline.stores.postgres.raw_record import origin_of

        return _links(mission).ask(origin_of) is not None
    return mission.record_path.exists()


def where_of(mission: Mission) -> str:
    """Where record and evidence lie, for people to read."""
    return _links(mission).where if mission.store.url else str(mission.folder)


def evidence_of(mission: Mission, envelope: Envelope | None, *, pack_small: bool = False) -> Vault:
    """The mission's evidence, sealed where there is an envelope. (`mission.locks.vault_of` knows which.)"""
    if mission.store.url:
        from truceline.stores.postgres.vault import BlobTable, PostgresVault

        return PostgresVault(BlobTable(_links(mission)), envelope)
    folder = mission.evidence_path
    files = FolderVault(folder) if envelope is None else SealedVault(folder, envelope)
    return LayeredVault(files, PackVault(folder, envelope), pack_small=pack_small)


def locked_evidence_of(mission: Mission, envelope: Envelope) -> tuple[LockedVault, ...]:
    """The layers in which the mission's evidence lies under lock."""
    if mission.store.url:
        from truceline.stores.postgres.vault import BlobTable, PostgresVault

        return (PostgresVault(BlobTable(_links(mission)), envelope),)
    return SealedVault(mission.evidence_path, envelope), PackVault(mission.evidence_path, envelope)


def view_of(mission: Mission, *, read_only: bool = False) -> View:
    """What the mission knows, to be asked; the caller closes it. One process writes it: the live desk.

    That of a locked mission is in this machine's memory: each machine makes its own.
    """
    if in_database(mission):
        from truceline.stores.postgres.view import PostgresView

        return PostgresView(_links(mission))
    return SqliteView(view_path(mission), read_only=read_only)


def forget_answers(mission: Mission) -> None:
    """Destroy whatever was made of the evidence and can be made again: the cache, and the view wherever it is."""
    if mission.cache_path.exists():
        shutil.rmtree(mission.cache_path)
    forget_memory(mission.folder)
    if mission.store.url and has_record(mission):
        from truceline.stores.postgres.view import PostgresView

        PostgresView(_links(mission)).forget()


def accounts_of(mission: Mission) -> Accounts:
    """Who signs in; the caller closes it."""
    if mission.store.url:
        from truceline.stores.postgres.accounts import PostgresAccounts

        return PostgresAccounts(_links(mission))
    return SqliteAccounts(mission.folder / ACCOUNTS_FILE)


@contextmanager
def holding(mission: Mission) -> Iterator[None]:
    """Hold the mission while the block runs, so that no other process changes it, on no machine.

    Raises MissionError at once when another holds it.
    """
    with mission_lock(mission.folder):
        if not mission.store.url:
            yield
            return
        from truceline.stores.postgres.links import holding as holding_in_database

        with holding_in_database(_links(mission)):
            yield


def salts_of(mission: Mission) -> Salts:
    """Chance; for an invented mission, from the content, so that it comes out the same everywhere."""
    return DerivedSalts() if mission.settings.invented else ChanceSalts()


def _links(mission: Mission) -> Links:
    return links_to(mission.store.url)


def links_to(url: str) -> Links:
    """Connections to a database. Raises MissionError where the program has no driver for it."""
    try:
        from truceline.stores.postgres.links import Links
    except ImportError as error:
        raise MissionError(
            "this mission is kept in PostgreSQL, and the driver is not installed",
            where="[store] url",
            advice='Install it: pip install "truceline[postgres]"',
        ) from error
    return Links.shared(url)
