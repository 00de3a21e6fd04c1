"""The sectors that a mission names in a file of its own, so that "by sector" speaks the names its people use.

A sector is told from published cells alone: an incident lies in it where the middle of its cell does. So a sector may
not be narrower than such a cell, or its name would say more than the map.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
import shapely

from truceline.mission.folder import Mission
from truceline.model.agreement import Zone
from truceline.model.errors import UNREADABLE, MissionError
from truceline.record.cells import edge_m
from truceline.record.public_parts import is_as_wide
from truceline.stores.files import read_bytes

_SURFACES = frozenset({"Polygon", "MultiPolygon"})


def sectors_in(mission: Mission) -> tuple[Zone, ...]:
    """The sectors of `[mission] sectors`, in the order of the file; none where the mission names no file.

    Raises MissionError naming the file, the feature, what was found and what to do.
    """
    name = mission.settings.sectors
    if name is None:
        return ()
    where = str(mission.folder / name)
    sectors = tuple(_read(read_bytes(mission.folder / name), where))
    twice = next((one.label for n, one in enumerate(sectors) if one.label in {s.label for s in sectors[:n]}), None)
    if twice is not None:
        raise MissionError(f"two sectors are named {twice!r}", where=where, advice="Give each a name of its own.")
    widest_m = edge_m(mission.release_policy.care_of_published.cell_resolution)
    for one in sectors:
        if not is_as_wide(shapely.from_geojson(one.geometry), widest_m):
            raise MissionError(
                f"sector {one.label!r} is narrower than the cells that are published ({round(widest_m / 1000)} km)",
                where=where,
                advice="Join it with its neighbour, or publish finer cells where the policy permits.",
            )
    return sectors


def _read(data: bytes, where: str) -> Iterator[Zone]:
    advice = 'Write a FeatureCollection of Polygons or MultiPolygons, each with properties {"name": "…"}.'
    try:
        found = msgspec.json.decode(data)
        features = list(found["features"])
    except (*UNREADABLE, KeyError, TypeError) as error:
        raise MissionError("this is no GeoJSON with features", where=where, advice=advice) from error
    if not features:
        raise MissionError("the file has no feature", where=where, advice=advice)
    for n, feature in enumerate(features):
        yield _sector(feature, f"{where}: features[{n}]", advice)


def _sector(feature: Any, where: str, advice: str) -> Zone:
    told = feature if isinstance(feature, dict) else {}
    properties, geometry = told.get("properties"), told.get("geometry")
    name = properties.get("name") if isinstance(properties, dict) else None
    if not isinstance(name, str) or not name.strip():
        raise MissionError("the sector has no name", where=where, advice=advice)
    name = " ".join(name.split())
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind not in _SURFACES:
        raise MissionError(f"sector {name!r} is a {kind}, no surface", where=where, advice=advice)
    text = msgspec.json.encode(geometry, order="sorted").decode()
    try:
        area = shapely.from_geojson(text)
    except shapely.errors.GEOSException as error:
        raise MissionError(f"the outline of sector {name!r} cannot be read", where=where, advice=advice) from error
    if area.is_empty or not area.is_valid:
        why = "it is empty" if area.is_empty else shapely.is_valid_reason(area)
        raise MissionError(f"the outline of sector {name!r}: {why}", where=where, advice="Draw it without crossings.")
    west, south, east, north = area.bounds
    if west < -180 or east > 180 or south < -90 or north > 90:
        raise MissionError(
            f"sector {name!r} reaches from {west}, {south} to {east}, {north}",
            where=where,
            advice="Write WGS 84 degrees, longitude first.",
        )
    return Zone(name, "zone", text, name)
