"""What a verifier looks at before it reckons: every hash that it is given has 32 bytes, and no other number of them."""

from __future__ import annotations

import pytest
from tests.plain_logs import consistency_of, root_of

from truceline.model.errors import RecordError
from truceline.record.edge import Edge
from truceline.record.merkle import TreeHead, leaf_hash, verify_consistency, verify_inclusion

LEAVES = [bytes([n]) for n in range(3)]
ROOT = root_of(LEAVES)
PATH = (root_of(LEAVES[1:2]), root_of(LEAVES[2:]))
WRONG = [lambda hash_: hash_[:-1], lambda hash_: hash_ + b"\0", lambda _: b"", lambda hash_: hash_ * 2]


@pytest.mark.parametrize("wrong", WRONG)
def test_an_inclusion_proof_has_no_hash_of_another_length(wrong) -> None:  # type: ignore[no-untyped-def]
    leaf = leaf_hash(LEAVES[0])
    verify_inclusion(leaf, 0, PATH, TreeHead(3, ROOT))
    for given in (
        (wrong(leaf), PATH, ROOT),
        (leaf, (wrong(PATH[0]), PATH[1]), ROOT),
        (leaf, (PATH[0], wrong(PATH[1])), ROOT),
        (leaf, PATH, wrong(ROOT)),
    ):
        with pytest.raises(RecordError, match="a hash is not 32 bytes long"):
            verify_inclusion(given[0], 0, given[1], TreeHead(3, given[2]))


@pytest.mark.parametrize("wrong", WRONG)
def test_a_consistency_proof_has_no_hash_of_another_length(wrong) -> None:  # type: ignore[no-untyped-def]
    old, (first, *rest) = root_of(LEAVES[:2]), consistency_of(2, LEAVES)
    verify_consistency(TreeHead(2, old), TreeHead(3, ROOT), (first, *rest))
    for given in ((wrong(old), ROOT, first), (old, wrong(ROOT), first), (old, ROOT, wrong(first))):
        with pytest.raises(RecordError, match="a hash is not 32 bytes long"):
            verify_consistency(TreeHead(2, given[0]), TreeHead(3, given[1]), (given[2], *rest))


def test_above_the_last_level_the_edge_is_empty() -> None:
    edge = Edge()
    assert [edge.tile(level, 0) for level in range(3)] == [b"", b"", b""]
    edge.add(leaf_hash(b"x"))
    assert [edge.tile(level, 0) for level in range(3)] == [leaf_hash(b"x"), b"", b""]
    assert edge.tile(0, 1) is None
