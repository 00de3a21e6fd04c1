"""The stages that go file by file: the same answers whatever the number of workers, and no file harms another."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec import structs

from truceline.confined import crew, extracting
from truceline.ingest.submission import Submission
from truceline.model.evidence import ReadContext
from truceline.model.ids import sha256_hex
from truceline.pipeline import Gathering, Known, Rules
from truceline.stores.cache import FolderCache
from truceline.stores.silence import SilentProgress
from truceline.stores.steps import Steps

PLACES = ("Pell", "Orvane", "Dalm", "Sarvenna", "Tessit")
GAZETTEER = "name,lat,lon\n" + "".join(f"{place},5.{n},-30.{n}\n" for n, place in enumerate(PLACES))
STORY = (
    "Shelling in {place}\n\nBy Reuters | March 3, 2026\n\n"
    "Mortar fire hit {place} on Tuesday, killing two people, the mayor said. “We are afraid,” said Mona Idris.\n\n"
)
RULES = Rules(gazetteer=(("own.csv", GAZETTEER.encode()),), gazetteer_alone=True)
ENDLESS = "Dalm"


def known(cache: Path, files: dict[str, bytes]) -> Known:
    submissions = tuple(
        Submission(sha256_hex(data), name, None, None, "text/plain", 1_772_600_000, ReadContext())
        for name, data in files.items()
    )
    by_hash = {sha256_hex(data): data for data in files.values()}
    steps = Steps(FolderCache(cache), SilentProgress())
    return Gathering(RULES).known(submissions, lambda one: by_hash[one.sha256], steps)


def kept(cache: Path) -> dict[str, bytes]:
    return {str(path.relative_to(cache)): path.read_bytes() for path in cache.rglob("*") if path.is_file()}


def test_one_worker_and_two_give_the_same_bytes_and_a_text_without_end_harms_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {
        f"{place}.txt": (STORY.format(place=place) * (5_000 if place == ENDLESS else 1)).encode() for place in PLACES
    }
    monkeypatch.setattr(extracting, "_TASK", structs.replace(extracting._TASK, cpu_s=0.3))
    monkeypatch.setattr(crew, "_WORTH_A_WORKER", 0)
    found = []
    for workers in (1, 2):
        monkeypatch.setattr("os.sched_getaffinity", lambda _, n=workers: set(range(n)), raising=False)
        found.append(known(tmp_path / str(workers), files))
    one, two = found
    assert kept(tmp_path / "1") == kept(tmp_path / "2")
    assert (one.mentions, one.notes, one.documents) == (two.mentions, two.notes, two.documents)
    assert one.observations.equals(two.observations)
    assert [(note.file, note.field) for note in two.notes] == [(f"{ENDLESS}.txt", "text")]
    assert {mention.item_id for mention in two.mentions} == {
        item.item_id for item in two.items if item.filename != f"{ENDLESS}.txt"
    }
