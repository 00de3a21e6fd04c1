"""Columns of codes to columns of our words, through a table; codes that are in no table are told."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from truceline.sources.sheet import Sheet


def mapped(cells: pa.Array, answer: Callable[[str], object], kind: pa.DataType) -> pa.Array:
    """`answer` of each cell, asked once for each distinct one."""
    coded = cells.dictionary_encode()
    answers = pa.array([answer(words) for words in coded.dictionary.to_pylist()], kind)
    return answers.take(coded.indices)


def looked_up(cells: pa.Array, table: Mapping[str, object], kind: pa.DataType) -> pa.Array:
    """The entry of each cell in `table`, null where there is none."""
    return mapped(cells, table.get, kind)


def words_of_list(sheet: Sheet, field: str, allowed: frozenset[str], what: str) -> pa.Array:
    """An optional column whose words must be in a closed list: others are left out with a warning."""
    cells = sheet.text(field)
    found = mapped(cells, lambda words: words if words in allowed else None, pa.string())
    unknown = _is_null(found) & ~blank(cells)
    sheet.warn(unknown, field, None, f"Not {what} of the taxonomy; the row went in without it.")
    return found


def blank(cells: pa.Array) -> np.ndarray:
    """Which cells are empty."""
    lengths = pc.binary_length(cells)
    return np.asarray(lengths.to_numpy(zero_copy_only=False) == 0)


def _is_null(cells: pa.Array) -> np.ndarray:
    return np.asarray(cells.is_null().to_numpy(zero_copy_only=False))
