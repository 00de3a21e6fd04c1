"""One table in the format that its file's ending names: csv, xlsx, jsonl, parquet, geojson, gpkg.

For people: times become ISO 8601 in UTC, places degrees. Text that a spreadsheet would run as a formula is quoted, and
characters that hide text or reorder a line on the screen are spelled out (Unicode TR 36).
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pyarrow as pa

from truceline.model.errors import UsageError
from truceline.model.units import E6
from truceline.publish.safe import no_formula, spelled
from truceline.record.cells import outline
from truceline.stores.files import write_atomic

Row = dict[str, Any]


def write_table(table: pa.Table, path: Path) -> None:
    """Write `table` at `path`. Raises UsageError for an unknown ending, or for a map of a table without places."""
    ending = path.suffix.lower().lstrip(".")
    if ending == "gpkg":
        _write_geopackage(table, path)
        return
    if ending not in _ENCODERS:
        raise UsageError(f"there is no format {ending!r}", advice=f"Endings: {', '.join([*_ENCODERS, 'gpkg'])}.")
    write_atomic(path, _ENCODERS[ending](table))


def for_people(row: Row) -> Row:
    """One row with times in ISO 8601, places in degrees, and lists as text."""
    shown: Row = {}
    for name, value in row.items():
        if name.endswith("_s") and isinstance(value, int):
            shown[name[:-2]] = datetime.fromtimestamp(value, UTC).isoformat().replace("+00:00", "Z")
        elif name.endswith("_s"):
            shown[name[:-2]] = value
        elif name.endswith("_e6"):
            shown[name[:-3]] = None if value is None else value / E6
        elif isinstance(value, list):
            shown[name] = "; ".join(str(part) for part in value)
        else:
            shown[name] = value
    return shown


def safe_text(value: object) -> object:
    """Text that neither runs as a formula nor hides or reorders anything; lines stay lines."""
    return no_formula(spelled(value)) if isinstance(value, str) else value


def _csv(table: pa.Table) -> bytes:
    sink = io.StringIO(newline="")
    rows = [for_people(row) for row in table.to_pylist()]
    writer = csv.DictWriter(sink, list(for_people(dict.fromkeys(table.column_names))), lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({name: safe_text(value) for name, value in row.items()} for row in rows)
    return sink.getvalue().encode()


def _jsonl(table: pa.Table) -> bytes:
    return b"".join(msgspec.json.encode(row) + b"\n" for row in table.to_pylist())


def _parquet(table: pa.Table) -> bytes:
    import pyarrow.parquet as pq

    sink = pa.BufferOutputStream()
    pq.write_table(table, sink)
    data: bytes = sink.getvalue().to_pybytes()
    return data


def _xlsx(table: pa.Table) -> bytes:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("truceline")
    sheet.append(list(for_people(dict.fromkeys(table.column_names))))
    for row in table.to_pylist():
        sheet.append([safe_text(value) for value in for_people(row).values()])
    sink = io.BytesIO()
    book.save(sink)
    return sink.getvalue()


def _geojson(table: pa.Table) -> bytes:
    _require_places(table)
    features = [
        {"type": "Feature", "geometry": _outline(row) if "cell" in row else _point(row), "properties": for_people(row)}
        for row in table.to_pylist()
    ]
    return msgspec.json.encode({"type": "FeatureCollection", "features": features})


def _outline(row: Row) -> Row:
    ring = [[lon / E6, lat / E6] for lon, lat in outline(row["cell"]).lon_lat_e6]
    return {"type": "Polygon", "coordinates": [ring]}


def _point(row: Row) -> Row | None:
    if row["lat_e6"] is None or row["lon_e6"] is None:
        return None
    return {"type": "Point", "coordinates": [row["lon_e6"] / E6, row["lat_e6"] / E6]}


def _write_geopackage(table: pa.Table, path: Path) -> None:
    import numpy as np
    import pyogrio
    import shapely

    _require_places(table)
    rows = table.to_pylist()
    geometry = np.array(
        [
            None if r["lat_e6"] is None else shapely.to_wkb(shapely.Point(r["lon_e6"] / E6, r["lat_e6"] / E6))
            for r in rows
        ],
        dtype=object,
    )
    shown = [for_people(row) for row in rows]
    fields = list(for_people(dict.fromkeys(table.column_names)))
    memory = io.BytesIO()
    pyogrio.raw.write(
        memory,
        layer=re.sub(r"\W+", "_", path.stem) or "table",
        geometry=geometry,
        field_data=[np.array([row[name] for row in shown], dtype=object) for name in fields],
        fields=np.array(fields, dtype=object),
        geometry_type="Point",
        crs="EPSG:4326",
        driver="GPKG",
    )
    write_atomic(path, memory.getvalue())


def _require_places(table: pa.Table) -> None:
    if "lat_e6" not in table.column_names:
        raise UsageError("this table has no places", advice="Choose csv, xlsx, parquet or jsonl for it.")


_ENCODERS: dict[str, Callable[[pa.Table], bytes]] = {
    "csv": _csv,
    "xlsx": _xlsx,
    "jsonl": _jsonl,
    "parquet": _parquet,
    "geojson": _geojson,
}
