"""The commission's cases: four stages, each with its own state, and people who sign.

monitoring -> verification -> investigation -> dispute resolution (Paris Declaration of 6 January 2026: a commission
"addresses breaches, attributes responsibility and determines remedies"). A program opens cases; only people move them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import msgspec

from truceline.model.case import Case, CaseStage, Decision, Dissent, FollowUp, Outcome, Remedy, Reply, Vote, case_id_of
from truceline.model.errors import InputError

#: where a case may go from each stage; it may be closed from each
_NEXT: dict[CaseStage, tuple[CaseStage, ...]] = {
    "monitoring": ("verification", "closed"),
    "verification": ("investigation", "closed"),
    "investigation": ("dispute_resolution", "closed"),
    "dispute_resolution": ("closed",),
    "closed": (),
}

#: a decision is signed by people of so many different offices
SIGNATURES = 2
#: who did it is asked once it was verified that it happened
_ATTRIBUTING: frozenset[CaseStage] = frozenset({"investigation", "dispute_resolution"})


def open_cases(findings: Iterable[tuple[str, str, str]]) -> tuple[Case, ...]:
    """One case for each incident with a finding of breach. Rows are (finding_id, incident_id, status)."""
    by_incident: dict[str, list[str]] = defaultdict(list)
    for finding_id, incident_id, status in findings:
        if status == "breach":
            by_incident[incident_id].append(finding_id)
    return tuple(
        Case(case_id_of(incident_id), incident_id, tuple(sorted(found)), "monitoring")
        for incident_id, found in sorted(by_incident.items())
    )


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


def vote(case: Case, cast: Vote) -> Case:
    """Take a seat's vote in place of its earlier one. Raises InputError for one that no decision could say."""
    check_ripe(case, cast.outcome, cast.attributed_to)
    others = tuple(v for v in case.votes if v.seat != cast.seat)
    return msgspec.structs.replace(case, votes=tuple(sorted((*others, cast), key=lambda v: v.seat)))


def decide(case: Case, decision: Decision) -> Case:
    """Add a signed decision. Attribution needs a violation; every decision needs two people."""
    if len(set(decision.signed_by)) < SIGNATURES:
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


def check_ripe(case: Case, outcome: Outcome, attributed_to: str | None) -> None:
    """Raises InputError where this cannot be decided at the case's stage."""
    if case.stage in ("monitoring", "closed"):
        raise InputError(
            f"the case is in the stage {case.stage}: nothing is decided there",
            where=case.case_id,
            advice="Bring it before the commission first."
            if case.stage == "monitoring"
            else "A closed case stays as it is.",
        )
    if attributed_to and outcome != "violation":
        raise InputError(
            f"it attributes an act, and its outcome is {outcome}",
            where=case.case_id,
            advice="Only a violation is attributed.",
        )
    if attributed_to and case.stage not in _ATTRIBUTING:
        raise InputError(
            f"the case is in the stage {case.stage}, and {attributed_to} is named",
            where=case.case_id,
            advice="Whose act it was is asked in the stages investigation and dispute_resolution.",
        )


def dissent(case: Case, held: Dissent) -> Case:
    """Add the words of a seat that holds otherwise. Raises InputError for a decision that there is not."""
    _check_decided(case, held.decision_id, "the dissent")
    return msgspec.structs.replace(case, dissents=(*case.dissents, held))


def remedy(case: Case, undertaking: Remedy) -> Case:
    """Add what a party undertook after a decision."""
    _check_decided(case, undertaking.decision_id, "the remedy")
    return msgspec.structs.replace(case, remedies=(*case.remedies, undertaking))


def follow_up(case: Case, said: FollowUp) -> Case:
    """Add what became of a remedy; the last word on it is its status."""
    if said.remedy_id not in {r.remedy_id for r in case.remedies}:
        known = ", ".join(r.remedy_id for r in case.remedies) or "none"
        raise InputError(
            f"there is no remedy {said.remedy_id}", where=case.case_id, advice=f"Remedies of this case: {known}."
        )
    remedies = tuple(
        msgspec.structs.replace(r, status=said.status) if r.remedy_id == said.remedy_id else r for r in case.remedies
    )
    return msgspec.structs.replace(case, remedies=remedies, follow_ups=(*case.follow_ups, said))


def at(case: Case, now_s: int) -> Case:
    """The case as it stands at a moment: a remedy that is due and not done is overdue."""
    remedies = tuple(
        msgspec.structs.replace(r, status="overdue")
        if r.status == "open" and r.due_s is not None and r.due_s <= now_s
        else r
        for r in case.remedies
    )
    return msgspec.structs.replace(case, remedies=remedies)


def _check_decided(case: Case, decision_id: str, what: str) -> None:
    if decision_id not in {d.decision_id for d in case.decisions}:
        raise InputError(f"{what} follows no decision of this case", where=case.case_id, advice="Decide first.")
