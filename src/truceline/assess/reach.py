"""Which incidents a clause can speak to, and which of them are alike in every world. Both answers are sound."""

from __future__ import annotations

import numpy as np

from truceline.assess.cells import CUT
from truceline.assess.columns import Bools, Ints
from truceline.assess.conditions import Scene
from truceline.assess.daily import unbroken
from truceline.assess.truth import NOT_MET
from truceline.model.agreement import InForce, Provision


def within_reach(scene: Scene, provision: Provision, readings: tuple[InForce, ...]) -> Ints:
    """Rows that a clause may speak to in some world under some reading. Any other row is outside it in all worlds."""
    columns, reached = scene.columns, scene.of_reachable_type(provision)
    if not reached.any():
        return np.flatnonzero(reached)
    possible = np.zeros(len(columns), dtype=bool)
    for reading in readings:
        inside = reached if reading.from_s is None else reached & (columns.last >= reading.from_s)
        possible |= inside if reading.until_s is None else inside & (columns.start < reading.until_s)
    if not possible.any():
        return np.flatnonzero(possible)
    return np.flatnonzero(possible & (scene.bound(provision.when)[1] > NOT_MET))


def alike(scene: Scene, provision: Provision, rows: Ints) -> Bools:
    """Rows in which all worlds give the same answer, so that one of them is enough."""
    columns, asked = scene.columns, scene.prepared.asked[provision.provision_id]
    same = np.ones(len(rows), dtype=bool)
    for region in asked.regions:
        same &= scene.places.relation(region)[rows] != CUT
    for node in asked.nodes:
        if node.act is not None:
            stated, minority = scene.act_values(node.act)
            same &= (stated[rows] == minority[rows]) | (columns.share[rows] >= 1)
        if node.event is not None and node.within_km is not None:
            same &= ~scene.register.cut(node, columns, rows)
        if node.daily is not None:
            same &= unbroken(node.daily, columns.start[rows], columns.last[rows])
        if node.clock is not None:
            first, sure = scene.clocks.span(node)
            same &= (columns.last[rows] < first) | (columns.start[rows] >= sure)
    edges = {*asked.edges_s, *scene.register.moments(asked.nodes, provision.provision_id)}
    moments = np.array(sorted(edges), dtype=np.int64)
    before = np.searchsorted(moments, columns.start[rows], side="right")
    after = np.searchsorted(moments, columns.last[rows], side="right")
    return np.asarray(same & (before == after))
