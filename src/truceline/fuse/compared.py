"""Which reports are compared by place and time, in which order, and how they are pooled."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from truceline.fuse.arrays import Codes, Floats, Ints
from truceline.fuse.cells import cells_of, grid_of, index_of
from truceline.fuse.layout import END, SIGMA, START, Columns
from truceline.fuse.relations import pools
from truceline.fuse.repeats import first_of_repeats
from truceline.fuse.reports import Reports
from truceline.fuse.surroundings import Points
from truceline.threads import side_by_side

_FINE_KM = 10.0
_BRIEF_H = 80.0
LONG_H = 192.0
NEAR_KM = 12.0


class Compared(NamedTuple):
    """Which rows of the sorted table are compared."""

    first: Ints  # for every row, the first that it repeats exactly; itself when it repeats none
    rows: Ints  # those that are compared, in the order of their cells and times


def compared_of(reports: Reports) -> Compared:
    """Which reports are compared: learning and fusing ask alike."""
    first, rows = side_by_side([lambda: first_of_repeats(reports.table), lambda: _in_order(reports)], len(reports.lat))
    return Compared(first, rows[first[rows] == rows])


def _in_order(reports: Reports) -> Ints:
    """Rows of the sorted table that can be compared, in the order of their cells and times.

    What is compared lies together in memory. That order, like that of the ids behind it, follows from the reports
    alone, and one report more changes nothing in the order of the others.
    """
    rows = np.flatnonzero(reports.comparable)
    cells = cells_of(grid_of(NEAR_KM), reports.lat[rows], reports.lon[rows])
    return np.asarray(index_of(cells, reports.columns.real[rows, START], rows).rows, dtype=np.int64)


def by_pool(kinds: tuple[str, ...], kind: Codes) -> Iterator[tuple[str, Ints]]:
    """Pools of types and the places of their reports among these types, in the order of the pools' names."""
    names = pools(kinds)
    for pool in sorted(set(names)):
        member = np.array([name == pool for name in names], dtype=bool)
        rows = np.flatnonzero(member[kind])
        if len(rows):
            yield pool, rows


def points_of(c: Columns, lat: Floats, lon: Floats, rows: Ints) -> Points:
    """Where and when these reports are."""
    length = c.real[rows, END] - c.real[rows, START]
    return Points(
        lat=lat[rows],
        lon=lon[rows],
        middle=(c.real[rows, START] + c.real[rows, END]) / 2,
        sigma=c.real[rows, SIGMA],
        precise=c.real[rows, SIGMA] < _FINE_KM,
        brief=length <= _BRIEF_H,
        long=length > LONG_H,
    )
