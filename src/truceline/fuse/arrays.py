"""Arrow columns as NumPy arrays."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from truceline.ports import Columnar

Ints = npt.NDArray[np.int64]
Codes = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Number = TypeVar("Number", np.int32, np.int64)


#: rows up to which values are read one by one: to ask Arrow for a column takes as long as to read this many
_FEW = 48
_BLOCK = 65_536


def integers(table: Columnar, name: str, missing: int = -1) -> Ints:
    """A column of integers with `missing` for null."""
    if table.num_rows <= _FEW:
        told = table.column(name).to_pylist()
        return np.array([missing if value is None else value for value in told], dtype=np.int64)
    return np.asarray(pc.fill_null(table.column(name).cast(pa.int64()), missing).to_numpy(), dtype=np.int64)


def blocks(n: int) -> Iterator[slice]:
    """So many rows at a time: bounds the room for what is worked out on the way."""
    return (slice(first, first + _BLOCK) for first in range(0, n, _BLOCK))


def longer(values: npt.NDArray[Number], more: int) -> npt.NDArray[Number]:
    """The same rows, and so many of zeros to spare."""
    return np.concatenate([values, np.zeros(more, dtype=values.dtype)])


def words(table: Columnar, name: str) -> tuple[Codes, tuple[str, ...]]:
    """A column of words as codes into its distinct values in alphabetical order; -1 for null."""
    if table.num_rows <= _FEW:
        told = table.column(name).to_pylist()
        known = sorted({value for value in told if value is not None})
        number = {value: k for k, value in enumerate(known)}
        return np.array([number.get(value, -1) for value in told], dtype=np.int32), tuple(known)
    code, values = coded(table, name)
    return code, tuple(values.to_pylist())


def coded(table: Columnar, name: str) -> tuple[Codes, pa.Array]:
    """As `words`, with the values in Arrow: for columns in which a million may differ."""
    encoded = table.column(name).combine_chunks().dictionary_encode()
    if isinstance(encoded, pa.ChunkedArray):
        encoded = encoded.combine_chunks()
    # the order of bytes in UTF-8 is that of code points, which is that of strings in Python
    order = pc.array_sort_indices(encoded.dictionary)
    rank = np.full(len(order) + 1, -1, dtype=np.int32)
    rank[order.to_numpy()] = np.arange(len(order), dtype=np.int32)
    raw = pc.fill_null(encoded.indices, -1).to_numpy(zero_copy_only=False)
    return rank[raw], encoded.dictionary.take(order)


def spelled(codes: Codes | Ints, values: tuple[str, ...]) -> pa.Array:
    """The words of codes; null where the code is negative."""
    return pa.array(values, type=pa.string()).take(pa.array(codes, mask=codes < 0))
