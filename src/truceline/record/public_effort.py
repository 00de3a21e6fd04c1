"""Hours of observation as the public may see them: means of whole weeks, rounded, of enough watchers together.

The hours of single days, and running totals that grow by them, are the watchers' shifts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import msgspec
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from truceline.model.bulletin import PublicDay, PublicRate, PublicRestriction
from truceline.model.errors import RecordError
from truceline.model.measures import DayMeasure, Rate
from truceline.model.period import Period, period_ending
from truceline.model.taxonomy import RESTRICTIONS
from truceline.record.material import Material, ReleasePolicy
from truceline.record.weeks import Week, minutes_of, week_of

#: days after the end of a week by which its hours are in: a figure that changes tells who came in late
SETTLED_DAYS = 2
#: shares of the night are told in steps of this many hundredths
_NIGHT_STEP = 5


class TooFineError(RecordError):
    """Hours that may not leave stand in a figure that is about to."""


def told_days(
    days: tuple[DayMeasure, ...], effort: pa.Table, policy: ReleasePolicy, zone: str, cut_off: str
) -> tuple[DayMeasure, ...]:
    """Days of the weeks whose effort may be told, each with the rounded mean of its week. Rates are taken from these.

    A week is told once it is over and its reports are in, and only where as many watchers as the policy asks for had
    hours in it.
    """
    care = policy.care("monitors")
    rota = _Rota.of(effort)
    told: list[DayMeasure] = []
    for week, part in _by_week(days, zone, minutes_of(cut_off)).items():
        settled = days[-1].day >= (date.fromisoformat(week.last_day) + timedelta(days=SETTLED_DAYS)).isoformat()
        if settled and rota.watchers(week) >= care.least:
            told += _levelled(part, rota.losing(week) >= care.least)
    return tuple(told)


def _by_week(days: tuple[DayMeasure, ...], zone: str, cut_off_min: int) -> dict[Week, list[DayMeasure]]:
    found: dict[Week, list[DayMeasure]] = {}
    week: Week | None = None
    for day in days:
        if week is None or not week.first_day <= day.day <= week.last_day:
            week = week_of(date.fromisoformat(day.day), zone, cut_off_min)
        found.setdefault(week, []).append(day)
    return found


class _Rota(msgspec.Struct, frozen=True):
    """Who had hours when, as arrays: watchers as numbers, and whether they were on."""

    start_s: np.ndarray
    end_s: np.ndarray
    watcher: np.ndarray
    on: np.ndarray

    @staticmethod
    def of(effort: pa.Table) -> _Rota:
        names = effort["watcher"].combine_chunks().dictionary_encode()
        on = pc.equal(effort["status"], "on").to_numpy(zero_copy_only=False).astype(bool)
        return _Rota(effort["start_s"].to_numpy(), effort["end_s"].to_numpy(), names.indices.to_numpy(), on)

    def watchers(self, week: Week) -> int:
        return len(np.unique(self.watcher[self._inside(week)]))

    def losing(self, week: Week) -> int:
        """Watchers with time lost in the week."""
        return len(np.unique(self.watcher[self._inside(week) & ~self.on]))

    def _inside(self, week: Week) -> np.ndarray:
        inside: np.ndarray = (self.start_s < week.end_s) & (self.end_s > week.start_s)
        return inside


def _levelled(part: list[DayMeasure], outage_told: bool) -> list[DayMeasure]:
    minutes = rounded(sum(day.observer_minutes for day in part) / len(part))
    outage = rounded(sum(day.outage_minutes for day in part) / len(part)) if outage_told else 0
    watched = sum(day.observer_minutes for day in part)
    share = _stepped(sum(day.night_minutes for day in part) / watched) if watched else 0
    return [
        msgspec.structs.replace(
            day, observer_minutes=minutes, outage_minutes=outage, night_minutes=minutes * share // 100
        )
        for day in part
    ]


def _stepped(share: float) -> int:
    return round(100 * share / _NIGHT_STEP) * _NIGHT_STEP


def rounded(minutes: float) -> int:
    """To two digits: of 26,130 minutes 26,000 are told."""
    whole = round(minutes)
    if whole < 100:
        return round(whole / 10) * 10
    unit: int = 10 ** (len(str(whole)) - 2)
    return round(whole / unit) * unit


def public_days(material: Material, told: Iterable[DayMeasure]) -> tuple[PublicDay, ...]:
    """The time line. Hours are null where they are not told, or not yet."""
    hours = {day.day: day for day in told}
    return tuple(_day(day, hours.get(day.day)) for day in material.days)


def _day(day: DayMeasure, told: DayMeasure | None) -> PublicDay:
    share = None
    if told is not None and told.observer_minutes:
        share = _stepped(told.night_minutes / told.observer_minutes) * 10_000
    return PublicDay(
        day=day.day,
        incidents=day.incidents,
        breaches=day.breaches,
        undetermined=day.undetermined,
        counted=day.counted,
        observer_minutes=told.observer_minutes if told else None,
        outage_minutes=told.outage_minutes if told else None,
        night_share_ppm=share,
        in_force=day.in_force,
    )


def public_rates(rates: tuple[Rate, ...], told: tuple[DayMeasure, ...]) -> tuple[PublicRate, ...]:
    """Rates of the hours that are told. Raises TooFineError for a rate that rests on others."""
    groups = {
        "all days": told,
        "days in force": tuple(d for d in told if d.in_force),
        "days not in force": tuple(d for d in told if not d.in_force),
    }
    allowed = {(sum(d.observed_incidents for d in g), sum(d.observer_minutes for d in g)) for g in groups.values()}
    for rate in rates:
        if (rate.events, rate.observer_minutes) not in allowed:
            raise TooFineError(
                f"the rate {rate.label!r} rests on {rate.observer_minutes} minutes that are not told to the public",
                where="bulletin",
                advice="Take rates from record.public_effort.told_days.",
            )
    return tuple(_rate(rate, groups.get(rate.label, ())) for rate in rates)


def _rate(rate: Rate, days: tuple[DayMeasure, ...]) -> PublicRate:
    """A rate with what stands beside it: outages and the share of the night, of the same days as they are told."""
    share = _stepped(sum(d.night_minutes for d in days) / rate.observer_minutes) if rate.observer_minutes else None
    return PublicRate(
        label=rate.label,
        incidents=rate.events,
        observer_minutes=rate.observer_minutes,
        rate_milli=rate.rate_milli,
        low_milli=rate.low_milli,
        high_milli=rate.high_milli,
        note=rate.note,
        told=rate.told,
        outage_minutes=sum(d.outage_minutes for d in days) if days else None,
        night_share_ppm=share * 10_000 if share is not None and days else None,
    )


def public_restrictions(material: Material, policy: ReleasePolicy) -> tuple[PublicRestriction, ...]:
    """Denials and outages in the period by kind, without who or where: a watcher's own words could name a post.

    Where fewer than the policy's number came together on a day, neither how many nor how long is told of that day. A
    longer period has the sum of what its days tell, so that the difference of two windows tells nothing of a day; a
    whole calendar week, a grid on which no two windows overlap, may tell more (`_restriction`).
    """
    period = material.period
    rows = _lost(material.effort, period)
    least = policy.care("monitors").least
    days = [_by_kind(rows, day) for day in _days_of(period, minutes_of(material.cut_off))]
    week = week_of(date.fromisoformat(period.end_day), period.zone, minutes_of(material.cut_off))
    whole_week = (week.start_s, week.end_s) == (period.start_s, period.end_s)
    kinds = sorted({kind for day in days for kind in day})
    return tuple(_restriction(kind, [day.get(kind, []) for day in days], least, whole_week) for kind in kinds)


def _lost(effort: pa.Table, period: Period) -> list[dict[str, Any]]:
    inside = pc.and_(pc.less(effort["start_s"], period.end_s), pc.greater(effort["end_s"], period.start_s))
    rows: list[dict[str, Any]] = effort.filter(pc.and_(inside, pc.not_equal(effort["status"], "on"))).to_pylist()
    return rows


def _days_of(period: Period, cut_off_min: int) -> list[Period]:
    """The reporting days of a period."""
    day, found = date.fromisoformat(period.end_day), list[Period]()
    while not found or found[-1].start_s > period.start_s:
        found.append(period_ending(day, 1, period.zone, cut_off_min))
        day -= timedelta(days=1)
    return found


def _by_kind(rows: list[dict[str, Any]], day: Period) -> dict[str, list[int]]:
    """Minutes lost on a day, one number for each time, by kind."""
    lost: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        minutes = (min(row["end_s"], day.end_s) - max(row["start_s"], day.start_s)) // 60
        if row["start_s"] < day.end_s and row["end_s"] > day.start_s:
            lost[row["reason"] if row["reason"] in RESTRICTIONS else row["status"]].append(minutes)
    return lost


def _restriction(kind: str, days: list[list[int]], least: int, whole_week: bool) -> PublicRestriction:
    told = [day for day in days if len(day) >= least]
    kept_back = [minutes for day in days if 0 < len(day) < least for minutes in day]
    if whole_week and len(kept_back) >= least:
        told.append(kept_back)
    if not told:
        return PublicRestriction(kind, None, None, at_least=True)
    minutes = [rounded(float(np.sum(day))) for day in told]
    return PublicRestriction(
        kind, sum(len(day) for day in told), sum(minutes), bool(kept_back) and kept_back not in told
    )
