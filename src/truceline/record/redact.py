"""The one door to the public: material goes in, a bulletin of public types comes out. `publish` sees nothing else."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

import msgspec

from truceline.model.agreement import InForce
from truceline.model.bulletin import (
    Bulletin,
    PublicAudit,
    PublicCount,
    PublicFinding,
    PublicPartyCount,
    PublicProvision,
    PublicVerdict,
)
from truceline.model.claim import AuditPoint
from truceline.model.ids import content_id
from truceline.model.measures import UnitCount
from truceline.model.phrase import renamed
from truceline.model.taxonomy import EVENT_TYPES
from truceline.record.arriving import incomplete
from truceline.record.listed import Listed, listed_in
from truceline.record.material import Material, ReleasePolicy
from truceline.record.public_areas import public_areas
from truceline.record.public_cases import public_cases, public_seats
from truceline.record.public_effort import public_days, public_rates, public_restrictions, told_days
from truceline.record.public_harm import public_harm, public_objects
from truceline.record.public_hot_spots import public_hot_spots
from truceline.record.public_in_force import public_in_force
from truceline.record.public_kinds import public_kinds, public_weapons
from truceline.record.public_pairs import public_pairs
from truceline.record.public_parts import drawn_in, public_parts, public_trends_of_kinds
from truceline.record.public_places import public_places
from truceline.record.public_readings import public_readings
from truceline.record.public_settlements import public_settlements
from truceline.record.public_texts import public_elements, public_origins, public_quantities, public_statements
from truceline.record.public_windows import public_windows
from truceline.record.quoted import checked, names_of_watchers
from truceline.record.sentences import agreement_status, cannot_conclude, headline, readings_in_force, summary
from truceline.record.standing import before, since
from truceline.record.weeks import DAYS


def redact(material: Material, policy: ReleasePolicy, listed: Listed | None = None) -> Bulletin:
    """The bulletin of the material's period. Pure: the same material and policy give the same bytes.

    `listed` is what `listed_in` gives for the same material, where the caller asked already.
    """
    listed = listed or listed_in(material, policy)
    incidents, findings = listed.incidents, listed.findings
    areas, places = public_areas(material.agreement, material.sectors), public_places(material, policy)
    told = told_days(material.days, material.effort, policy, material.period.zone, material.cut_off)
    origins = public_origins(material)
    behind = frozenset(item for incident in incidents for item in incident.texts)
    readings, left_out = public_readings(material, policy, behind)
    grows = incomplete(material.observations, material.period)
    drawn = drawn_in(material)
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
        seats=public_seats(material),
        pairs=public_pairs(material),
        readings=readings,
        readings_left_out=left_out,
        places=places,
        approvals=policy.approvals,
        areas=areas,
        settlements=public_settlements(material.settlements, areas, incidents, places),
        cannot_conclude=cannot_conclude(material, incidents, findings, grows),
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
        licence=material.licence,
        incomplete=grows,
        kind=material.kind,
        title=material.title,
        reason=material.reason,
        scope=material.scope,
        harm=public_harm(incidents),
        objects=public_objects(incidents, findings),
        windows=public_windows(material),
        by_part=public_parts(material, policy, drawn),
        corrections=material.corrections,
        kinds=public_kinds(incidents, findings),
        by_kind=public_trends_of_kinds(drawn),
        weapons=public_weapons(incidents, findings, material.agreement),
        force_readings=public_in_force(material.agreement, material.period),
    )
    # Signatures come in later too: they make no other bulletin, so they are not in its name.
    name = content_id("bul", msgspec.to_builtins(bulletin))
    bulletin = checked(bulletin, names_of_watchers(material.effort, material.observations))
    return msgspec.structs.replace(bulletin, bulletin_id=name, checkpoint=material.checkpoint)


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
    name_of = material.party_name
    claimants = ", ".join(map(name_of, point.claimant.split(", ")))
    as_of = material.period.local(point.as_of_s)
    return PublicAudit(point.check, claimants, as_of, point.verdict, point.words, renamed(point.told, name_of))


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
            in_force=tuple(_reading_words(material, r) for r in material.agreement.readings_of(p)),
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
    named = sorted((material.party_name(str(party)), number) for party, number in decided.items())
    return {
        "by_party": tuple(PublicPartyCount(party, number) for party, number in named),
        "unattributed": unattributed,
    }


def _reading_words(material: Material, reading: InForce) -> str:
    local, holder = material.period.local, reading.according_to
    who = "" if holder == "all" else f"According to {material.party_name(holder)}: "
    if reading.never:
        return f"{who}never in force"
    start = "from the beginning" if reading.from_s is None else f"from {local(reading.from_s)}"
    end = "with no end stated" if reading.until_s is None else f"until {local(reading.until_s)}"
    return f"{who}{start}, {end}"
