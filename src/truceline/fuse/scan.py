"""Compiled search for pairs worth linking: each report against the cells around it, nearest in time first."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from truceline.compiled import inner, kernel
from truceline.fuse.arrays import Floats, Ints
from truceline.fuse.cells import Grid, Index
from truceline.fuse.evidence import pair_evidence
from truceline.fuse.glance import hopeful
from truceline.fuse.layout import END, START, Columns, Weights
from truceline.fuse.search import bound_from, column_runs, lower_bound, row_range

Rows = npt.NDArray[np.int32]
Scores = npt.NDArray[np.float32]


class Pass(NamedTuple):
    """One pass of the search: who looks, and how far. What is looked at comes as a grid and its index, by start."""

    own: Ints  # reports that look
    lat: Floats  # of every report
    lon: Floats
    reach_km: Floats  # of every report
    look_back_h: float  # longest interval in the index
    slip_h: float
    same: bool  # own and index are one set: each pair once
    look_at_most: int
    edges_at_most: int
    least: float  # evidence below which a pair is dropped
    least_odds: Floats  # odds of place and time, by two types, that this needs at the very least
    glances: Floats  # of every report
    seen: Floats  # the same of the reports in the index, in its order


@inner
def keep_best(partner: Rows, score: Scores, base: int, kept: int, most: int, other: int, evidence: float) -> int:
    """Put a pair into a report's list of at most `most` best; ties go to whoever came first."""
    if kept < most:
        partner[base + kept] = other
        score[base + kept] = evidence
        return kept + 1
    worst = 0
    for k in range(1, most):
        if score[base + k] < score[base + worst]:
            worst = k
    if evidence > score[base + worst]:
        partner[base + worst] = other
        score[base + worst] = evidence
    return kept


@inner
def window(p: Pass, near: Index, cell: int, start: float, end: float) -> tuple[int, int]:
    """Rows of a cell that may overlap in time: [first, last), at most `look_at_most` of them, around the start."""
    begin, stop = near.begin[cell], near.begin[cell + 1]
    first = lower_bound(near.key, start - p.look_back_h - p.slip_h, begin, stop)
    last = bound_from(near.key, end + p.slip_h, first, stop)
    if last - first > p.look_at_most:
        centre = lower_bound(near.key, start, first, last)
        first = min(max(first, centre - p.look_at_most // 2), last - p.look_at_most)
        last = first + p.look_at_most
    return first, last


@inner
def look_around(
    i: int,
    p: Pass,
    grid: Grid,
    near: Index,
    c: Columns,
    chance: Floats,
    w: Weights,
    partner: Rows,
    score: Scores,
    base: int,
) -> int:
    """Fill report i's list of best partners; returns how many."""
    kept = 0
    low, high = row_range(grid, p.lat[i], p.reach_km[i])
    for row in range(low, high + 1):
        a, b, d, e = column_runs(grid, row, p.lat[i], p.lon[i], p.reach_km[i])
        for run in range(2):
            start, stop = (a, b) if run == 0 else (d, e)
            if stop < start:
                continue
            k = lower_bound(near.cells, grid.first[row] + start, 0, len(near.cells))
            while k < len(near.cells) and near.cells[k] <= grid.first[row] + stop:
                first, last = window(p, near, k, c.real[i, START], c.real[i, END])
                for u in range(first, last):
                    j = near.rows[u]
                    if p.same and j <= i:
                        continue
                    if not hopeful(p.glances[i], p.seen[u], p.least_odds, w):
                        continue
                    evidence = pair_evidence(i, j, c, chance, w)
                    if evidence > p.least:
                        kept = keep_best(partner, score, base, kept, p.edges_at_most, j, evidence)
                k += 1
    return kept


@kernel
def scan(
    p: Pass, block: tuple[int, int], grid: Grid, near: Index, c: Columns, chance: Floats, w: Weights
) -> tuple[Rows, Rows, Scores]:
    """Best partners of a block of the looking reports: counts, partners and evidence, room for all of them."""
    first, last = block
    n = last - first
    counts = np.zeros(n, dtype=np.int32)
    partner = np.empty(n * p.edges_at_most, dtype=np.int32)
    score = np.empty(n * p.edges_at_most, dtype=np.float32)
    for a in range(n):
        base = a * p.edges_at_most
        counts[a] = look_around(p.own[first + a], p, grid, near, c, chance, w, partner, score, base)
    return counts, partner, score
