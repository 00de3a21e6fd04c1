"""GeoParquet 1.1: WKB in OGC:CRS84, a box for each row, and row groups of neighbours, so that a reader skips the rest.

Columns keep the table's own names and units (`start_s`, `lat_e6`): a notebook joins what it reads with other tables.
"""

from __future__ import annotations

from pathlib import Path

import msgspec
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from truceline.writers.places import Degrees, Places, has_places

#: enough for a reader to skip by, and large enough to compress
ROWS_IN_GROUP = 50_000
_BOX = ("xmin", "ymin", "xmax", "ymax")


def write_geoparquet(table: pa.Table, path: Path) -> None:
    """Write the table; one without places becomes plain Parquet."""
    import pyarrow.parquet as pq

    placed = with_geometry(table) if has_places(table) else table
    pq.write_table(placed, path, compression="zstd", row_group_size=ROWS_IN_GROUP, write_page_index=True)


def with_geometry(table: pa.Table) -> pa.Table:
    """The table along a curve through its places, with the columns `geometry` and `bbox`."""
    table = table.take(pa.array(Places(table).along_a_curve()))
    places = Places(table)
    boxes = places.boxes()
    known = boxes[places.known]
    about: dict[str, object] = {
        "encoding": "WKB",
        "geometry_types": places.kinds,
        "orientation": "counterclockwise",
        "covering": {"bbox": {name: ["bbox", name] for name in _BOX}},
    }
    if len(known):
        about["bbox"] = whole_box(known)
    geo = {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": about}}
    out = table.append_column(pa.field("geometry", pa.binary()), places.wkb())
    out = out.append_column(pa.field("bbox", _box_type()), _box_column(boxes, places.known))
    return out.replace_schema_metadata({**(table.schema.metadata or {}), b"geo": msgspec.json.encode(geo)})


def whole_box(boxes: Degrees) -> list[float]:
    """The box around all boxes, in degrees: the whole circle where one of them crosses the antimeridian."""
    if (boxes[:, 0] > boxes[:, 2]).any():
        return [-180.0, float(boxes[:, 1].min()), 180.0, float(boxes[:, 3].max())]
    low, high = boxes[:, :2].min(axis=0), boxes[:, 2:].max(axis=0)
    return [float(value) for value in (*low, *high)]


def _box_type() -> pa.StructType:
    return pa.struct([pa.field(name, pa.float64(), nullable=False) for name in _BOX])


def _box_column(boxes: Degrees, known: npt.NDArray[np.bool_]) -> pa.Array:
    sides = [pa.array(np.where(known, side, 0.0)) for side in boxes.T]
    return pa.StructArray.from_arrays(sides, fields=list(_box_type()), mask=pa.array(~known))
