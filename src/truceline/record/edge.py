"""The right edge of the record's tree: hashes that do not fill a tile yet, and the tiles that more leaves fill."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from truceline.record.merkle import HASH_BYTES, TILE_WIDTH, fold

_TILE_BYTES = TILE_WIDTH * HASH_BYTES


class Tile(msgspec.Struct, frozen=True):
    """256 hashes, for good. `root` is what stands for them one level up."""

    level: int
    n: int
    hashes: bytes
    root: bytes


class Edge:
    """Where a tree of `size` leaves grows. `levels` are the hashes of its unfilled tiles, from the leaves up."""

    def __init__(self, size: int = 0, levels: Iterable[bytes | bytearray] = ()) -> None:
        self.size = size
        self._levels = [bytearray(level) for level in levels]

    def copy(self) -> Edge:
        return Edge(self.size, self._levels)

    def add(self, leaf_hashes: bytes) -> list[Tile]:
        """More leaves, by their hashes one after the other. Returns the tiles that they fill, lower levels first."""
        filled: list[Tile] = []
        first, level, more = self.size, 0, leaf_hashes
        self.size += len(leaf_hashes) // HASH_BYTES
        while more:
            if level == len(self._levels):
                self._levels.append(bytearray())
            hashes = self._levels[level]
            hashes += more
            if len(hashes) < _TILE_BYTES:
                break
            n = first // TILE_WIDTH ** (level + 1)
            whole = len(hashes) // _TILE_BYTES * _TILE_BYTES
            tiles = [bytes(hashes[at : at + _TILE_BYTES]) for at in range(0, whole, _TILE_BYTES)]
            del hashes[:whole]
            done = [Tile(level, n + k, tile, fold(tile)) for k, tile in enumerate(tiles)]
            filled += done
            level, more = level + 1, b"".join([tile.root for tile in done])
        return filled

    def tile(self, level: int, n: int) -> bytes | None:
        """The unfilled tile `n` of a level; null when the edge is elsewhere."""
        if n != self.size // TILE_WIDTH ** (level + 1):
            return None
        return bytes(self._levels[level]) if level < len(self._levels) else b""
