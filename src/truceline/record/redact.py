"""The one door to the public: material goes in, a bulletin of public types comes out. `publish` sees nothing else."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import Any

import msgspec
import pyarrow as pa
import pyarrow.compute as pc

from truceline.model.agreement import InForce
from truceline.model.bulletin import (
    Bulletin,
    PublicAudit,
    PublicCount,
    PublicFinding,
    PublicIncident,
    PublicPartyCount,
    PublicProvision,
    PublicVerdict,
)
from truceline.model.case import Decision
from truceline.model.claim import AuditPoint
from truceline.model.ids import content_id
from truceline.model.measures import UnitCount
from truceline.model.phrase import Name, Phrase, Several, Value
from truceline.model.taxonomy import EVENT_TYPES
from truceline.record.material import Material, ReleasePolicy
from truceline.record.public_areas import public_areas
from truceline.record.public_cases import public_cases
from truceline.record.public_effort import public_days, public_rates, public_restrictions, told_days
from truceline.record.public_harm import public_harm, public_objects
from truceline.record.public_hot_spots import public_hot_spots
from truceline.record.public_incidents import Witnesses, coarse, public_incidents, witnesses_in
from truceline.record.public_pairs import public_pairs
from truceline.record.public_parts import public_parts, sectors_of, sectors_of_incidents
from truceline.record.public_places import public_places
from truceline.record.public_readings import public_readings
from truceline.record.public_texts import public_elements, public_origins, public_quantities, public_statements
from truceline.record.public_windows import public_windows
from truceline.record.quoted import checked, names_of_watchers
from truceline.record.scope import check_scope, chosen_findings, chosen_incidents
from truceline.record.sentences import agreement_status, cannot_conclude, headline, readings_in_force, summary
from truceline.record.standing import before, since
from truceline.record.weeks import DAYS


def redact(material: Material, policy: ReleasePolicy) -> Bulletin:
    """The bulletin of the material's period. Pure: the same material and policy give the same bytes."""
    witnesses = witnesses_in(material)
    incidents, findings = _in_scope(material, policy, witnesses)
    told = told_days(material.days, material.effort, policy, material.period.zone, material.cut_off)
    origins = public_origins(material)
    behind = frozenset(item for incident in incidents for item in incident.texts)
    readings, left_out = public_readings(material, policy, behind)
    bulletin = Bulletin(
        bulletin_id="",
        mission=material.mission,
        number=_number(material),
        period_start=material.period.local(material.period.start_s),
        period_end=material.period.local(material.period.end_s),
        cut_off=material.cut_off,
        zone=material.period.zone,
        agreement=material.agreement.name if material.agreement else "",
        agreement_status=agreement_status(material.agreement, material.period),
        in_force=bool(readings_in_force(material.agreement, material.period)),
        verdict=_verdict(material),
        before=before(material),
        headline=headline(material, incidents, findings),
        summary=summary(incidents, findings, origins),
        counts=_counts(material.counts, material.counts_before),
        days=public_days(material, told),
        rates=public_rates(material.rates, told),
        provisions=_provisions(material, findings),
        incidents=incidents,
        findings=findings,
        statements=public_statements(material),
        elements=public_elements(material),
        quantities=public_quantities(material),
        origins=origins,
        audits=tuple(_audit(material, point) for point in material.audits),
        restrictions=public_restrictions(material, policy),
        cases=public_cases(material),
        pairs=public_pairs(material),
        readings=readings,
        readings_left_out=left_out,
        places=public_places(material, policy),
        approvals=policy.approvals,
        areas=public_areas(material.agreement),
        cannot_conclude=cannot_conclude(material, incidents, findings),
        scores=material.scores,
        late=material.further.late,
        hot_spots=public_hot_spots(material.further.hot_spots, incidents),
        escalation=material.further.escalation,
        recovery=material.further.recovery,
        trends=material.further.told,
        invented=material.invented,
        evidence_digest=material.evidence_digest,
        record_head=material.record_head,
        software=material.software,
        kind=material.kind,
        title=material.title,
        reason=material.reason,
        scope=material.scope,
        harm=public_harm(incidents),
        objects=public_objects(incidents, findings),
        windows=public_windows(material),
        by_part=public_parts(material, policy),
        corrections=material.corrections,
    )
    # Signatures come in later too: they make no other bulletin, so they are not in its name.
    name = content_id("bul", msgspec.to_builtins(bulletin))
    bulletin = checked(bulletin, names_of_watchers(material.effort, material.observations))
    return msgspec.structs.replace(bulletin, bulletin_id=name, checkpoint=material.checkpoint)


def _in_scope(
    material: Material, policy: ReleasePolicy, witnesses: dict[str, Witnesses]
) -> tuple[tuple[PublicIncident, ...], tuple[PublicFinding, ...]]:
    """What the bulletin lists: all of its period, or what a special bulletin chooses of that."""
    incidents = public_incidents(material, policy, witnesses)
    findings = public_findings(material, incidents, witnesses)
    scope = material.scope
    if scope.whole:
        return incidents, findings
    provisions = material.agreement.provisions if material.agreement else ()
    check_scope(
        scope,
        (sector.name for sector in sectors_of(material.agreement, policy)),
        (one.provision_id for one in provisions),
        (incident.incident_id for incident in incidents),
    )
    inside = sectors_of_incidents(incidents, material.agreement, policy)
    chosen = chosen_incidents(incidents, findings, inside, scope)
    return chosen, chosen_findings(findings, chosen, scope)


def public_findings(
    material: Material, incidents: tuple[PublicIncident, ...], witnesses: dict[str, Witnesses]
) -> tuple[PublicFinding, ...]:
    """Findings on the published incidents. Distances and times to a limit stay inside: they would locate.

    A belief tells how far inside a zone an act was, so it is told in steps where the mission has a part in it.
    """
    if material.agreement is None:
        return ()
    words = {p.provision_id: p.words for p in material.agreement.provisions}
    shown = pa.array(sorted(i.incident_id for i in incidents), pa.string())
    rows = material.findings.filter(pc.is_in(material.findings["incident_id"], shown)).to_pylist()
    decided = {case.incident_id: case.decisions[-1] for case in material.cases if case.decisions}
    return tuple(
        public_finding(row, witnesses[row["incident_id"]], words, decided.get(row["incident_id"]))
        for row in sorted(rows, key=lambda r: (r["provision_id"], r["incident_id"]))
    )


def public_finding(
    row: dict[str, Any], witnesses: Witnesses, words: Mapping[str, str], decision: Decision | None
) -> PublicFinding:
    """One row of FINDINGS as it may leave. Only a decision that people signed names whose act it was."""
    return PublicFinding(
        finding_id=row["finding_id"],
        incident_id=row["incident_id"],
        provision_id=row["provision_id"],
        provision_words=words.get(row["provision_id"], ""),
        status=row["status"],
        counted=row["counted"],
        belief_ppm=_belief(row["belief_ppm"], witnesses),
        plausibility_ppm=_belief(row["plausibility_ppm"], witnesses),
        contested=row["contested"],
        attribution=_attribution(row, witnesses, decision),
        attributed_to=decision.attributed_to if decision else None,
        summary=_finding_words(row["status"], row["counted"], row["contested"]),
    )


def _attribution(row: dict[str, Any], witnesses: Witnesses, decision: Decision | None) -> str:
    decided = decision is not None and decision.attributed_to is not None
    return "attributed_by_decision" if decided else _rung(row["attribution"], witnesses)


def _belief(ppm: int, witnesses: Witnesses) -> int:
    return coarse(ppm) if witnesses.own else ppm


#: rungs that published evidence reaches: what a sky shows, what a party admits
_REACHED_IN_PUBLIC = frozenset({"satellite", "official"})
_SENSED = frozenset({"side_of_origin_of_fire", "consistent_with_party"})


def _rung(attribution: str, witnesses: Witnesses) -> str:
    """The rung, but one that only the mission's own senses can have reached says that they were near."""
    hidden = witnesses.own and not witnesses.only_own and _REACHED_IN_PUBLIC.isdisjoint(witnesses.classes)
    return "none_stated" if hidden and attribution in _SENSED else attribution


def _finding_words(status: str, counted: bool, contested: bool) -> str:
    if contested:
        return "The readings of the parties differ, so nothing is found."
    if status == "breach":
        return "The evidence meets the words of the clause."
    if status == "undetermined":
        return "The evidence does not settle it: it is no breach, and it is not cleared."
    return "Counted, and no breach." if counted else "The words of the clause are not met."


def _number(material: Material) -> int:
    """Bulletins are numbered by the days since the first day measured, weekly ones by the weeks."""
    days = max(1, len(material.days))
    return -(-days // DAYS) if material.kind == "weekly" else days


def _verdict(material: Material) -> PublicVerdict:
    v = material.verdict
    return PublicVerdict(
        verdict=v.verdict,
        ratio_milli=v.effect.ratio_milli,
        low_milli=v.effect.low_milli,
        high_milli=v.effect.high_milli,
        changes=tuple(f"{c.date}: from {c.from_milli / 1000:.1f} to {c.to_milli / 1000:.1f} a day" for c in v.changes),
        alarms=v.alarms,
        reasons=v.reasons,
        told=v.told,
        since=since(v, material.days),
    )


def _counts(now: tuple[UnitCount, ...], before: tuple[UnitCount, ...]) -> tuple[PublicCount, ...]:
    earlier = {count.event_type: count for count in before}
    return tuple(
        PublicCount(
            label=count.event_type,
            unit=count.unit,
            value_low=count.low,
            value_high=count.high,
            previous_low=earlier[count.event_type].low if count.event_type in earlier else (0 if before else None),
            previous_high=earlier[count.event_type].high if count.event_type in earlier else (0 if before else None),
        )
        for count in now
        if count.event_type in EVENT_TYPES
    )


def _audit(material: Material, point: AuditPoint) -> PublicAudit:
    """A check of claims, with the names of the parties in place of their ids; a comparison is of several claimants."""
    claimants = ", ".join(_party_name(material, one) for one in point.claimant.split(", "))
    told = None if point.told is None else _named(material, point.told)
    as_of = material.period.local(point.as_of_s)
    return PublicAudit(point.check, claimants, as_of, point.verdict, point.words, told)


def _named(material: Material, phrase: Phrase) -> Phrase:
    return Phrase(phrase.key, tuple((blank, _renamed(material, value)) for blank, value in phrase.blanks))


def _renamed(material: Material, value: Value) -> Value:
    if isinstance(value, Name):
        return Name(_party_name(material, value.words))
    if isinstance(value, Several):
        return Several(tuple(_renamed(material, item) for item in value.items))
    return _named(material, value) if isinstance(value, Phrase) else value


def _provisions(material: Material, findings: tuple[PublicFinding, ...]) -> tuple[PublicProvision, ...]:
    if material.agreement is None:
        return ()
    tally: dict[str, Counter[str]] = defaultdict(Counter)
    for finding in findings:
        tally[finding.provision_id][finding.status] += 1
        tally[finding.provision_id]["counted"] += finding.counted
    return tuple(
        PublicProvision(
            provision_id=p.provision_id,
            words=p.words,
            citation=p.citation,
            in_force=tuple(_reading_words(material, r) for r in (p.readings or material.agreement.readings)),
            breaches=tally[p.provision_id]["breach"],
            undetermined=tally[p.provision_id]["undetermined"],
            no_breach=tally[p.provision_id]["no_breach"],
            counted=tally[p.provision_id]["counted"],
            **_by_party(material, [f for f in findings if f.provision_id == p.provision_id and f.status == "breach"]),
        )
        for p in material.agreement.provisions
    )


def _by_party(material: Material, breaches: list[PublicFinding]) -> dict[str, Any]:
    """Breaches by the party that a signed decision attributes them to; all others are unattributed."""
    decided = Counter(finding.attributed_to for finding in breaches)
    unattributed = decided.pop(None, 0)
    named = sorted((_party_name(material, str(party)), number) for party, number in decided.items())
    return {
        "by_party": tuple(PublicPartyCount(party, number) for party, number in named),
        "unattributed": unattributed,
    }


def _reading_words(material: Material, reading: InForce) -> str:
    local, holder = material.period.local, reading.according_to
    who = "" if holder == "all" else f"According to {_party_name(material, holder)}: "
    if reading.never:
        return f"{who}never in force"
    start = "from the beginning" if reading.from_s is None else f"from {local(reading.from_s)}"
    end = "with no end stated" if reading.until_s is None else f"until {local(reading.until_s)}"
    return f"{who}{start}, {end}"


def _party_name(material: Material, party_id: str) -> str:
    parties = material.agreement.parties if material.agreement else ()
    return next((p.name for p in parties if p.party_id == party_id), party_id)
