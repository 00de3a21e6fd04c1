"""Changes of level: when an alarm spoke, the day on which the level moved, from what to what, and how surely."""

from __future__ import annotations

import numpy as np
from scipy.special import ndtr

from truceline.measure import levels
from truceline.measure.alarms import Alarm
from truceline.measure.effect import log_levels
from truceline.measure.series import DaySeries
from truceline.measure.surprise import moved
from truceline.model.measures import Change

#: how far behind the alarm the change is looked for, and how many days on each side speak for a level
_BACK_DAYS, _BASE_DAYS, _AFTER_DAYS = 21, 60, 14

#: what 1.96 forecast deviations are called in truth: see `effect.EffectParams`
_INFLATION = 2.2 / 1.96


def changes_at(series: DaySeries, alarms: tuple[Alarm, ...], start: int, end: int) -> tuple[Change, ...]:
    """One change for each alarm, dated by the split that fits best between the change before and the alarm.

    `p_ppm` is the probability that a series without a change shows one as large at the best of the days tried
    (forecast from the days before, times the number of stretches tried that do not overlap). Levels are mean counts
    a day in thousandths.
    """
    y = log_levels(series)
    found: list[Change] = []
    floor = start
    for number, alarm in enumerate(alarms):
        stop = min(alarms[number + 1].index if number + 1 < len(alarms) else end, end)
        tried = range(max(floor + 3, alarm.index - _BACK_DAYS), alarm.index + 1)
        at = max(tried, key=lambda day: _fit_of_split(y, floor, day, alarm), default=alarm.index)
        until = min(stop, at + _AFTER_DAYS) if stop > at else at + 1
        found.append(
            Change(
                date=series.day(at),
                from_milli=_level(series, max(floor, at - 28), at),
                to_milli=_level(series, at, until),
                p_ppm=_chance(y, start, at, until, len(tried)),
            )
        )
        floor = at
    return tuple(found)


def _fit_of_split(y: np.ndarray, floor: int, day: int, alarm: Alarm) -> float:
    """Gain in fit of a step at `day` over the days from `floor` to the alarm, if it goes the alarm's way."""
    before, after = y[max(floor, day - 28) : day], y[day : alarm.index + 1]
    before, after = before[~np.isnan(before)], after[~np.isnan(after)]
    if not len(before) or not len(after):
        return -np.inf
    step = float(after.mean() - before.mean()) * (1 if alarm.rise else -1)
    return step * abs(step) * len(before) * len(after) / (len(before) + len(after))


def _chance(y: np.ndarray, start: int, at: int, until: int, tried: int) -> int:
    """Chance of so large a step; days before `start` were of another level and are moved to the one since."""
    since = min(max(at - start, 0), _BASE_DAYS)
    window = moved(y[max(0, at - _BASE_DAYS) : at], min(since, at)) if start else y[max(0, at - _BASE_DAYS) : at]
    asked = ~np.isnan(y[at:until])
    if np.count_nonzero(~np.isnan(window)) < levels.FEWEST_DAYS or not asked.any():
        return 1_000_000
    ahead = levels.forecast(levels.fit(window[None, :]), asked)
    sd = float(levels.at_least_poisson(ahead, int(asked.sum()))[0])
    z = abs(float(np.mean(y[at:until][asked])) - float(ahead.mean[0])) / (sd * _INFLATION)
    independent = 1.0 + tried / _AFTER_DAYS  # means over overlapping days say nearly the same
    return round(1_000_000 * min(1.0, independent * 2.0 * float(ndtr(-z))))


def _level(series: DaySeries, start: int, end: int) -> int:
    values = [value for value in series.values[max(start, 0) : end] if value is not None]
    return round(1000 * sum(values) / len(values)) if values else 0
