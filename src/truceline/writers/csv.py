"""CSV (RFC 4180, UTF-8): times in ISO 8601, places in degrees, an empty cell for what is not known."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from truceline.writers.shown import as_text, in_parts, safe, shown


def csv_parts(table: pa.Table, hashtags: Sequence[str] | None = None) -> Iterator[bytes]:
    """The file a part at a time; below the names, where they are wanted, a row of HXL hashtags."""
    yield _lines([shown(table.slice(0, 0)).column_names, *([hashtags] if hashtags else [])])
    for part in in_parts(table):
        columns = [safe(_words(as_text(column))).to_pylist() for column in shown(part).columns]
        yield _lines(zip(*columns, strict=True))


def _lines(rows: object) -> bytes:
    sink = io.StringIO(newline="")
    csv.writer(sink, lineterminator="\r\n").writerows(rows)  # type: ignore[arg-type]
    return sink.getvalue().encode()


def _words(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """`true` and `false` as JSON has them, not as Python has them."""
    if not pa.types.is_boolean(column.type):
        return column
    return pc.if_else(column, "true", "false")
