"""Many items in one call of a worker: each is read or refused by itself, whatever its neighbours do."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from truceline.confined import keeper as keeper_module
from truceline.confined import reading, together
from truceline.confined.keeper import Exceeded, Keeper, Task
from truceline.confined.limits import Limits, limits_for
from truceline.confined.together import MOST, SMALL, Item, Outcome, read_together
from truceline.ingest.submission import Submission
from truceline.model.errors import InputError, TrucelineError, UsageError
from truceline.model.evidence import ReadContext
from truceline.model.ids import sha256_hex
from truceline.model.reading import Reading
from truceline.testing.source import fingerprint


@pytest.fixture(autouse=True)
def keeper(monkeypatch: pytest.MonkeyPatch) -> Iterator[Keeper]:
    monkeypatch.syspath_prepend(Path(__file__).parent)
    keeper = Keeper()
    monkeypatch.setattr(together, "keeper", lambda: keeper)
    monkeypatch.setattr(reading, "keeper", lambda: keeper)
    yield keeper
    keeper.close()


@pytest.fixture
def calls(keeper: Keeper, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The tasks that a worker was called for."""
    found: list[str] = []
    call = keeper.call

    def noted(task: Task[Any], *rest: Any) -> Any:
        found.append(task.name.partition(":")[0])
        return call(task, *rest)

    monkeypatch.setattr(keeper, "call", noted)
    return found


def report(n: int, text: str = "") -> bytes:
    seen = {"type": "fire.shelling", "at": f"2026-03-01T09:{n % 60:02}:00Z", "lat": 50.0, "lon": 36.2, "text": text}
    return json.dumps({"patrol": "p", "report_id": str(n), "observations": [seen]}).encode()


def item(data: bytes, connector: str | None = "patrol", source: str = "north") -> Item:
    name = "report.json"
    return Submission(sha256_hex(data), name, source, connector, "application/json", 1, ReadContext()), data


def told(outcome: Outcome) -> object:
    return fingerprint(outcome) if isinstance(outcome, Reading) else (type(outcome), outcome.found, outcome.advice)


def alone(one: Item) -> object:
    try:
        return told(reading.read_confined(*one))
    except TrucelineError as error:
        return told(error)


def test_each_is_answered_as_by_itself(calls: list[str]) -> None:
    items = [
        item(report(1)),
        item(b"{ no json"),
        item(report(2), None, "south"),
        item(report(3), "no such connector"),
        item(gzip.compress(report(4))),
        item(report(5, "x" * SMALL)),
        item(b"A text of the news about shelling near Kharkiv on Tuesday.", None),
        item(b""),
        *(item(report(n)) for n in range(6, 6 + MOST)),
    ]
    found = [told(outcome) for outcome in read_together(items)]
    assert calls.count("truceline.confined.together") == 2, "one call for as many as are taken at once"
    assert found == [alone(one) for one in items]
    assert isinstance(read_together(items[:3])[1], InputError)
    assert isinstance(read_together(items[2:4])[1], UsageError)


@pytest.mark.parametrize(
    ("deed", "said"),
    [
        ("crash", "crashed (SIGSEGV)"),
        ("spin", "of work"),
        ("hoard", "MiB of memory"),
        ("fail", "its reader failed (KeyError"),
        ("short", ""),
        ("more rows", ""),
    ],
)
def test_what_a_hostile_item_does_is_done_to_it_alone(
    deed: str, said: str, calls: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(together, "_READ", Task("misbehaving_readers:many", together._AllSaid))
    monkeypatch.setattr(reading, "_READ", Task("misbehaving_readers:one", Reading))
    tight = Limits(memory=1 << 30, cpu_s=1.5, wall_s=10.0, patience_s=60.0, answer=64 << 20)
    monkeypatch.setattr(keeper_module, "limits_for", lambda *asked: tight if deed == "spin" else limits_for(*asked))
    items = [item(report(1)), item(report(2, f"DEED:{deed}!")), item(report(3))]
    found = read_together(items)
    assert len(calls) == 4, "at once, then one by one"
    assert isinstance(found[0], Reading)
    assert isinstance(found[2], Reading)
    assert [one.observations.num_rows for one in (found[0], found[2]) if one.observations is not None] == [1, 1]
    if said:
        assert isinstance(found[1], Exceeded)
        assert said in found[1].found
