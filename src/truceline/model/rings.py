"""Outlines on a map as RFC 7946 wants them: counterclockwise, closed, and cut in two where they cross the antimeridian.

A ring is in micro-degrees; two corners more than half the world apart in longitude lie on both sides of 180°.
A ring around a pole holds it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from truceline.model.units import E6

RingE6 = Sequence[tuple[int, int]]
#: one or two closed rings of (lon, lat) in degrees
Polygons = tuple[tuple[tuple[float, float], ...], ...]

_QUARTER, _HALF, _WHOLE = 90 * E6, 180 * E6, 360 * E6


def polygons(ring: RingE6) -> Polygons:
    """The outer ring or, across the antimeridian, the ring on either side of it; none for a ring of no area."""
    return tuple(tuple((lon / E6, lat / E6) for lon, lat in part) for part in parts_e6(ring))


def parts_e6(ring: RingE6) -> tuple[tuple[tuple[int, int], ...], ...]:
    """The same in micro-degrees."""
    points = _over_the_pole(_unrolled(_closed(ring)))
    if len(points) < 4:
        return ()
    if signed_area(points) < 0:
        points.reverse()
    east, west = max(lon for lon, _ in points), min(lon for lon, _ in points)
    if east <= _HALF and west >= -_HALF:
        return (tuple(points),)
    limit = _HALF if east > _HALF else -_HALF
    inside, outside = _cut(points, limit, below=limit > 0), _cut(points, limit, below=limit < 0)
    turn = -_WHOLE if limit > 0 else _WHOLE
    both = (inside, [(lon + turn, lat) for lon, lat in outside])
    return tuple(tuple(part) for part in both if len(part) >= 4)


def signed_area(points: Sequence[tuple[int, int]]) -> int:
    """Twice the area of a closed ring in square micro-degrees: positive when it runs counterclockwise."""
    return sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairwise(points))


def _closed(ring: RingE6) -> list[tuple[int, int]]:
    points = list(ring)
    return [*points, points[0]] if points and points[0] != points[-1] else points


def _unrolled(points: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Longitudes that go on past 180° instead of jumping to the other side of the map."""
    out: list[tuple[int, int]] = []
    turn = 0
    for at, (lon, lat) in enumerate(points):
        if at:
            jump = lon - points[at - 1][0]
            turn += -_WHOLE if jump > _HALF else _WHOLE if jump < -_HALF else 0
        out.append((lon + turn, lat))
    return out


def _over_the_pole(points: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """A ring that goes round a pole ends a whole turn from where it began: it is closed along the edge of the map."""
    if not points or points[0][0] == points[-1][0]:
        return points
    pole = _QUARTER if sum(lat for _, lat in points) > 0 else -_QUARTER
    return [*points, (points[-1][0], pole), (points[0][0], pole), points[0]]


def _cut(points: list[tuple[int, int]], limit: int, *, below: bool) -> list[tuple[int, int]]:
    """The part of a closed ring on one side of a meridian (Sutherland and Hodgman 1974)."""
    kept: list[tuple[int, int]] = []
    for (x0, y0), (x1, y1) in pairwise(points):
        in0, in1 = ((x <= limit) if below else (x >= limit) for x in (x0, x1))
        if in0:
            kept.append((x0, y0))
        if in0 != in1:
            kept.append((limit, y0 + round((y1 - y0) * (limit - x0) / (x1 - x0))))
    kept = [point for at, point in enumerate(kept) if not at or point != kept[at - 1]]
    return _closed(kept)
