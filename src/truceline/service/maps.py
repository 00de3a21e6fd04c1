"""Maps of incidents and of watched ground: made in other processes, packed there, kept until the view is another.

Of two who ask for the same map at once, the second waits for the first one's. While evidence streams in, a map may be a
second old: it says itself which state it is of, and the event stream tells what came since.
"""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict

import msgspec

from truceline.model.coverage_map import CoverageQuery
from truceline.model.view import IncidentQuery
from truceline.ports import View
from truceline.service.study import Answered, Study

#: maps of different filters that are kept
_MOST = 32
_OLD_S = 1.0


class _Kept(msgspec.Struct, frozen=True):
    answer: Answered
    made_s: float


class Maps:
    """Asks the other process once for each map and state of the view."""

    def __init__(self, study: Study, view: View, name: str = "map") -> None:
        self._study = study
        self._name = name
        self._view = view
        self._kept: OrderedDict[str, _Kept] = OrderedDict()
        self._turns: dict[str, asyncio.Lock] = {}

    def begin(self) -> None:
        """Let the other process begin, so that the first map does not wait for that."""
        self._study.begin()

    async def of(self, query: IncidentQuery | CoverageQuery, within_s: float) -> Answered:
        """The map as JSON, plain and gzipped."""
        key = msgspec.json.encode(query).decode()
        known = self._fresh(key)
        if known is not None:
            return known
        async with self._turns.setdefault(key, asyncio.Lock()):
            known = self._fresh(key)
            if known is None:
                known = await self._study.ask(self._name, key, within_s=within_s)
                self._keep(key, known)
        return known

    async def settlements(self, within_s: float) -> Answered:
        """The larger settlements of the mission's area, as JSON: of the process that draws."""
        return await self._study.ask("settlements", within_s=within_s)

    def _fresh(self, key: str) -> Answered | None:
        kept = self._kept.get(key)
        if kept is None:
            return None
        if time.monotonic() - kept.made_s > _OLD_S and kept.answer.as_of != self._view.as_of():
            return None
        self._kept.move_to_end(key)
        return kept.answer

    def _keep(self, key: str, answer: Answered) -> None:
        self._kept[key] = _Kept(answer, time.monotonic())
        while len(self._kept) > _MOST:
            gone, _ = self._kept.popitem(last=False)
            self._turns.pop(gone, None)
