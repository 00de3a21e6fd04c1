"""What people decide about a model's suggestions: kept with who and why, and never an observation."""

from __future__ import annotations

import json

import pytest

from truceline.model.errors import InputError
from truceline.model.evidence import Blob, ReadContext
from truceline.sources.catalogue import recognise
from truceline.sources.decisions import SOURCE
from truceline.testing import check_source

LINE = {
    "kind": "quote", "file": "story.txt", "start": 110, "end": 124, "text": "We are afraid,", "suggestion": True,
    "text_sha256": "ab" * 32, "model": "m", "prompt_version": "1", "agreed_by": None,
    "decision": "accept", "by": "Anna Marn", "why": "heard on the tape", "decided_at": "2026-01-09T10:00:00.000Z",
}  # fmt: skip


def lines(*changes: dict[str, object]) -> bytes:
    return b"".join(json.dumps(LINE | change, ensure_ascii=False).encode() + b"\n" for change in changes)


def test_a_decision_is_evidence_of_who_and_why_and_nothing_else() -> None:
    reading = SOURCE.read(
        Blob("0" * 64, lines({}, {"decision": "reject", "by": "Ivo"}), "d.jsonl", "", 0), ReadContext()
    )
    told = {item.provenance.partition(" | ")[0] for item in reading.items}
    assert told == {"accepted by Anna Marn: heard on the tape", "rejected by Ivo: heard on the tape"}
    assert all("quote “We are afraid,”, story.txt [110:124]" in item.provenance for item in reading.items)
    assert not reading.documents and reading.observations is None, "nothing that a stage could take for evidence"


@pytest.mark.parametrize(
    ("change", "field"),
    [({"by": " "}, "by"), ({"why": ""}, "why"), ({"decision": "maybe"}, "decision"), ({"start": "x"}, "start")],
)
def test_without_a_name_a_reason_or_a_decision_it_stays_out(change: dict[str, object], field: str) -> None:
    reading = SOURCE.read(Blob("0" * 64, lines({}, change), "d.jsonl", "", 0), ReadContext())
    assert len(reading.items) == 1
    assert [(note.line, note.field) for note in reading.notes] == [(2, field)]
    assert (reading.accounting.rows, reading.accounting.rejected) == (2, 1)


def test_the_same_decision_twice_is_one_and_a_second_persons_is_another() -> None:
    reading = SOURCE.read(Blob("0" * 64, lines({}, {}, {"by": "Ivo"}), "d.jsonl", "", 0), ReadContext())
    assert (len(reading.items), reading.accounting.repeated) == (2, 1)


def test_it_keeps_the_promises_of_a_source() -> None:
    data = lines({}, {"by": "Ivo", "decision": "reject"}, {"start": 3, "end": 9})
    check_source(SOURCE, [data], filename="decisions.jsonl")
    found = recognise(data, "decisions.jsonl")
    assert found is not None and found.name == "decisions"


def test_a_file_without_decisions_is_said_to_be_one() -> None:
    with pytest.raises(InputError, match="no decision"):
        SOURCE.read(Blob("0" * 64, b"{}\n", "d.jsonl", "", 0), ReadContext())
