"""Clocks of silence while incidents come and go: when they are followed anew, and which moments that reaches."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

import msgspec
import numpy as np
import pyarrow as pa

from truceline.assess.clocks import Completion
from truceline.assess.conditions import Scene
from truceline.model.agreement import Agreement
from truceline.model.tables import INCIDENTS, empty

#: rows of incidents by their ids, those that there are
Rows = Callable[[Collection[str]], pa.Table]
#: all effort as it is now, laid together when it is needed
Effort = Callable[[], pa.Table]


class Moved(msgspec.Struct, frozen=True):
    """A clock that completes at other moments than before, between these two in some world."""

    clock_id: str
    from_s: int
    until_s: int


class LiveClocks:
    """The completions of an agreement's clocks, and the incidents that may restart each."""

    def __init__(self, agreement: Agreement, incidents: pa.Table, effort: pa.Table) -> None:
        self._agreement = agreement
        self._restarting: dict[str, set[str]] = {}
        self.done: dict[str, Completion] = {}
        if agreement.clocks:
            scene = Scene(incidents.sort_by("incident_id"), agreement, effort)
            for clock in agreement.clocks:
                ids = scene.columns.ids
                self._restarting[clock.clock_id] = {ids[row] for row in scene.clocks.restarting(clock.clock_id)}
                self.done[clock.clock_id] = scene.clocks.completion(clock.clock_id)

    def changed(
        self, incidents: pa.Table, gone: Iterable[str], rows_of: Rows, effort: Effort, *, watched: bool
    ) -> list[Moved]:
        """Follow the clocks that these changes reach. `watched`: effort changed too, and every clock is followed."""
        if not self._agreement.clocks:
            return []
        scene = Scene(incidents.sort_by("incident_id"), self._agreement)
        ids, left = scene.columns.ids, {*gone, *scene.columns.ids}
        moved = []
        for clock in self._agreement.clocks:
            known = self._restarting[clock.clock_id]
            may = {ids[row] for row in scene.clocks.restarting(clock.clock_id)}
            reached = watched or bool(may) or not known.isdisjoint(left)
            known -= left
            known |= may
            if reached:
                found = self._followed(clock.clock_id, rows_of(known), effort())
                before, self.done[clock.clock_id] = self.done[clock.clock_id], found
                if not all(np.array_equal(a, b) for a, b in zip(before, found, strict=True)):
                    first = min(int(before.earliest.min()), int(found.earliest.min()))
                    moved.append(Moved(clock.clock_id, first, max(int(before.latest.max()), int(found.latest.max()))))
        return moved

    def _followed(self, clock_id: str, restarting: pa.Table, effort: pa.Table) -> Completion:
        table = restarting if restarting.num_rows else empty(INCIDENTS)
        return Scene(table.sort_by("incident_id"), self._agreement, effort).clocks.completion(clock_id)
