"""However clients, processes, erasures and restarts interleave, the record is the tree of its leaves, and whole."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any

import msgspec
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from tests.record_tree import merkle_tree_hash

from truceline.record.checkpoint import open_checkpoint
from truceline.record.leaf import opens, parse_leaf
from truceline.record.merkle import TreeHead, leaf_hash, verify_consistency, verify_inclusion
from truceline.record.note import key_of
from truceline.stores.keyring import published_signer
from truceline.stores.sqlite import SqliteRecord

SIGNER = published_signer("log")


class Interleavings(RuleBasedStateMachine):
    """Two connections to one record, used in turn, and what a person would note beside them."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.records = [self.open(), self.open()]
        self.leaves: list[bytes] = []
        self.bodies: list[dict[str, Any]] = []
        self.sources: list[str] = []
        self.heads: list[TreeHead] = []

    def open(self) -> SqliteRecord:
        return SqliteRecord(self.folder / "truceline.db", origin="log")

    @rule(which=st.integers(0, 1), n=st.sampled_from([1, 2, 3, 70, 255, 256, 300]), source=st.sampled_from("abc"))
    def append(self, which: int, n: int, source: str) -> None:
        bodies: list[dict[str, Any]] = [{"n": len(self.bodies) + i, "words": "x" * i} for i in range(n)]
        entries = self.records[which].append([("receipt", body) for body in bodies], source)
        assert [e.index for e in entries] == list(range(len(self.leaves), len(self.leaves) + n))
        self.leaves += [entry.leaf for entry in entries]
        self.bodies += bodies
        self.sources += [source] * n

    @rule(which=st.integers(0, 1), field=st.sampled_from(["n", "words"]), data=st.data())
    def erase(self, which: int, field: str, data: st.DataObject) -> None:
        candidates = [n for n, body in enumerate(self.bodies) if field in body]
        if candidates:
            index = data.draw(st.sampled_from(candidates))
            entry = self.records[which].erase(index, [field], by=("one", "two"), why="asked for")
            del self.bodies[index][field]
            self.leaves.append(entry.leaf)
            self.bodies.append(msgspec.json.decode(entry.body))
            self.sources.append("operator")

    @rule(which=st.integers(0, 1))
    def reopen(self, which: int) -> None:
        self.records[which].close()
        self.records[which] = self.open()

    @rule(which=st.integers(0, 1))
    def sign(self, which: int) -> None:
        note = self.records[which].sign(SIGNER)
        head = open_checkpoint(note, "log", key_of(SIGNER)).checkpoint
        assert head.size == len(self.leaves)
        self.heads.append(TreeHead(head.size, head.root))
        for record in self.records:
            assert record.checkpoint() == record.checkpoint(head.size) == note

    @rule(which=st.integers(0, 1), data=st.data())
    def prove(self, which: int, data: st.DataObject) -> None:
        if self.leaves:
            size = len(self.leaves)
            index = data.draw(st.integers(0, size - 1))
            record, head = self.records[which], TreeHead(size, merkle_tree_hash(self.leaves))
            verify_inclusion(leaf_hash(self.leaves[index]), index, record.inclusion(index, size), head)
            for old in self.heads:
                verify_consistency(old, head, record.consistency(old.size, size))

    @rule()
    def check(self) -> None:
        for record in self.records:
            assert record.verify() == len(self.leaves)

    @invariant()
    def all_that_was_said_is_there(self) -> None:
        for record in self.records:
            assert record.size() == len(self.leaves)
            entries = list(record.entries())
            assert [e.leaf for e in entries] == self.leaves
            assert [msgspec.json.decode(e.body) for e in entries] == self.bodies
            assert record.tree_head().root == merkle_tree_hash(self.leaves)
            head = record.head()
            assert (head.leaf if head else None) == (self.leaves[-1] if self.leaves else None)

    @invariant()
    def each_source_counts_its_own(self) -> None:
        read = [parse_leaf(leaf) for leaf in self.leaves]
        assert [leaf.source for leaf in read] == self.sources
        for source in set(self.sources):
            own = [(leaf, raw) for leaf, raw in zip(read, self.leaves, strict=True) if leaf.source == source]
            assert [leaf.seq for leaf, _ in own] == list(range(1, len(own) + 1))
            before = ["0" * 64, *(leaf_hash(raw).hex() for _, raw in own)]
            assert [leaf.prev for leaf, _ in own] == before[:-1]

    def teardown(self) -> None:
        for index in range(min(5, len(self.leaves))):
            leaf = parse_leaf(self.records[0].leaf(index))
            held = self.records[0].openings(index)
            assert held.keys() == self.bodies[index].keys()
            assert all(opens(leaf.commits, field, opening) for field, opening in held.items())
        for record in self.records:
            record.close()
        shutil.rmtree(self.folder)


TestInterleavings = Interleavings.TestCase
TestInterleavings.settings = settings(max_examples=12, stateful_step_count=12, deadline=None)
