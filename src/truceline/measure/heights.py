"""How high a bank of scan scores must be before it speaks: learnt from days without a truce.

War counts have heavier tails than any table. The heights of one bank's windows stand to each other as in the series of
`benchmarks/holding_series.py` marked for tuning (`shape`); one factor lifts or lowers them all. It is the geometric
mean of two readings of the series' own past: an extreme-value fit to its fortnightly maxima (E. J. Gumbel, Statistics
of Extremes, 1958, by probability-weighted moments: J. R. M. Hosking et al., Technometrics 27, 1985), and its .98
quantile, which a single outbreak does not move, times the ratio of tail to quantile in those other series. Where the
past is short, the factor of those series counts beside it: by half where there are `_FORTNIGHTS_FOR_HALF` fortnights.
"""

from __future__ import annotations

import msgspec
import numpy as np

_BLOCK_DAYS, _YEAR_DAYS = 14, 365.25
_FORTNIGHTS_FOR_HALF = 10.0
_QUANTILE = 0.98
_FEWEST_BLOCKS = 4

#: of all false alarms, what one of the two banks may give: both seldom speak at once, and halves of a war differ
_SHARE = 0.45


class Bank(msgspec.Struct, frozen=True):
    """Windows read together: the shape of their heights, and what other series teach for one false alarm a year.

    `factor` lifts the shape where nothing is known of a series, `tail` its .98 quantile.
    """

    windows: tuple[int, ...]
    shape: tuple[float, ...]
    factor: float
    tail: float


#: sums over the base before them (module `scan`), and forecast errors (module `surprise`)
SUMS = Bank((3, 5, 7, 10, 14), (3.66, 3.28, 2.94, 2.74, 2.53), 1.50, 1.30)
ERRORS = Bank((1, 2, 3, 5, 7, 10, 14), (2.18, 2.26, 2.24, 2.28, 2.28, 2.13, 2.09), 1.43, 1.40)


def heights(past: np.ndarray, bank: Bank, rate_a_year: float) -> np.ndarray:
    """Heights, float64 of (windows,), for which both banks together speak about `rate_a_year` times a year.

    Args:
        past: scores of days without a truce, (days, windows), NaN where there is none.
    """
    shape = np.asarray(bank.shape)
    highest = peak(past, shape)
    blocks = int(np.count_nonzero(np.isfinite(highest))) / _BLOCK_DAYS
    if blocks < _FEWEST_BLOCKS:
        return shape * bank.factor
    fitted = tail_height(highest, _SHARE * rate_a_year)
    usual = float(np.quantile(highest[np.isfinite(highest)], _QUANTILE)) * bank.tail
    own = (np.log(max(fitted, 0.3)) + np.log(max(usual, 0.3))) / 2
    weight = blocks / (blocks + _FORTNIGHTS_FOR_HALF)
    learnt: np.ndarray = shape * float(np.exp(weight * own + (1 - weight) * np.log(bank.factor)))
    return learnt


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
    if n < _FEWEST_BLOCKS:
        return 0.0
    weighted = float(np.sum(maxima * np.arange(n))) / (n * (n - 1))
    scale = max(2 * weighted - float(maxima.mean()), 1e-3) / np.log(2)
    place = float(maxima.mean()) - 0.5772 * scale
    share = min(rate_a_year * _BLOCK_DAYS / _YEAR_DAYS, 0.5)
    return float(place - scale * np.log(-np.log(1 - share)))
