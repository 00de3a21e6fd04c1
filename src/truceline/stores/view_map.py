"""The columns of a map, as short as they can be said."""

from __future__ import annotations

from typing import Any

import apsw

from truceline.model.view import IncidentQuery, MapColumns
from truceline.stores.view_select import STATUSES, Where, incidents_where

_WANTED = "incident_id, lon_e6, lat_e6, radius_m, start_s, end_s, event_type, status, existence_ppm"


def map_columns(db: apsw.Connection, query: IncidentQuery, by_tree: Where | None, as_of: int) -> MapColumns:
    """The newest incidents, with or without a place; the tree leads to them where few lie in the box."""
    where = incidents_where(query)
    if by_tree is None:
        tables, values = "incidents INDEXED BY incidents_by_start", where.values
        order, conditions = "start_s DESC, incident_id DESC", where.sql
    else:
        tables, values = "places CROSS JOIN incidents USING (n)", [*by_tree.values, *where.values]
        order, conditions = "+start_s DESC, incident_id DESC", f"{by_tree.sql} AND {where.sql}"
    found: list[Any] = db.execute(
        f"SELECT {_WANTED} FROM {tables} WHERE {conditions} ORDER BY {order} LIMIT ?", (*values, query.limit + 1)
    ).fetchall()
    return columns_of(found[: query.limit], len(found) <= query.limit, as_of)


def columns_of(shown: list[Any], complete: bool, as_of: int) -> MapColumns:
    """Rows in the order of `_WANTED`, column by column."""
    ids, lon, lat, radius, start, end, kinds, statuses, existence = (
        [list(column) for column in zip(*shown, strict=True)] if shown else [[] for _ in range(9)]
    )
    types = sorted(set(kinds))
    code = {name: at for at, name in enumerate(types)}
    return MapColumns(
        incident_id=ids,
        lon_e6=lon,
        lat_e6=lat,
        radius_m=radius,
        start_s=start,
        end_s=end,
        event_type=[code[kind] for kind in kinds],
        types=types,
        status=statuses,
        statuses=list(STATUSES),
        existence_ppm=existence,
        complete=complete,
        as_of=as_of,
    )
