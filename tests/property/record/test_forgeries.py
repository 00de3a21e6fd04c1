"""No forged proof, note or history is believed; and where a check is taken away, some are.

Long form, a million of them: TRUCELINE_FORGERIES=1000000 pytest tests/property/record/test_forgeries.py -s
"""

from __future__ import annotations

import os
import random
from collections.abc import Sequence
from functools import partial

import pytest
from tests import record_forgeries as forge

from truceline.model.errors import RecordError
from truceline.record.checkpoint import Checkpoint, read_text
from truceline.record.merkle import Head, Tiles, Tree, TreeHead, verify_consistency, verify_inclusion
from truceline.record.note import parse
from truceline.record.whole import Row, look_at

FORGERIES = int(os.environ.get("TRUCELINE_FORGERIES", "12000"))
SEED = int(os.environ.get("TRUCELINE_FORGERIES_SEED", "20260303"))


@pytest.mark.parametrize("what", forge.FORGERS)
def test_none_is_believed(what: str) -> None:
    forger, share = forge.FORGERS[what]
    tried, accepted = forge.attempts(forger, SEED, round(FORGERIES * share))
    print(f"\n{what}: {tried:,} forgeries, {accepted} believed")
    assert tried >= FORGERIES * share - 1
    assert accepted == 0


def test_the_true_ones_are() -> None:
    rng = random.Random(SEED)
    for _ in range(300):
        new = forge.some_size(rng, 2)
        old, index = rng.randrange(1, new), rng.randrange(new)
        verify_inclusion(forge.HASHES[index], index, forge.TREE.inclusion(index, new), forge.HEADS[new])
        verify_consistency(forge.HEADS[old], forge.HEADS[new], forge.TREE.consistency(old, new))
    assert forge.open_note(forge.NOTE).size == 513
    forge.check_history(forge.HISTORY.rows, forge.tiles_of(forge.HISTORY.rows)[0], forge.HISTORY.head)


def size_from_the_proof(leaf: bytes, index: int, path: Sequence[bytes], head: Head) -> None:
    """A verifier that believes whoever sends the proof about the size of the tree."""
    sizes = [size for size in range(index + 1, index + 40) if size != head.size]
    if not any(forge.believed(verify_inclusion, leaf, index, path, TreeHead(size, head.root)) for size in sizes):
        raise RecordError("no size fits", advice="")


def any_leaf(leaf: bytes, index: int, path: Sequence[bytes], head: Head) -> None:
    """A verifier that looks at lengths only."""
    if not 0 <= index < head.size or len(path) != len(forge.TREE.inclusion(index, head.size)):
        raise RecordError("lengths", advice="")


def new_root_only(old: Head, new: Head, path: Sequence[bytes]) -> None:
    """A verifier that forgets what it knew before."""
    known = forge.HEADS[old.size] if 0 <= old.size <= forge.SIZE else old
    verify_consistency(known, new, path)


def unsigned(data: bytes) -> Checkpoint:
    """A reader that does not look at signatures."""
    return read_text(parse(data).text)


def leaves_only(rows: Sequence[Row], tiles: Tiles, head: TreeHead) -> None:
    """A check that does not look at values."""
    if Tree(tiles).root(head.size) != head.root:
        raise RecordError("root", advice="")


def values_only(rows: Sequence[Row], tiles: Tiles, head: TreeHead) -> None:
    """A check that does not know the signed head."""
    look_at(rows)


@pytest.mark.parametrize(
    "control",
    [
        partial(forge.inclusion, verify=size_from_the_proof),
        partial(forge.inclusion, verify=any_leaf),
        partial(forge.consistency, verify=new_root_only),
        partial(forge.note, read=unsigned),
        partial(forge.history, check=leaves_only),
        partial(forge.history, check=values_only),
    ],
    ids=lambda control: next(iter(control.keywords.values())).__name__,
)
def test_a_weaker_check_lets_some_through(control: forge.Forger) -> None:
    _, accepted = forge.attempts(control, SEED, 1_500)
    assert accepted > 0
