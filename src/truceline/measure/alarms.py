"""Alarms of a rise, online: what a duty officer would have been told on each day, knowing only the days before.

Two detectors, either of which alarms, each set for one false alarm in two years:

* a CUSUM of one-day-ahead forecast errors of the slow level (module `levels`), as normal scores, with reference value
  1/2 and decision limit 5 (E. S. Page, Biometrika 41, 1954): slow rises;
* an upper bound on the count from the 28 days before, quasi-Poisson with the 2/3-power transformation
  (C. P. Farrington et al., Journal of the Royal Statistical Society A 159, 1996): sudden rises.

Real series are rougher than the theory: what the two reach on real ones is measured in `benchmarks/holding_small.py`.
"""

from __future__ import annotations

import msgspec
import numpy as np

from truceline.measure import levels
from truceline.measure.effect import log_levels
from truceline.measure.series import DaySeries


class AlarmParams(msgspec.Struct, frozen=True):
    """Thresholds, in standard deviations; see the module for what they mean and what they reach."""

    days_before: int = 60
    reference: float = 0.5
    limit: float = 5.0
    largest_step: float = 3.5  # one wild day alone cannot fill the CUSUM
    bound_days: int = 28
    fewest_bound_days: int = 14
    bound_z: float = 3.0
    quiet_days: int = 14  # alarms within so many days of the last are of one episode


DEFAULTS = AlarmParams()

#: what the defaults are designed for and what real series gave; said with every alarm
RATE_WORDS = (
    "The alarms are set for about one false alarm a year; on real series without a known change they gave "
    "0 to 3 a year."
)


class Alarm(msgspec.Struct, frozen=True, order=True):
    """A day on which the detectors spoke. `rise` is false for a fall, which is a change but no alarm."""

    index: int
    rise: bool
    by: str  # "slow rise", "sudden rise", "slow fall"


def alarms_in(series: DaySeries, start: int, end: int, params: AlarmParams = DEFAULTS) -> tuple[Alarm, ...]:
    """Alarms on the days `[start, end)`, in order. Days before `start` teach how the series moves.

    Where the level shifted at `start` (a truce began), the days before are moved to the level since: they
    speak of the ups and downs, not of the level.
    """
    y = log_levels(series)
    score = _scores(y, start, end, params)
    sudden = _over_bound(series, start, end, params)
    found: list[Alarm] = []
    up = down = 0.0
    last = {True: -params.quiet_days, False: -params.quiet_days}
    for offset, z in enumerate(score):
        if not np.isnan(z):
            step = float(np.clip(z, -params.largest_step, params.largest_step))
            up, down = max(0.0, up + step - params.reference), max(0.0, down - step - params.reference)
        hits = []
        if up > params.limit:
            hits.append(Alarm(start + offset, True, "slow rise"))
            up = 0.0
        elif sudden[offset]:
            hits.append(Alarm(start + offset, True, "sudden rise"))
        if down > params.limit:
            hits.append(Alarm(start + offset, False, "slow fall"))
            down = 0.0
        for hit in hits:
            if offset - last[hit.rise] >= params.quiet_days:
                found.append(hit)
            last[hit.rise] = offset
    return tuple(found)


def _scores(y: np.ndarray, start: int, end: int, params: AlarmParams) -> np.ndarray:
    """Normal score of each day's forecast error; NaN where there is no figure or too little to forecast from."""
    n = params.days_before
    padded = np.concatenate([np.full(n, np.nan), y])
    windows = np.stack([padded[day : day + n] for day in range(start, end)]) if end > start else np.zeros((0, n))
    for row, day in enumerate(range(start, end)):
        windows[row] = _moved(windows[row], min(day - start, n))
    scores = np.full(len(windows), np.nan)
    usable = np.count_nonzero(~np.isnan(windows), axis=1) >= levels.FEWEST_DAYS
    usable &= ~np.isnan(y[start:end])
    if usable.any():
        ahead = levels.forecast(levels.fit(windows[usable]), np.ones(1, dtype=bool))
        error = y[start:end][usable] - ahead.mean
        scores[usable] = levels.normal_scores(error, levels.at_least_poisson(ahead, 1), ahead.freedom)
    return scores


def _moved(window: np.ndarray, since: int) -> np.ndarray:
    """The window with the days before the start moved to the mean of the `since` days after it."""
    split = len(window) - since
    before, after = window[:split], window[split:]
    if np.isnan(after).all() or np.isnan(before).all():
        return np.where(np.arange(len(window)) < split, np.nan, window) if since else window
    return np.concatenate([before - np.nanmean(before) + np.nanmean(after), after])


def _over_bound(series: DaySeries, start: int, end: int, params: AlarmParams) -> np.ndarray:
    """Whether each day's count is above the bound from up to 28 days before it, none of them before `start`."""
    share = _effort_share(series)
    counts = np.array([np.nan if value is None else value for value in series.values], dtype=np.float64)
    over = np.zeros(max(end - start, 0), dtype=bool)
    for offset, day in enumerate(range(start, end)):
        base = slice(max(start, day - params.bound_days), day)
        known = ~np.isnan(counts[base]) & (share[base] > 0)
        n = int(known.sum())
        if n < params.fewest_bound_days or np.isnan(counts[day]) or not share[day] > 0:
            continue
        past, hours = counts[base][known], share[base][known]
        over[offset] = counts[day] > _bound(past, hours, float(share[day]), params.bound_z)
    return over


def _bound(past: np.ndarray, hours: np.ndarray, today: float, z: float) -> float:
    rate = max(float(past.sum() / hours.sum()), 0.5 / float(hours.sum()))
    mean = rate * today
    dispersion = max(1.0, float(np.sum((past - rate * hours) ** 2 / (rate * hours)) / (len(past) - 1)))
    variance = dispersion * mean * (1.0 + today / float(hours.sum()))
    return float(mean * (1.0 + 2.0 / 3.0 * z * np.sqrt(variance) / mean) ** 1.5)


def _effort_share(series: DaySeries) -> np.ndarray:
    if series.effort is None:
        return np.ones(len(series.values))
    effort = np.array([0.0 if hours is None else hours for hours in series.effort], dtype=np.float64)
    worked = effort[effort > 0]
    return effort / float(np.median(worked)) if len(worked) else effort
