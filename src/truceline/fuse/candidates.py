"""Which pairs are compared at all: grid cells sorted by time, in passes by precision of place and length of time."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from truceline.fuse.arrays import Codes, Flags, Floats, Ints
from truceline.fuse.cells import Grid, Index, cells_of, grid_of, index_of
from truceline.fuse.glance import glances, least_odds
from truceline.fuse.layout import END, SIGMA, START, Columns, Weights
from truceline.fuse.params import FuseParams
from truceline.fuse.scan import Pass, Scores, scan
from truceline.model.units import HOUR_S

FINE_KM = 10.0  # σ of a place good to a town
_FINE_CELL_KM, _COARSE_CELL_KM, _VAGUE_CELL_KM = 12.0, 48.0, 96.0  # both good to a town, one, none
FINE_REACH_KM, VAGUE_REACH_KM = 26.0, 170.0  # how far a report looks at most, good to a town or not
BRIEF_H, SHORT_H = 20.0, 30.0  # hours; days
_BLOCK = 8_192  # reports searched at a time: bounds the room for their lists


#: looking report, partner, evidence in nats
Found = tuple[Codes, Codes, Scores]


Shorts = npt.NDArray[np.int16]
_MOST_MN = 32_767


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
    a, b, nats = (np.concatenate(parts) for parts in zip(*found, strict=True))
    found.clear()
    evidence = np.clip(np.rint(nats.astype(np.float64) * 1000), -_MOST_MN, _MOST_MN).astype(np.int16)
    return sorted_edges(np.minimum(a, b), np.maximum(a, b), evidence, len(c.real))


def sorted_edges(i: Codes, j: Codes, evidence_mn: Shorts, n: int) -> Edges:
    """Sort by pair, then, keeping that order, by evidence (a radix sort, for 16 bits)."""
    by_pair = np.argsort(i.astype(np.int64) * n + j)
    i, j, evidence_mn = i[by_pair], j[by_pair], evidence_mn[by_pair]
    best = np.argsort(-evidence_mn, kind="stable")
    return Edges(i[best], j[best], evidence_mn[best])


def _passes(
    c: Columns, places: Places, chance: Floats, w: Weights, params: FuseParams, least: float | None, home: Flags
) -> Iterator[tuple[Pass, Grid, Index]]:
    sets = _sets(c)
    if least is None:
        least = (params.merge_above_mn - params.candidate_slack_mn) / 1000
    least_by_kinds, glanced = least_odds(least, w), glances(c, chance, w)
    for a, looked_at in enumerate(sets):
        for fine in (True, False):
            looking = [
                other for other in sets[a:] if (looked_at.fine and other.fine) == fine and home[other.rows].any()
            ]
            if not looking:
                continue
            grid = grid_of(_FINE_CELL_KM if fine else _COARSE_CELL_KM if looked_at.fine else _VAGUE_CELL_KM)
            cells = cells_of(grid, places.lat[looked_at.rows], places.lon[looked_at.rows])
            near = index_of(cells, c.real[looked_at.rows, START], looked_at.rows)
            seen = glanced[near.rows]
            for other in looking:
                one = Pass(
                    own=other.rows[home[other.rows]],
                    lat=places.lat,
                    lon=places.lon,
                    reach_km=_reach(c.real[:, SIGMA], fine, looked_at.fine),
                    look_back_h=min(looked_at.longest_h, longest_h(params)),
                    slip_h=(params.zone_s if looked_at.hours and other.hours else params.day_s) / HOUR_S,
                    same=other is looked_at,
                    look_at_most=params.look_at_most,
                    edges_at_most=params.edges_at_most,
                    least=least,
                    least_odds=least_by_kinds,
                    glances=glanced,
                    seen=seen,
                )
                yield one, grid, near


class _Set(NamedTuple):
    """Reports of one precision."""

    fine: bool  # place good to a town
    hours: bool  # time good to hours: no slip but that of a time zone
    longest_h: float  # no report of the set is longer
    rows: Ints


def longest_h(params: FuseParams) -> float:
    """Hours of the longest interval that is compared."""
    return params.longest_s / HOUR_S


def _sets(c: Columns) -> list[_Set]:
    """Sharp before vague: the vaguer report looks into the index of the sharper ones.

    Times good to hours are a slip of a time zone apart at most, others a whole day. To look as far for both alike
    would make the search for the partners of a precise report ten times as wide as it need be.
    """
    fine = c.real[:, SIGMA] < FINE_KM
    length = c.real[:, END] - c.real[:, START]
    brief, long = length < BRIEF_H, length > SHORT_H
    sets = (
        _Set(True, True, BRIEF_H, np.flatnonzero(fine & brief)),
        _Set(True, False, SHORT_H, np.flatnonzero(fine & ~brief & ~long)),
        _Set(True, False, np.inf, np.flatnonzero(fine & long)),
        _Set(False, False, SHORT_H, np.flatnonzero(~fine & ~long)),
        _Set(False, False, np.inf, np.flatnonzero(~fine & long)),
    )
    return [one for one in sets if len(one.rows)]


def _reach(sigma: Floats, fine: bool, index_is_fine: bool) -> Floats:
    """How far (km) a report looks: three of its sigmas and the reach of what it may find."""
    if fine:
        return np.minimum(3.0 * sigma + 9.0, FINE_REACH_KM)
    return np.minimum(3.2 * np.sqrt(sigma**2 + (9.0 if index_is_fine else 3_000.0)), VAGUE_REACH_KM)


def _search(one: Pass, grid: Grid, near: Index, c: Columns, chance: Floats, w: Weights) -> list[Found]:
    """Blocks of the looking reports side by side; their answers in order, whoever was quicker."""

    def search(first: int) -> Found:
        last = min(first + _BLOCK, len(one.own))
        counts, partner, score = scan(one, (first, last), grid, near, c, chance, w)
        taken = np.flatnonzero((np.arange(one.edges_at_most)[None, :] < counts[:, None]).ravel())
        return np.repeat(one.own[first:last], counts).astype(np.int32), partner[taken], score[taken]

    if len(one.own) <= _BLOCK:
        return [search(0)]
    with ThreadPoolExecutor() as threads:
        return list(threads.map(search, range(0, len(one.own), _BLOCK)))
