"""How incidents keep company: raids and salvos, of which a density of chance counted over 8 km and 18 h sees little.

Where one incident is, others of the same raid are near, within minutes. How many cannot be seen among reports that may
be one incident. It is counted where they cannot: in a ring about each sharp report, too far for an error of place. What
is found there is a lower bound of what chance puts nearer by (the clustering of Neyman and Scott 1958, measured as
Ripley 1977 does, from where the errors end).

Reports that leave a day open have no such ring: before and after them stand those dated a day late, and the density of
chance knows the day already.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from truceline.fuse.arrays import Floats, Ints
from truceline.fuse.cells import cells_of, grid_of, index_of
from truceline.fuse.layout import ALONE, NEAR_BY_KM, SPANS_H
from truceline.fuse.search import count_near
from truceline.fuse.surroundings import Points

#: half of the window of time for each span
_REACH_H = (0.75, 2.0)
#: a report is sharp beside a ring that begins at so many times its σ
_SHARP = 4.0
#: rings of fewer reports tell nothing
_FEWEST = 200
_ROUNDS = 40


class Watched(NamedTuple):
    """Reports of one pool, how good they are, and the density of chance where they are."""

    points: Points
    sigma: Floats  # km
    length: Floats  # hours
    chance: Floats  # shape (n, scales)


class Ring(NamedTuple):
    """What stands around each of some reports, what the density of chance makes of it, and the room there is."""

    found: Floats
    usual: Floats
    room: Floats  # km² h


def company_of(pools: list[Watched]) -> Floats:
    """Factor of the density of chance and what comes on top of it (1/km²h), by width and span; (widths, spans, 2).

    Where too few reports are sharp enough, what holds a width further out holds here.
    """
    out = np.zeros((len(NEAR_BY_KM), len(SPANS_H), 2))
    for span in range(len(SPANS_H)):
        known = ALONE
        for width in reversed(range(len(NEAR_BY_KM))):
            rings = [_ring(pool, width, span) for pool in pools]
            ring = Ring(*(np.concatenate([np.zeros(0), *(one[k] for one in rings)]) for k in range(3)))
            if len(ring.found) >= _FEWEST:
                known = _fitted(ring)
            out[width, span] = known
    return out


def _ring(pool: Watched, width: int, span: int) -> Ring:
    """At the same time, once to twice the width away."""
    km, reach = NEAR_BY_KM[width], _REACH_H[span]
    rows = np.flatnonzero((_SHARP * pool.sigma <= km) & (pool.length <= SPANS_H[span]))
    found = _count(pool, rows, 2.0 * km, reach, km) - _count(pool, rows, km, reach, km)
    share = len(rows) / max(len(pool.sigma), 1)  # only these are counted
    room = np.full(len(rows), (_area(2.0 * km, km) - _area(km, km)) * 2.0 * reach * share)
    return Ring(found, pool.chance[rows, max(width - 1, 0)] * room, room)


def _count(pool: Watched, rows: Ints, km: float, hours: float, width_km: float) -> Floats:
    lat, lon, middle = pool.points.lat[rows], pool.points.lon[rows], pool.points.middle[rows]
    grid = grid_of(width_km / 2.0)
    return count_near(grid, index_of(cells_of(grid, lat, lon), middle, rows), lat, lon, middle, km, hours)


def _area(km: float, width_km: float) -> float:
    """Of the cells that a disc touches, on average."""
    cell = width_km / 2.0
    return float(np.pi * km**2 + 4.0 * km * cell + cell**2)


def _fitted(ring: Ring) -> tuple[float, float]:
    """Factor and floor that make most of what was found probable (Poisson, by expectation and maximisation)."""
    usual, room = float(ring.usual.sum()), float(ring.room.sum())
    factor, floor = 1.0, 0.01 * usual / room
    for _ in range(_ROUNDS):
        expected = np.maximum(factor * ring.usual + floor * ring.room, 1e-12)
        factor *= float((ring.found * ring.usual / expected).sum()) / usual
        floor *= float((ring.found * ring.room / expected).sum()) / room
    return factor, floor
