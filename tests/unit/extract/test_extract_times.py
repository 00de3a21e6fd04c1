"""Time expressions as UTC intervals, read in the reporting zone."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from tests.extract_texts import news_of

from truceline.extract.extract import ExtractParams, extract, params_of
from truceline.model.errors import UsageError
from truceline.model.mentions import TimeMention

#: a Thursday
DAY = "2026-01-08"


def times(text: str, zone: str = "UTC", day: str | None = DAY, published_s: int | None = None) -> list[TimeMention]:
    document = news_of(text, day, "en", published_s=published_s)
    return [found for found in extract((document,), ExtractParams(time_zone=zone)) if isinstance(found, TimeMention)]


def iso(seconds: int | None) -> str | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M")


@pytest.mark.parametrize(
    ("text", "words", "begin", "end"),
    [
        ("It began on Thursday.", "Thursday", "2026-01-08T00:00", "2026-01-09T00:00"),
        ("Power was restored by Tuesday noon.", "by Tuesday noon", "2026-01-06T11:00", "2026-01-06T13:00"),
        ("They must leave by Friday.", "by Friday", "2026-01-09T00:00", "2026-01-10T00:00"),
        ("From Saturday, 3 January, until the following Tuesday it was quiet.",
         "From Saturday, 3 January, until the following Tuesday", "2026-01-03T00:00", "2026-01-07T00:00"),
        ("It was the night between Sunday and Monday.", "the night between Sunday and Monday", "2026-01-04T20:00",
         "2026-01-05T06:00"),
        ("By eleven the town was empty.", "eleven", "2026-01-08T11:00", "2026-01-08T11:01"),
        ("It ended at half past six in the evening.", "half past six in the evening", "2026-01-08T18:30",
         "2026-01-08T18:31"),
        ("It began on Friday.", "Friday", "2026-01-02T00:00", "2026-01-03T00:00"),
        ("They will meet on Friday.", "Friday", "2026-01-09T00:00", "2026-01-10T00:00"),
        ("It began earlier this week.", "earlier this week", "2026-01-05T00:00", "2026-01-08T00:00"),
        ("It began this week.", "this week", "2026-01-05T00:00", "2026-01-12T00:00"),
        ("It began yesterday.", "yesterday", "2026-01-07T00:00", "2026-01-08T00:00"),
        ("It began overnight.", "overnight", "2026-01-07T20:00", "2026-01-08T08:00"),
        ("It began on Tuesday evening.", "Tuesday evening", "2026-01-06T17:00", "2026-01-07T00:00"),
        ("It began late on Monday.", "late on Monday", "2026-01-05T18:00", "2026-01-06T00:00"),
        ("It began on Jan. 3.", "Jan. 3", "2026-01-03T00:00", "2026-01-04T00:00"),
        ("It began on 30 December.", "30 December", "2025-12-30T00:00", "2025-12-31T00:00"),
        ("It began on January 3, 2025.", "January 3, 2025", "2025-01-03T00:00", "2025-01-04T00:00"),
        ("It began in October 2023.", "October 2023", "2023-10-01T00:00", "2023-11-01T00:00"),
        ("It began in 2014.", "2014", "2014-01-01T00:00", "2015-01-01T00:00"),
        ("It began on 2026-01-03T22:10Z.", "2026-01-03T22:10Z", "2026-01-03T22:10", "2026-01-03T22:11"),
        ("It began two days ago.", "two days ago", "2026-01-06T00:00", "2026-01-07T00:00"),
        ("It began at 22:10 on Tuesday.", "22:10 on Tuesday", "2026-01-06T22:10", "2026-01-06T22:11"),
        ("It was heard from 23:30 to 00:20 on Monday.", "from 23:30 to 00:20 on Monday", "2026-01-05T23:30",
         "2026-01-06T00:20"),
        ("It began in the night of 2-3 January.", "the night of 2-3 January", "2026-01-02T20:00", "2026-01-03T06:00"),
        ("It began last week.", "last week", "2025-12-29T00:00", "2026-01-05T00:00"),
        ("It began on 31 April 2025 in the town.", "31 April 2025", None, None),
        ("It began at 0600 GMT on Tuesday.", "0600 GMT on Tuesday", "2026-01-06T06:00", "2026-01-06T06:01"),
        ("It began at 6 a.m. EET on Tuesday.", "6 a.m. EET on Tuesday", "2026-01-06T04:00", "2026-01-06T04:01"),
        ("It began at 6 a.m. (0400 GMT) on Monday.", "6 a.m. (0400 GMT) on Monday", "2026-01-05T04:00",
         "2026-01-05T04:01"),
        ("It began at 2 p.m. Kyiv time on 7 January.", "2 p.m. Kyiv time on 7 January", "2026-01-07T12:00",
         "2026-01-07T12:01"),
        ("Between the evenings of 5 and 6 January it was calm.", "Between the evenings of 5 and 6 January",
         "2026-01-05T19:30", "2026-01-06T19:30"),
        ("It went on from 28 December to 3 January.", "28 December to 3 January", "2025-12-28T00:00",
         "2026-01-04T00:00"),
        ("It went on from Monday to Wednesday.", "from Monday to Wednesday", "2026-01-05T00:00", "2026-01-08T00:00"),
        ("It will last until 5 February.", "until 5 February", "2026-01-08T00:00", "2026-02-06T00:00"),
        ("It has been so since Monday.", "since Monday", "2026-01-05T00:00", "2026-01-09T00:00"),
        ("Five came in the past 24 hours.", "the past 24 hours", "2026-01-07T00:00", "2026-01-09T00:00"),
        ("It fell shortly after midnight.", "shortly after midnight", "2026-01-08T00:00", "2026-01-08T01:00"),
        ("It went on overnight into Tuesday.", "overnight into Tuesday", "2026-01-05T20:00", "2026-01-06T08:00"),
        ("It began in the early hours of Monday.", "the early hours of Monday", "2026-01-05T00:00",
         "2026-01-05T06:00"),
        ("It began in mid-March.", "mid-March", "2025-03-11T00:00", "2025-03-21T00:00"),
        ("It began late last month.", "late last month", "2025-12-21T00:00", "2026-01-01T00:00"),
        ("It began in the spring of 2023.", "the spring of 2023", "2023-03-01T00:00", "2023-06-01T00:00"),
        ("It began in the third quarter of 2024.", "the third quarter of 2024", "2024-07-01T00:00",
         "2024-10-01T00:00"),
        ("It was so in the 1990s.", "1990s", "1990-01-01T00:00", "2000-01-01T00:00"),
        ("It went on in the week of 29 December.", "week of 29 December", "2025-12-29T00:00", "2026-01-05T00:00"),
        ("It began on 13/12/2025.", "13/12/2025", "2025-12-13T00:00", "2025-12-14T00:00"),
        ("It was so from 6 p.m. on 6 January to 6 a.m. on 7 January.", "6 p.m. on 6 January to 6 a.m. on 7 January",
         "2026-01-06T18:00", "2026-01-07T06:00"),
        ("It was so in the 24 hours to 19:30 on 7 January.", "24 hours to 19:30 on 7 January", "2026-01-06T19:30",
         "2026-01-07T19:30"),
        ("It was so in the third quarter.", "the third quarter", "2025-07-01T00:00", "2025-10-01T00:00"),
        ("It began earlier in the month.", "earlier in the month", "2026-01-01T00:00", "2026-01-08T00:00"),
        ("By Wednesday six had been heard.", "By Wednesday", "2026-01-07T00:00", "2026-01-08T00:00"),
        ("By Friday they should leave.", "By Friday", "2026-01-09T00:00", "2026-01-10T00:00"),
        ("It began in the first week of December.", "the first week of December", "2025-12-01T00:00",
         "2025-12-08T00:00"),
        ("It was so in the last two weeks of March 2025.", "the last two weeks of March 2025", "2025-03-18T00:00",
         "2025-04-01T00:00"),
        ("It was so in the first three months of 2025.", "the first three months of 2025", "2025-01-01T00:00",
         "2025-04-01T00:00"),
        ("It began on the last Friday of December.", "the last Friday of December", "2025-12-26T00:00",
         "2025-12-27T00:00"),
        ("It began on the 5th.", "the 5th", "2026-01-05T00:00", "2026-01-06T00:00"),
        ("It began on the 19th, they said.", "the 19th", "2025-12-19T00:00", "2025-12-20T00:00"),
        ("They will meet on the 19th.", "the 19th", "2026-01-19T00:00", "2026-01-20T00:00"),
        ("It began in early 2025.", "2025", "2025-01-01T00:00", "2025-04-01T00:00"),
        ("It began in the second half of 2024.", "2024", "2024-07-01T00:00", "2025-01-01T00:00"),
        ("They must leave by the end of 2026.", "2026", "2026-01-08T00:00", "2027-01-01T00:00"),
        ("It began late last year.", "late last year", "2025-10-01T00:00", "2026-01-01T00:00"),
        ("It began early last week.", "early last week", "2025-12-29T00:00", "2026-01-01T00:00"),
        ("It began on Tuesday of last week.", "Tuesday of last week", "2025-12-30T00:00", "2025-12-31T00:00"),
        ("It was so between 2 and 4 p.m. on Tuesday.", "between 2 and 4 p.m. on Tuesday", "2026-01-06T14:00",
         "2026-01-06T16:00"),
        ("It was so from 11 to 1 p.m. on Tuesday.", "from 11 to 1 p.m. on Tuesday", "2026-01-06T11:00",
         "2026-01-06T13:00"),
        ("It went on overnight from Monday to Tuesday.", "overnight from Monday to Tuesday", "2026-01-05T20:00",
         "2026-01-06T08:00"),
        ("It was so in October–November 2025.", "October–November 2025", "2025-10-01T00:00", "2025-12-01T00:00"),
        ("It began yesterday at 14:00.", "yesterday at 14:00", "2026-01-07T14:00", "2026-01-07T14:01"),
        ("They will leave at 09:00 the next day.", "09:00 the next day", "2026-01-09T09:00", "2026-01-09T09:01"),
        ("They meet on 20 January as planned.", "20 January", "2026-01-20T00:00", "2026-01-21T00:00"),
    ],
)  # fmt: skip
def test_time(text: str, words: str, begin: str | None, end: str | None) -> None:
    (found,) = times(text)
    assert (found.text, iso(found.from_s), iso(found.to_s)) == (words, begin, end)


def test_a_day_told_is_what_the_next_ones_are_counted_from() -> None:
    text = "It began on Monday. The previous day it was calm. On the same day rain fell. Two days later it ended."
    assert [iso(found.from_s) for found in times(text)] == [
        "2026-01-05T00:00",
        "2026-01-04T00:00",
        "2026-01-04T00:00",
        "2026-01-06T00:00",
    ]


def test_a_clock_time_is_of_the_day_told_in_its_paragraph() -> None:
    first, second = times("On Tuesday the army left. At 22:10 a shell fell.")
    assert (iso(first.from_s), iso(second.from_s)) == ("2026-01-06T00:00", "2026-01-06T22:10")


def test_the_order_of_day_and_month_is_that_of_the_other_dates() -> None:
    assert iso(times("It was on 3/5/2025 and on 3/25/2025.")[0].from_s) == "2025-03-05T00:00"
    assert iso(times("It was on 3/5/2025 and on 25/3/2025.")[0].from_s) == "2025-05-03T00:00"


def test_the_last_hours_are_told_to_the_second_where_the_instant_is_known() -> None:
    instant = int(datetime(2026, 1, 7, 18, 0, tzinfo=UTC).timestamp())
    (found,) = times("Five came in the past 24 hours.", day=None, published_s=instant)
    assert (iso(found.from_s), iso(found.to_s)) == ("2026-01-06T18:00", "2026-01-07T18:00")


@pytest.mark.parametrize(
    "text",
    [
        "They may march in step.",
        "The sun rose and we sat.",
        "In second place was the army.",
        "It took three hours.",
        "A 24-hour ultimatum, 24/7.",
        "They won 3-0.",
        "It fell on the 5th floor.",
        "It was held by the 18th brigade.",
        "It was the first week of the truce.",
        "They sent 2 and 4 pumps.",
        "The Sun and May Day.",
    ],
)
def test_no_time(text: str) -> None:
    assert times(text) == []


def test_the_zone_moves_the_day() -> None:
    (found,) = times("It began on Thursday.", zone="Europe/Kyiv")
    assert iso(found.from_s) == "2026-01-07T22:00"


def test_a_day_of_23_hours() -> None:
    (found,) = times("It began on 29 March 2026.", zone="Europe/Kyiv")
    assert found.from_s is not None and found.to_s is not None
    assert found.to_s - found.from_s == 23 * 3600


def test_the_day_of_publication_is_taken_from_the_byline_where_the_document_has_none() -> None:
    found = times("By AFP | Jan. 8, 2026\n\nIt began on Tuesday in the north of the country.", day=None)
    assert iso(found[-1].from_s) == "2026-01-06T00:00"


def test_without_a_day_of_publication_a_weekday_stays_null() -> None:
    (found,) = times("It began on Tuesday.", day=None)
    assert (found.from_s, found.to_s, found.confidence_ppm) == (None, None, 500_000)


def test_the_day_of_an_instant_is_the_local_one() -> None:
    instant = int(datetime(2026, 1, 7, 23, 0, tzinfo=UTC).timestamp())
    (found,) = times("It began today.", zone="Europe/Kyiv", day=None, published_s=instant)
    assert iso(found.from_s) == "2026-01-07T22:00"


@pytest.mark.parametrize("zone", ["Europe/Nowhere", "", "../etc/passwd"])
def test_an_unknown_zone_is_refused(zone: str) -> None:
    with pytest.raises(UsageError):
        params_of(zone)
