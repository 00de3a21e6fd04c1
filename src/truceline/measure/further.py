"""What else the days say: late reports, hot spots, escalation and recovery, with the sentences for them."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from truceline.measure.calendar import Days, local_days
from truceline.measure.days import middle_s, observed
from truceline.measure.escalation import BEFORE_DAYS, RECENT_DAYS, escalation
from truceline.measure.hotspots import cells_of, exposure_of, hot_spots
from truceline.measure.late_reports import late_days
from truceline.measure.nowcast import Report, late_words, nowcast_reports
from truceline.measure.recovery import recovery
from truceline.measure.series import DaySeries, Truce
from truceline.model.measures import Escalation, Further, HotSpot, Recovery
from truceline.model.phrase import Day, Decimal, Phrase, Value, say
from truceline.model.taxonomy import WEAPON_CLASSES
from truceline.model.units import DAY_S

#: hot spots are those of so many days
HOT_DAYS = 7


def further(
    incidents: pa.Table,
    members: pa.Table,
    observations: pa.Table,
    effort: pa.Table,
    series: DaySeries | None,
    *,
    placed: pa.Table,
    published_s: Mapping[str, int],
    zone: str,
    cut_off: str,
    until_s: int,
    resolution: int,
    widest_m: int,
) -> Further:
    """Measures over the days up to `until_s`, of incidents of force.

    Args:
        incidents, members, observations, effort: tables of `model.tables`.
        placed: those of the incidents among whose places hot spots are looked for.
        published_s: by item, when a text was published.
        series: incidents a day, for the recovery after a peak.
        resolution: of the H3 cells of hot spots; an incident whose circle is wider than `widest_m` is in none.
    """
    known = incidents.filter(pc.less(incidents["start_s"], until_s))
    late = late_days(known, members, observations, published_s, zone, cut_off, until_s)
    hot = _hot(placed, members, observations, effort, until_s, resolution, widest_m)
    heavier = escalation(*_weapons(known, zone, cut_off, until_s))
    passed = recovery(series) if series is not None else None
    told = (*late_words(late), *escalation_words(heavier), *recovery_words(passed))
    return Further(late, hot, heavier, passed, told)


def further_of_series(
    series: DaySeries, truce: Truce | None, reports: tuple[Report, ...] = (), heavy: Mapping[str, float] | None = None
) -> Further:
    """The same of a daily series alone: late days by its reports, recovery, and escalation where `heavy` is given.

    Args:
        truce: escalation and recovery are those of the days up to its end.
        heavy: by day, how many of the day's events were by heavy weapons; a day that is not named says nothing of it.
    """
    late = tuple(day for day in nowcast_reports(reports) if day.high > day.reported)
    heavier = None
    if truce is not None and truce.until_day is not None:
        series = _cut(series, max(series.index(truce.until_day), 0))
    if heavy is not None:
        days = [series.day(i) for i in range(len(series.values))]
        known = [
            (round(heavy[day]), round(value or 0.0)) if day in heavy else (0, 0)
            for day, value in zip(days, series.values, strict=True)
        ]
        heavier = escalation([min(h, n) for h, n in known], [n for _, n in known])
    passed = recovery(series)
    told = (*late_words(late), *escalation_words(heavier), *recovery_words(passed))
    return Further(late=late, escalation=heavier, recovery=passed, told=told)


def _cut(series: DaySeries, n: int) -> DaySeries:
    effort = None if series.effort is None else series.effort[:n]
    return DaySeries(series.first_day, series.values[:n], effort)


def _hot(
    incidents: pa.Table,
    members: pa.Table,
    observations: pa.Table,
    effort: pa.Table,
    until_s: int,
    resolution: int,
    widest_m: int,
) -> tuple[HotSpot, ...]:
    """Where hours of observation have a place, incidents that watchers saw against these; else all, places alike."""
    from_s = until_s - HOT_DAYS * DAY_S
    middle = middle_s(incidents)
    recent = incidents.filter(pa.array((middle >= from_s) & (middle < until_s)))
    exposure = exposure_of(effort, resolution, from_s, until_s)
    if exposure is not None:
        recent = recent.filter(pa.array(observed(recent, members, observations)))
    return hot_spots(cells_of(recent, resolution, widest_m), exposure)


def _weapons(incidents: pa.Table, zone: str, cut_off: str, until_s: int) -> tuple[list[int], list[int]]:
    """By day: incidents with heavy weapons, and all with a stated weapon."""
    days = RECENT_DAYS + BEFORE_DAYS
    calendar: Days = local_days(until_s - days * DAY_S, until_s - 1, zone, cut_off)
    place = calendar.index(middle_s(incidents))
    weapon = incidents["weapon"].to_pylist()
    heavy = np.array([w in WEAPON_CLASSES and WEAPON_CLASSES[w].heavy for w in weapon], dtype=bool)
    stated = np.array([w in WEAPON_CLASSES for w in weapon], dtype=bool)
    n = len(calendar.labels)
    inside = (place >= 0) & (place < n)
    by_day = [[int(k) for k in np.bincount(place[inside & of], minlength=n)[-days:]] for of in (heavy, stated)]
    return by_day[0], by_day[1]


def escalation_words(found: Escalation | None) -> tuple[Phrase, ...]:
    """The shares and their difference, and what that shows; nothing without an answer."""
    if found is None:
        return ()
    return (
        say(
            f"escalation_{found.direction}",
            n=found.incidents,
            before_n=found.incidents_before,
            share=_percent(found.share_ppm),
            before=_percent(found.before_ppm),
            low=_percent(found.low_ppm),
            high=_percent(found.high_ppm),
        ),
    )


def recovery_words(found: Recovery | None) -> tuple[Phrase, ...]:
    """The half-life after the peak with its interval; that none is shown where it has no upper end."""
    if found is None:
        return ()
    peak: dict[str, Value] = {"day": Day(found.peak_day), "peak": Decimal(found.peak_milli, 1)}
    if found.half_life_milli is None or found.low_milli is None:
        return (say("recovery_none", **peak),)
    half, low = Decimal(found.half_life_milli, 1), Decimal(found.low_milli, 1)
    if found.high_milli is None:
        return (say("recovery_open", **peak, half=half, low=low),)
    return (say("recovery_shown", **peak, half=half, low=low, high=Decimal(found.high_milli, 1)),)


def _percent(ppm: int) -> int:
    return round(ppm / 10_000)
