# mypy: disable-error-code="no-any-return"
"""Linkage replayed where it may differ from what it was.

A step of the linkage reads nothing but the two clusters that its pair touches. So clusters none of whose pairs or
reports changed go the way they went, unless one that did change joins them: then they are replayed, too.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pyarrow as pa

from truceline.compiled import kernel
from truceline.fuse.arrays import Flags, Ints
from truceline.fuse.candidates import Edges
from truceline.fuse.decided import decided
from truceline.fuse.joining import link_pairs
from truceline.fuse.link import FOLLOWING, Clusters, Rulings, alone, no_rulings
from truceline.fuse.linking import linkage_of, rulings_of
from truceline.fuse.live_neighbours import Neighbours, Pairs
from truceline.fuse.live_rows import Rows
from truceline.fuse.params import FuseParams
from truceline.fuse.posterior import Hood, weigh
from truceline.model.observation import PairDecision
from truceline.model.units import PPM

Rivals = dict[int, list[tuple[int, int]]]  # of a slot: slots of incidents that it fits, and how well (ppm)


class Ruled(NamedTuple):
    """Rulings, and the observations they name that are at hand."""

    decisions: tuple[PairDecision, ...]
    slots: Ints


def cluster_of(rows: Rows, slots: Ints) -> Ints:
    """All compared reports in the clusters of these."""
    a = rows.arrays
    found = chained(np.unique(a.parent[slots]), a.following)
    return rows.compared(np.unique(np.concatenate([found, slots])))


@kernel
def chained(tops: Ints, following: Ints) -> Ints:
    """The members of the clusters that begin with these, one cluster after the other."""
    n = 0
    for top in tops:
        while top >= 0:
            n += 1
            top = following[top]
    out, n = np.empty(n, np.int64), 0
    for top in tops:
        while top >= 0:
            out[n] = top
            n += 1
            top = following[top]
    return out


def relinked(rows: Rows, known: Neighbours, changed: Ints, params: FuseParams, ruled: Ruled) -> tuple[Ints, Ints]:
    """Replay what the changed reports may have changed.

    Returns the reports whose clusters were worked out anew, and those of them that stand elsewhere than they did.
    """
    if not len(changed):
        return changed, changed
    inside = cluster_of(rows, changed)
    while True:
        _, partners, _ = known.of(inside)
        beside = np.setdiff1d(cluster_of(rows, np.unique(partners)), inside)
        slots = rows.ordered(np.concatenate([inside, beside]))
        own = np.isin(slots, inside)
        state = _linked(rows, known, slots, own, params, ruled)
        mixed = np.intersect1d(state.parent[own], state.parent[~own])
        if not len(mixed):
            break
        inside = cluster_of(rows, np.union1d(inside, slots[np.isin(state.parent, mixed)]))
    a = rows.arrays
    before = a.parent[slots[own]]
    a.parent[slots[own]] = slots[state.parent[own]]
    following = state.tree[own, FOLLOWING]
    a.following[slots[own]] = np.where(following >= 0, slots[following], -1)
    return inside, slots[own][a.parent[slots[own]] != before]


def _linked(rows: Rows, known: Neighbours, slots: Ints, own: Flags, params: FuseParams, ruled: Ruled) -> Clusters:
    """The linkage over the pairs of those inside, and within each cluster beside them."""
    c, a = rows.columns(slots), rows.arrays
    i, j, evidence = _local(slots, known.of(slots))
    wanted = (i < j) & (own[i] | own[j] | (a.parent[slots[i]] == a.parent[slots[j]]))
    i, j, evidence = i[wanted], j[wanted], evidence[wanted]
    order = np.lexsort((j, i, -evidence))
    edges = Edges(i[order].astype(np.int32), j[order].astype(np.int32), evidence[order].astype(np.int16))
    state = alone(c)
    rulings = _rulings(rows, slots, ruled)
    link_pairs(edges, state, c, a.chance[slots], rows.words.weights, linkage_of(params), rulings)
    return state


def _local(slots: Ints, pairs: Pairs) -> Pairs:
    """Pairs of slots as places among `slots`; those that lead elsewhere are left out."""
    order = np.argsort(slots)
    ascending = slots[order]
    source, partner, evidence = pairs
    at = np.minimum(np.searchsorted(ascending, partner), max(len(slots) - 1, 0))
    here = ascending[at] == partner if len(slots) else np.zeros(len(partner), dtype=bool)
    return order[np.searchsorted(ascending, source[here])], order[at[here]], evidence[here]


def _rulings(rows: Rows, slots: Ints, ruled: Ruled) -> Rulings:
    if not len(ruled.slots):
        return no_rulings()
    a = rows.arrays
    table = rows.ordered_by_id(np.unique(np.concatenate([slots, ruled.slots, a.first[ruled.slots]])))
    ids = pa.table({"observation_id": pa.array([rows.ids[slot] for slot in table.tolist()], pa.string())})
    order = np.argsort(table)
    return rulings_of(
        decided(ids, ruled.decisions),
        order[np.searchsorted(table, slots, sorter=order)],
        order[np.searchsorted(table, a.first[table], sorter=order)] if len(table) else table,
    )


def weighed(rows: Rows, known: Neighbours, inside: Ints, params: FuseParams) -> tuple[Ints, Rivals]:
    """Weigh again the reports of these clusters and those around them. Returns whose odds differ, and all rivals."""
    a = rows.arrays
    again = np.union1d(inside, known.of(inside)[1])
    if not len(again):
        return again, {}
    slots = rows.ordered(np.union1d(again, cluster_of(rows, np.union1d(again, known.of(again)[1]))))
    hood = _hood(slots, known.of(again))
    c, link = rows.columns(slots), linkage_of(params)
    state = alone(c)
    place = np.argsort(slots)
    state.parent[:] = place[np.searchsorted(slots, a.parent[slots], sorter=place)]
    following = a.following[slots]
    state.tree[:, FOLLOWING] = np.where(
        following >= 0, place[np.searchsorted(slots, np.maximum(following, 0), sorter=place) % len(slots)], -1
    )
    odds, shown = weigh((0, len(slots)), hood, state, c, a.chance[slots], rows.words.weights, link)
    at = place[np.searchsorted(slots, again, sorter=place)]
    differ = again[(a.odds[again] != odds[at]).any(axis=1)]
    a.odds[again] = odds[at]
    return differ, _rivals(rows, slots, at, hood, odds, shown, params)


def _hood(slots: Ints, pairs: Pairs) -> Hood:
    """Partners of those that are weighed, in the order of the edges of a full run."""
    i, j, evidence = _local(slots, pairs)
    order = np.lexsort((np.maximum(i, j), np.minimum(i, j), -evidence, i))
    begin = np.searchsorted(i[order], np.arange(len(slots) + 1))
    return Hood(begin.astype(np.int64), j[order].astype(np.int32))


def _rivals(
    rows: Rows, slots: Ints, at: Ints, hood: Hood, odds: np.ndarray, shown: np.ndarray, params: FuseParams
) -> Rivals:
    a, found = rows.arrays, {}
    whole = odds[:, 0] + odds[:, 1]
    for k in at.tolist():
        slot = int(slots[k])
        alone_here = a.parent[slot] == slot and a.following[slot] < 0
        rivals = []
        if alone_here and whole[k] > 1.0:
            for m in range(int(hood.begin[k]), int(hood.begin[k + 1])):
                p = int(np.rint(PPM * shown[m] / (1.0 + whole[k])))
                if p >= params.rival_least_ppm:
                    rivals.append((int(a.parent[slots[hood.partner[m]]]), p))
        found[slot] = rivals
    return found
