"""Clocks of silence while incidents come and go: when they are followed anew, for how long, and whom that reaches.

A clock that has restarted often would take long to follow from its beginning. Three things spare that. A restart
between two others that stand for certain, both less than the clock's hours apart, changes nothing, whether it is there
or not: the silence is not complete between them. What changes later leaves everything before as it was
(`Clocks.resumed`). And a restart that stands for certain lets the clock forget what was before it: who was not complete
by then is complete when it was (`Clocks.mended`). So a clock is followed for as long as a change is remembered.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

import msgspec
import numpy as np
import pyarrow as pa

from truceline.assess.clocks import Clocks, Completion, Stretch, worlds_for
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
            stretches = restarts.replace(left, scene)
            first = seen.first(clock.zone, clock.start_s, until_s)
            if worlds != restarts.worlds:
                first = clock.start_s
                before = Completion(*(np.full_like(one, _NEVER_S) for one in before))
            found = before
            if first is not None:
                from_s = min([first, *(one.first_s for one in stretches)])
                found = self._resumed(clock, before, from_s, rows_of, effort)
            elif stretches:
                found = self._mended(clock, before, stretches, rows_of, effort)
            moved += _moved(clock.clock_id, self.done[clock.clock_id], found)
            self.done[clock.clock_id] = found
        return moved

    def _mended(
        self, clock: Clock, found: Completion, stretches: list[Stretch], rows_of: Rows, effort: Effort
    ) -> Completion:
        """One stretch after the other; from the first that is not forgotten in time, to the end."""
        restarts = self._restarts[clock.clock_id]
        ends = [(one.first_s - clock.hours * HOUR_S, one.forgotten_s) for one in stretches if _forgotten(one)]
        scene = self._scene(restarts.within(ends), rows_of, effort(min(ends)[0])) if ends else None
        for one in stretches:
            if one.first_s > int(found.latest.max()):
                break
            mended = None
            if scene is not None and _forgotten(one):
                mended = scene.clocks.mended(clock.clock_id, found, one, restarts.worlds)
            if mended is None:
                return self._resumed(clock, found, one.first_s, rows_of, effort)
            found = mended
        return found

    def _resumed(self, clock: Clock, before: Completion, changed_s: int, rows_of: Rows, effort: Effort) -> Completion:
        from_s = changed_s - clock.hours * HOUR_S
        restarts = self._restarts[clock.clock_id]
        scene = self._scene(restarts.within([(from_s, _NEVER_S)]), rows_of, effort(from_s))
        return scene.clocks.resumed(clock.clock_id, before, changed_s, restarts.worlds)

    def _scene(self, names: Collection[str], rows_of: Rows, effort: pa.Table) -> Scene:
        table = rows_of(names)
        table = table if table.num_rows else empty(INCIDENTS)
        return Scene(table.sort_by("incident_id"), self._agreement, effort)


class _Restarts:
    """The incidents that may restart a clock, and those among them that do so in every world."""

    def __init__(self, clock: Clock, scene: Scene) -> None:
        self._clock_id, self._need_s = clock.clock_id, clock.hours * HOUR_S
        self._all, self._sure = (Standing(rows) for rows in self._among(scene.clocks, scene.columns.table))

    @property
    def worlds(self) -> int:
        """In how many worlds the clock is followed."""
        return worlds_for(len(self._all))

    def within(self, spans: Iterable[tuple[int, int]]) -> list[str]:
        """Those whose time reaches into one of these."""
        return self._all.names(np.logical_or.reduce([self._all.between(first, last) for first, last in spans]))

    def replace(self, left: Collection[str], come: Scene) -> list[Stretch]:
        """Incidents leave, others come. Returns when those of both are that may matter to the clock, in order."""
        spans = self._all.times(left)
        self._all.take(left)
        self._sure.take(left)
        rows, sure = self._among(come.clocks, come.columns.table)
        self._all.put(rows)
        spans += self._all.times(rows["incident_id"].to_pylist())
        # those for certain among them are not there yet: what both hold is what the clock forgets the others by
        stretches = self._stretches([span for span in spans if not self._between_two(*span)])
        self._sure.put(sure)
        return stretches

    def _stretches(self, spans: Iterable[tuple[int, int]]) -> list[Stretch]:
        """Spans of which one begins before the one before it is forgotten are one."""
        out: list[Stretch] = []
        for first_s, last_s in sorted(spans):
            if out and first_s <= out[-1].forgotten_s:
                first_s, last_s = out[-1].first_s, max(last_s, out.pop().last_s)
            forgotten_s = self._sure.earliest_from(last_s + 1)
            out.append(Stretch(first_s, last_s, _NEVER_S if forgotten_s is None else forgotten_s))
        return out

    def _between_two(self, first_s: int, last_s: int) -> bool:
        """Whether what neither left nor came restarts the clock before and after, too soon for it to be complete."""
        before, after = self._sure.latest_until(first_s), self._sure.earliest_from(last_s)
        return before is not None and after is not None and after - before < self._need_s

    def _among(self, clocks: Clocks, table: pa.Table) -> tuple[pa.Table, pa.Table]:
        rows = clocks.restarting(self._clock_id)
        sure = clocks.surely_restarting(self._clock_id)[rows]
        return table.take(pa.array(rows)), table.take(pa.array(rows[sure]))


def _forgotten(stretch: Stretch) -> bool:
    return stretch.forgotten_s < _NEVER_S


def _moved(clock_id: str, before: Completion, found: Completion) -> list[Moved]:
    """Between which moments the worlds lie that are complete at another one; empty where none is."""
    differ = [(old[old != new], new[old != new]) for old, new in zip(before, found, strict=True)]
    moments = np.concatenate([moments for both in differ for moments in both])
    return [Moved(clock_id, int(moments.min()), int(moments.max()))] if len(moments) else []
