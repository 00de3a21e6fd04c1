"""Pairs worth a look for the peers that learn from labels: near in space and time for how precise the two are."""

from __future__ import annotations

import numba as nb
import numpy as np
from benchmarks.fusing.peers.frame import Floats, Frame, Ints

SLACK_H = 26.0


def candidates(frame: Frame, most: int = 40_000_000) -> tuple[Ints, Ints]:
    """i and j of pairs whose times overlap up to a day and whose circles reach each other.

    Circles are shrunk until the pairs fit into memory.
    """
    order = np.argsort(frame.start, kind="stable")
    arrays = [np.ascontiguousarray(v[order]) for v in (frame.x, frame.y, frame.radius, frame.start, frame.end)]
    reach = 0.9
    n = len(frame)
    while True:
        counts = _scan(*arrays, SLACK_H, reach, np.zeros(n + 1, np.int64), np.empty(0, np.int32), np.empty(0, np.int32))
        total = int(counts.sum())
        if total <= most:
            break
        reach *= 0.8
    offsets = np.r_[0, np.cumsum(counts[:-1])]
    i, j = np.empty(total, np.int32), np.empty(total, np.int32)
    _scan(*arrays, SLACK_H, reach, offsets, i, j)
    return order[i], order[j]


@nb.njit(parallel=True, cache=True)
def _scan(
    x: Floats, y: Floats, radius: Floats, start: Floats, end: Floats, slack: float, reach: float, offsets: Ints,
    i: Ints, j: Ints,
) -> Ints:  # fmt: skip
    n = len(x)
    counts = np.zeros(n + 1, np.int64)
    fill = len(i) > 0
    for a in nb.prange(n):
        found = 0
        for b in range(a + 1, n):
            if start[b] > end[a] + slack:
                break
            far = reach * np.sqrt(radius[a] ** 2 + radius[b] ** 2) + 5.0
            dx, dy = x[a] - x[b], y[a] - y[b]
            if dx * dx + dy * dy > far * far:
                continue
            if fill:
                i[offsets[a] + found] = a
                j[offsets[a] + found] = b
            found += 1
        counts[a] = found
    return counts
