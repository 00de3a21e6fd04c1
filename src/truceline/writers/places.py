"""Where a row lies, as the formats of maps want it: points in WKB, cells as polygons, and an order that keeps
neighbours together."""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from truceline.model.errors import UsageError
from truceline.model.rings import Polygons, polygons
from truceline.model.units import E6
from truceline.record.cells import outline

_WKB_POINT = np.dtype([("order", "u1"), ("kind", "<u4"), ("lon", "<f8"), ("lat", "<f8")])
_ORDER_BITS = 16
_NOWHERE = (np.nan, np.nan, np.nan, np.nan)

Degrees = npt.NDArray[np.float64]


class Places:
    """The geometry of a table's rows: polygons where it has a `cell`, else points where it has `lat_e6`.

    Raises UsageError for a table without places.
    """

    def __init__(self, table: pa.Table) -> None:
        if not has_places(table):
            raise UsageError("this table has no places", advice="Choose csv, xlsx, parquet or jsonl for it.")
        self.are_cells = "cell" in table.column_names
        self._cells: list[str | None] = table["cell"].to_pylist() if self.are_cells else []
        if self.are_cells:
            self._boxes = np.array([_box(cell) for cell in self._cells], float).reshape(-1, 4)
            self.lon, self.lat = self._boxes[:, 0], self._boxes[:, 1]
        else:
            self.lat, self.lon = _degrees(table["lat_e6"]), _degrees(table["lon_e6"])
            self._boxes = np.column_stack([self.lon, self.lat, self.lon, self.lat])
        self.known = ~(np.isnan(self.lat) | np.isnan(self.lon))

    @property
    def kinds(self) -> list[str]:
        """The kinds of geometry that there are, as GeoParquet names them."""
        if not self.known.any():
            return []
        return sorted({_kind(cell) for cell in set(self._cells) if cell}) if self.are_cells else ["Point"]

    def boxes(self) -> Degrees:
        """west, south, east, north of each row, shape (n, 4); not a number where the place is not known."""
        return self._boxes

    def wkb(self) -> pa.Array:
        """Well-known binary, null where the place is not known."""
        if self.are_cells:
            return pa.array([_cell_wkb(cell) if cell else None for cell in self._cells], pa.binary())
        points = np.zeros(len(self.lat), _WKB_POINT)
        points["order"], points["kind"] = 1, 1
        points["lon"], points["lat"] = self.lon, self.lat
        width = _WKB_POINT.itemsize
        offsets = np.arange(len(points) + 1, dtype=np.int32) * width
        values = pa.Array.from_buffers(
            pa.binary(), len(points), [None, pa.py_buffer(offsets), pa.py_buffer(points.tobytes())]
        )
        if self.known.all():
            return values
        return pc.if_else(pa.array(self.known), values, pa.scalar(None, pa.binary()))

    def along_a_curve(self) -> npt.NDArray[np.int64]:
        """Row numbers along a Hilbert curve, so that near rows stand together; rows without a place come last.

        Rows of one cell of the curve keep their order. Hilbert 1891; the turns are those of Skilling's and Warren's
        iterative form for two dimensions.
        """
        side = 1 << _ORDER_BITS
        x = np.clip((np.nan_to_num(self.lon) + 180) / 360 * side, 0, side - 1).astype(np.int64)
        y = np.clip((np.nan_to_num(self.lat) + 90) / 180 * side, 0, side - 1).astype(np.int64)
        at = np.zeros(len(x), np.int64)
        step = side >> 1
        while step:
            right, up = (x & step) > 0, (y & step) > 0
            at += step * step * ((3 * right) ^ up)
            turned = ~up & right
            x, y = np.where(turned, side - 1 - x, x), np.where(turned, side - 1 - y, y)
            x, y = np.where(up, x, y), np.where(up, y, x)
            step >>= 1
        return np.argsort(np.where(self.known, at, np.iinfo(np.int64).max), kind="stable")


def has_places(table: pa.Table) -> bool:
    """Whether rows of this table lie anywhere."""
    return "lat_e6" in table.column_names or "cell" in table.column_names


def cell_polygons(cell: str) -> Polygons:
    """The outline of an H3 cell as RFC 7946 wants it, in degrees."""
    return polygons(outline(cell).lon_lat_e6)


def _degrees(column: pa.ChunkedArray) -> Degrees:
    degrees: Degrees = column.cast(pa.float64()).to_numpy(zero_copy_only=False) / E6
    return degrees


@cache
def _cell_wkb(cell: str) -> bytes:
    parts = [_polygon_wkb(ring) for ring in cell_polygons(cell)]
    return parts[0] if len(parts) == 1 else b"\x01" + np.array([6, len(parts)], "<u4").tobytes() + b"".join(parts)


def _polygon_wkb(ring: tuple[tuple[float, float], ...]) -> bytes:
    return b"\x01" + np.array([3, 1, len(ring)], "<u4").tobytes() + np.array(ring, "<f8").tobytes()


@cache
def _box(cell: str | None) -> tuple[float, float, float, float]:
    """For a cell across the antimeridian west is larger than east, as RFC 7946 and GeoParquet have it."""
    if cell is None:
        return _NOWHERE
    rings = cell_polygons(cell)
    if len(rings) == 2:
        west, east = sorted(rings, key=lambda ring: -ring[0][0])
        lat = [lat for ring in rings for _, lat in ring]
        return min(lon for lon, _ in west), min(lat), max(lon for lon, _ in east), max(lat)
    lons, lats = zip(*rings[0], strict=True)
    return min(lons), min(lats), max(lons), max(lats)


def _kind(cell: str) -> str:
    return "Polygon" if len(cell_polygons(cell)) == 1 else "MultiPolygon"
