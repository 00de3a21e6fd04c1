"""Answers for each of many: those that are kept, and those that several make side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

import pytest

from truceline.model.errors import InputError
from truceline.stores.cache import Cache, FolderCache, NoCache, StructCodec, Unkept, stage_key
from truceline.stores.silence import SilentProgress
from truceline.stores.steps import Steps

A = TypeVar("A")
B = TypeVar("B")

WORDS: StructCodec[tuple[str, ...]] = StructCodec(tuple[str, ...])


class Told(SilentProgress):
    """What was told, in its order."""

    def __init__(self) -> None:
        self.said: list[object] = []

    def start(self, stage: str, total: int | None) -> None:
        self.said.append((stage, total))

    def advance(self, steps: int = 1) -> None:
        self.said.append(steps)

    def done(self) -> None:
        self.said.append("done")


def in_threads(work: Callable[[A], B], items: Sequence[A]) -> Iterator[B]:
    with ThreadPoolExecutor(2) as pool:
        yield from pool.map(work, items)


def words(number: int) -> tuple[str, ...]:
    return (f"made {number}",)


@pytest.mark.parametrize("together", [map, in_threads])
def test_what_is_missing_is_made_once_and_stands_in_its_place(
    tmp_path: Path, together: Callable[..., Iterator[tuple[str, ...]]]
) -> None:
    cache, told = FolderCache(tmp_path), Told()
    cache.recall("read", stage_key("read", 1), lambda: ("kept 1",), WORDS)
    made: list[int] = []

    def make(number: int) -> tuple[str, ...]:
        made.append(number)
        return words(number)

    numbers = (3, 1, 2, 3, 1)
    found = Steps(cache, told).each("read", numbers, lambda n: n, make, WORDS, together)
    assert found == (("made 3",), ("kept 1",), ("made 2",), ("made 3",), ("kept 1",))
    assert sorted(made) == [2, 3]
    assert told.said == [("read", 5), 1, 1, 1, 1, "done"]
    again = Steps(cache, SilentProgress()).each("read", numbers, lambda n: n, make, WORDS, together)
    assert again == found
    assert sorted(made) == [2, 3]


@pytest.mark.parametrize("keeps", [True, False])
def test_an_answer_that_holds_for_now_is_made_again(tmp_path: Path, keeps: bool) -> None:
    cache: Cache = FolderCache(tmp_path) if keeps else NoCache()
    passing = {2}

    def make(number: int) -> tuple[str, ...]:
        if number in passing:
            raise Unkept(("not now",))
        return words(number)

    steps = Steps(cache, SilentProgress())
    assert steps.each("read", (1, 2), lambda n: n, make, WORDS, in_threads) == (("made 1",), ("not now",))
    passing.clear()
    assert steps.each("read", (1, 2), lambda n: n, make, WORDS, in_threads) == (("made 1",), ("made 2",))


def test_what_was_made_before_an_error_is_kept(tmp_path: Path) -> None:
    cache = FolderCache(tmp_path)

    def make(number: int) -> tuple[str, ...]:
        if number == 3:
            raise InputError("evidence is missing")
        return words(number)

    with pytest.raises(InputError, match="evidence is missing"):
        Steps(cache, SilentProgress()).each("read", (1, 2, 3, 4), lambda n: n, make, WORDS, in_threads)
    for number in (1, 2):
        assert cache.kept("read", stage_key("read", number), WORDS) == words(number)
    assert cache.kept("read", stage_key("read", 3), WORDS) is None
