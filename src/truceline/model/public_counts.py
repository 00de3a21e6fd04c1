"""The figures of a bulletin: counts, days, rates, harm, and whether it is holding."""

from __future__ import annotations

from typing import Literal

import msgspec

from truceline.model.phrase import Phrase

TrendOf = Literal["sector", "provision", "kind"]
#: kinds of event that have a section of their own
KindOf = Literal["weapons", "mines", "crossings"]
WeaponStatus = Literal[
    "in_breach", "not_settled", "beyond", "unnamed", "in_storage", "absent_from_storage", "storage_visit"
]


class PublicCount(msgspec.Struct, frozen=True):
    """One number with its unit; null where a small cell is suppressed."""

    label: str
    unit: str
    value_low: int | None
    value_high: int | None
    previous_low: int | None = None
    previous_high: int | None = None
    suppressed: bool = False


class PublicDay(msgspec.Struct, frozen=True):
    """One day of the time line: incidents by finding, and the effort behind them."""

    day: str
    incidents: int
    breaches: int
    undetermined: int
    counted: int
    observer_minutes: int | None  # mean of the week; null until the week is over, and where few watched
    outage_minutes: int | None
    night_share_ppm: int | None
    in_force: bool


class PublicRate(msgspec.Struct, frozen=True):
    """Incidents seen by watchers per hundred observer-hours, with an exact Poisson 95 % interval, in thousandths."""

    label: str
    incidents: int
    observer_minutes: int
    rate_milli: int | None
    low_milli: int | None
    high_milli: int | None
    note: str = ""
    told: Phrase | None = None  # the note in any language
    outage_minutes: int | None = None  # in the same days; null where too few lost time to tell
    night_share_ppm: int | None = None  # of the observer-minutes


class PublicVerdict(msgspec.Struct, frozen=True):
    """Is it holding? Never a bare score: the reasons stand with it, in English and as `told` in any language."""

    verdict: Literal["holding", "eroding", "collapsed", "undetermined"]
    ratio_milli: int | None
    low_milli: int | None
    high_milli: int | None
    changes: tuple[str, ...]
    alarms: tuple[str, ...]
    reasons: tuple[str, ...]
    told: tuple[Phrase, ...] = ()
    since: str | None = None  # day of the rise that stands, or the first day in force where it holds


class PublicBefore(msgspec.Struct, frozen=True):
    """The period before, of the same length, by the evidence of today."""

    verdict: Literal["holding", "eroding", "collapsed", "undetermined"]
    in_force: bool
    incidents: int
    breaches: int  # incidents with a finding of a breach


class PublicHarm(msgspec.Struct, frozen=True):
    """Persons killed or wounded as reports state it: in all, and in incidents that two independent origins tell of."""

    of: Literal["killed", "wounded"]
    incidents: int
    reported_low: int
    reported_high: int
    corroborated_incidents: int
    corroborated_low: int
    corroborated_high: int


class PublicObject(msgspec.Struct, frozen=True):
    """Incidents that reports say hit one kind of object."""

    target: str
    incidents: int
    corroborated: int  # told of by at least two independent origins
    breaches: int


class PublicTrend(msgspec.Struct, frozen=True):
    """One sector, provision or kind of event, day by day: incidents with a published place there, held against it, or
    of it."""

    of: TrendOf
    name: str
    label: str
    days: tuple[str, ...]
    incidents: tuple[int, ...]
    breaches: tuple[int, ...]


class PublicKind(msgspec.Struct, frozen=True):
    """A kind of event that has a section of its own, beside the counts of it in its units."""

    of: KindOf
    event_type: str
    incidents: int
    corroborated: int  # told of by at least two independent origins
    breaches: int
    killed: int  # as reports state it, at the least
    wounded: int


class PublicWeapons(msgspec.Struct, frozen=True):
    """Weapons of one class by what was found of them: a status of withdrawal, never whose they are."""

    status: WeaponStatus
    weapon: str | None  # class; null where no report states it
    incidents: int
    corroborated: int
    low: int  # weapons, or visits; an incident of which nobody stated a number counts as one
    high: int


class PublicRestriction(msgspec.Struct, frozen=True):
    """Restrictions on monitors by type, without who or where."""

    restriction: str
    events: int | None  # null where so few that they could point to a post
    minutes: int | None
    at_least: bool = False  # there were more, on days on which they were too few to tell


class PublicScore(msgspec.Struct, frozen=True):
    """How well the system did where the truth is known (exercise only)."""

    label: str
    value: str
    note: str = ""
