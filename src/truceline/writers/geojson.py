"""GeoJSON (RFC 7946) with flat properties: one feature a row, a point or its cell's outline; null where unknown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
import pyarrow as pa

from truceline.writers.places import Places, cell_polygons
from truceline.writers.shown import as_text, in_parts, shown


def geojson_parts(table: pa.Table) -> Iterator[bytes]:
    """The file a part at a time, one feature a line. Raises UsageError for a table without places."""
    Places(table.slice(0, 0))
    encode = msgspec.json.Encoder().encode
    yield b'{"type":"FeatureCollection","features":['
    comma = b"\n"
    for part in in_parts(table):
        lines = [encode(feature) for feature in _features(part)]
        yield comma + b",\n".join(lines)
        comma = b",\n"
    yield b"\n]}\n"


def _features(part: pa.Table) -> Iterator[dict[str, Any]]:
    rows = shown(part)
    rows = pa.table([as_text(column) for column in rows.columns], rows.column_names)
    cells = part["cell"].to_pylist() if "cell" in part.column_names else None
    for at, row in enumerate(rows.to_pylist()):
        yield {"type": "Feature", "geometry": _point(row) if cells is None else _outline(cells[at]), "properties": row}


def _point(row: dict[str, Any]) -> dict[str, Any] | None:
    if row["lat"] is None or row["lon"] is None:
        return None
    return {"type": "Point", "coordinates": (row["lon"], row["lat"])}


def _outline(cell: str | None) -> dict[str, Any] | None:
    if cell is None:
        return None
    rings = cell_polygons(cell)
    if len(rings) == 1:
        return {"type": "Polygon", "coordinates": [rings[0]]}
    return {"type": "MultiPolygon", "coordinates": [[ring] for ring in rings]}
