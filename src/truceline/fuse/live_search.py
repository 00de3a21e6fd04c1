# mypy: disable-error-code="no-any-return"
"""Compiled search in cells that stay: who looks at a report, and what one report finds, as `scan` has it."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from truceline.compiled import inner, kernel, maker
from truceline.fuse.arrays import Flags, Floats, Ints
from truceline.fuse.cells import Grid
from truceline.fuse.evidence import pair_evidence
from truceline.fuse.layout import END, START, Columns, Weights
from truceline.fuse.live_cells import OF_RANK, Filed, Keys, comes_before, starts_from
from truceline.fuse.scan import MOST_MN, Lists, keep_best
from truceline.fuse.search import column_runs, columns_of, half_width, lower_bound, row_range

#: cells are of odd shapes there
NEAR_POLE_DEG = 80.0


class Looked(NamedTuple):
    """Who may look how far, of one level of place at another."""

    lat: Floats  # of every slot
    lon: Floats
    rank: Ints
    reach_km: Floats
    cell: Ints  # of every slot, in the grid in which they look
    touched: Flags  # of every slot
    back_h: Floats  # longest interval of each rank
    zone_h: float
    day_h: float
    look_at_most: int
    edges_at_most: int
    least: float
    widest_km: float  # no looking report lies farther from what it finds, but near the poles
    everywhere: bool  # look at all of them, wherever they are


class Found(NamedTuple):
    """Pairs as who looks, partner and evidence in milli-nats."""

    looking: Ints
    partner: Ints
    evidence_mn: Ints


@inner
def milli_of(evidence: float) -> int:
    """In whole milli-nats, by way of the 32 bits that lists keep."""
    milli = np.rint(np.float64(np.float32(evidence)) * 1000.0)
    return int(min(max(milli, -MOST_MN), MOST_MN))


@inner
def in_columns(column: int, n: int, lon: float, half: float) -> bool:
    left, right = columns_of(n, lon, half)
    return left <= column <= right or left <= column - n <= right or left <= column + n <= right


@inner
def looks_into(r: int, cell: int, row: int, p: Looked, grid: Grid) -> bool:
    """Whether the search of a report takes in a cell, which lies in this row of the grid."""
    low, high = row_range(grid, p.lat[r], p.reach_km[r])
    if row < low or row > high:
        return False
    return in_columns(cell - grid.first[row], grid.columns[row], p.lon[r], half_width(p.lat[r], p.reach_km[r]))


@maker
def appended(out: Ints, n: int, a: int, b: int, value: int) -> Ints:
    """Write a row, into a longer array where this one is full."""
    if n == len(out):
        longer = np.empty((2 * n, 3), dtype=np.int64)
        longer[:n] = out
        out = longer
    out[n, 0], out[n, 1], out[n, 2] = a, b, value
    return out


@inner
def sees(r: int, t: int, row: int, p: Looked, grid: Grid, k: Keys, c: Columns) -> bool:
    """Whether an untouched report looks at another, which lies in this row of the grid."""
    slip = p.zone_h if p.rank[r] == 0 else p.day_h
    if p.touched[r] or c.real[t, START] >= c.real[r, END] + slip:
        return False
    if c.real[t, START] < c.real[r, START] - p.back_h[p.rank[t]] - slip:
        return False
    if p.rank[r] == p.rank[t] and not comes_before(r, t, k):
        return False
    return looks_into(r, p.cell[t], row, p, grid)


@inner
def crowded(r: int, t: int, cell: int, more: int, p: Looked, seen: Filed, c: Columns) -> bool:
    """Whether a report may find more in a cell than it looks at, now or before this many came or went."""
    if cell < 0 or seen.used[cell] + more <= p.look_at_most:
        return False
    slip = p.zone_h if p.rank[r] == 0 else p.day_h
    begin, stop = seen.begin[cell], seen.begin[cell] + seen.used[cell]
    low = starts_from(seen.pool, c.real[r, START] - p.back_h[p.rank[t]] - slip, begin, stop, c.real)
    high = starts_from(seen.pool, c.real[r, END] + slip, low, stop, c.real)
    return high - low + more > p.look_at_most


@inner
def cell_of(key: int, x: Filed) -> int:
    """Where a cell stands; -1 where nothing is filed in it."""
    at = lower_bound(x.key, key, 0, x.size[0])
    return at if at < x.size[0] and x.key[at] == key else -1


@inner
def runs(rank: int, row: int, t: int, whole: bool, p: Looked, home: Grid) -> tuple[int, int, int, int]:
    """Keys of the cells of a rank in a row around a report, as two runs; of all cells, where the whole is wanted."""
    first = rank * OF_RANK
    if whole:
        return first, first + OF_RANK - 1, 0, -1
    first += home.first[row]
    a, b, c, d = column_runs(home, row, p.lat[t], p.lon[t], p.widest_km)
    return first + a, first + b, first + c, first + d


@kernel
def onlookers(
    touched: Ints,
    gone: Flags,
    moved: Ints,
    ranks: Ints,
    p: Looked,
    home: Grid,
    there: Filed,
    grid: Grid,
    seen: Filed,
    k: Keys,
    c: Columns,
    chance: Floats,
    w: Weights,
) -> tuple[Ints, Ints]:
    """Reports of these ranks, none of them touched, that look at one that is.

    `moved` are the cells of those that came or went, in ascending order. Returns pairs that are worth keeping
    (looks, partner, milli-nats), and whose lists must be made anew (looks, rank of what it looks at), because a
    cell holds more than is looked at. `home` and `there` are those by which the looking ones are filed, `grid` and
    `seen` those in which they look.
    """
    found, again = np.empty((64, 3), dtype=np.int64), np.empty((64, 3), dtype=np.int64)
    n_found, n_again = 0, 0
    for m in range(len(touched)):
        t = touched[m]
        row_t = lower_bound(grid.first, p.cell[t] + 1, 0, len(grid.first)) - 1
        key = p.rank[t] * OF_RANK + p.cell[t]
        holds = cell_of(key, seen)
        more = lower_bound(moved, key + 1, 0, len(moved)) - lower_bound(moved, key, 0, len(moved))
        whole = p.everywhere or abs(p.lat[t]) > NEAR_POLE_DEG
        low, high = row_range(home, p.lat[t], p.widest_km)
        if whole:
            high = low
        for rank in ranks:
            if rank < p.rank[t]:
                continue
            earliest = c.real[t, START] - p.day_h - p.back_h[rank] - 1.0
            latest = c.real[t, START] + p.day_h + p.back_h[p.rank[t]] + 1.0
            for row in range(low, high + 1):
                a, b, a2, b2 = runs(rank, row, t, whole, p, home)
                for run in range(2):
                    begin, stop = (a, b) if run == 0 else (a2, b2)
                    at = lower_bound(there.key, begin, 0, there.size[0])
                    while at < there.size[0] and there.key[at] <= stop:
                        u, end = there.begin[at], there.begin[at] + there.used[at]
                        at += 1
                        u = starts_from(there.pool, earliest, u, end, c.real)
                        while u < end and c.real[there.pool[u], START] <= latest:
                            r = there.pool[u]
                            u += 1
                            if not sees(r, t, row_t, p, grid, k, c):
                                continue
                            if crowded(r, t, holds, more, p, seen, c):
                                again = appended(again, n_again, r, p.rank[t], 0)
                                n_again += 1
                            elif not gone[m]:
                                evidence = pair_evidence(r, t, c, chance, w)
                                if evidence > p.least:
                                    found = appended(found, n_found, r, t, milli_of(evidence))
                                    n_found += 1
    return found[:n_found], again[:n_again]


@kernel
def lists_of(
    looking: Ints,
    of_rank: Ints,
    p: Looked,
    grid: Grid,
    seen: Filed,
    k: Keys,
    c: Columns,
    chance: Floats,
    w: Weights,
) -> Ints:
    """The best partners of each of these reports among those of a rank: looks, partner, milli-nats."""
    most = p.edges_at_most
    out, n = np.empty((64, 3), dtype=np.int64), 0
    lists = Lists(np.zeros(1, dtype=np.int32), np.empty(most, dtype=np.int32), np.empty(most, dtype=np.float32))
    for m in range(len(looking)):
        lists.kept[0] = 0
        search_one(looking[m], of_rank[m], p, grid, seen, k, c, chance, w, lists)
        for u in range(lists.kept[0]):
            out = appended(out, n, looking[m], lists.partner[u], milli_of(lists.score[u]))
            n += 1
    return out[:n]


@inner
def search_one(
    i: int,
    of_rank: int,
    p: Looked,
    grid: Grid,
    seen: Filed,
    k: Keys,
    c: Columns,
    chance: Floats,
    w: Weights,
    lists: Lists,
) -> None:
    """Fill the list of one report: cells in ascending order, in each those nearest to its start."""
    slip = p.zone_h if p.rank[i] == 0 else p.day_h
    half, start = half_width(p.lat[i], p.reach_km[i]), c.real[i, START]
    low_row, high_row = row_range(grid, p.lat[i], p.reach_km[i])
    for row in range(low_row, high_row + 1):
        columns = grid.columns[row]
        left, right = columns_of(columns, p.lon[i], half)
        if left < 0 or right >= columns:
            left, right = 0, columns - 1
        first = of_rank * OF_RANK + grid.first[row]
        at = lower_bound(seen.key, first + left, 0, seen.size[0])
        while at < seen.size[0] and seen.key[at] <= first + right:
            column, begin, stop = seen.key[at] - first, seen.begin[at], seen.begin[at] + seen.used[at]
            at += 1
            if not in_columns(column, columns, p.lon[i], half):
                continue
            low = starts_from(seen.pool, start - p.back_h[of_rank] - slip, begin, stop, c.real)
            high = starts_from(seen.pool, c.real[i, END] + slip, low, stop, c.real)
            if high - low > p.look_at_most:
                centre = starts_from(seen.pool, start, low, high, c.real)
                low = min(max(low, centre - p.look_at_most // 2), high - p.look_at_most)
                high = low + p.look_at_most
            for u in range(low, high):
                j = seen.pool[u]
                if of_rank == p.rank[i] and not comes_before(i, j, k):
                    continue
                evidence = pair_evidence(i, j, c, chance, w)
                if evidence > p.least:
                    keep_best(lists, 0, p.edges_at_most, j, evidence)
