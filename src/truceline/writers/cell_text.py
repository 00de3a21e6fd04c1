"""Text that fits into a cell of a sheet: what is longer is cut, and says so where it ends.

One report of a stranger could otherwise keep everybody from their workbook.
"""

from __future__ import annotations

from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

#: what Excel holds at most, in units of UTF-16
MOST_LETTERS = 32_767
#: the mark at the end has room in what is left
_KEPT = 32_600


class CutText(NamedTuple):
    """A text that was cut: the row of its sheet (from 1), its column, and how many letters it has."""

    row: int
    column: str
    letters: int


def fitted(column: pa.Array) -> tuple[pa.Array, list[tuple[int, int]]]:
    """The texts, each short enough for a cell; and of each that was cut its place and its letters."""
    long = pc.greater(pc.binary_length(column), MOST_LETTERS)  # bytes are never fewer than units
    if not pc.any(long).as_py():
        return column, []
    words = column.to_pylist()
    cut: list[tuple[int, int]] = []
    for at in pc.indices_nonzero(pc.fill_null(long, False)).to_pylist():
        if _units(words[at]) > MOST_LETTERS:
            cut.append((at, len(words[at])))
            words[at] = _beginning(words[at])
    return pa.array(words, column.type), cut


def _beginning(words: str) -> str:
    kept = words.encode("utf-16-le")[: 2 * _KEPT].decode("utf-16-le", "ignore")
    return f"{kept} … [the first {len(kept):,} of {len(words):,} letters: csv, jsonl and parquet hold all of them]"


def _units(words: str) -> int:
    return len(words.encode("utf-16-le")) // 2
