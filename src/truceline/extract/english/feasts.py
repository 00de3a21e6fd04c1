"""Forms that name a day without a date: feasts, "the night before last", "late February until 3 March"."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from truceline.extract.calendar import Interval, days, hours, month, month_from, valid_date, week
from truceline.extract.english.dayparts import part_hours
from truceline.extract.english.days import dated, future
from truceline.extract.english.published import month_number
from truceline.extract.english.timereading import Reading
from truceline.extract.english.timewords import DATE, MONTH, PART, YEAR, compiled

_Read = Callable[[re.Match[str], Reading], Interval | None]
_Row = tuple[frozenset[str], re.Pattern[str] | None, re.Pattern[str], _Read]

#: feasts of one date everywhere; those that move, and those whose date is another in each country, are not among them
_FEASTS: dict[str, tuple[int, int]] = {
    "new year's eve": (12, 31),
    "new year's night": (12, 31),
    "new year's day": (1, 1),
    "new year's": (1, 1),
    "new year": (1, 1),
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "christmas": (12, 25),
    "boxing day": (12, 26),
    "orthodox christmas eve": (1, 6),
    "orthodox christmas day": (1, 7),
    "orthodox christmas": (1, 7),
    "halloween": (10, 31),
    "international women's day": (3, 8),
}
_FEAST_WORDS = "|".join(
    sorted(
        (re.escape(" ".join(word.capitalize() for word in name.split())).replace("'", "['’]") for name in _FEASTS),
        key=len,
        reverse=True,
    )
)
_FEAST = compiled(
    rf"""(?<![\w-])(?:(?:[Oo]n|[Aa]t|[Oo]ver|[Bb]efore|[Aa]fter)\s)?(?P<x>(?P<lead>[Ss]ince\s|[Uu]ntil\s|[Bb]y\s)?
    (?:(?:the\s)?(?P<part>{PART})\s(?:of|on|before|after)\s)?(?P<feast>{_FEAST_WORDS})(?:\s(?P<part2>{PART}))?
    (?:,?\s(?P<year>{YEAR}))?)(?![\w-]|\s(?:[Tt]rees?|[Tt]ruces?|[Cc]easefires?|[Gg]ifts?|[Cc]ards?|[Mm]arkets?
    |[Ll]ights|[Ss]peech|[Aa]ddress|[Mm]essage|[Gg]reetings?|[Rr]esolutions?|[Ee]ve|[Hh]olidays?|[Pp]arty))"""
)
_BEFORE_LAST = compiled(
    r"(?<![\w-])(?P<x>[Tt]he\s(?P<unit>night|day|evening|week|weekend|month|year)\sbefore\slast)(?![\w-])"
)
_FORTNIGHT = compiled(
    r"(?<![\w-])(?P<x>(?:(?P<last>(?:[Tt]he\s)?(?:[Pp]ast|[Ll]ast))|(?:[Tt]he\s)?(?P<next>[Nn]ext|[Cc]oming))"
    r"\sfortnight)(?![\w-])"
)
_PART_TO_DATE = compiled(
    rf"""(?:[Ff]rom\s|\b)(?P<x>(?P<part>[Ee]arly|[Mm]id|[Ll]ate)[\s-](?P<month>{MONTH})(?:\s(?P<year>{YEAR}))?
    \s(?:to|until|till|through)\s(?:(?P<b>{DATE})|(?P<part2>early|mid|late)[\s-](?P<month2>{MONTH})
    (?:\s(?P<year2>{YEAR}))?))(?![\w-])"""
)
_WITHIN = compiled(
    r"(?<![\w-])(?:[Ww]ithin|[Ii]n)\s(?P<x>the\s(?P<unit>day|week|month|year)s?\s(?:ahead|to\scome))(?![\w-])"
)
_LENGTH = {"day": 1, "week": 7, "month": 30, "year": 365}
_FEAST_AHEAD = timedelta(days=30)


def _feast(match: re.Match[str], reading: Reading) -> Interval | None:
    name = match["feast"].lower().replace("’", "'")
    if name in ("new year's", "new year") and (match["part2"] or "").lower() == "night":
        name = "new year's night"
    number, day = _FEASTS[name]
    found = valid_date(int(match["year"]), number, day) if match["year"] else _nearest(number, day, reading)
    if found is None:
        return None
    words = match["part"] or match["part2"] or ("night" if name.endswith("night") else None)
    part = part_hours(words)
    told = days(found, found, reading.zone) if part is None else hours(found, *part, reading.zone)
    return reading.since(match["lead"], told)


def _nearest(number: int, day: int, reading: Reading) -> date | None:
    """The last such day, or the next one when that is spoken of or less than a month away."""
    published = reading.published
    if published is None:
        return None
    found = valid_date(published.year, number, day)
    if found is None or found <= published:
        ahead = found is not None and published - found > timedelta(days=30) and future(reading.before)
        return valid_date(published.year + 1, number, day) if ahead else found
    near = found - published <= _FEAST_AHEAD and (future(reading.before) or _WILL.search(reading.after) is not None)
    return found if near or future(reading.before) else valid_date(published.year - 1, number, day)


def _before_last(match: re.Match[str], reading: Reading) -> Interval | None:
    published, unit = reading.published, match["unit"]
    if published is None:
        return None
    if unit in ("night", "evening", "day"):
        day = published - timedelta(days=2)
        part = part_hours(unit)
        return days(day, day, reading.zone) if part is None else hours(day, *part, reading.zone)
    monday, sunday = week(published - timedelta(days=14))
    if unit == "week":
        return days(monday, sunday, reading.zone)
    if unit == "weekend":
        return days(sunday - timedelta(days=1), sunday, reading.zone)
    if unit == "year":
        return days(date(published.year - 2, 1, 1), date(published.year - 2, 12, 31), reading.zone)
    return days(*month(*month_from(published, -2)), reading.zone)


def _fortnight(match: re.Match[str], reading: Reading) -> Interval | None:
    published = reading.published
    if published is None:
        return None
    if match["next"]:
        return days(published, published + timedelta(days=14), reading.zone)
    return days(published - timedelta(days=14), published, reading.zone)


def _part_to_date(match: re.Match[str], reading: Reading) -> Interval | None:
    """ "late February until 3 March": from the first day of the part."""
    published = reading.published
    if match["b"]:
        last = dated(match["b"], published, future(reading.before))
    else:
        number = month_number(match["month2"])
        year = int(match["year2"]) if match["year2"] else None
        if year is None:
            year = None if published is None else published.year - (1 if number > published.month else 0)
        told = None if year is None else _part_days(match["part2"], year, number)
        last = told[1] if told else None
    if last is None:
        return None
    number = month_number(match["month"])
    year = int(match["year"]) if match["year"] else last.year - (1 if number > last.month else 0)
    first = _part_days(match["part"].lower(), year, number)[0]
    return days(first, last, reading.zone) if first <= last else None


def _part_days(which: str, year: int, number: int) -> tuple[date, date]:
    first, last = month(year, number)
    begin, stop = {"early": (1, 10), "mid": (11, 20), "late": (21, last.day)}[which]
    return first.replace(day=begin), first.replace(day=stop)


def _to_come(match: re.Match[str], reading: Reading) -> Interval | None:
    published = reading.published
    if published is None:
        return None
    return days(published, published + timedelta(days=_LENGTH[match["unit"]]), reading.zone)


_WILL = re.compile(r"^[^.;:]{0,50}?\b(?:will|shall|is\sto|are\sto)\b")
_HINT_FEAST = re.compile(r"New\sYear|Christmas|Boxing\sDay|Halloween|Women")
_HINT_LAST = re.compile(r"before\slast")
_HINT_FORTNIGHT = re.compile(r"fortnight")
_HINT_PART_TO_DATE = re.compile(r"(?:arly|id|ate)[\s-]\w+(?:\s\d{4})?\s(?:to|until|till|through)\s")
_HINT_WITHIN = re.compile(r"\s(?:ahead|to\scome)\b")

FEAST_FORMS: tuple[_Row, ...] = (
    (frozenset("f"), _HINT_FEAST, _FEAST, _feast),
    (frozenset("rL"), _HINT_LAST, _BEFORE_LAST, _before_last),
    (frozenset("O"), _HINT_FORTNIGHT, _FORTNIGHT, _fortnight),
    (frozenset("m"), _HINT_PART_TO_DATE, _PART_TO_DATE, _part_to_date),
    (frozenset("rV"), _HINT_WITHIN, _WITHIN, _to_come),
)
