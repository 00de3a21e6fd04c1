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

    def add(self, leaf_hash: bytes) -> list[Tile]:
        """One more leaf. Returns the tiles that it fills, lowest first."""
        self.size += 1
        filled: list[Tile] = []
        level, hash_, n = 0, leaf_hash, self.size
        while True:
            if level == len(self._levels):
                self._levels.append(bytearray())
            hashes = self._levels[level]
            hashes += hash_
            if len(hashes) < _TILE_BYTES:
                return filled
            n //= TILE_WIDTH
            hash_ = fold(bytes(hashes))
            filled.append(Tile(level, n - 1, bytes(hashes), hash_))
            hashes.clear()
            level += 1

    def tile(self, level: int, n: int) -> bytes | None:
        """The unfilled tile `n` of a level; null when the edge is elsewhere."""
        if n != self.size // TILE_WIDTH ** (level + 1):
            return None
        return bytes(self._levels[level]) if level < len(self._levels) else b""
