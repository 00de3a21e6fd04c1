# mypy: disable-error-code="no-any-return"
"""Compiled search for pairs worth linking: the reports of a cell against the cells around it, nearest in time first."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from truceline.compiled import inner, kernel, maker, wide
from truceline.fuse.arrays import Codes, Floats, Ints
from truceline.fuse.cells import Grid, Index
from truceline.fuse.evidence import pair_evidence
from truceline.fuse.glance import ENDS, STARTS, Glance, Scores, glances, hopeful
from truceline.fuse.layout import Columns, Weights
from truceline.fuse.search import bound_from, columns_of, half_width, lower_bound, row_range

Rows = npt.NDArray[np.int32]
Shorts = npt.NDArray[np.int16]

#: milli-nats: what 16 bits hold
MOST_MN = 32_767


class Pass(NamedTuple):
    """One pass of the search: who looks, and how far. What is looked at comes as a grid and its index, by start."""

    own: Index  # reports that look, by cell of the grid and by start
    lat: Floats  # of every report
    lon: Floats
    reach_km: Floats  # of those who look, in their order
    look_back_h: float  # longest interval in the index
    slip_h: float
    same: bool  # own and index are one set: each pair once
    look_at_most: int
    edges_at_most: int
    least: float  # evidence below which a pair is dropped
    least_odds: Floats  # odds of place and time, by two types, that this needs at the very least
    limit: Scores  # of every report, `glance.LIMIT`
    seen: Glance  # of the reports in the index, in its order


class Lists(NamedTuple):
    """Lists of the best partners of the reports of a block, with room for `edges_at_most` each."""

    kept: Rows
    partner: Rows
    score: Scores


class Spread(NamedTuple):
    """How far each report of a block looks: rows of the grid and degrees of longitude to either side, and, in the
    row that is looked at, columns."""

    rows: Ints  # shape (n, 2): first and last
    half: Floats
    columns: (
        Ints  # shape (n, 2): first and last; below 0 and from the row's number of columns on beyond the antimeridian
    )


@inner
def keep_best(lists: Lists, at: int, most: int, other: int, evidence: float) -> None:
    """Put a pair into a report's list of at most `most` best; ties go to whoever came first."""
    base, kept = at * most, lists.kept[at]
    if kept < most:
        lists.partner[base + kept] = other
        lists.score[base + kept] = evidence
        lists.kept[at] = kept + 1
        return
    worst = 0
    for k in range(1, most):
        if lists.score[base + k] < lists.score[base + worst]:
            worst = k
    if evidence > lists.score[base + worst]:
        lists.partner[base + worst] = other
        lists.score[base + worst] = evidence


@maker
def spread_of(p: Pass, first: int, n: int, grid: Grid) -> Spread:
    """How far the reports of a block look; their columns are left open."""
    spread = Spread(np.empty((n, 2), dtype=np.int64), np.empty(n), np.empty((n, 2), dtype=np.int64))
    for a in range(n):
        lat, reach = p.lat[wide(p.own.rows[first + a])], p.reach_km[first + a]
        spread.rows[a, 0], spread.rows[a, 1] = row_range(grid, lat, reach)
        spread.half[a] = half_width(lat, reach)
    return spread


@inner
def columns_in(row: int, begin: int, end: int, first: int, p: Pass, grid: Grid, spread: Spread) -> tuple[int, int]:
    """Columns of a row that any of these reports reaches; notes those of each."""
    n = grid.columns[row]
    low, high = n, -1
    for a in range(begin, end):
        spread.columns[a, 0], spread.columns[a, 1] = 0, -1
        if spread.rows[a, 0] <= row <= spread.rows[a, 1]:
            left, right = columns_of(n, p.lon[wide(p.own.rows[first + a])], spread.half[a])
            spread.columns[a, 0], spread.columns[a, 1] = left, right
            if left < 0 or right >= n:
                low, high = 0, n - 1
            else:
                low, high = min(low, left), max(high, right)
    return low, high


@inner
def look_into(
    cell: int,
    column: int,
    columns: int,
    begin: int,
    end: int,
    first: int,
    p: Pass,
    near: Index,
    spread: Spread,
    own: Glance,
    c: Columns,
    chance: Floats,
    w: Weights,
    lists: Lists,
) -> None:
    """Hold the reports of one cell that reach another against what it holds near their time.

    They come by their start, so that where one begins to look the next goes on: no search from the middle.
    """
    since, stop = near.begin[cell], near.begin[cell + 1]
    for a in range(begin, end):
        left, right = spread.columns[a, 0], spread.columns[a, 1]
        if not (left <= column <= right or left <= column - columns <= right or left <= column + columns <= right):
            continue
        start = own.where[a, STARTS]
        since = bound_from(near.key, start - p.look_back_h - p.slip_h, since, stop)
        low, high = since, bound_from(near.key, own.where[a, ENDS] + p.slip_h, since, stop)
        if high - low > p.look_at_most:
            centre = lower_bound(near.key, start, low, high)
            low = min(max(low, centre - p.look_at_most // 2), high - p.look_at_most)
            high = low + p.look_at_most
        i = wide(p.own.rows[first + a])
        for u in range(low, high):
            j = wide(near.rows[u])
            if p.same and j <= i:
                continue
            if not hopeful(a, own, u, p.seen, p.least_odds, w):
                continue
            evidence = pair_evidence(i, j, c, chance, w)
            if evidence > p.least:
                keep_best(lists, a, p.edges_at_most, j, evidence)


@kernel
def scan(
    p: Pass, block: tuple[int, int], grid: Grid, near: Index, c: Columns, chance: Floats, w: Weights
) -> tuple[Rows, Rows, Shorts]:
    """Best partners of a block of the looking reports: those who look, their partners, and evidence in milli-nats."""
    first, last = block
    n, most = last - first, p.edges_at_most
    lists = Lists(np.zeros(n, dtype=np.int32), np.empty(n * most, dtype=np.int32), np.empty(n * most, dtype=np.float32))
    own = glances(p.own.rows[first:last], p.limit, c, chance)
    spread = spread_of(p, first, n, grid)
    look_around(p, first, n, grid, near, spread, own, c, chance, w, lists)
    return taken(p.own.rows[first:last], lists, most)


@inner
def look_around(
    p: Pass,
    first: int,
    n: int,
    grid: Grid,
    near: Index,
    spread: Spread,
    own: Glance,
    c: Columns,
    chance: Floats,
    w: Weights,
    lists: Lists,
) -> None:
    """Fill the lists of a block, cell by cell of those who look."""
    group = lower_bound(p.own.begin, first + 1, 0, len(p.own.begin)) - 1
    begin = wide(0)
    while begin < n:
        group += 1
        end = min(p.own.begin[group] - first, n)
        low, high = spread.rows[begin, 0], spread.rows[begin, 1]
        for a in range(begin + 1, end):
            low, high = min(low, spread.rows[a, 0]), max(high, spread.rows[a, 1])
        for row in range(low, high + 1):
            left, right = columns_in(row, begin, end, first, p, grid, spread)
            k = lower_bound(near.cells, grid.first[row] + left, 0, len(near.cells))
            while k < len(near.cells) and near.cells[k] <= grid.first[row] + right:
                column = near.cells[k] - grid.first[row]
                look_into(k, column, grid.columns[row], begin, end, first, p, near, spread, own, c, chance, w, lists)
                k += 1
        begin = end


@maker
def taken(own: Ints | Codes, lists: Lists, most: int) -> tuple[Rows, Rows, Shorts]:
    """The pairs of all lists, one after the other."""
    total = 0
    for a in range(len(own)):
        total += lists.kept[a]
    looking, partner = np.empty(total, dtype=np.int32), np.empty(total, dtype=np.int32)
    evidence = np.empty(total, dtype=np.int16)
    at = 0
    for a in range(len(own)):
        for k in range(a * most, a * most + lists.kept[a]):
            looking[at], partner[at] = own[a], lists.partner[k]
            milli = np.rint(np.float64(lists.score[k]) * 1000.0)
            evidence[at] = int(min(max(milli, -MOST_MN), MOST_MN))
            at += 1
    return looking, partner, evidence
