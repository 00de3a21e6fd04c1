"""The columns of a map, as short as they can be said."""

from __future__ import annotations

from typing import Any

from truceline.model.view import MapColumns
from truceline.stores.view_where import STATUSES

#: what a map wants to know of an incident
MAPPED = "incident_id, lon_e6, lat_e6, radius_m, start_s, end_s, event_type, status, existence_ppm"


def columns_of(shown: list[Any], complete: bool, as_of: int) -> MapColumns:
    """Rows in the order of `MAPPED`, column by column."""
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
