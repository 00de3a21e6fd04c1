"""Which pairs are compared at all: grid cells sorted by time, in passes by rank."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

import numpy as np

from truceline.fuse.arrays import Codes, Flags, Floats, Ints
from truceline.fuse.cells import Grid, Index, cells_of, grid_of, index_of
from truceline.fuse.glance import glances, least_odds, limits
from truceline.fuse.layout import SIGMA, START, Columns, Weights
from truceline.fuse.params import FuseParams
from truceline.fuse.reach import BANDS, CELLS_KM, LEVELS, look_back_h, rank_of, reach_km
from truceline.fuse.scan import MOST_MN, Pass, Rows, Shorts, scan
from truceline.model.units import HOUR_S
from truceline.threads import side_by_side

#: reports of which a pair and its evidence are one number of 64 bits
_MOST_IN_ONE = 1 << 24
_BLOCK = 8_192  # reports searched at a time: bounds the room for their lists

#: looking report, partner, evidence in milli-nats
Found = tuple[Rows, Rows, Shorts]


class Edges(NamedTuple):
    """Pairs i < j of reports with their evidence, in milli-nats, best first; ties by i, then j.

    Evidence is cut off at what 16 bits hold, some 32 nats: beyond any doubt.
    """

    i: Codes
    j: Codes
    evidence_mn: Shorts


class Places(NamedTuple):
    """Degrees."""

    lat: Floats
    lon: Floats


def candidate_pairs(
    c: Columns,
    places: Places,
    chance: Floats,
    w: Weights,
    params: FuseParams,
    least: float | None = None,
    home: Flags | None = None,
) -> Edges:
    """Pairs whose evidence (nats) comes near what a merge needs, or above `least` where that is given.

    Bounded in dense data: in each cell a report looks at the `look_at_most` rows nearest to its start, and keeps
    its `edges_at_most` best pairs of each pass. Elsewhere the search is complete within its reach.
    Where `home` is given, only those reports look for partners: of each pair one report does, whatever `home` is.
    """
    home = np.ones(len(c.real), dtype=bool) if home is None else home
    passes = _passes(c, places, chance, w, params, least, home)
    found = [part for one in passes for part in _search(*one, c, chance, w)]
    if not found:
        nothing = np.zeros(0, dtype=np.int32)
        return Edges(nothing, nothing, nothing.astype(np.int16))
    a, b, evidence = (np.concatenate(parts) for parts in zip(*found, strict=True))
    found.clear()
    i = np.minimum(a, b)
    np.maximum(a, b, out=b)
    del a
    return sorted_edges(i, b, evidence, len(c.real))


def sorted_edges(i: Codes, j: Codes, evidence_mn: Shorts, n: int) -> Edges:
    """Best first, then by pair."""
    if n <= _MOST_IN_ONE:  # evidence and pair as one number: numbers are sorted soonest
        one = (MOST_MN - evidence_mn.astype(np.int64)).astype(np.uint64)
        one *= n
        one += i.astype(np.uint64)
        one *= n
        one += j.astype(np.uint64)
        one.sort()
        j = (one % n).astype(np.int32)
        one //= n
        i = (one % n).astype(np.int32)
        one //= n
        return Edges(i, j, (MOST_MN - one.astype(np.int64)).astype(np.int16))
    by_pair = np.argsort(i.astype(np.int64) * n + j)
    i, j, evidence_mn = i[by_pair], j[by_pair], evidence_mn[by_pair]
    best = np.argsort(-evidence_mn, kind="stable")
    return Edges(i[best], j[best], evidence_mn[best])


def _passes(
    c: Columns, places: Places, chance: Floats, w: Weights, params: FuseParams, least: float | None, home: Flags
) -> Iterator[tuple[Pass, Grid, Index]]:
    rank = rank_of(c.real)
    ranks, back = np.unique(rank).tolist(), look_back_h(params)
    own = {one: np.flatnonzero(home & (rank == one)) for one in ranks}
    if least is None:
        least = (params.merge_above_mn - params.candidate_slack_mn) / 1000
    least_by_kinds, limit = least_odds(least, w), limits(c, w)
    by_cell: dict[tuple[int, float], Index] = {}  # those who look, by rank and size of cells
    for of_rank in ranks:
        rows, of_level = np.flatnonzero(rank == of_rank), of_rank // BANDS
        for level in range(of_level, LEVELS):
            looking = [other for other in ranks if other >= of_rank and other // BANDS == level and len(own[other])]
            if not looking:
                continue
            km = float(CELLS_KM[level, of_level])
            grid = grid_of(km)
            for other in looking:
                if (other, km) not in by_cell:
                    by_cell[other, km] = _by_cell(own[other], grid, c, places)
            same = level == of_level and len(own[of_rank]) == len(rows)
            near = by_cell[of_rank, km] if same else _by_cell(rows, grid, c, places)
            seen, reach = glances(near.rows, limit, c, chance), reach_km(c.real[:, SIGMA], level, of_level)
            for other in looking:
                one = Pass(
                    own=by_cell[other, km],
                    lat=places.lat,
                    lon=places.lon,
                    reach_km=reach,
                    look_back_h=back[of_rank],
                    slip_h=(params.zone_s if other == 0 else params.day_s) / HOUR_S,
                    same=other == of_rank,
                    look_at_most=params.look_at_most,
                    edges_at_most=params.edges_at_most,
                    least=least,
                    least_odds=least_by_kinds,
                    limit=limit,
                    seen=seen,
                )
                yield one, grid, near


def _by_cell(rows: Ints, grid: Grid, c: Columns, places: Places) -> Index:
    return index_of(cells_of(grid, places.lat[rows], places.lon[rows]), c.real[rows, START], rows)


def _search(one: Pass, grid: Grid, near: Index, c: Columns, chance: Floats, w: Weights) -> list[Found]:
    """Blocks of the looking reports side by side; their answers in order, whoever was quicker."""

    def search(first: int) -> Found:
        return scan(one, (first, min(first + _BLOCK, len(one.own.rows))), grid, near, c, chance, w)

    blocks = [partial(search, first) for first in range(0, len(one.own.rows), _BLOCK)]
    return side_by_side(blocks, len(one.own.rows))
