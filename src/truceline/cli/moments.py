"""Moments and days as people type them."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from truceline.model.errors import UsageError

#: days at the ends of the calendar have no period before or after them
_FIRST_YEAR, _LAST_YEAR = 1000, 9000


def moment_s(words: str, zone: str) -> int:
    """An ISO 8601 moment; one without an offset is read in `zone`. Raises UsageError."""
    try:
        moment = datetime.fromisoformat(words)
    except ValueError as error:
        raise UsageError(
            f"{words!r} is not a moment", advice="Write it as 2026-01-08T19:30 or with an offset."
        ) from error
    return int((moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone))).timestamp())


def day_of(words: str) -> date:
    """A day as YYYY-MM-DD. Raises UsageError."""
    try:
        day = date.fromisoformat(words)
    except ValueError as error:
        raise UsageError(f"{words!r} is not a day", advice="Write it as 2026-01-08.") from error
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise UsageError(f"{words!r} is out of reach", advice=f"Years from {_FIRST_YEAR} to {_LAST_YEAR} are known.")
    return day
