"""Whether a record is whole: every leaf in its place, every value the one committed to, every erasure told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import msgspec

from truceline.model.errors import RecordError
from truceline.record.edge import Edge
from truceline.record.entry import ErasureLine
from truceline.record.kinds import Kind
from truceline.record.leaf import GENESIS, leaf_bytes, openings, opens, parse_leaf, reseal
from truceline.record.merkle import TILE_HEIGHT, TILE_WIDTH, Tiles, leaf_hash


class Row(msgspec.Struct, frozen=True):
    """An entry as it lies in the store."""

    index: int
    kind: Kind
    leaf: bytes
    body: bytes
    salts: bytes


class _Placed(msgspec.Struct, frozen=True):
    """The parts of a leaf that say where it stands."""

    source: str
    seq: int


class Walked(msgspec.Struct, frozen=True):
    """How many entries there are, and of each source the number and the hash of its newest."""

    size: int
    last: dict[str, tuple[int, str]]


def verify_rows(rows: Iterable[Row], tiles: Tiles) -> Walked:
    """Walk the whole record, with the tiles that are kept of it.

    Afterwards roots and proofs out of these tiles are those of the leaves. Raises RecordError at the first entry or
    tile that does not hold.
    """
    edge = Edge()
    last: dict[str, tuple[int, str]] = {}
    gone: dict[int, frozenset[str]] = {}
    told: dict[int, set[str]] = defaultdict(set)
    for n, row in enumerate(rows):
        if row.index != n:
            raise _broken(n, f"it is missing: the next one is {row.index}")
        hash_ = leaf_hash(row.leaf)
        erased = _erased_fields(row, hash_.hex(), last)
        if erased:
            gone[n] = erased
        if row.kind == "erasure":
            line = msgspec.json.decode(row.body, type=ErasureLine)
            told[line.index].update(line.fields)
        for tile in edge.add(hash_):
            _check_tile(tile.level, tile.n, tile.hashes, tiles)
    _check_edge(edge, tiles)
    for n in sorted(gone.keys() | told.keys()):
        if gone.get(n, frozenset()) != told.get(n, set()):
            raise _broken(n, "values are gone from it of which no erasure tells, or are still there after one")
    return Walked(edge.size, last)


def _erased_fields(row: Row, hash_: str, last: dict[str, tuple[int, str]]) -> frozenset[str]:
    """Fields of which the entry holds no value any more; the rest opens its commitments. Moves `last` on."""
    placed = _placed(row)
    seq, prev = last.get(placed.source, (0, GENESIS))
    if placed.seq != seq + 1:
        raise _broken(row.index, f"it is number {placed.seq} of its source, after {seq}")
    last[placed.source] = (placed.seq, hash_)
    try:
        if leaf_bytes(reseal(row.kind, row.body, row.salts), placed.source, placed.seq, prev) == row.leaf:
            return frozenset()
        leaf = parse_leaf(row.leaf)
        held = openings(row.body, row.salts)
    except (msgspec.MsgspecError, ValueError, RecordError) as error:
        raise _broken(row.index, "its words were changed after it was written") from error
    if leaf.prev != prev:
        raise _broken(row.index, "it does not follow the entry of its source before it")
    if leaf.type != row.kind or not all(opens(leaf, field, opening) for field, opening in held.items()):
        raise _broken(row.index, "its words were changed after it was written")
    return frozenset(leaf.commits.keys() - held.keys())


def _placed(row: Row) -> _Placed:
    try:
        return msgspec.json.decode(row.leaf, type=_Placed)
    except msgspec.MsgspecError as error:
        raise _broken(row.index, "it is no leaf") from error


def _check_edge(edge: Edge, tiles: Tiles) -> None:
    level = 0
    while edge.size >> (TILE_HEIGHT * level):
        n = edge.size // TILE_WIDTH ** (level + 1)
        _check_tile(level, n, edge.tile(level, n) or b"", tiles)
        level += 1


def _check_tile(level: int, n: int, hashes: bytes, tiles: Tiles) -> None:
    if tiles.tile(level, n) != hashes:
        raise RecordError(
            f"tile {n} of level {level} is not that of its entries",
            where="record tiles",
            advice="Restore the record from a backup.",
        )


def _broken(n: int, found: str) -> RecordError:
    return RecordError(found, where=f"record entry {n}", advice="Restore the record from a backup.")
