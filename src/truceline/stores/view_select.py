"""Questions about incidents as SQLite answers them soonest.

Two ways lead to a page of incidents. Where few lie in the box and time asked for, the tree (R*-tree over longitude,
latitude and minutes; Beckmann et al. 1990) names them and they are sorted. Where many do, the index of the wanted order
is followed until the page is full.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from truceline.model.view import Box, IncidentQuery
from truceline.stores.view_tables import MINUTE_S
from truceline.stores.view_where import Where, cursor_values, incidents_where, ordered

#: up to so many found in the tree are sorted; with more, the index of the order finds a page sooner
FEW = 4_000

_WORD = re.compile(r"[^\W_]+")
_ORDERS = {"start_s": "start_s", "existence_ppm": "existence_ppm", "radius_m": "ifnull(radius_m, -1)"}
_INDEX = {
    "start_s": "incidents_by_start",
    "existence_ppm": "incidents_by_existence",
    "radius_m": "incidents_by_radius",
}


def in_tree(query: IncidentQuery) -> Where | None:
    """Box and time as conditions on the tree; null where the question has neither."""
    if query.bbox is None and query.from_s is None and query.until_s is None:
        return None
    where = Where()
    if query.bbox is not None:
        add_box(where, query.bbox, "west", "south")
    if query.from_s is not None:
        where.add("last >= ?", query.from_s // MINUTE_S)
    if query.until_s is not None:
        where.add("first <= ?", (query.until_s - 1) // MINUTE_S)
    return where


def page_of_incidents(query: IncidentQuery, by_tree: Where | None, wanted: str) -> tuple[str, list[Any]]:
    """The page asked for, and one row more, which tells whether it is the last. By the tree where it is given."""
    order, step, comes = ordered(query)
    where = _exact(query)
    if query.cursor is not None:
        where.add(f"({_ORDERS[order]}, incident_id) {comes} (?, ?)", *cursor_values(query.cursor, 2))
    last = f"{_ORDERS[order]} {step}, incident_id {step} LIMIT ?"
    if by_tree is not None:
        # the unary plus keeps SQLite from following the index of the order instead of the tree
        tables = "places CROSS JOIN incidents USING (n)"
        sql = f"SELECT {wanted} FROM {tables} WHERE {by_tree.sql} AND {where.sql} ORDER BY +{last}"
        return sql, [*by_tree.values, *where.values, query.limit + 1]
    sql = f"SELECT {wanted} FROM incidents INDEXED BY {_INDEX[order]} WHERE {where.sql} ORDER BY {last}"
    return sql, [*where.values, query.limit + 1]


def sort_value(query: IncidentQuery) -> str:
    """The expression that the page is sorted by."""
    return _ORDERS[ordered(query)[0]]


def add_box(where: Where, box: Box, lon: str, lat: str) -> None:
    """A box on two columns in micro-degrees; one across the antimeridian has its west east of its east."""
    west, south, east, north = box
    where.add(f"{lat} BETWEEN ? AND ?", south, north)
    if west <= east:
        where.add(f"{lon} BETWEEN ? AND ?", west, east)
    else:
        where.add(f"({lon} >= ? AND {lon} <= 180000000 OR {lon} <= ?)", west, east)


def said_words(words: str) -> str:
    """The words as FTS5 asks for them, each by itself and as a beginning; nothing in them is an operator."""
    return " ".join(f'"{word}" *' for word in _WORD.findall(unicodedata.normalize("NFC", words)))


def _exact(query: IncidentQuery) -> Where:
    """Every condition on incidents."""
    where = incidents_where(query, "", "instr")
    if query.bbox is not None:
        add_box(where, query.bbox, "lon_e6", "lat_e6")
    if query.words is not None and (said := said_words(query.words)):
        where.add(
            "incident_id IN (SELECT incident_id FROM members WHERE n IN (SELECT rowid FROM words WHERE words MATCH ?))",
            said,
        )
    return where
