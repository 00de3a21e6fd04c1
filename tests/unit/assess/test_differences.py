"""What changed between two versions is told passage by passage, and nothing else is."""

from __future__ import annotations

from tests.unit.assess.scenes import LINES, agreement, clause, feature, toml, zones

from truceline.assess.differences import differences
from truceline.assess.language import load

_FIRE, _WEAPON = clause('{ act = "fire" }'), clause('{ act = "weapon" }', provision_id="w")


def test_the_same_agreement_does_not_differ() -> None:
    assert differences(agreement(_FIRE), agreement(_FIRE)) == ()
    spaced = _FIRE.replace("{ act", "{   act")
    assert differences(agreement(_FIRE), agreement(spaced)) == ()


def test_clauses_that_came_went_or_changed_are_told_in_their_order() -> None:
    before = agreement(_FIRE + _WEAPON)
    after = agreement(_FIRE.replace('"fire"', '"fire.shelling"') + clause('{ act = "air" }', provision_id="a"))
    found = differences(before, after)
    assert [(one.passage, one.kind) for one in found] == [
        ("clause p", "changed"),
        ("clause w", "removed"),
        ("clause a", "added"),
    ]
    changed = found[0].lines()
    assert sum(line.startswith("- ") for line in changed) == sum(line.startswith("+ ") for line in changed) == 1
    assert any("fire.shelling" in line for line in changed if line.startswith("+ "))


def test_places_are_compared_as_they_are_drawn() -> None:
    moved = [feature("contact", "line", [[36.1, 47.0], [36.1, 49.0]]), *LINES[1:]]
    before, after = agreement(_FIRE), load(toml(_FIRE), zones(*moved), "agreement.toml")
    told = {one.passage: one.after[0] for one in differences(before, after)}
    assert set(told) == {"place contact", "place buffer"}
    assert "km²" in told["place buffer"] and "7." in told["place contact"]
