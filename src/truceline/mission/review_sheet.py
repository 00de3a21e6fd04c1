"""What reviewers could settle, with what each of the two sides of a question says: duplicates, origins, confidence."""

from __future__ import annotations

from collections.abc import Iterable
from typing import get_args

import msgspec
import pyarrow as pa
import pyarrow.compute as pc

from truceline.fuse.explain import Judge
from truceline.mission.case import Case
from truceline.mission.questions import Question, questions, undetermined
from truceline.model.errors import UsageError
from truceline.model.evidence import Document
from truceline.model.incident import Incident
from truceline.model.observation import Derivation, Observation
from truceline.model.review_sheet import Doubtful, Kind, ReportPair, ReviewSheet, TextPair

#: characters of a text that a reviewer is shown
_MOST_OF_TEXT = 6_000


def review_sheet(case: Case, kind: str, number: int, as_of: int) -> ReviewSheet:
    """At most `number` questions of a kind, those that most need a person first."""
    if kind not in get_args(Kind):
        raise UsageError(f"there are no questions of the kind {kind!r}", advice=f"Kinds: {', '.join(get_args(Kind))}.")
    found: Iterable[ReportPair | TextPair | Doubtful]
    if kind == "duplicates":
        found = _duplicates(case, number)
    elif kind == "origins":
        found = _origins(case, number)
    else:
        found = _doubtful(case, number)
    return ReviewSheet(kind, tuple(found), as_of)  # type: ignore[arg-type]  # it is one of them


def _duplicates(case: Case, number: int) -> list[ReportPair]:
    asked = questions(case.outcome, number)[:number]
    if not asked:
        return []
    outcome = case.outcome
    judge = Judge.of(outcome.observations, origins=outcome.origins, learned=outcome.learned)
    rows = _observations(outcome.observations, {name for one in asked for name in (one.observation_id, one.other_id)})
    return [_pair(case, judge, rows, one) for one in asked]


def _pair(case: Case, judge: Judge, rows: dict[str, Observation], one: Question) -> ReportPair:
    return ReportPair(
        a=rows[one.observation_id],
        b=rows[one.other_id],
        incident_id=one.incident_id,
        p_ppm=one.p_ppm,
        open=one.open,
        terms=judge.pair(one.observation_id, one.other_id),
    )


def _origins(case: Case, number: int) -> list[TextPair]:
    """Pairs of texts of which it is open whether one is told after the other."""
    texts = {document.item_id: document for document in case.outcome.documents}
    return [_texts(pair, texts[pair.a], texts[pair.b]) for pair in undetermined(case.outcome)[:number]]


def _texts(pair: Derivation, a: Document, b: Document) -> TextPair:
    return TextPair(
        pair=pair,
        a_name=a.item.filename,
        b_name=b.item.filename,
        a_text=a.text[:_MOST_OF_TEXT],
        b_text=b.text[:_MOST_OF_TEXT],
        a_language=a.language,
        b_language=b.language,
    )


def _doubtful(case: Case, number: int) -> list[Doubtful]:
    keys = [("existence_ppm", "ascending"), ("incident_id", "ascending")]
    rows = case.outcome.incidents.sort_by(keys).slice(0, number).to_pylist()
    return [Doubtful(msgspec.convert(row, Incident)) for row in rows]


def _observations(table: pa.Table, ids: set[str]) -> dict[str, Observation]:
    rows = table.filter(pc.is_in(table["observation_id"], pa.array(sorted(ids), pa.string()))).to_pylist()
    return {row["observation_id"]: msgspec.convert(row, Observation) for row in rows}
