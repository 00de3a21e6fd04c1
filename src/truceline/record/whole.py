"""Whether a record is whole: every leaf in its place, every value the one committed to, every erasure told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from truceline.model.errors import UNREADABLE, RecordError
from truceline.record.edge import Edge
from truceline.record.entry import ErasureLine
from truceline.record.kinds import Kind
from truceline.record.leaf import GENESIS, SALT_BYTES, openings, opens, parse_leaf
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


class Place(msgspec.Struct, frozen=True, gc=False):
    """Where an entry stands among those of its source: its number, and the hash before it that its leaf names."""

    index: int
    seq: int
    prev: str


class Seen(msgspec.Struct, frozen=True, gc=False):
    """What entries that follow one another show by themselves: their values open their leaves, and of each source they
    are a chain. What comes before is told by those before."""

    first: int
    hashes: bytes  # of the leaves, one after the other
    begins: dict[str, Place] = {}  # of each source, its first entry here
    ends: dict[str, tuple[int, str]] = {}  # of each source, the number and the hash of its last one
    gone: dict[int, tuple[str, ...]] = {}  # fields without a value, by entry
    erasures: tuple[ErasureLine, ...] = ()


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


def look_at(rows: Sequence[Row]) -> Seen:
    """Check rows that follow one another: any stretch of a record, in any process.

    Raises RecordError at one whose values and salts do not make its leaf, or that does not follow the one before.
    """
    places = [_place_of(row) for row in rows]
    made = _leaves_again(rows, places)
    gone = {row.index: _gone_from(row) for row, leaf in zip(rows, made, strict=True) if row.leaf != leaf}
    erasures = tuple(_erasure(row) for row in rows if row.kind == "erasure")
    return _chained([row.index for row in rows], places, [row.leaf for row in rows], gone, erasures)


def look_at_leaves(leaves: Sequence[tuple[int, bytes]]) -> Seen:
    """What entries show to whoever has no key of their values: their leaves, each in its place.

    Whether the sealed values are those committed to is not seen. Raises RecordError at a leaf that is none.
    """
    read = [parse_leaf(leaf) for _, leaf in leaves]
    places = [_Placed(leaf.source, leaf.seq, leaf.prev) for leaf in read]
    return _chained([index for index, _ in leaves], places, [leaf for _, leaf in leaves], {}, ())


def walk(seen: Iterable[Seen], tiles: Tiles) -> Walked:
    """Walk the whole record in order, with the tiles that are kept of it.

    Afterwards roots and proofs out of these tiles are those of the leaves. Raises RecordError at the first entry or
    tile that does not hold.
    """
    edge = Edge()
    last: dict[str, tuple[int, str]] = {}
    gone: dict[int, set[str]] = {}
    told: dict[int, set[str]] = defaultdict(set)
    for stretch in seen:
        if stretch.hashes and stretch.first != edge.size:
            raise _missing(edge.size, stretch.first)
        for source, place in stretch.begins.items():
            _check_follows(place, last.get(source, _NEW))
        last |= stretch.ends
        gone |= {n: set(fields) for n, fields in stretch.gone.items()}
        for erasure in stretch.erasures:
            told[erasure.index].update(erasure.fields)
        for tile in edge.add(stretch.hashes):
            _check_tile(tile.level, tile.n, tile.hashes, tiles)
    _check_edge(edge, tiles)
    for n in sorted(gone.keys() | told.keys()):
        if gone.get(n) != told.get(n):
            raise _broken(n, "values are gone from it of which no erasure tells, or are still there after one")
    return Walked(edge.size, last)


def _chained(
    numbers: Sequence[int],
    places: Sequence[_Placed],
    leaves: Sequence[bytes],
    gone: dict[int, tuple[str, ...]],
    erasures: tuple[ErasureLine, ...],
) -> Seen:
    """What these leaves show. Raises RecordError at one that is missing, or does not follow the one of its source."""
    hashes = [leaf_hash(leaf) for leaf in leaves]
    begins: dict[str, Place] = {}
    ends: dict[str, tuple[int, str]] = {}
    first = numbers[0] if numbers else 0
    for n, (index, placed, hash_) in enumerate(zip(numbers, places, hashes, strict=True), start=first):
        if index != n:
            raise _missing(n, index)
        before = ends.get(placed.source)
        if before is None:
            begins[placed.source] = Place(index, placed.seq, placed.prev)
        elif (placed.seq - 1, placed.prev) != before:
            _check_follows(Place(index, placed.seq, placed.prev), before)
        ends[placed.source] = (placed.seq, hash_.hex())
    return Seen(first, b"".join(hashes), begins, ends, gone, erasures)


def _check_follows(place: Place, before: tuple[int, str]) -> None:
    """Raises RecordError unless an entry is the next one of its source after one with this number and hash."""
    if (place.seq - 1, place.prev) != before:
        raise _broken(place.index, f"it is number {place.seq} of its source, and does not follow number {before[0]}")


def _place_of(row: Row) -> _Placed:
    try:
        return _read_placed(row.leaf)
    except UNREADABLE as error:
        raise _broken(row.index, "it is no leaf") from error


def _gone_from(row: Row) -> tuple[str, ...]:
    """Fields that an erasure took from a row whose values do not make its leaf. Raises RecordError where none did."""
    try:
        return _gone(row)
    except (*UNREADABLE, ValueError, RecordError) as error:
        raise _changed(row) from error


def _erasure(row: Row) -> ErasureLine:
    try:
        return msgspec.json.decode(row.body, type=ErasureLine)
    except (*UNREADABLE, ValueError) as error:
        raise _changed(row) from error


def _gone(row: Row) -> tuple[str, ...]:
    """Fields of which the row has no value. Raises ValueError unless all others open their commitments."""
    leaf = parse_leaf(row.leaf)
    held = openings(row.body, row.salts)
    if leaf.type != row.kind or not all(opens(leaf.commits, field, opening) for field, opening in held.items()):
        raise ValueError("a value is not the one committed to")
    if len(row.salts) != SALT_BYTES * len(held):
        raise ValueError("there is more beside the values than their salts")
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


def _missing(n: int, next_one: int) -> RecordError:
    return _broken(n, f"it is missing: the next one is {next_one}")


def _changed(row: Row) -> RecordError:
    return _broken(row.index, "its words were changed after it was written")


def _broken(n: int, found: str) -> RecordError:
    return RecordError(found, where=f"record entry {n}", advice="Restore the record from a backup.")
