"""Data frames as the bytes that a connector reads, so that they give the answer of a file."""

from __future__ import annotations

import io
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

from truceline.model.errors import InputError
from truceline.model.evidence import Blob
from truceline.model.ids import sha256_hex

#: letters of what Arrow says of a column
_MOST_TOLD = 200


def blob_of_frame(frame: Any, name: str) -> Blob:
    """A data frame as CSV: times in ISO 8601, nothing for null. Raises InputError for what is no table of columns."""
    try:
        table = frame if isinstance(frame, pa.Table) else pa.table(frame)
    except (TypeError, ValueError, pa.ArrowException) as trouble:
        raise InputError(
            f"{type(frame).__name__} is no table of columns",
            where=name,
            advice="Give paths of CSV files, or data frames of pandas, polars, pyarrow or DuckDB.",
        ) from trouble
    written = pa.table([_written(table, at, name) for at in range(table.num_columns)], names=table.column_names)
    sink = io.BytesIO()
    pyarrow.csv.write_csv(written, sink)
    data = sink.getvalue()
    return Blob(sha256=sha256_hex(data), data=data, filename=name, source="", received_s=0)


def _written(table: pa.Table, at: int, name: str) -> pa.ChunkedArray:
    try:
        return _text(table.column(at))
    except (pa.ArrowException, UnicodeError) as trouble:
        raise InputError(
            f"the column {table.column_names[at]!r} cannot be written down ({str(trouble)[:_MOST_TOLD]})",
            where=name,
            advice="Give words in UTF-8, numbers, days and times of a known zone.",
        ) from trouble


def _text(column: pa.ChunkedArray) -> pa.ChunkedArray:
    kind = column.type
    if pa.types.is_timestamp(kind):
        stamp = pc.strftime(pc.cast(column, pa.timestamp("s", tz=kind.tz), safe=False), "%Y-%m-%dT%H:%M:%S")
        return pc.binary_join_element_wise(stamp, "Z", "") if kind.tz == "UTC" else _with_offset(column, kind, stamp)
    if pa.types.is_dictionary(kind):
        return _text(column.cast(kind.value_type))
    return column if pa.types.is_string(kind) or pa.types.is_large_string(kind) else column.cast(pa.string())


def _with_offset(column: pa.ChunkedArray, kind: pa.DataType, stamp: pa.ChunkedArray) -> pa.ChunkedArray:
    """Moments of another zone as UTC; a bare clock stays bare, for the zone that the caller names."""
    if kind.tz is None:
        return stamp
    moment = pc.cast(column, pa.timestamp("s", tz="UTC"), safe=False)
    return pc.binary_join_element_wise(pc.strftime(moment, "%Y-%m-%dT%H:%M:%S"), "Z", "")
