"""Cases of the commission on their way out: what was said by offices, never by whom."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from truceline.model.bulletin import PublicCase, PublicRemedy, PublicReply
from truceline.model.case import Case
from truceline.record.material import Material


def public_cases(material: Material) -> tuple[PublicCase, ...]:
    """Cases that were brought before the commission until the period's end, and were not closed before it began."""
    shown = (case for case in material.cases if _is_told(case, material.period.start_s, material.period.end_s))
    return tuple(_public(case, material) for case in sorted(shown, key=lambda case: (case.opened_s, case.case_id)))


def _is_told(case: Case, start_s: int, end_s: int) -> bool:
    if case.stage == "monitoring" or case.opened_s >= end_s:
        return False
    closed_s = next((moment for stage, _, moment in case.moved if stage == "closed"), None)
    return closed_s is None or closed_s >= start_s


def _public(case: Case, material: Material) -> PublicCase:
    decision = case.decisions[-1] if case.decisions else None
    zone = ZoneInfo(material.period.zone)
    names = {p.party_id: p.name for p in material.agreement.parties} if material.agreement else {}
    about = frozenset(case.findings)
    rows = material.findings.select(["finding_id", "provision_id"]).to_pylist()
    return PublicCase(
        case_id=case.case_id,
        incident_id=case.incident_id,
        brought_by=case.brought_by,
        stage=case.stage,
        outcome=case.outcome,
        attributed_to=names.get(decision.attributed_to, decision.attributed_to)
        if decision and decision.attributed_to
        else None,
        provisions=tuple(sorted({row["provision_id"] for row in rows if row["finding_id"] in about})),
        opened=_day(case.opened_s, zone),
        decided=_day(decision.decided_s, zone) if decision else None,
        grounds=decision.grounds if decision else "",
        signed_by=decision.signed_by if decision else (),
        dissent=decision.dissent if decision else (),
        replies=tuple(
            PublicReply(names.get(reply.party, reply.party), _day(reply.replied_s, zone), reply.words)
            for reply in case.replies
        ),
        remedies=tuple(
            PublicRemedy(
                names.get(remedy.party, remedy.party),
                remedy.words,
                None if remedy.due_s is None else _day(remedy.due_s, zone),
                remedy.status,
            )
            for remedy in case.remedies
        ),
    )


def _day(moment_s: int, zone: ZoneInfo) -> str:
    return datetime.fromtimestamp(moment_s, zone).date().isoformat()
