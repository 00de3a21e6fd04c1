"""What is asked of a view, whichever database it lies in: SQL that both read alike, and answers made of its rows."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any, ClassVar, TypeVar

import msgspec
import pyarrow as pa

from truceline.model.effort import Effort
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
)
from truceline.stores.view_map import MAPPED, columns_of
from truceline.stores.view_tables import TABLES, columns, objects, table_of
from truceline.stores.view_where import (
    STATUSES,
    Where,
    cursor_of,
    cursor_values,
    effort_where,
    findings_where,
    observations_where,
)

T = TypeVar("T")

_COUNTED = ("observations", "incidents", "findings", "effort")
_BESIDE_INCIDENTS = ("status", "sectors", "changed")
_BESIDE_OBSERVATIONS = ("incident_id", "p_same_ppm")


class ViewQuestions(ABC):
    """The part of `ports.View` that reads. A database adds how a question gets there, and its own indexes."""

    #: what the names of the tables begin with
    prefix: ClassVar[str] = ""

    @abstractmethod
    def seen(self, sql: str, values: tuple[object, ...] = ()) -> tuple[list[Any], int]:
        """Rows, and as of what they are: of one state of the view."""

    @abstractmethod
    def incident_rows(self, query: IncidentQuery, wanted: str) -> tuple[list[Any], int]:
        """The page asked for, and one row more, which tells whether it is the last; as of what they are."""

    @abstractmethod
    def in_box(self, where: Where, query: EffortQuery) -> None:
        """Add the box of the question, if it has one."""

    @abstractmethod
    def sort_value(self, query: IncidentQuery) -> str:
        """The expression that a page of incidents is sorted by."""

    def totals(self) -> Totals:
        counts = ", ".join(f"(SELECT count(*) FROM {self.prefix}{name})" for name in _COUNTED)
        ((observations, incidents, findings, effort),), as_of = self.seen(f"SELECT {counts}")
        return Totals(observations, incidents, findings, effort, as_of)

    def incidents(self, query: IncidentQuery) -> Page[ShownIncident]:
        wanted = f"{_INCIDENT}, {self.sort_value(query)}"
        found, as_of = self.incident_rows(query, wanted)
        last = found[query.limit - 1] if len(found) > query.limit else None
        return Page(_incidents(found[: query.limit]), None if last is None else cursor_of(last[-1], last[0]), as_of)

    def incident(self, incident_id: str) -> ShownIncident | None:
        found, _ = self.seen(f"SELECT {_INCIDENT} FROM {self.prefix}incidents WHERE incident_id = ?", (incident_id,))
        return next(iter(_incidents(found)), None)

    def map(self, query: IncidentQuery) -> MapColumns:
        """The newest incidents, with or without a place."""
        found, as_of = self.incident_rows(msgspec.structs.replace(query, sort="-start_s", cursor=None), MAPPED)
        return columns_of(found[: query.limit], len(found) <= query.limit, as_of)

    def findings(self, query: FindingQuery) -> Page[Finding]:
        return self._page("findings", findings_where(query), query.limit, query.cursor, Finding)

    def observations(self, query: ObservationQuery) -> Page[ShownObservation]:
        where = observations_where(query, f"{self.prefix}observations")
        joined = (f"JOIN {self.prefix}members AS m USING (observation_id)", _BESIDE_OBSERVATIONS)
        return self._page("observations", where, query.limit, query.cursor, ShownObservation, joined)

    def effort(self, query: EffortQuery) -> Page[Effort]:
        where = effort_where(query)
        self.in_box(where, query)
        names = ", ".join(columns("effort"))
        sql = f"SELECT {names} FROM {self.prefix}effort WHERE {where.sql} ORDER BY start_s, effort_id LIMIT ?"
        found, as_of = self.seen(sql, (*where.values, query.limit + 1))
        items: tuple[Effort, ...] = objects("effort", found[: query.limit], Effort, {})
        more = len(found) > query.limit
        return Page(items, cursor_of(items[-1].start_s, items[-1].effort_id) if more else None, as_of)

    def rivals(self, incident_id: str) -> tuple[Rival, ...]:
        found, _ = self.seen(
            f"SELECT observation_id, rival_incident_id, p_ppm FROM {self.prefix}unresolved WHERE rival_incident_id = ?"
            f" OR observation_id IN (SELECT observation_id FROM {self.prefix}members WHERE incident_id = ?)"
            " ORDER BY 1, 2",
            (incident_id, incident_id),
        )
        return tuple(Rival(*row) for row in found)

    def changed_since(self, as_of: int) -> ViewChange:
        since_when = f"(SELECT value FROM {self.prefix}about WHERE name = 'since')"
        found, now = self.seen(
            f"SELECT kind, id, {since_when} FROM {self.prefix}changed WHERE as_of > ? GROUP BY kind, id"
            f" UNION ALL SELECT '', '', {since_when}",
            (as_of,),
        )
        since = int(found[0][2] or 0)
        if as_of < since or as_of > now:
            return ViewChange(as_of=now, everything=as_of != now)
        ids: dict[str, list[str]] = {}
        for kind, one, _ in sorted(found):
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
        names, key = ", ".join(columns(name)), ", ".join(TABLES[name][1])
        found, _ = self.seen(f"SELECT {names} FROM {self.prefix}{name} ORDER BY {key}")
        return table_of(name, found)

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
        table = f"{self.prefix}{name}"
        key = f"{table}.{TABLES[name][1][0]}"
        if cursor is not None:
            where.add(f"{key} > ?", *cursor_values(cursor, 1))
        wanted = ", ".join([f"{table}.{column}" for column in columns(name)] + [f"m.{column}" for column in more])
        sql = f"SELECT {wanted} FROM {table} {join} WHERE {where.sql} ORDER BY {key} LIMIT ?"
        found, as_of = self.seen(sql, (*where.values, limit + 1))
        shown = found[:limit]
        width = len(columns(name))
        beside = {column: [row[width + at] for row in shown] for at, column in enumerate(more)}
        items = objects(name, shown, kind, beside)  # type: ignore[arg-type]
        return Page(items, cursor_of(shown[-1][0]) if len(found) > limit else None, as_of)


_INCIDENT = ", ".join([*columns("incidents"), *_BESIDE_INCIDENTS])


def _incidents(found: list[Any]) -> tuple[ShownIncident, ...]:
    width = len(TABLES["incidents"][0].names)
    more: dict[str, list[Any]] = {
        "status": [STATUSES[row[width]] for row in found],
        "sectors": [msgspec.json.decode(row[width + 1], type=tuple[str, ...]) for row in found],
        "changed": [row[width + 2] for row in found],
    }
    return objects("incidents", found, ShownIncident, more)
