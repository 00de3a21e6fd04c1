"""Stretches of days: this week, last month, the past 24 hours, mid-March, spring, a quarter, the 1990s."""

from __future__ import annotations

import re
from datetime import date, timedelta, tzinfo

from truceline.extract.calendar import PARTS, YEARS, Interval, days, hours, month, week, weekday_after, weekday_before
from truceline.extract.english.numbers import small_number

#: "six weeks ago" is not that day: half the unit either way
_AGO_DAYS = {
    "day": (1, 0),
    "night": (1, 0),
    "week": (7, 3),
    "fortnight": (14, 3),
    "month": (30, 15),
    "year": (365, 183),
    "decade": (3650, 1825),
}
_LENGTH = {
    "minute": 0,
    "hour": 0,
    "day": 1,
    "night": 1,
    "week": 7,
    "fortnight": 14,
    "month": 30,
    "year": 365,
    "decade": 3650,
}
_SEASON_FIRST = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_VAGUE = ("several", "a few", "some")


def relative_day(words: str, part: str | None, published: date, zone: tzinfo) -> Interval | None:
    """Today, yesterday, tomorrow, tonight, last night, overnight, this morning."""
    yesterday, tomorrow = published - timedelta(days=1), published + timedelta(days=1)
    words = words.removeprefix("early ").removeprefix("late ").removeprefix("earlier ").removeprefix("later ")
    if words in ("today", "yesterday", "tomorrow", "on the day"):
        day = {"yesterday": yesterday, "tomorrow": tomorrow}.get(words, published)
        return hours(day, *PARTS[part], zone) if part in PARTS else days(day, day, zone)
    if words == "the day before yesterday":
        return days(published - timedelta(days=2), published - timedelta(days=2), zone)
    if words == "the day after tomorrow":
        return days(tomorrow + timedelta(days=1), tomorrow + timedelta(days=1), zone)
    if words == "tonight":
        return hours(published, *PARTS["night"], zone)
    if words == "last night":
        return hours(yesterday, *PARTS["night"], zone)
    if words == "overnight":
        return hours(published, *PARTS["overnight"], zone)
    unit = words.rpartition(" ")[2]
    if words.startswith("this ") and unit in PARTS:
        return hours(published, *PARTS[unit], zone)
    return None


def calendar_period(which: str, unit: str, published: date, zone: tzinfo) -> Interval | None:
    """This, last, next, past and "earlier this" week, weekend, month, year or season."""
    if unit == "weekend":
        saturday = weekday_after(published, 5) if which in ("next", "coming") else weekday_before(published, 5)
        return days(saturday, saturday + timedelta(days=1), zone)
    if unit in _SEASON_FIRST:
        return _season_of(which, unit, published, zone)
    first, last, before, after = _period(unit, published)
    if which == "earlier this":  # up to the day before, unless the period has only begun
        return days(first, published - timedelta(days=1) if published > first else published, zone)
    if which == "later this":
        return days(published, last, zone)
    if which in ("past", "preceding"):
        return days(published - (last - first), published, zone)
    if which == "coming":
        return days(published + timedelta(days=1), published + timedelta(days=1) + (last - first), zone)
    return days(*{"last": before, "previous": before, "next": after}.get(which, (first, last)), zone)


_Days = tuple[date, date]


def _period(unit: str, published: date) -> tuple[date, date, _Days, _Days]:
    """First and last day of the period of a day, the one before and the one after."""
    if unit == "week":
        first, last = week(published)
        step = timedelta(days=7)
        return first, last, (first - step, last - step), (first + step, last + step)
    if unit == "month":
        first, last = month(published.year, published.month)
        before, after = first - timedelta(days=1), last + timedelta(days=1)
        return first, last, month(before.year, before.month), month(after.year, after.month)
    if unit == "quarter":
        return _quarters(published)
    return (
        date(published.year, 1, 1),
        date(published.year, 12, 31),
        _year(published.year - 1),
        _year(published.year + 1),
    )


def _year(number: int) -> _Days:
    return date(number, 1, 1), date(number, 12, 31)


def _quarters(published: date) -> tuple[date, date, _Days, _Days]:
    number = (published.month - 1) // 3
    first, last = _quarter(published.year, number)
    return first, last, _quarter(published.year, number - 1), _quarter(published.year, number + 1)


def _quarter(year: int, number: int) -> _Days:
    year, number = year + number // 4, number % 4
    return month(year, 3 * number + 1)[0], month(year, 3 * number + 3)[1]


def quarter(words: str, year: int, zone: tzinfo) -> Interval | None:
    """ "first quarter", "Q3"."""
    number = _QUARTERS.get(words.lower().lstrip("q"))
    return None if number is None else days(*_quarter(year, number - 1), zone)


def season(name: str, year: int, zone: tzinfo) -> Interval:
    """Meteorological: spring is March to May; a winter begins in December of its year."""
    first = _SEASON_FIRST[name]
    end_year, end = year + (first + 1) // 12, (first + 1) % 12 + 1
    return days(date(year, first, 1), month(end_year, end)[1], zone)


def _season_of(which: str, name: str, published: date, zone: tzinfo) -> Interval:
    year = published.year - (1 if name == "winter" and published.month < 3 else 0)
    begun = date(year, _SEASON_FIRST[name], 1) <= published
    if which in ("last", "past", "previous"):
        ended = season(name, year, zone).to_s <= days(published, published, zone).from_s
        return season(name, year if ended else year - 1, zone)
    if which in ("next", "coming"):
        return season(name, year + 1 if begun else year, zone)
    return season(name, year, zone)


def ago(count: str, unit: str, day: date, zone: tzinfo, forward: bool = False) -> Interval | None:
    """ "two days ago", "three weeks earlier", "two days later" from a day."""
    number = counted(count)
    if unit in ("minute", "hour"):
        return days(day, day, zone)
    length, either_way = _AGO_DAYS[unit]
    if number is None:  # several, a few: two to nine of them
        return days(day - timedelta(days=9 * length), day - timedelta(days=2 * length), zone)
    if number * length > 365 * 150:
        return None
    middle = day + timedelta(days=number * length * (1 if forward else -1))
    return days(middle - timedelta(days=either_way), middle + timedelta(days=either_way), zone)


def lately(
    count: str | None, unit: str, published: date, at_s: int | None, zone: tzinfo, ahead: bool
) -> Interval | None:
    """ "in the past 24 hours", "over the last three days", "in the next 48 hours", "in recent days".

    To the second where the second of publication is known; else from as many days before to the end of the day.
    """
    number = counted(count) if count else None
    if number is None:
        number = 7 if unit == "day" else 24 if unit == "hour" else 4
    if unit in ("hour", "minute") and at_s is not None and not ahead:
        return Interval(at_s - number * (3600 if unit == "hour" else 60), at_s)
    length = max(1, -(-number // 24)) if unit == "hour" else number * max(1, _LENGTH[unit])
    if length > 365 * 150:
        return None
    if ahead:
        return days(published, published + timedelta(days=length), zone)
    return days(published - timedelta(days=length), published, zone)


def counted(words: str) -> int | None:
    """ "two", "24", "a couple of"; null for "several" and "a few"."""
    plain = " ".join(words.lower().split())
    if plain in _VAGUE:
        return None
    if plain in ("a", "an"):
        return 1
    if plain == "a couple of":
        return 2
    return small_number(re.sub(r"^(?:almost|nearly|about|more than)\s", "", plain))


def part_of_month(which: str, year: int, number: int, zone: tzinfo) -> Interval:
    """Early: to the 10th; mid: 11th to 20th; late: from the 21st; halves at the 15th."""
    first, last = month(year, number)
    spans = {
        "early": (1, 10),
        "mid": (11, 20),
        "late": (21, last.day),
        "first half": (1, 15),
        "second half": (16, last.day),
        "beginning": (1, 10),
        "start": (1, 10),
        "middle": (11, 20),
        "end": (21, last.day),
    }
    begin, stop = spans.get(which, (1, last.day))
    return days(first.replace(day=begin), first.replace(day=stop), zone)


#: "early 2024", "at the end of last year": first and last month
_YEAR_PARTS = {
    "early": (1, 3),
    "mid": (5, 8),
    "late": (10, 12),
    "beginning": (1, 2),
    "start": (1, 2),
    "middle": (5, 8),
    "end": (11, 12),
    "first half": (1, 6),
    "second half": (7, 12),
}


def part_of_year(which: str, year: int, zone: tzinfo) -> Interval:
    """Early: to March; mid: May to August; late: from October; beginning and end: two months; halves."""
    first, last = _YEAR_PARTS.get(which, (1, 12))
    return days(date(year, first, 1), month(year, last)[1], zone)


#: "early last week", "the end of next week": first and last day behind Monday
_WEEK_PARTS = {
    "early": (0, 2),
    "beginning": (0, 2),
    "start": (0, 2),
    "first half": (0, 2),
    "middle": (1, 3),
    "late": (3, 6),
    "end": (3, 6),
    "second half": (3, 6),
}


def part_of_week(which: str, monday: date, zone: tzinfo) -> Interval:
    """The first three days, the middle, or the last four."""
    first, last = _WEEK_PARTS.get(which, (0, 6))
    return days(monday + timedelta(days=first), monday + timedelta(days=last), zone)


def decade(words: str, zone: tzinfo) -> Interval | None:
    """ "1990s"."""
    first = int(words[:4])
    return days(date(first, 1, 1), date(first + 9, 12, 31), zone) if first in YEARS else None
