"""A linkage for pairs that have log-odds: greedy, and a merge must be carried by the mean over all cross pairs.

Connected components chain: one wrong pair joins two incidents. Here two groups join when the mean evidence over every
pair between them is positive; pairs that were never compared count as strongly against.
"""

from __future__ import annotations

import numba as nb
import numpy as np
from benchmarks.fusing.peers.frame import Floats, Ints

FLOOR, CEILING = -4.0, 5.0


def linked(n: int, i: Ints, j: Ints, odds: Floats, above: float = 0.0) -> Ints:
    """Groups of n rows from pairs (i, j) with log-odds; only pairs above the floor need to be given."""
    keep = odds > FLOOR
    i, j, odds = i[keep], j[keep], odds[keep]
    order = np.argsort(-odds, kind="stable")
    ends = np.r_[i, j]
    by = np.argsort(ends, kind="stable")
    offsets = np.searchsorted(ends[by], np.arange(n + 1))
    others = np.r_[j, i][by].astype(np.int32)
    clipped = np.clip(odds, FLOOR, CEILING)
    value = np.r_[clipped, clipped][by].astype(np.float32)
    return _merge(n, i[order], j[order], odds[order], offsets, others, value, above)


def components(n: int, i: Ints, j: Ints) -> Ints:
    """What stands in any chain of pairs."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    graph = coo_array((np.ones(len(i), np.int8), (i, j)), shape=(n, n))
    return connected_components(graph, directed=False)[1].astype(np.int64)


@nb.njit(cache=True)
def _merge(n, i, j, odds, offsets, others, value, above):  # type: ignore[no-untyped-def]
    group = np.arange(n)
    following = np.full(n, -1)
    last = np.arange(n)
    size = np.ones(n, np.int64)
    for k in range(len(i)):
        if odds[k] < above:
            break
        a, b = group[i[k]], group[j[k]]
        if a == b or size[a] + size[b] > 60:
            continue
        if size[a] > size[b]:
            a, b = b, a
        total, known = 0.0, 0
        u = a
        while u >= 0:
            for at in range(offsets[u], offsets[u + 1]):
                if group[others[at]] == b:
                    total += value[at]
                    known += 1
            u = following[u]
        cross = size[a] * size[b]
        if (total + (cross - known) * FLOOR) / cross < above:
            continue
        u = a
        while u >= 0:
            group[u] = b
            u = following[u]
        following[last[b]] = a
        last[b] = last[a]
        size[b] += size[a]
    return group
