"""Sentences that a bulletin opens with: what is in force, what was found, and what cannot be said."""

from __future__ import annotations

from truceline.model.agreement import Agreement, InForce
from truceline.model.bulletin import PublicFinding, PublicIncident, PublicOrigin
from truceline.model.period import Period
from truceline.model.taxonomy import EVENT_TYPES
from truceline.record.material import Material


def readings_in_force(agreement: Agreement | None, period: Period) -> tuple[InForce, ...]:
    """Readings under which the agreement is in force during at least a part of the period."""
    if agreement is None:
        return ()
    return tuple(
        r
        for r in agreement.readings
        if not r.never
        and (r.from_s is None or r.from_s < period.end_s)
        and (r.until_s is None or period.start_s < r.until_s)
    )


def agreement_status(agreement: Agreement | None, period: Period) -> str:
    """Whether a ceasefire is in force in the period, and according to whom."""
    if agreement is None:
        return "The mission holds no agreement, so nothing here is found to be a breach."
    readings = readings_in_force(agreement, period)
    if not readings:
        return f"No ceasefire is in force in this period: {agreement.name} covers none of it. Nothing here is a breach."
    if len(readings) == len(agreement.readings) and all(_covers(r, period) for r in readings):
        return f"{agreement.name} is in force throughout the period."
    parts = "; ".join(_span(r, period, agreement) for r in readings)
    return f"{agreement.name} is in force for part of the period: {parts}."


def headline(material: Material, incidents: tuple[PublicIncident, ...], findings: tuple[PublicFinding, ...]) -> str:
    """One sentence that answers the reader's question."""
    if material.agreement is None:
        return f"The mission holds no agreement to judge by; {_number(len(incidents), 'incident')} reported."
    if not readings_in_force(material.agreement, material.period):
        return f"No ceasefire is in force in this period; {_number(len(incidents), 'incident')} reported."
    breaches = len(_with(findings, "breach"))
    open_ = len(_with(findings, "undetermined") - _with(findings, "breach"))
    words = {
        "holding": "The ceasefire is holding",
        "eroding": "The ceasefire is eroding",
        "collapsed": "The ceasefire has collapsed",
        "undetermined": "Whether the ceasefire is holding cannot be told",
    }[material.verdict.verdict]
    if not incidents:
        return f"{words}: no incident-level evidence was received for this period."
    found = f"{breaches} found in breach of a provision, {open_} undetermined"
    return f"{words}: {_number(len(incidents), 'incident')}, {found}."


def summary(
    incidents: tuple[PublicIncident, ...], findings: tuple[PublicFinding, ...], origins: tuple[PublicOrigin, ...]
) -> tuple[str, ...]:
    """A few sentences with the figures a duty officer needs first."""
    if not incidents:
        return ("No report of an incident was received for this period.",)
    force = [i for i in incidents if EVENT_TYPES[i.event_type].force]
    others = len(incidents) - len(force)
    besides = _number(others, "other incident") if others else "no other"
    lines = [
        f"{_number(len(force), 'incident')} of force and {besides}, "
        f"from {_number(sum(i.n_reports for i in incidents), 'report')}."
    ]
    single = sum(1 for i in force if i.origins_max <= 1)
    several = sum(1 for i in force if i.origins_min >= 2)
    if force and not several:
        lines.append(
            f"None of the incidents of force is shown to rest on two independent origins; {single} rest on one only."
        )
    elif force:
        lines.append(
            f"{several} of the incidents of force rest on at least two independent origins, {single} on one only."
        )
    contested = len({f.incident_id for f in findings if f.contested})
    if contested:
        lines.append(f"For {_number(contested, 'incident')} the parties' readings of the agreement differ.")
    if origins:
        texts = sum(len(o.items) for o in origins)
        lines.append(f"{texts} texts go back to {_number(len(origins), 'origin')} and count as no more.")
    return tuple(lines)


def cannot_conclude(
    material: Material, incidents: tuple[PublicIncident, ...], findings: tuple[PublicFinding, ...], incomplete: bool
) -> tuple[str, ...]:
    """What the evidence does not allow to say, so that nobody says it for us. `incomplete`: as the bulletin has it."""
    lines = ["Motive: no program states one. Responsibility: only a signed decision of the commission attributes."]
    if incomplete:
        lines.append("Numbers of this period: the published reports at hand end before it does, so they will grow.")
    if not incidents and material.audits:
        lines.append(
            "Whether any single claimed act happened: the evidence holds the parties' totals, "
            "and no report of an incident that could be checked against them."
        )
    if not readings_in_force(material.agreement, material.period):
        lines.append(_no_compliance(material.agreement))
    if not any(day.observer_minutes for day in material.days):
        lines.append("Rates: no hours of observation were reported, so a small number may mean few eyes.")
    unplaced = sum(1 for i in incidents if i.radius_km is None and EVENT_TYPES[i.event_type].force)
    if unplaced:
        lines.append(f"Where {_number(unplaced, 'incident')} of force took place: no place, or none that may be shown.")
    lone = sum(1 for i in incidents if i.origins_min < 2 and EVENT_TYPES[i.event_type].force)
    if lone:
        lines.append(
            f"Corroboration of {_number(lone, 'incident')} of force: a second independent origin is not established."
        )
    undetermined = len(_with(findings, "undetermined") - _with(findings, "breach"))
    if undetermined:
        lines.append(
            f"Breach or not for {_number(undetermined, 'incident')}: place, time or an exception is not settled."
        )
    lines.extend(_audit_limits(material))
    return tuple(lines)


def _no_compliance(agreement: Agreement | None) -> str:
    if agreement is None:
        return "Compliance: the mission holds no agreement, whatever anybody claims to be in force."
    return "Compliance: without an agreement in force there is nothing to comply with."


def _audit_limits(material: Material) -> list[str]:
    open_checks = sorted({a.check for a in material.audits if a.verdict == "cannot_tell"})
    if not open_checks:
        return []
    return [f"Comparing the parties' totals: not possible by {', '.join(c.replace('_', ' ') for c in open_checks)}."]


def _with(findings: tuple[PublicFinding, ...], status: str) -> set[str]:
    """Incidents with at least one finding of this status."""
    return {f.incident_id for f in findings if f.status == status}


def _covers(reading: InForce, period: Period) -> bool:
    return (reading.from_s is None or reading.from_s <= period.start_s) and (
        reading.until_s is None or reading.until_s >= period.end_s
    )


def _span(reading: InForce, period: Period, agreement: Agreement) -> str:
    start = "" if reading.from_s is None else f" from {period.local(reading.from_s)}"
    end = "" if reading.until_s is None else f" until {period.local(reading.until_s)}"
    holder = reading.according_to
    who = "for all" if holder == "all" else f"according to {agreement.party_name(holder)}"
    return f"{who}{start}{end}"


def _number(n: int, noun: str) -> str:
    return f"{n} {noun}" if n == 1 else f"{n} {noun}s"
