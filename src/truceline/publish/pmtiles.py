"""A map of a bulletin in one file (PMTiles 3 with Mapbox vector tiles): cells, incidents, weekly places, and zones.

What is drawn is what was published: an incident is its cell, as wide as its place is known, and never a point. The map
ends at a scale where nothing finer than a cell could be read from it; whoever shows it draws the last tiles larger.
"""

from __future__ import annotations

import gzip
import io
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import product
from math import asinh, pi, radians, tan
from typing import TYPE_CHECKING, Any

import msgspec

from truceline.model.bulletin import Bulletin, PublicArea, Ring
from truceline.model.rings import polygons
from truceline.model.units import E6
from truceline.publish.flat import Row, flat_hot_spots, flat_incidents, flat_places

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

MAX_ZOOM = 8
_EXTENT = 4_096
#: drawn beyond the edge of a tile, so that outlines show no seams
_MARGIN = 64 / _EXTENT
#: Web Mercator ends here
_MOST_LATITUDE = 85.051128
#: single incidents appear where a screen holds a country; before that there are cells
_MIN_ZOOM = {"areas": 0, "cells": 0, "places": 0, "hot_spots": 0, "incidents": 4}
_ABOUT = {
    "areas": "Zones and lines of the agreement.",
    "cells": "Published cells: incidents of the period in each, and how many of them breach a provision.",
    "places": "Where the mission's own reports lie, by week.",
    "hot_spots": "Cells in which more happened than the watching there explains.",
    "incidents": "Incidents, each as the cell in which it lies.",
}


class _Drawn(msgspec.Struct, frozen=True):
    layer: str
    shape: Any
    properties: Row


def render_pmtiles(bulletin: Bulletin) -> bytes:
    """The archive. Equal bulletins give equal bytes."""
    import pmtiles.writer
    from pmtiles.tile import Compression, TileType, zxy_to_tileid

    drawn = list(_all_drawn(bulletin))
    sink = io.BytesIO()
    writer: Any = pmtiles.writer.Writer(sink)  # type: ignore[no-untyped-call]
    tiles = {zxy_to_tileid(*zxy): data for zxy, data in _tiles(drawn)}
    if not tiles:  # an archive without a tile is none
        tiles = {0: gzip.compress(b"", mtime=0)}
    for number in sorted(tiles):
        writer.write_tile(number, tiles[number])
    west, south, east, north = _bounds(bulletin)
    header: dict[str, Any] = {"tile_type": TileType.MVT, "tile_compression": Compression.GZIP}
    header |= {"min_lon_e7": west * 10, "min_lat_e7": south * 10, "max_lon_e7": east * 10, "max_lat_e7": north * 10}
    header |= {"center_zoom": 5, "center_lon_e7": (west + east) * 5, "center_lat_e7": (south + north) * 5}
    writer.finalize(header, _metadata(bulletin, drawn))
    return sink.getvalue()


def _all_drawn(bulletin: Bulletin) -> Iterator[_Drawn]:
    for area in bulletin.areas:
        shape = _area_shape(area)
        if shape is not None:
            yield _Drawn("areas", shape, {"name": area.name, "kind": area.kind, "label": area.label})
    incidents = [(row, ring) for row, ring in flat_incidents(bulletin) if ring is not None and row["cell"]]
    rings = {row["cell"]: ring for row, ring in incidents}
    number = Counter(row["cell"] for row, _ in incidents)
    breaches = Counter(row["cell"] for row, _ in incidents if row["finding"] == "breach")
    for cell, ring in sorted(rings.items()):
        told = {"cell": cell, "incidents": number[cell], "breaches": breaches[cell], "invented": bulletin.invented}
        yield _Drawn("cells", _polygon_shape(ring), told)
    for row, ring in flat_places(bulletin):
        yield _Drawn("places", _polygon_shape(ring), row)
    for row, ring in flat_hot_spots(bulletin):
        yield _Drawn("hot_spots", _polygon_shape(ring), row)
    for row, ring in incidents:
        yield _Drawn("incidents", _polygon_shape(ring), row)


def _tiles(drawn: list[_Drawn]) -> Iterator[tuple[tuple[int, int, int], bytes]]:
    """Every tile with something in it: its zoom, column and row, and its bytes."""
    import mapbox_vector_tile
    import shapely

    layers: dict[tuple[int, int, int], dict[str, list[dict[str, Any]]]] = defaultdict(lambda: defaultdict(list))
    for one in drawn:
        properties = {name: value for name, value in one.properties.items() if value is not None}
        for zoom in range(_MIN_ZOOM[one.layer], MAX_ZOOM + 1):
            for column, row, box in _touched(one.shape, zoom):
                inside = shapely.clip_by_rect(one.shape, *box)
                if not inside.is_empty:
                    layers[zoom, column, row][one.layer].append({"geometry": inside, "properties": properties})
    for zxy, named in layers.items():
        tile = mapbox_vector_tile.encode(
            [{"name": name, "features": named[name]} for name in _MIN_ZOOM if name in named],
            default_options={"quantize_bounds": _square(*zxy), "extents": _EXTENT},
        )
        yield zxy, gzip.compress(tile, mtime=0)


def _touched(shape: BaseGeometry, zoom: int) -> Iterator[tuple[int, int, tuple[float, float, float, float]]]:
    """Columns and rows of the tiles that a shape may touch, each with its box and margin."""
    west, south, east, north = shape.bounds
    n = 1 << zoom
    columns = range(max(0, int(west * n)), min(n - 1, int(east * n)) + 1)
    rows = range(max(0, int((1 - north) * n)), min(n - 1, int((1 - south) * n)) + 1)
    for column, row in product(columns, rows):
        x0, y0, x1, y1 = _square(zoom, column, row)
        margin = _MARGIN / n
        yield column, row, (x0 - margin, y0 - margin, x1 + margin, y1 + margin)


def _square(zoom: int, column: int, row: int) -> tuple[float, float, float, float]:
    """The square of a tile in the Mercator map of the world from (0, 0) in the south-west to (1, 1)."""
    n = 1 << zoom
    return column / n, 1 - (row + 1) / n, (column + 1) / n, 1 - row / n


def _polygon_shape(ring: Ring) -> BaseGeometry:
    import shapely

    parts = [[_mercator(*point) for point in part] for part in polygons(ring.lon_lat_e6)]
    return shapely.MultiPolygon([shapely.Polygon(part) for part in parts])


def _area_shape(area: PublicArea) -> BaseGeometry | None:
    """A line as a line, a zone as all its rings; none for an area without an outline."""
    import shapely

    rings = [ring for ring in area.rings if len(ring.lon_lat_e6) > 1]
    if not rings:
        return None
    if area.kind == "line":
        return shapely.MultiLineString(
            [[_mercator(lon / E6, lat / E6) for lon, lat in ring.lon_lat_e6] for ring in rings]
        )
    return shapely.union_all([_polygon_shape(ring) for ring in rings])


def _mercator(lon: float, lat: float) -> tuple[float, float]:
    lat = max(-_MOST_LATITUDE, min(_MOST_LATITUDE, lat))
    return (lon + 180) / 360, (1 + asinh(tan(radians(lat))) / pi) / 2


def _bounds(bulletin: Bulletin) -> tuple[int, int, int, int]:
    """west, south, east, north of all that is drawn, in micro-degrees; the world where nothing is."""
    rings = [ring for _, ring in flat_incidents(bulletin) if ring] + [ring for _, ring in flat_places(bulletin)]
    points = [point for ring in (*rings, *(r for a in bulletin.areas for r in a.rings)) for point in ring.lon_lat_e6]
    if not points:
        return -180 * E6, -85 * E6, 180 * E6, 85 * E6
    lon, lat = zip(*points, strict=True)
    return min(lon), min(lat), max(lon), max(lat)


def _metadata(bulletin: Bulletin, drawn: list[_Drawn]) -> dict[str, Any]:
    """What programs that show maps ask for: the layers and the fields of each (TileJSON 3)."""
    fields: dict[str, dict[str, str]] = {name: {} for name in _MIN_ZOOM}
    for one in drawn:
        for name, value in one.properties.items():
            kind = "Boolean" if isinstance(value, bool) else "Number" if isinstance(value, int) else "String"
            if value is not None:
                fields[one.layer].setdefault(name, kind)
    layers = [
        {"id": name, "description": _ABOUT[name], "minzoom": low, "maxzoom": MAX_ZOOM, "fields": fields[name]}
        for name, low in _MIN_ZOOM.items()
        if fields[name]
    ]
    return {
        "name": f"{bulletin.mission} {bulletin.number}",
        "description": ("Invented exercise. " if bulletin.invented else "") + bulletin.headline,
        "type": "overlay",
        "vector_layers": layers,
    }
