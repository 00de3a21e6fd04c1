"""Which rows of the table of care hold for an incident, and which kinds of source may be named."""

from __future__ import annotations

import pytest

from truceline.model.evidence import PUBLISHED
from truceline.record.publication import MISSION, TABLE, WEEK_H, Care, own_classes, public_classes


@pytest.mark.parametrize(
    ("event_type", "target", "harmed", "more"),
    [
        ("fire.shelling", None, False, ()),
        ("fire.shelling", "military.post", False, ()),
        ("fire.shelling", None, True, ("civilians",)),
        ("fire.shelling", "residential", False, ("civilians",)),
        ("fire.shelling", "hospital", False, ("civilians",)),
        ("fire.shelling", "school", False, ("civilians",)),
        ("fire.shelling", "market", False, ("civilians",)),
        ("fire.shelling", "worship", False, ("civilians",)),
        ("fire.shelling", "heating", False, ("civilians",)),
        ("fire.shelling", "water.pump", False, ("civilians",)),
        ("weapon.heavy", None, False, ("weapons",)),
        ("weapon.heavy", "school", True, ("weapons", "civilians")),
    ],
)
def test_what_the_mission_alone_knows_is_held_like_monitors_and_witnesses_and_what_it_is(
    event_type: str, target: str | None, harmed: bool, more: tuple[str, ...]
) -> None:
    rows = own_classes(event_type, target, harmed)
    assert rows == ("monitors", "witnesses", *more)
    assert all(row in TABLE for row in rows)


def test_witnesses_are_held_exactly_like_monitors_and_nothing_of_ours_is_held_less() -> None:
    assert TABLE["witnesses"].care == TABLE["monitors"].care == Care(3, WEEK_H, 3)
    for row in ("weapons", "civilians"):
        assert TABLE[row].care.with_more(TABLE["monitors"].care) == TABLE[row].care


def test_more_care_is_the_more_careful_in_each_respect() -> None:
    one, other = Care(3, 24, 9), Care(5, 48, 2)
    assert one.with_more(other) == other.with_more(one) == Care(3, 48, 9)


def test_the_missions_own_kinds_of_source_are_never_named() -> None:
    assert public_classes(["patrol", "news", "camera", "alert", "news"]) == ("alert", "news")
    assert public_classes(["patrol", "witness"]) == public_classes([]) == (MISSION,)
    assert public_classes(PUBLISHED) == tuple(sorted(PUBLISHED))
