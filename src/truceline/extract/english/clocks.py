"""Clock times in English, in the reporting zone or in the one that the words name."""

from __future__ import annotations

import re
from datetime import date, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from truceline.extract.calendar import Interval, minute
from truceline.extract.english.numbers import small_number
from truceline.extract.words import words

_FIXED = {"gmt": 0, "utc": 0, "eet": 2, "eest": 3, "cet": 1, "cest": 2, "msk": 3, "bst": 1, "est": -5, "edt": -4}
_CITIES = {
    "kyiv": "Europe/Kyiv",
    "kiev": "Europe/Kyiv",
    "moscow": "Europe/Moscow",
    "jerusalem": "Asia/Jerusalem",
    "beirut": "Asia/Beirut",
    "baku": "Asia/Baku",
    "yerevan": "Asia/Yerevan",
    "khartoum": "Africa/Khartoum",
    "tbilisi": "Asia/Tbilisi",
    "istanbul": "Europe/Istanbul",
    "damascus": "Asia/Damascus",
    "london": "Europe/London",
    "paris": "Europe/Paris",
    "washington": "America/New_York",
    "new york": "America/New_York",
    "et": "America/New_York",
    "delhi": "Asia/Kolkata",
    "islamabad": "Asia/Karachi",
    "kabul": "Asia/Kabul",
    "sanaa": "Asia/Aden",
    "bogota": "America/Bogota",
    "minsk": "Europe/Minsk",
    "warsaw": "Europe/Warsaw",
    "baghdad": "Asia/Baghdad",
    "tehran": "Asia/Tehran",
    "geneva": "Europe/Zurich",
    "indian": "Asia/Kolkata",
    "pakistani": "Asia/Karachi",
    "israeli": "Asia/Jerusalem",
    "ukrainian": "Europe/Kyiv",
    "lebanese": "Asia/Beirut",
    "sudanese": "Africa/Khartoum",
    "armenian": "Asia/Yerevan",
    "azerbaijani": "Asia/Baku",
    "turkish": "Europe/Istanbul",
    "syrian": "Asia/Damascus",
    "eastern": "America/New_York",
}
_ZONE = re.compile(r"\b(GMT|UTC|EEST|EET|CEST|CET|MSK|BST|EDT|EST|ET|[A-Z][a-z]+(?:\s[A-Z][a-z]+)?(?=\stime))\b")
_CLOCK = re.compile(r"(\d{1,2})(?:[:.h]?([0-5]\d))?(?::[0-5]\d)?\s?(?:([ap])\.?m)?")
_SHORTLY_S = 3_600
#: "around 2.30 a.m.": a span of some minutes, and no minute
_ROUGHLY = words("around about approximately roughly sometime")
_ROUGHLY_S = 600


def zone_of(words: str, reporting: tzinfo) -> tzinfo:
    """The zone that the words name, the last one where there are two; else the reporting zone ("local time", too)."""
    named = _ZONE.findall(words)
    if not named:
        return reporting
    name = named[-1].lower()
    if name in _CITIES:
        return ZoneInfo(_CITIES[name])
    return timezone(timedelta(hours=_FIXED[name])) if name in _FIXED else reporting


def clock(words: str) -> tuple[int, int] | None:
    """Hour and minute. In "6 a.m. (0400 GMT)" the time of the named zone."""
    inner = re.search(r"\((.+?)\)", words)
    words = (inner[1] if inner else words).strip().lower()
    if words.startswith(("noon", "midday")):
        return 12, 0
    if words.startswith("midnight"):
        return 24, 0
    words = re.sub(r"^[a-z]+(?=\so'clock)", _spelled, words)
    match = _CLOCK.match(words)
    if match is None:
        return None
    hour, minutes = int(match[1]), int(match[2] or 0)
    half = match[3] or _half_of(words, hour)
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return (hour, minutes) if hour <= 24 else None


def _half_of(words: str, hour: int) -> str | None:
    """ "six o'clock in the evening", "two o'clock at night"."""
    if hour > 12 or not words.endswith(("morning", "afternoon", "evening", "night")):
        return None
    return "a" if words.endswith("morning") or (words.endswith("night") and hour in (12, 1, 2, 3, 4, 5)) else "p"


def _spelled(match: re.Match[str]) -> str:
    return str(small_number(match[0]) or "")


def at_clock(words: str, day: date, reporting: tzinfo, nearly: str = "") -> Interval | None:
    """The minute that a clock shows on a day; "shortly after" is the hour that follows, "before" the one it ends,
    "around" some minutes on both sides."""
    read = clock(words)
    if read is None:
        return None
    begin = minute(day, *read, zone_of(words, reporting))
    hint = nearly.lower()
    if "after" in hint:
        return Interval(begin, begin + _SHORTLY_S)
    if "before" in hint:
        return Interval(begin - _SHORTLY_S, begin)
    if hint.strip() in _ROUGHLY:
        return Interval(begin - _ROUGHLY_S, begin + _ROUGHLY_S)
    return Interval(begin, begin + 60)
