"""Possible worlds of an incident: where, when and of which kind it may have been.

The worlds are points of a fixed low-discrepancy sequence (`sobol`), shifted for each incident by a hash of its id
(R. Cranley and T. N. L. Patterson, "Randomization of number theoretic methods", SIAM J. Numer. Anal. 13, 1976). They
depend on nothing but the id, so a revision moves the incident in its worlds and does not draw new ones. All
conditions read the same worlds: probabilities of atoms that share a place are never multiplied.
"""

from __future__ import annotations

from functools import cached_property
from statistics import NormalDist

import numpy as np
import numpy.typing as npt

from truceline.assess.columns import CUT_SIGMAS, Bools, Columns, Ints
from truceline.assess.edges import Edges
from truceline.assess.projection import Floats
from truceline.assess.sobol import sobol

WORLDS = 128
REFINED_WORLDS = 4_096
#: beliefs this close to the threshold are counted again in REFINED_WORLDS
NEAR_THRESHOLD_PPM = 30_000

#: (REFINED_WORLDS, 4); any number of its first points is spread evenly
SEQUENCE = sobol(REFINED_WORLDS)

_TAIL = 0.0013498980316300933  # mass beyond three sigmas on one side
_BINS = 4_096
#: quantiles of a standard normal cut at three sigmas, at the middles of equal bins
NORMAL = np.array([NormalDist().inv_cdf(_TAIL + (1 - 2 * _TAIL) * (n + 0.5) / _BINS) for n in range(_BINS)])


class Worlds:
    """The worlds of some rows. With one world, the middle of each: for rows in which every world is alike.

    Attributes:
        rows: which incidents. n: how many worlds each.
        t: (rows, n) seconds. x, y: (rows, n) metres, nan where the place is not determined.
        minority: (rows, n), worlds in which only the family of the stated type holds.
    """

    def __init__(self, columns: Columns, rows: Ints, n: int) -> None:
        self.columns, self.rows, self.n = columns, rows, n

    @cached_property
    def t(self) -> Ints:
        start, last = self.columns.start[self.rows, None], self.columns.last[self.rows, None]
        if self.n == 1:
            return start
        return np.minimum(start + np.floor((last - start + 1) * self._uniform(2)).astype(np.int64), last)

    @cached_property
    def x(self) -> Floats:
        return self._around(self.columns.x, 0)

    @cached_property
    def y(self) -> Floats:
        return self._around(self.columns.y, 1)

    @cached_property
    def minority(self) -> Bools:
        if self.n == 1:
            return np.zeros((len(self.rows), 1), dtype=bool)
        return np.asarray(self._uniform(3) >= self.columns.share[self.rows, None])

    @cached_property
    def shifts(self) -> Floats:
        return np.asarray(self.columns.shifts[self.rows])

    def of(self, chosen: Ints) -> Worlds:
        """The same worlds of some of the rows, by their place among them."""
        return Worlds(self.columns, self.rows[chosen], self.n)

    def inside(self, edges: Edges, chosen: Ints) -> Bools:
        """Which worlds of the chosen rows lie in a polygon. Shape (chosen, n)."""
        from truceline.assess.kernels import worlds_inside

        rows = self.rows[chosen]
        columns = self.columns
        return worlds_inside(
            edges,
            columns.x[rows],
            columns.y[rows],
            columns.sigma[rows],
            self.shifts[chosen],
            SEQUENCE[: self.n],
            NORMAL,
        )

    def _around(self, middle: Floats, axis: int) -> Floats:
        if self.n == 1:
            return middle[self.rows, None]
        sigma = self.columns.sigma[self.rows, None]
        return np.asarray(middle[self.rows, None] + sigma * _quantile(self._uniform(axis)))

    def _uniform(self, axis: int) -> Floats:
        """One coordinate of the shifted sequence in [0, 1). Shape (rows, n)."""
        moved = SEQUENCE[None, : self.n, axis] + self.shifts[:, axis, None]
        return np.asarray(moved - (moved >= 1.0))


def _quantile(u: npt.NDArray[np.float64]) -> Floats:
    return np.asarray(NORMAL[(u * _BINS).astype(np.int32)])


def box_half_m(columns: Columns) -> Floats:
    """Half the side of the square that holds every world of a place, in metres."""
    return np.asarray(CUT_SIGMAS * columns.sigma)
