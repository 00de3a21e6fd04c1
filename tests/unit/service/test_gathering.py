"""Requests that come at once: one turn for all of them, each answered by itself, nobody left waiting."""

from __future__ import annotations

import asyncio
import itertools
import threading
import time
from collections.abc import Sequence

import pytest

from truceline.model.errors import InputError, MissionError
from truceline.service import gathering
from truceline.service.gathering import ENOUGH, MOST, MOST_REST_S, REST, Gathering


def test_who_comes_while_others_are_at_work_goes_along_in_the_next_turn() -> None:
    turns: list[list[int]] = []
    begun, go_on = threading.Event(), threading.Event()

    def work(items: Sequence[int]) -> list[int]:
        turns.append(list(items))
        begun.set()
        go_on.wait(30)
        return [item * 10 for item in items]

    async def ask() -> list[int]:
        gathering = Gathering(work)
        first = asyncio.create_task(gathering.put(1))
        await asyncio.to_thread(begun.wait, 30)
        others = [asyncio.create_task(gathering.put(n)) for n in (2, 3, 4)]
        await asyncio.sleep(0)
        go_on.set()
        return await asyncio.gather(first, *others)

    assert asyncio.run(ask()) == [10, 20, 30, 40]
    assert turns == [[1], [2, 3, 4]]


def test_what_is_wrong_with_one_is_told_to_that_one() -> None:
    def work(items: Sequence[int]) -> list[int | Exception]:
        return [InputError("five") if item == 5 else item for item in items]

    async def ask() -> list[int | BaseException]:
        gathering = Gathering[int, int](work)
        return await asyncio.gather(*(gathering.put(n) for n in (4, 5, 6)), return_exceptions=True)

    four, five, six = asyncio.run(ask())
    assert (four, six) == (4, 6)
    assert isinstance(five, InputError)


def test_a_turn_that_breaks_off_breaks_off_for_all_of_it_and_the_next_goes_on() -> None:
    def work(items: Sequence[int]) -> list[int]:
        if 5 in items:
            raise MissionError("the disk is full")
        return list(items)

    async def ask() -> tuple[list[int | BaseException], int]:
        gathering = Gathering(work)
        found = await asyncio.gather(*(gathering.put(n) for n in (4, 5)), return_exceptions=True)
        return found, await gathering.put(7)

    found, after = asyncio.run(ask())
    assert all(isinstance(one, MissionError) for one in found)
    assert after == 7


def test_who_is_gone_leaves_the_others_waiting_for_nothing() -> None:
    done: list[int] = []
    begun, go_on = threading.Event(), threading.Event()

    def work(items: Sequence[int]) -> list[int]:
        begun.set()
        go_on.wait(30)
        done.extend(items)
        return list(items)

    async def ask() -> int:
        gathering = Gathering(work)
        gone, stays = (asyncio.create_task(gathering.put(n)) for n in (1, 2))
        await asyncio.to_thread(begun.wait, 30)
        gone.cancel()
        go_on.set()
        with pytest.raises(asyncio.CancelledError):
            await gone
        return await asyncio.wait_for(stays, 30)

    assert asyncio.run(ask()) == 2
    assert done == [1, 2], "what was sent is taken in all the same"


def test_a_turn_begins_after_a_rest() -> None:
    spans: list[tuple[float, float]] = []

    def work(items: Sequence[int]) -> list[int]:
        began = time.monotonic()
        time.sleep(0.01)
        spans.append((began, time.monotonic()))
        return list(items)

    async def ask() -> None:
        gathering = Gathering(work)

        async def client() -> None:
            for n in range(3):
                await gathering.put(n)

        await asyncio.gather(*(client() for _ in range(4)))

    asyncio.run(ask())
    assert len(spans) > 1
    for (began, ended), (following, _) in itertools.pairwise(spans):
        assert following - ended >= min(REST * (ended - began), MOST_REST_S) * 0.95


def test_no_turn_takes_more_than_some_and_all_are_answered_in_the_order_in_which_they_came() -> None:
    turns: list[list[int]] = []

    def work(items: Sequence[int]) -> list[int]:
        turns.append(list(items))
        return list(items)

    async def ask() -> list[int]:
        gathering = Gathering(work)
        return await asyncio.gather(*(gathering.put(n) for n in range(2 * MOST + 3)))

    assert asyncio.run(ask()) == list(range(2 * MOST + 3))
    assert [len(turn) for turn in turns] == [MOST, MOST, 3]


def test_enough_who_wait_end_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gathering, "MOST_REST_S", 3_600.0)
    monkeypatch.setattr(gathering, "REST", 1e9)

    async def ask() -> int:
        gathered = Gathering[int, int](list)
        await gathered.put(0)  # what comes now may rest for an hour
        others = [asyncio.create_task(gathered.put(n)) for n in range(1, ENOUGH)]
        await asyncio.sleep(0)
        waited = sum(not one.done() for one in others)
        await asyncio.wait_for(gathered.put(ENOUGH), 30)
        await asyncio.gather(*others)
        return waited

    assert asyncio.run(ask()) == ENOUGH - 1
