"""The hours at which bulletins leave. Between two of them nothing that comes in shows, so nothing says when it came."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from truceline.model.period import cut_off_s


def last_hour_s(hours: Iterable[str], zone: str, now_s: int) -> int | None:
    """The last of these local times of day that is not after `now_s`; null where none is set."""
    today = datetime.fromtimestamp(now_s, ZoneInfo(zone)).date()
    moments = [_moment_s(hour, today - timedelta(days=back), zone) for hour in hours for back in (0, 1)]
    return max((moment for moment in moments if moment <= now_s), default=None)


def _moment_s(hour: str, day: date, zone: str) -> int:
    hours, minutes = (int(part) for part in hour.split(":"))
    if hours == minutes == 0:
        day -= timedelta(days=1)  # the midnight at which this day begins
    return cut_off_s(day, zone, hours * 60 + minutes)
