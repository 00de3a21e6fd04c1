"""Dates in digits, the day of publication, and what is history. The same for every language."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from truceline.extract.calendar import YEARS, Interval, days, valid_date
from truceline.model.evidence import Document
from truceline.model.units import DAY_S


def known_day(document: Document, zone: ZoneInfo) -> date | None:
    """The local day of publication as the document's own fields say it."""
    if document.published_s is not None:  # the moment tells the day in the zone, which another zone's day may not be
        day = datetime.fromtimestamp(document.published_s, zone).date()
        return day if day.year in YEARS else None
    return iso_date(document.published_day) if document.published_day else None


def iso_moment(words: str, zone: ZoneInfo) -> Interval | None:
    """ISO 8601: a day, a minute or a second; without an offset it is local."""
    if len(words) == len("2026-01-08"):
        day = iso_date(words)
        return days(day, day, zone) if day else None
    try:
        moment = datetime.fromisoformat(words)
    except ValueError:
        return None
    if moment.year not in YEARS:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=zone)
    begin = int(moment.timestamp())
    return Interval(begin, begin + (1 if words[16:17] == ":" else 60))  # with seconds: "2026-01-08T19:30:05"


def date_in_digits(words: str, zone: ZoneInfo) -> Interval | None:
    """ "2026-01-08", "2026-01-08T19:30Z", "08.01.2026" (day first, the custom where points are written)."""
    if "-" in words:
        return iso_moment(words, zone)
    day, number, year = (int(part) for part in words.split("."))
    found = valid_date(year, number, day)
    return days(found, found, zone) if found else None


def iso_date(words: str) -> date | None:
    """A day in ISO 8601; null when there is none such."""
    try:
        day = date.fromisoformat(words)
    except ValueError:
        return None
    return day if day.year in YEARS else None


def history(interval: Interval | None, published_s: int | None) -> bool:
    """Whether an interval is too long or too long ago to be of the day: over 45 days, or ended 60 days before."""
    if interval is None:
        return False
    too_old = published_s is not None and interval.to_s < published_s - 60 * DAY_S
    return interval.to_s - interval.from_s > 45 * DAY_S or too_old
