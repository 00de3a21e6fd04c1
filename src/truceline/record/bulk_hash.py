"""SHA-256 of many messages, for tables."""

from __future__ import annotations

from hashlib import sha256
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from truceline.record.canonical import canonical

Bytes = npt.NDArray[np.uint8]
Ints = npt.NDArray[np.int64]

_BEFORE = b'["tl1","'


def digests_of_rows(rows: Bytes) -> Bytes:
    """SHA-256 of each row of an array of shape (messages, bytes): shape (messages, 32)."""
    n, width = rows.shape
    data = rows.tobytes()
    return _array([sha256(data[at : at + width]).digest() for at in range(0, n * width, width)])


def commitments(salts: Bytes, field: str, values: pa.LargeStringArray) -> Bytes:
    """SHA-256 over `["tl1", salt, field, value]` of each row. `salts`: shape (rows, 16); values: canonical JSON."""
    named = b'",%b,' % canonical(field)
    data, offsets = _bytes_of(values)
    spelled, wide = salts.tobytes().hex().encode(), 2 * salts.shape[1]
    return _array(
        [
            sha256(b"%b%b%b%b]" % (_BEFORE, spelled[wide * n : wide * (n + 1)], named, data[start:end])).digest()
            for n, (start, end) in enumerate(pairwise(offsets))
        ]
    )


def _bytes_of(values: pa.LargeStringArray) -> tuple[bytes, list[int]]:
    """The bytes of all values, and where each begins; at the end, where the last one ends."""
    _, ends, data = values.buffers()
    if not len(values):
        return b"", [0]
    offsets = np.frombuffer(ends, np.int64)[values.offset : values.offset + len(values) + 1]
    first, last = int(offsets[0]), int(offsets[-1])
    return data[first:last].to_pybytes(), (offsets - first).tolist()


def _array(hashes: list[bytes]) -> Bytes:
    return np.frombuffer(b"".join(hashes), np.uint8).reshape(-1, 32)
