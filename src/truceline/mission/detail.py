"""What stands behind an incident, put together from the case: texts, rows, bonds, trees, proof."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import msgspec

from truceline.fuse.explain import Bond, Judge, each_once
from truceline.mission.case import Case
from truceline.mission.history import Noted
from truceline.mission.pictures import pictures_of
from truceline.mission.spoken import Spoken
from truceline.mission.steps import Behind, steps
from truceline.mission.texts import MOST_PAIRS, MOST_TEXTS, Shelf
from truceline.mission.why import explained, row_words
from truceline.mission.why_bonds import rulings_on
from truceline.mission.why_texts import text_rulings_on
from truceline.model.detail import (
    BondRow,
    EvidenceRow,
    EvidenceText,
    HistoryRow,
    IncidentDetail,
    Mark,
    Origins,
    ProofStep,
    RivalClaim,
    RivalValue,
    Term,
)
from truceline.model.evidence import EvidenceItem
from truceline.model.finding import Finding
from truceline.model.incident import Incident
from truceline.model.shown import ShownRuling
from truceline.model.view import ShownIncident, ShownObservation
from truceline.record.public_pairs import most_telling

#: rows of table files that are quoted, and reports among which bonds are shown
_MOST = 40

#: what reports may say differently; each is told apart from the others, and none is chosen here
_RIVAL_FIELDS = (
    "event_type",
    "alleged_actor",
    "claimant",
    "weapon",
    "calibre_mm",
    "target",
    "count_low",
    "killed_low",
    "wounded_low",
)


class Explainer:
    """Explains incidents of one case; what all explanations share is made once."""

    def __init__(self, case: Case, as_of: int) -> None:
        self.case = case
        self.as_of = as_of
        self._shelf = Shelf(case.mission, case.outcome)
        self._items = {item.item_id: item for item in case.outcome.items}
        self._judge: Judge | None = None

    def detail(self, rows: IncidentDetail, language: Spoken) -> IncidentDetail:
        """The rows of an incident with everything that explains them. What is newer than the case stays unexplained."""
        observations = rows.observations
        known = [o for o in observations if o.item_id in self._items]
        items = tuple(sorted({o.item_id for o in known}))
        ids = tuple(o.observation_id for o in known)
        texts = [item for item in items if item in self._shelf.documents]
        return msgspec.structs.replace(
            rows,
            documents=tuple(self._text(item, observations) for item in texts[:MOST_TEXTS]),
            documents_left_out=max(len(texts) - MOST_TEXTS, 0),
            rows=tuple(self._row(o) for o in [o for o in known if o.span_start is None][:_MOST]),
            pictures=pictures_of(self.case, known),
            origins=self._origins(items, language),
            bonds=tuple(_bond(bond, language) for bond in self._bonds(ids)),
            claims=rival_claims(observations),
            party_claims=tuple(claim for claim in self.case.outcome.claims if claim.item_id in items),
            findings=tuple(self.finding(rows.incident, one, language) for one in rows.findings),
            proof=self._proof(rows, items, ids, language),
            history=tuple(_row(one) for one in self.case.history if _tells_of(one, rows.incident.incident_id)),
            rulings=tuple(
                ShownRuling(one.a, one.b, one.same, one.who, one.why) for one in rulings_on(self.case, frozenset(ids))
            ),
            text_rulings=text_rulings_on(self.case, frozenset(items)),
            explained_as_of=self.as_of,
        )

    def finding(self, incident: ShownIncident, finding: Finding, language: Spoken) -> Finding:
        """The finding with its reading by reading trees; as it is where the agreement has no such clause any more."""
        agreement = self.case.agreement
        if agreement is None or all(one.provision_id != finding.provision_id for one in agreement.provisions):
            return finding
        plain = msgspec.convert(msgspec.structs.asdict(incident), Incident)
        return explained(self.case, plain, finding.provision_id, language.wording)

    def _text(self, item: str, observations: Iterable[ShownObservation]) -> EvidenceText:
        document = self._shelf.documents[item]
        shown = self._shelf.text(document)
        made = {(o.span_start, o.span_end): o.observation_id for o in observations if o.item_id == item}
        return EvidenceText(
            item_id=item,
            sha256=document.item.sha256,
            filename=document.item.filename,
            source=document.item.source,
            title=shown.name,
            url=shown.url,
            language=document.language,
            published=shown.published,
            text=document.text,
            marks=tuple(
                Mark(**msgspec.structs.asdict(mark), observation_id=made.get((mark.start, mark.end)))
                for mark in shown.marks
            ),
        )

    def _row(self, observation: ShownObservation) -> EvidenceRow:
        item = self._items[observation.item_id]
        return EvidenceRow(
            observation_id=observation.observation_id,
            item_id=item.item_id,
            sha256=item.sha256,
            filename=item.filename,
            source=item.source,
            line=observation.record,
            words=self._words(item, observation),
        )

    def _words(self, item: EvidenceItem, observation: ShownObservation) -> str:
        if not self.case.vault.has(item.sha256):  # destroyed by order
            return ""
        return row_words(self.case.vault.get(item.sha256), item.filename, observation.record) or observation.text or ""

    def _origins(self, items: tuple[str, ...], language: Spoken) -> Origins:
        mine = set(items)
        pairs = most_telling(self._shelf.among(items))[:MOST_PAIRS]
        return Origins(
            tuple(origin for origin in self.case.outcome.origins if mine.intersection(origin.items)),
            tuple(language.pair(self._shelf.pair(pair)) for pair in pairs),
        )

    def _bonds(self, ids: tuple[str, ...]) -> tuple[Bond, ...]:
        if len(ids) < 2:
            return ()
        outcome = self.case.outcome
        if self._judge is None:
            self._judge = Judge.of(outcome.observations, origins=outcome.origins, learned=outcome.learned)
        return each_once(self._judge.bonds(ids[:_MOST]))

    def _proof(
        self, rows: IncidentDetail, items: tuple[str, ...], ids: tuple[str, ...], language: Spoken
    ) -> tuple[ProofStep, ...]:
        if self.case.recorded is None:
            return ()
        findings = [finding.finding_id for finding in rows.findings]
        behind = Behind(items, ids, [rows.incident.incident_id], findings)
        told = steps(self.case.recorded, self.case.outcome, behind)
        return tuple(language.step(one) for one in told)


def rival_claims(observations: tuple[ShownObservation, ...]) -> tuple[RivalClaim, ...]:
    """Fields of which the reports say different things; who says nothing contradicts nobody."""
    told = []
    for field in _RIVAL_FIELDS:
        said: dict[str, list[ShownObservation]] = defaultdict(list)
        for one in observations:
            value = getattr(one, field)
            if value is not None:
                said[str(value)].append(one)
        if len(said) > 1:
            told.append(RivalClaim(field, tuple(_value(value, said[value]) for value in sorted(said))))
    return tuple(told)


def _value(value: str, by: list[ShownObservation]) -> RivalValue:
    return RivalValue(value, tuple(one.observation_id for one in by), tuple(sorted({one.source for one in by})))


def _bond(bond: Bond, language: Spoken) -> BondRow:
    return BondRow(bond.observation_id, bond.other_id, tuple(Term(*term) for term in language.terms(bond.terms)))


def _row(noted: Noted) -> HistoryRow:
    change = noted.change
    return HistoryRow(noted.entry, change.incident_id, change.what, change.became)


def _tells_of(noted: Noted, incident_id: str) -> bool:
    return incident_id == noted.change.incident_id or incident_id in noted.change.became
