"""Forms that name a part of a longer stretch: the first week of March, the last two days of 2025, the 19th."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from truceline.extract.calendar import Interval, days, hours, month, month_from, valid_date
from truceline.extract.english.dayparts import part_hours
from truceline.extract.english.days import future
from truceline.extract.english.lexicon import WEEKDAYS
from truceline.extract.english.periods import counted
from truceline.extract.english.published import day_number, month_number
from truceline.extract.english.timereading import Reading
from truceline.extract.english.timewords import COUNT, MONTH, PART, WEEKDAY, YEAR, compiled

_Read = Callable[[re.Match[str], Reading], Interval | None]
_Row = tuple[frozenset[str], re.Pattern[str] | None, re.Pattern[str], _Read]

_ORDER = {"first": 1, "opening": 1, "second": 2, "third": 3, "fourth": 4}
_LAST = frozenset(("last", "final", "closing"))
_SATURDAY = 5
#: "the first days of March", "the last weeks of 2025"
_FEW = {"day": 5, "week": 3, "month": 3}
_LEAD = r"(?P<lead>[Ss]ince\s|[Uu]ntil\s|[Bb]y\s)?"
_PORTION = compiled(
    rf"""(?<![\w-])(?P<x>{_LEAD}(?:[Tt]he\s)?(?P<which>[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ll]ast|[Ff]inal|[Oo]pening
      |[Cc]losing)\s
      (?:(?P<count>\d{{1,2}}|{COUNT})\s)?(?P<unit>day|weekend|week|month|{WEEKDAY})(?P<many>s?)\s(?:of|in)\s
      (?:(?P<month>{MONTH})(?:,?\s(?P<of>{YEAR}))?|(?P<year>{YEAR})
      |(?:(?P<which_one>this|last|next)|the)\s(?P<named>month|year)))(?![\w-])"""
)
#: behind the number of a day comes no noun that it counts: "on the 5th floor"
_NTH = compiled(
    rf"""(?<![\w-])(?:(?:[Oo]n|[Oo]f|[Tt]ill|[Ff]rom|[Bb]efore|[Aa]fter)\s|(?=[Ss]ince|[Uu]ntil|[Bb]y|[Tt]he\s\w|{WEEKDAY}))
    (?P<x>{_LEAD}(?:(?P<weekday>{WEEKDAY}),?\s|(?:the\s)?(?P<part>{PART})\s(?:of|on)\s|(?<=[NnFfEeLlYyMmRr]\s))
    the\s(?P<day>(?:3[01]|[12]\d|[1-9])(?:st|nd|rd|th))(?P<named>\sof\sth(?:e|is)\smonth)?)
    (?:(?<=month)(?!\w)|(?=\s?[.,;:!?)]|\s[-–—]|\s(?:and(?!\s(?:the\s)?\d)|but|the|a|an|they|he|she|it|we|when|after|before
      |in|at|near|that|who|was|were|had|has|have|with|to|until|for|said|told|from|will|would|over|no|there|both|his|her
      |its|their|two|three|four|five|six|seven|eight|nine|ten)\b|$))"""
)


def _portion(match: re.Match[str], reading: Reading) -> Interval | None:
    """ "the first week of March": its first seven days; a weekend by its Saturday; the last month: the whole of it."""
    whole = _whole(match, reading)
    if whole is None:
        return None
    found = _part_of(match, *whole)
    return None if found is None else reading.since(match["lead"], days(*found, reading.zone))


def _part_of(match: re.Match[str], first: date, last: date) -> tuple[date, date] | None:
    """First and last day of the part of a month or a year."""
    which, unit = match["which"].lower(), match["unit"]
    if unit.lower() in WEEKDAYS:
        day = _weekday_in(first, last, int(WEEKDAYS[unit.lower()]), which)
        return None if day is None else (day, day)
    if unit == "weekend":
        saturday = _weekday_in(first, last, _SATURDAY, which)
        return None if saturday is None else (saturday, saturday + timedelta(days=1))
    if unit == "month" and (last - first).days < 31:
        return None
    number = counted(match["count"]) if match["count"] else None
    if number is None:
        number = _FEW[unit] if match["many"] or match["count"] else 1
    if which in _LAST:
        return max(first, _behind(_before(last, unit, number))), last
    skipped = _ORDER[which] - 1
    begin = _behind(_after(first, unit, skipped * number)) if skipped else first
    end = min(last, _after(begin, unit, number))
    return (begin, end) if begin <= end else None


def _whole(match: re.Match[str], reading: Reading) -> tuple[date, date] | None:
    """First and last day of the month or the year that holds the part."""
    published = reading.published
    if match["year"]:
        return date(int(match["year"]), 1, 1), date(int(match["year"]), 12, 31)
    if match["month"]:
        number = month_number(match["month"])
        if match["of"]:
            return month(int(match["of"]), number)
        if published is None:
            return None
        ahead = future(reading.before)
        step = int(ahead and number < published.month) - int(not ahead and number > published.month)
        return month(published.year + step, number)
    if published is None:
        return None
    step = {"last": -1, "next": 1}.get(match["which_one"] or "", 0)
    if match["named"] == "year":
        return date(published.year + step, 1, 1), date(published.year + step, 12, 31)
    return month(*month_from(published, step))


def _after(first: date, unit: str, number: int) -> date:
    """The last day of so many units from a day on."""
    if number == 0:
        return first - timedelta(days=1)
    if unit != "month":
        return first + timedelta(days=number * (7 if unit == "week" else 1) - 1)
    return month(*month_from(first, number - 1))[1]


def _before(last: date, unit: str, number: int) -> date:
    """The day before the first of so many units up to a day."""
    if unit != "month":
        return last - timedelta(days=number * (7 if unit == "week" else 1))
    return month(*month_from(last, 1 - number))[0] - timedelta(days=1)


def _behind(day: date) -> date:
    return day + timedelta(days=1)


def _weekday_in(first: date, last: date, number: int, which: str) -> date | None:
    """ "the last Friday of March"."""
    if which in _LAST:
        return last - timedelta(days=(last.weekday() - number) % 7)
    found = first + timedelta(days=(number - first.weekday()) % 7 + 7 * (_ORDER[which] - 1))
    return found if found <= last else None


def _nth(match: re.Match[str], reading: Reading) -> Interval | None:
    """ "on the 19th": of the month of publication, or of the one beside it on the side of which the verb speaks."""
    published = reading.published
    if published is None:
        return None
    number = day_number(match["day"])
    lead = match[0].split()[0].lower()
    ahead = lead in ("until", "till", "by") or future(reading.before)
    found = _in_month(published, number, 0)
    if match["named"] is None and ahead and (found is None or found < published):
        found = _in_month(published, number, 1)
    elif match["named"] is None and not ahead and (found is None or found > published):
        found = _in_month(published, number, -1)
    if found is None:
        return None
    part = part_hours(match["part"])
    told = days(found, found, reading.zone) if part is None else hours(found, *part, reading.zone)
    return reading.since(match["lead"], told)


def _in_month(anchor: date, number: int, step: int) -> date | None:
    return valid_date(*month_from(anchor, step), number)


_HINT_PORTION = re.compile(
    r"[dwm](?:(?:(?<=\bd)ays?|(?<=\bw)eek(?:end)?s?|(?<=\bm)onths?)\s(?:of|in)\s|(?<=d)ay\s(?:of|in)\s)"
)
_HINT_NTH = re.compile(r"the\s\d{1,2}(?:st|nd|rd|th)\b")

PORTION_FORMS: tuple[_Row, ...] = (
    (frozenset("m"), _HINT_PORTION, _PORTION, _portion),
    (frozenset("y"), _HINT_PORTION, _PORTION, _portion),
    (frozenset("r"), _HINT_PORTION, _PORTION, _portion),
    (frozenset("nM"), _HINT_NTH, _NTH, _nth),
)
