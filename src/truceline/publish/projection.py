"""From micro-degrees to a picture that holds everything with a margin."""

from __future__ import annotations

import math

import msgspec

from truceline.model.bulletin import Ring

_MARGIN = 0.04
_TALLEST = 0.72  # of the width
_FLATTEST = 0.45
_ROUND, _HALF_ROUND = 360.0, 180.0
KM_PER_DEGREE = 111.195  # mean, sphere of 6,371 km


class Projection(msgspec.Struct, frozen=True):
    """Degrees at the upper left corner, pixels per degree of latitude, and the size of the picture.

    A picture across the antimeridian begins west of it and counts on beyond 180 degrees.
    """

    west: float
    north: float
    stretch: float  # cosine of the middle latitude
    scale: float
    width: float
    height: float

    def point(self, lon_e6: int, lat_e6: int) -> tuple[float, float]:
        lon = lon_e6 / 1e6
        east_of_west = lon - self.west + (_ROUND if lon < self.west - _HALF_ROUND else 0.0)
        x = east_of_west * self.stretch * self.scale
        return x, (self.north - lat_e6 / 1e6) * self.scale

    @property
    def east(self) -> float:
        return self.west + self.width / (self.stretch * self.scale)

    @property
    def south(self) -> float:
        return self.north - self.height / self.scale

    @property
    def middle_lat(self) -> float:
        return (self.north + self.south) / 2

    @property
    def px_per_km(self) -> float:
        """At the middle latitude, where the picture is true to scale in both directions."""
        return self.scale / KM_PER_DEGREE


def fit(rings: list[Ring], width: float) -> Projection | None:
    """The projection in which all the rings fit into `width`; null when there is no point at all."""
    points = [point for ring in rings for point in ring.lon_lat_e6]
    if not points:
        return None
    lons, lats = _lons(points), [lat / 1e6 for _, lat in points]
    west, east, south, north = min(lons), max(lons), min(lats), max(lats)
    stretch = max(math.cos(math.radians((south + north) / 2)), 0.05)
    wide = max((east - west) * stretch, 0.02) * (1 + 2 * _MARGIN)
    tall = max(north - south, 0.02) * (1 + 2 * _MARGIN)
    height = min(max(width * tall / wide, width * _FLATTEST), width * _TALLEST)
    scale = min(width / wide, height / tall)
    return Projection(
        west=(west + east) / 2 - width / (2 * stretch * scale),
        north=(south + north) / 2 + height / (2 * scale),
        stretch=stretch,
        scale=scale,
        width=width,
        height=height,
    )


def _lons(points: list[tuple[int, int]]) -> list[float]:
    """Longitudes in a row: where they span more than half of the Earth, counted on across the antimeridian."""
    lons = [lon / 1e6 for lon, _ in points]
    if max(lons) - min(lons) <= _HALF_ROUND:
        return lons
    across = [lon + _ROUND if lon < 0 else lon for lon in lons]
    return across if max(across) - min(across) < max(lons) - min(lons) else lons
