"""The view in SQLite: `cache/view.db`, one process that writes and any number that read.

Losing it costs a full run, so nothing waits for the disk. A reader sees one state for as long as its question lasts.
"""

from __future__ import annotations

import queue
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import apsw
import msgspec
import pyarrow as pa

from truceline.model.effort import Effort
from truceline.model.errors import MissionError
from truceline.model.finding import Finding
from truceline.model.view import (
    EffortQuery,
    FindingQuery,
    IncidentQuery,
    MapColumns,
    ObservationQuery,
    Page,
    Rival,
    ShownIncident,
    ShownObservation,
    Totals,
    ViewChange,
    ViewChanges,
)
from truceline.stores.connection import Transaction, has_table
from truceline.stores.files import make_folder
from truceline.stores.view_apply import all_rows, take_over
from truceline.stores.view_map import map_columns
from truceline.stores.view_select import (
    FEW,
    STATUSES,
    Where,
    cursor_of,
    cursor_values,
    effort_where,
    in_tree,
    page_of_incidents,
    sort_value,
)
from truceline.stores.view_tables import TABLES, VERSION, columns, ddl, objects, table_of

T = TypeVar("T")

_BUSY_MS = 10_000


class SqliteView:
    """A `ports.View`. Threads share it: each question takes a connection that no other has."""

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self._path = path
        self._idle: queue.LifoQueue[tuple[int, apsw.Connection]] = queue.LifoQueue()
        self._writer: apsw.Connection | None = None
        if not read_only:
            make_folder(path.parent)
            with self._refused():
                self._writer = _writer(path)
            self._written = self._number()

    # -- reading

    def as_of(self) -> int:
        with self._reading() as db:
            return _as_of(db)

    def note(self, name: str) -> str | None:
        with self._reading() as db:
            return _about(db, name)

    def totals(self) -> Totals:
        with self._reading() as db:
            counted = {name: _one(db, f"SELECT count(*) FROM {name}") for name in TABLES}
            return Totals(
                counted["observations"], counted["incidents"], counted["findings"], counted["effort"], _as_of(db)
            )

    def incidents(self, query: IncidentQuery) -> Page[ShownIncident]:
        with self._reading() as db:
            tree = in_tree(query)
            if tree is not None and not _are_few(db, tree):
                tree = None
            wanted = f"{_columns_of('incidents')}, status, sectors, changed, {sort_value(query)}"
            sql, values = page_of_incidents(query, tree, wanted)
            found = db.execute(sql, values).fetchall()
            items = _incidents(found[: query.limit])
            last = found[query.limit - 1] if len(found) > query.limit else None
            return Page(items, None if last is None else cursor_of(last[-1], last[0]), _as_of(db))

    def incident(self, incident_id: str) -> ShownIncident | None:
        with self._reading() as db:
            sql = f"SELECT {_columns_of('incidents')}, status, sectors, changed FROM incidents WHERE incident_id = ?"
            return next(iter(_incidents(db.execute(sql, (incident_id,)).fetchall())), None)

    def map(self, query: IncidentQuery) -> MapColumns:
        with self._reading() as db:
            tree = in_tree(query)
            few = tree is not None and _are_few(db, tree)
            return map_columns(db, query, tree if few else None, _as_of(db))

    def findings(self, query: FindingQuery) -> Page[Finding]:
        where = Where()
        where.any_of("finding_id", query.ids)
        where.any_of("incident_id", query.incidents)
        where.any_of("provision_id", query.provisions)
        where.any_of("status", query.statuses)
        return self._page("findings", where, query.limit, query.cursor, Finding)

    def observations(self, query: ObservationQuery) -> Page[ShownObservation]:
        where = Where()
        where.any_of("observation_id", query.ids)
        where.any_of("m.incident_id", query.incidents)
        where.any_of("item_id", query.items)
        where.any_of("source", query.sources)
        return self._page("observations", where, query.limit, query.cursor, ShownObservation, _WITH_INCIDENT)

    def effort(self, query: EffortQuery) -> Page[Effort]:
        with self._reading() as db:
            where = effort_where(query)
            found = db.execute(
                f"SELECT {_columns_of('effort')} FROM effort WHERE {where.sql} ORDER BY start_s, effort_id LIMIT ?",
                (*where.values, query.limit + 1),
            ).fetchall()
            items: tuple[Effort, ...] = objects("effort", found[: query.limit], Effort, {})
            more = len(found) > query.limit
            return Page(items, cursor_of(items[-1].start_s, items[-1].effort_id) if more else None, _as_of(db))

    def rivals(self, incident_id: str) -> tuple[Rival, ...]:
        with self._reading() as db:
            found: Any = db.execute(
                "SELECT observation_id, rival_incident_id, p_ppm FROM unresolved WHERE rival_incident_id = ?1 OR"
                " observation_id IN (SELECT observation_id FROM members WHERE incident_id = ?1) ORDER BY 1, 2",
                (incident_id,),
            ).fetchall()
            return tuple(Rival(*row) for row in found)

    def changed_since(self, as_of: int) -> ViewChange:
        with self._reading() as db:
            now, since = _as_of(db), int(_about(db, "since") or 0)
            if as_of < since or as_of > now:
                return ViewChange(as_of=now, everything=as_of != now)
            found: Any = db.execute("SELECT DISTINCT kind, id FROM changed WHERE as_of > ? ORDER BY n", (as_of,))
            ids: dict[str, list[str]] = {}
            for kind, one in found:
                ids.setdefault(kind, []).append(one)
            return ViewChange(
                as_of=now,
                incidents=tuple(ids.get("incident", ())),
                gone_incidents=tuple(ids.get("-incident", ())),
                findings=tuple(ids.get("finding", ())),
                gone_findings=tuple(ids.get("-finding", ())),
                effort="effort" in ids,
            )

    def table(self, name: str) -> pa.Table:
        with self._reading() as db:
            return table_of(name, all_rows(db, name))

    # -- writing

    def apply(self, changes: ViewChanges, as_of: int) -> None:
        if self._writer is None:
            raise MissionError("this view was opened to be read", where=str(self._path), advice="Open it to write.")
        if self._number() != self._written:
            raise MissionError("the view was deleted", where=str(self._path), advice="It is made again.")
        with self._refused(), Transaction(self._writer):
            take_over(self._writer, changes, as_of)

    def close(self) -> None:
        while not self._idle.empty():
            self._idle.get_nowait()[1].close()
        if self._writer is not None:
            self._writer.close()

    def _page(
        self,
        name: str,
        where: Where,
        limit: int,
        cursor: str | None,
        kind: Callable[..., T],
        joined: tuple[str, tuple[str, ...]] = ("", ()),
    ) -> Page[T]:
        """Rows of a table in the order of its key."""
        join, more = joined
        key = TABLES[name][1][0]
        if cursor is not None:
            where.add(f"{name}.{key} > ?", *cursor_values(cursor, 1))
        with self._reading() as db:
            wanted = ", ".join([f"{name}.{column}" for column in columns(name)] + [f"m.{column}" for column in more])
            sql = f"SELECT {wanted} FROM {name} {join} WHERE {where.sql} ORDER BY {name}.{key} LIMIT ?"
            found = db.execute(sql, (*where.values, limit + 1)).fetchall()
            shown = found[:limit]
            width = len(columns(name))
            beside = {column: [row[width + at] for row in shown] for at, column in enumerate(more)}
            items = objects(name, shown, kind, beside)  # type: ignore[arg-type]
            return Page(items, cursor_of(shown[-1][0]) if len(found) > limit else None, _as_of(db))

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
            except BaseException:
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


_WITH_INCIDENT = ("JOIN members AS m USING (observation_id)", ("incident_id", "p_same_ppm"))


def _writer(path: Path) -> apsw.Connection:
    db = apsw.Connection(str(path))
    db.set_busy_timeout(_BUSY_MS)
    for pragma, value in (("journal_mode", "wal"), ("synchronous", 0), ("cache_size", -65_536)):
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
    db.set_busy_timeout(_BUSY_MS)
    return db


def _incidents(found: list[Any]) -> tuple[ShownIncident, ...]:
    width = len(TABLES["incidents"][0].names)
    more: dict[str, list[Any]] = {
        "status": [STATUSES[row[width]] for row in found],
        "sectors": [msgspec.json.decode(row[width + 1], type=tuple[str, ...]) for row in found],
        "changed": [row[width + 2] for row in found],
    }
    return objects("incidents", found, ShownIncident, more)


def _are_few(db: apsw.Connection, tree: Where) -> bool:
    sql = f"SELECT count(*) FROM (SELECT 1 FROM places WHERE {tree.sql} LIMIT ?)"
    return _one(db, sql, *tree.values, FEW + 1) <= FEW


def _columns_of(name: str) -> str:
    return ", ".join(columns(name))


def _one(db: apsw.Connection, sql: str, *values: Any) -> int:
    found: Any = db.execute(sql, values).get
    return int(found or 0)


def _about(db: apsw.Connection, name: str) -> str | None:
    found: Any = db.execute("SELECT value FROM about WHERE name = ?", (name,)).get
    return None if found is None else str(found)


def _as_of(db: apsw.Connection) -> int:
    return int(_about(db, "as_of") or 0)
