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
    """Parts in which every report is at home once: reports of one level of place and one band of length of time."""
    real = what.columns.real
    if not len(real):
        return
    rank = rank_of(real)
    back = look_back_h(params)
    ground = _ground(what.places)
    usual_h = float(np.ptp(real[:, START])) * _WORTH_A_PART / len(real)
    # the earliest report that may be looked at through each one's eyes, and the last
    slip_h = params.day_s / HOUR_S
    until = real[:, START] + back[rank] + slip_h
    for level in range(LEVELS):
        cell = _h3_cells(ground.middle, _RESOLUTION[level])[ground.at]
        for one in np.unique(rank[rank // BANDS == level]).tolist():
            span_h = max(_SPAN_H[level], usual_h, _LENGTHS * min(back[one], np.ptp(real[:, START]) + 1.0))
            seen = np.flatnonzero(rank <= one)
            # beyond their reach reports look into whole cells of the search
            far_km = MOST_KM[level] + 2.0 * (CELLS_KM[level].max() + _BLOCK_KM)
            for home in _homes(np.flatnonzero(rank == one), cell, np.floor(real[:, START] / span_h)):
                first, last = real[home, START].min() - slip_h, real[home, END].max() + slip_h
                in_time = seen[(until[seen] >= first) & (real[seen, START] <= last)]
                halo = in_time[ground.near(home, far_km)[in_time]]
                rows = np.union1d(home, halo)
                yield Part(rows, np.isin(rows, home))


class _Ground(NamedTuple):
    """Blocks of places."""

    middle: Floats  # of each block, as `cells.centres` gives it
    at: Ints  # block of each report
    tree: cKDTree

    def near(self, home: Ints, reach_km: float) -> Flags:
        """Which reports lie in a block within reach of one of these."""
        near = np.zeros(len(self.middle), dtype=bool)
        for neighbours in self.tree.query_ball_point(self.middle[np.unique(self.at[home]), 2:], reach_km):
            near[neighbours] = True
        return np.asarray(near[self.at])


def _ground(places: Places) -> _Ground:
    known, at = np.unique(cells_of(grid_of(_BLOCK_KM), places.lat, places.lon), return_inverse=True)
    middle = centres(grid_of(_BLOCK_KM), known)
    return _Ground(middle, at.astype(np.int64), cKDTree(middle[:, 2:]))


def _homes(rows: Ints, *keys: Ints | Floats) -> Iterator[Ints]:
    """These rows by their keys, ascending within each."""
    if not len(rows):
        return
    ordered = rows[np.lexsort((rows, *(key[rows] for key in keys)))]
    change = np.any([key[ordered[1:]] != key[ordered[:-1]] for key in keys], axis=0)
    yield from np.split(ordered, np.flatnonzero(change) + 1)


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
