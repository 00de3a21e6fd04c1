"""All that is known of a mission, kept while more comes in: each step says what in the view is different."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from truceline.derive.derive import Derived, derive
from truceline.derive.ruled import ruled
from truceline.fuse.learned import Learned
from truceline.fuse.live import Live
from truceline.fuse.live_answer import Changed, one_after_other
from truceline.fuse.live_tables import Tables
from truceline.ingest.submission import Submission, all_effort
from truceline.live.findings import Findings, Reassessed
from truceline.live.sectors import Sectors
from truceline.model.evidence import Document
from truceline.model.tables import EFFORT, FINDINGS, OBSERVATIONS, empty
from truceline.model.view import ViewChanges
from truceline.pipeline import Gathering, Known, OpenBlob, Rules, languages_of
from truceline.ports import Progress
from truceline.stores.cache import Cache
from truceline.stores.steps import Steps


class State:
    """Observations, effort and texts, the incidents that they make, and what these are held against."""

    def __init__(
        self,
        rules: Rules,
        submissions: tuple[Submission, ...],
        open_blob: OpenBlob,
        cache: Cache,
        progress: Progress,
        learned: Learned | None,
    ) -> None:
        """Everything at once. `learned` is what it is to be judged by; null to learn from what is at hand."""
        self._rules, self._open_blob, self._cache, self._progress = rules, open_blob, cache, progress
        self._gathering = Gathering(rules)
        self._sectors = Sectors(rules.agreement)
        known = self._known(submissions)
        self._documents = {document.item_id: document for document in known.documents}
        self._by_words = derive(self._texts)
        derived = self._derived()
        self._effort = Tables(known.effort)
        self._of_effort = _places(known.effort, "effort_id")
        languages = languages_of(self._texts)
        self.live = Live.of(
            known.observations,
            derived.origins,
            derived.pairs,
            languages=languages,
            learned=learned,
            decisions=rules.rulings,
        )
        self._assessed()

    @property
    def learned(self) -> Learned:
        return self.live.learned

    @property
    def _texts(self) -> tuple[Document, ...]:
        return tuple(self._documents[name] for name in sorted(self._documents))

    def whole(self) -> ViewChanges:
        """Everything that a view is to hold."""
        fused = self.live.fused()
        return ViewChanges(
            incidents=fused.incidents,
            sectors=self._sectors.of(fused.incidents),
            findings=empty(FINDINGS) if self._findings is None else self._findings.first,
            observations=self.live.observations(),
            members=fused.members,
            unresolved=fused.unresolved,
            effort=self.effort(),
            whole=True,
        )

    def renew(self) -> None:
        """Learn anew from what is at hand, and judge all of it by that."""
        derived, observations = self._derived(), self.live.observations()
        decisions = self._rules.rulings
        del self.live, self._findings  # their room is needed
        self.live = Live.of(
            observations, derived.origins, derived.pairs, languages=languages_of(self._texts), decisions=decisions
        )
        self._assessed()

    def take(self, submissions: tuple[Submission, ...], rules: Rules) -> ViewChanges:
        """Take files in, and the rulings that hold now: `rules` differ in nothing else."""
        known = self._known(submissions)
        changes: list[Changed] = []
        before, self._rules = self._rules, rules
        if known.documents:
            self._documents |= {document.item_id: document for document in known.documents}
            self._by_words = derive(self._texts)
        if known.documents or rules.text_rulings != before.text_rulings:
            derived = self._derived()
            changes.append(self.live.retell(derived.origins, derived.pairs, languages_of(self._texts)))
        new = self._newer(known.observations)
        if new.num_rows:
            changes.append(self.live.put(new))
        if rules.rulings != before.rulings:
            changes.append(self.live.rule(rules.rulings))
        effort = self._watched(known.effort)
        changed = one_after_other(changes)
        assessed = self._reassessed(changed, effort)
        return ViewChanges(
            incidents=changed.incidents,
            gone_incidents=changed.gone,
            sectors=self._sectors.of(changed.incidents),
            findings=assessed.findings,
            findings_of=(*assessed.of, *changed.gone),
            observations=new,
            members=changed.members,
            unresolved=changed.unresolved,
            rivals_of=changed.rivals_of,
            effort=effort,
        )

    def effort(self) -> pa.Table:
        """Everybody's hours."""
        return all_effort(self._effort.parts)

    def _effort_after(self, moment_s: int) -> pa.Table:
        """Those of them that end later."""
        return all_effort(part.filter(pc.greater(part["end_s"], moment_s)) for part in self._effort.parts)

    def _known(self, submissions: tuple[Submission, ...]) -> Known:
        return self._gathering.known(submissions, self._open_blob, Steps(self._cache, self._progress))

    def _derived(self) -> Derived:
        return ruled(self._by_words, self._rules.text_rulings)

    def _assessed(self) -> None:
        agreement = self._rules.agreement
        self._findings = None if agreement is None else Findings(agreement, self.live.fused().incidents, self.effort())

    def _reassessed(self, changed: Changed, effort: pa.Table) -> Reassessed:
        if self._findings is None:
            return Reassessed((), empty(FINDINGS))
        return self._findings.changed(
            changed.incidents, changed.gone, self.live.incidents, self._effort_after, watched=effort
        )

    def _newer(self, come: pa.Table) -> pa.Table:
        """Of the same row in several files the one of the first item stays, whichever came first."""
        held = self.live.at_hand(come["observation_id"].to_pylist())
        if held.num_rows:
            come = come.filter(_first(come, "observation_id", _places(held, "observation_id")))
        return come.combine_chunks().cast(OBSERVATIONS)

    def _watched(self, come: pa.Table) -> pa.Table:
        if not come.num_rows:
            return come
        new = come.filter(_first(come, "effort_id", self._of_effort)).combine_chunks().cast(EFFORT)
        if new.num_rows:
            self._of_effort |= _places(new, "effort_id")
            self._effort.add(new)  # of the same row the one of the first item stays, and only such a one comes again
        return new


#: by id the item and the line that a row stands in: of the same row in several files the first stays
Places = dict[str, tuple[str, int]]


def _places(table: pa.Table, key: str) -> Places:
    ids, items, records = (table[name].to_pylist() for name in (key, "item_id", "record"))
    return dict(zip(ids, zip(items, records, strict=True), strict=True))


def _first(come: pa.Table, key: str, held: Places) -> pa.Array:
    """Rows of which none is at hand that comes from an earlier item."""
    return pa.array([name not in held or held[name] > place for name, place in _places(come, key).items()], pa.bool_())
