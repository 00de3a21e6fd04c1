"""Each store of a mission against one suite: SQLite and folders, and a real PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

import pytest
from tests.postgres_server import Server

from truceline.model.errors import MissionError
from truceline.model.view import ViewChanges
from truceline.ports import Accounts, Vault, View
from truceline.stores.accounts import SqliteAccounts
from truceline.stores.envelope import Envelope
from truceline.stores.keyring import ContentKeys
from truceline.stores.postgres.accounts import PostgresAccounts
from truceline.stores.postgres.links import Links
from truceline.stores.postgres.record import PostgresRecord, prepare_tables
from truceline.stores.postgres.vault import BlobTable, PostgresVault
from truceline.stores.postgres.view import PostgresView
from truceline.stores.postgres.view_apply import take_over
from truceline.stores.record import Record
from truceline.stores.salts import DerivedSalts
from truceline.stores.sealed_vault import SealedVault
from truceline.stores.sqlite import SqliteRecord
from truceline.stores.vault import FolderVault
from truceline.stores.view import SqliteView
from truceline.testing import check_accounts, check_record, check_vault, check_view


class Stores(Protocol):
    """The stores of one mission, opened as often as they are asked for."""

    def record(self, *, read_only: bool = False) -> Record: ...
    def vault(self, envelope: Envelope | None = None) -> Vault: ...
    def view(self) -> View: ...
    def accounts(self) -> Accounts: ...


class InFiles:
    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def record(self, *, read_only: bool = False) -> Record:
        return SqliteRecord(self._folder / "truceline.db", read_only=read_only, salts=DerivedSalts(), origin="log")

    def vault(self, envelope: Envelope | None = None) -> Vault:
        folder = self._folder / "evidence"
        return FolderVault(folder) if envelope is None else SealedVault(folder, envelope)

    def view(self) -> View:
        return SqliteView(self._folder / "cache" / "view.db")

    def accounts(self) -> Accounts:
        return SqliteAccounts(self._folder / "accounts.db")


class InPostgres:
    def __init__(self, url: str) -> None:
        self._url = url
        self._opened: list[Links] = []
        prepare_tables(self._links(), read_only=False)

    def record(self, *, read_only: bool = False) -> Record:
        return PostgresRecord(self._url, read_only=read_only, salts=DerivedSalts(), origin="log")

    def vault(self, envelope: Envelope | None = None) -> Vault:
        return PostgresVault(BlobTable(self._links()), envelope)

    def view(self) -> PostgresView:
        return PostgresView(self._links())

    def accounts(self) -> Accounts:
        return PostgresAccounts(self._links())

    def close(self) -> None:
        for links in self._opened:
            links.close()

    def _links(self) -> Links:
        self._opened.append(Links(self._url))
        return self._opened[-1]


@pytest.fixture(params=["files", "postgres"])
def stores(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Stores]:
    if request.param == "files":
        yield InFiles(tmp_path)
        return
    server: Server = request.getfixturevalue("postgres")
    opened = InPostgres(server.fresh())
    yield opened
    opened.close()


#: what `check_record` appends comes to this in every store
_ROOT = "a7e14516567bc86b5ed12759ea632ef3a0a787f200e3c39a4471d254855da6da"


def test_a_record(stores: Stores) -> None:
    assert check_record(stores.record, wanted_root=_ROOT) == _ROOT


def test_a_vault(stores: Stores) -> None:
    check_vault(stores.vault)


def test_a_sealed_vault(stores: Stores, tmp_path: Path) -> None:
    envelope = _envelope(tmp_path)
    check_vault(lambda: stores.vault(envelope))


def test_a_view(stores: Stores) -> None:
    check_view(stores.view)


def test_accounts(stores: Stores) -> None:
    check_accounts(stores.accounts)


def _envelope(folder: Path) -> Envelope:
    told: Callable[[object], None] = lambda event: None  # noqa: E731
    return Envelope(folder / "data-keys.json", "log", ContentKeys(folder / "keys", "log"), told)


def test_a_view_in_postgres_that_was_emptied_takes_no_part_of_anything(postgres: Server) -> None:
    """An erasure empties it; whoever was filling it begins anew instead of laying changes on nothing."""
    opened = InPostgres(postgres.fresh())
    view, other = opened.view(), opened.view()
    view.apply(ViewChanges(whole=True), 5)
    other.forget()
    assert (view.as_of(), other.as_of()) == (0, 0)
    with pytest.raises(MissionError, match="the view was deleted"):
        view.apply(ViewChanges(), 6)
    opened.view().apply(ViewChanges(whole=True), 6)
    assert view.as_of() == 6
    opened.close()


def test_a_view_in_postgres_is_read_while_it_is_filled_anew(postgres: Server) -> None:
    url = postgres.fresh()
    opened = InPostgres(url)
    view = opened.view()
    view.apply(ViewChanges(whole=True, notes={"program": "old"}), 5)
    with Links(url).new() as link:
        with link.transaction():
            take_over(link, ViewChanges(whole=True, notes={"program": "new"}), 6)
            assert (view.as_of(), view.note("program"), view.totals().as_of) == (5, "old", 5)
        assert (view.as_of(), view.note("program")) == (6, "new")
    opened.close()


def test_texts_that_postgres_does_not_take_come_back_as_they_were(postgres: Server) -> None:
    opened = InPostgres(postgres.fresh())
    view = opened.view()
    for text in ("\x00", "a\x00b\x1a0000", "half \ud800 of a pair", "\x1a"):
        view.apply(ViewChanges(notes={"program": text}), 1)
        assert view.note("program") == text
    opened.close()
