"""Do the last weeks look like the truce before them? Asked before it is said that a truce holds.

An alarm speaks where days stand out at one false alarm a year. What it misses, a level that is up by half or a return
told by few events, still speaks against *holding*. The mean of log(count + 1/2) of the last weeks in force is held
against its forecast from the truce's own days before them, with the model and the multiplier of the effect (module
`effect`). No day is heard louder than one at twice the level before, and a rise must show without its three loudest
days, as in module `standing`: an outbreak is no level.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

import msgspec
import numpy as np

from truceline.measure import levels
from truceline.measure.effect import log_levels
from truceline.measure.series import DaySeries
from truceline.measure.small_counts import level_of
from truceline.measure.standing import LARGEST_STEP, OUTBREAK_DAYS, counts_of, known_days, mean_level

#: the last days that are asked, each against as many before them at least; the first decides what is excluded
LENGTHS = (14, 28, 42)
_DAYS_BEFORE = 60

#: a rise by less than a quarter is no change of the truce, however surely it is shown
_LEAST_RISE = 1.25

#: ends of intervals in deviations of a normal distribution: of 95 %; passed in four cases of five; in one of three.
#: The last two were chosen on `benchmarks/holding_made.py` and the series for tuning: asking for more takes more from
#: truces that hold than from those that do not.
_SHOWN, _LIKELY, _EXCLUDED = 1.96, 0.84, 0.5


class Weeks(msgspec.Struct, frozen=True):
    """The last days in force against those of the truce before them: counts a day at the usual effort, and ratios.

    `ratio` is now over before without an outbreak of three days, `low` the lower end of its 95 % interval, `likely`
    what it passes in four cases of five; `high` is what now over before, with all its days, passes in one of three.
    """

    days: int
    since: str
    before: float
    now: float
    ratio: float
    low: float
    likely: float
    high: float

    @property
    def risen(self) -> bool:
        """Whether a rise is shown."""
        return self.low > 1.0 and self._of_note

    @property
    def seems_risen(self) -> bool:
        """Whether a rise is likelier than chance, shown or not."""
        return self.likely > 1.0 and self._of_note

    @property
    def _of_note(self) -> bool:
        return self.ratio >= _LEAST_RISE and self.now > self.before


def last_weeks(series: DaySeries, span: tuple[int, int], multiplier: float) -> tuple[Weeks, ...]:
    """The last 14, 28 and 42 days of the days in force `span`, as far as there are as many figures before them.

    Args:
        multiplier: forecast deviations that make a 95 % interval.
    """
    y = log_levels(series)
    return tuple(weeks for length in LENGTHS for weeks in _compared(series, y, span, length, multiplier))


def unseen(series: DaySeries, span: tuple[int, int]) -> int | None:
    """How many of the last fortnight's days have no figure, where they are most of it; else null."""
    start, end = span
    if end - start < LENGTHS[0]:
        return None
    missing = int(np.count_nonzero(np.isnan(log_levels(series)[end - LENGTHS[0] : end])))
    return missing if 2 * missing >= LENGTHS[0] else None


def _compared(
    series: DaySeries, y: np.ndarray, span: tuple[int, int], length: int, multiplier: float
) -> Iterator[Weeks]:
    start, end = span
    at = end - length
    before, asked = y[max(start, at - _DAYS_BEFORE) : max(at, start)], ~np.isnan(y[max(at, 0) : end])
    if np.count_nonzero(~np.isnan(before)) < length or 2 * np.count_nonzero(asked) <= length:
        return
    counts = counts_of(y)
    was = mean_level(known_days(counts[at - len(before) : at]))
    loudest = math.log(max(LARGEST_STEP * was, 1.0) + 0.5)
    ahead = levels.forecast(levels.fit(np.minimum(before, loudest)[None, :]), asked)
    sd = float(levels.at_least_poisson(ahead, int(asked.sum()))[0])
    mean = float(ahead.mean[0])
    heard = np.sort(np.minimum(y[at:end][asked], loudest))
    calm = np.append(heard[:-OUTBREAK_DAYS], np.minimum(heard[-OUTBREAK_DAYS:], mean))
    found = np.array([calm.mean(), calm.mean(), calm.mean(), heard.mean()])
    reach = multiplier * sd * np.array([0.0, -_SHOWN, -_LIKELY, _EXCLUDED]) / _SHOWN
    ratios = np.exp(level_of(found + reach) - level_of(np.array(mean))).tolist()
    yield Weeks(length, series.day(at), was, mean_level(known_days(counts[at:end])), *ratios)
