"""Turns of phrase of English agencies, administrations, courts, ministries and features, in other words."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from tests.extract_texts import news_of

from truceline.extract.extract import extract
from truceline.model.mentions import (
    AgreementElement,
    AnyMention,
    EventMention,
    PersonMention,
    PlaceMention,
    Quote,
    Statement,
    TimeMention,
)


def read(text: str) -> tuple[AnyMention, ...]:
    return extract((news_of(text, "2031-03-14"),))


@pytest.mark.parametrize(
    "text", ["Floods struck the town of Brod.", "A storm hit Pell on Monday.", "Cholera has hit Pell since Monday."]
)
def test_what_strikes_and_is_nobodys_act_is_no_fire(text: str) -> None:
    assert [one for one in read(text) if isinstance(one, EventMention)] == []


def test_an_outage_hits_and_a_shell_does() -> None:
    found = [one.event_type for one in read("An outage hit Brod. A shell hit Pell.") if isinstance(one, EventMention)]
    assert found == ["harm.outage", "fire.shelling"]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Pell came under fire from Uragan rocket launchers.", ["Pell"]),
        ("Halmir had 2,100 inhabitants before the war.", ["Halmir"]),
        ("Rodynske: one man killed, two houses damaged.", ["Rodynske"]),
        ("Casualties: one man killed, two houses damaged.", []),
        ("Virel: we shall not leave.", []),
    ],
)
def test_places_by_who_lives_there_and_what_befell_them(text: str, places: list[str]) -> None:
    assert [one.text for one in read(text) if isinstance(one, PlaceMention)] == places


def test_every_sunday_is_no_one_day() -> None:
    found = [one for one in read("She calls every Sunday. He left on Sunday.") if isinstance(one, TimeMention)]
    assert [(one.text, one.from_s is None) for one in found] == [("Sunday", True), ("Sunday", False)]


def test_claims_by_somebody_are_theirs() -> None:
    found = read("Assertions by the militia that the bridge was empty are false.")
    assert [(one.speaker, one.text, one.stance) for one in found if isinstance(one, Statement)] == [
        ("militia", "the bridge was empty", "claims")
    ]
    assert not [one for one in found if isinstance(one, EventMention)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The court convicted Zdravko Peles on Friday. Peles, 58, said nothing.", ["Zdravko Peles", "Peles"]),
        ("Police arrested Two Rivers activists on Friday.", []),
        ("Houses were damaged in Virel, 12, and Halmir, 7, and nobody was hurt.", []),
    ],
)
def test_persons_by_what_is_done_to_them(text: str, names: list[str]) -> None:
    assert [one.text for one in read(text) if isinstance(one, PersonMention)] == names


@pytest.mark.parametrize(
    ("text", "elements"),
    [
        ("The delegations have not published the map of the zone.", [("the map of the zone", "undisclosed")]),
        (
            "The question of who would pay for the patrols is still open.",
            [("who would pay for the patrols", "unresolved")],
        ),
        ("The bakery is still open.", []),
    ],
)
def test_what_is_kept_and_what_is_still_open(text: str, elements: list[tuple[str, str]]) -> None:
    assert [(one.text, one.status) for one in read(text) if isinstance(one, AgreementElement)] == elements


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Mayor of Halmir, on her channel:\n\nFriends, hold on. A shell hit the bakery.", ("Halmir",)),
        (
            "Ivan Ross, head of the Virel Regional Military Administration\n\nGood morning. A shell hit the bakery.",
            ("Virel region",),
        ),
        (
            "HOST: With us from Brod is the deputy mayor, Ana Reyes.\n\nREYES: Hello.\n\nHOST: What happened?\n\n"
            "REYES: A shell hit the bakery.",
            ("Brod",),
        ),
        ("The mayor of Halmir, Ana Reyes, spoke on Friday.\n\nThere was news. A shell hit the bakery.", ()),
    ],
)
def test_whoever_writes_or_answers_tells_of_home(text: str, places: tuple[str, ...]) -> None:
    assert [one.places for one in read(text) if isinstance(one, EventMention)] == [places]


def test_days_before_and_truces_to_come() -> None:
    text = "A bus was hit on 10 March. Two days before that, a depot burned. They agreed to a truce starting Monday."
    days = [datetime.fromtimestamp(one.from_s or 0, UTC).day for one in read(text) if isinstance(one, TimeMention)]
    assert days == [10, 8, 17]


def test_a_calling_is_whoever_was_just_named() -> None:
    found = read('Olga Reyes, 71, heard a whistle. "I fell," the pensioner recalls.')
    assert [one.speaker for one in found if isinstance(one, Quote)] == ["Olga Reyes"]


def test_one_explosive_that_a_drone_drops_is_a_strike() -> None:
    found = [one for one in read("A drone dropped an explosive on a car in Pell.") if isinstance(one, EventMention)]
    assert [(one.event_type, one.places) for one in found] == [("air.drone_strike", ("Pell",))]


@pytest.mark.parametrize(
    "text",
    [
        "In the event of an attack on Pell, schools will close.",
        "Analysts forecast new strikes on Pell.",
        "A raid on Pell was averted.",
        "The minister said strikes on Pell were possible.",
        "Will they shell Pell again?",
    ],
)
def test_what_may_come_or_did_not_is_no_event(text: str) -> None:
    assert [one for one in read(text) if isinstance(one, EventMention)] == []


def test_what_happened_beside_what_may_come_is_one() -> None:
    text = "Shells hit Pell on Monday and further strikes on Brod are possible."
    assert [one.event_type for one in read(text) if isinstance(one, EventMention)] == ["fire.shelling"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Shells fell on Pell before dawn on Wednesday.", "before dawn on Wednesday"),
        ("Shells fell on Pell at dawn on Wednesday.", "dawn on Wednesday"),
    ],
)
def test_before_dawn_keeps_its_before(text: str, words: str) -> None:
    (time,) = (one for one in read(text) if isinstance(one, TimeMention))
    assert time.text == words
    hour = datetime.fromtimestamp(time.from_s or 0, UTC).hour
    assert hour == (2 if words.startswith("before") else 4)


@pytest.mark.parametrize(
    "text",
    [
        "Brod said the army had shelled Pell, a claim Sarn dismissed.",
        "Brod said the army had shelled Pell, an allegation Sarn rejected on Monday.",
    ],
)
def test_a_claim_is_told_with_its_denial(text: str) -> None:
    assert "denies" in [one.stance for one in read(text) if isinstance(one, Statement)]
