"""Moments, days and spans of time as people type them."""

from __future__ import annotations

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

from truceline.model.errors import UsageError

#: days at the ends of the calendar have no period before or after them
_FIRST_YEAR, _LAST_YEAR = 1000, 9000
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def moment_s(words: str, zone: str) -> int:
    """An ISO 8601 moment; one without an offset is read in `zone`.

    Raises UsageError, also for a local time that the clocks skip or pass twice: a truce must not begin at a guess.
    """
    try:
        moment = datetime.fromisoformat(words)
    except ValueError as error:
        raise UsageError(
            f"{words!r} is not a moment", advice="Write it as 2026-01-08T19:30 or with an offset."
        ) from error
    if moment.tzinfo:
        return int(moment.timestamp())
    first, second = (int(moment.replace(tzinfo=ZoneInfo(zone), fold=fold).timestamp()) for fold in (0, 1))
    if first != second:
        shown = datetime.fromtimestamp(first, ZoneInfo(zone)).replace(tzinfo=None) == moment
        found = f"{words} happens twice in {zone}: the clocks go back"
        if not shown:
            found = f"{words} does not exist in {zone}: the clocks go forward over it"
        raise UsageError(found, advice="Add the offset from UTC, as in 2026-10-25T03:30+02:00.")
    return first


def day_of(words: str) -> date:
    """A day as YYYY-MM-DD. Raises UsageError."""
    try:
        day = date.fromisoformat(words)
    except ValueError as error:
        raise UsageError(f"{words!r} is not a day", advice="Write it as 2026-01-08.") from error
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise UsageError(f"{words!r} is out of reach", advice=f"Years from {_FIRST_YEAR} to {_LAST_YEAR} are known.")
    return day


def span_s(words: str, zone: str, cut_off: str = "00:00") -> tuple[int, int | None]:
    """`FROM..TO` or `FROM..` as `[from_s, until_s)`; a day means its beginning. Raises UsageError."""
    from truceline.measure.calendar import day_bounds

    def moment(part: str) -> int:
        try:
            return day_bounds(part, zone, cut_off)[0] if _DAY.fullmatch(part) else moment_s(part, zone)
        except (ValueError, OverflowError) as error:  # a day that is none, or at the ends of the calendar
            raise UsageError(f"{part!r} is not a day", advice="Write a day as 2026-01-08.") from error

    first, dots, last = words.partition("..")
    if not dots or not first:
        raise UsageError(f"{words!r} is not a span of time", advice="Write FROM..TO, or FROM.. for one without end.")
    from_s, until_s = moment(first), moment(last) if last else None
    if until_s is not None and until_s <= from_s:
        raise UsageError(f"{words!r} ends before it begins", advice="TO is the first moment after it.")
    return from_s, until_s
