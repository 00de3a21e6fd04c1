"""Which pairs are compared at all: grid cells sorted by time, in passes by precision of place and length of time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from truceline.fuse.arrays import Floats, Ints
from truceline.fuse.cells import Grid, Index, cells_of, grid_of, index_of
from truceline.fuse.evidence import Weights
from truceline.fuse.params import FuseParams
from truceline.fuse.reports import Columns, Reports
from truceline.fuse.scan import Pass, scan

_FINE_KM = 10.0  # σ of a place good to a town
_FINE_CELL_KM, _COARSE_CELL_KM = 12.0, 48.0
_SHORT_H = 30.0
_BLOCK = 65_536  # reports searched at a time: bounds the room for their lists


class Edges(NamedTuple):
    """Pairs i < j of reports with their evidence, in milli-nats, best first; ties by i, then j."""

    i: Ints
    j: Ints
    evidence_mn: Ints


def candidate_pairs(
    reports: Reports, rows: Ints, chance: Floats, w: Weights, params: FuseParams, least: float
) -> Edges:
    """Pairs among `rows` whose evidence exceeds `least` (nats).

    Bounded in dense data: in each cell a report looks at the `look_at_most` rows nearest to its start, and keeps
    its `edges_at_most` best pairs of each pass. Elsewhere the search is complete within its reach.
    """
    found = [
        part for one in _passes(reports, rows, params, least) for part in _search(*one, reports.columns, chance, w)
    ]
    if not found:
        nothing = np.zeros(0, dtype=np.int64)
        return Edges(nothing, nothing, nothing)
    a, b, nats = (np.concatenate(parts) for parts in zip(*found, strict=True))
    i, j = np.minimum(a, b), np.maximum(a, b)
    evidence = np.rint(nats * 1000).astype(np.int64)
    order = np.lexsort((j, i, -evidence))
    return Edges(i[order], j[order], evidence[order])


def _passes(reports: Reports, rows: Ints, params: FuseParams, least: float) -> Iterator[tuple[Pass, Grid, Index]]:
    c = reports.columns
    sets = _sets(c, rows)
    slip = params.slip_long_s / 3600
    for a, (fine_a, looked_at) in enumerate(sets):
        for b, (fine_b, looking) in enumerate(sets):
            if b < a or not len(looked_at) or not len(looking):
                continue
            fine = fine_a and fine_b
            grid = grid_of(_FINE_CELL_KM if fine else _COARSE_CELL_KM)
            cells = cells_of(grid, reports.lat[looked_at], reports.lon[looked_at])
            one = Pass(
                own=looking,
                lat=reports.lat,
                lon=reports.lon,
                reach_km=_reach(c.sigma, fine, fine_a),
                look_back_h=float((c.end[looked_at] - c.start[looked_at]).max()),
                slip_h=slip,
                same=a == b,
                look_at_most=params.look_at_most,
                edges_at_most=params.edges_at_most,
                least=least,
            )
            yield one, grid, index_of(cells, c.start[looked_at], looked_at)


def _sets(c: Columns, rows: Ints) -> list[tuple[bool, Ints]]:
    """Fine before coarse, short before long: the vaguer report looks into the index of the sharper ones."""
    fine = c.sigma[rows] < _FINE_KM
    long = (c.end - c.start)[rows] > _SHORT_H
    return [
        (True, rows[fine & ~long]),
        (True, rows[fine & long]),
        (False, rows[~fine & ~long]),
        (False, rows[~fine & long]),
    ]


def _reach(sigma: Floats, fine: bool, index_is_fine: bool) -> Floats:
    """How far (km) a report looks: three of its sigmas and the reach of what it may find."""
    if fine:
        return np.minimum(3.0 * sigma + 9.0, 26.0)
    return np.minimum(3.2 * np.sqrt(sigma**2 + (9.0 if index_is_fine else 3_000.0)), 170.0)


def _search(
    one: Pass, grid: Grid, near: Index, c: Columns, chance: Floats, w: Weights
) -> Iterator[tuple[Ints, Ints, Floats]]:
    for first in range(0, len(one.own), _BLOCK):
        last = min(first + _BLOCK, len(one.own))
        counts, partner, score = scan(one, (first, last), grid, near, c, chance, w)
        slot = np.arange(one.edges_at_most)[None, :] < counts[:, None]
        taken = np.flatnonzero(slot.ravel())
        yield np.repeat(one.own[first:last], counts), partner[taken].astype(np.int64), score[taken].astype(np.float64)
