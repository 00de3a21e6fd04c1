"""The days of a mission up to a period's end, and what they say together: is it holding?"""

from __future__ import annotations

import msgspec
import pyarrow as pa
import pyarrow.compute as pc

from truceline.measure.days import days
from truceline.measure.further import further
from truceline.measure.holding import holding
from truceline.measure.late_reports import completed, late_days
from truceline.measure.series import DaySeries, series_of, truce_of
from truceline.mission.folder import Mission
from truceline.model.agreement import Agreement
from truceline.model.measures import DayMeasure, Further, Nowcast, Verdict
from truceline.model.period import Period
from truceline.model.tables import EFFORT, empty
from truceline.model.taxonomy import EVENT_TYPES
from truceline.pipeline import Outcome
from truceline.record.cells import edge_m
from truceline.record.public_incidents import published_only


class Measured(msgspec.Struct, frozen=True):
    """What the days up to a period's end say together."""

    days: tuple[DayMeasure, ...]
    further: Further
    verdict: Verdict


def measured_until(mission: Mission, outcome: Outcome, agreement: Agreement | None, period: Period) -> Measured:
    """Days, trends and verdict as the bulletin of this period tells them."""
    measured = daily(mission, outcome, agreement, period)
    series = series_of(measured)
    more = _further(mission, outcome, series, period)
    return Measured(measured, more, _held(mission, agreement, period, series, more.late))


def verdict_until(
    mission: Mission, outcome: Outcome, agreement: Agreement | None, known: tuple[DayMeasure, ...], period: Period
) -> Verdict:
    """The verdict at the end of an earlier period, by the evidence of today: that of `measured_until` on it.

    `known` are days measured already, up to the end of this period or farther.
    """
    force = of_force(outcome.incidents)
    late = late_days(
        force.filter(pc.less(force["start_s"], period.end_s)),
        outcome.members,
        outcome.observations,
        _published_s(outcome),
        period.zone,
        mission.settings.cut_off,
        period.end_s,
    )
    series = series_of(tuple(day for day in known if day.day <= period.end_day))
    return _held(mission, agreement, period, series, late)


def _held(
    mission: Mission,
    agreement: Agreement | None,
    period: Period,
    series: DaySeries | None,
    late: tuple[Nowcast, ...],
) -> Verdict:
    truce = truce_of(agreement, period.zone, mission.settings.cut_off) if agreement else None
    return holding(completed(series, late) if series else None, truce)


def _published_s(outcome: Outcome) -> dict[str, int]:
    return {d.item_id: d.published_s for d in outcome.documents if d.published_s is not None}


def _further(mission: Mission, outcome: Outcome, series: DaySeries | None, period: Period) -> Further:
    """Late days, escalation and recovery of all incidents; hot spots of what was published alone.

    Held against the hours of observation, a hot spot can only lie where somebody watches, and so tells where.
    """
    known = of_force(outcome.incidents)
    return further(
        known,
        outcome.members,
        outcome.observations,
        empty(EFFORT),
        series,
        placed=published_only(known, outcome.members, outcome.observations),
        published_s=_published_s(outcome),
        zone=period.zone,
        cut_off=mission.settings.cut_off,
        until_s=period.end_s,
        resolution=mission.policy.cell_resolution,
        widest_m=2 * edge_m(mission.policy.cell_resolution),
    )


def daily(mission: Mission, outcome: Outcome, agreement: Agreement | None, period: Period) -> tuple[DayMeasure, ...]:
    """Measures of every reporting day up to the period's end, of incidents of force only."""
    force = of_force(outcome.incidents)
    known = force.filter(pc.less(force["start_s"], period.end_s))
    measured = days(
        known,
        outcome.findings,
        outcome.members,
        outcome.observations,
        outcome.effort,
        agreement,
        period.zone,
        cut_off=mission.settings.cut_off,
        first_s=period.start_s,
        last_s=period.end_s - 1,
    )
    return tuple(day for day in measured if day.day <= period.end_day)


def of_force(incidents: pa.Table) -> pa.Table:
    """Incidents whose type is an act of force."""
    force = pa.array([code for code, kind in EVENT_TYPES.items() if kind.force], pa.string())
    return incidents.filter(pc.is_in(incidents["event_type"], force))
