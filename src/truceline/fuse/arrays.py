"""Arrow columns as NumPy arrays."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Ints = npt.NDArray[np.int64]
Codes = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


def integers(table: pa.Table, name: str, missing: int = -1) -> Ints:
    """A column of integers with `missing` for null."""
    return np.asarray(pc.fill_null(table.column(name).cast(pa.int64()), missing).to_numpy(), dtype=np.int64)


def words(table: pa.Table, name: str) -> tuple[Codes, tuple[str, ...]]:
    """A column of words as codes into its distinct values in alphabetical order; -1 for null."""
    encoded = table.column(name).combine_chunks().dictionary_encode()
    if isinstance(encoded, pa.ChunkedArray):
        encoded = encoded.combine_chunks()
    values = encoded.dictionary.to_pylist()
    order = sorted(range(len(values)), key=lambda k: values[k])
    rank = np.full(len(values) + 1, -1, dtype=np.int32)
    rank[order] = np.arange(len(values), dtype=np.int32)
    raw = np.asarray(pc.fill_null(encoded.indices, -1).to_numpy(zero_copy_only=False), dtype=np.int64)
    return rank[raw], tuple(values[k] for k in order)


def spelled(codes: Codes | Ints, values: tuple[str, ...]) -> pa.Array:
    """The words of codes; null where the code is negative."""
    return pa.array(values, type=pa.string()).take(pa.array(codes, mask=codes < 0))
