"""Columns as people read them: times as moments, places as degrees, lists as text; and text that harms no reader.

`start_s` becomes `start`, `lat_e6` becomes `lat`; all other names stay. Text that a spreadsheet would run as a formula
is quoted, and characters that hide text or reorder a line on the screen are spelled out (Unicode TR 36).
"""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from truceline.model.units import E6
from truceline.publish.safe import no_formula, spelled

#: rows that are turned into text at a time: what a large table needs at once stays small
ROWS_AT_A_TIME = 20_000
#: text that needs no care: it begins with a letter or digit and has nothing but letters, digits and common signs
_PLAIN = r"^[0-9A-Za-z\x{0400}-\x{04FF}][\x20-\x7E\x{0400}-\x{04FF}]*$"


def shown_name(name: str) -> str:
    """The name of a column as people read it."""
    if name.endswith("_s"):
        return name[:-2]
    return name[:-3] if name.endswith("_e6") else name


def shown(table: pa.Table) -> pa.Table:
    """The table with moments (UTC, to the second), degrees and joined lists. Descriptions of columns stay."""
    columns, fields = [], []
    for field, column in zip(table.schema, table.columns, strict=True):
        values = _shown(field, column)
        columns.append(values)
        fields.append(pa.field(shown_name(field.name), values.type, field.nullable, field.metadata))
    return pa.table(columns, pa.schema(fields, table.schema.metadata))


def in_parts(table: pa.Table) -> Iterator[pa.Table]:
    """The table, a part after the other."""
    for start in range(0, table.num_rows, ROWS_AT_A_TIME):
        yield table.slice(start, ROWS_AT_A_TIME)


def as_text(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Moments in ISO 8601 with Z; every other column as it is."""
    if pa.types.is_timestamp(column.type):
        return pc.strftime(column, format="%Y-%m-%dT%H:%M:%SZ")
    return column


def safe(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """The column; its text neither runs as a formula nor hides or reorders anything."""
    if not pa.types.is_string(column.type):
        return column
    odd = pc.invert(pc.fill_null(pc.match_substring_regex(column, _PLAIN), True)).combine_chunks()
    mended = [safe_text(value) for value in column.filter(odd).to_pylist()]
    return pc.replace_with_mask(column, odd, pa.array(mended, pa.string())) if mended else column


def safe_text(value: object) -> object:
    """Text that neither runs as a formula nor hides or reorders anything; lines stay lines."""
    return no_formula(spelled(value)) if isinstance(value, str) else value


def _shown(field: pa.Field, column: pa.ChunkedArray) -> pa.ChunkedArray:
    if field.name.endswith("_s") and pa.types.is_integer(field.type):
        return pc.cast(pc.cast(column, pa.int64()), pa.timestamp("s", "UTC"))
    if field.name.endswith("_e6"):
        return pc.divide(pc.cast(column, pa.float64()), float(E6))
    if pa.types.is_list(field.type):
        return pc.binary_join(column, "; ")
    return column
