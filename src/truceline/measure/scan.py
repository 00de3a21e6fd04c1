"""Scan for a rise: sums over the last 3 to 14 days against eight weeks before, as quasi-negative-binomial scores.

    z = (S - m) / sqrt(m + theta * m**2),   m = (rate of the base) * (effort in the window)

S is the count of the last w days. `theta`, the overdispersion of such sums against their own base, is learnt from up
to 240 days before and drawn to what other series have whose single days vary as much. Several
windows find sudden and slow rises alike (scan over window lengths: J. Naus, JASA 77, 1982; M. Kulldorff, Journal of the
Royal Statistical Society A 164, 2001; bound of overdispersed counts: C. P. Farrington et al., same journal A 159,
1996).

How high z must be is learnt, not taken from a table: war counts have heavier tails than any table. Half the weight (on
logs) has an extreme-value fit to the series' own fortnightly maxima (E. J. Gumbel, Statistics of Extremes, 1958, by
probability-weighted moments: J. R. M. Hosking et al., Technometrics 27, 1985); half its own .95 quantile times the
ratio of tail to quantile in the series of `benchmarks/holding_series.py` marked for tuning.
"""

from __future__ import annotations

import msgspec
import numpy as np

#: days of the windows; one or two days alone say too little against a one-day dump of late reports
WINDOWS = (3, 5, 7, 10, 14)

BASE_DAYS, FEWEST_BASE_DAYS = 56, 7
_LEARN_DAYS, _PRIOR_DAYS, _LARGEST_EXCESS = 240, 60.0, 9.0
_PRIOR_THETA, _OF_DAY_THETA = 0.08, 0.25  # of sums, by the overdispersion of single days: a regression over series
_BLOCK_DAYS, _YEAR_DAYS = 14, 365.25

#: of the series for tuning: heights for one alarm a year where nothing was learnt, and the ratio of tail to quantile
_UNLEARNT = np.array([5.0, 4.3, 3.7, 3.4, 3.2])
_TAIL = np.array([2.50, 2.40, 2.20, 2.05, 2.00])
FEWEST_TO_LEARN = 120


class Heights(msgspec.Struct, frozen=True):
    """What each window's score must pass, float64 of (windows,), and whether the series' own days taught it."""

    z: np.ndarray
    learnt: bool


def scan_scores(counts: np.ndarray, effort: np.ndarray, floor: int = 0, restart: int = 0) -> np.ndarray:
    """Score of each day and window, float64 of (batch, days, windows); NaN where there is no figure or no base.

    Args:
        counts: (batch, days), NaN for a day without a figure.
        effort: (batch, days) or (days,), any unit; 0 for none.
        floor: no day before it is in a base or a window.
        restart: windows and bases of days from `restart` on hold no day before it (a truce began); before it, all do.
    """
    counts = np.atleast_2d(np.asarray(counts, dtype=np.float64))
    hours = np.where(np.isnan(counts), 0.0, np.broadcast_to(effort, counts.shape))
    seen = hours > 0
    each = np.where(seen, counts, 0.0) / np.where(seen, hours, 1.0)
    sums = _Sums(
        _running(np.where(seen, counts, 0.0)), _running(hours), _running(seen.astype(np.float64)), _running(each**2)
    )
    day = np.arange(counts.shape[1])
    first = np.where(day >= restart, max(floor, restart), floor)
    return np.stack([_window(sums, day, first, length) for length in WINDOWS], axis=-1)


class _Sums(msgspec.Struct, frozen=True):
    """Running sums over days, (batch, days + 1): counts, effort, days with a figure, squares of the days' rates."""

    counts: np.ndarray
    effort: np.ndarray
    days: np.ndarray
    squares: np.ndarray


def _running(array: np.ndarray) -> np.ndarray:
    return np.concatenate([np.zeros((len(array), 1)), np.cumsum(array, axis=1)], axis=1)


def _window(sums: _Sums, day: np.ndarray, first: np.ndarray, length: int) -> np.ndarray:
    start = np.maximum(day - length + 1, first)
    base = np.maximum(start - BASE_DAYS, first)

    def within(array: np.ndarray, since: np.ndarray, until: np.ndarray) -> np.ndarray:
        between: np.ndarray = array[:, until] - array[:, np.minimum(since, until)]
        return between

    now, hours, seen = (within(array, start, day + 1) for array in (sums.counts, sums.effort, sums.days))
    past, past_hours, past_seen = (within(array, base, start) for array in (sums.counts, sums.effort, sums.days))
    usable = (seen > 0) & (past_seen >= FEWEST_BASE_DAYS)
    known, days = np.maximum(past_hours, 1e-9), np.maximum(past_seen, 2.0)
    rate = np.where(usable, np.maximum(past, 0.3 * past_seen) / known, 1.0)  # a base without an event proves no peace
    mean = np.where(usable, rate * hours, 1.0)
    variance = np.maximum(within(sums.squares, base, start) / days - (past / known) ** 2, 0.0) * days / (days - 1)
    of_days = np.clip(variance / rate**2 - days / (rate * known), 0.0, _LARGEST_EXCESS)
    theta = _overdispersion(now, mean, usable, length, _PRIOR_THETA + _OF_DAY_THETA * of_days)
    unsure = 1.0 + np.where(usable, hours / known, 0.0)  # the base is a figure too
    z = (now - mean) / np.sqrt(unsure * (mean + theta * mean**2))
    return np.where(usable, z, np.nan)


def _overdispersion(
    now: np.ndarray, mean: np.ndarray, usable: np.ndarray, length: int, prior: np.ndarray
) -> np.ndarray:
    """By moments, from windows that ended before this one began, and the prior for `_PRIOR_DAYS` days."""
    excess = np.minimum(((now - mean) ** 2 - mean) / np.maximum(mean, 0.3) ** 2, _LARGEST_EXCESS)
    total, number = _running(np.where(usable, excess, 0.0)), _running(usable.astype(np.float64))
    until = np.maximum(np.arange(now.shape[1]) - length + 1, 0)
    since = np.maximum(until - _LEARN_DAYS, 0)
    learnt = total[:, until] - total[:, since] + _PRIOR_DAYS * prior
    theta: np.ndarray = np.maximum(learnt / (number[:, until] - number[:, since] + _PRIOR_DAYS), 0.02)
    return theta


def heights(past: np.ndarray, rate_a_year: float) -> Heights:
    """Heights that the scores of past days, (days, windows), would pass `rate_a_year` times a year."""
    judged = int(np.count_nonzero(np.isfinite(past).any(axis=1))) if len(past) else 0
    if judged < FEWEST_TO_LEARN:
        return Heights(_UNLEARNT, False)
    own = np.array([tail_height(past[:, j], rate_a_year / 2) for j in range(past.shape[1])])
    wide = np.array([_quantile(past[:, j]) for j in range(past.shape[1])]) * _TAIL
    shape = np.sqrt(np.maximum(own, 0.3) * np.maximum(wide, 0.3))
    whole = tail_height(peak(past, shape), rate_a_year)  # of all windows together, which overlap
    return Heights(shape * float(np.sqrt(np.clip(whole, 0.5, 2.0))), True)


def peak(scores: np.ndarray, z: np.ndarray) -> np.ndarray:
    """The highest score over the windows, in units of its height: 1.0 and more alarms; minus infinity without one."""
    relative = np.where(np.isnan(scores), -np.inf, scores / z)
    best: np.ndarray = relative.max(axis=-1)
    return best


def tail_height(scores: np.ndarray, rate_a_year: float) -> float:
    """What the largest score of a fortnight passes `rate_a_year` times a year, by a Gumbel fit."""
    whole = len(scores) // _BLOCK_DAYS * _BLOCK_DAYS
    if not whole:
        return 0.0
    blocks = np.where(np.isfinite(scores[-whole:]), scores[-whole:], -np.inf).reshape(-1, _BLOCK_DAYS).max(axis=1)
    maxima = np.sort(blocks[np.isfinite(blocks)])
    n = len(maxima)
    if n < 4:
        return 0.0
    weighted = float(np.sum(maxima * np.arange(n))) / (n * (n - 1))
    scale = max(2 * weighted - float(maxima.mean()), 1e-3) / np.log(2)
    place = float(maxima.mean()) - 0.5772 * scale
    share = min(rate_a_year * _BLOCK_DAYS / _YEAR_DAYS, 0.5)
    return float(place - scale * np.log(-np.log(1 - share)))


def _quantile(scores: np.ndarray) -> float:
    known = scores[np.isfinite(scores)]
    return float(np.quantile(known, 0.95)) if len(known) else 0.0
