"""Alarms of a change of level, online: what a duty officer would be told each day, knowing only the days before.

* A rise: a scan over sums of the last 3 to 14 days against the weeks before them (module `scan`), its heights learnt
  from the days before the truce for one false alarm a year. In force, a truce's own calm is the yardstick.
* A fall, which is a change but no alarm: a CUSUM of one-day-ahead forecast errors of the slow level (module `levels`),
  as normal scores, with reference value 1/2 and decision limit 3.5 (E. S. Page, Biometrika 41, 1954).

What they reach on real series is measured in `benchmarks/holding.py`.
"""

from __future__ import annotations

import msgspec
import numpy as np

from truceline.measure import levels, scan
from truceline.measure.effect import log_levels
from truceline.measure.series import DaySeries
from truceline.model.phrase import Phrase, say


class AlarmParams(msgspec.Struct, frozen=True):
    """Thresholds; see the module for what they mean."""

    false_alarms_a_year: float = 1.0
    most_learnt: int = 730
    quiet_days: int = 14  # alarms within so many days of the last are of one episode
    thin_share: float = 1 / 3  # a day with less than this share of the usual effort is no figure
    days_before: int = 60
    reference: float = 0.5
    limit: float = 3.5
    largest_step: float = 5.0


DEFAULTS = AlarmParams()

#: windows up to this many days find what is called sudden
_SUDDEN_DAYS = 5


class Alarm(msgspec.Struct, frozen=True, order=True):
    """A day on which the detectors spoke. `rise` is false for a fall, which is a change but no alarm."""

    index: int
    rise: bool
    by: str  # "slow rise", "sudden rise", "slow fall"


class Watch(msgspec.Struct, frozen=True):
    """The alarms of a stretch of days, and whether the heights were learnt from the days before it."""

    alarms: tuple[Alarm, ...]
    learnt: bool


def alarms_in(series: DaySeries, start: int, end: int, params: AlarmParams = DEFAULTS) -> Watch:
    """Alarms on the days `[start, end)`, in order. Days before `start` teach how the series moves.

    The level may have shifted at `start` (a truce began): the days before speak of the ups and downs, not of the level.
    """
    if end <= start:
        return Watch((), False)
    counts, effort = _counts(series, params)
    heights = scan.heights(_past(counts, effort, start, params), params.false_alarms_a_year)
    scores = scan.scan_scores(counts[:end], effort[:end], restart=start)[0, start:]
    up = scan.peak(scores, heights.z) >= 1.0
    down = _cusum(-_scores(log_levels(series, params.thin_share), start, end, params), params)
    hits: list[Alarm] = []
    for offset in range(end - start):
        if up[offset]:
            hits.append(Alarm(start + offset, True, _name(scores[offset], heights.z)))
        if down[offset]:
            hits.append(Alarm(start + offset, False, "slow fall"))
    return Watch(_episodes(hits, params.quiet_days), heights.learnt)


def rate_words(learnt: bool) -> Phrase:
    """How often such alarms are false, said wherever one is shown: what `benchmarks/holding.py` found."""
    return say("alarm_rate_learnt" if learnt else "alarm_rate_unlearnt")


def _counts(series: DaySeries, params: AlarmParams) -> tuple[np.ndarray, np.ndarray]:
    """Counts with NaN for days without a figure or with too little effort, and effort as a share of the usual."""
    share = _effort_share(series)
    counts = np.array([np.nan if value is None else value for value in series.values], dtype=np.float64)
    thin = share < params.thin_share
    return np.where(thin, np.nan, counts), np.where(thin, 0.0, share)


def _past(counts: np.ndarray, effort: np.ndarray, start: int, params: AlarmParams) -> np.ndarray:
    since = max(0, start - params.most_learnt)
    scores: np.ndarray = scan.scan_scores(counts[:start], effort[:start])[0, since:]
    return scores


def _name(scores: np.ndarray, z: np.ndarray) -> str:
    widest = int(np.nanargmax(scores / z))
    return "sudden rise" if scan.WINDOWS[widest] <= _SUDDEN_DAYS else "slow rise"


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
