"""Incidents per hundred observer-hours. A rate without its effort is misleading, and a rate from no effort is none.

The interval is exact for a Poisson count (F. Garwood, "Fiducial limits for the Poisson distribution", Biometrika 28,
1936): quantiles of the gamma distribution with shapes n and n + 1. With no event in E hours the upper
limit is 3.7 / E at two-sided 95 %; the one-sided limit is the "rule of three", 3 / E, and is the one given then.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from scipy.special import gammaincinv

from truceline.measure.calendar import local_days
from truceline.measure.days import centre_e6, middle_s, observed
from truceline.measure.effort import watched
from truceline.measure.sun import daylight_s
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


def night_rates(
    incidents: pa.Table,
    members: pa.Table,
    observations: pa.Table,
    effort: pa.Table,
    zone: str = "UTC",
    floor_minutes: int = FLOOR_MINUTES,
) -> tuple[Rate, ...]:
    """Rates by daylight and by night: a quiet night is worth nothing where nobody watched at night.

    An incident without a place is judged at the watchers' median place; without any place nothing is returned.
    """
    centre = centre_e6(effort, incidents)
    if centre is None or effort.num_rows == 0:
        return ()
    start, end = effort["start_s"].to_numpy(), effort["end_s"].to_numpy()
    calendar = local_days(int(start.min()), int(end.max()) - 1, zone)
    seconds = watched(effort, calendar, centre)
    night_min, all_min = int(seconds.night_s.sum()) // 60, int(seconds.on_s.sum()) // 60
    seen = incidents.filter(pa.array(observed(incidents, members, observations)))
    at_night = int(_dark(seen, centre).sum())
    return (
        rate("daylight", seen.num_rows - at_night, all_min - night_min, floor_minutes),
        rate("night", at_night, night_min, floor_minutes),
    )


def _dark(incidents: pa.Table, centre: tuple[int, int]) -> np.ndarray:
    middle = middle_s(incidents)
    lat, lon = (incidents[name].fill_null(at).to_numpy() for name, at in zip(("lat_e6", "lon_e6"), centre, strict=True))
    dark: np.ndarray = daylight_s(middle, middle + 1, lat, lon) == 0
    return dark


def _hours(minutes: int) -> int | Decimal:
    """Whole hours as such, others with one decimal place."""
    return minutes // 60 if minutes % 60 == 0 else Decimal(round(minutes * 1000 / 60), 1)
