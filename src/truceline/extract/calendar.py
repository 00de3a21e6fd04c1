"""Local days and hours to UTC intervals, and how long a night is.

Parts of the day, in local hours (conventions of this project, wide enough that the thing told lies inside):
dawn 4–7, morning 5–12, midday 11–14, afternoon 12–18, evening 17–24, night 20–6 of the next day, early 0–8, late 18–24,
overnight 20 of the day before to 8.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta, tzinfo
from functools import lru_cache
from typing import NamedTuple

PARTS: dict[str, tuple[int, int]] = {
    "dawn": (4, 7),
    "daybreak": (4, 7),
    "sunrise": (4, 8),
    "morning": (5, 12),
    "midday": (11, 14),
    "noon": (11, 13),
    "afternoon": (12, 18),
    "dusk": (16, 21),
    "sunset": (16, 21),
    "evening": (17, 24),
    "night": (20, 30),
    "midnight": (23, 25),
    "early": (0, 8),
    "late": (18, 24),
    "overnight": (-4, 8),
}


#: years whose days can be moved by a week and a zone and still be told; before 2 and after 9997 nobody reports
YEARS = range(2, 9_998)
#: day on which the full-scale invasion of Ukraine began, since which reports of every language count
INVASION = date(2022, 2, 24)


class Interval(NamedTuple):
    """UTC epoch seconds, half-open."""

    from_s: int
    to_s: int


def hours(day: date, first: int, last: int, zone: tzinfo) -> Interval:
    """Local hours of a day; hours below 0 and above 24 are those of the neighbouring days."""
    return Interval(_at_hour(day, first, zone), _at_hour(day, last, zone))


@lru_cache(maxsize=4_096)
def days(first: date, last: date, zone: tzinfo) -> Interval:
    """From the first local midnight of `first` to the last one of `last` (both days inside)."""
    return Interval(_at_hour(first, 0, zone), _at_hour(last + timedelta(days=1), 0, zone))


def minute(day: date, hour: int, minutes: int, zone: tzinfo) -> int:
    """A local clock time in UTC. A time that a clock change skips is read as if the clock had not changed yet."""
    extra, hour = divmod(hour, 24)
    local = datetime(day.year, day.month, day.day, hour, minutes, tzinfo=zone) + timedelta(days=extra)
    return int(local.timestamp())


@lru_cache(maxsize=4_096)
def _at_hour(day: date, hour: int, zone: tzinfo) -> int:
    shift, within = divmod(hour, 24)
    return minute(day + timedelta(days=shift), within, 0, zone)


def weekday_before(published: date, weekday: int) -> date:
    """The latest such weekday up to the day of publication: "Thursday" on a Thursday is that day."""
    return published - timedelta(days=(published.weekday() - weekday) % 7)


def weekday_after(published: date, weekday: int) -> date:
    """The next such weekday after the day of publication."""
    return published + timedelta(days=(weekday - published.weekday() - 1) % 7 + 1)


def week(published: date) -> tuple[date, date]:
    """Monday and Sunday of the week of a day."""
    monday = published - timedelta(days=published.weekday())
    return monday, monday + timedelta(days=6)


def month(year: int, number: int) -> tuple[date, date]:
    """First and last day of a month."""
    first = date(year, number, 1)
    following = date(year + number // 12, number % 12 + 1, 1)
    return first, following - timedelta(days=1)


def month_from(day: date, step: int) -> tuple[int, int]:
    """Year and number of the month so many after that of a day; before it, where `step` is negative."""
    year, index = divmod(day.year * 12 + day.month - 1 + step, 12)
    return year, index + 1


def valid_date(year: int, number: int, day: int) -> date | None:
    """The date, or null where there is none (31 April), or none that has days around it (the year 9999)."""
    try:
        return date(year, number, day) if year in YEARS else None
    except ValueError:
        return None
