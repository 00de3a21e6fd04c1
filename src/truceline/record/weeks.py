"""Calendar weeks of reporting days, Monday to Sunday: the grid on which figures about the mission itself leave.

Whatever happens within a week leaves as one figure, once the week is over; so no bulletin differs from the one before
by what a single shift, or a single report, has added.
"""

from __future__ import annotations

from datetime import date, timedelta

import msgspec

from truceline.model.period import Period, cut_off_s

DAYS = 7


class Week(msgspec.Struct, frozen=True, order=True):
    """Seven reporting days, `[start_s, end_s)`."""

    first_day: str  # a Monday
    last_day: str
    start_s: int
    end_s: int


def week_of(day: date, zone: str, cut_off_min: int) -> Week:
    """The week that holds a reporting day."""
    monday = day - timedelta(days=day.weekday())
    sunday = monday + timedelta(days=DAYS - 1)
    return Week(
        monday.isoformat(),
        sunday.isoformat(),
        cut_off_s(monday - timedelta(days=1), zone, cut_off_min),
        cut_off_s(sunday, zone, cut_off_min),
    )


def released(period: Period, delay_s: int, cut_off_min: int) -> tuple[Week, ...]:
    """Weeks whose delay ended in the period, or in the seven days up to its end where it is shorter."""
    until_s = period.end_s - delay_s
    since_s = until_s - max(period.length_s, DAYS * 86_400)
    day, found = date.fromisoformat(period.end_day), []
    week = week_of(day, period.zone, cut_off_min)
    while week.end_s > since_s:
        if week.end_s <= until_s:
            found.append(week)
        day -= timedelta(days=DAYS)
        week = week_of(day, period.zone, cut_off_min)
    return tuple(sorted(found))


def minutes_of(cut_off: str) -> int:
    """Minutes after local midnight of a cut-off such as "19:30"."""
    hours, minutes = cut_off.split(":")
    return int(hours) * 60 + int(minutes)
