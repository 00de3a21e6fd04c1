"""The record's tree: RFC 6962 hashes over tiles of 256, proofs out of them, and what proofs must show.

A leaf's hash is SHA-256 over 0x00 and its bytes, a node's over 0x01 and its two children. Hashes lie in tiles as in
C2SP tlog-tiles: tile n of level L holds the roots of the complete subtrees of 256^L leaves from 256·n on. A proof does
not bind the size of its tree: several sizes share one shape. So a size and its root only ever travel together, as a
`Head`, and one that comes from elsewhere is the checkpoint of a verified note and nothing else.

RFC 6962 section 2.1; RFC 9162 sections 2.1.3.2 and 2.1.4.2; https://c2sp.org/tlog-tiles.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import Protocol

import msgspec

from truceline.model.errors import RecordError

HASH_BYTES = 32
TILE_HEIGHT = 8
TILE_WIDTH = 1 << TILE_HEIGHT

#: 16 MB
_TILES_IN_MEMORY = 1_000

#: root of the tree that has no leaf
EMPTY_ROOT = sha256(b"").digest()


class Head(Protocol):
    """A tree of `size` leaves has this `root`. Of another's tree, only the checkpoint of a verified note is one."""

    @property
    def size(self) -> int: ...

    @property
    def root(self) -> bytes: ...


class TreeHead(msgspec.Struct, frozen=True):
    """A head that was computed here, from the leaves themselves."""

    size: int
    root: bytes


class Tiles(Protocol):
    """Where hashes lie. A tile at the right edge is shorter; one may hold more than an older, smaller tree had."""

    def tile(self, level: int, n: int) -> bytes:
        """The hashes of a tile, one after the other."""
        ...


def leaf_hash(leaf: bytes) -> bytes:
    return sha256(b"\x00" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()


def fold(hashes: bytes) -> bytes:
    """Root of a complete subtree from its lowest hashes, of which there are 1, 2, 4 … 256."""
    while len(hashes) > HASH_BYTES:
        hashes = _one_up(hashes)
    return hashes


def _one_up(hashes: bytes) -> bytes:
    """The parents of pairs of hashes."""
    pairs = range(0, len(hashes), 2 * HASH_BYTES)
    return b"".join([sha256(b"\x01" + hashes[at : at + 2 * HASH_BYTES]).digest() for at in pairs])


class Tree:
    """Roots and proofs of any size that the tiles reach. What was folded of the tiles last used is remembered."""

    def __init__(self, tiles: Tiles) -> None:
        self._tiles = tiles
        self._folded: dict[tuple[int, int], list[bytes]] = {}

    def root(self, size: int) -> bytes:
        return self._span(0, size)

    def head(self, size: int) -> TreeHead:
        return TreeHead(size, self.root(size))

    def inclusion(self, index: int, size: int) -> tuple[bytes, ...]:
        """The path from leaf `index` to the root of the tree of `size` leaves, lowest first.

        Raises RecordError when there is no such leaf.
        """
        if not 0 <= index < size:
            raise RecordError(f"there is no entry {index} among {size}", advice="Entries are numbered from 0.")
        path: list[bytes] = []
        first, end = 0, size
        while end - first > 1:
            middle = first + _split(end - first)
            if index < middle:
                path.append(self._span(middle, end))
                end = middle
            else:
                path.append(self._span(first, middle))
                first = middle
        return tuple(reversed(path))

    def consistency(self, old: int, new: int) -> tuple[bytes, ...]:
        """What shows that the tree of `new` leaves begins with the one of `old`. Raises RecordError unless it can."""
        if not 0 <= old <= new:
            raise RecordError(
                f"a tree of {new} entries does not begin with {old}", advice="Give the smaller size first."
            )
        path: list[bytes] = []
        first, end, whole = 0, new, True
        while 0 < old < end:
            middle = first + _split(end - first)
            if old <= middle:
                path.append(self._span(middle, end))
                end = middle
            else:
                path.append(self._span(first, middle))
                first, whole = middle, False
        if not whole:
            path.append(self._span(first, end))
        return tuple(reversed(path))

    def _span(self, first: int, end: int) -> bytes:
        """Root over the leaves from `first` to before `end`; `first` is where a subtree of that height may begin."""
        if first == end:
            return EMPTY_ROOT
        parts: list[bytes] = []
        while first < end:
            height = (end - first).bit_length() - 1
            parts.append(self._node(height, first >> height))
            first += 1 << height
        root = parts.pop()
        while parts:
            root = node_hash(parts.pop(), root)
        return root

    def _node(self, height: int, n: int) -> bytes:
        """Root of the n-th complete subtree of 2^height leaves."""
        level, rest = divmod(height, TILE_HEIGHT)
        tile, at = divmod(n, TILE_WIDTH >> rest)
        whole = self._folded.get((level, tile))
        if whole is not None:
            return whole[rest][HASH_BYTES * at : HASH_BYTES * (at + 1)]
        hashes = self._tiles.tile(level, tile)
        if len(hashes) == TILE_WIDTH * HASH_BYTES:
            return self._remember(level, tile, hashes)[rest][HASH_BYTES * at : HASH_BYTES * (at + 1)]
        wide = HASH_BYTES << rest
        below = hashes[wide * at : wide * (at + 1)]
        if len(below) != wide:
            raise RecordError(f"tile {tile} of level {level} is too short", advice="Restore the record from a backup.")
        return fold(below)

    def _remember(self, level: int, tile: int, hashes: bytes) -> list[bytes]:
        """All nodes of a tile that will not change any more, by their height in it."""
        if len(self._folded) >= _TILES_IN_MEMORY:
            self._folded.clear()
        nodes = [hashes]
        while len(nodes[-1]) > HASH_BYTES:
            nodes.append(_one_up(nodes[-1]))
        self._folded[level, tile] = nodes
        return nodes


def verify_inclusion(leaf: bytes, index: int, path: Sequence[bytes], head: Head) -> None:
    """Raises RecordError unless the leaf with hash `leaf` is number `index` of the tree with this head."""
    if not 0 <= index < head.size:
        raise _refused(f"there is no entry {index} in a record of {head.size}")
    _check_hashes(leaf, head.root, *path)
    at, last, root = index, head.size - 1, leaf
    for hash_ in path:
        if last == 0:
            raise _refused("its path is too long")
        if at & 1 or at == last:
            root = node_hash(hash_, root)
            at, last = _climb(at, last)
        else:
            root = node_hash(root, hash_)
        at, last = at >> 1, last >> 1
    if last != 0:
        raise _refused("its path is too short")
    if root != head.root:
        raise _refused("its path leads to another root")


def verify_consistency(old: Head, new: Head, path: Sequence[bytes]) -> None:
    """Raises RecordError unless the tree with head `new` begins with all of the one with head `old`."""
    if not 0 <= old.size <= new.size:
        raise _refused(f"a record of {new.size} entries cannot begin with {old.size}")
    _check_hashes(old.root, new.root, *path)
    if old.size in (0, new.size):
        _check_trivial(old, new, path)
        return
    known = list(path)
    if old.size & (old.size - 1) == 0:
        known.insert(0, old.root)
    if not known:
        raise _refused("its path is empty")
    at, last = old.size - 1, new.size - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    old_root = new_root = known[0]
    for hash_ in known[1:]:
        if last == 0:
            raise _refused("its path is too long")
        if at & 1 or at == last:
            old_root, new_root = node_hash(hash_, old_root), node_hash(hash_, new_root)
            at, last = _climb(at, last)
        else:
            new_root = node_hash(new_root, hash_)
        at, last = at >> 1, last >> 1
    if last != 0:
        raise _refused("its path is too short")
    if old_root != old.root:
        raise _refused("it does not begin with the older record")
    if new_root != new.root:
        raise _refused("its path leads to another root")


def _check_trivial(old: Head, new: Head, path: Sequence[bytes]) -> None:
    """Every record begins with the empty one and with itself, and neither needs a path."""
    if path:
        raise _refused("its path should be empty")
    if old.root != (EMPTY_ROOT if old.size == 0 else new.root):
        raise _refused("two records of one size differ")
    if new.size == 0 and new.root != EMPTY_ROOT:
        raise _refused("an empty record has another root")


def _climb(at: int, last: int) -> tuple[int, int]:
    """Skip the levels at which the right edge has no sibling."""
    while at and not at & 1:
        at, last = at >> 1, last >> 1
    return at, last


def _split(size: int) -> int:
    """The largest power of two below `size`: where a tree of that many leaves divides."""
    return 1 << ((size - 1).bit_length() - 1)


def _check_hashes(*hashes: bytes) -> None:
    if any(len(hash_) != HASH_BYTES for hash_ in hashes):
        raise _refused(f"a hash is not {HASH_BYTES} bytes long")


def _refused(found: str) -> RecordError:
    return RecordError(f"the proof does not hold: {found}", advice="Ask for it again; keep this one as evidence.")
