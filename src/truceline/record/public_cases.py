"""Cases of the commission on their way out: what was said by offices, never by whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pyarrow.compute as pc

from truceline.model.case import Case, case_id_of
from truceline.model.ids import content_id
from truceline.model.incident import incident_id_of
from truceline.model.period import reporting_day
from truceline.model.public_case import PublicCase, PublicDissent, PublicRemedy, PublicReply, PublicSeat
from truceline.record.material import Material
from truceline.record.weeks import minutes_of


def public_cases(material: Material) -> tuple[PublicCase, ...]:
    """Cases that were brought before the commission until the period's end, and were not closed before it began.

    A case is called after its incident as that is called now. By the name under which it was brought, one that was
    published later would be known for one that the mission saw first.
    """
    shown = _told(material)
    now = names_now(shown, material)
    told = [(case, now.get(case.incident_id, case.incident_id)) for case in shown]
    told.sort(key=lambda one: (one[0].opened_s, one[1], one[0].case_id))
    names = _case_ids(incident for _, incident in told)
    return tuple(_public(case, name, incident, material) for (case, incident), name in zip(told, names, strict=True))


def _case_ids(incidents: Iterable[str]) -> Iterator[str]:
    """Each after its incident; where incidents of several cases came to be one, the later ones by their number too."""
    brought: Counter[str] = Counter()
    for name in incidents:
        yield content_id("cas", name, brought[name]) if brought[name] else case_id_of(name)
        brought[name] += 1


def names_now(cases: Iterable[Case], material: Material) -> dict[str, str]:
    """The incidents of cases that have another name now, found by the report that they were called after."""
    lost = {case.incident_id for case in cases}.difference(material.incidents["incident_id"].to_pylist())
    if not lost:
        return {}
    members = zip(
        material.members["observation_id"].to_pylist(), material.members["incident_id"].to_pylist(), strict=True
    )
    return {name: incident for report, incident in members if (name := incident_id_of(report)) in lost}


def public_seats(material: Material) -> tuple[PublicSeat, ...]:
    """The parties of the two sides, where a case is told: an office alone says nothing to who reads."""
    if not _told(material):
        return ()
    return tuple(PublicSeat(office, material.party_name(party)) for office, party in sorted(material.seats.items()))


def _told(material: Material) -> list[Case]:
    return [case for case in material.cases if _is_told(case, material.period.start_s, material.period.end_s)]


def _is_told(case: Case, start_s: int, end_s: int) -> bool:
    if case.stage == "monitoring" or case.opened_s >= end_s:
        return False
    closed_s = next((moment for stage, _, moment in case.moved if stage == "closed"), None)
    return closed_s is None or closed_s >= start_s


def _public(case: Case, case_id: str, incident_id: str, material: Material) -> PublicCase:
    decision = case.decisions[-1] if case.decisions else None
    zone = ZoneInfo(material.period.zone)
    event_type, day = _incident(incident_id, material)
    about = frozenset(case.findings)
    rows = material.findings.select(["finding_id", "provision_id"]).to_pylist()
    return PublicCase(
        case_id=case_id,
        incident_id=incident_id,
        event_type=event_type,
        day=day,
        brought_by=case.brought_by,
        stage=case.stage,
        outcome=case.outcome,
        attributed_to=material.party_name(decision.attributed_to) if decision and decision.attributed_to else None,
        provisions=tuple(sorted({row["provision_id"] for row in rows if row["finding_id"] in about})),
        opened=_day(case.opened_s, zone),
        decided=_day(decision.decided_s, zone) if decision else None,
        grounds=decision.grounds if decision else "",
        signed_by=decision.signed_by if decision else (),
        dissent=decision.dissent if decision else (),
        replies=tuple(
            PublicReply(material.party_name(reply.party), _day(reply.replied_s, zone), reply.words)
            for reply in case.replies
        ),
        remedies=tuple(
            PublicRemedy(
                material.party_name(remedy.party),
                remedy.words,
                None if remedy.due_s is None else _day(remedy.due_s, zone),
                remedy.status,
            )
            for remedy in case.remedies
        ),
        dissents=tuple(
            PublicDissent(one.seat, _day(one.said_s, zone), one.words)
            for one in case.dissents
            if decision and one.decision_id == decision.decision_id
        ),
    )


def _incident(incident_id: str, material: Material) -> tuple[str | None, str | None]:
    """Type and day of what the case is about, as the bulletin of that day tells them."""
    columns = ["event_type", "start_s", "end_s"]
    rows = material.incidents.filter(pc.equal(material.incidents["incident_id"], incident_id)).select(columns)
    for row in rows.to_pylist():
        middle = (row["start_s"] + row["end_s"]) // 2
        if middle < material.period.end_s:
            day = reporting_day(middle, material.period.zone, minutes_of(material.cut_off))
            return row["event_type"], day.isoformat()
    return None, None


def _day(moment_s: int, zone: ZoneInfo) -> str:
    return datetime.fromtimestamp(moment_s, zone).date().isoformat()
