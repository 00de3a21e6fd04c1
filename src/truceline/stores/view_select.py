"""Questions to a view as SQL.

Two ways lead to a page of incidents. Where few lie in the box and time asked for, the tree (R*-tree over longitude,
latitude and minutes; Beckmann et al. 1990) names them and they are sorted. Where many do, the index of the wanted order
is followed until the page is full.
"""

from __future__ import annotations

import base64
import re
import unicodedata
from typing import Any

import msgspec

from truceline.model.errors import UsageError
from truceline.model.view import STATUS_ORDER, Box, EffortQuery, IncidentQuery
from truceline.stores.view_tables import MINUTE_S

#: up to so many found in the tree are sorted; with more, the index of the order finds a page sooner
FEW = 4_000

#: statuses as they are kept: the place in STATUS_ORDER, then "none"
STATUSES = (*STATUS_ORDER, "none")

_WORD = re.compile(r"[^\W_]+")
_ORDERS = {"start_s": "start_s", "existence_ppm": "existence_ppm", "radius_m": "ifnull(radius_m, -1)"}
_INDEX = {
    "start_s": "incidents_by_start",
    "existence_ppm": "incidents_by_existence",
    "radius_m": "incidents_by_radius",
}


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
        return " AND ".join(self._terms) or "1"


def in_tree(query: IncidentQuery) -> Where | None:
    """Box and time as conditions on the tree; null where the question has neither."""
    if query.bbox is None and query.from_s is None and query.until_s is None:
        return None
    where = Where()
    if query.bbox is not None:
        _in_box(where, query.bbox, "west", "south")
    if query.from_s is not None:
        where.add("last >= ?", query.from_s // MINUTE_S)
    if query.until_s is not None:
        where.add("first <= ?", (query.until_s - 1) // MINUTE_S)
    return where


def incidents_where(query: IncidentQuery) -> Where:
    """Every condition on incidents, exact."""
    where = Where()
    if query.bbox is not None:
        _in_box(where, query.bbox, "lon_e6", "lat_e6")
    if query.from_s is not None:
        where.add("end_s > ?", query.from_s)
    if query.until_s is not None:
        where.add("start_s < ?", query.until_s)
    if query.types:
        terms = " OR ".join(["event_type = ? OR event_type GLOB ?"] * len(query.types))
        where.add(f"({terms})", *(value for name in query.types for value in (name, f"{_literal(name)}.*")))
    codes = tuple(STATUSES.index(name) for name in query.statuses if name in STATUSES)
    if query.statuses and not query.provisions:
        where.any_of("status", codes or (-1,))
    if query.provisions:
        found = Where()
        found.any_of("provision_id", query.provisions)
        found.any_of("f.status", query.statuses)
        where.add(
            f"EXISTS (SELECT 1 FROM findings AS f WHERE f.incident_id = incidents.incident_id AND {found.sql})",
            *found.values,
        )
    if query.sectors:
        terms = " OR ".join(["instr(sectors, ?)"] * len(query.sectors))
        where.add(f"({terms})", *(msgspec.json.encode(sector).decode() for sector in query.sectors))
    if query.words is not None and (said := said_words(query.words)):
        where.add(
            "incident_id IN (SELECT incident_id FROM members WHERE n IN (SELECT rowid FROM words WHERE words MATCH ?))",
            said,
        )
    return where


def said_words(words: str) -> str:
    """The words as FTS5 asks for them, each by itself and as a beginning; nothing in them is an operator."""
    return " ".join(f'"{word}" *' for word in _WORD.findall(unicodedata.normalize("NFC", words)))


def page_of_incidents(query: IncidentQuery, by_tree: Where | None, columns: str) -> tuple[str, list[Any]]:
    """The page asked for, and one row more, which tells whether it is the last. By the tree where it is given."""
    order, step, comes = _ordered(query)
    where = incidents_where(query)
    if query.cursor is not None:
        where.add(f"({_ORDERS[order]}, incident_id) {comes} (?, ?)", *cursor_values(query.cursor, 2))
    last = f"ORDER BY {_ORDERS[order]} {step}, incident_id {step} LIMIT ?"
    if by_tree is not None:
        # the unary plus keeps SQLite from following the index of the order instead of the tree
        sql = f"SELECT {columns} FROM places CROSS JOIN incidents USING (n) WHERE {by_tree.sql} AND {where.sql} {last}"
        sql = sql.replace(f"ORDER BY {_ORDERS[order]}", f"ORDER BY +{_ORDERS[order]}")
        return sql, [*by_tree.values, *where.values, query.limit + 1]
    sql = f"SELECT {columns} FROM incidents INDEXED BY {_INDEX[order]} WHERE {where.sql} {last}"
    return sql, [*where.values, query.limit + 1]


def sort_value(query: IncidentQuery) -> str:
    """The expression that the page is sorted by."""
    return _ORDERS[_ordered(query)[0]]


def effort_where(query: EffortQuery) -> Where:
    where = Where()
    if query.bbox is not None:
        _in_box(where, query.bbox, "lon_e6", "lat_e6")
    if query.from_s is not None:
        where.add("end_s > ?", query.from_s)
    if query.until_s is not None:
        where.add("start_s < ?", query.until_s)
    if query.cursor is not None:
        where.add("(start_s, effort_id) > (?, ?)", *cursor_values(query.cursor, 2))
    return where


def cursor_of(*values: object) -> str:
    """A place between two rows, to be given back as it is."""
    return base64.urlsafe_b64encode(msgspec.json.encode(values)).decode().rstrip("=")


def cursor_values(cursor: str, wanted: int) -> tuple[Any, ...]:
    """What a cursor points to. Raises UsageError unless `cursor_of` made it for the same question."""
    try:
        values = msgspec.json.decode(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        if not isinstance(values, list) or len(values) != wanted or not isinstance(values[-1], str):
            raise ValueError("other values than were put in")
        if wanted == 2 and not isinstance(values[0], int):
            raise ValueError("no number")
    except (ValueError, msgspec.MsgspecError) as error:
        raise UsageError(
            "this cursor leads nowhere", where="cursor", advice="Take `next` of the answer before, as it is."
        ) from error
    return tuple(values)


def _ordered(query: IncidentQuery) -> tuple[str, str, str]:
    down = query.sort.startswith("-")
    return query.sort.removeprefix("-"), "DESC" if down else "ASC", "<" if down else ">"


def _in_box(where: Where, box: Box, lon: str, lat: str) -> None:
    west, south, east, north = box
    where.add(f"{lat} BETWEEN ? AND ?", south, north)
    if west <= east:
        where.add(f"{lon} BETWEEN ? AND ?", west, east)
    else:
        where.add(f"({lon} >= ? AND {lon} <= 180000000 OR {lon} <= ?)", west, east)


def _literal(name: str) -> str:
    return "".join(f"[{letter}]" if letter in "*?[" else letter for letter in name)
