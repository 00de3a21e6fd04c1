"""Turns of phrase in English that tell where a part of an agreement stands, and what became of a proposal."""

from __future__ import annotations

import pytest
from tests.extract_texts import news_of

from truceline.extract.extract import extract
from truceline.model.mentions import AgreementElement


def parts(text: str) -> list[tuple[str, str]]:
    document = news_of(text, "2026-01-08", "en")
    return [(one.text, one.status) for one in extract([document]) if isinstance(one, AgreementElement)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The depth of the strip is still in dispute.", [("The depth of the strip", "unresolved")]),
        ("How the mission would be paid for was left for later.",
         [("How the mission would be paid for", "unresolved")]),
        ("A plan for joint patrols was tabled by Turkey.", [("A plan for joint patrols", "proposed")]),
        ("A proposal for joint patrols was rejected by the army.", [("joint patrols", "rejected")]),
        ("A proposal for joint patrols won the backing of both teams.", [("joint patrols", "agreed")]),
        ("A proposal to open the port was shelved.", [("open the port", "unresolved")]),
        ("Mediators refused to reveal the terms of an annex on gold.", [("an annex on gold", "undisclosed")]),
        ("Ukraine would consider a ban on drones.", [("a ban on drones", "ready")]),
        ("The list of prisoners is being finalised.", [("The list of prisoners", "unresolved")]),
        ("Both sides committed themselves to sharing mine maps.", [("sharing mine maps", "agreed")]),
        ("The accord bans the use of drones near the line.", [("the use of drones near the line", "agreed")]),
        ("The main obstacle is the status of the port.", [("the status of the port", "unresolved")]),
        ("No details were given of the timetable.", [("the timetable", "undisclosed")]),
        ("Under the deal, the sides will halt all attacks and open the mountain road.",
         [("all attacks", "agreed"), ("the mountain road", "agreed")]),
    ],
)  # fmt: skip
def test_where_it_stands(text: str, told: list[tuple[str, str]]) -> None:
    assert parts(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "Talks stalled on Friday.",
        "The festival was postponed because of the rain.",
        "Residents held out for hours.",
    ],
)
def test_no_part_of_an_agreement(text: str) -> None:
    assert parts(text) == []
