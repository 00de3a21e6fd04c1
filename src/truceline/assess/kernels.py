"""The two loops too hot for arrays, compiled by Numba: worlds in a polygon, and neighbours in time and space."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, ParamSpec, TypeVar, cast

import numba
import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from truceline.assess.columns import Bools, Ints
from truceline.assess.projection import Floats

P = ParamSpec("P")
R = TypeVar("R")


def _compiled(function: Callable[P, R]) -> Callable[P, R]:
    """Machine code kept beside the module, or in memory where that folder cannot be written."""
    try:
        return cast(Callable[P, R], numba.njit(cache=True)(function))
    except RuntimeError:
        return cast(Callable[P, R], numba.njit(function))


class Edges(NamedTuple):
    """The edges of a polygon, once for each horizontal strip of its bounding box that they touch, strip by strip."""

    x0: Floats
    y0: Floats
    slope: Floats  # metres east for each metre north
    y1: Floats
    south: float
    per_metre: float  # strips
    first: Ints  # where each strip's edges begin; one more than there are strips


_STRIPS = 2_048


def edges_of(polygon: BaseGeometry) -> Edges:
    """The strips of a polygon or multipolygon, in its own units."""
    rings = shapely.get_rings(shapely.get_parts(polygon))
    points, ring = shapely.get_coordinates(rings, return_index=True)
    joined = np.flatnonzero(ring[:-1] == ring[1:])
    start, end = points[joined], points[joined + 1]
    south, north = (float(points[:, 1].min()), float(points[:, 1].max())) if len(points) else (0.0, 1.0)
    per_metre = _STRIPS / max(north - south, 1e-6)
    low = _strip(np.minimum(start[:, 1], end[:, 1]), south, per_metre)
    high = _strip(np.maximum(start[:, 1], end[:, 1]), south, per_metre)
    touched = high - low + 1
    edge = np.repeat(np.arange(len(joined)), touched)
    strip = np.arange(len(edge)) - np.repeat(np.cumsum(touched) - touched, touched) + low[edge]
    order = np.argsort(strip, kind="stable")
    first = np.searchsorted(strip[order], np.arange(_STRIPS + 1))
    listed = edge[order]
    return Edges(
        x0=start[listed, 0].copy(),
        y0=start[listed, 1].copy(),
        slope=_slope(start, end)[listed],
        y1=end[listed, 1].copy(),
        south=south,
        per_metre=per_metre,
        first=first.astype(np.int64),
    )


def _slope(start: Floats, end: Floats) -> Floats:
    run, rise = end[:, 0] - start[:, 0], end[:, 1] - start[:, 1]
    return np.divide(run, rise, out=np.zeros(len(run)), where=rise != 0)


def _strip(y: Floats, south: float, per_metre: float) -> Ints:
    return np.asarray(np.clip(np.floor((y - south) * per_metre), 0, _STRIPS - 1), dtype=np.int64)


@_compiled
def _worlds_inside(
    x0: Floats,
    y0: Floats,
    slope: Floats,
    y1: Floats,
    south: float,
    per_metre: float,
    first: Ints,
    x: Floats,
    y: Floats,
    sigma: Floats,
    shift: Floats,
    sequence: Floats,
    normal: Floats,
) -> Bools:
    worlds, bins, strips = len(sequence), len(normal), len(first) - 1
    inside = np.zeros((len(x), worlds), dtype=np.bool_)
    for n in range(len(x)):
        for w in range(worlds):
            u, v = sequence[w, 0] + shift[n, 0], sequence[w, 1] + shift[n, 1]
            u, v = u - (u >= 1.0), v - (v >= 1.0)
            east, north = x[n] + sigma[n] * normal[int(u * bins)], y[n] + sigma[n] * normal[int(v * bins)]
            strip = int(np.floor((north - south) * per_metre))
            if strip < 0 or strip > strips:
                continue
            strip = min(strip, strips - 1)
            odd = False
            for e in range(first[strip], first[strip + 1]):
                if (y0[e] > north) != (y1[e] > north):
                    odd ^= east < x0[e] + (north - y0[e]) * slope[e]
            inside[n, w] = odd
    return inside


def worlds_inside(
    edges: Edges, x: Floats, y: Floats, sigma: Floats, shift: Floats, sequence: Floats, normal: Floats
) -> Bools:
    """Which worlds of each place lie in a polygon, without keeping their coordinates. Shape (places, worlds).

    Even-odd rule (Shimrat 1962). A point exactly on an edge falls on either side.

    `shift` (places, 2 or more), `sequence` (worlds, 2 or more) and `normal` (bins) are those of `worlds`.
    """
    return _worlds_inside(*edges, x, y, sigma, shift, sequence, normal)


@_compiled
def neighbours(
    start: Ints,
    last: Ints,
    x: Floats,
    y: Floats,
    radius: Floats,
    sure_kind: Bools,
    kin: Ints,
    low: Ints,
    high: Ints,
    rows: Ints,
    window_s: int,
    within_m: float,
) -> tuple[Ints, Ints]:
    """For each row, how many of `kin[low:high]` surely, and at most, lie in the window up to it and within reach.

    `within_m` below zero means anywhere. A place that is not determined may be near and is never surely so.
    """
    surely, at_most = np.zeros(len(rows), dtype=np.int64), np.zeros(len(rows), dtype=np.int64)
    for n in range(len(rows)):
        row = rows[n]
        for k in range(low[n], high[n]):
            other = kin[k]
            if last[other] <= start[row] - window_s:
                continue
            sure = start[other] > last[row] - window_s and last[other] <= start[row]
            if within_m >= 0:
                apart = np.hypot(x[other] - x[row], y[other] - y[row])
                slack = radius[other] + radius[row]
                if other != row and apart - slack > within_m:
                    continue
                sure = sure and apart + slack <= within_m
            at_most[n] += 1
            if (sure or other == row) and sure_kind[other]:
                surely[n] += 1
    return surely, at_most
