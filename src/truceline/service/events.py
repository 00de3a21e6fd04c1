"""What is new, told to everybody who listens: one look at the stores for all of them, a bounded queue for each.

A listener that does not keep up is ended, not buffered: it comes back with the last id that it saw, and is told what it
missed. An id is `<view>.<record>`: the entries that the view and the record held. Whoever may not read the record gets
an id without numbers, and after a gap reads anew: how the record grows is when reports come in.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator
from typing import Literal

import msgspec
from litestar.concurrency import sync_to_thread

from truceline.model.errors import TrucelineError
from truceline.ports import View
from truceline.record.access import Class, State
from truceline.record.kinds import Kind
from truceline.service.figures import Figures
from truceline.stores.record import Record

Event = Literal["incident", "finding", "effort", "case", "bulletin", "release", "intake"]

#: how often the stores are looked at
EVERY_S = 0.1
#: proxies close what is silent
HEARTBEAT_S = 15.0
#: events that wait for one listener
_QUEUE = 64
#: ids of one event; with more, the client reads anew
_MOST_IDS = 500
#: entries of the record that a listener who returns is told of
_MOST_MISSED = 5_000

#: what of the table of access an event is about
CLASS: dict[Event, tuple[Class, State]] = {
    "incident": ("observation", "held"),
    "finding": ("case", "held"),
    "effort": ("observation", "held"),
    "case": ("case", "proposed"),
    "bulletin": ("bulletin", "released"),
    "release": ("bulletin", "proposed"),
    "intake": ("observation", "held"),
}

#: kinds of entries that are news, and of what
_NEWS: dict[Kind, Event] = {
    "receipt": "intake",
    "case": "case",
    "reply": "case",
    "vote": "case",
    "dissent": "case",
    "decision": "case",
    "remedy": "case",
    "approval": "release",
    "release": "bulletin",
    "recall": "bulletin",
}


_log = logging.getLogger("truceline.service")


class News(msgspec.Struct, frozen=True):
    """One event. `ids` are of incidents, findings and releases that were asked for; of the rest, how many there were.
    `all`: read everything anew."""

    ids: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    all: bool = False
    count: int = 0


#: events that one look at the stores finds
Events = tuple[tuple[Event, News], ...]


class Told(msgspec.Struct, frozen=True):
    """What one look at the stores found, and the id after all of it.

    The id goes with the last event: whoever was cut off before that is told of all of it again, and misses nothing.
    """

    at: str
    events: Events

    def among(self, wanted: frozenset[Event]) -> Told | None:
        """What of it somebody may know; null where that is nothing."""
        some = tuple(one for one in self.events if one[0] in wanted)
        return Told(self.at, some) if some else None

    def frames(self, numbered: bool) -> bytes:
        at = self.at if numbered else _UNNUMBERED
        frames = [f"event: {event}\ndata: ".encode() + msgspec.json.encode(news) for event, news in self.events]
        return b"\n\n".join([*frames[:-1], f"id: {at}\n".encode() + frames[-1], b""])


_UNNUMBERED = "released"
#: for who cannot say what it saw last
_ANEW: Events = tuple((event, News(all=True)) for event in CLASS)


class Listener:
    """Somebody who listens to some events."""

    def __init__(self, events: frozenset[Event]) -> None:
        self.events = events
        self.queue: asyncio.Queue[Told | None] = asyncio.Queue(_QUEUE)
        self.ended = False

    def tell(self, told: Told) -> bool:
        """Whether there was room."""
        mine = told.among(self.events)
        if mine is None:
            return True
        try:
            self.queue.put_nowait(mine)
        except asyncio.QueueFull:
            return False
        return True

    def end(self) -> None:
        """No more; what waits is let go."""
        self.ended = True
        while not self.queue.empty():
            self.queue.get_nowait()
        self.queue.put_nowait(None)


class Hub:
    """All listeners of a server."""

    def __init__(self, view: View, record: Record, figures: Figures) -> None:
        self._view = view
        self._record = record
        self._figures = figures
        self._listeners: set[Listener] = set()
        self._looking: asyncio.Task[None] | None = None
        self._beginning = asyncio.Lock()  # of two who come at once, one begins to look
        self._seen = (0, 0)
        self.closed = False

    def __len__(self) -> int:
        return len(self._listeners)

    def close(self) -> None:
        """End every stream: the server stops."""
        self.closed = True
        for listener in list(self._listeners):
            listener.end()
        if self._looking is not None:
            self._looking.cancel()

    def announce(self, event: Event, news: News) -> None:
        """Something that stands in no store: whoever listens now is told."""
        self._tell(Told(_id(*self._seen), ((event, news),)))

    async def listen(
        self, events: frozenset[Event], since: str | None, *, numbered: bool = True
    ) -> AsyncIterator[bytes]:
        """Frames for one client, beginning with what it missed since the id that it names. Where not `numbered`,
        whoever names any id is told to read everything anew.

        Where a store cannot be reached the stream ends, and the client comes back with its id.
        """
        listener = Listener(events)
        self._listeners.add(listener)
        self._figures.streams.set(len(self._listeners))
        try:
            try:
                await self._look_from_now()
                told = await self._missed(since) if numbered or since is None else Told("", _ANEW)
            except TrucelineError as error:
                _log.warning("nobody can be told what is new: %s", error.found)
                return
            yield b"retry: 2000\n\n"
            missed = told and told.among(events)
            if missed:
                yield missed.frames(numbered)
            while not self.closed and not listener.ended:
                try:
                    told_or_end = await asyncio.wait_for(listener.queue.get(), HEARTBEAT_S)
                except TimeoutError:
                    yield b": still here\n\n"
                    continue
                if told_or_end is None:
                    return
                yield told_or_end.frames(numbered)
        finally:
            self._listeners.discard(listener)
            self._figures.streams.set(len(self._listeners))

    async def _look_from_now(self) -> None:
        async with self._beginning:
            if self._looking is None or self._looking.done():
                self._seen = await sync_to_thread(self._sizes)
                self._looking = asyncio.create_task(self._look())

    async def _look(self) -> None:
        """Look at the stores while anybody listens. One that cannot be reached is asked again: nothing is missed."""
        said = ""
        while self._listeners and not self.closed:
            await asyncio.sleep(EVERY_S)
            try:
                sizes = await sync_to_thread(self._sizes)
                if sizes != self._seen:
                    self._tell(await sync_to_thread(self._between, *self._seen, *sizes))
                    self._seen = sizes
                said = ""
            except TrucelineError as error:
                if error.found != said:
                    _log.warning("nobody can be told what is new: %s", error.found)
                said = error.found

    def _tell(self, told: Told) -> None:
        for listener in list(self._listeners):
            if not listener.tell(told):
                self._figures.dropped.inc()
                listener.end()

    async def _missed(self, since: str | None) -> Told | None:
        at = _sizes_in(since)
        if at is None:
            return None
        if at[0] > self._seen[0] or at[1] > self._seen[1]:  # of another store: nothing that it saw holds
            return Told(_id(*self._seen), _ANEW)
        return await sync_to_thread(self._between, *at, *self._seen)

    def _sizes(self) -> tuple[int, int]:
        return self._view.as_of(), self._record.size()

    def _between(self, view: int, record: int, view_now: int, record_now: int) -> Told:
        changes = self._changes(view) if view != view_now else []
        return Told(_id(view_now, record_now), (*self._entries(record, record_now), *changes))

    def _entries(self, first: int, end: int) -> list[tuple[Event, News]]:
        if end - first > _MOST_MISSED:
            return [(event, News(all=True)) for event in sorted(set(_NEWS.values()))]
        counts: dict[Event, int] = {}
        for index in range(first, end):
            event = _NEWS.get(self._record.entry(index).kind)
            if event is not None:
                counts[event] = counts.get(event, 0) + 1
        return [(event, News(count=count)) for event, count in counts.items()]

    def _changes(self, since: int) -> list[tuple[Event, News]]:
        change = self._view.changed_since(since)
        found: list[tuple[Event, News]] = []
        for event, ids, gone in (
            ("incident", change.incidents, change.gone_incidents),
            ("finding", change.findings, change.gone_findings),
        ):
            if change.everything or len(ids) + len(gone) > _MOST_IDS:
                found.append((event, News(all=True)))  # type: ignore[arg-type]
            elif ids or gone:
                found.append((event, News(ids, gone)))  # type: ignore[arg-type]
        if change.effort or change.everything:
            found.append(("effort", News(all=True)))
        return found


def _id(view: int, record: int) -> str:
    return f"{view}.{record}"


def _sizes_in(since: str | None) -> tuple[int, int] | None:
    """The two sizes of an id; null for one that is not ours."""
    view, _, record = (since or "").partition(".")
    with contextlib.suppress(ValueError):
        return int(view), int(record)
    return None
