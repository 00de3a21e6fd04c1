"""Classes of mistakes met in English texts of many kinds that nobody had read before, in other words."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from tests.extract_texts import news_of

from truceline.extract.extract import extract
from truceline.model.mentions import EventMention, Mention, PersonMention, PlaceMention, Quote, Statement, TimeMention


def read(text: str) -> tuple[Mention, ...]:
    return extract((news_of(text, "2027-03-10"),))  # a Wednesday


def moment(seconds: int | None) -> str:
    return datetime.fromtimestamp(seconds or 0, UTC).strftime("%Y-%m-%d %H:%M")


def test_a_day_after_is_the_day_before() -> None:
    (event,) = (
        one
        for one in read("Crews searched the ruins in Kharkiv on Monday, a day after a glide bomb hit the building.")
        if isinstance(one, EventMention)
    )
    assert moment(event.start_s) == "2027-03-07 00:00"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("It was the first swap since a truce took effect on Dec. 1. Buses left at 3 p.m.", "2027-03-10 15:00"),
        ("On New Year's night shells hit our street.", "2026-12-31 20:00"),
        ("In the two weeks to 7 March the mission heard 19 shots.", "2027-02-22 00:00"),
    ],
)
def test_when_it_was(text: str, wanted: str) -> None:
    assert moment([one.from_s for one in read(text) if isinstance(one, TimeMention)][-1]) == wanted


def test_what_lasts_is_no_time() -> None:
    assert not [one for one in read("The pause was supposed to last 30 days.") if isinstance(one, TimeMention)]


@pytest.mark.parametrize(
    "text",
    [
        "The patrol safely landed the UAV near Berezove and left.",
        "Yesterday it snowed, and for once nothing exploded in Sumy.",
        "An earlier version of this story said a drone killed three people in Nikopol on Tuesday.",
        "The article incorrectly stated that a missile hit a school in Sumy.",
        "Buses carrying the freed prisoners crossed the border on Monday.",
    ],
)
def test_what_is_no_event(text: str) -> None:
    assert not [one for one in read(text) if isinstance(one, EventMention)]


def test_where_outages_will_be_is_not_where_the_strike_was() -> None:
    text = "Consumers in Chernihiv region will face outages this week after a drone attack on a substation."
    (event,) = (one for one in read(text) if isinstance(one, EventMention))
    assert (event.places, moment(event.start_s)) == ((), "2027-03-09 00:00")


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Ukraine exchanged 157 prisoners on Wednesday in a deal mediated by the Emirates.", "Ukraine"),
        ("The defence ministry said radar had tracked the object after it entered Moldovan airspace.", None),
    ],
)
def test_who_did_it(text: str, actor: str | None) -> None:
    assert [one.alleged_actor for one in read(text) if isinstance(one, EventMention)] == [actor]


def test_she_is_whoever_lost_her_brother() -> None:
    text = "Zarina Bondar, who lost her brother in the strike, waited outside. “It was loud,” she said."
    assert [one.speaker for one in read(text) if isinstance(one, Quote)] == ["Zarina Bondar"]


def test_evidence_says_nothing() -> None:
    text = "The institute has seen no evidence confirming this claim."
    assert not [one for one in read(text) if isinstance(one, Statement)]


def test_papers_letters_and_districts() -> None:
    text = "Fragments fell outside Tudora, Stefan Voda district, he told The Irrawaddy. It shot at its UAVs."
    found = read(text)
    assert not [one for one in found if isinstance(one, PersonMention)]
    names = [one.text for one in found if isinstance(one, PlaceMention)]
    assert not {"Irrawaddy", "UAVs"} & set(names)
    assert "Stefan Voda district" in names


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("The number of people killed in Saturday's strike in Dobropillia has risen to nine after two died.", 9),
        ("The number of dead in Pell rose to 12.", 12),
    ],
)
def test_numbers_that_have_risen(text: str, killed: int) -> None:
    assert [one.killed_low for one in read(text) if isinstance(one, EventMention)] == [killed]


def test_a_drone_dropping_a_grenade() -> None:
    text = "Peacekeepers saw a drone dropping a grenade near Kfar Kila on Monday."
    assert [one.event_type for one in read(text) if isinstance(one, EventMention)] == ["air.drone_strike"]


def test_a_separate_incident_has_another_hour() -> None:
    text = (
        "Drones struck Rylsk at 3 p.m. on Tuesday. In a separate incident, a driver was killed by a mine near Sudzha."
    )
    *_, last = (one for one in read(text) if isinstance(one, EventMention))
    assert (last.end_s or 0) - (last.start_s or 0) == 2 * 86_400


def test_what_a_report_is_called_is_no_dateline() -> None:
    text = "MONITORING MISSION - DAILY REPORT 61. The patrol heard two explosions in Orikhiv."
    assert [one.text for one in read(text) if isinstance(one, PlaceMention)] == ["Orikhiv"]


@pytest.mark.parametrize(
    ("text", "kinds", "killed"),
    [
        ("At least 21 people including a baby were killed when a plane dropped bombs on Pell.", ["air.strike"], 21),
        ("The governor said a drone attack had been repelled in Saratov.", ["air.drone_strike"], None),
        ("Under the draft, seen by the Financial Times, both would pull back heavy artillery.", [], None),
    ],
)
def test_tolls_that_include_and_what_was_seen_by_a_paper(text: str, kinds: list[str], killed: int | None) -> None:
    events = [one for one in read(text) if isinstance(one, EventMention)]
    assert [one.event_type for one in events] == kinds
    assert [one.killed_low for one in events] == [killed] * len(kinds)


def at_ten(text: str) -> tuple[Mention, ...]:
    published_s = int(datetime(2027, 3, 10, 10, tzinfo=UTC).timestamp())
    return extract((news_of(text, "2027-03-10", published_s=published_s),))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Bilozerka was shelled around 22:40.", "2027-03-09 22:30"),
        ("On the night of March 10 drones hit Odesa.", "2027-03-09 20:00"),
        ("The attack began on March 9. As of 09:00, 17 drones were downed.", "2027-03-10 09:00"),
        ("Power will be back at 18:00.", "2027-03-10 18:00"),
    ],
)
def test_hours_that_are_still_to_come_were_yesterday(text: str, wanted: str) -> None:
    assert moment([one.from_s for one in at_ten(text) if isinstance(one, TimeMention)][-1]) == wanted


def test_where_drones_came_from() -> None:
    text = "The enemy attacked with 136 drones from the directions of Kursk, Millerovo and Orel."
    assert {one.role for one in read(text) if isinstance(one, PlaceMention)} == {"origin"}


def test_blast_injuries_are_no_explosion() -> None:
    assert not [one for one in read("All of them have blast injuries.") if isinstance(one, EventMention)]


def test_reports_called_absurd_and_drone_warnings() -> None:
    found = read("The Kremlin called “absurd” reports of a strike on a hospital in Sumy. A drone warning was issued.")
    assert not [one for one in found if isinstance(one, EventMention | Statement)]
