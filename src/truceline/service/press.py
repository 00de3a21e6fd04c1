"""The press: bulletins that were asked for are made one after the other, in a process of their own.

Whoever asks is answered once the wish is on the disk. Killed at any moment, the next server makes what was not made.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

import msgspec
from litestar import Litestar
from litestar.concurrency import sync_to_thread

from truceline.mission.asked_releases import AskedRelease, Failure, Made, ask_for, asked_releases, settle
from truceline.mission.bulletin_kinds import Wanted
from truceline.mission.folder import DRAFTS, Mission
from truceline.model.errors import TrucelineError
from truceline.ports import Clock
from truceline.service.alongside import alongside
from truceline.service.events import Hub, News
from truceline.service.problems import ProblemError
from truceline.service.study import Answered, CutOffError, Study

#: a process that ended this often over one bulletin will end again
_MOST_ENDS: Final = 3
#: while another process holds the mission
_WAIT_S: Final = 2.0
_MOST_WAITS: Final = 300
#: after the disk has refused
_REST_S: Final = 10.0

_log = logging.getLogger("truceline.press")


class Press:
    """Bulletins of one server that are to be made."""

    def __init__(self, mission: Mission, study: Study, hub: Hub, clock: Clock) -> None:
        self._mission = mission
        self._study = study
        self._hub = hub
        self._clock = clock
        self._wanted = asyncio.Event()
        self.at_work_on = ""  # the id of what is being made

    async def ask_for(self, wanted: Wanted, asked_by: str) -> AskedRelease:
        """The wish, once it is kept. Raises MissionError where the disk refuses."""
        asked = await sync_to_thread(ask_for, self._mission, wanted, asked_by, self._clock.now_s())
        self._wanted.set()
        self._tell(asked)
        return asked

    async def run(self) -> None:
        """Make what is asked for, as long as the server runs; first what a kill left."""
        if (self._mission.folder / DRAFTS).is_dir():
            with contextlib.suppress(ProblemError):
                await self._asked("finish")
        while True:
            self._wanted.clear()
            asked = await sync_to_thread(self._next)
            if asked is None:
                await self._wanted.wait()
                continue
            self.at_work_on = asked.id
            self._tell(asked)
            came = await self._made(asked)
            self.at_work_on = ""
            self._tell(await sync_to_thread(settle, self._mission, asked, self._clock.now_s(), came))

    async def _made(self, asked: AskedRelease) -> Made | Failure:
        try:
            found = await self._asked("make", msgspec.json.encode(asked.wanted).decode(), str(self._clock.now_s()))
        except ProblemError as error:
            _log.warning("%s", error.diagnostics())
            return Failure(error.found, error.where, error.advice)
        return msgspec.json.decode(found.body, type=Made)

    async def _asked(self, name: str, *given: str) -> Answered:
        """An answer of the other process, asked again where it was killed, or while another one holds the mission."""
        ends = waits = 0
        while True:
            try:
                return await self._study.ask(name, *given, within_s=None)
            except CutOffError:
                ends += 1
                if ends == _MOST_ENDS:
                    raise
            except ProblemError as error:
                waits += 1
                if error.status != 503 or waits == _MOST_WAITS:
                    raise
                await asyncio.sleep(_WAIT_S)

    def _next(self) -> AskedRelease | None:
        return next((one for one in asked_releases(self._mission) if one.settled_s is None), None)

    def _tell(self, asked: AskedRelease) -> None:
        self._hub.announce("release", News((asked.id,)))


@asynccontextmanager
async def printing(app: Litestar) -> AsyncIterator[None]:
    """The press runs while the server does."""
    press: Press = app.state.press
    async with alongside(_run(press)):
        yield


async def _run(press: Press) -> None:
    """A disk that is full now may not be in a while: what was not made stays to be made."""
    while True:
        try:
            await press.run()
        except TrucelineError as error:
            _log.error("%s", error.diagnostics())
        await asyncio.sleep(_REST_S)
