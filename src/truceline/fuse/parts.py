"""The search for pairs in parts that need nothing of each other: spans of time by cells of H3, each with a halo.

A part holds the reports that look for partners in it (its home) and all those that they may find (its halo), so that
the pairs of all parts are those of one search over everything. Sharp reports look near and vague ones far: they have
parts of their own, and the many sharp ones get by with a narrow halo.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

import h3
import numpy as np
import numpy.typing as npt
import pyarrow as pa
from scipy.spatial import cKDTree

from truceline.fuse.arrays import Flags, Floats, Ints
from truceline.fuse.candidates import (
    Edges,
    Places,
    candidate_pairs,
    sorted_edges,
)
from truceline.fuse.cells import cells_of, centres, grid_of
from truceline.fuse.layout import END, START, Columns, Weights
from truceline.fuse.params import FuseParams
from truceline.fuse.reach import BANDS, CELLS_KM, LEVELS, MOST_KM, look_back_h, rank_of
from truceline.model.units import HOUR_S
from truceline.ports import Engine

#: H3 resolutions by level of place: cells of some 420 km and 1,100 km on a side
_RESOLUTION = (1, 0, 0)
#: least span of a part by level of place, in lengths of its reports but no less than this many hours; and about how
#: many reports it should hold at least: copies of the halo are the price of parts
_SPAN_H, _LENGTHS = (32 * 24.0, 64 * 24.0, 64 * 24.0), 4.0
_WORTH_A_PART = 100_000
#: one city on one night is searched in several parts, so that no worker is left with all of it
_MOST_AT_HOME = 50_000
_WEEK_H = 192.0
#: places are told to the nearest of these blocks when halos are drawn
_BLOCK_KM = 24.0

_PAIRS = pa.schema([("i", pa.int32()), ("j", pa.int32()), ("evidence_mn", pa.int16())])


class Searched(NamedTuple):
    """What a search reads of each report, one row each, in the order of the model."""

    columns: Columns
    places: Places
    chance: Floats


def pairs_by_parts(what: Searched, weights: Weights, params: FuseParams, engine: Engine) -> Edges:
    """The answer of `candidate_pairs`, byte for byte, searched part by part on an engine."""
    packed, layout = _packed(what)
    found = engine.each(
        (_rows_of(packed, part) for part in parts_of(what, params)), partial(_searched, layout, weights, params), _PAIRS
    )
    i, j, evidence = (found.column(name).to_numpy() for name in _PAIRS.names)
    return sorted_edges(i, j, evidence, len(what.chance))


class Part(NamedTuple):
    """Rows of one part, ascending, and which of them look for partners."""

    rows: Ints
    home: Flags


def parts_of(what: Searched, params: FuseParams) -> Iterator[Part]:
    """Parts in which every report is at home once: reports of one level of place and of lengths that share a halo."""
    real = what.columns.real
    if not len(real):
        return
    rank = rank_of(real)
    ground = _ground(what.places)
    whole_h = float(np.ptp(real[:, START]))
    reach = _Reach(look_back_h(params), params.day_s / HOUR_S)
    seen = {one: _by_start(np.flatnonzero(rank == one), real) for one in np.unique(rank).tolist()}
    for level in range(LEVELS):
        cell = _h3_cells(ground.middle, _RESOLUTION[level])[ground.at]
        # beyond their reach reports look into whole cells of the search
        far_km = MOST_KM[level] + 2.0 * (CELLS_KM[level].max() + _BLOCK_KM)
        for ranks in _sharing([one for one in seen if one // BANDS == level], reach.back_h):
            longest_h = min(reach.back_h[ranks].max(), whole_h + 1.0)
            span_h = max(_SPAN_H[level], whole_h * _WORTH_A_PART / len(real), _LENGTHS * longest_h)
            span = np.floor(real[:, START] / span_h)
            for home in _homes(np.flatnonzero(np.isin(rank, ranks)), real, cell, span):
                halo = _in_time(home, {one: seen[one] for one in seen if one <= max(ranks)}, real, reach)
                rows = np.union1d(home, halo[ground.near(home, halo, far_km)])
                yield Part(rows, np.isin(rows, home, assume_unique=True))


def _sharing(ranks: list[int], back_h: Floats) -> list[list[int]]:
    """Ranks of one level: those of up to a week together, the longer ones each by itself."""
    brief = [one for one in ranks if back_h[one] <= _WEEK_H]
    return [group for group in (brief, *([one] for one in ranks if one not in brief)) if group]


class _Reach(NamedTuple):
    """How far in time reports look."""

    back_h: Floats  # by rank of whom they may find
    slip_h: float


class _Started(NamedTuple):
    """Rows in the order of their starts."""

    rows: Ints
    start: Floats


def _by_start(rows: Ints, real: Floats) -> _Started:
    ordered = rows[np.argsort(real[rows, START], kind="stable")]
    return _Started(ordered, real[ordered, START])


def _in_time(home: Ints, seen: dict[int, _Started], real: Floats, reach: _Reach) -> Ints:
    """Rows that any of these reports may find, as far as time goes."""
    first, last = real[home, START].min() - 2.0 * reach.slip_h, real[home, END].max() + 2.0 * reach.slip_h
    found = []
    for one, started in seen.items():
        begin, end = np.searchsorted(started.start, [first - reach.back_h[one], last])
        found.append(started.rows[begin:end])
    return np.concatenate(found)


class _Ground(NamedTuple):
    """Blocks of places."""

    middle: Floats  # of each block, as `cells.centres` gives it
    at: Ints  # block of each report
    tree: cKDTree

    def near(self, home: Ints, others: Ints, reach_km: float) -> Flags:
        """Which of the others lie in a block within reach of one of these."""
        near = np.zeros(len(self.middle), dtype=bool)
        for neighbours in self.tree.query_ball_point(self.middle[np.unique(self.at[home]), 2:], reach_km):
            near[neighbours] = True
        return np.asarray(near[self.at[others]])


def _ground(places: Places) -> _Ground:
    known, at = np.unique(cells_of(grid_of(_BLOCK_KM), places.lat, places.lon), return_inverse=True)
    middle = centres(grid_of(_BLOCK_KM), known)
    return _Ground(middle, at.astype(np.int64), cKDTree(middle[:, 2:]))


def _homes(rows: Ints, real: Floats, cell: Ints, span: Floats) -> Iterator[Ints]:
    """These rows by cell and span, ascending; where too many fall together, in shorter spans of their own."""
    if not len(rows):
        return
    ordered = rows[np.lexsort((real[rows, START], span[rows], cell[rows]))]
    change = (cell[ordered[1:]] != cell[ordered[:-1]]) | (span[ordered[1:]] != span[ordered[:-1]])
    for together in np.split(ordered, np.flatnonzero(change) + 1):
        for home in np.array_split(together, -(-len(together) // _MOST_AT_HOME)):
            yield np.sort(home)


def _h3_cells(middle: Floats, resolution: int) -> Ints:
    """Number of the H3 cell of each block."""
    return np.array(
        [h3.str_to_int(h3.latlng_to_cell(lat, lon, resolution)) for lat, lon in middle[:, :2]], dtype=np.int64
    )


class _Layout(NamedTuple):
    """Widths of the arrays in a packed row."""

    real: int
    code: int
    chance: int


def _packed(what: Searched) -> tuple[npt.NDArray[np.uint8], _Layout]:
    """Each report as a run of bytes, so that it travels as one value and arrives bit for bit."""
    n = len(what.chance)
    floats = np.concatenate(
        [what.columns.real, what.chance, what.places.lat[:, None], what.places.lon[:, None]], axis=1
    ).astype(np.float64)
    packed = np.concatenate(
        [floats.view(np.uint8).reshape(n, -1), np.ascontiguousarray(what.columns.code).view(np.uint8).reshape(n, -1)],
        axis=1,
    )
    return packed, _Layout(what.columns.real.shape[1], what.columns.code.shape[1], what.chance.shape[1])


def _rows_of(packed: npt.NDArray[np.uint8], part: Part) -> pa.Table:
    width = packed.shape[1]
    data = pa.py_buffer(np.ascontiguousarray(packed[part.rows]))
    reports = pa.FixedSizeBinaryArray.from_buffers(pa.binary(width), len(part.rows), [None, data])
    return pa.table({"row": pa.array(part.rows, pa.int32()), "home": pa.array(part.home), "report": reports})


def _searched(layout: _Layout, weights: Weights, params: FuseParams, part: pa.Table) -> pa.Table:
    """The pairs that a part's reports at home find. Runs wherever the engine has it run."""
    part = part.combine_chunks()
    reports = part.column("report").combine_chunks()
    width = reports.type.byte_width
    raw = np.frombuffer(reports.buffers()[1], dtype=np.uint8)[reports.offset * width :][: len(reports) * width]
    raw = raw.reshape(len(reports), width)
    n_floats = layout.real + layout.chance + 2
    floats = np.ascontiguousarray(raw[:, : 8 * n_floats]).view(np.float64)
    code = np.ascontiguousarray(raw[:, 8 * n_floats :]).view(np.int32)
    real, chance = floats[:, : layout.real], floats[:, layout.real : layout.real + layout.chance]
    columns = Columns(np.ascontiguousarray(real), code)
    places = Places(np.ascontiguousarray(floats[:, -2]), np.ascontiguousarray(floats[:, -1]))
    home = part.column("home").to_numpy(zero_copy_only=False)
    edges = candidate_pairs(columns, places, np.ascontiguousarray(chance), weights, params, home=home)
    row = part.column("row").to_numpy()
    return pa.table({"i": row[edges.i], "j": row[edges.j], "evidence_mn": edges.evidence_mn}, schema=_PAIRS)
