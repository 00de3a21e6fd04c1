"""A day and its hours, two ends of a stretch, "since" and deadlines are one expression each."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from tests.extract_texts import news_of

from truceline.extract.extract import extract
from truceline.model.mentions import TimeMention


def spans(text: str, language: str, published: str = "2026-01-08") -> list[tuple[str, str]]:
    document = news_of(text, published, language)
    found = [one for one in extract([document]) if isinstance(one, TimeMention)]
    return [(_iso(one.from_s), _iso(one.to_s)) for one in found]


def _iso(seconds: int | None) -> str:
    return "" if seconds is None else datetime.fromtimestamp(seconds, UTC).strftime("%m-%dT%H:%M")


@pytest.mark.parametrize(
    ("text", "begin", "end"),
    [
        ("A pause will hold on 12 January from 10:00 to 14:00.", "01-12T10:00", "01-12T14:00"),
        ("A pause will hold on 12 January between 10:00 and 14:00.", "01-12T10:00", "01-12T14:00"),
        ("Between 22:00 on 6 January and 06:30 this morning drones came.", "01-06T22:00", "01-08T06:30"),
        ("Power is cut from 16:00 today to midnight on Saturday.", "01-08T16:00", "01-11T00:00"),
        ("Power is cut between 17:00 and 21:00 today.", "01-08T17:00", "01-08T21:00"),
        ("On Tuesday boats came between 2 p.m. and 4 p.m. that day.", "01-06T00:00", "01-07T00:00"),
        ("Since early morning guns have fired.", "01-08T03:00", "01-09T00:00"),
        ("Guns have fired since spring, they said.", "03-01T00:00", "01-09T00:00"),
        ("They must leave before the end of the year.", "01-08T00:00", "01-01T00:00"),
        ("Earlier in the day a shell fell.", "01-08T00:00", "01-09T00:00"),
    ],
)
def test_in_english(text: str, begin: str, end: str) -> None:
    assert spans(text, "en")[0] == (begin, end)


def test_hours_of_that_day_are_told_once() -> None:
    told = spans("On Tuesday boats came between 2 p.m. and 4 p.m. that day.", "en")
    assert told[1:] == [("01-06T14:00", "01-06T16:00")]


@pytest.mark.parametrize(
    "text",
    ["The summer was hot.", "He is called Winter.", "The spring offensive failed.", "They sang in the winter palace."],
)
def test_a_season_that_dates_nothing(text: str) -> None:
    assert spans(text, "en") == []


def test_two_days_that_no_stretch_joins_stay_two() -> None:
    assert len(spans("Shells fell on Monday and on Tuesday they fell again.", "en")) == 2


@pytest.mark.parametrize(
    ("language", "text", "begin", "end"),
    [
        ("ru", "Встреча пройдёт в двадцатых числах января.", "01-20T00:00", "02-01T00:00"),
        ("ru", "За три последних дня погибли 12 человек.", "01-05T00:00", "01-09T00:00"),
        ("ru", "Взрыв прогремел в третьем часу ночи.", "01-08T02:00", "01-08T03:00"),
        ("ru", "После 1 января погибли 12 человек.", "01-01T00:00", "01-09T00:00"),
        ("ru", "Ремонт закончат к выходным, сообщили чиновники.", "01-08T00:00", "01-10T00:00"),
        ("ru", "Ремонт закончат в ближайшие два дня, сообщили чиновники.", "01-08T00:00", "01-11T00:00"),
        ("ru", "Ремонт закончат до конца дня, сообщили чиновники.", "01-08T00:00", "01-09T00:00"),
        ("ru", "Ремонт закончат к осени, сообщили чиновники.", "01-08T00:00", "09-01T00:00"),
        ("uk", "Після 1 січня загинули 12 людей.", "01-01T00:00", "01-09T00:00"),
        ("uk", "Ремонт мають завершити не пізніше понеділка.", "01-08T00:00", "01-13T00:00"),
        ("uk", "Ремонт триватиме протягом найближчих двох тижнів.", "01-08T00:00", "01-23T00:00"),
        ("uk", "Ремонт триває з осені, повідомили в адміністрації.", "09-01T00:00", "01-09T00:00"),
    ],
)
def test_in_ukrainian_and_russian(language: str, text: str, begin: str, end: str) -> None:
    assert spans(text, language)[0] == (begin, end)
