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
    FINE_KM,
    FINE_REACH_KM,
    VAGUE_REACH_KM,
    Edges,
    Places,
    candidate_pairs,
    longest_h,
    sorted_edges,
)
from truceline.fuse.cells import cells_of, centres, grid_of
from truceline.fuse.layout import END, SIGMA, START, Columns, Weights
from truceline.fuse.params import FuseParams
from truceline.model.units import HOUR_S
from truceline.ports import Engine

#: H3 resolutions: cells of some 420 km and 1,100 km on a side
_FINE_RESOLUTION, _VAGUE_RESOLUTION = 1, 0
#: least span of a part, and about how many reports it should hold at least: copies of the halo are the price of parts
_FINE_H, _VAGUE_H = 32 * 24.0, 64 * 24.0
_WORTH_A_PART = 100_000
#: places are told to the nearest of these blocks when halos are drawn
_BLOCK_KM = 24.0
#: beyond their reach reports look into whole cells of the search: 12 km wide for sharp ones, up to 96 km for vague ones
_FINE_MARGIN_KM, _VAGUE_MARGIN_KM = 2.0 * (12.0 + _BLOCK_KM), 2.0 * (96.0 + _BLOCK_KM)

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


class _Kind(NamedTuple):
    """How parts of one kind are cut."""

    looking: Flags
    seen: Flags  # whom those may find
    resolution: int
    span_h: float
    reach_km: float


def parts_of(what: Searched, params: FuseParams) -> Iterator[Part]:
    """Parts in which every report is at home once."""
    real = what.columns.real
    if not len(real):
        return
    fine = real[:, SIGMA] < FINE_KM
    everything = np.ones(len(fine), dtype=bool)
    usual_h = float(np.ptp(real[:, START])) * _WORTH_A_PART / len(real)
    near, far = FINE_REACH_KM + _FINE_MARGIN_KM, VAGUE_REACH_KM + _VAGUE_MARGIN_KM
    blocks = cells_of(grid_of(_BLOCK_KM), what.places.lat, what.places.lon)
    slack_h = longest_h(params) + params.day_s / HOUR_S
    for kind in (
        _Kind(fine, fine, _FINE_RESOLUTION, max(_FINE_H, usual_h), near),
        _Kind(~fine, everything, _VAGUE_RESOLUTION, max(_VAGUE_H, usual_h), far),
    ):
        yield from _parts(real, blocks, kind, slack_h)


def _parts(real: Floats, blocks: Ints, kind: _Kind, slack_h: float) -> Iterator[Part]:
    """The reports that are looking, by cell and span of time, with those that lie near them in both."""
    known, at = np.unique(blocks, return_inverse=True)
    middle = centres(grid_of(_BLOCK_KM), known)
    cell = _h3_cells(middle, kind.resolution)[at]
    tree = cKDTree(middle[:, 2:])
    seen_rows = np.flatnonzero(kind.seen)
    begins = real[seen_rows, START]
    for home in _homes(np.flatnonzero(kind.looking), cell, np.floor(real[:, START] / kind.span_h)):
        near = np.zeros(len(known), dtype=bool)
        for neighbours in tree.query_ball_point(middle[np.unique(at[home]), 2:], kind.reach_km):
            near[neighbours] = True
        first, last = real[home, START].min() - slack_h, real[home, END].max() + slack_h
        halo = seen_rows[near[at[seen_rows]] & (begins >= first) & (begins <= last)]
        rows = np.union1d(home, halo)
        yield Part(rows, np.isin(rows, home))


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
