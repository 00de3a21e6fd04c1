"""Were the days reported alike before and in force? Figures that come gathered, or days left out and written as 0.

A log of counts takes a 0 between days of many for a quiet day: where daily figures give way to one every third day, or
every second day is missed and written as 0, it finds a fall that is one of reporting. Nobody's effort tells it. So the
zeros are counted, and those expected if each day were a negative binomial around the mean of the week about it: zeros
in a quiet week are expected, zeros between days of many are not. Where one of the two times has far more of them than
expected and the other has not, and the days with a figure are as high as in the other, what changed may be reporting.
"""

from __future__ import annotations

import math

import msgspec
import numpy as np
import numpy.typing as npt

from truceline.measure.series import DaySeries, floats

Floats = npt.NDArray[np.float64]

#: days about a day, on each side, whose mean it is held against; of them as many must have a figure
_BESIDE, _FEWEST = 3, 5

#: sizes of the negative binomial: no series is taken to be wilder, and beyond the last it is a Poisson
_WILDEST, _TAMEST = 0.5, 50.0

#: days with a figure count as high as in the other time from this share of their geometric mean on
_AS_HIGH = 0.7

#: zeros between days of many that are too many: standard deviations above those expected, and a share of all days
_DEVIATIONS, _LEAST_SHARE = 3.0, 0.15


class Rhythm(msgspec.Struct, frozen=True):
    """Days with a figure of one time, and how many of them are 0."""

    days: int
    zeros: int
    expected: float  # zeros, of a negative binomial about the weeks' means
    height: float  # geometric mean of the days that are not 0

    @property
    def broken(self) -> bool:
        """Whether zeros stand between days of many."""
        over = self.zeros - self.expected
        return over > max(_DEVIATIONS * math.sqrt(self.expected + 1), _LEAST_SHARE * self.days)


def changed(series: DaySeries, before: tuple[int, int], force: tuple[int, int]) -> tuple[Rhythm, Rhythm] | None:
    """The two times, where one is broken by zeros and the other is not and its days are no higher; else null.

    Args:
        before, force: first day and the day after the last, as indices of the series.
    """
    if series.effort is not None:
        return None  # days that were watched are quiet where they are 0
    values = floats(series.values)
    times = [_with_weeks(values[max(first, 0) : last]) for first, last in (before, force)]
    size = max(_size(told, means) for told, means in times)
    one, other = (_rhythm(told, means, size) for told, means in times)
    if one.broken == other.broken:
        return None
    broken, whole = (one, other) if one.broken else (other, one)
    return (one, other) if broken.height >= _AS_HIGH * whole.height else None


def _rhythm(told: Floats, means: Floats, size: float) -> Rhythm:
    expected = float(((1 + means / size) ** -size).sum())
    some = told[told > 0]
    height = float(np.exp(np.log(some).mean())) if len(some) else 0.0
    return Rhythm(len(told), int((told == 0).sum()), expected, height)


def _with_weeks(span: Floats) -> tuple[Floats, Floats]:
    """The days with a figure in whose week enough days have one, and the mean of the week about each."""
    known = ~np.isnan(span)
    ones = np.ones(2 * _BESIDE + 1)
    if len(span) < len(ones):
        return span[:0], span[:0]
    told = np.convolve(known.astype(np.float64), ones, mode="same")
    total = np.convolve(np.where(known, span, 0.0), ones, mode="same")
    held = known & (told >= _FEWEST)
    return span[held], total[held] / told[held]


def _size(told: Floats, means: Floats) -> float:
    """Of the negative binomial, by the moments of days about their weeks; the smaller, the wilder."""
    if not len(told):
        return _WILDEST
    week = 2 * _BESIDE + 1
    over = float(((told - means) ** 2 * week / (week - 1) - means).sum())
    return float(np.clip((means**2).sum() / over, _WILDEST, _TAMEST)) if over > 0 else _TAMEST
