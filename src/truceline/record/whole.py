"""Whether a record is whole: every leaf in its place, every value the one committed to, every erasure told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from truceline.model.errors import RecordError
from truceline.record.edge import Edge
from truceline.record.entry import ErasureLine
from truceline.record.kinds import Kind
from truceline.record.leaf import GENESIS, openings, opens, parse_leaf
from truceline.record.merkle import TILE_HEIGHT, TILE_WIDTH, Tiles, leaf_hash
from truceline.record.sealing import leaf_at, reseal

#: number and hash before a source's first entry
_NEW = (0, GENESIS)


class Row(msgspec.Struct, frozen=True, gc=False):
    """An entry as it lies in the store."""

    index: int
    kind: Kind
    leaf: bytes
    body: bytes
    salts: bytes


class Seen(msgspec.Struct, frozen=True, gc=False):
    """What an entry shows by itself: its values open its leaf. Its place is told by those around it."""

    index: int
    hash: bytes
    source: str
    seq: int
    prev: str
    gone: tuple[str, ...] = ()  # fields without a value
    erasure: ErasureLine | None = None


class Walked(msgspec.Struct, frozen=True):
    """How many entries there are, and of each source the number and the hash of its newest."""

    size: int
    last: dict[str, tuple[int, str]]


class _Placed(msgspec.Struct, frozen=True, gc=False):
    """The parts of a leaf that say where it stands."""

    source: str
    seq: int
    prev: str


_read_placed = msgspec.json.Decoder(_Placed).decode


def look_at(rows: Sequence[Row]) -> list[Seen]:
    """Check each row by itself: many at a time, in any order, in any process.

    Raises RecordError at the first whose values and salts do not make its leaf.
    """
    places = [_place_of(row) for row in rows]
    made = _leaves_again(rows, places)
    return [_seen(row, placed, row.leaf == leaf) for row, placed, leaf in zip(rows, places, made, strict=True)]


def look_at_leaves(leaves: Sequence[tuple[int, bytes]]) -> list[Seen]:
    """What entries show to whoever has no key of their values: their leaves, each in its place.

    Whether the sealed values are those committed to is not seen. Raises RecordError at a leaf that is none.
    """
    return [_seen_leaf(index, leaf) for index, leaf in leaves]


def walk(seen: Iterable[Sequence[Seen]], tiles: Tiles) -> Walked:
    """Walk the whole record in order, with the tiles that are kept of it.

    Afterwards roots and proofs out of these tiles are those of the leaves. Raises RecordError at the first entry or
    tile that does not hold.
    """
    edge = Edge()
    last: dict[str, tuple[int, str]] = {}
    gone: dict[int, set[str]] = {}
    told: dict[int, set[str]] = defaultdict(set)
    for chunk in seen:
        for n, one in enumerate(chunk, start=edge.size):
            if one.index != n:
                raise _broken(n, f"it is missing: the next one is {one.index}")
            seq, prev = last.get(one.source, _NEW)
            if one.seq != seq + 1 or one.prev != prev:
                raise _broken(n, f"it is number {one.seq} of its source, and does not follow number {seq}")
            last[one.source] = (one.seq, one.hash.hex())
            if one.gone:
                gone[n] = set(one.gone)
            if one.erasure:
                told[one.erasure.index].update(one.erasure.fields)
        for tile in edge.add(b"".join([one.hash for one in chunk])):
            _check_tile(tile.level, tile.n, tile.hashes, tiles)
    _check_edge(edge, tiles)
    for n in sorted(gone.keys() | told.keys()):
        if gone.get(n) != told.get(n):
            raise _broken(n, "values are gone from it of which no erasure tells, or are still there after one")
    return Walked(edge.size, last)


def _place_of(row: Row) -> _Placed:
    try:
        return _read_placed(row.leaf)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise _broken(row.index, "it is no leaf") from error


def _seen(row: Row, placed: _Placed, whole: bool) -> Seen:
    try:
        gone = () if whole else _gone(row)
        erasure = msgspec.json.decode(row.body, type=ErasureLine) if row.kind == "erasure" else None
    except (msgspec.MsgspecError, ValueError, RecordError) as error:
        raise _broken(row.index, "its words were changed after it was written") from error
    return Seen(row.index, leaf_hash(row.leaf), placed.source, placed.seq, placed.prev, gone, erasure)


def _seen_leaf(index: int, leaf: bytes) -> Seen:
    read = parse_leaf(leaf)
    return Seen(index, leaf_hash(leaf), read.source, read.seq, read.prev)


def _gone(row: Row) -> tuple[str, ...]:
    """Fields of which the row has no value. Raises ValueError unless all others open their commitments."""
    leaf = parse_leaf(row.leaf)
    held = openings(row.body, row.salts)
    if leaf.type != row.kind or not all(opens(leaf.commits, field, opening) for field, opening in held.items()):
        raise ValueError("a value is not the one committed to")
    gone = tuple(field for field in leaf.commits if field not in held)
    if not gone:
        raise ValueError("the leaf is spelled otherwise")
    return gone


def _leaves_again(rows: Sequence[Row], places: Sequence[_Placed]) -> list[bytes | None]:
    """The leaves that values and salts make, of all rows at once; null for rows to be looked at one by one."""
    made: list[bytes | None] = [None] * len(rows)
    whole = [n for n, row in enumerate(rows) if row.body != b"{}"]
    try:
        sealed = reseal([rows[n].kind for n in whole], [rows[n].body for n in whole], [rows[n].salts for n in whole])
    except ValueError:
        if len(rows) == 1:
            return made
        return [leaf for n in range(len(rows)) for leaf in _leaves_again([rows[n]], [places[n]])]
    for at, n in enumerate(whole):
        placed = places[n]
        made[n] = leaf_at(sealed, at, placed.source, placed.seq, placed.prev)
    return made


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
