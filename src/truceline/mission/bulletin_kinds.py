"""Daily, weekly and special bulletins: which days each covers, and what it is about."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta

import msgspec

from truceline.mission.folder import Mission, cut_off_minutes
from truceline.model.bulletin import Bulletin, BulletinKind, PublicScope
from truceline.model.errors import UsageError
from truceline.model.period import Period, period_ending, reporting_day
from truceline.record.weeks import DAYS

#: a special bulletin covers no more days than this
_LONGEST = 400


class Wanted(msgspec.Struct, frozen=True):
    """What bulletin is asked for; the default is the mission's regular one."""

    kind: BulletinKind = "daily"
    last_day: date | None = None  # null: the last day of the evidence; of a weekly one, its last whole week
    first_day: date | None = None  # of a special one
    title: str = ""
    reason: str = ""
    scope: PublicScope = PublicScope()

    def __post_init__(self) -> None:
        special = self.kind == "special"
        if special and not self.reason.strip():
            raise UsageError(
                "a special bulletin says why it was made, and no reason was given", advice='Give one: --reason "…".'
            )
        if not special and (self.title or self.reason or self.first_day or not self.scope.whole):
            raise UsageError(
                f"a {self.kind} bulletin covers its own days and all of the mission",
                advice="Only a special one has a title, a reason, a first day and a choice: --kind special.",
            )
        if self.first_day and self.last_day and self.first_day > self.last_day:
            raise UsageError(
                f"the window begins after its last day, {self.last_day}", advice="Give --from before --date."
            )


def period_wanted(mission: Mission, wanted: Wanted, newest: date) -> Period:
    """The reporting days of the bulletin, where the evidence ends with the day `newest`."""
    last = wanted.last_day or (_last_sunday(newest) if wanted.kind == "weekly" else newest)
    return period_ending(last, _length(mission, wanted, last), mission.settings.zone, _minutes(mission))


def reporting_period(mission: Mission, last: date) -> Period:
    """The reporting days of the mission's regular bulletin that ends with a day."""
    return period_ending(last, mission.plan.period_days, mission.settings.zone, _minutes(mission))


def _length(mission: Mission, wanted: Wanted, last: date) -> int:
    regular = mission.plan.period_days
    if wanted.kind == "daily":
        return regular
    length = DAYS if wanted.kind == "weekly" else (last - (wanted.first_day or last)).days + 1
    if not 1 <= length <= _LONGEST:
        raise UsageError(
            f"a window of {length} days cannot be told", advice=f"Between 1 and {_LONGEST}: --from DAY --date DAY."
        )
    if length < regular:
        raise UsageError(
            f"a window of {length} days is shorter than this mission's bulletins, which cover {regular}",
            advice="Where few watch, a shorter one would say on which days somebody reported. Choose a longer one.",
        )
    return length


def _last_sunday(newest: date) -> date:
    """The end of the last whole calendar week: the grid on which most figures about the mission itself leave."""
    return newest - timedelta(days=(newest.weekday() + 1) % DAYS)


def _minutes(mission: Mission) -> int:
    return cut_off_minutes(mission.settings.cut_off)


def folder_of(bulletin: Bulletin, end_s: int) -> str:
    """The folder of its files below `bulletins/`: the day it ends with, and what else tells it from others."""
    day = reporting_day(end_s - 1, bulletin.zone, cut_off_minutes(bulletin.cut_off)).isoformat()
    if bulletin.kind == "daily":
        return day
    if bulletin.kind == "weekly":
        return f"{day}-weekly"
    told = msgspec.json.encode((bulletin.period_start, bulletin.title, bulletin.reason, bulletin.scope))
    return f"{day}-special-{hashlib.sha256(told).hexdigest()[:8]}"
