"""Rivals of observations: told anew only where they are others."""

from __future__ import annotations

from truceline.fuse.live_rivals import Unresolved


def test_only_those_whose_rivals_are_others_are_named() -> None:
    rivals = Unresolved()
    assert rivals.put({1: [(7, 400_000)], 2: [], 3: [(7, 300_000), (8, 200_000)]}) == {1, 3}
    assert rivals.put({1: [(7, 400_000)], 2: [], 3: [(7, 300_000)]}) == {3}
    assert rivals.put({1: [(7, 400_001)]}) == {1}
    assert rivals.put({1: []}) == {1}
    assert rivals.among([1, 2, 3]) == {3: [(7, 300_000)]}


def test_who_fits_an_incident_is_found_from_it_also_after_it_was_told_again() -> None:
    rivals = Unresolved()
    rivals.put({1: [(7, 400_000)], 3: [(7, 300_000), (8, 200_000)]})
    rivals.put({1: [(7, 400_000)], 3: [(8, 200_000)]})
    assert rivals.fitting([7]) == {1}
    assert rivals.fitting([8, 9]) == {3}
