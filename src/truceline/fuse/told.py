"""How many other sources tell of an incident, counted before any pair is judged.

A source tells of an incident about once. How often it tells of one place and day again therefore says how many
incidents meet there by chance; what others tell there beyond that, they tell of the same incident.
"""

from __future__ import annotations

import numpy as np

from truceline.fuse.arrays import Codes, Flags, Floats, Ints
from truceline.fuse.cells import cells_of, grid_of
from truceline.fuse.grouping import heads
from truceline.fuse.learned import Cells
from truceline.fuse.surroundings import Points, day_of, world_of

_CELL_KM = 20.0
#: reports that leave no more open (hours) meet within a quarter of a day, others within a day
_SHARP_H = 6.0
#: pairs of one source's own reports that are assumed beside those found: a few reports tell little
_ASSUMED = 1.0
#: by how much more than sources repeat themselves they may meet others by chance: each has its own towns and days
_ALLOWED = 1.1


def told_by_others(points: Points, length: Floats, source: Codes) -> Cells:
    """Further reports of an incident by other sources, on average over its reports: a lower bound, in thousandths.

    By part of the world, so that far-away reports change nothing. Incidents on the edge of two cells, or told a day
    late, are missed. A source that repeats itself is taken to tell of several incidents: where all do, nothing is
    found. `length` in hours.
    """
    known = np.flatnonzero(points.brief & points.precise)
    if not len(known):
        return Cells()
    lat, lon, told_by = points.lat[known], points.lon[known], source[known].astype(np.int64)
    worlds, world = np.unique(world_of(lat, lon), return_inverse=True)

    def pairs(*columns: Ints) -> Floats:
        """Ordered pairs of reports that share a part of the world and all of these; by part of the world."""
        return np.asarray(np.bincount(world, _sharing(world, *columns) - 1))

    n = np.bincount(world).astype(np.float64)
    meeting = cells_of(grid_of(_CELL_KM), lat, lon), _when(points.middle[known], length[known] <= _SHARP_H)
    own = pairs(*meeting, told_by)
    alike = (pairs(told_by) + n) / n**2
    by_chance = (own + _ASSUMED) * (1.0 - alike) / alike
    further = (pairs(*meeting) - own - _ALLOWED * by_chance) / n
    return Cells.of(worlds, np.rint(1000 * np.maximum(further, 0.0)).astype(np.int64))


def _when(middle: Floats, sharp: Flags) -> Ints:
    """A number for each day, and others for each quarter of a day."""
    quarter = np.floor(middle / _SHARP_H).astype(np.int64)
    return np.asarray(np.where(sharp, 2 * quarter + 1, 2 * day_of(middle)))


def _sharing(*columns: Ints) -> Ints:
    """How many rows, itself included, hold what each row holds."""
    order = np.lexsort(columns)
    run = np.cumsum(heads(*(column[order] for column in columns))) - 1
    shared = np.empty(len(order), dtype=np.int64)
    shared[order] = np.bincount(run)[run]
    return shared
