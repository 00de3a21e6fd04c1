"""Moments as an agreement writes them: local time with an IANA zone, or days counted from the signature."""

from __future__ import annotations

import datetime as dt
import re
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import numpy as np
import numpy.typing as npt

from truceline.model.agreement import Window

_DAYS_END = re.compile(r"(\d{4}-\d\d-\d\d)T24:00(?::00)?(Z|[+-]\d\d:\d\d)?")
_DAYS = re.compile(r"^D\s*\+\s*(\d{1,5})$")


class NoMomentError(ValueError):
    """A time that names no single moment: what was found, and what to write instead."""

    def __init__(self, found: str, advice: str) -> None:
        super().__init__(found)
        self.found = found
        self.advice = advice


def within(window: Window, moments_s: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """Whether each moment lies in [from, until) of a window."""
    inside = np.ones(moments_s.shape, dtype=bool)
    if window.from_s is not None:
        inside &= moments_s >= window.from_s
    if window.until_s is not None:
        inside &= moments_s < window.until_s
    return inside


def zone_named(name: str) -> ZoneInfo:
    """The IANA zone of this name. Raises NoMomentError where there is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise NoMomentError(
            f"no time zone is called {name!r}", 'Use an IANA name such as "Europe/Kyiv" or "UTC".'
        ) from None


def moment(value: object, zone: ZoneInfo, fold: str | None = None, signed: dt.datetime | None = None) -> int:
    """UTC epoch seconds of an ISO 8601 time.

    Args:
        value: text, or a TOML date or date-time. A time with an offset is taken as it is, others are local to `zone`.
        fold: "first" or "second", for a local time that the clocks pass twice.
        signed: aware moment of signature, for "D+15" (15 calendar days later at the same local time).

    Raises:
        NoMomentError: the time cannot be read, does not exist (clocks go forward) or exists twice.
    """
    if isinstance(value, str) and (days := _DAYS.match(value.strip())):
        if signed is None:
            raise NoMomentError(f"{value!r} counts from a signature that is not given", "Add `signed` to [agreement].")
        later = signed.astimezone(zone).replace(tzinfo=None) + dt.timedelta(days=int(days[1]))
        return _local(later, zone, fold, value)
    wall = _parsed(value)
    if wall.tzinfo is not None:
        return _whole_seconds(wall)
    return _local(wall, zone, fold, value)


def _parsed(value: object) -> dt.datetime:
    if isinstance(value, dt.datetime):
        return value
    if isinstance(value, dt.date):
        return dt.datetime(value.year, value.month, value.day)  # noqa: DTZ001 - a wall time until its zone is known
    if isinstance(value, str):
        midnight = _DAYS_END.fullmatch(value.strip())
        try:
            if midnight:
                return dt.datetime.fromisoformat(f"{midnight[1]}T00:00{midnight[2] or ''}") + dt.timedelta(days=1)
            return dt.datetime.fromisoformat(value.strip())
        except (ValueError, OverflowError):
            pass
    raise NoMomentError(f"{value!r} is no time", 'Write ISO 8601, such as "2031-03-02T00:01".')


def _local(wall: dt.datetime, zone: ZoneInfo, fold: str | None, value: object) -> int:
    earlier, later = (wall.replace(tzinfo=zone, fold=n) for n in (0, 1))
    first, second = _whole_seconds(earlier), _whole_seconds(later)
    if first == second:
        return first
    if dt.datetime.fromtimestamp(first, zone).replace(tzinfo=None) != wall:
        raise NoMomentError(
            f"{value} does not exist in {zone.key}: the clocks go forward over it",
            "Write a time that the clocks show, or add the offset from UTC.",
        )
    if fold == "first":
        return first
    if fold == "second":
        return second
    raise NoMomentError(
        f"{value} happens twice in {zone.key}: the clocks go back",
        'Add `fold = "first"` or `fold = "second"`, or write the offset from UTC.',
    )


def _whole_seconds(aware: dt.datetime) -> int:
    delta = aware - dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
    return delta.days * 86_400 + delta.seconds
