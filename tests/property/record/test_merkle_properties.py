"""Every proof of every small tree holds, and nothing that is near to one does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.record_tree import MemoryTiles, merkle_tree_hash, tree_of

from truceline.model.errors import RecordError
from truceline.record.checkpoint import Checkpoint, open_checkpoint, sign_checkpoint
from truceline.record.edge import Edge
from truceline.record.merkle import (
    TILE_WIDTH,
    Tree,
    TreeHead,
    fold,
    leaf_hash,
    node_hash,
    verify_consistency,
    verify_inclusion,
)
from truceline.record.note import key_of
from truceline.stores.keyring import published_signer

LEAVES = [n.to_bytes(2, "big") for n in range(600)]
HASHES = [leaf_hash(leaf) for leaf in LEAVES]
TREE = tree_of(LEAVES)
ROOTS = [TREE.root(size) for size in range(601)]


def holds(leaf: bytes, index: int, path: Sequence[bytes], head: TreeHead) -> bool:
    try:
        verify_inclusion(leaf, index, path, head)
    except RecordError:
        return False
    return True


def continues(old: TreeHead, new: TreeHead, path: Sequence[bytes]) -> bool:
    try:
        verify_consistency(old, new, path)
    except RecordError:
        return False
    return True


def heads() -> list[TreeHead]:
    return [TreeHead(size, ROOTS[size]) for size in range(601)]


def test_every_entry_of_every_size_is_proved() -> None:
    for size in (*range(1, 130), 255, 256, 257, 300):
        head = TreeHead(size, ROOTS[size])
        for index in range(size):
            path = TREE.inclusion(index, size)
            assert len(path) <= (size - 1).bit_length()
            verify_inclusion(HASHES[index], index, path, head)


def test_every_size_continues_every_smaller_one() -> None:
    known = heads()
    for new in (*range(130), 255, 256, 257, 300, 512, 600):
        for old in range(new + 1):
            verify_consistency(known[old], known[new], TREE.consistency(old, new))


@settings(deadline=None)
@given(st.integers(1, 600), st.data())
def test_a_proof_is_of_its_entry_its_place_and_its_root_alone(size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))
    other = data.draw(st.integers(-1, size + 1).filter(lambda n: n != index))
    path, head = TREE.inclusion(index, size), TreeHead(size, ROOTS[size])
    assert not holds(HASHES[index], other, path, head)
    assert not holds(HASHES[other % 600], index, path, head)
    another = data.draw(st.integers(0, 600).filter(lambda n: n != size))
    assert not holds(HASHES[index], index, path, TreeHead(size, ROOTS[another]))
    assert not holds(HASHES[index], index, path, TreeHead(another, ROOTS[another]))


@settings(deadline=None)
@given(st.integers(2, 600), st.data())
def test_a_path_that_is_touched_does_not_hold(size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))
    path, head = list(TREE.inclusion(index, size)), TreeHead(size, ROOTS[size])
    assert not any(holds(HASHES[index], index, changed, head) for changed in touched(path, data))
    old = data.draw(st.integers(1, size - 1))
    path = list(TREE.consistency(old, size))
    before = TreeHead(old, ROOTS[old])
    assert not any(continues(before, head, changed) for changed in touched(path, data))
    assert not continues(TreeHead(old, ROOTS[size]), head, path)
    assert not continues(before, TreeHead(size, ROOTS[old]), path)
    assert not continues(head, before, path)


def touched(path: list[bytes], data: st.DataObject) -> Iterator[list[bytes]]:
    """The path with a bit turned, a hash less, one more, two exchanged, a short hash."""
    at = data.draw(st.integers(0, len(path) - 1))
    bit = data.draw(st.integers(0, 255))
    turned = (int.from_bytes(path[at], "big") ^ (1 << bit)).to_bytes(32, "big")
    yield [*path[:at], turned, *path[at + 1 :]]
    yield path[:at] + path[at + 1 :]
    yield [*path[:at], path[at], *path[at:]]
    yield [*path, path[0]]
    yield [*path[:at], path[at][:-1], *path[at + 1 :]]
    yield [*path[:at], path[at] + b"\0", *path[at + 1 :]]
    if len(path) > 1:
        yield [path[-1], *path[1:-1], path[0]]


@settings(deadline=None)
@given(st.integers(1, 599), st.integers(1, 599), st.data())
def test_forks_do_not_continue(shared: int, more: int, data: st.DataObject) -> None:
    """Two histories with a common beginning: no path of either makes one continue the other."""
    size = min(600, shared + more)
    fork = tree_of([*LEAVES[:shared], *(b"x" + leaf for leaf in LEAVES[shared:size])])
    old = data.draw(st.integers(shared + 1, size))
    ours, theirs = TreeHead(old, ROOTS[old]), fork.head(size)
    for path in (fork.consistency(old, size), TREE.consistency(old, size), fork.consistency(shared, size), ()):
        assert not continues(ours, theirs, path)


def test_other_sizes_are_refused_because_the_note_says_the_size() -> None:
    """A path alone does not bind the size: some other sizes with the same root pass. So a size comes from a note."""
    loose = [
        (index, size, wrong)
        for size in range(2, 18)
        for index in range(size)
        for wrong in range(index + 1, 24)
        if wrong != size and holds(HASHES[index], index, TREE.inclusion(index, size), TreeHead(wrong, ROOTS[size]))
    ]
    assert loose, "if this ever fails, paths bind sizes and the rule is not needed any more"
    signer = published_signer("log")
    for _, size, wrong in loose:
        note = sign_checkpoint(Checkpoint("log", size, ROOTS[size]), signer)
        assert open_checkpoint(note, "log", key_of(signer)).checkpoint == Checkpoint("log", size, ROOTS[size])
        with pytest.raises(RecordError):
            open_checkpoint(note.replace(f"\n{size}\n".encode(), f"\n{wrong}\n".encode(), 1), "log", key_of(signer))


@settings(deadline=None)
@given(st.lists(st.integers(0, 700), max_size=6))
def test_the_edge_grows_alike_however_leaves_come(pieces: list[int]) -> None:
    leaves = [n.to_bytes(3, "big") for n in range(sum(pieces))]
    at_once, bit_by_bit, first = Edge(), Edge(), 0
    tiles = []
    for piece in pieces:
        tiles += bit_by_bit.add(b"".join(map(leaf_hash, leaves[first : first + piece])))
        first += piece
    assert sorted(tiles, key=lambda t: (t.level, t.n)) == sorted(
        at_once.add(b"".join(map(leaf_hash, leaves))), key=lambda t: (t.level, t.n)
    )
    assert at_once.size == bit_by_bit.size == len(leaves)
    for level in range(3):
        n = len(leaves) // TILE_WIDTH ** (level + 1)
        assert at_once.tile(level, n) == bit_by_bit.tile(level, n)
        assert at_once.tile(level, n + 1) is None
    for tile in tiles:
        assert tile.root == fold(tile.hashes)


def test_a_copy_of_the_edge_grows_by_itself() -> None:
    edge = Edge()
    edge.add(HASHES[0])
    copy = edge.copy()
    copy.add(HASHES[1])
    assert (edge.size, edge.tile(0, 0)) == (1, HASHES[0])
    assert (copy.size, copy.tile(0, 0)) == (2, HASHES[0] + HASHES[1])


def test_three_levels_of_tiles() -> None:
    """65,537 and more leaves: the third level has a hash."""
    leaves = [n.to_bytes(4, "big") for n in range(TILE_WIDTH**2 + 300)]
    tiles = MemoryTiles(leaves)
    tree = Tree(tiles)
    root = merkle_tree_hash(leaves)
    assert tree.root(len(leaves)) == root
    assert len(tiles.tile(2, 0)) == 32
    for index in (0, 255, 256, 65_535, 65_536, len(leaves) - 1):
        verify_inclusion(leaf_hash(leaves[index]), index, tree.inclusion(index, len(leaves)), tree.head(len(leaves)))
    for old in (1, 256, 65_535, 65_536, 65_537):
        verify_consistency(tree.head(old), tree.head(len(leaves)), tree.consistency(old, len(leaves)))


@pytest.mark.parametrize(("index", "size"), [(0, 0), (5, 5), (-1, 5), (6, 5)])
def test_there_is_no_proof_of_what_is_not_there(index: int, size: int) -> None:
    with pytest.raises(RecordError, match=rf"no entry {index} among {size}"):
        TREE.inclusion(index, size)


@pytest.mark.parametrize(("old", "new"), [(3, 2), (-1, 2)])
def test_there_is_no_way_back(old: int, new: int) -> None:
    with pytest.raises(RecordError, match="does not begin"):
        TREE.consistency(old, new)


def test_tiles_that_are_too_short_are_no_tree() -> None:
    with pytest.raises(RecordError, match="tile 0 of level 0 is too short"):
        Tree(MemoryTiles(LEAVES[:5])).root(6)


def test_trivial_paths() -> None:
    empty, one, two = (TreeHead(n, ROOTS[n]) for n in range(3))
    for old, new in ((empty, empty), (empty, two), (two, two), (one, one)):
        verify_consistency(old, new, ())
        assert TREE.consistency(old.size, new.size) == ()
    for old, new in ((empty, two), (two, two)):
        assert not continues(old, new, [ROOTS[1]])
    assert not continues(TreeHead(0, ROOTS[1]), two, ())
    assert not continues(TreeHead(0, ROOTS[1]), TreeHead(0, ROOTS[1]), ())
    assert not continues(TreeHead(2, ROOTS[1]), two, ())
    assert not continues(TreeHead(-1, ROOTS[1]), two, ())
    assert not continues(TreeHead(1, ROOTS[1]), two, ())
    assert not continues(TreeHead(2, b"short"), TreeHead(2, b"short"), ())


def test_hashes_of_leaves_and_nodes_never_meet() -> None:
    """A node is not taken for a leaf: their hashes begin with different bytes (RFC 6962, second preimages)."""
    assert leaf_hash(HASHES[0] + HASHES[1]) != node_hash(HASHES[0], HASHES[1])
    assert not holds(node_hash(HASHES[0], HASHES[1]), 0, [ROOTS[2]], TreeHead(2, ROOTS[4]))


def test_tiles_are_numbered_alike_far_from_the_beginning() -> None:
    """Leaves that come in two halves, each of more than a tile of tiles: the second level goes on counting."""
    hashes = [leaf_hash(n.to_bytes(4, "big")) for n in range(140_000)]
    at_once, halves = Edge(), Edge()
    whole = at_once.add(b"".join(hashes))
    parts = [*halves.add(b"".join(hashes[:70_000])), *halves.add(b"".join(hashes[70_000:]))]
    assert {(t.level, t.n): t.root for t in parts} == {(t.level, t.n): t.root for t in whole}
    assert [t.n for t in sorted(whole, key=lambda t: t.n) if t.level == 1] == [0, 1]


def test_a_full_tile_is_read_once() -> None:
    class Counted(MemoryTiles):
        read: ClassVar[list[tuple[int, int]]] = []

        def tile(self, level: int, n: int) -> bytes:
            self.read.append((level, n))
            return super().tile(level, n)

    tiles = Counted(LEAVES)
    tree = Tree(tiles)
    assert tree.inclusion(300, 600) == tree.inclusion(300, 600) == TREE.inclusion(300, 600)
    assert tiles.read.count((0, 1)) == 1
