"""A daily series and a truce, the two inputs of every question about holding."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

import msgspec
import numpy as np
import numpy.typing as npt

from truceline.measure.calendar import local_days
from truceline.model.agreement import Agreement
from truceline.model.measures import DayMeasure


class DaySeries(msgspec.Struct, frozen=True):
    """Counts on consecutive days from `first_day`; null is a day without a figure, which is not a zero.

    `effort`, where given, has one entry for each day in any one unit (observer-minutes, clear-sky share): it enters
    as an offset, and a day without effort is a day without a figure.
    """

    first_day: str
    values: tuple[float | None, ...]
    effort: tuple[float | None, ...] | None = None

    def day(self, index: int) -> str:
        """ISO date of the entry at `index`."""
        return (date.fromisoformat(self.first_day) + timedelta(days=index)).isoformat()

    def index(self, day: str) -> int:
        """Index of an ISO date; may lie outside the series."""
        return (date.fromisoformat(day) - date.fromisoformat(self.first_day)).days


class Truce(msgspec.Struct, frozen=True):
    """Full days in force, `[from_day, until_day)`; null is open. Partial days count neither as before nor as in force.

    `partial_days` are days on which the truce began or ended, or was in force under some readings only.
    """

    from_day: str
    until_day: str | None = None
    partial_days: tuple[str, ...] = ()


def floats(figures: Sequence[float | None]) -> npt.NDArray[np.float64]:
    """The figures of days as an array, with NaN where there is none."""
    return np.array([np.nan if figure is None else figure for figure in figures], dtype=np.float64)


def series_of(days: Iterable[DayMeasure], counted: str = "incidents", with_effort: bool = False) -> DaySeries | None:
    """The series of one column of the day measures; null without days.

    With `with_effort`, `observer_minutes` goes in as effort: then `counted` should be `observed_incidents`.
    """
    rows = tuple(days)
    if not rows:
        return None
    values = tuple(float(getattr(row, counted)) for row in rows)
    effort = tuple(float(row.observer_minutes) for row in rows) if with_effort else None
    return DaySeries(rows[0].day, values, effort)


def truce_between(from_s: int, until_s: int | None, zone: str, cut_off: str = "00:00") -> Truce:
    """The truce in full days of `zone`; days that are only partly in force are set apart."""
    start = local_days(from_s, from_s, zone, cut_off)
    first, partial = start.labels[0], []
    if start.edges_s[0] < from_s:
        partial.append(first)
        first = _next(first)
    if until_s is None:
        return Truce(first, None, tuple(partial))
    end = local_days(until_s, until_s, zone, cut_off)
    if end.edges_s[0] < until_s and end.labels[0] not in partial:
        partial.append(end.labels[0])
    return Truce(first, max(end.labels[0], first), tuple(partial))


def truce_of(agreement: Agreement, zone: str, cut_off: str = "00:00") -> Truce | None:
    """The days on which the agreement is in force under every reading; null without a reading that has a beginning.

    Days that only some readings cover are partial: a truce is not judged by days that a party does not recognise. A
    reading under which it never is in force says nothing of days.
    """
    readings = [reading for reading in agreement.readings if not reading.never]
    starts = [reading.from_s for reading in readings if reading.from_s is not None]
    if not starts:
        return None
    ends = [reading.until_s for reading in readings if reading.until_s is not None]
    agreed_until = min(ends) if ends else None
    core = truce_between(max(starts), agreed_until, zone, cut_off)
    outer = truce_between(min(starts), None if len(ends) < len(readings) else max(ends), zone, cut_off)
    contested = {*core.partial_days, *outer.partial_days, *_days_between(outer.from_day, core.from_day)}
    if core.until_day is not None and outer.until_day is not None:
        contested |= set(_days_between(core.until_day, outer.until_day))
    return Truce(core.from_day, core.until_day, tuple(sorted(contested)))


def _next(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def _days_between(first: str, last: str) -> list[str]:
    n = (date.fromisoformat(last) - date.fromisoformat(first)).days
    return [(date.fromisoformat(first) + timedelta(days=i)).isoformat() for i in range(max(n, 0))]
