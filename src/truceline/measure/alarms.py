"""Alarms of a rise, online: what a duty officer would have been told on each day, knowing only the days before.

Two detectors, either of which alarms:

* a CUSUM of one-day-ahead forecast errors of the slow level (module `levels`), as normal scores, with reference value
  1/2 and decision limit 3.5 (E. S. Page, Biometrika 41, 1954), by theory two false alarms a year: slow rises;
* an upper bound on the count from the 28 days before, quasi-Poisson with the 2/3-power transformation
  (C. P. Farrington et al., Journal of the Royal Statistical Society A 159, 1996): sudden rises. Counts of war have
  heavier tails than this bound allows for, so its height is learnt from the days before the truce, for one false
  alarm in two years, where there are enough of them.

What the two reach on real series is measured in `benchmarks/holding_small.py`.
"""

from __future__ import annotations

import msgspec
import numpy as np

from truceline.measure import levels
from truceline.measure.effect import log_levels
from truceline.measure.series import DaySeries


class AlarmParams(msgspec.Struct, frozen=True):
    """Thresholds, in standard deviations; see the module for what they mean."""

    days_before: int = 60
    reference: float = 0.5
    limit: float = 3.5
    largest_step: float = 5.0
    bound_days: int = 28
    fewest_bound_days: int = 14
    bound_z: float = 4.0  # never lower, whatever was learnt
    bound_z_unlearnt: float = 6.0
    days_to_learn: int = 120  # fewer teach nothing
    most_learnt: int = 730
    quiet_days: int = 14  # alarms within so many days of the last are of one episode


DEFAULTS = AlarmParams()

_FALSE_ALARMS_A_YEAR = 0.5
_YEAR_DAYS = 365.25


class Alarm(msgspec.Struct, frozen=True, order=True):
    """A day on which the detectors spoke. `rise` is false for a fall, which is a change but no alarm."""

    index: int
    rise: bool
    by: str  # "slow rise", "sudden rise", "slow fall"


class Watch(msgspec.Struct, frozen=True):
    """The alarms of a stretch of days, and whether the bound was learnt from the days before it."""

    alarms: tuple[Alarm, ...]
    learnt: bool


def alarms_in(series: DaySeries, start: int, end: int, params: AlarmParams = DEFAULTS) -> Watch:
    """Alarms on the days `[start, end)`, in order. Days before `start` teach how the series moves.

    Where the level shifted at `start` (a truce began), the days before are moved to the level since: they
    speak of the ups and downs, not of the level.
    """
    height, learnt = _height(series, start, params)
    sudden = bound_scores(series, start, start, end, params) > height
    score = _scores(log_levels(series), start, end, params)
    up = _cusum(score, params)
    down = _cusum(-score, params)
    hits: list[Alarm] = []
    for offset in range(len(score)):
        if up[offset]:
            hits.append(Alarm(start + offset, True, "slow rise"))
        elif sudden[offset]:
            hits.append(Alarm(start + offset, True, "sudden rise"))
        if down[offset]:
            hits.append(Alarm(start + offset, False, "slow fall"))
    return Watch(_episodes(hits, params.quiet_days), learnt)


def rate_words(learnt: bool) -> str:
    """How often such alarms are false, said wherever one is shown: what `benchmarks/holding_small.py` found."""
    how = "by what this series did before" if learnt else "with no history of this series to learn from"
    return (
        f"The alarms are set for about two false alarms a year, {how}; real series without a truce gave 1 to 4 a year."
    )


def bound_scores(series: DaySeries, floor: int, start: int, end: int, params: AlarmParams = DEFAULTS) -> np.ndarray:
    """How far each day's count in `[start, end)` stands above the level of up to 28 days before it.

    No day before `floor` speaks. In standard deviations on the 2/3-power scale; minus infinity where there is no
    figure or too short a base.
    """
    share = _effort_share(series)
    counts = np.array([np.nan if value is None else value for value in series.values], dtype=np.float64)
    scores = np.full(max(end - start, 0), -np.inf)
    for offset, day in enumerate(range(start, end)):
        base = slice(max(floor, day - params.bound_days), day)
        known = ~np.isnan(counts[base]) & (share[base] > 0)
        if known.sum() >= params.fewest_bound_days and not np.isnan(counts[day]) and share[day] > 0:
            scores[offset] = _above(counts[base][known], share[base][known], float(counts[day]), float(share[day]))
    return scores


def _above(past: np.ndarray, hours: np.ndarray, count: float, today: float) -> float:
    rate = max(float(past.sum() / hours.sum()), 0.5 / float(hours.sum()))
    mean = rate * today
    dispersion = max(1.0, float(np.sum((past - rate * hours) ** 2 / (rate * hours)) / (len(past) - 1)))
    sd = float(np.sqrt(dispersion * mean * (1.0 + today / float(hours.sum()))))
    return float(1.5 * (mean / sd) * ((count / mean) ** (2 / 3) - 1.0))


def _height(series: DaySeries, start: int, params: AlarmParams) -> tuple[float, bool]:
    """The bound's height: what the days before would have passed with one false alarm in two years."""
    past = bound_scores(series, 0, max(0, start - params.most_learnt), start, params)
    judged = int(np.count_nonzero(np.isfinite(past)))
    if judged < params.days_to_learn:
        return params.bound_z_unlearnt, False
    allowed = int(_FALSE_ALARMS_A_YEAR * judged / _YEAR_DAYS)
    peaks = _peaks(past, params.quiet_days)
    return max(params.bound_z, peaks[allowed] if allowed < len(peaks) else params.bound_z), True


def _peaks(scores: np.ndarray, apart: int) -> list[float]:
    """The highest score of each stretch of `apart` days, highest first."""
    stretches = (scores[at : at + apart].max() for at in range(0, len(scores), apart))
    return sorted((float(peak) for peak in stretches if np.isfinite(peak)), reverse=True)


def _scores(y: np.ndarray, start: int, end: int, params: AlarmParams) -> np.ndarray:
    """Normal score of each day's forecast error; NaN where there is no figure or too little to forecast from."""
    n = params.days_before
    padded = np.concatenate([np.full(n, np.nan), y])
    windows = np.stack([padded[day : day + n] for day in range(start, end)]) if end > start else np.zeros((0, n))
    for row in range(len(windows)):
        windows[row] = moved(windows[row], min(row, n))
    scores = np.full(len(windows), np.nan)
    usable = np.count_nonzero(~np.isnan(windows), axis=1) >= levels.FEWEST_DAYS
    usable &= ~np.isnan(y[start:end])
    if usable.any():
        ahead = levels.forecast(levels.fit(windows[usable]), np.ones(1, dtype=bool))
        error = y[start:end][usable] - ahead.mean
        scores[usable] = levels.normal_scores(error, levels.at_least_poisson(ahead, 1), ahead.freedom)
    return scores


def moved(window: np.ndarray, since: int) -> np.ndarray:
    """The window with the days before a start moved to the mean of its last `since` days, those after the start."""
    split = len(window) - since
    before, after = window[:split], window[split:]
    if since == 0 or np.isnan(before).all():
        return window
    if np.isnan(after).all():
        return np.where(np.arange(len(window)) < split, np.nan, window)
    return np.concatenate([before - np.nanmean(before) + np.nanmean(after), after])


def _cusum(scores: np.ndarray, params: AlarmParams) -> np.ndarray:
    """Days on which the one-sided CUSUM passes its limit; it begins anew after each."""
    passed = np.zeros(len(scores), dtype=bool)
    total = 0.0
    for day, score in enumerate(scores):
        if np.isnan(score):
            continue
        step = float(np.clip(score, -params.largest_step, params.largest_step))
        total = max(0.0, total + step - params.reference)
        if total > params.limit:
            passed[day], total = True, 0.0
    return passed


def _episodes(hits: list[Alarm], quiet_days: int) -> tuple[Alarm, ...]:
    """The first alarm of each episode."""
    kept: list[Alarm] = []
    last: dict[bool, int] = {}
    for hit in hits:
        if hit.rise not in last or hit.index - last[hit.rise] >= quiet_days:
            kept.append(hit)
        last[hit.rise] = hit.index
    return tuple(kept)


def _effort_share(series: DaySeries) -> np.ndarray:
    if series.effort is None:
        return np.ones(len(series.values))
    effort = np.array([0.0 if hours is None else hours for hours in series.effort], dtype=np.float64)
    worked = effort[effort > 0]
    return effort / float(np.median(worked)) if len(worked) else effort
