"""Which incidents a clause can speak to, and which of them are alike in every world. Both answers are sound."""

from __future__ import annotations

import numpy as np

from truceline.assess.cells import CUT
from truceline.assess.columns import Bools, Ints
from truceline.assess.conditions import Scene
from truceline.assess.ground import regions_of, walk
from truceline.assess.truth import NOT_MET
from truceline.model.agreement import Agreement, Condition, InForce, Provision


def readings_of(provision: Provision, agreement: Agreement) -> tuple[InForce, ...]:
    """The clause's own readings, or else those of the agreement."""
    return provision.readings or agreement.readings


def within_reach(scene: Scene, provision: Provision, readings: tuple[InForce, ...]) -> Ints:
    """Rows that a clause may speak to in some world under some reading. Any other row is outside it in all worlds."""
    columns = scene.columns
    possible = np.zeros(len(columns), dtype=bool)
    for reading in readings:
        inside = np.ones(len(columns), dtype=bool)
        if reading.from_s is not None:
            inside &= columns.last >= reading.from_s
        if reading.until_s is not None:
            inside &= columns.start < reading.until_s
        possible |= inside
    possible &= scene.of_reachable_type(provision)
    if not possible.any():
        return np.flatnonzero(possible)
    return np.flatnonzero(possible & (scene.bound(provision.when)[1] > NOT_MET))


def conditions_of(provision: Provision) -> tuple[Condition, ...]:
    """Every node of a clause and of its exceptions."""
    return (*walk(provision.when), *(node for one in provision.unless for node in walk(one.when)))


def alike(scene: Scene, provision: Provision, readings: tuple[InForce, ...], rows: Ints) -> Bools:
    """Rows in which all worlds give the same answer, so that one of them is enough."""
    columns, nodes = scene.columns, conditions_of(provision)
    same = np.ones(len(rows), dtype=bool)
    for node in nodes:
        placed = node.in_zone is not None or node.of_line is not None or node.unstated_zones
        for region in regions_of(node) if placed else ():
            same &= scene.places.relation(region)[rows] != CUT
        if node.act is not None:
            stated, minority = scene.act_values(node.act)
            same &= (stated[rows] == minority[rows]) | (columns.share[rows] >= 1)
        if node.event is not None and node.within_km is not None:
            same &= ~scene.register.cut(node, columns, rows)
        if node.clock is not None:
            first, sure = scene.clocks.span(node)
            same &= (columns.last[rows] < first) | (columns.start[rows] >= sure)
    moments = np.array(sorted(_moments(scene, provision, readings, nodes)), dtype=np.int64)
    before = np.searchsorted(moments, columns.start[rows], side="right")
    after = np.searchsorted(moments, columns.last[rows], side="right")
    return np.asarray(same & (before == after))


def _moments(
    scene: Scene, provision: Provision, readings: tuple[InForce, ...], nodes: tuple[Condition, ...]
) -> set[int]:
    """Moments at which the clause may change its mind about an otherwise unchanged act."""
    edges = [edge for reading in readings for edge in (reading.from_s, reading.until_s)]
    edges += [stage.until_s for stage in provision.stages]
    edges += [edge for node in nodes if node.during for edge in (node.during.from_s, node.during.until_s)]
    return {edge for edge in edges if edge is not None} | set(scene.register.moments(nodes, provision.provision_id))
