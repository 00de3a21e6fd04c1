"""SHA-256 of many messages at once, for tables: the same hashes whichever way they are computed."""

from __future__ import annotations

from hashlib import sha256

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from truceline.record.canonical import canonical

Bytes = npt.NDArray[np.uint8]
Ints = npt.NDArray[np.int64]

#: below this the standard library is done before the compiled kernel is loaded
_MANY = 50_000
#: longer values are as fast in the standard library
_SHORT_BYTES = 300

_BEFORE = b'["tl1","'


def digests_of_rows(rows: Bytes) -> Bytes:
    """SHA-256 of each row of an array of shape (messages, bytes): shape (messages, 32)."""
    n, width = rows.shape
    data = np.ascontiguousarray(rows).reshape(-1)
    if n < _MANY:
        return _array([sha256(data[at : at + width].data).digest() for at in range(0, n * width, width)])
    from truceline.record.kernels.sha256 import hash_many  # only then is it loaded

    out = np.empty((n, 32), np.uint8)
    hash_many(data, width, out)
    return out


def commitments(salts: Bytes, field: str, values: pa.LargeStringArray) -> Bytes:
    """SHA-256 over `["tl1", salt, field, value]` of each row. `salts`: shape (rows, 16); values: canonical JSON."""
    named = b'",%b,' % canonical(field)
    data, offsets = _bytes_of(values)
    n = len(values)
    if n < _MANY:
        return _one_by_one(salts, named, data, offsets, np.arange(n))
    from truceline.record.kernels.sha256 import commit_many

    lengths = np.diff(offsets)
    order = np.argsort(lengths, kind="stable")
    short = int(np.searchsorted(lengths[order], _SHORT_BYTES, side="right"))
    out = np.empty((n, 32), np.uint8)
    before, after = np.frombuffer(_BEFORE, np.uint8), np.frombuffer(named, np.uint8)
    commit_many(np.ascontiguousarray(salts), before, after, data, offsets, order[:short], _SHORT_BYTES, out)
    out[order[short:]] = _one_by_one(salts, named, data, offsets, order[short:])
    return out


def _one_by_one(salts: Bytes, named: bytes, data: Bytes, offsets: Ints, order: Ints) -> Bytes:
    spelled = salts[order].tobytes().hex().encode()
    view = data.tobytes()
    starts, ends = offsets[order].tolist(), offsets[order + 1].tolist()
    wide = 2 * salts.shape[1]
    return _array(
        [
            sha256(b"%b%b%b%b]" % (_BEFORE, spelled[wide * n : wide * (n + 1)], named, view[start:end])).digest()
            for n, (start, end) in enumerate(zip(starts, ends, strict=True))
        ]
    )


def _bytes_of(values: pa.LargeStringArray) -> tuple[Bytes, Ints]:
    """The bytes of all values, and where each begins."""
    _, ends, data = values.buffers()
    if not len(values):
        return np.empty(0, np.uint8), np.zeros(1, np.int64)
    offsets = np.frombuffer(ends, np.int64)[values.offset : values.offset + len(values) + 1]
    return np.frombuffer(data, np.uint8), offsets


def _array(hashes: list[bytes]) -> Bytes:
    return np.frombuffer(b"".join(hashes), np.uint8).reshape(-1, 32)
