"""Reporting days: local, ending at the mission's cut-off, and the period a bulletin covers."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec


class Period(msgspec.Struct, frozen=True):
    """`[start_s, end_s)` in the mission's zone; `end_day` is the local day on which it ends."""

    start_s: int
    end_s: int
    zone: str
    end_day: str

    @property
    def length_s(self) -> int:
        return self.end_s - self.start_s

    def local(self, moment_s: int) -> str:
        """Local date and time with offset, to the minute."""
        return datetime.fromtimestamp(moment_s, ZoneInfo(self.zone)).isoformat(timespec="minutes")


def cut_off_s(day: date, zone: str, minutes_after_midnight: int) -> int:
    """The moment at which reporting day `day` ends. A cut-off at 00:00 ends the day at the following midnight.

    A cut-off inside a skipped hour is read with the offset before the change, one inside a repeated hour as its first.
    """
    if minutes_after_midnight == 0:
        day += timedelta(days=1)
    hours, minutes = divmod(minutes_after_midnight, 60)
    return int(datetime(day.year, day.month, day.day, hours, minutes, tzinfo=ZoneInfo(zone)).timestamp())


def period_ending(day: date, days: int, zone: str, minutes_after_midnight: int) -> Period:
    """The `days` reporting days that end with `day`."""
    return Period(
        start_s=cut_off_s(day - timedelta(days=days), zone, minutes_after_midnight),
        end_s=cut_off_s(day, zone, minutes_after_midnight),
        zone=zone,
        end_day=day.isoformat(),
    )


def reporting_day(moment_s: int, zone: str, minutes_after_midnight: int) -> date:
    """The reporting day in which a moment lies."""
    local = datetime.fromtimestamp(moment_s, UTC).astimezone(ZoneInfo(zone))
    day = local.date()
    if minutes_after_midnight and local.hour * 60 + local.minute >= minutes_after_midnight:
        day += timedelta(days=1)
    return day
