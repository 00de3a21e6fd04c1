from __future__ import annotations

from hashlib import sha256

import numpy as np
import pyarrow as pa
import pytest

from truceline.record import bulk_hash
from truceline.record.canonical import canonical

_SALT = bytes(range(16))


@pytest.mark.parametrize("width", [1, 16, 17, 55, 56, 63, 64, 65, 119, 120, 1000])
@pytest.mark.parametrize("rows", [1, 127, 128, 129])
def test_each_row_has_the_hash_of_the_standard_library(rows: int, width: int) -> None:
    data = np.random.default_rng(width).integers(0, 256, (rows, width)).astype(np.uint8)
    assert bulk_hash.digests_of_rows(data).tobytes() == b"".join(sha256(row.tobytes()).digest() for row in data)


def test_commitments_are_those_of_single_entries() -> None:
    values = ["", "x", "Ж" * 9, *("y" * n for n in range(250, 330)), "z" * 2_000, *("k" * (n % 70) for n in range(200))]
    salts = np.random.default_rng(1).integers(0, 256, (len(values), 16)).astype(np.uint8)
    written = pa.array([canonical(value).decode() for value in values], pa.large_string())
    found = bulk_hash.commitments(salts, "wörd", written)
    for value, salt, commit in zip(values, salts, found, strict=True):
        assert commit.tobytes() == sha256(canonical(["tl1", salt.tobytes().hex(), "wörd", value])).digest()


def test_a_slice_of_a_column_is_hashed_from_where_it_begins() -> None:
    whole = pa.array(['"a"', '"bc"', '"def"'], pa.large_string())
    salts = np.frombuffer(_SALT * 2, np.uint8).reshape(2, 16)
    found = bulk_hash.commitments(salts, "f", whole.slice(1))
    assert found[0].tobytes() == sha256(canonical(["tl1", _SALT.hex(), "f", "bc"])).digest()


@pytest.mark.parametrize(("first", "n"), [(0, 3), (0, 2), (1, 1), (2, 1), (3, 0), (1, 0)])
def test_a_slice_has_as_many_hashes_as_values(first: int, n: int) -> None:
    said = ["a", "bc", "def"]
    column = pa.array([f'"{word}"' for word in said], pa.large_string()).slice(first, n)
    found = bulk_hash.commitments(np.frombuffer(_SALT * n, np.uint8).reshape(n, 16), "f", column)
    assert [row.tobytes() for row in found] == [
        sha256(canonical(["tl1", _SALT.hex(), "f", word])).digest() for word in said[first : first + n]
    ]


def test_nothing_has_no_hashes() -> None:
    assert bulk_hash.digests_of_rows(np.empty((0, 17), np.uint8)).shape == (0, 32)
    assert bulk_hash.commitments(np.empty((0, 16), np.uint8), "f", pa.array([], pa.large_string())).shape == (0, 32)
