"""The commission's cases: four stages, each with its own state, and people who sign.

monitoring -> verification -> investigation -> dispute resolution (Paris Declaration of 6 January 2026: a commission
"addresses breaches, attributes responsibility and determines remedies"). A program opens cases; only people move them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import msgspec

from truceline.model.case import Case, CaseStage, Decision, Remedy, Reply
from truceline.model.errors import InputError
from truceline.model.finding import Finding
from truceline.model.ids import content_id

#: where a case may go from each stage; it may be closed from each
_NEXT: dict[CaseStage, tuple[CaseStage, ...]] = {
    "monitoring": ("verification", "closed"),
    "verification": ("investigation", "closed"),
    "investigation": ("dispute_resolution", "closed"),
    "dispute_resolution": ("closed",),
    "closed": (),
}

#: a decision is signed by the chair and at least one other person
_SIGNATURES = 2


def open_cases(findings: Iterable[tuple[str, str, str]]) -> tuple[Case, ...]:
    """One case for each incident with a finding of breach. Rows are (finding_id, incident_id, status)."""
    by_incident: dict[str, list[str]] = defaultdict(list)
    for finding_id, incident_id, status in findings:
        if status == "breach":
            by_incident[incident_id].append(finding_id)
    return tuple(
        Case(content_id("cas", incident_id), incident_id, tuple(sorted(found)), "monitoring")
        for incident_id, found in sorted(by_incident.items())
    )


def open_case(finding: Finding) -> Case:
    """A case for one finding, whatever its status: a party may bring an undetermined one."""
    return Case(content_id("cas", finding.incident_id), finding.incident_id, (finding.finding_id,), "monitoring")


def advance(case: Case, stage: CaseStage) -> Case:
    """Move a case to its next stage. Raises InputError when the stages do not allow it."""
    if stage not in _NEXT[case.stage]:
        allowed = ", ".join(_NEXT[case.stage]) or "nothing: it is closed"
        raise InputError(
            f"a case in {case.stage} cannot go to {stage}", where=case.case_id, advice=f"Next is: {allowed}."
        )
    return msgspec.structs.replace(case, stage=stage)


def reply(case: Case, answer: Reply) -> Case:
    """Add a party's reply: it is part of the record, whatever is decided."""
    return msgspec.structs.replace(case, replies=(*case.replies, answer))


def decide(case: Case, decision: Decision) -> Case:
    """Add a signed decision. Attribution needs a violation; every decision needs two people."""
    if len(set(decision.signed_by)) < _SIGNATURES:
        raise InputError(
            f"{len(set(decision.signed_by))} person signed", where=decision.decision_id, advice="Two people must sign."
        )
    if decision.attributed_to and decision.outcome != "violation":
        raise InputError(
            f"it attributes an act, and its outcome is {decision.outcome}",
            where=decision.decision_id,
            advice="Only a violation is attributed.",
        )
    return msgspec.structs.replace(case, decisions=(*case.decisions, decision), outcome=decision.outcome)


def remedy(case: Case, undertaking: Remedy) -> Case:
    """Add what a party undertook after a decision."""
    if undertaking.decision_id not in {d.decision_id for d in case.decisions}:
        raise InputError("the remedy follows no decision of this case", where=case.case_id, advice="Decide first.")
    return msgspec.structs.replace(case, remedies=(*case.remedies, undertaking))
