"""Alarms of a change of level, online: what a duty officer would be told each day, knowing only the days before.

* A rise: two scans over the last days, one of sums against the weeks before them (module `scan`), one of errors of
  day-ahead forecasts (module `surprise`); their heights are learnt from the days before the truce (module `heights`)
  for one false alarm a year. In force, a truce's own calm is the yardstick.
* A fall, which is a change but no alarm: a CUSUM of the same forecast errors, with reference value 1/2 and decision
  limit 3.5 (E. S. Page, Biometrika 41, 1954).

What they reach on real series is measured in `benchmarks/holding.py`.
"""

from __future__ import annotations

import msgspec
import numpy as np

from truceline.measure import scan, surprise
from truceline.measure.effect import log_levels
from truceline.measure.heights import ERRORS, SUMS, heights, peak
from truceline.measure.series import DaySeries, floats
from truceline.model.phrase import Phrase, say


class AlarmParams(msgspec.Struct, frozen=True):
    """Thresholds; see the module for what they mean."""

    false_alarms_a_year: float = 1.0
    most_learnt: int = 730
    fewest_learnt: int = 120  # days with a score; with fewer it is said that nothing was learnt
    quiet_days: int = 14  # alarms within so many days of the last are of one episode
    thin_share: float = 1 / 3  # a day with less than this share of the usual effort is no figure
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
    sums, errors, daily, first = _scores(series, start, end, params)
    past = start - first
    rate = params.false_alarms_a_year
    by_sums = sums[past:] / heights(sums[:past], SUMS, rate)
    by_errors = errors[past:] / heights(errors[:past], ERRORS, rate)
    up = np.maximum(_highest(by_sums), _highest(by_errors)) >= 1.0
    down = _cusum(-daily[past:], params)
    hits: list[Alarm] = []
    for offset in range(end - start):
        if up[offset]:
            hits.append(Alarm(start + offset, True, _name(by_sums[offset], by_errors[offset])))
        if down[offset]:
            hits.append(Alarm(start + offset, False, "slow fall"))
    known = int(np.count_nonzero(np.isfinite(sums[:past]).any(axis=1)))
    return Watch(_episodes(hits, params.quiet_days), known >= params.fewest_learnt)


def rate_words(learnt: bool) -> Phrase:
    """How often such alarms are false, said wherever one is shown: what `benchmarks/holding.py` found."""
    return say("alarm_rate_learnt" if learnt else "alarm_rate_unlearnt")


def _counts(series: DaySeries, params: AlarmParams) -> tuple[np.ndarray, np.ndarray]:
    """Counts with NaN for days without a figure or with too little effort, and effort as a share of the usual."""
    share = _effort_share(series)
    counts = floats(series.values)
    thin = share < params.thin_share
    return np.where(thin, np.nan, counts), np.where(thin, 0.0, share)


def _scores(
    series: DaySeries, start: int, end: int, params: AlarmParams
) -> tuple[np.ndarray, np.ndarray, np.ndarray, int]:
    """Both scans and the daily errors behind the second, from the first day that teaches to `end`; and that day."""
    counts, effort = _counts(series, params)
    first = max(0, start - params.most_learnt)
    sums = scan.scan_scores(counts[:end], effort[:end], restart=start)[0, first:]
    y = log_levels(series, params.thin_share)
    daily = surprise.scores(y, first, end, start)
    past = surprise.scan(daily[: start - first])
    force = surprise.scan(daily[start - first :])
    return sums, np.concatenate([past, force]), daily, first


def _highest(relative: np.ndarray) -> np.ndarray:
    return peak(relative, np.ones(relative.shape[1]))


def _name(by_sums: np.ndarray, by_errors: np.ndarray) -> str:
    """After the window that stands out most."""
    relative = np.concatenate([by_sums, by_errors])
    windows = (*SUMS.windows, *ERRORS.windows)
    return "sudden rise" if windows[int(np.nanargmax(relative))] <= _SUDDEN_DAYS else "slow rise"


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
