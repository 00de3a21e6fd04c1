"""The bulletin's tables in the formats of sheets, notebooks and maps: what was released, and never more.

All is made from a `Bulletin`, which redaction alone makes: a row here is a row of the data annex.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pyarrow as pa

from truceline.model.bulletin import Bulletin
from truceline.model.columns import described, hashtags
from truceline.model.public_tables import PUBLIC, PUBLIC_DESCRIBED
from truceline.publish.flat import about, flat_hot_spots, flat_incidents, flat_places
from truceline.writers.csv import csv_parts
from truceline.writers.geopackage import Layer, write_geopackage
from truceline.writers.geoparquet import write_geoparquet
from truceline.writers.xlsx import write_xlsx

_FLAT: dict[str, Callable[[Bulletin], Iterable[tuple[dict[str, Any], object]]]] = {
    "incidents": flat_incidents,
    "places": flat_places,
    "hot_spots": flat_hot_spots,
}
#: tables that lie on a map
ON_MAPS = tuple(_FLAT)


def public_table(bulletin: Bulletin, name: str) -> pa.Table:
    """A table of the bulletin, each column with its meaning."""
    schema = PUBLIC[name]
    if name in _FLAT:
        rows: list[dict[str, Any]] = [row for row, _ in _FLAT[name](bulletin)]
    else:
        rows = [{column: getattr(row, column) for column in schema.names} for row in getattr(bulletin, name)]
    return pa.Table.from_pylist(rows, schema).cast(described(PUBLIC_DESCRIBED[name], schema))


def render_xlsx(bulletin: Bulletin) -> bytes:
    """A workbook with a sheet for each table, after one that says what it is and one that explains the columns."""
    told = about(bulletin)
    tables = {"about": pa.table({"what": list(told), "words": list(told.values())}), "columns": _columns()}
    tables |= {name: public_table(bulletin, name) for name in PUBLIC}
    return _written("xlsx", lambda path: write_xlsx(tables, path))


def _columns() -> pa.Table:
    """A row for each column of each sheet: its meaning, its unit, and what an empty cell means."""
    return pa.Table.from_pylist(
        [
            {"sheet": name, "column": column, "meaning": one.meaning, "unit": one.unit, "if_empty": one.null}
            for name, schema in PUBLIC.items()
            for column in schema.names
            for one in (PUBLIC_DESCRIBED[name].columns[column],)
        ]
    )


def render_geopackage(bulletin: Bulletin) -> bytes:
    """Incidents, weekly places and hot spots as layers of cells."""
    titles = {name: f"{bulletin.mission} {bulletin.number}: {name.replace('_', ' ')}" for name in ON_MAPS}
    told = "\n".join(f"{what}: {words}" for what, words in about(bulletin).items())
    layers = {
        name: Layer(public_table(bulletin, name), titles[name], f"{PUBLIC_DESCRIBED[name].rows}\n{told}")
        for name in ON_MAPS
    }
    return _written("gpkg", lambda path: write_geopackage(layers, path))


def render_geoparquet(bulletin: Bulletin) -> bytes:
    """The incidents."""
    table = public_table(bulletin, "incidents")
    table = table.replace_schema_metadata({**(table.schema.metadata or {}), **about(bulletin)})
    return _written("parquet", lambda path: write_geoparquet(table, path))


def render_hxl(bulletin: Bulletin) -> bytes:
    """The incidents as CSV with a row of hashtags (HXL 1.1) below the names."""
    table = public_table(bulletin, "incidents")
    return b"".join(csv_parts(table, hashtags(PUBLIC_DESCRIBED["incidents"], table.column_names)))


def _written(ending: str, write: Callable[[Path], object]) -> bytes:
    """The bytes of a file that only whole files can be."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"bulletin.{ending}")
        write(path)
        return path.read_bytes()
