"""Publication dates as newspapers write them: ISO 8601, English, Ukrainian and Russian month names.

A day without a clock time stays a day: midnight is never made up. Numeric dates that may be read two ways (01/02/2026)
are left alone.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone
from typing import NamedTuple
from zoneinfo import ZoneInfo

_MONTHS_EN = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTHS_UK = ["січ", "лют", "бер", "кві", "тра", "чер", "лип", "сер", "вер", "жов", "лис", "гру"]
_MONTHS_RU = ["янв", "фев", "мар", "апр", "мая", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"]
_MONTH = {name: n for months in (_MONTHS_EN, _MONTHS_UK, _MONTHS_RU) for n, name in enumerate(months, 1)} | {"май": 5}
_MONTH_WORD = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|січня|лютого|березня|квітня|травня|червня|липня|серпня|вересня|жовтня|"
    r"листопада|грудня|января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря)\b\.?"
)
_YEAR = r"(?P<year>(?:19|20)\d\d)"
#: every form has a year: to look for one is much cheaper than to search
_CENTURY = re.compile(r"(?:19|20)\d\d")
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_CLOCK = (
    r"(?:(?:T|,?\s+(?:at\s+|о\s+|в\s+)?|\s*[-–|•·]\s*)(?P<hour>\d{1,2})[:.](?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d+)?)?"
    r"\s*(?P<half>[ap]\.?m\.?)?\s*(?P<zone>Z\b|UTC|GMT|CET|CEST|EET|EEST|MSK|EST|EDT|[+-]\d\d:?\d\d)?)?"
)
_FORMS = tuple(
    re.compile(form + _CLOCK, re.IGNORECASE)
    for form in (
        rf"\b{_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)",
        rf"\b{_MONTH_WORD}\s+{_DAY},?\s+{_YEAR}\b(?:\s*р\.|\s*г\.)?",
        rf"\b{_DAY}\s+(?:of\s+)?{_MONTH_WORD},?\s+{_YEAR}\b(?:\s*р\.|\s*г\.|\s*року|\s*года)?",
        rf"\b(?P<day>\d\d)\.(?P<month>\d\d)\.{_YEAR}\b",
    )
)
_ZONE_HOURS = {"z": 0, "utc": 0, "gmt": 0, "cet": 1, "cest": 2, "eet": 2, "eest": 3, "msk": 3, "est": -5, "edt": -4}
_WEEKDAYS = (
    ("monday", "понеділок", "понедельник"),
    ("tuesday", "вівторок", "вторник"),
    ("wednesday", "середу", "среду"),
    ("thursday", "четвер", "четверг"),
    ("friday", "п'ятницю", "п’ятницю", "пятницу"),
    ("saturday", "суботу", "субботу"),
    ("sunday", "неділю", "воскресенье"),
)


class Published(NamedTuple):
    """When something was published: an instant, or only a day; and where the date stands in the words searched."""

    published_s: int | None
    day: str
    start: int
    end: int


def find_date(words: str, time_zone: str) -> Published | None:
    """The first full date (with its year) in `words`; a clock time without a zone is read in `time_zone`."""
    if _CENTURY.search(words) is None:
        return None
    matches = sorted((m for form in _FORMS for m in form.finditer(words)), key=lambda m: (m.start(), -m.end()))
    for match in matches:
        found = _published(match, time_zone)
        if found:
            return found
    return None


def find_day_with_weekday(opening: str) -> Published | None:
    """The day an opening paragraph speaks of ("on Thursday, January 8, 2026") when it is the only full date there.

    The weekday must fit the date. News opens with the day it is written on; an older date rarely has its weekday.
    """
    found = find_date(opening, "UTC")
    if found is None or find_date(opening[found.end :], "UTC"):
        return None
    before = opening[: found.start].lower()
    weekday = _WEEKDAYS[date.fromisoformat(found.day).weekday()]
    if not before.rstrip(" ,(").endswith(weekday):
        return None
    return Published(None, found.day, found.start, found.end)


def _published(match: re.Match[str], time_zone: str) -> Published | None:
    part = match.groupdict()
    month = part["month"]
    number = int(month) if month.isdigit() else _MONTH[month[:3].lower()]
    try:
        day = date(int(part["year"]), number, int(part["day"]))
    except ValueError:
        return None
    return Published(_instant(day, part, time_zone), day.isoformat(), match.start(), match.end())


def _instant(day: date, part: dict[str, str | None], time_zone: str) -> int | None:
    if part["hour"] is None or part["minute"] is None:
        return None
    hour, minute, second = int(part["hour"]), int(part["minute"]), int(part["second"] or 0)
    if part["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if part["half"][0].lower() == "p" else 0)
    if hour > 23 or minute > 59 or second > 59:
        return None
    zone = _zone(part["zone"], time_zone)
    return int(datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=zone).timestamp())


def _zone(written: str | None, time_zone: str) -> timezone | ZoneInfo:
    if written is None:
        return ZoneInfo(time_zone)
    if written[0] in "+-":
        sign = -1 if written[0] == "-" else 1
        digits = written[1:].replace(":", "")
        return timezone(sign * timedelta(hours=int(digits[:2]) % 24, minutes=int(digits[2:]) % 60))
    return timezone(timedelta(hours=_ZONE_HOURS[written.lower()]))
