"""Distances and circles on a sphere of mean radius 6,371,009 m (error below 0.6 %, far below any radius here)."""

from __future__ import annotations

import math
from collections.abc import Sequence

from truceline.model.units import from_e6, to_e6

EARTH_M = 6_371_009.0

#: a point in micro-degrees: latitude, longitude
Point = tuple[int, int]


def distance_m(a: Point, b: Point) -> float:
    """Great-circle distance (haversine)."""
    lat_a, lat_b = math.radians(from_e6(a[0])), math.radians(from_e6(b[0]))
    d_lon = math.radians(from_e6(b[1] - a[1]))
    h = math.sin((lat_b - lat_a) / 2) ** 2 + math.cos(lat_a) * math.cos(lat_b) * math.sin(d_lon / 2) ** 2
    return 2 * EARTH_M * math.asin(min(1.0, math.sqrt(h)))


def offset(origin: Point, bearing_deg: float, metres: float) -> Point:
    """The point this far from `origin`, bearing clockwise from north."""
    lat, lon = math.radians(from_e6(origin[0])), math.radians(from_e6(origin[1]))
    bearing, angle = math.radians(bearing_deg), metres / EARTH_M
    lat_2 = math.asin(math.sin(lat) * math.cos(angle) + math.cos(lat) * math.sin(angle) * math.cos(bearing))
    y = math.sin(bearing) * math.sin(angle) * math.cos(lat)
    lon_2 = lon + math.atan2(y, math.cos(angle) - math.sin(lat) * math.sin(lat_2))
    return to_e6(math.degrees(lat_2)), to_e6((math.degrees(lon_2) + 540) % 360 - 180)


def mean_point(points: Sequence[Point]) -> Point:
    """The mean direction of points on the sphere, the same for any order of them and across the date line."""
    vectors = [_vector(point) for point in points]
    x, y, z = (math.fsum(sorted(axis)) for axis in zip(*vectors, strict=True))
    return to_e6(math.degrees(math.atan2(z, math.hypot(x, y)))), to_e6(math.degrees(math.atan2(y, x)))


def enclosing(circles: Sequence[tuple[Point, int]]) -> tuple[Point, int]:
    """A circle that holds all the circles: around the middle of the two furthest, widened until all are in.

    Not the smallest one, but never too small.
    """
    _, a, b = max((distance_m(p, q) + r + s, p, q) for p, r in circles for q, s in circles)
    centre = mean_point([a, b])
    return centre, math.ceil(max(distance_m(centre, point) + radius for point, radius in circles))


def spread(points: Sequence[Point], share: float = 0.95) -> tuple[Point, int]:
    """Centre of many points, and the radius that holds one more like them with this probability.

    Of n distances that is the ceil(share (n + 1))th smallest (conformal prediction: Vovk, Gammerman and Shafer, 2005),
    and the greatest where there are too few to say.
    """
    centre = mean_point(points)
    distances = sorted(distance_m(centre, point) for point in points)
    return centre, math.ceil(distances[min(len(distances), math.ceil(share * (len(distances) + 1))) - 1])


def _vector(point: Point) -> tuple[float, float, float]:
    lat, lon = math.radians(from_e6(point[0])), math.radians(from_e6(point[1]))
    return math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat)
