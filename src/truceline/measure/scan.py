"""Scan for a rise: sums over the last 3 to 14 days against eight weeks before, as quasi-negative-binomial scores.

    z = (S - m) / sqrt(m + theta * m**2),   m = (rate of the base) * (effort in the window)

S is the count of the last w days. `theta`, the overdispersion of such sums against their own base, is learnt from up
to 240 days before and drawn to what other series have whose single days vary as much. Several
windows find sudden and slow rises alike (scan over window lengths: J. Naus, JASA 77, 1982; M. Kulldorff, Journal of the
Royal Statistical Society A 164, 2001; bound of overdispersed counts: C. P. Farrington et al., same journal A 159,
1996).

How high z must be is learnt: module `heights`.
"""

from __future__ import annotations

import msgspec
import numpy as np

from truceline.measure.heights import SUMS

#: no window of one or two days: they say too little against a one-day dump of late reports
WINDOWS = SUMS.windows

BASE_DAYS, FEWEST_BASE_DAYS = 56, 7
_LEARN_DAYS, _PRIOR_DAYS, _LARGEST_EXCESS = 240, 60.0, 9.0
_PRIOR_THETA, _OF_DAY_THETA = 0.08, 0.25  # of sums, by the overdispersion of single days: a regression over series


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
