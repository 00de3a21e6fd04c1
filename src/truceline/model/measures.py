"""What measure returns: daily counts, rates, the effect of a truce, alarms, and the verdict."""

from __future__ import annotations

from typing import Literal

import msgspec

from truceline.model.phrase import Phrase


class DayMeasure(msgspec.Struct, frozen=True, kw_only=True):
    """One day in the mission's zone. Minutes are sums over watchers."""

    day: str
    incidents: int
    breaches: int
    undetermined: int
    counted: int
    observed_incidents: int  # seen or heard by watchers whose effort is known
    observer_minutes: int
    outage_minutes: int
    night_minutes: int
    in_force: bool


class UnitCount(msgspec.Struct, frozen=True):
    """Total of one event type in its own unit, with bounds."""

    event_type: str
    unit: str
    low: int
    high: int
    incidents: int


class Rate(msgspec.Struct, frozen=True):
    """Events per hundred observer-hours with an exact 95 % interval (Garwood), in thousandths."""

    label: str
    events: int
    observer_minutes: int
    rate_milli: int | None
    low_milli: int | None
    high_milli: int | None
    note: str = ""
    told: Phrase | None = None  # the note in any language


class Effect(msgspec.Struct, frozen=True):
    """Ratio of the level in force to the level expected without a truce, in thousandths."""

    ratio_milli: int | None
    low_milli: int | None
    high_milli: int | None


class Change(msgspec.Struct, frozen=True):
    """A change of level at a day, with the chance that a series without a change shows one as large."""

    date: str
    from_milli: int
    to_milli: int
    p_ppm: int


Holding = Literal["holding", "eroding", "collapsed", "undetermined"]


class Verdict(msgspec.Struct, frozen=True):
    """Holding, eroding, collapsed or undetermined, with its reasons; never a bare score.

    `reasons` are in English, `told` the same in any language.
    """

    verdict: Holding
    effect: Effect
    changes: tuple[Change, ...]
    alarms: tuple[str, ...]
    reasons: tuple[str, ...]
    told: tuple[Phrase, ...] = ()


class Nowcast(msgspec.Struct, frozen=True):
    """One day's count once all is reported: median and central 95 % interval, in whole events."""

    day: str
    reported: int
    median: int
    low: int
    high: int


class HotSpot(msgspec.Struct, frozen=True):
    """A cell with more incidents, together with its neighbours, than its share of the exposure explains."""

    cell: str  # H3
    incidents: int  # in the cell
    around: int  # in the cell and its neighbours
    expected_milli: int  # there
    q_ppm: int  # false discovery rate


class Escalation(msgspec.Struct, frozen=True):
    """Share of heavy weapons among incidents with a stated weapon: the last days, those before, and the difference."""

    share_ppm: int
    before_ppm: int
    low_ppm: int  # of the difference, 95 %
    high_ppm: int
    incidents: int
    incidents_before: int
    direction: Literal["heavier", "lighter", "not_shown"]


class Recovery(msgspec.Struct, frozen=True):
    """Days in which the level halves after a peak, in thousandths, with a 95 % interval; null where it does not."""

    peak_day: str
    peak_milli: int
    before_milli: int
    half_life_milli: int | None
    low_milli: int | None  # of the steepest decline within the interval
    high_milli: int | None  # null: the interval holds no decline at all
    days: int


class Further(msgspec.Struct, frozen=True):
    """What else the days say: late reports, hot spots, escalation, recovery; empty where there is too little."""

    late: tuple[Nowcast, ...] = ()
    hot_spots: tuple[HotSpot, ...] = ()
    escalation: Escalation | None = None
    recovery: Recovery | None = None
    told: tuple[Phrase, ...] = ()


class SeriesDay(msgspec.Struct, frozen=True):
    """One day of a drawn series, in thousandths; null is a day without a figure. `scored` days are judged."""

    day: str
    value_milli: int | None
    effort_milli: int | None
    in_force: bool
    scored: bool


class Levels(msgspec.Struct, frozen=True):
    """Typical days (geometric means), in thousandths: before, in force, and expected without a truce (interval)."""

    before_milli: int
    during_milli: int
    expected_milli: int | None = None
    low_milli: int | None = None
    high_milli: int | None = None


class MeasureView(msgspec.Struct, frozen=True, kw_only=True):
    """All that the page of one series shows."""

    subject: str  # name of the file
    column: str
    first_day: str
    last_day: str
    n_days: int
    from_day: str | None  # full days in force, half-open
    until_day: str | None
    verdict: Verdict
    days: tuple[SeriesDay, ...]  # those that are drawn
    levels: Levels | None
    score_milli: int | None  # the effect in forecast deviations
    multiplier_milli: int  # deviations that hold 95 % of the dates without a truce
    placebo_milli: tuple[int, ...]
    placebo_deeper: int
    rates: tuple[Rate, ...]  # a day, or for each unit of effort, in thousandths
    by_effort: bool
    late: tuple[Nowcast, ...]
    trends: tuple[Phrase, ...]  # escalation and recovery in sentences
    paragraph: tuple[Phrase, ...]
    references: tuple[str, ...]
