"""What decided a finding, without a distance and without an hour: every condition of its clause, and how it stands.

The trees of `assess.reasons` tell the same with all numbers, for those who may read them. This is what may be told to
everybody, so it names nothing that the words of the agreement do not name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from truceline.assess.columns import Ints
from truceline.assess.conditions import Scene
from truceline.assess.outcomes import BREACH, exception_values, in_force, staged_effect
from truceline.assess.truth import MET, NOT_MET, Values, where
from truceline.assess.verdicts import STATUSES, status_of, verdicts
from truceline.assess.worlds import WORLDS, Worlds
from truceline.model.agreement import Agreement, Condition, InForce, Provision
from truceline.model.grounds import Ground, GroundKind, Grounds, State
from truceline.model.units import PPM

#: rows held against their worlds at a time: bounds memory
_ROWS = 4_096
_STATES: tuple[State, ...] = ("no", "open", "yes")
States = npt.NDArray[np.int8]


def grounds(
    incidents: pa.Table, agreement: Agreement, wanted: Mapping[str, frozenset[str]], effort: pa.Table | None = None
) -> dict[tuple[str, str], Grounds]:
    """The grounds of findings, by clause and incident. `wanted` names the incidents of each clause.

    Args:
        incidents: rows of `tables.INCIDENTS`, as given to `assess`: clocks and counts depend on all of them.
        effort: rows of `tables.EFFORT`, as given to `assess`.
    """
    scene = Scene(incidents.sort_by("incident_id"), agreement, effort)
    place = {one: row for row, one in enumerate(scene.columns.ids)}
    told: dict[tuple[str, str], Grounds] = {}
    for provision in agreement.provisions:
        ids = sorted(one for one in wanted.get(provision.provision_id, frozenset()) if one in place)
        for first in range(0, len(ids), _ROWS):
            part = ids[first : first + _ROWS]
            found = _of_clause(scene, provision, np.array([place[one] for one in part], dtype=np.int64))
            told |= {(provision.provision_id, one): grounds for one, grounds in zip(part, found, strict=True)}
    return told


def _of_clause(scene: Scene, provision: Provision, rows: Ints) -> list[Grounds]:
    """The grounds of some rows under one clause; where its readings disagree, what each of them gives."""
    readings = scene.agreement.readings_of(provision)
    if not readings:
        return [Grounds() for _ in rows]
    found = verdicts(scene, provision, rows)
    by_reading = [status_of(tally, scene.agreement.threshold_ppm).tolist() for tally in found.tallies]
    conditions: dict[int, Grounds] = {}
    for n, places in _by_worlds(np.where(found.contested, 0, found.worlds)):
        conditions |= zip(places.tolist(), _of_conditions(scene, provision, readings[0], rows[places], n), strict=True)
    return [
        conditions.get(place)
        or Grounds(
            by_reading=tuple(
                (one.according_to, STATUSES[s[place]]) for one, s in zip(readings, by_reading, strict=True)
            )
        )
        for place in range(len(rows))
    ]


def _by_worlds(worlds: Ints) -> Iterator[tuple[int, Ints]]:
    """Places in the array of those that were decided in equally many worlds, some at a time; none of those in none."""
    for n in np.unique(worlds[worlds > 0]).tolist():
        places = np.flatnonzero(worlds == n)
        size = max(1, _ROWS * WORLDS // n)
        for first in range(0, len(places), size):
            yield n, places[first : first + size]


def _of_conditions(scene: Scene, provision: Provision, reading: InForce, rows: Ints, n: int) -> list[Grounds]:
    """The grounds in the worlds that decided: in others a condition could stand otherwise than the status says."""
    worlds = Worlds(scene.columns, rows, n)
    seen = _Seen(scene, provision, worlds)
    force = seen.states(where(in_force(reading, worlds)))
    return [
        Grounds(tuple(dict.fromkeys((*seen.of(row), Ground("force", _STATES[force[row]]))))) for row in range(len(rows))
    ]


class _Seen:
    """The conditions of one clause over some rows: how each of them stands in enough of the possible worlds."""

    def __init__(self, scene: Scene, provision: Provision, worlds: Worlds) -> None:
        self._scene, self._provision, self._worlds = scene, provision, worlds
        self._zones = {zone.zone_id: zone.label or zone.zone_id for zone in scene.agreement.zones}
        self._nodes: dict[int, States] = {}
        scene.values(provision.when, worlds, self._observe)
        self._kind = scene.of_reachable_type(provision)[worlds.rows]
        self._bound = self.states(scene.actor_bound(provision.bearers, worlds))
        self._placed = scene.columns.placed[worlds.rows]
        self._stage = self.states(where(staged_effect(provision, worlds) == BREACH))
        self._exceptions = [
            self.states(exception_values(scene, provision, one, worlds, None)) for one in provision.unless
        ]

    def _observe(self, node: Condition, values: Values) -> None:
        self._nodes[id(node)] = self.states(values)

    def states(self, values: Values) -> States:
        """2 where it is met in as many worlds as a finding needs, 0 where it fails in as many, 1 else."""
        needed = self._scene.agreement.threshold_ppm / PPM
        met, failed = ((values == code).mean(axis=1) >= needed for code in (MET, NOT_MET))
        state = np.where(met, 2, np.where(failed, 0, 1)).astype(np.int8)
        return np.asarray(np.broadcast_to(state, len(self._worlds.rows)))

    def of(self, n: int) -> Iterator[Ground]:
        """The grounds of one row, in the order of the clause."""
        if not self._kind[n]:
            yield Ground("act", "no")
        else:
            yield from self._node(self._provision.when, n, True, False)
        if self._provision.bearers and self._bound[n] != 2:
            yield Ground("actor", _STATES[self._bound[n]])
        if not self._placed[n]:
            yield Ground("placed", "open")
        if self._provision.stages and self._stage[n] != 2:
            yield Ground("time", _STATES[self._stage[n]])
        for exception, states in zip(self._provision.unless, self._exceptions, strict=True):
            if states[n]:
                yield Ground("exception", _STATES[states[n]], exception.words, asked=False)

    def _node(self, node: Condition, n: int, asked: bool, chosen: bool) -> Iterator[Ground]:
        """The leaves below a node that bear on it. Of several ways to meet it, the one that comes nearest."""
        if node.not_ is not None:
            yield from self._node(node.not_, n, not asked, chosen)
        elif node.all is not None or node.any is not None:
            if (node.all is not None) is asked:
                for child in node.children:
                    yield from self._node(child, n, asked, chosen)
            else:
                nearest = max(node.children, key=lambda child: self._nearness(child, n, asked))
                yield from self._node(nearest, n, asked, chosen or len(node.children) > 1)
        else:
            kind, name = self._named(node)
            yield Ground(kind, _STATES[self._nodes[id(node)][n]], name, asked, chosen)

    def _nearness(self, node: Condition, n: int, asked: bool) -> tuple[int, bool]:
        """Of two that come equally near, what is said of the act goes before where and when it was: which of them it is
        says nothing of the place."""
        state = int(self._nodes[id(node)][n])
        return state if asked else -state, node.act is not None or node.attr not in (None, "actor")

    def _named(self, node: Condition) -> tuple[GroundKind, str]:
        if node.act is not None:
            return "act", ""
        if node.attr is not None:
            return ("actor", "") if node.attr == "actor" else ("attribute", node.attr)
        if node.in_zone is not None:
            return "zone", self._zones.get(node.in_zone, node.in_zone)
        if node.of_line is not None:
            return "line", ""
        if node.event is not None:
            return "event", ""
        return ("attribute", "count_of") if node.count_of is not None else ("time", "")
