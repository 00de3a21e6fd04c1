"""A large table as one entry: a tree over its rows, so that one row, or one field of it, can be shown and the rest not.

A field is committed to as in a leaf (`["tl1", salt, field, value]`), with its own salt (`seeds`). A row is SHA-256 over
0x00 and the commitments of its fields one after the other, in the order the entry gives them; above the rows stands the
tree of RFC 6962. The entry holds the root, the number of rows and the fields' names: a path does not bind the number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256

import msgspec
import numpy as np
import pyarrow as pa

from truceline.model.errors import RecordError
from truceline.record.bulk_hash import Bytes, commitments, digests_of_rows
from truceline.record.canonical import canonical
from truceline.record.leaf import Opening
from truceline.record.merkle import EMPTY_ROOT, HASH_BYTES, leaf_hash
from truceline.record.seeds import Seeds, all_salts, all_seeds, salts_of, seed_of, without_row

#: rows whose fields are in memory at a time
_CHUNK = 1 << 17


#: the field of a table's entry that opens its rows
SECRET = "secret"


class Rows(msgspec.Struct, frozen=True):
    """A table to be committed to. `values(first, n)` is the canonical JSON of each field of n rows from `first`."""

    n: int
    fields: tuple[str, ...]
    values: Callable[[int, int], Sequence[pa.LargeStringArray]]


class Remains(msgspec.Struct, frozen=True):
    """What is kept of a row of which something was destroyed: enough for the proofs of everything else."""

    row: int
    commits: tuple[str, ...]  # of all fields, hex
    salts: dict[str, str]  # of the fields that are left, hex


class Secret(msgspec.Struct, frozen=True):
    """What opens a table. It is a field of the table's entry, committed to with the others and shown to nobody."""

    seeds: Seeds
    remains: tuple[Remains, ...] = ()

    def of(self, row: int) -> Remains | None:
        return next((left for left in self.remains if left.row == row), None)


class Row(msgspec.Struct, frozen=True):
    """A row laid open: all its commitments, and what opens those fields that can still be shown."""

    commits: tuple[str, ...]
    openings: dict[str, Opening]


class TableTree:
    """The hashes over a table's rows, level by level, the rows' own first."""

    def __init__(self, leaves: Bytes) -> None:
        self._levels = [leaves]
        while len(self._levels[-1]) > 1:
            self._levels.append(_parents(self._levels[-1]))

    @property
    def rows(self) -> int:
        return len(self._levels[0])

    @property
    def root(self) -> bytes:
        return self._levels[-1].tobytes() if self.rows else EMPTY_ROOT

    def path(self, row: int) -> tuple[bytes, ...]:
        """The path from a row to the root, lowest first. Raises RecordError where there is no such row."""
        if not 0 <= row < self.rows:
            raise RecordError(f"there is no row {row} among {self.rows}", advice="Rows are numbered from 0.")
        path: list[bytes] = []
        for level in self._levels[:-1]:
            if row ^ 1 < len(level):
                path.append(level[row ^ 1].tobytes())
            row >>= 1
        return tuple(path)


def grown(table: Rows, secret: Secret) -> TableTree:
    """The tree of a table. Rows of which something was destroyed stand in it as they did before."""
    seeds = all_seeds(secret.seeds)
    leaves = np.empty((table.n, HASH_BYTES), np.uint8)
    for first in range(0, table.n, _CHUNK):
        leaves[first : first + _CHUNK] = _leaves(table, first, seeds[first : first + _CHUNK])
    for left in secret.remains:
        leaves[left.row] = np.frombuffer(row_hash(left.commits), np.uint8)
    return TableTree(leaves)


def opened(table: Rows, secret: Secret, row: int) -> Row:
    """One row with what opens it. What was destroyed of it is missing from the openings."""
    values = {name: column[0].as_py() for name, column in zip(table.fields, table.values(row, 1), strict=True)}
    left = secret.of(row)
    if left is None:
        drawn = salts_of(seed_of(secret.seeds, row), len(table.fields))
        salts = {name: salt.hex() for name, salt in zip(table.fields, drawn, strict=True)}
        commits = tuple(_commitment(salts[name], name, values[name]) for name in table.fields)
    else:
        salts, commits = left.salts, left.commits
    return Row(commits, {name: Opening(salts[name], msgspec.json.decode(values[name])) for name in salts})


def erased(table: Rows, secret: Secret, row: int, fields: Iterable[str] | None = None) -> Secret:
    """The secret without what opens these fields of a row, or the whole row. Put it in place of the old one.

    Raises RecordError where the row does not hold them any more.
    """
    before = opened(table, secret, row)
    gone = frozenset(before.openings if fields is None else fields)
    if not gone or not gone <= before.openings.keys():
        raise RecordError(
            f"row {row} holds no fields {', '.join(sorted(gone))} to erase", advice="Name fields that it still holds."
        )
    salts = {name: opening.salt for name, opening in before.openings.items() if name not in gone}
    seeds = secret.seeds if secret.of(row) else without_row(secret.seeds, row)
    others = (left for left in secret.remains if left.row != row)
    return Secret(seeds, tuple(sorted((*others, Remains(row, before.commits, salts)), key=lambda left: left.row)))


def row_hash(commits: Sequence[str]) -> bytes:
    """What stands for a row in the tree."""
    return leaf_hash(b"".join(map(bytes.fromhex, commits)))


def _leaves(table: Rows, first: int, seeds: Bytes) -> Bytes:
    """Hashes of as many rows from `first` as there are seeds."""
    n, k = len(seeds), len(table.fields)
    salts = all_salts(seeds, k)
    rows = np.zeros((n, 1 + HASH_BYTES * k), np.uint8)
    for field, (name, values) in enumerate(zip(table.fields, table.values(first, n), strict=True)):
        at = 1 + HASH_BYTES * field
        rows[:, at : at + HASH_BYTES] = commitments(salts[:, field], name, values)
    return digests_of_rows(rows)


def _commitment(salt: str, name: str, value: str) -> str:
    return sha256(f'["tl1","{salt}",{canonical(name).decode()},{value}]'.encode()).hexdigest()


def _parents(level: Bytes) -> Bytes:
    """One level up. A last one without a sibling goes up as it is."""
    pairs = len(level) // 2
    nodes = np.ones((pairs, 1 + 2 * HASH_BYTES), np.uint8)
    nodes[:, 1:] = level[: 2 * pairs].reshape(pairs, 2 * HASH_BYTES)
    return np.concatenate([digests_of_rows(nodes), level[2 * pairs :]])
