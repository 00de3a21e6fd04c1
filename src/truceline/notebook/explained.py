"""Why, in a notebook: an incident with the reports and findings behind it, and every explanation step by step."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pyarrow.compute as pc

from truceline.agreements.wording import agreement_words, wording_in
from truceline.filters.finding_lines import finding_lines
from truceline.mission.case import Case, local_iso
from truceline.mission.why import explained, finding_of, members_of, view, why
from truceline.model.errors import UsageError
from truceline.model.finding import Finding
from truceline.model.incident import Incident
from truceline.model.observation import Observation
from truceline.model.shown import EvidenceView
from truceline.model.units import E6
from truceline.notebook.card import Chart, Column, card, facts, folded, heading, spoken, table, tree
from truceline.notebook.findings import FindingShown
from truceline.publish.bonds import bonds
from truceline.publish.evidence_page import render_evidence
from truceline.publish.words import Words
from truceline.stores.files import write_atomic

Lines = tuple[tuple[int, str], ...]


class Explanation(msgspec.Struct, frozen=True):
    """What `truceline explain` says: lines with their depth, deeper ones being the reasons of the one above."""

    id: str
    lines: Lines
    shown: EvidenceView
    lang: str

    @classmethod
    def of(cls, case: Case, id_: str, lang: str) -> Explanation:
        """The explanation of an id; its first characters are enough. Raises UsageError for an unknown one."""
        return cls(id_, lines_of(case, id_, lang), view(case, id_), lang)

    def plot(self) -> Chart:
        """What ties the reports of an incident together, pair by pair."""
        return Chart(*((bond.title, bond.svg) for bond in bonds(self.shown, spoken(self.lang))))

    def page(self, path: str | Path) -> None:
        """Write the evidence as one HTML page: what ties reports together, their texts line by line, side by side."""
        write_atomic(Path(path), render_evidence(self.shown, self.lang))

    def _repr_html_(self) -> str:
        words = spoken(self.lang)
        return card(words.term("card", "why"), tree(self.lines), note=words.term("card", "internal"))

    def __repr__(self) -> str:
        return "\n".join("  " * depth + said for depth, said in self.lines)


def lines_of(case: Case, id_: str, lang: str) -> Lines:
    """An explanation's lines; those of a finding in the reader's language, all others in English."""
    if lang == "en" or not id_.startswith("fnd_"):
        return tuple((line.depth, line.words) for line in why(case, id_))
    if case.agreement is None:
        raise UsageError("the mission holds no agreement, so there are no findings")
    wording = wording_in(lang, case.agreement)
    finding = finding_of(case, id_, wording)
    provision = next(one for one in case.agreement.provisions if one.provision_id == finding.provision_id)
    return tuple((line.depth, line.words) for line in finding_lines(finding, provision, wording, agreement_words(lang)))


class IncidentShown(msgspec.Struct, frozen=True):
    """An incident, the reports that are held to be about it, and the findings on it."""

    incident: Incident
    reports: tuple[Observation, ...]
    findings: tuple[FindingShown, ...]
    explanation: Explanation
    case: Case

    @classmethod
    def of(cls, case: Case, id_: str, lang: str) -> IncidentShown:
        explanation = Explanation.of(case, id_, lang)
        found = explanation.shown.subject
        (row,) = case.outcome.incidents.filter(pc.equal(case.outcome.incidents["incident_id"], found)).to_pylist()
        incident = msgspec.convert(row, Incident)
        return cls(incident, members_of(case, found), _findings(case, incident, lang), explanation, case)

    def plot(self) -> Chart:
        """What ties its reports together, pair by pair."""
        return self.explanation.plot()

    def _repr_html_(self) -> str:
        lang = self.explanation.lang
        words, one = spoken(lang), self.incident
        origins = words.span(one.origins_min, one.origins_max)
        when = " – ".join(words.moment(local_iso(self.case, end)) for end in (one.start_s, one.end_s))
        rows = [
            (words.term("card", "when"), when),
            (words.term("card", "where"), _where(one.lat_e6, one.lon_e6, one.radius_m, words)),
            (words.term("card", "origin_count"), origins),
            (words.term("card", "evidence"), words.term("verb", one.verb)),
            (words.term("card", "exists"), words.percent(one.existence_ppm)),
        ]
        names = ("col_source", "col_event", "col_when_told", "col_where", "col_words")
        reports = [self._report(report, words) for report in self.reports]
        findings = [
            (shown.clause.words, words.term("status", shown.status), words.percent(shown.finding.belief_ppm),
             words.percent(shown.finding.plausibility_ppm))
            for shown in self.findings
        ]  # fmt: skip
        heads = [Column(words.term("card", name)) for name in ("clause", "status")]
        heads += [Column(words.term("card", name), True) for name in ("belief", "plausibility")]
        return card(
            f"{words.term('event_type', one.event_type)} · {one.incident_id[:12]}",
            facts(rows),
            heading(words.say("col_reports")),
            table([Column(words.say(name)) for name in names], reports, words),
            heading(words.term("card", "findings")) if findings else "",
            table(heads, findings, words) if findings else "",
            folded(words.term("card", "why"), tree(self.explanation.lines)),
            note=words.term("card", "internal"),
        )

    def _report(self, report: Observation, words: Words) -> tuple[str, ...]:
        return (
            report.source,
            words.term("event_type", report.event_type),
            words.moment(local_iso(self.case, report.start_s)),
            _where(report.lat_e6, report.lon_e6, report.radius_m, words),
            report.text or report.place_words or "",
        )

    def __repr__(self) -> str:
        return repr(self.explanation)


def _findings(case: Case, incident: Incident, lang: str) -> tuple[FindingShown, ...]:
    if case.agreement is None:
        return ()
    wording = wording_in(lang, case.agreement)
    rows = case.outcome.findings.filter(pc.equal(case.outcome.findings["incident_id"], incident.incident_id))
    made: list[Finding] = [explained(case, incident, name, wording) for name in rows["provision_id"].to_pylist()]
    return tuple(FindingShown(finding, case.agreement, lang) for finding in made)


def _where(lat_e6: int | None, lon_e6: int | None, radius_m: int | None, words: Words) -> str:
    if lat_e6 is None or lon_e6 is None or radius_m is None:
        return words.term("card", "no_place")
    return f"{lat_e6 / E6:.4f}, {lon_e6 / E6:.4f}{words.say('within_km', km=words.thousandths(radius_m, 1))}"
