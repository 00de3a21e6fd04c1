"""A region drawn on a grid: most boxes lie wholly on one side of its border, and two look-ups tell which.

Only boxes that share a cell with the border are left to the geometry. Counts over rectangles of cells come from a
summed-area table (F. C. Crow, "Summed-area tables for texture mapping", SIGGRAPH 1984).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from truceline.assess.columns import Bools, Ints
from truceline.assess.projection import Floats
from truceline.assess.truth import MET, NOT_MET

_CELLS = 1_024
#: metres by which an edge may be off: cells so near it count as touched
_ROUNDING_M = 0.01
#: of a cell: a box must reach so far beyond a cell of the border to be cut for certain
_MARGIN = 0.1
_OUTSIDE, _INSIDE, _BORDER = 0, 1, 2

CUT, UNDECIDED = 3, -1


class Cells:
    """The cells of one region inside `frame` (west, south, east, north), in metres of the plane."""

    def __init__(self, shape: BaseGeometry, frame: tuple[float, float, float, float]) -> None:
        west, south, east, north = shape.bounds
        self._closed = (west >= frame[0], south >= frame[1], east <= frame[2], north <= frame[3])
        self._west, self._south = max(west, frame[0]) - 1.0, max(south, frame[1]) - 1.0
        self._wide = max((min(east, frame[2]) + 1.0 - self._west) / _CELLS, 1.0)
        self._high = max((min(north, frame[3]) + 1.0 - self._south) / _CELLS, 1.0)
        border = self._touched(shape)
        self._kinds = self._filled(shape, border)
        self._sums = np.zeros((_CELLS + 1, _CELLS + 1), dtype=np.int32)
        self._sums[1:, 1:] = border.cumsum(axis=0, dtype=np.int32).cumsum(axis=1, dtype=np.int32)

    def relation(self, x: Floats, y: Floats, half: Floats) -> npt.NDArray[np.int8]:
        """For squares around (x, y): MET wholly inside, NOT_MET wholly outside, CUT, or UNDECIDED near the border."""
        columns = (x - half - self._west) / self._wide, (x + half - self._west) / self._wide
        rows = (y - half - self._south) / self._high, (y + half - self._south) / self._high
        (left, within_x), (low, within_y) = _clipped(*columns, self._closed[0::2]), _clipped(*rows, self._closed[1::2])
        right, high = _index(columns[1]), _index(rows[1])
        side = np.where(self._kinds[low, left] == _INSIDE, MET, NOT_MET)
        whole = (*_whole(*rows), *_whole(*columns))
        border = np.where(self._borders(*whole) > 0, CUT, UNDECIDED)
        clear = (self._borders(low, high, left, right) == 0) & within_x & within_y
        return np.where(clear, side, border).astype(np.int8)

    def _borders(self, low: Ints, high: Ints, left: Ints, right: Ints) -> Ints:
        """How many cells of the border lie in rectangles of cells, first and last ones included."""
        sums, above, beyond = self._sums, np.maximum(high + 1, low), np.maximum(right + 1, left)
        return np.asarray(sums[above, beyond] - sums[low, beyond] - sums[above, left] + sums[low, left])

    def _touched(self, shape: BaseGeometry) -> Bools:
        """Cells that an edge touches: of each edge, the columns it crosses in each row of cells."""
        points, ring = shapely.get_coordinates(shapely.get_rings(shapely.get_parts(shape)), return_index=True)
        joined = np.flatnonzero(ring[:-1] == ring[1:])
        start, end = points[joined], points[joined + 1]
        low = np.minimum(start[:, 1], end[:, 1]) - _ROUNDING_M - self._south
        high = np.maximum(start[:, 1], end[:, 1]) + _ROUNDING_M - self._south
        kept = (high >= 0) & (low < _CELLS * self._high)
        start, end, low, high = start[kept], end[kept], low[kept], high[kept]
        first, last = _index(low / self._high), _index(high / self._high)
        edge = np.repeat(np.arange(len(start)), last - first + 1)
        row = np.arange(len(edge)) - np.repeat(np.cumsum(last - first + 1) - (last - first + 1), last - first + 1)
        row += first[edge]
        west, east = self._span(start[edge], end[edge], row)
        reached = (east >= 0) & (west < _CELLS)
        marks = np.zeros((_CELLS, _CELLS + 1), dtype=np.int32)
        np.add.at(marks, (row[reached], _index(west[reached])), 1)
        np.add.at(marks, (row[reached], _index(east[reached]) + 1), -1)
        return np.asarray(marks.cumsum(axis=1)[:, :_CELLS] > 0)

    def _span(self, start: Floats, end: Floats, row: Ints) -> tuple[Floats, Floats]:
        """The columns, as fractions, between which each edge runs inside a row of cells."""
        rise = end[:, 1] - start[:, 1]
        floor = self._south + row * self._high - _ROUNDING_M
        shares = []
        for height in (floor, floor + self._high + 2 * _ROUNDING_M):
            share = np.divide(height - start[:, 1], rise, out=np.zeros(len(rise)), where=rise != 0)
            shares.append(np.clip(share, 0.0, 1.0))
        flat = rise == 0
        shares = [np.where(flat, 0.0, shares[0]), np.where(flat, 1.0, shares[1])]
        ends = [start[:, 0] + share * (end[:, 0] - start[:, 0]) - self._west for share in shares]
        west, east = np.minimum(*ends) - _ROUNDING_M, np.maximum(*ends) + _ROUNDING_M
        return west / self._wide, east / self._wide

    def _filled(self, shape: BaseGeometry, border: Bools) -> npt.NDArray[np.int8]:
        """Each run of untouched cells in a row lies on one side: its first cell answers for all of it."""
        begins = ~border
        begins[:, 1:] &= border[:, :-1]
        row, column = np.nonzero(begins)
        x = self._west + (column + 0.5) * self._wide
        y = self._south + (row + 0.5) * self._high
        inside = shapely.contains_xy(shape, x, y)
        kinds = np.full((_CELLS, _CELLS), _BORDER, dtype=np.int8)
        run = begins.ravel().cumsum().reshape(begins.shape) - 1
        kinds[~border] = np.where(inside, _INSIDE, _OUTSIDE)[run[~border]]
        return kinds


def _whole(low: Floats, high: Floats) -> tuple[Ints, Ints]:
    """First and last cell that lie wholly in each interval, some room left for rounding."""
    first = np.clip(np.ceil(low + _MARGIN), 0, _CELLS)
    last = np.clip(np.floor(high - _MARGIN), 0, _CELLS) - 1
    return first.astype(np.int64), last.astype(np.int64)


def _index(place: Floats) -> Ints:
    return np.asarray(np.clip(np.floor(place), 0, _CELLS - 1), dtype=np.int64)


def _clipped(low: Floats, high: Floats, closed: tuple[bool, ...]) -> tuple[Ints, Bools]:
    """First cell of each interval, and whether what lies beyond the grid is known: it is where the region ends."""
    known = ((low >= 0) | closed[0]) & ((high < _CELLS) | closed[1]) & (high >= 0) & (low < _CELLS)
    return _index(low), np.asarray(known)
