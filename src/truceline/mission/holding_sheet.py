"""Is it holding, in one sheet: the bulletin's own measures, and the same days by sector and by provision."""

from __future__ import annotations

from datetime import date

import msgspec
import pyarrow as pa
import pyarrow.compute as pc

from truceline.measure.calendar import day_bounds
from truceline.measure.days import days as days_of
from truceline.measure.rates import rate, rates
from truceline.mission.folder import Mission
from truceline.mission.measured import Measured, measured_until, of_force
from truceline.mission.release import period_of
from truceline.mission.viewed import sectors_of
from truceline.model.agreement import Agreement
from truceline.model.holding_sheet import HoldingDay, HoldingSheet, ProvisionDays, SectorDays
from truceline.model.measures import DayMeasure, Nowcast
from truceline.model.period import Period
from truceline.pipeline import Outcome


def holding_sheet(
    mission: Mission, outcome: Outcome, agreement: Agreement | None, day: date | None, as_of: int
) -> HoldingSheet:
    """The sheet of the period that ends with `day` (the last day of the evidence where none is named)."""
    period = period_of(mission, outcome, day)
    measured = measured_until(mission, outcome, agreement, period)
    force = of_force(outcome.incidents)
    known = force.filter(pc.less(force["start_s"], period.end_s))
    split = _Split(mission, outcome, agreement, period, measured)
    return HoldingSheet(
        verdict=measured.verdict.verdict,
        effect=measured.verdict.effect,
        changes=measured.verdict.changes,
        alarms=measured.verdict.alarms,
        reasons=measured.verdict.reasons,
        told=measured.verdict.told,
        series=_series(measured, period, mission.settings.cut_off),
        rates=rates(measured.days),
        late=measured.further.late,
        trends=measured.further.told,
        by_sector=split.by_sector(known),
        by_provision=split.by_provision(known),
        as_of=as_of,
    )


def _series(measured: Measured, period: Period, cut_off: str) -> tuple[HoldingDay, ...]:
    late = {one.day: one for one in measured.further.late}
    return tuple(_day(one, late.get(one.day), period.zone, cut_off) for one in measured.days)


def _day(one: DayMeasure, late: Nowcast | None, zone: str, cut_off: str) -> HoldingDay:
    told = rate(one.day, one.observed_incidents, one.observer_minutes)
    return HoldingDay(
        **msgspec.structs.asdict(one),
        day_s=day_bounds(one.day, zone, cut_off)[0],
        count=one.incidents,
        low=one.incidents if late is None else late.low,
        high=one.incidents if late is None else late.high,
        effort_h=one.observer_minutes // 60,
        rate_milli=told.rate_milli,
        rate_low_milli=told.low_milli,
        rate_high_milli=told.high_milli,
    )


class _Split:
    """The days of the series again, of some of the incidents at a time."""

    def __init__(
        self, mission: Mission, outcome: Outcome, agreement: Agreement | None, period: Period, measured: Measured
    ) -> None:
        self._cut_off = mission.settings.cut_off
        self._outcome = outcome
        self._agreement = agreement
        self._period = period
        self._first, self._n = (measured.days[0].day if measured.days else "", len(measured.days))

    def by_sector(self, incidents: pa.Table) -> tuple[SectorDays, ...]:
        zones = [zone for zone in self._agreement.zones if zone.kind == "zone"] if self._agreement else []
        inside = sectors_of(incidents, self._agreement)
        made = []
        for zone in zones:
            ids = [incident for incident, names in inside.items() if zone.zone_id in names]
            told = self._days(_of(incidents, ids), self._outcome.findings)
            counts = (tuple(d.incidents for d in told), tuple(d.breaches for d in told))
            made.append(SectorDays(zone.zone_id, zone.label or zone.zone_id, *counts))
        return tuple(made)

    def by_provision(self, incidents: pa.Table) -> tuple[ProvisionDays, ...]:
        made = []
        findings = self._outcome.findings
        for one in self._agreement.provisions if self._agreement else ():
            mine = findings.filter(pc.equal(findings["provision_id"], one.provision_id))
            told = self._days(_of(incidents, mine["incident_id"].to_pylist()), mine)
            made.append(
                ProvisionDays(
                    one.provision_id,
                    one.words,
                    one.citation,
                    *(tuple(getattr(d, name) for d in told) for name in ("breaches", "undetermined", "counted")),
                )
            )
        return tuple(made)

    def _days(self, incidents: pa.Table, findings: pa.Table) -> tuple[DayMeasure, ...]:
        """As many days as the series has, and the same."""
        first_s = day_bounds(self._first, self._period.zone, self._cut_off)[0] if self._n else None
        told = days_of(
            incidents,
            findings,
            None,
            None,
            None,
            self._agreement,
            self._period.zone,
            cut_off=self._cut_off,
            first_s=first_s,
            last_s=self._period.end_s - 1,
        )
        start = next((at for at, one in enumerate(told) if one.day == self._first), 0)
        return told[start : start + self._n]


def _of(incidents: pa.Table, ids: list[str]) -> pa.Table:
    return incidents.filter(pc.is_in(incidents["incident_id"], pa.array(sorted(set(ids)), pa.string())))
