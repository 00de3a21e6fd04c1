"""Columns of a table as RFC 8785 JSON, a whole column at a time."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa
import pyarrow.compute as pc

from truceline.record.canonical import canonical

#: beyond these an integer is not the same in every JSON reader (RFC 8785 section 3.2.2.3)
_LARGEST = (1 << 53) - 1

_SEPARATOR = pa.scalar("", pa.large_string())

#: what JSON does not take as it is (RFC 8259 section 7)
_ESCAPED = '["\\\\\x00-\x1f]'


def column_json(column: pa.ChunkedArray | pa.Array) -> pa.LargeStringArray:
    """JSON of every value. Raises ValueError for floats and other types of which no two programs agree."""
    values = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    kind = values.type
    if pa.types.is_boolean(kind) or pa.types.is_integer(kind):
        if kind.bit_width > _LARGEST.bit_length():
            _refuse_large(values)
        written = pc.cast(values, pa.large_string())
    elif pa.types.is_string(kind) or pa.types.is_large_string(kind):
        written = _text(pc.cast(values, pa.large_string()))
    elif pa.types.is_list(kind) or pa.types.is_large_list(kind):
        written = pa.array((canonical(value).decode() for value in values.to_pylist()), pa.large_string())
    else:
        raise ValueError(f"a column of {kind} has no canonical JSON")
    return pc.fill_null(written, "null")


def object_json(table: pa.Table, columns: Sequence[str]) -> pa.LargeStringArray:
    """JSON of an object of these columns for every row, or of the value alone where there is but one."""
    if len(columns) == 1:
        return column_json(table[columns[0]])
    parts: list[pa.LargeStringArray | pa.Scalar] = []
    for name in sorted(columns):
        parts += [_scalar(f"{',' if parts else '{'}{canonical(name).decode()}:"), column_json(table[name])]
    return joined([*parts, _scalar("}")])


def joined(parts: Sequence[pa.LargeStringArray | pa.Scalar]) -> pa.LargeStringArray:
    """The parts of each row, one after the other."""
    return pc.binary_join_element_wise(*parts, _SEPARATOR)


def _refuse_large(values: pa.Array) -> None:
    ends = pc.min_max(values).as_py()
    if ends["min"] is not None and max(-ends["min"], ends["max"]) > _LARGEST:
        raise ValueError(f"{ends} does not fit in 53 bits: write it as text")


def _scalar(words: str) -> pa.Scalar:
    return pa.scalar(words, pa.large_string())


def _text(values: pa.LargeStringArray) -> pa.LargeStringArray:
    plain = joined([_scalar('"'), values, _scalar('"')])
    escaped = pc.fill_null(pc.match_substring_regex(values, _ESCAPED), False)
    if not pc.any(escaped).as_py():
        return plain
    written = [canonical(value).decode() for value in values.filter(escaped).to_pylist()]
    return pc.replace_with_mask(plain, escaped, pa.array(written, pa.large_string()))
