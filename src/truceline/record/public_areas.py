"""The agreement's own zones and lines, as published in it."""

from __future__ import annotations

from typing import Any

import msgspec

from truceline.model.agreement import Agreement, Zone
from truceline.model.bulletin import PublicArea, Ring
from truceline.model.units import to_e6


def public_areas(agreement: Agreement | None, sectors: tuple[Zone, ...] = ()) -> tuple[PublicArea, ...]:
    """Zones and lines in the agreement's order, then the mission's sectors; a zone named `theatre` frames the map."""
    return tuple(
        PublicArea(
            name=zone.zone_id,
            kind="theatre" if zone.zone_id == "theatre" else zone.kind,
            rings=_rings(msgspec.json.decode(zone.geometry)),
            label=zone.label or zone.zone_id,
        )
        for zone in (agreement.zones if agreement else ())
    ) + tuple(
        PublicArea(sector.zone_id, "region", _rings(msgspec.json.decode(sector.geometry)), sector.label)
        for sector in sectors
    )


def _rings(geometry: dict[str, Any]) -> tuple[Ring, ...]:
    """Outer rings of polygons, or the points of lines."""
    coordinates = geometry["coordinates"]
    match geometry["type"]:
        case "Point":
            paths = [[coordinates]]
        case "LineString":
            paths = [coordinates]
        case "MultiLineString":
            paths = coordinates
        case "Polygon":
            paths = coordinates[:1]
        case _:
            paths = [polygon[0] for polygon in coordinates]
    return tuple(Ring(tuple((to_e6(lon), to_e6(lat)) for lon, lat, *_ in path)) for path in paths)
