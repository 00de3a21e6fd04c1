"""Clocks of silence while incidents come and go: when they are followed anew, from where on, and whom that reaches.

A clock that has restarted often would take long to follow from its beginning. Two things spare that. A restart between
two others that stand for certain, both less than the clock's hours apart, changes nothing, whether it is there or not:
the silence is not complete between them. And what changes later leaves everything before as it was
(`Clocks.resumed`).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

import msgspec
import numpy as np
import pyarrow as pa

from truceline.assess.clocks import Clocks, Completion, worlds_for
from truceline.assess.conditions import Scene
from truceline.assess.coverage import Coverage
from truceline.live.standing import Standing
from truceline.model.agreement import Agreement, Clock
from truceline.model.tables import INCIDENTS, empty
from truceline.model.units import HOUR_S

#: rows of incidents by their ids, those that there are
Rows = Callable[[Collection[str]], pa.Table]
#: all effort as it is now that ends after a moment, laid together when it is needed
Effort = Callable[[int], pa.Table]

_NEVER_S = 2**62


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
        self._restarts: dict[str, _Restarts] = {}
        self.done: dict[str, Completion] = {}
        if agreement.clocks:
            scene = Scene(incidents.sort_by("incident_id"), agreement, effort)
            for clock in agreement.clocks:
                self._restarts[clock.clock_id] = _Restarts(clock, scene)
                self.done[clock.clock_id] = scene.clocks.completion(clock.clock_id)

    def changed(
        self, scene: Scene, gone: Iterable[str], rows_of: Rows, effort: Effort, *, watched: pa.Table
    ) -> list[Moved]:
        """Follow the clocks that these changes reach. `scene`: incidents that are new or differ; `watched`: effort."""
        if not self._agreement.clocks:
            return []
        seen = Coverage(watched if watched.num_rows else None, scene.ground)
        left = {*gone, *scene.columns.ids}
        moved = []
        for clock in self._agreement.clocks:
            before, restarts = self.done[clock.clock_id], self._restarts[clock.clock_id]
            worlds, until_s = restarts.worlds, int(before.latest.max())
            moments = [start for start in restarts.replace(left, scene) if start <= until_s]
            first = seen.first(clock.zone, clock.start_s, until_s)
            moments += [] if first is None else [first]
            if worlds != restarts.worlds:
                moments = [clock.start_s]
                before = Completion(*(np.full_like(one, _NEVER_S) for one in before))
            if moments:
                found = self._resumed(clock, before, min(moments), rows_of, effort)
                moved += _moved(clock.clock_id, self.done[clock.clock_id], found)
                self.done[clock.clock_id] = found
        return moved

    def _resumed(self, clock: Clock, before: Completion, changed_s: int, rows_of: Rows, effort: Effort) -> Completion:
        from_s = changed_s - clock.hours * HOUR_S
        restarts = self._restarts[clock.clock_id]
        table = rows_of(restarts.since(from_s))
        table = table if table.num_rows else empty(INCIDENTS)
        scene = Scene(table.sort_by("incident_id"), self._agreement, effort(from_s))
        return scene.clocks.resumed(clock.clock_id, before, changed_s, restarts.worlds)


class _Restarts:
    """The incidents that may restart a clock, and those among them that do so in every world."""

    def __init__(self, clock: Clock, scene: Scene) -> None:
        self._clock_id, self._need_s = clock.clock_id, clock.hours * HOUR_S
        self._all, self._sure = (Standing(rows) for rows in self._among(scene.clocks, scene.columns.table))

    @property
    def worlds(self) -> int:
        """In how many worlds the clock is followed."""
        return worlds_for(len(self._all))

    def since(self, moment_s: int) -> list[str]:
        """Those whose time reaches past the moment."""
        return self._all.names(self._all.between(moment_s, _NEVER_S))

    def replace(self, left: Collection[str], come: Scene) -> list[int]:
        """Incidents leave, others come. Returns when those of both begin that may matter to the clock."""
        spans = self._all.times(left)
        self._all.take(left)
        self._sure.take(left)
        rows, sure = self._among(come.clocks, come.columns.table)
        self._all.put(rows)
        spans += self._all.times(rows["incident_id"].to_pylist())
        moments = [first for first, last in spans if not self._between_two(first, last)]
        self._sure.put(sure)
        return moments

    def _between_two(self, first_s: int, last_s: int) -> bool:
        """Whether what neither left nor came restarts the clock before and after, too soon for it to be complete."""
        before, after = self._sure.latest_until(first_s), self._sure.earliest_from(last_s)
        return before is not None and after is not None and after - before < self._need_s

    def _among(self, clocks: Clocks, table: pa.Table) -> tuple[pa.Table, pa.Table]:
        rows = clocks.restarting(self._clock_id)
        sure = clocks.surely_restarting(self._clock_id)[rows]
        return table.take(pa.array(rows)), table.take(pa.array(rows[sure]))


def _moved(clock_id: str, before: Completion, found: Completion) -> list[Moved]:
    """Between which moments the worlds lie that are complete at another one; empty where none is."""
    differ = [(old[old != new], new[old != new]) for old, new in zip(before, found, strict=True)]
    moments = np.concatenate([moments for both in differ for moments in both])
    return [Moved(clock_id, int(moments.min()), int(moments.max()))] if len(moments) else []
