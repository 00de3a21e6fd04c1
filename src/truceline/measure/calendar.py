"""Local days as half-open UTC intervals. A day has 23 or 25 hours where the clock changes."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec
import numpy as np

from truceline.model.errors import UsageError


class Days(msgspec.Struct, frozen=True):
    """Consecutive days: `labels[i]` covers `[edges_s[i], edges_s[i + 1])`."""

    labels: tuple[str, ...]
    edges_s: tuple[int, ...]

    def index(self, moments_s: np.ndarray) -> np.ndarray:
        """Index of the day that holds each moment (-1 or `len(labels)` outside)."""
        found: np.ndarray = np.searchsorted(np.asarray(self.edges_s, dtype=np.int64), moments_s, side="right") - 1
        return found


def local_days(first_s: int, last_s: int, zone: str, cut_off: str = "00:00") -> Days:
    """The days of `zone` that hold the moments `first_s` to `last_s`.

    With a cut-off later than midnight a day runs from the cut-off of the day before to its own cut-off, the way
    daily reports of monitoring missions are dated.

    Raises:
        UsageError: the zone or the cut-off is not known.
    """
    tz, clock = _zone(zone), _clock(cut_off)
    shift = 0 if clock == time(0) else 1  # the label is the date on which the period ends
    day = datetime.fromtimestamp(first_s, tz).date()
    if _edge(day, clock, tz) > first_s:
        day -= timedelta(days=1)
    labels: list[str] = []
    edges = [_edge(day, clock, tz)]
    while edges[-1] <= last_s:
        labels.append((day + timedelta(days=shift)).isoformat())
        day += timedelta(days=1)
        edges.append(_edge(day, clock, tz))
    return Days(tuple(labels), tuple(edges))


def day_bounds(label: str, zone: str, cut_off: str = "00:00") -> tuple[int, int]:
    """UTC interval `[start_s, end_s)` of the day with this label."""
    tz, clock = _zone(zone), _clock(cut_off)
    day = date.fromisoformat(label) - timedelta(days=0 if clock == time(0) else 1)
    return _edge(day, clock, tz), _edge(day + timedelta(days=1), clock, tz)


def _edge(day: date, clock: time, tz: ZoneInfo) -> int:
    return int(datetime.combine(day, clock, tz).timestamp())


def _zone(zone: str) -> ZoneInfo:
    try:
        return ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise UsageError(f"{zone!r} is not a time zone", advice="Use an IANA name such as Europe/Kyiv.") from error


def _clock(cut_off: str) -> time:
    try:
        return time.fromisoformat(cut_off)
    except ValueError as error:
        raise UsageError(f"{cut_off!r} is not a time of day", advice="Write the cut-off as 19:30.") from error
