"""Incidents for a geographic information system: one flat feature each (RFC 7946).

The geometry is the published cell, or null where no place was published. A cell is never reduced to a point.
"""

from __future__ import annotations

from typing import Any

import msgspec

from truceline.model.bulletin import Bulletin, Ring
from truceline.model.rings import polygons
from truceline.publish.flat import Row, about, flat_incidents, flat_places


def render_geojson(bulletin: Bulletin) -> bytes:
    """A FeatureCollection in UTF-8, features in the order of the bulletin's incidents, then cells by week.

    No property is nested.
    """
    collection = {
        "type": "FeatureCollection",
        "name": f"{bulletin.mission} {bulletin.number}",
        **about(bulletin),
        "features": [
            *(_feature(row["incident_id"], row, ring) for row, ring in flat_incidents(bulletin)),
            *(_feature(f"{r['from_day']} {r['of']} {r['cell']}", r, ring) for r, ring in flat_places(bulletin)),
        ],
    }
    return msgspec.json.encode(collection) + b"\n"


def _feature(name: str, row: Row, ring: Ring | None) -> dict[str, Any]:
    geometry = None if ring is None else _geometry(ring)
    return {"type": "Feature", "id": name, "geometry": geometry, "properties": row}


def _geometry(ring: Ring) -> dict[str, Any] | None:
    parts = polygons(ring.lon_lat_e6)
    if len(parts) > 1:
        return {"type": "MultiPolygon", "coordinates": [[part] for part in parts]}
    return {"type": "Polygon", "coordinates": [parts[0]]} if parts else None
