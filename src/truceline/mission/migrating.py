"""A mission from its folder into a database, and back: the same leaves, tiles and checkpoints, so the same root.

The settings decide where a mission is. They change last, all at once, when everything was copied, read back and
compared; so whenever the move is broken off, the mission is whole where it was, and the same command goes on. Only
then is the old place emptied: an order to erase must not leave a copy behind.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec

from truceline.mission.folder import SEALING, Mission, Store
from truceline.mission.locks import has_key, lock_record, vault_of
from truceline.mission.store_setting import set_store, settings_text, with_store
from truceline.mission.stores import has_record, holding, links_to, record_of, salts_of
from truceline.model.errors import MissionError, RecordError, UsageError
from truceline.ports import Progress, Vault
from truceline.record.merkle import TreeHead
from truceline.stores.accounts import FILE as ACCOUNTS_FILE
from truceline.stores.files import make_folder, remove_tree, sync_folder, wipe_file
from truceline.stores.raw_record import RawRecord, RawSqlite, all_of
from truceline.stores.record import Record
from truceline.stores.sqlite import SqliteRecord

_PART = ".part"


class Moved(msgspec.Struct, frozen=True):
    """What was moved, and what it is known by."""

    entries: int
    evidence: int
    root: str
    where: str  # as people read it
    kept: bool  # the old place still holds its copy
    already: bool = False  # it was there before


def to_database(mission: Mission, url: str, progress: Progress, *, keep: bool = False) -> Moved:
    """Move a mission from its folder into the database.

    Raises UsageError for an address with a password, MissionError where the database holds another record or cannot be
    written, RecordError where what was read back is not what was written.
    """
    _check_sealing(mission)
    _check_key(mission)
    links = links_to(url)
    from truceline.stores.postgres.links import has_password
    from truceline.stores.postgres.links import holding as holding_in_database
    from truceline.stores.postgres.raw_accounts import into_database
    from truceline.stores.postgres.raw_record import RawPostgres, set_standing
    from truceline.stores.postgres.record import prepare_tables

    if has_password(url):
        raise UsageError(
            "the address holds a password, and it would stay in mission.toml",
            where="--to",
            advice="Leave it out: TRUCELINE_DATABASE=… in the environment, or a passfile (~/.pgpass).",
        )
    if mission.store.url:
        if mission.store.url != url:
            raise UsageError(
                "the mission is in another database already",
                where=mission.store.url,
                advice=f"Move it home first: truceline migrate {mission.folder} --to folder",
            )
        return _finished(mission, links.where, keep)
    with_store(settings_text(mission), url)  # said now, not when everything was copied
    there = msgspec.structs.replace(mission, store=Store(url=url))
    with holding(mission), holding_in_database(links):
        prepare_tables(links, read_only=False)
        if has_record(mission):
            head = _settled(mission)
            source, target = RawSqlite(mission.record_path), RawPostgres(links)
            try:
                _check_target(there, target, source, head)
                set_standing(links, "arriving", {"origin": source.rest().about["origin"]})
                _copy(source, target, progress)
            finally:
                source.close()
            evidence = _copy_evidence(vault_of(mission), vault_of(there), progress)
            if (mission.folder / ACCOUNTS_FILE).exists():
                into_database(mission.folder / ACCOUNTS_FILE, links)
            set_standing(links, "here")
            _compare(there, lambda: record_of(there, read_only=True), head)
        else:
            head, evidence = TreeHead(0, b""), 0
        set_store(mission, url)
        if not keep:
            _empty_folder(mission)
    return Moved(head.size, evidence, head.root.hex(), links.where, keep)


def to_folder(mission: Mission, progress: Progress, *, keep: bool = False, while_sealing: bool = False) -> Moved:
    """Move a mission from its database into its folder. Raises as `to_database` does."""
    if not while_sealing:
        _check_sealing(mission)
    _check_key(mission)
    here = msgspec.structs.replace(mission, store=Store())
    if not mission.store.url:
        return _finished(mission, str(mission.folder), keep)
    links = links_to(mission.store.url)
    from truceline.stores.postgres.raw_accounts import into_file
    from truceline.stores.postgres.raw_record import RawPostgres, remove, set_standing

    with_store(settings_text(mission), "")
    with holding(mission):
        if has_record(mission):
            head = _settled(mission)
            part = mission.record_path.with_name(mission.record_path.name + _PART)
            _wipe_record(part)
            target = RawSqlite(part, make=True)
            try:
                _copy(RawPostgres(links), target, progress)
            finally:
                target.close()
            make_folder(mission.evidence_path)
            evidence = _copy_evidence(vault_of(mission), vault_of(here), progress)
            into_file(links, mission.folder / ACCOUNTS_FILE)
            _compare(here, lambda: SqliteRecord(part, read_only=True, salts=salts_of(mission)), head)
            _wipe_record(mission.record_path)  # an old copy, from before the mission was moved away
            part.replace(mission.record_path)
            _wipe_record(part)  # what SQLite keeps beside it
            sync_folder(mission.folder)
        else:
            head, evidence = TreeHead(0, b""), 0
        set_store(mission, "")
        if keep:
            set_standing(links, "moved")
        else:
            remove(links)
    return Moved(head.size, evidence, head.root.hex(), str(mission.folder), keep)


def _check_sealing(mission: Mission) -> None:
    if (mission.folder / SEALING).exists():
        raise MissionError(
            "this mission is being sealed",
            where=str(mission.folder / SEALING),
            advice=f"Finish it (truceline seal {mission.folder}), or give it up with --give-up.",
        )


def _check_key(mission: Mission) -> None:
    if not has_key(mission):
        raise MissionError(
            "the mission is locked, and the key of its evidence is not here",
            where=str(mission.folder),
            advice="Every piece of evidence is read back before the old place is emptied: bring the keys.",
        )


def _settled(mission: Mission) -> TreeHead:
    """Check the whole record where it is; its head is what must come out elsewhere."""
    record = record_of(mission)
    try:
        lock_record(mission, record, read_only=True)
        record.verify()
        return record.tree_head()
    finally:
        record.close()


def _check_target(there: Mission, target: RawRecord, source: RawRecord, head: TreeHead) -> None:
    """A database that already holds the beginning of this very record can take the rest; no other one can."""
    about, size = target.rest().about, target.size()
    if not size and about.get("origin") in (None, source.rest().about["origin"]):
        return
    leaf_at = (
        [record.entries(size - 1, size)[0].leaf if size else b"" for record in (target, source)]
        if (size <= head.size)
        else [b"", b"another"]
    )
    if about.get("origin") != source.rest().about["origin"] or leaf_at[0] != leaf_at[1]:
        raise MissionError(
            "this database holds the record of another mission, or a longer one of this mission",
            where=there.store.url,
            advice="Make a database of its own for each mission: createdb NAME. Nothing was changed.",
        )


def _copy(source: RawRecord, target: RawRecord, progress: Progress) -> None:
    progress.start("record", source.size())
    for entries in all_of(source):
        target.put(entries)
        progress.advance(len(entries))
    target.finish(source.rest())
    progress.done()


def _copy_evidence(source: Vault, target: Vault, progress: Progress) -> int:
    """Every piece, read back. What the target holds and the source does not was erased meanwhile, and goes."""
    names = tuple(source.names())
    for gone in sorted({*target.names()} - {*names}):
        target.drop(gone)
    progress.start("evidence", len(names))
    for name in names:
        if not target.has(name):
            target.put(source.get(name))
        target.get(name)  # raises where it is not what was put
        progress.advance()
    progress.done()
    return len(names)


def _compare(there: Mission, opened: Callable[[], Record], head: TreeHead) -> None:
    record = opened()
    try:
        lock_record(there, record, read_only=True)
        record.verify()
        if record.tree_head() != head:
            raise RecordError(
                "the record that was copied has another root",
                where=record.where,
                advice="Nothing was changed: the mission is where it was. Run the same command again.",
            )
    finally:
        record.close()


def _finished(mission: Mission, where: str, keep: bool) -> Moved:
    """The mission is there already; what is left of an old place goes."""
    if mission.store.url and not keep:
        with holding(mission):
            _empty_folder(mission)
    if not has_record(mission):
        return Moved(0, 0, "", where, keep, already=True)
    head = _settled(mission)
    return Moved(head.size, sum(1 for _ in vault_of(mission).names()), head.root.hex(), where, keep, already=True)


def _empty_folder(mission: Mission) -> None:
    """Overwrite and take away what the folder still holds of record, evidence and accounts."""
    _wipe_record(mission.record_path)
    _wipe_record(mission.folder / ACCOUNTS_FILE)
    if mission.evidence_path.exists():
        remove_tree(mission.evidence_path)


def _wipe_record(path: Path) -> None:
    for name in (path.name, f"{path.name}-wal", f"{path.name}-shm"):
        if (path.parent / name).exists():
            wipe_file(path.parent / name)
