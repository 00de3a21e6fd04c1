"""Settlements, and the districts and regions that they lie in: what reports name when they name a place."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from benchmarks.fusing.worlds.world import Floats, Ints


class Areas(NamedTuple):
    """Areas with the point that stands for each, and the circle about it that holds 95 % of what happens there."""

    of_town: Ints
    x: Floats
    y: Floats
    radius: Floats


class Ground(NamedTuple):
    """Settlements (km, km, km of radius), the weight of each, and two levels of areas above them."""

    x: Floats
    y: Floats
    radius: Floats
    weight: Floats
    districts: Areas
    regions: Areas

    def nearest(self, x: Floats, y: Floats, k: int = 1) -> Ints:
        """The k settlements nearest to each point: (n,) for k = 1, else (n, k)."""
        from scipy.spatial import cKDTree

        tree = cKDTree(np.stack([self.x, self.y], axis=1))
        return np.asarray(tree.query(np.stack([x, y], axis=1), k=k, workers=2)[1], np.int64)


def ground_of(x: Floats, y: Floats, radius: Floats, weight: Floats, districts: int, regions: int) -> Ground:
    """Areas grow about the heaviest settlements that are not too close to each other."""
    return Ground(x, y, radius, weight, _areas(x, y, weight, districts), _areas(x, y, weight, regions))


def _areas(x: Floats, y: Floats, weight: Floats, many: int) -> Areas:
    span = float(np.sqrt(np.ptp(x) * np.ptp(y) / many))
    seats: list[int] = []
    gap = span * 0.7
    free = np.ones(len(x), bool)
    for town in np.argsort(-weight, kind="stable"):
        if free[town] and len(seats) < many:
            seats.append(int(town))
            free &= (x[town] - x) ** 2 + (y[town] - y) ** 2 > gap * gap
    seat = np.array(seats)
    of_town = np.argmin((x[:, None] - x[seat]) ** 2 + (y[:, None] - y[seat]) ** 2, axis=1)
    away = np.hypot(x - x[seat][of_town], y - y[seat][of_town])
    radius = np.array([_held(away[of_town == k], weight[of_town == k]) for k in range(len(seat))])
    return Areas(of_town, x[seat], y[seat], np.maximum(radius, span * 0.2))


def _held(away: Floats, weight: Floats) -> float:
    """The distance within which 95 % of the weight lies."""
    order = np.argsort(away)
    share = np.cumsum(weight[order]) / weight.sum()
    return float(away[order][min(int(np.searchsorted(share, 0.95)), len(order) - 1)])
