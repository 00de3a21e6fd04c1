"""Parts of an agreement that no table names: the word that governs them tells that they are parts, and their status."""

from __future__ import annotations

import pytest
from tests.extract_texts import news_of

from truceline.extract.extract import extract
from truceline.model.evidence import Document
from truceline.model.mentions import AgreementElement


def document(text: str) -> Document:
    return news_of(text, "2033-03-16", "en")


def terms(text: str) -> list[tuple[str, str]]:
    return [(one.text, one.status) for one in extract((document(text),)) if isinstance(one, AgreementElement)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "The rebels agreed to open two crossings and to pull their guns back 10 km.",
            [("open two crossings", "agreed"), ("pull their guns back 10 km", "agreed")],
        ),
        ("Both sides accepted a hotline between the commanders.", [("a hotline between the commanders", "agreed")]),
        ("Arvenia is ready to provide escorts for the convoys.", [("escorts for the convoys", "ready")]),
        ("The government is not ready to accept foreign police.", [("foreign police", "rejected")]),
        (
            "Mediators proposed joint patrols along the canal, a shared radio channel and a fund for damaged homes.",
            [
                ("joint patrols along the canal", "proposed"),
                ("a shared radio channel", "proposed"),
                ("a fund for damaged homes", "proposed"),
            ],
        ),
        ("Arvenia demands that the roadblocks be lifted.", [("the roadblocks", "demanded")]),
        ("The minister ruled out any foreign base on the island.", [("any foreign base on the island", "rejected")]),
        ("The militia will not give up its rocket launchers.", [("its rocket launchers", "rejected")]),
        ("Talks on water rights ended without result.", [("water rights", "unresolved")]),
        ("Who will command the joint unit remains open.", [("Who will command the joint unit", "unresolved")]),
        ("Nobody has decided who will pay for the repairs.", [("who will pay for the repairs", "unresolved")]),
        ("The sides left the status of the airport unresolved.", [("the status of the airport", "unresolved")]),
        ("Details of the customs rules have not been made public.", [("the customs rules", "undisclosed")]),
        ("An agreement on oil revenues was reached on Tuesday.", [("oil revenues", "agreed")]),
        ("There is no agreement on the oil revenues.", [("the oil revenues", "unresolved")]),
        ("Arvenia has signed up to the freeze.", [("the freeze", "agreed")]),
        ("Arvenia objects to aerial patrols of the bay.", [("aerial patrols of the bay", "rejected")]),
        ("The militia said it would honour the pause.", [("the pause", "ready")]),
        ("Who would lead the panel is still being argued over.", [("Who would lead the panel", "unresolved")]),
        ("It is not yet clear who will run the port.", [("who will run the port", "unresolved")]),
        ("Under the draft, both armies would pull back their howitzers.", [("their howitzers", "proposed")]),
        ("Under the draft, the howitzers would be pulled back.", [("the howitzers", "proposed")]),
        ("Arvenia says the return of the bodies comes first.", [("the return of the bodies", "demanded")]),
        ("Kestria wants the visa rules.", [("the visa rules", "demanded")]),
    ],
)
def test_the_governing_word_tells_the_part_and_its_status(text: str, found: list[tuple[str, str]]) -> None:
    assert terms(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "The court rejected the appeal.",
        "The mayor offered a grim picture of the damage.",
        "The two delegations have agreed.",
        "The general honoured a fallen soldier.",
        "The ministry rejected the accusation.",
        "The names of the dead were not disclosed.",
        "The protesters demanded clean water.",
        "They agreed to meet again in Geneva on Friday.",
        "The soldiers were ready to fight.",
        "The shelling left four homes open to the sky.",
        "The ministers agreed that pressure had to be kept up.",
        "If the joint patrols are accepted, talks begin.",
        "The governor suggested that drones had come from the north.",
    ],
)
def test_what_is_no_part_of_an_agreement(text: str) -> None:
    assert terms(text) == []
