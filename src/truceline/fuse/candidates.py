"""Which pairs are compared at all: grid cells sorted by time, in passes by rank."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain, groupby, starmap
from typing import NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt

from truceline.fuse.arrays import Codes, Flags, Floats, by_blocks
from truceline.fuse.cells import Grid, Index, cells_of, grid_of, index_of
from truceline.fuse.glance import least_odds, limits, many_glances
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
Ones = npt.NDArray[np.uint64]
#: as much of that as is kept
Kept = TypeVar("Kept")


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
    n, passes = len(c.real), _passes(c, places, chance, w, params, least, home)

    def found(keep: Callable[[Found], Kept]) -> list[Kept]:
        def search(one: Pass, grid: Grid, near: Index) -> list[Kept]:
            return _search(one, grid, near, c, chance, w, keep)

        # nobody holds a pass while the next one is made
        return list(chain.from_iterable(starmap(search, passes)))

    if n > _MOST_IN_ONE:
        parts = [*found(tuple), (np.zeros(0, np.int32), np.zeros(0, np.int32), np.zeros(0, np.int16))]
        a, b, evidence = (np.concatenate(part) for part in zip(*parts, strict=True))
        return sorted_edges(np.minimum(a, b), np.maximum(a, b), evidence, n)
    return _best_first(np.concatenate([np.zeros(0, np.uint64), *found(partial(_in_one, n))]), n)


def sorted_edges(i: Codes, j: Codes, evidence_mn: Shorts, n: int) -> Edges:
    """Best first, then by pair."""
    if n <= _MOST_IN_ONE:
        return _best_first(_in_one(n, (i, j, evidence_mn)), n)
    by_pair = np.argsort(i.astype(np.int64) * n + j)
    i, j, evidence_mn = i[by_pair], j[by_pair], evidence_mn[by_pair]
    best = np.argsort(-evidence_mn, kind="stable")
    return Edges(i[best], j[best], evidence_mn[best])


def _in_one(n: int, found: Found) -> Ones:
    """Evidence and pair as one number, the smaller the better: numbers are sorted soonest, and take up least."""
    a, b, evidence_mn = found
    one = (MOST_MN - evidence_mn.astype(np.int64)).astype(np.uint64)
    for end in (np.minimum(a, b), np.maximum(a, b)):
        one *= np.uint64(n)
        one += end.astype(np.uint64)
    return one


def _best_first(one: Ones, n: int) -> Edges:
    """The pairs of these numbers, which are sorted in place."""
    one.sort()
    count = len(one)
    edges = Edges(np.empty(count, np.int32), np.empty(count, np.int32), np.empty(count, np.int16))

    def part_of(part: slice) -> None:
        left, edges.j[part] = np.divmod(one[part], np.uint64(n))
        left, edges.i[part] = np.divmod(left, np.uint64(n))
        edges.evidence_mn[part] = MOST_MN - left.astype(np.int64)

    by_blocks(part_of, count)
    return edges


def _passes(
    c: Columns,
    places: Places,
    chance: Floats,
    w: Weights,
    params: FuseParams,
    least: float | None,
    home: Flags | None,
) -> Iterator[tuple[Pass, Grid, Index]]:
    rank, back = rank_of(c.real), look_back_h(params)
    ranks = np.unique(rank).tolist()
    everyone = {one: np.flatnonzero(rank == one).astype(np.int32) for one in ranks}
    own = everyone if home is None else {one: rows[home[rows]] for one, rows in everyone.items()}
    if least is None:
        least = (params.merge_above_mn - params.candidate_slack_mn) / 1000
    least_by_kinds, limit = least_odds(least, w), limits(c, w)
    for of_level, of_ranks in groupby(ranks, lambda one: int(one) // BANDS):
        by_cell: dict[tuple[int, float], Index] = {}  # those who look for reports of this level, by rank and cells
        for of_rank in of_ranks:
            rows = everyone[of_rank]
            for level in range(of_level, LEVELS):
                looking = [other for other in ranks if other >= of_rank and other // BANDS == level and len(own[other])]
                if not looking:
                    continue
                km = float(CELLS_KM[level, of_level])
                grid = grid_of(km)
                new = [other for other in looking if (other, km) not in by_cell]
                made = [partial(_by_cell, own[other], grid, c, places) for other in new]
                by_cell |= zip([(other, km) for other in new], side_by_side(made, len(rank)), strict=True)
                same = level == of_level and len(own[of_rank]) == len(rows)
                near = by_cell[of_rank, km] if same else _by_cell(rows, grid, c, places)
                seen = many_glances(near.rows, limit, c, chance)
                for other in looking:
                    index = by_cell[other, km]
                    yield (
                        Pass(
                            own=index,
                            lat=places.lat,
                            lon=places.lon,
                            reach_km=reach_km(c.real[index.rows, SIGMA], level, of_level),
                            look_back_h=back[of_rank],
                            slip_h=(params.zone_s if other == 0 else params.day_s) / HOUR_S,
                            same=other == of_rank,
                            look_at_most=params.look_at_most,
                            edges_at_most=params.edges_at_most,
                            least=least,
                            least_odds=least_by_kinds,
                            limit=limit,
                            seen=seen,
                        ),
                        grid,
                        near,
                    )
                del index, near, seen


def _by_cell(rows: Codes, grid: Grid, c: Columns, places: Places) -> Index:
    return index_of(cells_of(grid, places.lat[rows], places.lon[rows]), c.real[rows, START], rows)


def _search(
    one: Pass, grid: Grid, near: Index, c: Columns, chance: Floats, w: Weights, keep: Callable[[Found], Kept]
) -> list[Kept]:
    """Blocks of the looking reports side by side; what is kept of their answers in order, whoever was quicker."""

    def search(part: slice) -> Kept:
        return keep(scan(one, (part.start, part.stop), grid, near, c, chance, w))

    return by_blocks(search, len(one.own.rows), _BLOCK)
