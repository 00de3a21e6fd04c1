"""Crossing points that close and open, in three languages; and what else is closed and opened."""

from __future__ import annotations

import pytest
from tests.unit.extract.slavic.test_slavic_events import read
from tests.unit.extract.test_extract_events import events

CLOSED, OPENED = "crossing_point.closed", "crossing_point.opened"


@pytest.mark.parametrize(
    ("text", "kind", "place"),
    [
        ("The crossing point at Zolote was closed on Tuesday after shelling.", CLOSED, "Zolote"),
        ("Authorities closed the Mayorske crossing on Monday.", CLOSED, None),
        ("The Erez crossing reopened to aid lorries on Sunday.", OPENED, None),
        ("The army shut the border crossing near Pell on Monday.", CLOSED, "Pell"),
        ("The entry-exit checkpoint in Hnutove was opened for pedestrians.", OPENED, "Hnutove"),
        ("Closure of the border crossing in Pell left hundreds of people waiting.", CLOSED, "Pell"),
    ],
)
def test_english(text: str, kind: str, place: str | None) -> None:
    told = [one for one in events(text) if one.event_type.startswith("crossing_point")]
    assert [one.event_type for one in told] == [kind]
    assert place is None or any(place in word for word in told[0].places)


@pytest.mark.parametrize(
    "text",
    [
        "The school in Pell was closed on Tuesday.",
        "Police opened an investigation at the crossing point in Pell.",
        "Troops opened fire at the crossing point in Pell.",
        "The crossing point at Pell will be closed on Friday.",
        "The crossing point at Pell was not closed.",
        "The talks in Pell closed without an agreement.",
        "A car was hit at a railway crossing in Pell while shops were closed.",
    ],
)
def test_what_closes_no_crossing_point_in_english(text: str) -> None:
    assert not [one for one in events(text) if one.event_type.startswith("crossing_point")]


@pytest.mark.parametrize(
    ("language", "text", "kind", "place"),
    [
        ("uk", "КПВВ «Золоте» закрито після обстрілу.", CLOSED, None),
        ("uk", "Учора прикордонники закрили пункт пропуску в Гнутовому.", CLOSED, "Гнутовому"),
        ("uk", "Пункт пропуску в Гнутовому відновив роботу.", OPENED, "Гнутовому"),
        ("uk", "КПВВ у Станиці Луганській відкрили для пішоходів.", OPENED, "Станиці Луганській"),
        ("ru", "КПВВ «Золотое» закрыт после обстрела.", CLOSED, None),
        ("ru", "Пограничники закрыли пункт пропуска в Гнутово.", CLOSED, "Гнутово"),
        ("ru", "Пункт пропуска в Гнутово возобновил работу.", OPENED, "Гнутово"),
        ("ru", "Работу пункта пропуска в Еленовке приостановили.", CLOSED, "Еленовке"),
    ],
)
def test_ukrainian_and_russian(language: str, text: str, kind: str, place: str | None) -> None:
    told = [one for one in read(text, language) if one.event_type.startswith("crossing_point")]  # type: ignore[arg-type]
    assert [one.event_type for one in told] == [kind]
    assert place is None or any(place in word for word in told[0].places)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("uk", "Школу в Гнутовому закрито через обстріл."),
        ("uk", "Біля пункту пропуску в Гнутовому відкрили вогонь."),
        ("uk", "Пункт пропуску в Гнутовому планують відкрити навесні."),
        ("uk", "Пункт пропуску в Гнутовому не закривали."),
        ("ru", "Школу в Гнутово закрыли из-за обстрела."),
        ("ru", "У пункта пропуска в Гнутово открыли огонь."),
        ("ru", "Пункт пропуска в Гнутово откроют весной."),
        ("ru", "Стороны прекратили огонь у пункта пропуска в Гнутово."),
    ],
)
def test_what_closes_no_crossing_point_there(language: str, text: str) -> None:
    assert not [one for one in read(text, language) if one.event_type.startswith("crossing_point")]  # type: ignore[arg-type]
