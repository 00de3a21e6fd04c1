"""Questions about incidents and places as PostGIS answers them soonest.

One GiST index over place and time leads to what lies in a box at a time; conditions on whole numbers decide. Words are
looked up as they begin, in any language.
"""

from __future__ import annotations

from typing import Any, Final

from truceline.model.view import Box, IncidentQuery
from truceline.stores.postgres.view_tables import PREFIX, words_query
from truceline.stores.view_where import Where, cursor_values, incidents_where, ordered

_ORDERS: Final = {"start_s": "start_s", "existence_ppm": "existence_ppm", "radius_m": "coalesce(radius_m, -1)"}


def page_of_incidents(query: IncidentQuery, wanted: str) -> tuple[str, list[Any]]:
    """The page asked for, and one row more, which tells whether it is the last."""
    order, step, comes = ordered(query)
    where = _exact(query)
    if query.cursor is not None:
        where.add(f"({_ORDERS[order]}, incident_id) {comes} (?, ?)", *cursor_values(query.cursor, 2))
    last = f"ORDER BY {_ORDERS[order]} {step}, incident_id {step} LIMIT ?"
    return f"SELECT {wanted} FROM {PREFIX}incidents WHERE {where.sql} {last}", [*where.values, query.limit + 1]


def sort_value(query: IncidentQuery) -> str:
    """The expression that the page is sorted by."""
    return _ORDERS[ordered(query)[0]]


def add_box(where: Where, box: Box) -> None:
    """A box in micro-degrees; one across the antimeridian has its west east of its east."""
    _, south, _, north = box
    where.add("lat_e6 BETWEEN ? AND ?", south, north)
    parts = _parts(box)
    terms = " OR ".join(["lon_e6 BETWEEN ? AND ?"] * len(parts))
    where.add(f"({terms})", *(e6 for part in parts for e6 in part))


def _exact(query: IncidentQuery) -> Where:
    """Every condition on incidents; those on `place` and `span` lead to the index."""
    where = incidents_where(query, PREFIX, "strpos")
    if query.bbox is not None:
        _lead_to_box(where, query.bbox)
        add_box(where, query.bbox)
    if query.from_s is not None or query.until_s is not None:
        where.add("span && int8range(?, ?, '[]')", query.from_s, query.until_s)
    if query.words is not None and (said := words_query(query.words)):
        where.add(
            f"incident_id IN (SELECT m.incident_id FROM {PREFIX}members AS m"
            f" JOIN {PREFIX}observations USING (observation_id) WHERE words @@ ?::tsquery)",
            said,
        )
    return where


def _lead_to_box(where: Where, box: Box) -> None:
    _, south, _, north = box
    parts = _parts(box)
    boxes = " OR ".join(["place && ST_MakeEnvelope(?, ?, ?, ?, 4326)"] * len(parts))
    where.add(f"({boxes})", *(e6 / 1e6 for one, other in parts for e6 in (one - 1, south - 1, other + 1, north + 1)))


def _parts(box: Box) -> tuple[tuple[int, int], ...]:
    west, _, east, _ = box
    return ((west, east),) if west <= east else ((west, 180_000_000), (-180_000_000, east))
