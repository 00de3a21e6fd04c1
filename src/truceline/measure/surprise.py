"""Surprise: by how much days lie above what the weeks before them led to expect, alone and a few together.

Each day's error of a forecast from 60 days before (module `levels`), as a normal score; over the last 1 to 14 days
their sum, over the square root of their number. The forecast follows the level, so what stays high is no longer news: a
scan of innovations (A. S. Willsky and H. L. Jones, IEEE Transactions on Automatic Control 21, 1976). On the scale of
logs one day of a hundred dead says little, where a sum of counts would speak; sums see what comes in a few large days.
"""

from __future__ import annotations

import numpy as np

from truceline.measure import levels
from truceline.measure.heights import ERRORS

DAYS_BEFORE = 60

#: days in force before a forecast is tried
FEWEST_SINCE = 7
_LARGEST = 4.0


def scores(y: np.ndarray, first: int, end: int, start: int = 0) -> np.ndarray:
    """Normal score of the forecast error of each day in `[first, end)`; NaN without a figure or a forecast.

    Args:
        y: log levels, NaN for a day without a figure.
        start: for days from here on the level before it is not known to last (a truce began): the days before speak
            of the ups and downs alone.
    """
    n = DAYS_BEFORE
    padded = np.concatenate([np.full(n, np.nan), y])
    days = np.arange(first, max(end, first))
    windows = padded[days[:, None] + np.arange(n)[None, :]]
    since = np.where((start > 0) & (days >= start), days - start, -1)
    for row in np.flatnonzero((since >= 0) & (since < n)):
        windows[row] = moved(windows[row], int(since[row]))
    found = np.full(len(days), np.nan)
    usable = (np.count_nonzero(~np.isnan(windows), axis=1) >= levels.FEWEST_DAYS) & ~np.isnan(y[days])
    usable &= (since < 0) | (since >= FEWEST_SINCE)
    if usable.any():
        ahead = levels.forecast(levels.fit(windows[usable]), np.ones(1, dtype=bool))
        young = (since >= 0) & (since < n)  # the new level is itself the mean of a few days
        unsure = np.sqrt(1.0 + np.where(young, 1.0 / np.maximum(since, 1), 0.0))[usable]
        error = y[days][usable] - ahead.mean
        found[usable] = levels.normal_scores(error, unsure * levels.at_least_poisson(ahead, 1), ahead.freedom)
    return found


def scan(daily: np.ndarray) -> np.ndarray:
    """Scores of the last days together, float64 of (days, windows of `ERRORS`); NaN where under half have a score."""
    seen = ~np.isnan(daily)
    total = _running(np.where(seen, np.clip(daily, -_LARGEST, _LARGEST), 0.0))
    number = _running(seen.astype(np.float64))
    until = np.arange(1, len(daily) + 1)
    columns = []
    for length in ERRORS.windows:
        since = np.maximum(until - length, 0)
        days = number[until] - number[since]
        mean = (total[until] - total[since]) / np.maximum(days, 1.0)
        columns.append(np.where(2 * days >= length, mean * np.sqrt(length), np.nan))
    return np.stack(columns, axis=-1)


def moved(window: np.ndarray, since: int) -> np.ndarray:
    """The window with the days before a start moved to the mean of its last `since` days, those after the start."""
    split = len(window) - since
    before, after = window[:split], window[split:]
    if since == 0 or np.isnan(before).all():
        return window
    if np.isnan(after).all():
        return np.where(np.arange(len(window)) < split, np.nan, window)
    return np.concatenate([before - np.nanmean(before) + np.nanmean(after), after])


def _running(array: np.ndarray) -> np.ndarray:
    return np.concatenate([np.zeros(1), np.cumsum(array)])
