"""Values that no file has, in frames, rows and texts that somebody else made: an error in words, never Arrow's own."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from truceline import api as tl
from truceline.model.errors import TrucelineError

ROW: dict[str, Any] = {
    **{"event_id": "1", "source": "a", "start": "2026-03-03T01:00Z", "lat": "49.9", "lon": "36.2"},
    "type": "fire",
}


def _deep(levels: int) -> dict[str, Any]:
    whole: dict[str, Any] = {}
    for _ in range(levels):
        whole = {"a": whole}
    return whole


def frame(**columns: pa.Array) -> pa.Table:
    return pa.table({**{name: [value] for name, value in ROW.items()}, **columns})


CALLS: dict[str, Callable[[], object]] = {
    "a column of letters that are none": lambda: tl.fuse([frame(text=pa.array([b"\xff\xfe"]))]),
    "a column of structs": lambda: tl.fuse([frame(text=pa.array([{"a": 1}]))]),
    "a clock of no zone": lambda: tl.fuse([frame(start=pa.array([5], pa.timestamp("s", "No/Where")))]),
    "a column called by a number": lambda: tl.fuse([[{1: 2}]]),
    "an array in a cell": lambda: tl.fuse([[{**ROW, "text": np.array([1, 2])}]]),
    "a number of 5,000 digits": lambda: tl.fuse([[{**ROW, "lat": 10**5_000}]]),
    "a number that signals": lambda: tl.fuse([[{**ROW, "lat": Decimal("sNaN")}]]),
    "lists 5,000 deep": lambda: tl.fuse([[{**ROW, "text": _deep(5_000)}]]),
    "half a character in a name": lambda: tl.read([{"id": "\ud800", "text": "x"}]),
    "a text with something deep beside it": lambda: tl.read([{"id": "a", "text": "x", "more": _deep(5_000)}]),
    "a path with a zero in it": lambda: tl.read(["a\0b.txt", ""]),
    "a name of 300 letters": lambda: tl.read("a" * 300 + ".txt"),
    "no text": lambda: tl.read(None),
    "a number": lambda: tl.read(5),
    "zones 5,000 deep": lambda: tl.assess([ROW], "x = 1\n", zones=_deep(5_000)),
}


@pytest.fixture(autouse=True)
def _usual_depth() -> Iterator[None]:
    """As deep as Python goes by itself: an oracle of other tests lets it go ten times as deep, for good."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(1_000)
    yield
    sys.setrecursionlimit(before)


@pytest.mark.parametrize("what", CALLS)
def test_it_is_refused_in_words(what: str) -> None:
    with pytest.raises(TrucelineError) as refusal:
        CALLS[what]()
    assert refusal.value.found and refusal.value.advice and len(refusal.value.found) < 500


def test_two_columns_of_one_name_are_read_like_those_of_a_file() -> None:
    arrays = [*([value] for value in ROW.values()), ["words"], ["other words"]]
    table = pa.Table.from_arrays([pa.array(values) for values in arrays], names=[*ROW, "text", "text"])
    assert len(tl.fuse([table]).rows) == 1
