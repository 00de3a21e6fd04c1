"""Cells of about equal size all over the globe: rows of latitude, each cut into as many columns as fit.

Poles and the antimeridian are cells like any other. Cells are numbered row by row, so that those of one row near a
point are one or two runs of numbers.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np

from truceline.fuse.arrays import Codes, Floats, Ints, blocks

EARTH_KM = 6371.0088
_KM_IN_DEGREE = 111.19508


class Grid(NamedTuple):
    """Rows of latitude of one cell size."""

    row_degrees: float
    columns: Ints  # cells in each row
    first: Ints  # number of each row's first cell


class Index(NamedTuple):
    """Rows of a table sorted by cell, then by a key; only occupied cells are listed."""

    rows: Ints | Codes  # rows of the table in that order
    key: Floats  # their keys
    cells: Ints  # occupied cells, ascending
    begin: Ints  # where each occupied cell begins in `rows`; one entry more for the end


@cache
def grid_of(cell_km: float) -> Grid:
    """The grid whose cells measure about `cell_km` each way."""
    n_rows = max(1, int(np.ceil(180.0 * _KM_IN_DEGREE / cell_km)))
    row_degrees = 180.0 / n_rows
    widest = np.cos(np.radians(np.minimum(np.abs(_edges(n_rows)[:-1]), np.abs(_edges(n_rows)[1:]))))
    columns = np.maximum(1, np.floor(360.0 * _KM_IN_DEGREE * widest / cell_km)).astype(np.int64)
    return Grid(row_degrees, columns, np.concatenate([[0], np.cumsum(columns)[:-1]]).astype(np.int64))


def cells_of(grid: Grid, lat: Floats, lon: Floats) -> Ints:
    """Number of the cell of each point (degrees; any turn of longitude)."""
    cells = np.empty(len(lat), dtype=np.int64)
    for part in blocks(len(lat)):
        row = np.clip(np.floor((lat[part] + 90.0) / grid.row_degrees).astype(np.int64), 0, len(grid.columns) - 1)
        turn = ((lon[part] + 180.0) / 360.0) % 1.0
        cells[part] = grid.first[row] + np.minimum((turn * grid.columns[row]).astype(np.int64), grid.columns[row] - 1)
    return cells


def centres(grid: Grid, cells: Ints) -> Floats:
    """Middle of each cell: latitude and longitude in degrees, then x, y, z in km; shape (n, 5)."""
    row = np.searchsorted(grid.first, cells, side="right") - 1
    lat = (row + 0.5) * grid.row_degrees - 90.0
    lon = (cells - grid.first[row] + 0.5) * (360.0 / grid.columns[row]) - 180.0
    phi, lam = np.radians(lat), np.radians(lon)
    flat = EARTH_KM * np.cos(phi)
    return np.stack([lat, lon, flat * np.cos(lam), flat * np.sin(lam), EARTH_KM * np.sin(phi)], axis=1)


def index_of(cells: Ints, key: Floats, rows: Ints | Codes) -> Index:
    """Index `rows` by their cells and keys; equal ones stay in the order of `rows`."""
    order = np.lexsort((key, cells))
    ordered = cells[order]
    begin = np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1]])) if len(ordered) else order
    return Index(rows[order], key[order], ordered[begin], np.append(begin, len(ordered)).astype(np.int64))


def _edges(n_rows: int) -> Floats:
    return np.linspace(-90.0, 90.0, n_rows + 1)
