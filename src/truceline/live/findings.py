"""Findings while incidents come and go: those of a full assessment, asked only of the incidents that a change reaches.

Most clauses look at one incident, the agreement and its register; a change reaches nobody else. Two kinds of condition
look further. A count (`count_of`) hears of the incidents of the hours before: a change reaches those of the hours
after. A clock of silence hears of all that may restart it and of who watched: when it completes at another moment, the
change reaches the incidents around both moments.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec
import pyarrow as pa

from truceline.assess.assess import assess, assessed
from truceline.assess.clocks import Completion
from truceline.assess.conditions import Scene
from truceline.assess.prepared import conditions_of, prepared
from truceline.live.clocks import Effort, LiveClocks, Moved, Rows
from truceline.live.standing import Standing
from truceline.model.agreement import Agreement, Condition, Provision
from truceline.model.tables import FINDINGS, empty
from truceline.model.units import HOUR_S


class Reassessed(msgspec.Struct, frozen=True):
    """All findings of the incidents that a change reached; others have those they had."""

    of: tuple[str, ...]
    findings: pa.Table


class Findings:
    """What the incidents at hand are held against."""

    def __init__(self, agreement: Agreement, incidents: pa.Table, effort: pa.Table) -> None:
        self._agreement = agreement
        self._near = [p for p in agreement.provisions if not _counts(p)]
        self._counting = [p for p in agreement.provisions if _counts(p)]
        self._standing = Standing(incidents)
        self._clocks = LiveClocks(agreement, incidents, effort)
        self.first = assess(incidents, agreement, effort, done=self._clocks.done)

    @property
    def completions(self) -> Mapping[str, Completion]:
        """When each clock of silence is complete, in each world."""
        return self._clocks.done

    def changed(
        self, incidents: pa.Table, gone: Iterable[str], rows_of: Rows, effort: Effort, *, watched: pa.Table
    ) -> Reassessed:
        """Assess what these changes reach.

        Args:
            incidents: those that are new or differ, as they are now. gone: those that are no more.
            rows_of: the rows of incidents by their ids, as they are now.
            effort: what of it ends after a moment, as it is now. watched: what of it is new.
        """
        gone = tuple(gone)
        ids = incidents["incident_id"].to_pylist()
        times = self._standing.times([*gone, *ids])
        self._standing.take(gone)
        self._standing.put(incidents)
        times += self._standing.times(ids)
        scene = self._scene(incidents)
        moved = self._clocks.changed(scene, gone, rows_of, effort, watched=watched)
        reached = {*ids, *self._after(times), *self._around(moved)}
        if moved or len(reached) > len(ids):  # else the scene is set for these incidents, under these clocks
            scene = self._scene(rows_of(reached))
        parts = [assessed(scene, self._near)]
        if self._counting and reached:
            context = rows_of(reached | set(self._before(reached)))
            parts.append(assessed(self._scene(context), self._counting, reached))
        findings = pa.concat_tables([empty(FINDINGS), *parts]).sort_by("finding_id").combine_chunks()
        return Reassessed(tuple(sorted(reached)), findings)

    def _scene(self, incidents: pa.Table) -> Scene:
        return Scene(incidents.sort_by("incident_id"), self._agreement, done=self._clocks.done)

    def _after(self, times: list[tuple[int, int]]) -> Iterable[str]:
        """Incidents that may count what lies at these times."""
        hours = self._within_h(self._counting)
        if not hours or not times:
            return ()
        types = frozenset[str]().union(*(self._asked(p) for p in self._counting))
        chosen = self._standing.of_types(types)
        near = self._standing.between(1, 0)
        for first, last in times:
            near |= self._standing.between(first, last + hours * HOUR_S)
        return self._standing.names(chosen & near)

    def _before(self, reached: set[str]) -> Iterable[str]:
        """Incidents that these may count."""
        hours = self._within_h(self._counting)
        times = self._standing.times(reached)
        first, last = min(start for start, _ in times), max(end for _, end in times)
        return self._standing.names(self._standing.between(first - hours * HOUR_S, last))

    def _around(self, moved: list[Moved]) -> Iterable[str]:
        """Incidents for which a clock may be another one now."""
        for one in moved:
            clauses = [p for p in self._agreement.provisions if any(c.clock == one.clock_id for c in conditions_of(p))]
            waits = [(c.elapsed_h or 0) * HOUR_S for p in clauses for c in conditions_of(p) if c.clock == one.clock_id]
            if waits:
                chosen = self._standing.between(one.from_s + min(waits), one.until_s + max(waits))
                types = frozenset[str]().union(*(self._asked(p) for p in clauses))
                yield from self._standing.names(chosen & self._standing.of_types(types))

    def _asked(self, provision: Provision) -> frozenset[str]:
        return prepared(self._agreement).asked[provision.provision_id].types

    @staticmethod
    def _within_h(provisions: Iterable[Provision]) -> int:
        return max((node.within_h or 0 for p in provisions for node in conditions_of(p) if _is_count(node)), default=0)


def _counts(provision: Provision) -> bool:
    return any(_is_count(node) for node in conditions_of(provision))


def _is_count(node: Condition) -> bool:
    return node.count_of is not None
