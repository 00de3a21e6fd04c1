"""What reviewers rule is followed, whatever the evidence says."""

from __future__ import annotations

from typing import Any

import pytest
from tests.fuse_rows import partition, row, table

from truceline.fuse.fuse import fuse
from truceline.model.errors import InputError
from truceline.model.observation import PairDecision
from truceline.model.units import PPM

_NOWHERE = {"lat_e6": None, "lon_e6": None, "radius_m": None}


def ruled(a: str, b: str, same: bool) -> PairDecision:
    return PairDecision(f"obs_{a}", f"obs_{b}", same, "Reviewer 1", "saw both pictures")


def groups(rows: list[dict[str, Any]], *decisions: PairDecision) -> set[frozenset[str]]:
    found = partition(fuse(table(*rows), decisions=decisions).members)
    return {frozenset(name.removeprefix("obs_") for name in group) for group in found}


def test_what_is_held_to_be_one_stands_together_against_all_evidence() -> None:
    far = row("far", lat_e6=40_000_000, event_type="politics.talks")
    assert frozenset({"a", "far"}) in groups([row("a"), far], ruled("a", "far", True))


def test_what_is_held_to_be_two_never_meets_not_even_through_others() -> None:
    rows = [row(name) for name in "abcdef"]
    assert len(groups(rows)) == 1
    found = groups(rows, ruled("a", "b", False))
    assert len(found) == 2
    assert not any({"a", "b"} <= group for group in found)


def test_what_is_one_with_the_one_is_apart_from_the_other() -> None:
    rows = [row(name) for name in "abcd"]
    found = groups(rows, ruled("a", "b", True), ruled("b", "c", False))
    assert not any("c" in group and group & {"a", "b"} for group in found)
    assert any({"a", "b"} <= group for group in found)


def test_rows_without_a_place_follow_rulings_too() -> None:
    text = {**_NOWHERE, "record": 0, "item_id": "itm_one"}
    rows = [row("a", **text), row("b", **text), row("c", **text)]
    assert len(groups(rows)) == 1
    assert not any({"a", "b"} <= group for group in groups(rows, ruled("a", "b", False)))
    assert frozenset({"a", "x"}) in groups([row("a"), row("x", **_NOWHERE)], ruled("x", "a", True))


def test_exact_repeats_may_be_held_to_be_two() -> None:
    again = {"source": "wire", "text": "Shelling"}
    rows = [row("a", **again), row("b", **again)]
    assert len(groups(rows)) == 1
    assert len(groups(rows, ruled("a", "b", False))) == 2


def test_the_order_of_rulings_and_rows_makes_no_difference() -> None:
    rows = [row(name) for name in "abcdef"]
    decisions = [ruled("a", "b", False), ruled("c", "d", False), ruled("b", "e", True)]
    assert groups(rows, *decisions) == groups(rows[::-1], *decisions[::-1])


def test_rulings_that_contradict_are_named() -> None:
    rows = [row(name) for name in "abc"]
    with pytest.raises(InputError, match="Reviewer 1 holds obs_a and obs_c"):
        groups(rows, ruled("a", "b", True), ruled("b", "c", True), ruled("a", "c", False))


def test_a_ruling_on_what_is_not_at_hand_waits() -> None:
    assert len(groups([row("a"), row("b")], ruled("a", "nobody", False))) == 1


def test_who_was_put_there_by_a_reviewer_belongs_there_for_certain() -> None:
    fused = fuse(table(row("a"), row("b")), decisions=(ruled("a", "b", True),))
    assert fused.members.column("p_same_ppm").to_pylist() == [PPM, PPM]


def test_a_part_that_is_split_off_leaves_the_id_with_the_first_report() -> None:
    rows = [row(name, reported_s=k) for k, name in enumerate("abc")]
    before = fuse(table(*rows)).incidents.column("incident_id").to_pylist()
    after = fuse(table(*rows), decisions=(ruled("a", "c", False),))
    of = {m["observation_id"]: m["incident_id"] for m in after.members.to_pylist()}
    assert [of["obs_a"]] == before
    assert of["obs_c"] not in before
