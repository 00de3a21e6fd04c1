"""The view in SQLite: `cache/view.db`, one process that writes and any number that read.

Losing it costs a full run, so nothing waits for the disk, and what is written goes there little by little. A reader
sees one state for as long as its question lasts.
"""

from __future__ import annotations

import queue
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import apsw

from truceline.model.errors import MissionError
from truceline.model.view import EffortQuery, IncidentQuery, ViewChanges
from truceline.stores.connection import BUSY_MS, Transaction, has_table, write_ahead
from truceline.stores.files import make_folder
from truceline.stores.trickle import Trickle
from truceline.stores.view_apply import take_over
from truceline.stores.view_log import ViewLog
from truceline.stores.view_questions import ViewQuestions
from truceline.stores.view_select import FEW, add_box, in_tree, page_of_incidents, sort_value
from truceline.stores.view_tables import VERSION, ddl
from truceline.stores.view_where import Where


class SqliteView(ViewQuestions):
    """A `ports.View`. Threads share it: each question takes a connection that no other has."""

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self._path = path
        self._idle: queue.LifoQueue[tuple[int, apsw.Connection]] = queue.LifoQueue()
        self._writer: apsw.Connection | None = None
        if not read_only:
            make_folder(path.parent)
            with self._refused():
                self._writer = _writer(path)
                self._log = ViewLog(path, self._writer)
            self._trickle = Trickle(path, path.with_name(path.name + "-wal"))
            self._written = self._number()

    # -- reading

    def as_of(self) -> int:
        with self._reading() as db:
            return _as_of(db)

    def note(self, name: str) -> str | None:
        with self._reading() as db:
            return _about(db, name)

    def seen(self, sql: str, values: tuple[object, ...] = ()) -> tuple[list[Any], int]:
        with self._reading() as db:
            return _rows(db, sql, values), _as_of(db)

    def incident_rows(self, query: IncidentQuery, wanted: str) -> tuple[list[Any], int]:
        tree = in_tree(query)
        with self._reading() as db:
            few = tree is not None and _are_few(db, tree)
            sql, values = page_of_incidents(query, tree if few else None, wanted)
            return _rows(db, sql, values), _as_of(db)

    def in_box(self, where: Where, query: EffortQuery) -> None:
        if query.bbox is not None:
            add_box(where, query.bbox, "lon_e6", "lat_e6")

    def sort_value(self, query: IncidentQuery) -> str:
        return sort_value(query)

    # -- writing

    def apply(self, changes: ViewChanges, as_of: int) -> None:
        if self._writer is None:
            raise MissionError("this view was opened to be read", where=str(self._path), advice="Open it to write.")
        if self._number() != self._written:
            raise MissionError("the view was deleted", where=str(self._path), advice="It is made again.")
        with self._refused():
            self._log.look()
            if changes.whole:
                self._log.leave()
            with Transaction(self._writer):
                take_over(self._writer, changes, as_of)
            if changes.whole:
                self._log.move()

    def close(self) -> None:
        while not self._idle.empty():
            self._idle.get_nowait()[1].close()
        if self._writer is not None:
            self._trickle.close()
            self._log.close()
            self._writer.close()

    @contextmanager
    def _reading(self) -> Iterator[apsw.Connection]:
        """A connection on which the block sees one state, to the file that is there now."""
        with self._refused():
            number, db = self._number(), None
            while db is None:
                try:
                    was, db = self._idle.get_nowait()
                except queue.Empty:
                    db = _reader(self._path)
                    break
                if was != number:  # of a file that was deleted: what it held may have been erased
                    db.close()
                    db = None
            try:
                db.execute("BEGIN")
                yield db
                db.execute("COMMIT")
            except BaseException:  # in whatever state it is left, the next reader must not get it
                db.close()
                raise
            self._idle.put((number, db))

    def _number(self) -> int:
        """Which file it is; another one after the cache was deleted. 0: none."""
        try:
            return self._path.stat().st_ino
        except FileNotFoundError:
            return 0

    @contextmanager
    def _refused(self) -> Iterator[None]:
        try:
            yield
        except apsw.Error as error:
            raise MissionError(
                f"the view cannot be used: {error}",
                where=str(self._path),
                advice="It can be deleted at any moment: the next start of `truceline serve` makes it again.",
            ) from error


def _writer(path: Path) -> apsw.Connection:
    db = apsw.Connection(str(path))
    db.set_busy_timeout(BUSY_MS)
    write_ahead(db)
    for pragma, value in (("synchronous", 0), ("cache_size", -65_536)):
        db.pragma(pragma, value)
    if db.pragma("user_version") != VERSION or not has_table(db, "incidents"):
        with Transaction(db):
            if db.pragma("user_version") != VERSION or not has_table(db, "incidents"):  # nobody else made it meanwhile
                _make(db)
    path.chmod(0o600)
    return db


def _make(db: apsw.Connection) -> None:
    """The tables, in place of those of an earlier version."""
    names: Any = db.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE 'CREATE VIRTUAL%' UNION ALL SELECT"
        " name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
        " AND name NOT LIKE 'words_%' AND name NOT LIKE 'places_%' AND name NOT LIKE 'sqlite_%'"
    ).fetchall()
    for (name,) in names:
        db.execute(f"DROP TABLE {name}")
    db.execute(ddl())
    db.pragma("user_version", VERSION)


def _reader(path: Path) -> apsw.Connection:
    db = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)
    db.set_busy_timeout(BUSY_MS)
    return db


def _rows(db: apsw.Connection, sql: str, values: Any) -> list[Any]:
    return db.execute(sql, values).fetchall()


def _are_few(db: apsw.Connection, tree: Where) -> bool:
    sql = f"SELECT count(*) FROM (SELECT 1 FROM places WHERE {tree.sql} LIMIT ?)"
    return _one(db, sql, *tree.values, FEW + 1) <= FEW


def _one(db: apsw.Connection, sql: str, *values: Any) -> int:
    found: Any = db.execute(sql, values).get
    return int(found or 0)


def _about(db: apsw.Connection, name: str) -> str | None:
    found: Any = db.execute("SELECT value FROM about WHERE name = ?", (name,)).get
    return None if found is None else str(found)


def _as_of(db: apsw.Connection) -> int:
    return int(_about(db, "as_of") or 0)
