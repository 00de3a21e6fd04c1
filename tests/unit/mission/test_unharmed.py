"""A file that breaks its reader is a note; one that was interrupted is read again; the rest is there each time."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from truceline import pipeline
from truceline.confined.extracting import Unread, Words
from truceline.confined.keeper import Exceeded, Interrupted
from truceline.ingest.submission import Submission
from truceline.mission.folder import Mission, open_mission
from truceline.mission.intake import ingest
from truceline.mission.opened import opened
from truceline.mission.work import work
from truceline.model.evidence import Document
from truceline.model.reading import Reading
from truceline.pipeline import Outcome
from truceline.stores.clock import SystemClock
from truceline.stores.silence import SilentProgress

ARTICLE = (
    "Shelling in {place}\n\nBy Reuters | March 3, 2026\n\nMortar fire hit {place} on Tuesday, killing two people.\n"
)


@pytest.fixture
def mission(tmp_path: Path) -> Mission:
    (tmp_path / "mission.toml").write_text('[mission]\nname = "Two"\nzone = "Europe/Kyiv"\n')
    (tmp_path / "in").mkdir()
    for place in ("Kharkiv", "Sumy"):
        (tmp_path / "in" / f"{place}.txt").write_text(ARTICLE.format(place=place))
    found = open_mission(tmp_path)
    with opened(found) as record:
        ingest(found, record, [tmp_path / "in"], SystemClock(), SilentProgress())
    return found


def ran(mission: Mission) -> Outcome:
    with opened(mission) as record:
        return work(mission, record, None, SilentProgress())


def read_of(outcome: Outcome) -> list[str]:
    return sorted(item.filename for item in outcome.items)


@pytest.mark.parametrize(("kind", "again"), [(Exceeded, ["Sumy.txt"]), (Interrupted, ["Kharkiv.txt", "Sumy.txt"])])
def test_a_file_that_breaks_its_reader(
    mission: Mission, monkeypatch: pytest.MonkeyPatch, kind: type[Exceeded], again: list[str]
) -> None:
    """What a file exceeds is remembered; what may have been the machine's fault is not."""
    whole = pipeline.read_confined

    def reads(submission: Submission, data: bytes) -> Reading:
        if submission.filename == "Kharkiv.txt":
            raise kind("it took too much", advice="Split it.")
        return whole(submission, data)

    with monkeypatch.context() as patch:
        patch.setattr(pipeline, "read_confined", reads)
        outcome = ran(mission)
    assert read_of(outcome) == ["Sumy.txt"]
    assert [(note.file, note.found, note.advice) for note in outcome.notes] == [
        ("Kharkiv.txt", "it took too much", "Split it.")
    ]
    assert read_of(ran(mission)) == again


@pytest.mark.parametrize(("kind", "again"), [(Exceeded, 1), (Interrupted, 0)])
def test_a_text_whose_words_cost_too_much(
    mission: Mission, monkeypatch: pytest.MonkeyPatch, kind: type[Exceeded], again: int
) -> None:
    """The file is there, nothing is read out of it, and a note says so."""
    whole = pipeline.extract_confined

    def extracts(documents: tuple[object, ...], zone: str) -> object:
        if "Kharkiv" in documents[0].text:  # type: ignore[attr-defined]
            raise kind("it took too much", advice="Split it.")
        return whole(documents, zone)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(pipeline, "extract_confined", extracts)
        outcome = ran(mission)
    assert read_of(outcome) == ["Kharkiv.txt", "Sumy.txt"]
    assert [(note.file, note.field) for note in outcome.notes] == [("Kharkiv.txt", "text")]
    assert outcome.observations.num_rows
    more = ran(mission)
    assert len(more.notes) == again
    assert (more.observations.num_rows > outcome.observations.num_rows) == (again == 0)


def test_a_text_that_costs_too_much_leaves_the_others_of_its_file(
    mission: Mission, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Its name stands in the note, whatever letters that has; the words of its neighbour are read."""
    name = "evil\x1b[2J" + "a" * 5_000
    lines = [{"id": one, "text": ARTICLE.format(place="Izium")} for one in (name, "good")]
    items = tmp_path / "items.jsonl"
    items.write_bytes(b"\n".join(map(msgspec.json.encode, lines)))
    with opened(mission) as record:
        ingest(mission, record, [items], SystemClock(), SilentProgress())
    whole = pipeline.extract_confined

    def extracts(documents: tuple[Document, ...], zone: str) -> Words:
        evil = [place for place, document in enumerate(documents) if document.item.part == name]
        others = tuple(document for document in documents if document.item.part != name)
        return Words(whole(others, zone).mentions, tuple(Unread(place, "it took too much") for place in evil))

    with monkeypatch.context() as patch:
        patch.setattr(pipeline, "extract_confined", extracts)
        outcome = ran(mission)
    (note,) = outcome.notes
    assert (note.file, note.field) == ("items.jsonl", "text")
    assert note.found.startswith(r"'evil\x1b[2Jaaa") and note.found.endswith("it took too much")
    assert len(note.found) < 200
    read = {item.part: item.item_id for item in outcome.items if item.part}
    told = {mention.item_id for mention in outcome.mentions}
    assert read["good"] in told and read[name] not in told
