"""A local metric plane: azimuthal equidistant, centred on the agreement's own places. Distances are never in degrees.

At 500 km from the centre the scale error is about 0.1 % (Snyder, Map Projections, USGS PP 1395, p. 191).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import cast

import numpy as np
import numpy.typing as npt
import shapely
from pyproj import Transformer
from pyproj.enums import TransformDirection
from shapely.geometry.base import BaseGeometry

Floats = npt.NDArray[np.float64]

_HALF_THE_EARTH = 180.0  # degrees of longitude
#: metres within which the two halves of a zone cut at the antimeridian are sewn together
_SEAM_M = 0.01
#: edges are straight in degrees (RFC 7946, 3.1.1); cut this fine they stay within a metre once projected
EDGE_DEGREES = 0.05


class Plane:
    """Metres east and north of a centre, and back."""

    def __init__(self, lon: float, lat: float) -> None:
        self._projection = _projection(round(lon, 6), round(lat, 6))

    def metres(self, lon: Floats, lat: Floats) -> tuple[Floats, Floats]:
        x, y = self._projection.transform(lon, lat)
        return np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64)

    def flat(self, geometry: BaseGeometry) -> BaseGeometry:
        """A geometry in degrees, in metres of this plane."""
        cut = shapely.segmentize(geometry, EDGE_DEGREES)
        flat = shapely.transform(cut, lambda c: np.column_stack(self.metres(c[:, 0], c[:, 1])))
        return cast(BaseGeometry, _sewn(flat) if _is_cut(geometry) else flat)

    def round_again(self, geometry: BaseGeometry) -> BaseGeometry:
        """A geometry in metres of this plane, in degrees; what crosses the antimeridian is cut there."""
        back = TransformDirection.INVERSE
        degrees = shapely.transform(
            geometry, lambda c: np.column_stack(self._projection.transform(c[:, 0], c[:, 1], direction=back))
        )
        west, _, east, _ = degrees.bounds
        return cast(BaseGeometry, _cut(degrees) if east - west > _HALF_THE_EARTH else degrees)


def _is_cut(geometry: BaseGeometry) -> bool:
    """Whether a geometry in degrees lies on both sides of the antimeridian, in parts (RFC 7946, 3.1.9)."""
    west, _, east, _ = geometry.bounds if not geometry.is_empty else (0.0, 0.0, 0.0, 0.0)
    return bool(west <= -_HALF_THE_EARTH and east >= _HALF_THE_EARTH)


def _cut(degrees: BaseGeometry) -> BaseGeometry:
    """A geometry whose points lie on both sides of the antimeridian, as parts that each lie on one side."""
    whole = shapely.transform(degrees, lambda c: np.column_stack([c[:, 0] % (2 * _HALF_THE_EARTH), c[:, 1]]))
    east = shapely.intersection(whole, shapely.box(0, -90, _HALF_THE_EARTH, 90))
    west = shapely.intersection(whole, shapely.box(_HALF_THE_EARTH, -90, 2 * _HALF_THE_EARTH, 90))
    return shapely.union(east, shapely.transform(west, lambda c: c - [2 * _HALF_THE_EARTH, 0.0]))


def _sewn(flat: BaseGeometry) -> BaseGeometry:
    if flat.geom_type == "MultiLineString":
        return cast(BaseGeometry, shapely.line_merge(shapely.set_precision(flat, _SEAM_M)))
    return cast(BaseGeometry, shapely.unary_union(flat, grid_size=_SEAM_M))


@lru_cache(maxsize=8)
def _projection(lon: float, lat: float) -> Transformer:
    local = f"+proj=aeqd +lat_0={lat:.6f} +lon_0={lon:.6f} +datum=WGS84 +units=m +no_defs"
    return Transformer.from_crs("EPSG:4326", local, always_xy=True)


def plane_over(geometries: Iterable[BaseGeometry]) -> Plane:
    """The plane centred on the common bounding box; over nothing, on the null island (nobody asks it for a place).

    What lies on both sides of the antimeridian is centred there, not on the other side of the Earth.
    """
    parts = [part.bounds for geometry in geometries for part in shapely.get_parts(geometry) if not part.is_empty]
    if not parts:
        return Plane(0.0, 0.0)
    boxes = np.array(parts, dtype=np.float64)
    if boxes[:, 2].max() - boxes[:, 0].min() > _HALF_THE_EARTH:
        boxes[:, 0::2] %= 2 * _HALF_THE_EARTH
    low, high = boxes[:, :2].min(axis=0), boxes[:, 2:].max(axis=0)
    lon, lat = (low + high) / 2
    return Plane(float((lon + _HALF_THE_EARTH) % (2 * _HALF_THE_EARTH) - _HALF_THE_EARTH), float(lat))
