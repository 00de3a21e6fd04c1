"""Archives of years: tables as partitioned GeoParquet, a folder for each month and cell, readable by other engines.

    archive/month=2031-04/cell=8111bffffffffff/part-0.parquet

Hive names of folders, GeoParquet 1.1 (a point in WGS 84, as WKB), cells of H3 at resolution 1. What has no place
lies in cell=none. https://geoparquet.org/releases/v1.1.0/
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import h3
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds

from truceline.model.errors import InputError, UsageError
from truceline.model.units import E6
from truceline.threads import side_by_side

_RESOLUTION = 1
_NOWHERE = "none"
_PARTITIONS = pa.schema([("month", pa.string()), ("cell", pa.string())])
_GEO = {
    "version": "1.1.0",
    "primary_column": "geometry",
    "columns": {"geometry": {"encoding": "WKB", "geometry_types": ["Point"]}},
}
#: little-endian, point
_WKB_POINT = np.frombuffer(b"\x01\x01\x00\x00\x00", dtype=np.uint8)
#: cells are looked up for blocks of this many micro-degrees: a cell is some 400 km wide
_BLOCK_E6 = 10_000
#: a block is one number: its row from the equator times so many and its column from Greenwich, which lies within half
#: as many whatever turn of longitude is written
_BLOCKS_ROUND, _HALF, _NO_BLOCK = 1_000_000, 500_000, np.iinfo(np.int64).max
#: letters of what Arrow says of a file
_MOST_TOLD = 500


def write_archive(folder: Path, table: pa.Table) -> None:
    """Write a table with `start_s`, `lat_e6` and `lon_e6` into a new folder. Equal tables give equal files.

    Raises UsageError when there is something in the folder already.
    """
    require_new(folder)
    cells = _cells(*(_degrees(table.column(name)) for name in ("lat_e6", "lon_e6")))
    months = [partial(_write_month, folder, table, cells, rows) for rows in _by_month(table.column("start_s"))]
    side_by_side(months, table.num_rows)


def require_new(folder: Path) -> None:
    """Raises UsageError when there is something in the folder already."""
    if folder.exists() and any(folder.iterdir()):
        raise UsageError(f"{folder} is not empty", advice="Give a new folder: an archive is written once.")


def _write_month(folder: Path, whole: pa.Table, cells: pa.DictionaryArray, rows: pa.Array) -> None:
    """These rows of a table; all of them once more, with their points, would be as much again."""
    table = whole.take(rows)
    lat, lon = (_degrees(table.column(name)) for name in ("lat_e6", "lon_e6"))
    months = pc.strftime(pc.cast(table.column("start_s"), pa.timestamp("s")), "%Y-%m")
    placed = table.append_column("geometry", _points(lat, lon))
    placed = placed.append_column("month", months).append_column("cell", cells.take(rows).dictionary_decode())
    placed = placed.replace_schema_metadata({**(table.schema.metadata or {}), b"geo": json.dumps(_GEO).encode()})
    ds.write_dataset(
        placed,
        folder,
        format="parquet",
        partitioning=ds.partitioning(_PARTITIONS, flavor="hive"),
        basename_template="part-{i}.parquet",
        use_threads=False,
        existing_data_behavior="overwrite_or_ignore",  # the other months are there already
        max_partitions=100_000,
        max_open_files=256,
    )


def read_archive(folder: Path, schema: pa.Schema) -> pa.Table:
    """All rows of an archive in the columns of `schema`. Raises InputError as `Archive` does."""
    return Archive(folder, schema).select(schema.names).combine_chunks()


class Archive:
    """The rows of an archive in the columns of a schema, month by month and cell by cell; a `ports.Columnar`.

    Nothing of it is held: columns are read when they are asked for, so nobody may write to it meanwhile. Raises
    InputError where the folder has no files, no column that must be there, or a column of another type.
    """

    def __init__(self, folder: Path, schema: pa.Schema) -> None:
        self._folder, self._schema = folder, schema
        files = sorted(str(path) for path in folder.rglob("*.parquet"))
        if not files:
            raise InputError("there is no Parquet file", where=str(folder), advice="Give the folder of an archive.")
        with self._damage_told():
            self._rows = ds.dataset(files, format="parquet")
            self.num_rows: int = self._rows.count_rows()
        held = self._rows.schema.names
        missing = [field.name for field in schema if not field.nullable and field.name not in held]
        if missing:
            raise InputError(
                f"there is no column {', '.join(missing)}", where=str(folder), advice=f"Columns: {', '.join(held)}."
            )

    def column(self, name: str) -> pa.ChunkedArray:
        with self._damage_told():
            if name in self._rows.schema.names:
                read = self._rows.to_table(columns=[name])
            else:
                read = pa.table({name: pa.nulls(self.num_rows)})
            return read.cast(self._part([name])).column(name)

    def select(self, names: Sequence[str]) -> pa.Table:
        """These columns, read one after the other."""
        return pa.table([self.column(name) for name in names], schema=self._part(names))

    def take(self, rows: pa.Array) -> pa.Table:
        """These rows, read column by column."""
        return pa.table([self.column(name).take(rows) for name in self._schema.names], schema=self._schema)

    def _part(self, names: Sequence[str]) -> pa.Schema:
        return pa.schema([self._schema.field(name) for name in names])

    @contextmanager
    def _damage_told(self) -> Iterator[None]:
        try:
            yield
        except (pa.ArrowException, OSError) as trouble:  # of a file broken in the middle, Arrow speaks as of a disk
            raise InputError(
                str(trouble)[:_MOST_TOLD], where=str(self._folder), advice="Write it again: a file is damaged."
            ) from trouble


def _by_month(start_s: pa.ChunkedArray) -> Iterator[pa.Array]:
    """Rows of each month, in their order."""
    when = start_s.cast(pa.timestamp("s"))
    month = np.asarray(pc.year(when).to_numpy() * 12 + pc.month(when).to_numpy())
    month -= month.min(initial=np.iinfo(month.dtype).max)
    fewer = month.astype(np.min_scalar_type(month.max(initial=0)))  # numbers of 8 or 16 bits are sorted soonest
    order = np.argsort(fewer, kind="stable")
    for rows in np.split(order, np.flatnonzero(np.diff(month[order])) + 1):
        yield pa.array(rows)


def _degrees(column: pa.ChunkedArray) -> npt.NDArray[np.float64]:
    """NaN where there is none."""
    degrees: npt.NDArray[np.float64] = column.cast(pa.float64()).to_numpy() / E6
    return degrees


def _points(lat: npt.NDArray[np.float64], lon: npt.NDArray[np.float64]) -> pa.Array:
    rows = np.empty((len(lat), 21), dtype=np.uint8)
    rows[:, :5] = _WKB_POINT
    rows[:, 5:] = np.stack([lon, lat], axis=1).astype("<f8").view(np.uint8).reshape(-1, 16)
    fixed = pa.FixedSizeBinaryArray.from_buffers(pa.binary(21), len(lat), [None, pa.py_buffer(rows)])
    return pc.if_else(pa.array(~np.isnan(lat)), fixed.cast(pa.binary()), None)


def _cells(lat: npt.NDArray[np.float64], lon: npt.NDArray[np.float64]) -> pa.DictionaryArray:
    """The H3 cell of each row, asked once for each block of a hundredth of a degree."""
    here = ~np.isnan(lat)
    block = np.full(len(lat), _NO_BLOCK, dtype=np.int64)
    y, x = (np.floor(degrees[here] * E6 / _BLOCK_E6).astype(np.int64) for degrees in (lat, lon))
    block[here] = y * _BLOCKS_ROUND + x
    blocks, at = np.unique(block, return_inverse=True)
    names = [_NOWHERE if one == _NO_BLOCK else _cell(*divmod(one + _HALF, _BLOCKS_ROUND)) for one in blocks.tolist()]
    return pa.array(names, pa.string()).dictionary_encode().take(pa.array(at))


def _cell(y: int, x_from_west: int) -> str:
    x = x_from_west - _HALF
    middle = ((y + 0.5) * _BLOCK_E6 / E6, (x + 0.5) * _BLOCK_E6 / E6)
    return str(h3.latlng_to_cell(min(middle[0], 90.0), middle[1], _RESOLUTION))
