"""A polygon's edges in horizontal strips, so that a point is held against the few edges at its own height."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from truceline.assess.columns import Ints
from truceline.assess.projection import Floats


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
