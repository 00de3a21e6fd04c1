"""Whole-column answers against the same answers row by row."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from truceline.fuse.grouping import commonest, distinct, first_of, grouping_of

#: small numbers meet often; with large ones the rows no longer fit into one number
VALUES = st.one_of(st.integers(-3, 5), st.integers(-(2**62), 2**62))


@given(st.lists(st.tuples(VALUES, VALUES, VALUES), max_size=30))
def test_distinct_rows_are_those_of_a_set_in_order(rows: list[tuple[int, int, int]]) -> None:
    columns = tuple(np.array(column, dtype=np.int64) for column in zip(*rows, strict=True)) or (np.zeros(0, np.int64),)
    found = list(zip(*(column.tolist() for column in distinct(*columns)), strict=True))
    assert found == sorted(set(rows))


@given(st.lists(st.tuples(st.integers(0, 4), VALUES, st.booleans()), min_size=1, max_size=30))
def test_the_first_of_a_group_is_its_least_row_and_of_equals_the_earliest(rows: list[tuple[int, int, bool]]) -> None:
    groups = grouping_of(np.array([label for label, _, _ in rows], dtype=np.int64))
    keys = np.array([key for _, key, _ in rows], dtype=np.int64), np.array([flag for _, _, flag in rows])
    want: dict[int, tuple[int, bool, int]] = {}
    for at, label in enumerate(groups.label.tolist()):
        row = (rows[at][1], rows[at][2], at)
        want[label] = min(want.get(label, row), row)
    assert first_of(groups, *keys).tolist() == [want[label][2] for label in range(groups.n)]


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(-1, 3), st.integers(0, 4)), min_size=1, max_size=40))
def test_a_group_votes_once_a_voter_and_a_tie_is_told(rows: list[tuple[int, int, int]]) -> None:
    label, code, voter = (np.array(column, dtype=np.int64) for column in zip(*rows, strict=True))
    groups = grouping_of(label)
    votes: dict[int, dict[int, set[int]]] = defaultdict(lambda: defaultdict(set))
    for group, (_, named, who) in zip(groups.label.tolist(), rows, strict=True):
        if named >= 0:
            votes[group][named].add(who)
    winner, tied, rivals = commonest(groups, code.astype(np.int32), voter)
    for group in range(groups.n):
        counts = {named: len(who) for named, who in votes[group].items()}
        best = max(counts.values(), default=0)
        leaders = sorted(named for named, count in counts.items() if count == best)
        assert winner[group] == (leaders[0] if leaders else -1)
        assert tied[group] == (len(leaders) > 1)
        assert rivals[group] == (len(counts) > 1)
