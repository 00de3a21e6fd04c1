"""Does a rise in force last? An outbreak of a day or three ends no truce; a level that stays up does.

Most ceasefires that hold see violations (G. Clayton et al., Journal of Conflict Resolution 2022), so an alarm alone is
no collapse. Each day since the rise speaks for twice the level before it or against it, by the log likelihood ratio of
overdispersed counts, and **no day speaks louder than a day at the risen level**: a ratio censored on both sides is the
best test where any day may be an outlier (P. J. Huber, Annals of Mathematical Statistics 36, 1965). The rise lasts if
the last fortnight still speaks for it without its three loudest days: an outbreak of three days, however bloody, does
not; a fourth and fifth day do. It stands if the last week speaks for it.
"""

from __future__ import annotations

from typing import Literal

import msgspec
import numpy as np

from truceline.measure.alarms import Alarm
from truceline.measure.effect import log_levels
from truceline.measure.series import DaySeries
from truceline.model.measures import Change

#: an outbreak may last so many days; what speaks for longer is a level
OUTBREAK_DAYS = 3

#: more in an outbreak than so many days of war would have brought: whatever follows, the fortnight was no truce
_OVERWHELMING_DAYS = 14

#: days whose level tells whether a rise still stands, and on which the level before it is read
_RECENT_DAYS, _BEFORE_DAYS, _SPREAD_DAYS = 7, 28, 60

#: days that are heard, and what they must say beyond their three loudest, in days of a risen level
_HEARD_DAYS, _BEYOND = 14, 0.5

#: the level after is held to be no more than twice that before: days that are merely doubled speak for a rise
LARGEST_STEP = 2.0
_LOWEST_LEVEL, _LARGEST_SPREAD = 0.1, 2.0

Lasting = Literal["lasts", "overwhelming", "young"]


class Rise(msgspec.Struct, frozen=True):
    """A rise in force that stands on the last day: counts a day before it and now, and whether it has lasted.

    `expected` is the level expected without a truce, read in the same way; null where it is not known.
    """

    change: Change
    before: float
    now: float
    expected: float | None
    lasting: Lasting


def standing_rise(
    series: DaySeries,
    alarms: tuple[Alarm, ...],
    changes: tuple[Change, ...],
    span: tuple[int, int],
    expected: float | None,
) -> Rise | None:
    """The first rise that lasts and still stands; else the last that is too young to tell; else none.

    Args:
        changes: one for each alarm.
        span: the days in force.
        expected: log level expected without a truce, null where it is not known.
    """
    y = log_levels(series)
    counts = counts_of(y)
    without = expected_level(y, span[0], expected)
    young = None
    for alarm, change in zip(alarms, changes, strict=True):
        rise = _judged(counts, change, series.index(change.date), span, without) if alarm.rise else None
        if rise is not None and rise.lasting != "young":
            return rise
        young = rise or young
    return young


def _judged(counts: np.ndarray, change: Change, at: int, span: tuple[int, int], expected: float | None) -> Rise | None:
    start, end = span
    before, since = known_days(counts[max(start, at - _BEFORE_DAYS) : at]), known_days(counts[at:end])
    if not len(before) or not len(since):
        return None
    rise = Rise(change, mean_level(before), mean_level(since[-_RECENT_DAYS:]), expected, "young")
    spoken = _evidence(rise.before, since, _spread(counts, start, at))
    without_outbreak = np.sort(spoken[-_HEARD_DAYS:])[:-OUTBREAK_DAYS].sum()
    if without_outbreak > _BEYOND and spoken[-_RECENT_DAYS:].sum() > 0:
        return msgspec.structs.replace(rise, lasting="lasts")
    if _overwhelming(since, expected):
        return msgspec.structs.replace(rise, lasting="overwhelming")
    now = float(since[-OUTBREAK_DAYS:].mean())
    return msgspec.structs.replace(rise, now=now) if min(spoken[-1], spoken[-OUTBREAK_DAYS:].sum()) > 0 else None


def _evidence(before: float, since: np.ndarray, spread: float) -> np.ndarray:
    """For each day, how loud it speaks for a rise, between -1 and 1: 1 is what a day at the risen level says."""
    low = max(before, _LOWEST_LEVEL)
    high = LARGEST_STEP * low

    def ratio(counts: np.ndarray) -> np.ndarray:
        found: np.ndarray = counts * np.log(high / low) - (counts + 1 / spread) * np.log(
            (1 + spread * high) / (1 + spread * low)
        )
        return found

    spoken: np.ndarray = np.clip(ratio(since) / ratio(np.array(max(high, 1.0))), -1.0, 1.0)
    return spoken


def _spread(counts: np.ndarray, start: int, at: int) -> float:
    """Overdispersion of single days: of the weeks before the truce, or where there are none, of those in force."""
    days = known_days(counts[max(0, start - _SPREAD_DAYS) : start] if start > _BEFORE_DAYS else counts[start:at])
    if len(days) < _RECENT_DAYS or days.mean() <= 0:
        return 0.25
    excess = (float(days.var(ddof=1)) - float(days.mean())) / float(days.mean()) ** 2
    return min(max(excess, 0.01), _LARGEST_SPREAD)


def _overwhelming(since: np.ndarray, expected: float | None) -> bool:
    if expected is None or len(since) > _RECENT_DAYS:
        return False
    return float(since[:OUTBREAK_DAYS].sum()) > _OVERWHELMING_DAYS * max(expected, 1.0)


def counts_of(y: np.ndarray) -> np.ndarray:
    """Counts a day at the usual effort, of log levels."""
    counts: np.ndarray = np.maximum(np.exp(y) - 0.5, 0.0)
    return counts


def expected_level(y: np.ndarray, start: int, expected: float | None) -> float | None:
    """The level expected as a mean of counts: that of the weeks before, moved by what the forecast says of logs."""
    days = slice(max(0, start - _SPREAD_DAYS), start)
    if expected is None or np.isnan(y[days]).all():
        return None
    return mean_level(known_days(counts_of(y[days]))) * float(np.exp(expected - np.nanmean(y[days])))


def mean_level(counts: np.ndarray) -> float:
    """Mean of counts a day, the highest tenth, and at least one, lowered to the highest of the others (Winsor).

    A mean of logs would take a day that was not counted for peace; a plain mean a single day for a level.
    """
    ordered = np.sort(counts)
    outer = min(max(1, len(ordered) // 10), len(ordered) - 1)
    if outer:
        ordered[-outer:] = ordered[-outer - 1]
    return float(ordered.mean())


def known_days(counts: np.ndarray) -> np.ndarray:
    known: np.ndarray = counts[~np.isnan(counts)]
    return known
