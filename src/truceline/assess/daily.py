"""Hours that recur: "every day from 10:00 to 14:00, local time", by the clocks of the agreement's zone.

A window is [from, until) of the wall clock, on every day or on some weekdays. One that passes midnight belongs to the
day on which it begins. Where the clocks go forward over a part of it, that part does not exist; where they go back,
an hour that they show twice is in it twice.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from zoneinfo import ZoneInfo

import numpy as np

from truceline.assess.columns import Bools, Ints
from truceline.model.agreement import Daily
from truceline.model.units import DAY_S

#: 1 January 1970 was a Thursday, the fourth of a week that begins on Monday
_THURSDAY = 3
_WEEK = 7


def within_daily(daily: Daily, moments_s: Ints) -> Bools:
    """Whether each moment lies in the hours; same shape."""
    return _inside(daily, _local(daily.time_zone, moments_s))


def spans(daily: Daily, start_s: Ints, last_s: Ints) -> tuple[Bools, Bools]:
    """Of spans, both ends included: which lie in one window as a whole, and which touch one at any moment."""
    first, last = _local(daily.time_zone, start_s), _local(daily.time_zone, last_s)
    begun, done = _inside(daily, first), _inside(daily, last)
    opened = _edges_until(daily, daily.from_s, first) != _edges_until(daily, daily.from_s, last)
    return begun & done & unbroken(daily, start_s, last_s), begun | done | opened


def unbroken(daily: Daily, start_s: Ints, last_s: Ints) -> Bools:
    """Which spans, both ends included, pass neither the beginning nor the end of the hours, nor a change of clocks."""
    first, last = _local(daily.time_zone, start_s), _local(daily.time_zone, last_s)
    same: Bools = last - first == last_s - start_s
    for edge in (daily.from_s, daily.from_s + _length(daily)):
        same &= _edges_until(daily, edge, first) == _edges_until(daily, edge, last)
    return same


def _inside(daily: Daily, local: Ints) -> Bools:
    """Whether each local moment lies less than the window's length behind one of its beginnings."""
    since = (local - daily.from_s) % DAY_S
    day = (local - since) // DAY_S
    inside: Bools = (since < _length(daily)) & _chosen(daily)[(day + _THURSDAY) % _WEEK]
    return inside


def _length(daily: Daily) -> int:
    return daily.until_s - daily.from_s + (DAY_S if daily.until_s <= daily.from_s else 0)


def _chosen(daily: Daily) -> Bools:
    return np.array([not daily.weekdays or day in daily.weekdays for day in range(_WEEK)])


def _edges_until(daily: Daily, edge_s: int, local: Ints) -> Ints:
    """How many of the chosen days' edges, so many seconds after midnight, lie at or before each local moment."""
    chosen = _chosen(daily).astype(np.int64)
    day = (local - edge_s) // DAY_S + _THURSDAY
    before = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(chosen)])
    count: Ints = day // _WEEK * int(chosen.sum()) + before[day % _WEEK + 1]
    return count


def _local(zone: str, moments_s: Ints) -> Ints:
    """Wall-clock seconds of each moment."""
    if not moments_s.size:
        return moments_s
    first, last = int(moments_s.min()) // DAY_S, int(moments_s.max()) // DAY_S + 1
    edges, offsets = _clock_changes(zone, first // 400 * 400, (last // 400 + 1) * 400)
    local: Ints = moments_s + offsets[np.searchsorted(edges, moments_s, side="right")]
    return local


@lru_cache(maxsize=64)
def _clock_changes(name: str, first_day: int, last_day: int) -> tuple[Ints, Ints]:
    """Moments at which the clocks of a zone change between two days, and the offsets before, between and after."""
    zone = ZoneInfo(name)

    def offset(at_s: int) -> int:
        told = dt.datetime.fromtimestamp(at_s, zone).utcoffset() or dt.timedelta()
        return round(told.total_seconds())

    edges: list[int] = []
    offsets = [offset(first_day * DAY_S)]
    for day in range(first_day, last_day):
        low, high = day * DAY_S, (day + 1) * DAY_S
        if offset(high) == offsets[-1]:
            continue
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if offset(middle) == offsets[-1] else (low, middle)
        edges.append(high)
        offsets.append(offset(high))
    return np.array(edges, dtype=np.int64), np.array(offsets, dtype=np.int64)
