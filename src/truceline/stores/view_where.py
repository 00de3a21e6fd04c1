"""Conditions on the rows of a view as SQL with `?` for values: those that every database puts alike."""

from __future__ import annotations

import base64
from typing import Any

import msgspec

from truceline.model.errors import UNREADABLE, InputError
from truceline.model.view import STATUS_ORDER, EffortQuery, FindingQuery, IncidentQuery, ObservationQuery

#: statuses as they are kept: the place in STATUS_ORDER, then "none"
STATUSES = (*STATUS_ORDER, "none")


class Where:
    """Conditions that all must hold, and their values."""

    def __init__(self) -> None:
        self._terms: list[str] = []
        self.values: list[Any] = []

    def add(self, term: str, *values: object) -> None:
        self._terms.append(term)
        self.values += values

    def any_of(self, column: str, wanted: tuple[object, ...]) -> None:
        if wanted:
            self.add(f"{column} IN ({', '.join('?' * len(wanted))})", *wanted)

    @property
    def sql(self) -> str:
        return " AND ".join(self._terms) or "true"


def incidents_where(query: IncidentQuery, prefix: str, index_of: str) -> Where:
    """Conditions on incidents, all but box and words; `index_of` is the database's function for a text in a text."""
    where = _in_time(query)
    if query.types:  # texts are compared byte by byte, and "/" comes next after "."
        terms = " OR ".join(["event_type = ? OR event_type >= ? AND event_type < ?"] * len(query.types))
        where.add(f"({terms})", *(value for name in query.types for value in (name, f"{name}.", f"{name}/")))
    if query.statuses and not query.provisions:
        codes = tuple(STATUSES.index(name) for name in query.statuses if name in STATUSES)
        where.any_of("status", codes or (-1,))
    if query.provisions:
        found = Where()
        found.any_of("provision_id", query.provisions)
        found.any_of("f.status", query.statuses)
        same = f"f.incident_id = {prefix}incidents.incident_id"
        where.add(f"EXISTS (SELECT 1 FROM {prefix}findings AS f WHERE {same} AND {found.sql})", *found.values)
    if query.sectors:
        terms = " OR ".join([f"{index_of}(sectors, ?) > 0"] * len(query.sectors))
        where.add(f"({terms})", *(msgspec.json.encode(sector).decode() for sector in query.sectors))
    return where


def findings_where(query: FindingQuery) -> Where:
    where = Where()
    where.any_of("finding_id", query.ids)
    where.any_of("incident_id", query.incidents)
    where.any_of("provision_id", query.provisions)
    where.any_of("status", query.statuses)
    return where


def observations_where(query: ObservationQuery, table: str) -> Where:
    """Conditions on observations that are joined with their membership as `m`."""
    where = Where()
    where.any_of(f"{table}.observation_id", query.ids)
    where.any_of("m.incident_id", query.incidents)
    where.any_of("item_id", query.items)
    where.any_of("source", query.sources)
    return where


def effort_where(query: EffortQuery) -> Where:
    """Conditions on effort, all but the box."""
    where = _in_time(query)
    if query.cursor is not None:
        where.add("(start_s, effort_id) > (?, ?)", *cursor_values(query.cursor, 2))
    return where


def _in_time(query: IncidentQuery | EffortQuery) -> Where:
    where = Where()
    if query.from_s is not None:
        where.add("end_s > ?", query.from_s)
    if query.until_s is not None:
        where.add("start_s < ?", query.until_s)
    return where


def ordered(query: IncidentQuery) -> tuple[str, str, str]:
    """What a page of incidents is sorted by, in which direction, and how the next row compares."""
    down = query.sort.startswith("-")
    return query.sort.removeprefix("-"), "DESC" if down else "ASC", "<" if down else ">"


def cursor_of(*values: object) -> str:
    """A place between two rows, to be given back as it is."""
    return base64.urlsafe_b64encode(msgspec.json.encode(values)).decode().rstrip("=")


def cursor_values(cursor: str, wanted: int) -> tuple[Any, ...]:
    """What a cursor points to. Raises InputError unless `cursor_of` made it for the same question."""
    try:
        values = msgspec.json.decode(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        if not isinstance(values, list) or len(values) != wanted or not isinstance(values[-1], str):
            raise ValueError("other values than were put in")
        if wanted == 2 and not isinstance(values[0], int):
            raise ValueError("no number")
    except (*UNREADABLE, ValueError) as error:
        raise InputError(
            "this cursor leads nowhere", where="cursor", advice="Take `next` of the answer before, as it is."
        ) from error
    return tuple(values)
