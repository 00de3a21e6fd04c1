"""Clocks of silence while incidents come and go: when they are followed anew, and which moments that reaches."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

import msgspec
import numpy as np
import pyarrow as pa

from truceline.assess.clocks import MANY, Completion
from truceline.assess.conditions import Scene
from truceline.assess.coverage import Coverage
from truceline.model.agreement import Agreement, Clock
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
    """The completions of an agreement's clocks, and the incidents that may restart each.

    Once a clock is complete in every world, nothing that begins later matters to it.
    """

    def __init__(self, agreement: Agreement, incidents: pa.Table, effort: pa.Table) -> None:
        self._agreement = agreement
        self._starts: dict[str, dict[str, int]] = {}  # of each clock the incidents that may restart it, by their start
        self.done: dict[str, Completion] = {}
        if agreement.clocks:
            scene = Scene(incidents.sort_by("incident_id"), agreement, effort)
            for clock in agreement.clocks:
                self._starts[clock.clock_id] = _starts(scene, clock)
                self.done[clock.clock_id] = scene.clocks.completion(clock.clock_id)

    def changed(
        self, incidents: pa.Table, gone: Iterable[str], rows_of: Rows, effort: Effort, *, watched: pa.Table
    ) -> list[Moved]:
        """Follow the clocks that these changes reach. `watched`: effort that is new."""
        if not self._agreement.clocks:
            return []
        scene = Scene(incidents.sort_by("incident_id"), self._agreement)
        seen = Coverage(watched, scene.ground)
        left = {*gone, *scene.columns.ids}
        moved = []
        for clock in self._agreement.clocks:
            before = self.done[clock.clock_id]
            known, may = self._starts[clock.clock_id], _starts(scene, clock)
            until_s, many = int(before.latest.max()), len(known) > MANY
            starts = [*may.values(), *(known.pop(name) for name in left & known.keys())]
            known |= may
            reached = any(start <= until_s for start in starts) or many != (len(known) > MANY)
            if reached or seen.concerns(clock.zone, clock.start_s, until_s):
                found = self.done[clock.clock_id] = self._followed(clock.clock_id, rows_of(known), effort())
                if not all(np.array_equal(a, b) for a, b in zip(before, found, strict=True)):
                    first = min(int(before.earliest.min()), int(found.earliest.min()))
                    moved.append(Moved(clock.clock_id, first, max(until_s, int(found.latest.max()))))
        return moved

    def _followed(self, clock_id: str, restarting: pa.Table, effort: pa.Table) -> Completion:
        table = restarting if restarting.num_rows else empty(INCIDENTS)
        return Scene(table.sort_by("incident_id"), self._agreement, effort).clocks.completion(clock_id)


def _starts(scene: Scene, clock: Clock) -> dict[str, int]:
    """Incidents that may restart the clock, and when each begins."""
    rows = scene.clocks.restarting(clock.clock_id)
    return {scene.columns.ids[row]: int(scene.columns.start[row]) for row in rows.tolist()}
