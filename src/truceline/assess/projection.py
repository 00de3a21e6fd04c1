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

#: edges are straight in degrees (RFC 7946, 3.1.1); cut this fine they stay within a metre once projected
_EDGE_DEGREES = 0.05


class Plane:
    """Metres east and north of a centre, and back."""

    def __init__(self, lon: float, lat: float) -> None:
        self._projection = _projection(round(lon, 6), round(lat, 6))

    def metres(self, lon: Floats, lat: Floats) -> tuple[Floats, Floats]:
        x, y = self._projection.transform(lon, lat)
        return np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64)

    def flat(self, geometry: BaseGeometry) -> BaseGeometry:
        """A geometry in degrees, in metres of this plane."""
        cut = shapely.segmentize(geometry, _EDGE_DEGREES)
        return cast(BaseGeometry, shapely.transform(cut, lambda c: np.column_stack(self.metres(c[:, 0], c[:, 1]))))

    def round_again(self, geometry: BaseGeometry) -> BaseGeometry:
        """A geometry in metres of this plane, in degrees."""
        return cast(
            BaseGeometry,
            shapely.transform(
                geometry,
                lambda c: np.column_stack(
                    self._projection.transform(c[:, 0], c[:, 1], direction=TransformDirection.INVERSE)
                ),
            ),
        )


@lru_cache(maxsize=8)
def _projection(lon: float, lat: float) -> Transformer:
    local = f"+proj=aeqd +lat_0={lat:.6f} +lon_0={lon:.6f} +datum=WGS84 +units=m +no_defs"
    return Transformer.from_crs("EPSG:4326", local, always_xy=True)


def plane_over(geometries: Iterable[BaseGeometry]) -> Plane:
    """The plane centred on the common bounding box; over nothing, on the null island (nobody asks it for a place)."""
    boxes = np.array([g.bounds for g in geometries if not g.is_empty], dtype=np.float64)
    if not len(boxes):
        return Plane(0.0, 0.0)
    low, high = boxes[:, :2].min(axis=0), boxes[:, 2:].max(axis=0)
    lon, lat = (low + high) / 2
    return Plane(float(lon), float(lat))
