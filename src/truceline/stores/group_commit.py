"""Group commit: clients that come at the same time share one transaction, and so one wait for the disk.

The first to come leads: it writes whatever waits, its own included. Whoever comes meanwhile waits, and the first of
them leads the next group. Nobody waits for a clock.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

Item = TypeVar("Item")
Answer = TypeVar("Answer")


class NotWrittenError(Exception):
    """The group of which this was part was broken off."""


class _Client(Generic[Item, Answer]):
    """Who waits: for an answer, or for its turn to lead."""

    __slots__ = ("_turn", "answer", "error", "item", "leads")

    def __init__(self, item: Item) -> None:
        self.item = item
        self.answer: Answer | None = None
        self.error: Exception | None = None
        self.leads = False
        self._turn = threading.Lock()
        self._turn.acquire()

    @property
    def done(self) -> bool:
        return self.answer is not None or self.error is not None

    def wait(self) -> None:
        self._turn.acquire()

    def wake(self) -> None:
        self._turn.release()


class GroupCommit(Generic[Item, Answer]):
    """`write` is given the items of a group and answers each; what it raises, every client of the group raises."""

    def __init__(self, write: Callable[[Sequence[Item]], Sequence[Answer]]) -> None:
        self._write = write
        self._queue = threading.Lock()
        self._led = False
        self._waiting: list[_Client[Item, Answer]] = []

    def put(self, item: Item) -> Answer:
        """The answer to `item`, when its group is written. Raises what the writing raised."""
        client: _Client[Item, Answer] = _Client(item)
        with self._queue:
            self._waiting.append(client)
            client.leads, self._led = not self._led, True
        if not client.leads:
            self._await(client)
        if not client.done:
            self._lead()
        if client.answer is None:
            raise client.error or NotWrittenError
        return client.answer

    def _await(self, client: _Client[Item, Answer]) -> None:
        """Until it is answered or is to lead; one that is interrupted meanwhile leaves no other waiting."""
        try:
            client.wait()
        except BaseException:  # an interrupt above all: whoever waits behind it would wait for ever
            with self._queue:
                self._waiting = [other for other in self._waiting if other is not client]
            if client.leads and not client.done:
                self._lead()
            raise

    def _lead(self) -> None:
        """Write all that waits, then hand over to the first who came meanwhile."""
        with self._queue:
            group, self._waiting = self._waiting, []
        try:
            for client, answer in zip(group, self._write([client.item for client in group]), strict=True):
                client.answer = answer
        except Exception as error:  # noqa: BLE001 - any: nothing of the group is written, so each client raises it
            for client in group:
                client.error = error
        finally:
            for client in group:
                client.error = client.error or (NotWrittenError() if client.answer is None else None)
            with self._queue:
                self._led = bool(self._waiting)
                following = self._waiting[:1]
                for client in following:
                    client.leads = True
            for client in (*following, *group):
                client.wake()
