"""Requests that come at the same time are worked on together: one thread does all of them, one way there and back.

The first to come begins at once. Who comes meanwhile waits for the next turn, and that one begins after a rest: what a
turn costs is the turn, hardly what goes along in it. Where many wait there is nothing to gain by resting, and no turn
takes more than some of them along: nobody waits for the work of all others.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Callable, Sequence
from typing import Final, Generic, TypeVar

Item = TypeVar("Item")
Answer = TypeVar("Answer")

#: a turn begins no sooner than so many times as long after the last one as that one took, but after no longer than this
REST: Final = 3.0
MOST_REST_S: Final = 0.1
#: so many who wait end the rest
ENOUGH: Final = 16
#: items of a turn
MOST: Final = 32


class Gathering(Generic[Item, Answer]):
    """`work` is given the items of a turn, and answers each or says what is wrong with it. For one event loop."""

    def __init__(self, work: Callable[[Sequence[Item]], Sequence[Answer | Exception]]) -> None:
        self._work = work
        self._waiting: list[tuple[Item, asyncio.Future[Answer]]] = []
        self._turns: asyncio.Task[None] | None = None
        self._due = 0.0  # of time.monotonic
        self._enough = asyncio.Event()

    async def put(self, item: Item) -> Answer:
        """The answer to `item`. Raises what is wrong with it, or what broke off its whole turn."""
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[Answer] = loop.create_future()
        self._waiting.append((item, answer))
        if len(self._waiting) >= ENOUGH:
            self._enough.set()
        if self._turns is None or self._turns.done():
            self._turns = loop.create_task(self._take_turns())
        return await answer

    async def _take_turns(self) -> None:
        while self._waiting:
            await self._rest()
            turn, self._waiting = self._waiting[:MOST], self._waiting[MOST:]
            began = time.monotonic()
            found = await self._answers([item for item, _ in turn])
            ended = time.monotonic()
            self._due = ended + min(REST * (ended - began), MOST_REST_S)
            for (_, answer), one in zip(turn, found, strict=True):
                if answer.done():  # whoever asked is gone
                    continue
                if isinstance(one, Exception):
                    answer.set_exception(one)
                else:
                    answer.set_result(one)

    async def _rest(self) -> None:
        """Until the next turn is due, or enough wait for it."""
        left_s = self._due - time.monotonic()
        if left_s > 0 and len(self._waiting) < ENOUGH:
            self._enough.clear()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._enough.wait(), left_s)

    async def _answers(self, items: Sequence[Item]) -> Sequence[Answer | Exception]:
        try:
            return await asyncio.get_running_loop().run_in_executor(None, self._work, items)
        except Exception as error:  # noqa: BLE001 - everybody of the turn raises it
            return [error] * len(items)
