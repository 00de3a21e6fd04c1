"""A case as the members of the commission read it: the same for both sides, and nothing that could locate anybody.

The incident has gone through the door as if it were published; the exact rows stay with monitoring and the chair.
"""

from __future__ import annotations

import msgspec

from truceline.mission.asking import Asker
from truceline.mission.case_subject import incident_now
from truceline.mission.commission import state_of
from truceline.mission.folder import Mission
from truceline.mission.sides import sides_of
from truceline.model.agreement import Agreement
from truceline.model.bulletin import PublicFinding, PublicIncident
from truceline.model.case import Case
from truceline.model.view import FindingQuery, ObservationQuery
from truceline.ports import View
from truceline.record.public_findings import public_finding
from truceline.record.public_incidents import behind_it, parties_of, public_incident
from truceline.record.public_origins import one_at_least
from truceline.stores.record import Record

#: reports and findings of one incident that are looked at
_MOST = 1_000

#: what members of the commission do in a case that is before them
_BEFORE = ("reply", "vote", "propose", "sign", "dissent", "remedy")


class CaseSheet(msgspec.Struct, frozen=True, kw_only=True):
    """A case, what it is about as far as it may be told, and what whoever reads it may do."""

    case: Case
    state: str  # as the table of access calls it: held, proposed, released
    incident: PublicIncident | None  # under the name it has now; null for one that nothing leads to any more
    findings: tuple[PublicFinding, ...]
    may: tuple[str, ...]
    party: str | None  # of the side that reads it


def sheet(
    case: Case, who: Asker, mission: Mission, agreement: Agreement | None, view: View, record: Record
) -> CaseSheet:
    """What somebody who may read this case reads of it."""
    words = {p.provision_id: p.words for p in agreement.provisions} if agreement else {}
    name = incident_now(case, view, record)
    shown = view.incident(name)
    incident: PublicIncident | None = None
    findings: tuple[PublicFinding, ...] = ()
    if shown is not None:
        reports = view.observations(ObservationQuery(incidents=(name,), limit=_MOST)).items
        behind = behind_it(map(msgspec.structs.asdict, reports), one_at_least, guarded=True)
        incident = public_incident(
            msgspec.structs.asdict(shown), behind, mission.release_policy, mission.settings.zone, parties_of(agreement)
        )
        # a decision names nobody for reports that came after it
        decision = case.decisions[-1] if case.decisions and name == case.incident_id else None
        found = view.findings(FindingQuery(incidents=(name,), limit=_MOST)).items
        findings = tuple(public_finding(msgspec.structs.asdict(one), behind, words, decision) for one in found)
    return CaseSheet(
        case=case,
        state=state_of(case),
        incident=incident,
        findings=findings,
        may=acts(case, who),
        party=sides_of(mission, agreement).of(who),
    )


def acts(case: Case, who: Asker) -> tuple[str, ...]:
    """What whoever asks may do now."""
    if not who.may("add", "case", state_of(case)).allowed or case.stage == "closed":
        return ()
    chair = who.role in ("chair", "keyboard")
    if case.stage == "monitoring":
        return ("move",)
    wanted = [act for act in _BEFORE if act != "reply" or not chair]
    return (*wanted, "move") if chair else tuple(wanted)
