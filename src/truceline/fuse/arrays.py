"""Arrow columns as NumPy arrays."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TypeVar

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from truceline.fuse.ordered import Ordered
from truceline.ports import Columnar
from truceline.threads import side_by_side

Ints = npt.NDArray[np.int64]
Codes = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Number = TypeVar("Number", np.int32, np.int64)
R = TypeVar("R")


#: rows up to which values are read one by one: to ask Arrow for a column takes as long as to read this many
_FEW = 48
_BLOCK = 65_536
#: words from which on they are not sorted as words
_MANY = 4_096


def integers(table: Columnar, name: str, missing: int = -1) -> Ints:
    """A column of integers with `missing` for null."""
    if table.num_rows <= _FEW:
        told = table.column(name).to_pylist()
        return np.array([missing if value is None else value for value in told], dtype=np.int64)
    return np.asarray(pc.fill_null(table.column(name).cast(pa.int64()), missing).to_numpy(), dtype=np.int64)


def blocks(n: int, size: int = _BLOCK) -> Iterator[slice]:
    """So many rows at a time: bounds the room for what is worked out on the way."""
    return (slice(first, min(first + size, n)) for first in range(0, n, size))


def by_blocks(work: Callable[[slice], R], n: int, size: int = _BLOCK) -> list[R]:
    """`work` of each of these blocks, side by side; its answers in their order."""
    return side_by_side([partial(work, part) for part in blocks(n, size)], n)


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
    if isinstance(table, Ordered):  # put in order once they are numbers, which are moved sooner than words
        code, values = coded(table.given, name)
        return code[table.order], values
    encoded = table.column(name).combine_chunks().dictionary_encode()
    if isinstance(encoded, pa.ChunkedArray):
        encoded = encoded.combine_chunks()
    order = alphabetical(encoded.dictionary)
    rank = np.full(len(order) + 1, -1, dtype=np.int32)
    rank[order] = np.arange(len(order), dtype=np.int32)
    raw = pc.fill_null(encoded.indices, -1).to_numpy(zero_copy_only=False)
    return rank[raw], encoded.dictionary.take(pa.array(order))


def alphabetical(words: pa.Array | pa.ChunkedArray) -> Ints:
    """Order of words of which none is null: that of their bytes in UTF-8, which is that of strings in Python.

    Many are sorted by the eight bytes behind what all of them begin with, as numbers; only those that have these in
    common are compared as words.
    """
    if len(words) < _MANY or not isinstance(words, pa.StringArray):
        return np.asarray(pc.sort_indices(words).to_numpy(), dtype=np.int64)
    low, high = (word.encode() for word in pc.min_max(words).as_py().values())
    shared = next((at for at, (a, b) in enumerate(zip(low, high, strict=False)) if a != b), len(low))
    key = _eight_bytes(words, shared)
    order = np.argsort(key)
    key = key[order]
    alike = np.concatenate([[False], key[1:] == key[:-1], [False]])
    tied = np.flatnonzero(alike[1:] | alike[:-1])
    rows = order[tied]
    order[tied] = rows[pc.sort_indices(words.take(pa.array(rows))).to_numpy()]
    return order


def _eight_bytes(words: pa.StringArray, skipped: int) -> npt.NDArray[np.uint64]:
    """The bytes of each word behind those that are skipped, as a number; zeros behind its end."""
    _, offsets, letters = words.buffers()
    begin = np.frombuffer(offsets, dtype=np.int32)[words.offset : words.offset + len(words) + 1]
    byte = np.frombuffer(letters or bytes(1), dtype=np.uint8)
    key = np.zeros(len(words), dtype=np.uint64)

    def fill(part: slice) -> None:
        first, end = begin[:-1][part].astype(np.int64) + skipped, begin[1:][part]
        for at in range(8):
            here = first + at
            key[part] <<= np.uint64(8)
            key[part] |= np.where(here < end, byte[np.minimum(here, len(byte) - 1)], 0).astype(np.uint64)

    by_blocks(fill, len(key))
    return key


def spelled(codes: Codes | Ints, values: tuple[str, ...]) -> pa.Array:
    """The words of codes; null where the code is negative."""
    return pa.array(values, type=pa.string()).take(pa.array(codes, mask=codes < 0))
