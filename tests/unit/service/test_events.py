"""What is new reaches everybody who may know it, in order, once; a listener that is slow is ended, and comes back."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

from truceline.model.errors import MissionError
from truceline.model.view import ViewChange
from truceline.service import events
from truceline.service.events import CLASS, Hub
from truceline.service.figures import Figures

ALL = frozenset(CLASS)
PATIENCE_S = 60


class Stores:
    """A view and a record that grow when they are told to."""

    def __init__(self) -> None:
        self.states: list[tuple[str, ...]] = []
        self.kinds: list[str] = []

    def as_of(self) -> int:
        return len(self.states)

    def size(self) -> int:
        return len(self.kinds)

    def changed_since(self, as_of: int) -> ViewChange:
        ids = tuple(one for state in self.states[as_of:] for one in state)
        return ViewChange(as_of=len(self.states), incidents=ids)

    def entry(self, index: int) -> Any:
        return type("Entry", (), {"kind": self.kinds[index]})


def hub_of(stores: Stores) -> Hub:
    return Hub(stores, stores, Figures())  # type: ignore[arg-type]


def parsed(frame: bytes) -> dict[str, Any]:
    found = dict(line.partition(": ")[::2] for line in frame.decode().splitlines() if ": " in line)
    return {**found, "data": json.loads(found["data"])} if "data" in found else found


def all_of(frames: bytes) -> list[dict[str, Any]]:
    return [parsed(frame) for frame in frames.split(b"\n\n") if frame]


async def heard(
    hub: Hub, n: int, since: str | None = None, wanted: frozenset[Any] = ALL, begun: asyncio.Event | None = None
) -> list[dict[str, Any]]:
    frames = []
    async for frame in hub.listen(wanted, since):
        if begun is not None:
            begun.set()  # the greeting came: what changes from now on is told
        frames += [told for told in all_of(frame) if "data" in told]
        if len(frames) >= n:
            break
    return frames


async def listening(hub: Hub, n: int, wanted: frozenset[Any] = ALL) -> asyncio.Task[list[dict[str, Any]]]:
    """Somebody who listens already."""
    begun = asyncio.Event()
    task = asyncio.create_task(heard(hub, n, wanted=wanted, begun=begun))
    await asyncio.wait_for(begun.wait(), PATIENCE_S)
    return task


def test_what_changes_is_told_with_the_id_after_it() -> None:
    async def run() -> list[dict[str, Any]]:
        stores = Stores()
        hub = hub_of(stores)
        task = await listening(hub, 2)
        stores.kinds += ["receipt", "receipt", "access"]  # first: who looks just now is told of these first as well
        stores.states.append(("inc_1", "inc_2"))
        return await asyncio.wait_for(task, PATIENCE_S)

    intake, incidents = asyncio.run(run())
    assert (intake["event"], intake["data"]["count"]) == ("intake", 2)
    assert (incidents["event"], incidents["data"]["ids"]) == ("incident", ["inc_1", "inc_2"])
    assert incidents["id"] == "1.3"
    assert "id" not in intake, "cut off between the two, one is told of both again"


def test_who_comes_back_is_told_what_was_missed() -> None:
    async def run(since: str) -> list[dict[str, Any]]:
        stores = Stores()
        stores.states += [("inc_1",), ("inc_2",)]
        stores.kinds += ["receipt", "release"]
        return await asyncio.wait_for(heard(hub_of(stores), 2, since), PATIENCE_S)

    bulletin, incidents = asyncio.run(run("1.1"))
    assert bulletin["event"] == "bulletin"
    assert incidents["data"]["ids"] == ["inc_2"]
    assert all(one["data"]["all"] for one in asyncio.run(run("99.99"))), "an id of another store: read all anew"


def test_a_store_that_cannot_be_reached_for_a_while_costs_nobody_an_event() -> None:
    class Restarted(Stores):
        down = False

        def size(self) -> int:
            if self.down:
                raise MissionError("the database cannot be reached")
            return super().size()

    async def run() -> tuple[list[dict[str, Any]], list[bytes]]:
        stores = Restarted()
        hub = hub_of(stores)
        task = await listening(hub, 1)
        stores.down = True
        stores.states.append(("inc_1",))
        assert hub._looking is not None
        await asyncio.sleep(3 * events.EVERY_S)
        meanwhile = [frame async for frame in hub_of(stores).listen(ALL, "0.0")]
        stores.down = False
        return await asyncio.wait_for(task, PATIENCE_S), meanwhile

    (told,), meanwhile = asyncio.run(run())
    assert (told["event"], told["data"]["ids"]) == ("incident", ["inc_1"])
    assert meanwhile == [], "who comes meanwhile is let go, and comes back"


def test_two_who_come_at_once_are_told_once() -> None:
    async def run() -> list[list[dict[str, Any]]]:
        stores = Stores()
        hub = hub_of(stores)
        both = await asyncio.gather(listening(hub, 1), listening(hub, 1))
        stores.states.append(("inc_1",))
        told = [await asyncio.wait_for(task, PATIENCE_S) for task in both]
        assert len([task for task in asyncio.all_tasks() if "_look" in repr(task.get_coro())]) <= 1
        return told

    assert all(one["data"]["ids"] == ["inc_1"] for told in asyncio.run(run()) for one in told)


def test_nobody_hears_of_what_they_may_not_know() -> None:
    async def run() -> list[dict[str, Any]]:
        stores = Stores()
        hub = hub_of(stores)
        task = await listening(hub, 1, wanted=frozenset({"bulletin"}))
        stores.states.append(("inc_1",))
        stores.kinds += ["receipt", "vote"]
        await asyncio.sleep(0.3)
        stores.kinds.append("release")
        return await asyncio.wait_for(task, PATIENCE_S)

    (told,) = asyncio.run(run())
    assert told["event"] == "bulletin"


def test_whoever_may_not_read_the_record_is_told_no_numbers() -> None:
    """An id that counts entries, or an answer that is another beyond the newest, says when each report comes in."""

    async def run(since: str) -> list[dict[str, Any]]:
        stores = Stores()
        stores.kinds += ["receipt", "release", "receipt"]
        hub = hub_of(stores)
        told = hub.listen(frozenset({"bulletin"}), since, numbered=False)
        frames = [parsed(frame) async for frame in _first(told, 2)]
        return [frame for frame in frames if "data" in frame]

    answers = [asyncio.run(run(since)) for since in ("0.0", "0.3", "0.4", "9.9", "released")]
    assert all(answer == answers[0] for answer in answers)
    assert [(one["id"], one["event"], one["data"]["all"]) for one in answers[0]] == [("released", "bulletin", True)]


async def _first(frames: AsyncIterator[bytes], n: int) -> AsyncIterator[bytes]:
    for _ in range(n):
        yield await asyncio.wait_for(anext(frames), PATIENCE_S)


def test_a_slow_listener_is_ended_and_others_are_not() -> None:
    async def run() -> tuple[bool, int]:
        stores = Stores()
        hub = hub_of(stores)
        slow = hub.listen(ALL, None)
        await anext(slow)  # it takes the greeting, and then nothing more
        quick = await listening(hub, 80)
        for number in range(80):
            hub._tell(events.Told(f"{number}.0", (("incident", events.News(("inc_1",))),)))
            await asyncio.sleep(0)
            await asyncio.sleep(0)
        n = len(await asyncio.wait_for(quick, PATIENCE_S))
        ended = [frame async for frame in slow] == []
        return ended, n

    assert asyncio.run(run()) == (True, 80)


def test_the_end_of_the_server_ends_the_streams() -> None:
    async def run() -> int:
        hub = hub_of(Stores())
        task = await listening(hub, 1)
        hub.close()
        await asyncio.wait_for(task, PATIENCE_S)
        return len(hub)

    assert asyncio.run(run()) == 0
