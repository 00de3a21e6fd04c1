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


def test_what_findings_hang_on_is_compared_and_nothing_that_nobody_drew() -> None:
    before = load(toml(_FIRE), zones(), "agreement.toml")

    def told(text: bytes, drawn: bytes | None = None) -> dict[str, list[str]]:
        after = load(text, drawn or zones(), "agreement.toml")
        changes = differences(before, after)
        return {one.passage: [line for line in one.lines() if line.startswith("+ ")] for one in changes}

    assert "90.9 %" in str(told(toml(_FIRE, "threshold = 0.909"))["head"])
    assert "Europe/Kyiv" in str(told(toml(_FIRE, 'time_zone = "Europe/Kyiv"'))["head"])
    asked = clause('{ all = [{ act = "fire" }, { event = "order" }] }')
    assert "complete for: order" in str(told(toml(asked, 'register_complete = ["order"]'))["head"])
    home = toml(_FIRE).decode().replace("home = [34.0, 48.0]", "home = [38.5, 48.0]").encode()
    assert "home at [38.5, 48]" in str(told(home)["parties"])
    beside = zones(*LINES, feature("far", "zone", [[[41.0, 50.0], [41.1, 50.0], [41.1, 50.1], [41.0, 50.0]]]))
    assert set(told(toml(_FIRE), beside)) == {"places"}
