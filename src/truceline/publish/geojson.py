"""Incidents for a geographic information system: one flat feature each (RFC 7946).

The geometry is the published cell, or null where no place was published. A cell is never reduced to a point.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import Any

import msgspec

from truceline.model.bulletin import Bulletin, PublicFinding, PublicIncident, PublicPlaces, Ring

_WORST_FIRST = ("breach", "undetermined", "no_breach")


def render_geojson(bulletin: Bulletin) -> bytes:
    """A FeatureCollection in UTF-8, features in the order of the bulletin's incidents, then cells by week.

    No property is nested.
    """
    held: dict[str, list[PublicFinding]] = defaultdict(list)
    for finding in bulletin.findings:
        held[finding.incident_id].append(finding)
    collection = {
        "type": "FeatureCollection",
        "name": f"{bulletin.mission} {bulletin.number}",
        "features": [
            *(_feature(incident, held[incident.incident_id], bulletin.invented) for incident in bulletin.incidents),
            *(_place(place, bulletin.invented) for place in bulletin.places),
        ],
    }
    return msgspec.json.encode(collection) + b"\n"


def _feature(incident: PublicIncident, findings: list[PublicFinding], invented: bool) -> dict[str, Any]:
    properties: dict[str, Any] = msgspec.to_builtins(incident)
    del properties["cell_outline"]
    for name in ("claimants", "source_classes", "texts"):
        properties[name] = "; ".join(properties[name])
    statuses = [finding.status for finding in findings]
    properties["finding"] = next((status for status in _WORST_FIRST if status in statuses), None)
    properties["counted"] = any(finding.counted for finding in findings)
    properties["provisions"] = "; ".join(f"{finding.provision_id}: {finding.status}" for finding in findings)
    properties["invented"] = invented
    return {
        "type": "Feature",
        "id": incident.incident_id,
        "geometry": None if incident.cell_outline is None else _polygon(incident.cell_outline),
        "properties": properties,
    }


def _place(place: PublicPlaces, invented: bool) -> dict[str, Any]:
    properties: dict[str, Any] = msgspec.to_builtins(place)
    del properties["cell_outline"]
    return {
        "type": "Feature",
        "id": f"{place.from_day} {place.of} {place.cell}",
        "geometry": _polygon(place.cell_outline),
        "properties": {**properties, "invented": invented},
    }


def _polygon(ring: Ring) -> dict[str, Any] | None:
    points = list(ring.lon_lat_e6)
    if points and points[0] != points[-1]:
        points.append(points[0])
    if len(points) < 4:
        return None
    if signed_area(points) < 0:  # RFC 7946, 3.1.6: an exterior ring runs counterclockwise
        points.reverse()
    return {"type": "Polygon", "coordinates": [[[lon / 1e6, lat / 1e6] for lon, lat in points]]}


def signed_area(points: list[tuple[int, int]]) -> int:
    """Twice the area of a closed ring in square micro-degrees: positive when it runs counterclockwise."""
    return sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairwise(points))
