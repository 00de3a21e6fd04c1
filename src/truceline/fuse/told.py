"""How many other sources tell of an incident, counted before any pair is judged.

A source tells of an incident about once. How often it tells of one place and day again therefore says how many
incidents meet there by chance; what others tell there beyond that, they tell of the same incident.
"""

from __future__ import annotations

import numpy as np

from truceline.fuse.arrays import Codes, Flags, Floats, Ints
from truceline.fuse.cells import cells_of, grid_of
from truceline.fuse.surroundings import Points, day_of

_CELL_KM = 20.0
#: reports that leave no more open (hours) meet within a quarter of a day, others within a day
_SHARP_H = 6.0
#: pairs of one source's own reports that are assumed beside those found: a few reports tell little
_ASSUMED = 1.0
#: by how much more than sources repeat themselves they may meet others by chance: each has its own towns and days
_ALLOWED = 1.1


def told_by_others(points: Points, length: Floats, source: Codes) -> float:
    """Further reports of an incident by other sources, on average over its reports: a lower bound.

    Incidents on the edge of two cells, or told a day late, are missed. A source that repeats itself is taken to tell
    of several incidents: where all do, nothing is found. `length` in hours.
    """
    known = np.flatnonzero(points.brief & points.precise)
    if not len(known):
        return 0.0
    _, told = np.unique(source[known], return_inverse=True)
    where = _numbered(_spot(points, known), _when(points.middle[known], length[known] <= _SHARP_H))
    own = _pairs(_numbered(where, told))
    of_others = _pairs(where) - own
    alike = float((np.bincount(told).astype(np.float64) ** 2).sum()) / len(known) ** 2
    by_chance = (own + _ASSUMED) * (1.0 - alike) / alike
    return max((of_others - _ALLOWED * by_chance) / len(known), 0.0)


def _spot(points: Points, rows: Ints) -> Ints:
    return cells_of(grid_of(_CELL_KM), points.lat[rows], points.lon[rows])


def _when(middle: Floats, sharp: Flags) -> Ints:
    """A number for each day, and others for each quarter of a day."""
    quarter = np.floor(middle / _SHARP_H).astype(np.int64)
    return np.asarray(np.where(sharp, 2 * quarter + 1, 2 * day_of(middle)))


def _numbered(one: Ints, other: Ints) -> Ints:
    """The distinct pairs of numbers, numbered."""
    _, a = np.unique(one, return_inverse=True)
    _, b = np.unique(other, return_inverse=True)
    both = a.astype(np.int64) * (int(b.max()) + 1) + b
    return np.asarray(np.unique(both, return_inverse=True)[1], dtype=np.int64)


def _pairs(where: Ints) -> float:
    """Ordered pairs of reports that share a number."""
    count = np.bincount(where)
    return float((count * (count - 1)).sum())
