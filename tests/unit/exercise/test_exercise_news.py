"""News: each item lies where the truth says, and is made as the truth says."""

from __future__ import annotations

from collections import Counter

from truceline.exercise.generate import Exercise
from truceline.exercise.rehearsal import submissions
from truceline.ingest.read import read
from truceline.ingest.submission import blob_of
from truceline.model.evidence import Document
from truceline.sources.catalogue import by_name, recognise


def documents(exercise: Exercise) -> dict[tuple[str, str], Document]:
    found: dict[tuple[str, str], Document] = {}
    for submission in submissions(exercise):
        if submission.filename.startswith(("news_", "feed_")):
            source = by_name(str(submission.connector))
            reading = read(blob_of(submission, exercise.files[submission.filename], source), source, submission.context)
            assert not reading.notes, reading.notes
            for document in reading.documents:
                found[document.item.filename, document.item.part] = document
    return found


def test_every_item_of_the_truth_is_a_document_and_no_other(exercise: Exercise) -> None:
    assert documents(exercise).keys() == {(item.file, item.part) for item in exercise.truth.items}


def test_a_copy_has_the_wires_words_and_an_independent_report_has_not(exercise: Exercise) -> None:
    texts = {key: document.text for key, document in documents(exercise).items()}
    items = {f"{i.file}#{i.part}": i for i in exercise.truth.items}
    seen: Counter[str] = Counter()
    for item in exercise.truth.items:
        if item.parent is None or item.relation not in ("copy", "partial"):
            continue
        parent = items[item.parent]
        lines = [line for line in texts[parent.file, parent.part].splitlines() if len(line) > 60]
        shared = sum(line in texts[item.file, item.part] for line in lines)
        assert shared >= (len(lines) if item.relation == "copy" else 2) or item.part or parent.part
        seen[item.relation] += 1
    assert seen["copy"] and seen["partial"]


def test_all_kinds_and_three_languages_occur(exercise: Exercise) -> None:
    assert {i.relation for i in exercise.truth.items} == {
        "wire", "copy", "rewrite", "partial", "independent", "translation",
    }  # fmt: skip
    assert {i.language for i in exercise.truth.items} == {"en", "uk", "ru"}


def test_every_evidence_file_is_recognised_from_its_bytes_by_the_declared_connector(exercise: Exercise) -> None:
    for submission in submissions(exercise):
        found = recognise(exercise.files[submission.filename], submission.filename)
        assert found is not None and found.name == submission.connector, submission.filename
