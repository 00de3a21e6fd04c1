"""One table in the format that its file's ending names: csv, xlsx, jsonl, parquet, geojson, gpkg.

For people (csv, xlsx, geojson, gpkg) times are moments in UTC and places degrees; for programs (jsonl, parquet) columns
keep the table's names and units.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pyarrow as pa

from truceline.model.columns import Described, described, hashtags
from truceline.model.errors import Rejected, UsageError
from truceline.stores.files import replacing, write_parts
from truceline.writers.csv import csv_parts
from truceline.writers.geojson import geojson_parts
from truceline.writers.geopackage import Layer, write_geopackage
from truceline.writers.geoparquet import write_geoparquet
from truceline.writers.jsonl import jsonl_parts
from truceline.writers.places import has_places
from truceline.writers.xlsx import write_xlsx

ENDINGS = ("csv", "xlsx", "jsonl", "parquet", "geojson", "gpkg")
#: where a row of hashtags fits
TAGGED = frozenset({"csv", "xlsx"})
ON_MAPS = frozenset({"geojson", "gpkg"})


def write_table(
    table: pa.Table, path: Path, about: Described | None = None, name: str = "", *, hxl: bool = False
) -> tuple[Rejected, ...]:
    """Write `table` at `path`, with the meaning of its columns where the format holds any; warnings of what it cuts.

    Raises UsageError for an unknown ending, for a map of a table without places, for hashtags where there is no row
    for them, and for more rows than a sheet holds.
    """
    ending = require_format(path, table.schema, hxl=hxl)
    name = name or path.stem or "table"
    tags = hashtags(about, table.column_names) if hxl and about else None
    rows = table if about is None else pa.table(table.columns, described(about, table.schema))
    layer = Layer(rows, name, "" if about is None else about.rows)
    whole: dict[str, Callable[[Path], tuple[Rejected, ...] | None]] = {
        "xlsx": lambda file: write_xlsx({name: rows}, file, {name: tags} if tags else None),
        "parquet": lambda file: write_geoparquet(rows, file),
        "gpkg": lambda file: write_geopackage({name: layer}, file),
    }
    if ending in whole:
        with replacing(path) as file:
            return whole[ending](file) or ()
    if ending == "csv":
        write_parts(path, csv_parts(rows, tags))
    else:
        write_parts(path, {"jsonl": jsonl_parts, "geojson": geojson_parts}[ending](rows))
    return ()


def require_format(path: Path, schema: pa.Schema, *, hxl: bool = False) -> str:
    """The format that a file's ending names: told before any work is done. Raises UsageError as `write_table` does."""
    ending = path.suffix.lower().lstrip(".")
    if ending not in ENDINGS:
        raise UsageError(f"there is no format {ending!r}", advice=f"Endings: {', '.join(ENDINGS)}.")
    if hxl and ending not in TAGGED:
        raise UsageError(f"{ending} has no row for hashtags", advice="Choose csv or xlsx with --hxl.")
    if ending in ON_MAPS and not has_places(schema.empty_table()):
        raise UsageError("this table has no places", advice="Choose csv, xlsx, parquet or jsonl for it.")
    return ending
