"""The view in PostgreSQL, with places in PostGIS: the same questions and answers as in SQLite.

It can be made again from the evidence, so its commits do not wait for the disk; they are atomic all the same.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

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
from truceline.stores.postgres.links import Link, Links, Values, rows, send
from truceline.stores.postgres.texts import told
from truceline.stores.postgres.view_apply import AS_OF, about, as_of_of, take_over
from truceline.stores.postgres.view_tables import (
    PREFIX,
    Where,
    effort_where,
    forget,
    incidents_where,
    page_of_incidents,
    sort_value,
)
from truceline.stores.view_map import columns_of
from truceline.stores.view_select import STATUSES, cursor_of, cursor_values
from truceline.stores.view_tables import TABLES, columns, objects, table_of

T = TypeVar("T")

_MAPPED = "incident_id, lon_e6, lat_e6, radius_m, start_s, end_s, event_type, status, existence_ppm"


class PostgresView:
    """A `ports.View`. Threads and processes share it."""

    def __init__(self, links: Links) -> None:
        self._links = links
        self._made = links.ask(lambda link: about(link, "made"))

    # -- reading

    def as_of(self) -> int:
        return self._links.ask(as_of_of)

    def note(self, name: str) -> str | None:
        return self._links.ask(lambda link: about(link, name))

    def totals(self) -> Totals:
        ((observations, incidents, findings, effort),), as_of = self._seen(
            "SELECT " + ", ".join(f"(SELECT count(*) FROM {PREFIX}{name})" for name in _COUNTED)
        )
        return Totals(observations, incidents, findings, effort, as_of)

    def incidents(self, query: IncidentQuery) -> Page[ShownIncident]:
        wanted = f"{', '.join(columns('incidents'))}, status, sectors, changed, {sort_value(query)}"
        sql, values = page_of_incidents(query, wanted)
        found, as_of = self._seen(sql, tuple(values))
        last = found[query.limit - 1] if len(found) > query.limit else None
        items = _incidents(found[: query.limit])
        return Page(items, None if last is None else cursor_of(last[-1], last[0]), as_of)

    def incident(self, incident_id: str) -> ShownIncident | None:
        names = ", ".join(columns("incidents"))
        sql = f"SELECT {names}, status, sectors, changed FROM view_incidents WHERE incident_id = %s"
        return next(iter(_incidents(self._links.ask(lambda link: _told(link, sql, (incident_id,))))), None)

    def map(self, query: IncidentQuery) -> MapColumns:
        where = incidents_where(query)
        sql = f"SELECT {_MAPPED} FROM view_incidents WHERE {where.sql} ORDER BY start_s DESC, incident_id DESC LIMIT %s"
        found, as_of = self._seen(sql, (*where.values, query.limit + 1))
        return columns_of(found[: query.limit], len(found) <= query.limit, as_of)

    def findings(self, query: FindingQuery) -> Page[Finding]:
        where = Where()
        where.any_of("finding_id", query.ids)
        where.any_of("incident_id", query.incidents)
        where.any_of("provision_id", query.provisions)
        where.any_of("status", query.statuses)
        return self._page("findings", where, query.limit, query.cursor, Finding)

    def observations(self, query: ObservationQuery) -> Page[ShownObservation]:
        where = Where()
        where.any_of("view_observations.observation_id", query.ids)
        where.any_of("m.incident_id", query.incidents)
        where.any_of("item_id", query.items)
        where.any_of("source", query.sources)
        return self._page("observations", where, query.limit, query.cursor, ShownObservation, _WITH_INCIDENT)

    def effort(self, query: EffortQuery) -> Page[Effort]:
        where = effort_where(query)
        names = ", ".join(columns("effort"))
        sql = f"SELECT {names} FROM view_effort WHERE {where.sql} ORDER BY start_s, effort_id LIMIT %s"
        found, as_of = self._seen(sql, (*where.values, query.limit + 1))
        items: tuple[Effort, ...] = objects("effort", found[: query.limit], Effort, {})
        more = len(found) > query.limit
        return Page(items, cursor_of(items[-1].start_s, items[-1].effort_id) if more else None, as_of)

    def rivals(self, incident_id: str) -> tuple[Rival, ...]:
        found = self._links.rows(
            "SELECT observation_id, rival_incident_id, p_ppm FROM view_unresolved WHERE rival_incident_id = %(one)s OR"
            " observation_id IN (SELECT observation_id FROM view_members WHERE incident_id = %(one)s) ORDER BY 1, 2",
            {"one": incident_id},
        )
        return tuple(Rival(*row) for row in found)

    def changed_since(self, as_of: int) -> ViewChange:
        found, now = self._seen(
            "SELECT kind, id, (SELECT value FROM view_about WHERE name = 'since') FROM view_changed WHERE as_of > %s"
            " GROUP BY kind, id UNION ALL SELECT '', '', (SELECT value FROM view_about WHERE name = 'since')",
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
        sql = f"SELECT {names} FROM {PREFIX}{name} ORDER BY {key}"
        return table_of(name, self._links.ask(lambda link: _told(link, sql)))

    # -- writing

    def apply(self, changes: ViewChanges, as_of: int) -> None:
        def work(link: Link) -> None:
            with link.transaction():
                link.execute("SET LOCAL synchronous_commit = off")
                link.execute("LOCK TABLE view_about IN SHARE ROW EXCLUSIVE MODE")
                self._check_same(link)
                take_over(link, changes, as_of)
            if changes.whole:
                link.execute("VACUUM " + ", ".join(f"{PREFIX}{name}" for name in TABLES))

        self._links.ask(work)

    def forget(self) -> None:
        """Take everything out of it: what it held may have to be erased. It can be filled again."""
        self._links.ask(lambda link: link.execute(forget()))
        self._made = None

    def _check_same(self, link: Link) -> None:
        """Raises MissionError where the view was emptied since this was opened: what is in it is not what was put."""
        made = about(link, "made")
        if self._made is not None and made != self._made:
            raise MissionError("the view was deleted", where=self._links.where, advice="It is made again.")
        self._made = made

    def close(self) -> None:
        self._links.close()

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
        key = f"{PREFIX}{name}.{TABLES[name][1][0]}"
        if cursor is not None:
            where.add(f"{key} > %s", *cursor_values(cursor, 1))
        wanted = ", ".join(
            [f"{PREFIX}{name}.{column}" for column in columns(name)] + [f"m.{column}" for column in more]
        )
        sql = f"SELECT {wanted} FROM {PREFIX}{name} {join} WHERE {where.sql} ORDER BY {key} LIMIT %s"
        found, as_of = self._seen(sql, (*where.values, limit + 1))
        shown = found[:limit]
        width = len(columns(name))
        beside = {column: [row[width + at] for row in shown] for at, column in enumerate(more)}
        items = objects(name, shown, kind, beside)  # type: ignore[arg-type]
        return Page(items, cursor_of(shown[-1][0]) if len(found) > limit else None, as_of)

    def _seen(self, sql: str, values: Values = ()) -> tuple[list[tuple[Any, ...]], int]:
        """Rows, and as of what they are: of one state of the view, with one wait for the server."""

        def work(link: Link) -> tuple[list[tuple[Any, ...]], int]:
            with link.pipeline():
                link.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
                found = send(link, sql, values)
                said = send(link, AS_OF)
                link.execute("COMMIT")
            row = said.fetchone()
            return _as_applied(found.fetchall()), int(row[0]) if row else 0

        return self._links.ask(work)


_COUNTED = ("observations", "incidents", "findings", "effort")
_WITH_INCIDENT = ("JOIN view_members AS m USING (observation_id)", ("incident_id", "p_same_ppm"))


def _told(link: Link, sql: str, values: Values = ()) -> list[tuple[Any, ...]]:
    return _as_applied(rows(link, sql, values))


def _as_applied(found: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Rows with their texts as they were applied."""
    return [tuple(map(told, row)) if any(map(_escaped, row)) else row for row in found]


def _escaped(value: object) -> bool:
    return isinstance(value, str) and "\x1a" in value


def _incidents(found: list[tuple[Any, ...]]) -> tuple[ShownIncident, ...]:
    width = len(TABLES["incidents"][0].names)
    more: dict[str, list[Any]] = {
        "status": [STATUSES[row[width]] for row in found],
        "sectors": [msgspec.json.decode(row[width + 1], type=tuple[str, ...]) for row in found],
        "changed": [row[width + 2] for row in found],
    }
    return objects("incidents", found, ShownIncident, more)
