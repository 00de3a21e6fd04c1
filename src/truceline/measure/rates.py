"""Incidents per hundred observer-hours. A rate without its effort is misleading, and a rate from no effort is none.

The interval is exact for a Poisson count (F. Garwood, "Fiducial limits for the Poisson distribution", Biometrika 28,
1936): quantiles of the gamma distribution with shapes n and n + 1. With no event in E hours the upper
limit is 3.7 / E at two-sided 95 %; the one-sided limit is the "rule of three", 3 / E, and is the one given then.
"""

from __future__ import annotations

from scipy.special import gammaincinv

from truceline.model.english import english
from truceline.model.measures import DayMeasure, Rate
from truceline.model.phrase import Decimal, say

#: below this effort no rate is given: one watcher for one day
FLOOR_MINUTES = 24 * 60

_HUNDRED_HOURS_MIN = 6_000


def rate(label: str, events: int, observer_minutes: int, floor_minutes: int = FLOOR_MINUTES) -> Rate:
    """Events per hundred observer-hours in thousandths; no figure, and a note, where effort is under the floor."""
    if observer_minutes < max(floor_minutes, 1):
        thin = say("rate_too_thin", hours=_hours(observer_minutes), floor=_hours(floor_minutes))
        return Rate(label, events, observer_minutes, None, None, None, english(thin), thin)
    scale = 1_000 * _HUNDRED_HOURS_MIN / observer_minutes
    low = 0.0 if events == 0 else float(gammaincinv(events, 0.025))
    high = float(gammaincinv(events + 1, 0.975 if events else 0.95))
    told = None if events else say("rate_none_seen", hours=_hours(observer_minutes))
    note = "" if told is None else english(told)
    figures = (round(events * scale), round(low * scale), round(high * scale))
    return Rate(label, events, observer_minutes, *figures, note, told)


def rates(days: tuple[DayMeasure, ...], floor_minutes: int = FLOOR_MINUTES) -> tuple[Rate, ...]:
    """Rates of all days, of days in force and of days not in force, from the incidents that watchers saw or heard."""
    groups = {
        "all days": days,
        "days in force": tuple(day for day in days if day.in_force),
        "days not in force": tuple(day for day in days if not day.in_force),
    }
    return tuple(
        rate(label, sum(d.observed_incidents for d in group), sum(d.observer_minutes for d in group), floor_minutes)
        for label, group in groups.items()
        if group
    )


def _hours(minutes: int) -> int | Decimal:
    """Whole hours as such, others with one decimal place."""
    return minutes // 60 if minutes % 60 == 0 else Decimal(round(minutes * 1000 / 60), 1)
