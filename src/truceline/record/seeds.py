"""Salts of a table's rows out of one seed, any row of which can be destroyed while the others stay.

A binary tree of 16-byte seeds: SHA-256 of a seed is its left child and then its right one, down to a seed for each row,
and SHAKE128 of a row's seed gives the salts of its fields, one after the other. Destroying a row puts the
seeds beside its way to the top in place of those on it: what is left gives every other row, and never that one again.
(Goldreich, Goldwasser, Micali 1986; punctured as in Kiayias et al., CCS 2013.)
"""

from __future__ import annotations

from hashlib import sha256, shake_128

import msgspec
import numpy as np

from truceline.model.errors import RecordError
from truceline.record.bulk_hash import Bytes, digests_of_rows
from truceline.record.leaf import SALT_BYTES


class Seed(msgspec.Struct, frozen=True, order=True):
    """A node of the tree: `place` counts from the left among those `level` below the top. `seed` is hex."""

    level: int
    place: int
    seed: str


class Seeds(msgspec.Struct, frozen=True):
    """What gives the salts of `rows` rows, but for those destroyed. Whoever has it can open every row."""

    rows: int
    seeds: tuple[Seed, ...]  # none is above another

    @property
    def height(self) -> int:
        return height_of(self.rows)


def height_of(rows: int) -> int:
    """Levels between the top and the rows."""
    return max(0, rows - 1).bit_length()


def planted(rows: int, seed: bytes) -> Seeds:
    """All rows from one seed of 16 bytes."""
    if len(seed) != SALT_BYTES:
        raise ValueError(f"a seed has {SALT_BYTES} bytes, not {len(seed)}")
    return Seeds(rows, (Seed(0, 0, seed.hex()),))


def without_row(seeds: Seeds, row: int) -> Seeds:
    """The seeds from which this row cannot be made any more. Raises RecordError where it could not be before."""
    above = _above(seeds, row)
    kept = [seed for seed in seeds.seeds if seed != above]
    seed = bytes.fromhex(above.seed)
    for level in range(above.level + 1, seeds.height + 1):
        on_the_way = row >> (seeds.height - level)
        both = sha256(seed).digest()
        halves = both[:SALT_BYTES], both[SALT_BYTES:]
        if (on_the_way ^ 1) << (seeds.height - level) < seeds.rows:
            kept.append(Seed(level, on_the_way ^ 1, halves[~on_the_way & 1].hex()))
        seed = halves[on_the_way & 1]
    return Seeds(seeds.rows, tuple(sorted(kept)))


def seed_of(seeds: Seeds, row: int) -> bytes:
    """The seed of one row. Raises RecordError for one that was destroyed."""
    above = _above(seeds, row)
    seed = bytes.fromhex(above.seed)
    for level in range(above.level + 1, seeds.height + 1):
        both = sha256(seed).digest()
        seed = both[SALT_BYTES:] if row >> (seeds.height - level) & 1 else both[:SALT_BYTES]
    return seed


def salts_of(seed: bytes, fields: int) -> tuple[bytes, ...]:
    """Salts of a row's fields, from the row's seed."""
    drawn = shake_128(seed).digest(SALT_BYTES * fields)
    return tuple(drawn[SALT_BYTES * n : SALT_BYTES * (n + 1)] for n in range(fields))


def all_seeds(seeds: Seeds) -> Bytes:
    """Seeds of all rows, shape (rows, 16); of those destroyed, zeros."""
    found = np.zeros((seeds.rows, SALT_BYTES), np.uint8)
    for seed in seeds.seeds:
        first = seed.place << (seeds.height - seed.level)
        rows = min(seeds.rows, first + (1 << (seeds.height - seed.level))) - first
        found[first : first + rows] = _below(bytes.fromhex(seed.seed), seeds.height - seed.level, rows)
    return found


def _below(seed: bytes, height: int, rows: int) -> Bytes:
    """The first rows under a seed that stands `height` levels above them."""
    level = np.frombuffer(seed, np.uint8).reshape(1, SALT_BYTES)
    for left in range(height - 1, -1, -1):
        level = digests_of_rows(level).reshape(-1, SALT_BYTES)[: -(-rows // (1 << left))]
    return level[:rows]


def all_salts(seeds: Bytes, fields: int) -> Bytes:
    """Salts of the fields of these rows, shape (rows, fields, 16)."""
    data, wide = seeds.tobytes(), SALT_BYTES * fields
    drawn = b"".join([shake_128(data[at : at + SALT_BYTES]).digest(wide) for at in range(0, len(data), SALT_BYTES)])
    return np.frombuffer(drawn, np.uint8).reshape(len(seeds), fields, SALT_BYTES)


def _above(seeds: Seeds, row: int) -> Seed:
    if not 0 <= row < seeds.rows:
        raise RecordError(f"there is no row {row} among {seeds.rows}", advice="Rows are numbered from 0.")
    for seed in seeds.seeds:
        if row >> (seeds.height - seed.level) == seed.place:
            return seed
    raise RecordError(f"row {row} was erased", advice="What was destroyed cannot be shown any more.")
