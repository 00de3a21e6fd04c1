"""What a bulletin is made of: the answers of the stages over the whole mission, with the measures of its period."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec
import pyarrow as pa
import pyarrow.compute as pc

import truceline
from truceline.adjudicate.cases import at
from truceline.assess.grounds import grounds
from truceline.derive.differences import differences
from truceline.measure.counts import count_units
from truceline.measure.rates import rates
from truceline.mission.bulletin_kinds import Wanted, reporting_period
from truceline.mission.checkpointed import newest_before_release, public_checkpoint
from truceline.mission.corrections import corrections_of
from truceline.mission.docket import hear
from truceline.mission.folder import Mission
from truceline.mission.intake import evidence_digest, known_by, receipts
from truceline.mission.measured import Measured, measured_until, verdict_until
from truceline.mission.sectors import sectors_in
from truceline.mission.settlements import settlements
from truceline.mission.sides import sides_of
from truceline.model.agreement import Agreement
from truceline.model.bulletin import PublicIncident
from truceline.model.comparison import Comparison
from truceline.model.grounds import Grounds
from truceline.model.measures import Verdict
from truceline.model.period import Period
from truceline.model.units import DAY_S
from truceline.pipeline import Outcome
from truceline.record.leaf import GENESIS
from truceline.record.material import Material
from truceline.record.public_effort import told_days
from truceline.record.public_incidents import incidents_in
from truceline.record.public_pairs import wanted as pairs_wanted
from truceline.stores.record import Record


class Sources(msgspec.Struct, frozen=True):
    """Where the material is taken from. `until_s` is the hour up to which the outcome knows the evidence."""

    mission: Mission
    record: Record
    outcome: Outcome
    agreement: Agreement | None
    until_s: int | None = None


def material_of(sources: Sources, wanted: Wanted, period: Period) -> Material:
    """The material of a period, with all that is counted in it; a special bulletin counts again what it chose."""
    mission, outcome, agreement = sources.mission, sources.outcome, sources.agreement
    measured = measured_until(mission, outcome, agreement, period)
    material = Material(
        mission=mission.settings.name,
        invented=mission.settings.invented,
        licence=mission.settings.licence,
        period=period,
        cut_off=mission.settings.cut_off,
        agreement=agreement,
        items=outcome.items,
        documents=outcome.documents,
        mentions=outcome.mentions,
        observations=outcome.observations,
        effort=outcome.effort,
        origins=outcome.origins,
        pairs=outcome.pairs,
        incidents=outcome.incidents,
        members=outcome.members,
        findings=outcome.findings,
        grounds=_grounds(outcome, agreement, period),
        counts=count_units(incidents_in(outcome.incidents, period)),
        counts_before=(),
        days=measured.days,
        rates=rates(
            told_days(measured.days, outcome.effort, mission.release_policy, period.zone, mission.settings.cut_off)
        ),
        verdict=measured.verdict,
        further=measured.further,
        audits=outcome.audits,
        cases=tuple(at(case, period.end_s) for case in hear(sources.record).cases.values()),
        sectors=sectors_in(mission),
        settlements=settlements(mission, most=None),
        seats=sides_of(mission, agreement).parties,
        kind=wanted.kind,
        title=wanted.title,
        reason=wanted.reason,
        scope=wanted.scope,
    )
    known = _with_the_period_before(sources, _resting_on(sources, material, measured), measured)
    return msgspec.structs.replace(known, comparisons=_compared(known))


def _grounds(outcome: Outcome, agreement: Agreement | None, period: Period) -> dict[tuple[str, str], Grounds]:
    """What decided the findings on the incidents of the period."""
    inside = incidents_in(outcome.incidents, period)["incident_id"].combine_chunks()
    found = outcome.findings.filter(pc.is_in(outcome.findings["incident_id"], inside))
    if agreement is None or not found.num_rows:
        return {}
    clauses: dict[str, set[str]] = {}
    for clause, incident in zip(*(found[name].to_pylist() for name in ("provision_id", "incident_id")), strict=True):
        clauses.setdefault(clause, set()).add(incident)
    wanted = {clause: frozenset(incidents) for clause, incidents in clauses.items()}
    return grounds(outcome.incidents, agreement, wanted, outcome.effort)


def counted_again(material: Material, chosen: tuple[PublicIncident, ...]) -> Material:
    """The material with the counts of what was chosen, and no counts of another period beside them."""
    ids = pa.array([incident.incident_id for incident in chosen], pa.string())
    kept = material.incidents.filter(pc.is_in(material.incidents["incident_id"], ids))
    return msgspec.structs.replace(material, counts=count_units(kept), counts_before=())


def _resting_on(sources: Sources, material: Material, measured: Measured) -> Material:
    """With what it rests on: the evidence, the record, the program; and what that moved in earlier bulletins."""
    mission, record = sources.mission, sources.record
    digest = evidence_digest(known_by(receipts(record), sources.until_s))
    software = f"truceline {truceline.__version__}"

    def judged(day: str) -> Verdict:
        period = reporting_period(mission, date.fromisoformat(day))
        return verdict_until(mission, sources.outcome, sources.agreement, measured.days, period)

    return msgspec.structs.replace(
        material,
        evidence_digest=digest,
        checkpoint=public_checkpoint(mission, record, sources.agreement),
        record_head=_head(record),
        software=software,
        corrections=corrections_of(mission, record, material.period, measured.days, judged, (digest, software)),
    )


def _with_the_period_before(sources: Sources, material: Material, measured: Measured) -> Material:
    """With the answer and the counts of the period of the same length before, by the evidence of today."""
    period = material.period
    length = timedelta(days=round(period.length_s / DAY_S))
    last = date.fromisoformat(period.end_day) - length
    before = Period(period.start_s - period.length_s, period.start_s, period.zone, last.isoformat())
    return msgspec.structs.replace(
        material,
        counts_before=count_units(incidents_in(material.incidents, before)),
        verdict_before=verdict_until(sources.mission, sources.outcome, sources.agreement, measured.days, before),
    )


def _head(record: Record) -> str:
    """The record's newest entry of what a bulletin rests on, so that publishing again gives the same bytes."""
    newest = newest_before_release(record)
    return GENESIS if newest is None else newest.hash


def _compared(material: Material) -> tuple[Comparison, ...]:
    """The pairs of texts that the bulletin shows, laid side by side."""
    pairs = pairs_wanted(material)
    documents = {document.item_id: document for document in material.documents}
    items = {item for pair in pairs for item in (pair.a, pair.b)}
    mentions = [mention for mention in material.mentions if mention.item_id in items]
    return tuple(differences(documents[pair.a], documents[pair.b], mentions, pair.spans) for pair in pairs)
