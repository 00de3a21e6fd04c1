"""A table as CSV (RFC 4180) that no spreadsheet takes for formulas, column by column: a million rows take seconds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from truceline.publish.safe import csv_cell

#: rows that are written at a time, so that the text of a large table stands in memory once
_ROWS = 65_536
_NUMBER = r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?"
#: printable ASCII that is no formula and needs no quotation marks, with single spaces inside: nearly every cell
_PLAIN = rf"^(?:{_NUMBER}|[0-9A-Za-z_](?:[!#-+\--~]| [!#-+\--~])*)?$"
_A_NUMBER = re.compile(_NUMBER)  # in the digits of any script: Arrow knows those of ASCII alone
_QUOTED = re.compile(r'[",\r\n]')


def csv_of(table: pa.Table) -> bytes:
    """A heading and a line for each row. Numbers stay numbers, missing values are empty."""
    heading = ",".join(_quoted(csv_cell(name)) for name in table.column_names)
    return b"".join((heading.encode() + b"\r\n", *_lines(table)))


def _lines(table: pa.Table) -> Iterator[bytes]:
    for start in range(0, table.num_rows, _ROWS):
        part = table.slice(start, _ROWS)
        cells = [_cells(column.combine_chunks()) for column in part.columns]
        lines = pc.binary_join_element_wise(*cells, ",")
        whole = pa.ListArray.from_arrays([0, len(lines)], lines)
        yield pc.binary_join(whole, "\r\n")[0].as_py().encode() + b"\r\n"


def _cells(column: pa.Array) -> pa.Array:
    """The cells as they stand in the file."""
    if not pa.types.is_string(column.type):
        return _distinct(column, lambda value: _quoted(str(value)))
    column = pc.fill_null(column, "")
    odd = pc.invert(pc.match_substring_regex(column, _PLAIN))
    return pc.replace_with_mask(column, odd, _distinct(column.filter(odd), _harmless))


def _distinct(column: pa.Array, spell: Callable[[Any], str]) -> pa.Array:
    """Each value spelled out, and each distinct one only once."""
    if pa.types.is_nested(column.type):
        return pa.array(["" if value is None else spell(value) for value in column.to_pylist()], pa.string())
    known = column.dictionary_encode()
    spelled = pa.array([spell(value) for value in known.dictionary.to_pylist()], pa.string())
    return pc.fill_null(spelled.take(known.indices), "")


def _harmless(text: str) -> str:
    return text if _A_NUMBER.fullmatch(text) else _quoted(csv_cell(text))


def _quoted(text: str) -> str:
    doubled = text.replace('"', '""')
    return f'"{doubled}"' if _QUOTED.search(text) else text
