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
    PublicIncident,
    PublicPartyCount,
    PublicProvision,
    PublicVerdict,
)
from truceline.model.claim import AuditPoint
from truceline.model.ids import content_id
from truceline.model.measures import UnitCount
from truceline.model.phrase import Name, Phrase, Several, Value
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
    drafted = _drafted(material, policy, listed or listed_in(material, policy))
    # Signatures come in later too: they make no other bulletin, so they are not in its name.
    name = content_id("bul", msgspec.to_builtins(drafted))
    bulletin = checked(drafted, names_of_watchers(material.effort, material.observations))
    return msgspec.structs.replace(bulletin, bulletin_id=name, checkpoint=material.checkpoint)


def _drafted(material: Material, policy: ReleasePolicy, listed: Listed) -> Bulletin:
    """All that it says, before it is named and its quotations are read for posts."""
    incidents, findings = listed.incidents, listed.findings
    origins = public_origins(material)
    grows = incomplete(material.observations, material.period)
    return Bulletin(
        bulletin_id="",
        number=_number(material),
        approvals=policy.approvals,
        verdict=_verdict(material),
        before=before(material),
        headline=headline(material, incidents, findings),
        summary=summary(incidents, findings, origins),
        origins=origins,
        incomplete=grows,
        cannot_conclude=cannot_conclude(material, incidents, findings, grows),
        **_of_the_mission(material),
        **_of_the_agreement(material, findings),
        **_of_incidents(material, incidents, findings),
        **_of_days(material, policy),
        **_of_places(material, policy, incidents),
        **_of_texts(material, policy, incidents),
        audits=tuple(_audit(material, point) for point in material.audits),
        cases=public_cases(material),
        seats=public_seats(material),
    )


def _of_the_mission(material: Material) -> dict[str, Any]:
    """What the mission says of itself, of this bulletin and of the program: it leaves as it is."""
    return {
        "mission": material.mission,
        "invented": material.invented,
        "period_start": material.period.local(material.period.start_s),
        "period_end": material.period.local(material.period.end_s),
        "cut_off": material.cut_off,
        "zone": material.period.zone,
        "kind": material.kind,
        "title": material.title,
        "reason": material.reason,
        "scope": material.scope,
        "corrections": material.corrections,
        "scores": material.scores,
        "evidence_digest": material.evidence_digest,
        "record_head": material.record_head,
        "software": material.software,
    }


def _of_the_agreement(material: Material, findings: tuple[PublicFinding, ...]) -> dict[str, Any]:
    """When it is in force, and what was found against its clauses."""
    agreement, period = material.agreement, material.period
    return {
        "agreement": agreement.name if agreement else "",
        "agreement_status": agreement_status(agreement, period),
        "in_force": bool(readings_in_force(agreement, period)),
        "force_readings": public_in_force(agreement, period),
        "provisions": _provisions(material, findings),
        "windows": public_windows(material),
    }


def _of_incidents(
    material: Material, incidents: tuple[PublicIncident, ...], findings: tuple[PublicFinding, ...]
) -> dict[str, Any]:
    """What is listed, and what is counted of it."""
    return {
        "incidents": incidents,
        "findings": findings,
        "counts": _counts(material.counts, material.counts_before),
        "harm": public_harm(incidents),
        "objects": public_objects(incidents, findings),
        "kinds": public_kinds(incidents, findings),
        "weapons": public_weapons(incidents, findings, material.agreement),
    }


def _of_days(material: Material, policy: ReleasePolicy) -> dict[str, Any]:
    """Day by day: what happened, how much was watched, and what the days say together."""
    told = told_days(material.days, material.effort, policy, material.period.zone, material.cut_off)
    drawn = drawn_in(material)
    return {
        "days": public_days(material, told),
        "rates": public_rates(material.rates, told),
        "restrictions": public_restrictions(material, policy),
        "by_part": public_parts(material, policy, drawn),
        "by_kind": public_trends_of_kinds(drawn),
        "late": material.further.late,
        "escalation": material.further.escalation,
        "recovery": material.further.recovery,
        "trends": material.further.told,
    }


def _of_places(material: Material, policy: ReleasePolicy, incidents: tuple[PublicIncident, ...]) -> dict[str, Any]:
    """Where: by the week what the mission alone knows, and cells that incidents are shown in."""
    return {
        "areas": public_areas(material.agreement, material.sectors),
        "places": public_places(material, policy),
        "hot_spots": public_hot_spots(material.further.hot_spots, incidents),
    }


def _of_texts(material: Material, policy: ReleasePolicy, incidents: tuple[PublicIncident, ...]) -> dict[str, Any]:
    """Words of published texts."""
    behind = frozenset(item for incident in incidents for item in incident.texts)
    readings, left_out = public_readings(material, policy, behind)
    return {
        "statements": public_statements(material),
        "elements": public_elements(material),
        "quantities": public_quantities(material),
        "pairs": public_pairs(material),
        "readings": readings,
        "readings_left_out": left_out,
    }


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
    as_of = material.period.local(point.as_of_s)
    return PublicAudit(point.check, claimants, as_of, point.verdict, point.words, _named(material, point.told))


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
