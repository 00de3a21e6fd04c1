"""On which day a feast is: one date each year, or Easter and what is counted from it, which move."""

from __future__ import annotations

from datetime import date, timedelta

#: days between the Julian calendar and ours, from 1900 to 2099
_JULIAN = timedelta(days=13)
_EASTER = "easter"


def feast_in(value: str, year: int) -> date:
    """The feast of a year: "12-25", or "easter" as the Orthodox churches keep it, or so many days from it."""
    if not value.startswith(_EASTER):
        number, day = (int(one) for one in value.split("-"))
        return date(year, number, day)
    away = timedelta(days=int(value.removeprefix(_EASTER) or 0))
    moon = (19 * (year % 19) + 15) % 30
    sunday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
    days = moon + sunday + 114
    return date(year, days // 31, days % 31 + 1) + _JULIAN + away
