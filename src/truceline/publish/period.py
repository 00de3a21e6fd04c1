"""Which of the bulletin's days belong to its period: the series of days may begin long before it."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from truceline.model.bulletin import Bulletin, PublicDay

#: days on the time line and in its table; the data annex has all of them
LONGEST = 120


def recent_days(bulletin: Bulletin) -> tuple[PublicDay, ...]:
    return bulletin.days[-LONGEST:]


def period_days(bulletin: Bulletin) -> tuple[PublicDay, ...]:
    """Days of the period. Where the reporting day ends at a cut-off, it is named after the date on which it ends.

    Every day, where the period's ends are not dates.
    """
    try:
        start = datetime.fromisoformat(bulletin.period_start)
        end = datetime.fromisoformat(bulletin.period_end)
    except ValueError:
        return bulletin.days
    at_midnight = start.time() == time(0)
    return tuple(day for day in bulletin.days if _inside(day.day, start.date(), end.date(), at_midnight))


def _inside(iso: str, start: date, end: date, at_midnight: bool) -> bool:
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return False
    return start <= day < end if at_midnight else start < day <= end


def as_day(iso: str) -> date | None:
    """A day; null for words that are none."""
    try:
        return date.fromisoformat(iso)
    except ValueError:
        return None


def last_day(bulletin: Bulletin) -> date | None:
    """The last day of the period; null where there is none, or its name is no date."""
    days = period_days(bulletin) or bulletin.days[-1:]
    return as_day(days[-1].day) if days else None


def in_the_period(moment: str, bulletin: Bulletin) -> bool:
    """Whether a moment lies after the period's start and no later than its end; true where that cannot be told."""
    try:
        start, at, end = (datetime.fromisoformat(one) for one in (bulletin.period_start, moment, bulletin.period_end))
    except ValueError:
        return True
    zoned = [one if one.tzinfo else one.replace(tzinfo=UTC) for one in (start, at, end)]
    return zoned[0] < zoned[1] <= zoned[2]
