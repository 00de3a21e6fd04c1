"""Findings on their way out: the clause, the status, how much speaks for it, and by whose decision whose act it was."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
import pyarrow as pa
import pyarrow.compute as pc

from truceline.model.agreement import Agreement
from truceline.model.bulletin import PublicFinding, PublicIncident
from truceline.model.case import Decision
from truceline.model.english import english
from truceline.model.grounds import Grounds
from truceline.record.circumstances import circumstances, in_force_on
from truceline.record.grounds_told import told
from truceline.record.material import Material
from truceline.record.public_cases import names_now
from truceline.record.public_incidents import Witnesses, coarse


def public_findings(
    material: Material, incidents: tuple[PublicIncident, ...], witnesses: dict[str, Witnesses]
) -> tuple[PublicFinding, ...]:
    """Findings on the published incidents. Distances and times to a limit stay inside: they would locate.

    A belief tells how far inside a zone an act was, so it is told in steps wherever a monitor may have a part in it.
    """
    if material.agreement is None:
        return ()
    words = {p.provision_id: p.words for p in material.agreement.provisions}
    public = {incident.incident_id: incident for incident in incidents}
    shown = pa.array(sorted(i.incident_id for i in incidents), pa.string())
    rows = material.findings.filter(pc.is_in(material.findings["incident_id"], shown)).to_pylist()
    ruled = [case for case in material.cases if case.decisions]
    now = names_now(ruled, material)
    decided = {now.get(case.incident_id, case.incident_id): case.decisions[-1] for case in ruled}
    why = _Why(material.agreement, material.grounds, material.period.zone)
    return tuple(
        why.of(public_finding(row, behind, words, decided.get(row["incident_id"])), public[row["incident_id"]], behind)
        for row in sorted(rows, key=lambda r: (r["provision_id"], r["incident_id"]))
        for behind in (witnesses[row["incident_id"]],)
    )


class _Why:
    """The grounds of findings in sentences, by the names of the agreement."""

    def __init__(self, agreement: Agreement, grounds: Mapping[tuple[str, str], Grounds], zone: str) -> None:
        self._agreement, self._grounds, self._zone = agreement, grounds, zone
        self._clauses = {one.provision_id: one for one in agreement.provisions}

    def of(self, finding: PublicFinding, incident: PublicIncident, witnesses: Witnesses) -> PublicFinding:
        """The finding with its grounds; as it was where none may be told."""
        grounds = self._grounds.get((finding.provision_id, finding.incident_id))
        clause = self._clauses.get(finding.provision_id)
        if grounds is None or clause is None:
            return finding
        phrase = told(
            grounds,
            finding.status,
            finding.counted,
            incident,
            clause.citation or clause.provision_id,
            self._agreement.party_name,
            guarded=witnesses.alike,
            hidden=witnesses.only_own,
            circumstances=circumstances(clause, self._agreement, counted=finding.counted),
            in_force=in_force_on(incident.day, self._agreement.readings_of(clause), self._zone),
        )
        return finding if phrase is None else msgspec.structs.replace(finding, summary=english(phrase), told=phrase)


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
    return coarse(ppm) if witnesses.alike else ppm


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
