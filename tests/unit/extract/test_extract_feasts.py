"""Days that are told without a date: feasts, the nth, weeks of a month, what is announced for a weekday."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from truceline.extract.extract import extract
from truceline.model.evidence import Document, EvidenceItem, Span
from truceline.model.mentions import TimeMention


def told(*paragraphs: str) -> list[tuple[str, str | None, str | None]]:
    """The words and the interval of each time, of a text published on Thursday, 8 January 2026."""
    item = EvidenceItem("itm_x", "", "", "text/plain", "own", "news", "x.txt", None, 0)
    body, at = [], 0
    for paragraph in paragraphs:
        body.append(Span(at, at + len(paragraph)))
        at += len(paragraph) + 2
    text = "\n\n".join(paragraphs)
    document = Document(item=item, text=text, body=tuple(body), published_day="2026-01-08", language="en")
    found = [mention for mention in extract((document,)) if isinstance(mention, TimeMention)]
    return [(one.text, iso(one.from_s), iso(one.to_s)) for one in found]


def iso(seconds: int | None) -> str | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H")


@pytest.mark.parametrize(
    ("text", "words", "begin", "end"),
    [
        ("On New Year's Eve the town was dark.", "New Year's Eve", "2025-12-31T00", "2026-01-01T00"),
        ("Since Christmas Day no train has run.", "Since Christmas Day", "2025-12-25T00", "2026-01-09T00"),
        ("Orthodox Christmas Eve was quiet.", "Orthodox Christmas Eve", "2026-01-06T00", "2026-01-07T00"),
        ("It fell silent the night before last.", "the night before last", "2026-01-06T20", "2026-01-07T06"),
        ("The week before last was quiet.", "The week before last", "2025-12-22T00", "2025-12-29T00"),
        ("A fortnight ago it was mined.", "A fortnight ago", "2025-12-22T00", "2025-12-29T00"),
        ("They met on the 5th.", "the 5th", "2026-01-05T00", "2026-01-06T00"),
        ("They met on the 19th and left.", "the 19th", "2025-12-19T00", "2025-12-20T00"),
        ("They will meet on the 19th.", "the 19th", "2026-01-19T00", "2026-01-20T00"),
        ("On the morning of the 6th it ended.", "the morning of the 6th", "2026-01-06T05", "2026-01-06T12"),
        ("On Saturday the 3rd no team passed.", "Saturday the 3rd", "2026-01-03T00", "2026-01-04T00"),
        ("It will open in the first week of March.", "the first week of March", "2026-03-01T00", "2026-03-08T00"),
        ("In the last week of November they met.", "the last week of November", "2025-11-24T00", "2025-12-01T00"),
        ("The last weekend of November was calm.", "The last weekend of November", "2025-11-29T00", "2025-12-01T00"),
        ("It ran from late December until 4 January.", "late December until 4 January", "2025-12-21T00",
         "2026-01-05T00"),
        ("Last Thursday the bridge fell.", "Last Thursday", "2026-01-01T00", "2026-01-02T00"),
        ("This Friday, envoys gather.", "This Friday", "2026-01-09T00", "2026-01-10T00"),
        ("On Monday the envoys will meet.", "Monday", "2026-01-12T00", "2026-01-13T00"),
        ("The hearing is set for Monday.", "Monday", "2026-01-12T00", "2026-01-13T00"),
        ("On Monday he said the troops will stay.", "Monday", "2026-01-05T00", "2026-01-06T00"),
        ("It came at six o'clock in the evening.", "six o'clock in the evening", "2026-01-08T18", "2026-01-08T18"),
        ("Over the past three nights it burned.", "the past three nights", "2026-01-05T00", "2026-01-09T00"),
    ],
)  # fmt: skip
def test_days_without_a_date(text: str, words: str, begin: str, end: str) -> None:
    assert told(text) == [(words, begin, end)]


@pytest.mark.parametrize(
    "text", ["The fire began on the 3rd floor.", "The 19th brigade left.", "They lit the Christmas tree."]
)
def test_what_is_no_day(text: str) -> None:
    assert told(text) == []


def test_a_clock_time_is_of_the_day_told_in_the_paragraph_before() -> None:
    clocks = told("The market was hit on Tuesday.", "The first shell fell at 10:40.")
    assert clocks[1] == ("10:40", "2026-01-06T10", "2026-01-06T10")


def test_a_clock_time_is_not_of_a_day_to_come() -> None:
    clocks = told("They will meet on Monday.", "The first shell fell at 10:40.")
    assert clocks[1] == ("10:40", "2026-01-08T10", "2026-01-08T10")
