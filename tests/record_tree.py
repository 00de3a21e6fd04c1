"""Trees in memory for the tests of the record, and the definition of RFC 6962 to hold them against."""

from __future__ import annotations

from collections.abc import Sequence

from truceline.record.edge import Edge
from truceline.record.merkle import EMPTY_ROOT, Tree, leaf_hash, node_hash


class MemoryTiles:
    """Tiles of a few leaves (`record.merkle.Tiles`)."""

    def __init__(self, leaves: Sequence[bytes] = ()) -> None:
        self.edge = Edge()
        self._tiles: dict[tuple[int, int], bytes] = {}
        self.add(leaves)

    def add(self, leaves: Sequence[bytes]) -> None:
        for tile in self.edge.add(b"".join(leaf_hash(leaf) for leaf in leaves)):
            self._tiles[tile.level, tile.n] = tile.hashes

    def tile(self, level: int, n: int) -> bytes:
        return self._tiles.get((level, n)) or self.edge.tile(level, n) or b""


def tree_of(leaves: Sequence[bytes]) -> Tree:
    return Tree(MemoryTiles(leaves))


def merkle_tree_hash(leaves: Sequence[bytes]) -> bytes:
    """MTH of RFC 6962 section 2.1, word for word."""
    if not leaves:
        return EMPTY_ROOT
    if len(leaves) == 1:
        return leaf_hash(leaves[0])
    k = 1
    while 2 * k < len(leaves):
        k *= 2
    return node_hash(merkle_tree_hash(leaves[:k]), merkle_tree_hash(leaves[k:]))


def path_of(m: int, leaves: Sequence[bytes]) -> list[bytes]:
    """PATH of RFC 6962 section 2.1.1, word for word."""
    if len(leaves) == 1:
        return []
    k = 1
    while 2 * k < len(leaves):
        k *= 2
    if m < k:
        return [*path_of(m, leaves[:k]), merkle_tree_hash(leaves[k:])]
    return [*path_of(m - k, leaves[k:]), merkle_tree_hash(leaves[:k])]


def proof_of(m: int, leaves: Sequence[bytes]) -> list[bytes]:
    """PROOF of RFC 6962 section 2.1.2, word for word."""
    return _subproof(m, leaves, whole=True)


def _subproof(m: int, leaves: Sequence[bytes], whole: bool) -> list[bytes]:
    if m == len(leaves):
        return [] if whole else [merkle_tree_hash(leaves)]
    k = 1
    while 2 * k < len(leaves):
        k *= 2
    if m <= k:
        return [*_subproof(m, leaves[:k], whole), merkle_tree_hash(leaves[k:])]
    return [*_subproof(m - k, leaves[k:], whole=False), merkle_tree_hash(leaves[:k])]
