"""SQLite that several processes may write, and whose commits stay.

SQLite up to 3.51.2 can corrupt a write-ahead log when two connections write at once, so the version is checked first.
"""

from __future__ import annotations

import time
from pathlib import Path

import apsw

from truceline.model.errors import MissionError

_OLDEST_SOUND_SQLITE = (3, 51, 3)
#: how long who finds a file locked waits for it
BUSY_MS = 10_000
_AGAIN_S = 0.01
#: bytes of a page of a new file. An entry by itself writes four of them: with 8 KB it takes a sixteenth longer, which
#: batches win back by half as many calls of the system; with 2 KB neither is quicker
_PAGE = 4_096
#: pages of the write-ahead log (16 MB) at which it is moved to its place: each time is two more waits for the disk
_LOG_PAGES = 4_000


def connect(path: Path, *, read_only: bool) -> apsw.Connection:
    """A connection whose commits are on the disk when they return, and whose deletions leave zeros behind.

    Raises MissionError where the file cannot be opened, or where SQLite is too old for several writers.
    """
    if tuple(int(n) for n in apsw.sqlite_lib_version().split(".")) < _OLDEST_SOUND_SQLITE:
        raise MissionError(
            f"SQLite {apsw.sqlite_lib_version()} may damage a file that two processes use",
            where=str(path),
            advice="Install a newer apsw: pip install -U apsw",
        )
    flags = apsw.SQLITE_OPEN_READONLY if read_only else apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE
    db = apsw.Connection(str(path), flags=flags)
    db.set_busy_timeout(BUSY_MS)
    if not read_only:
        db.pragma("page_size", _PAGE)
        write_ahead(db)
        for name, value in (("synchronous", 2), ("secure_delete", 1)):
            db.pragma(name, value)
        db.wal_autocheckpoint(_LOG_PAGES)
    return db


def write_ahead(db: apsw.Connection) -> None:
    """Let a file have a write-ahead log, for good.

    SQLite waits for nobody here: of several who open a new file at once, all but one are told that it is locked. They
    look again: once one has done it, it is done.
    """
    until_s = time.monotonic() + BUSY_MS / 1_000
    while True:
        try:
            db.pragma("journal_mode", "wal")
        except apsw.BusyError:
            if time.monotonic() > until_s:
                raise
            time.sleep(_AGAIN_S)
        else:
            return


class Transaction:
    """All that the block writes, or nothing. From the first look on, nobody else writes."""

    __slots__ = ("_db",)

    def __init__(self, db: apsw.Connection) -> None:
        self._db = db

    def __enter__(self) -> None:
        self._db.execute("BEGIN IMMEDIATE")

    def __exit__(self, raised: type[BaseException] | None, *_: object) -> None:
        try:
            if raised is None:
                self._db.execute("COMMIT")
        finally:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")


def has_table(db: apsw.Connection, name: str) -> bool:
    return bool(db.execute("SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = ?", (name,)).get)
