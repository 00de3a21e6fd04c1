"""Whether a zone was watched: silence is kept only where somebody could have heard the shot."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pyarrow as pa
import shapely
from shapely.geometry.base import BaseGeometry

from truceline.assess.ground import Ground, Region

#: share of a zone's area that the watchers' circles must hold for the zone to count as watched
WATCHED_SHARE = 0.95
NEVER_S = 2**60


class Watch(NamedTuple):
    """One watcher over one interval; `on` is false for an outage, a denial or a withdrawal."""

    start_s: int
    end_s: int
    watcher: str
    on: bool
    circle: BaseGeometry | None
    sector: str | None


class Coverage:
    """When zones were not watched, from a table of `tables.EFFORT`; null: nothing is known to be watched."""

    def __init__(self, effort: pa.Table | None, ground: Ground) -> None:
        self._ground = ground
        self._watches = () if effort is None else _watches(effort, ground)

    def first(self, zone_id: str, from_s: int, until_s: int) -> int | None:
        """The first moment in the span about which any of these watches says something of the zone."""
        shape = self._ground.region(Region(zone_id))
        near = (w for w in self._watches if w.end_s > from_s and w.start_s < until_s)
        return min((max(w.start_s, from_s) for w in near if _concerns(w, zone_id, shape)), default=None)

    def gaps(self, zone_id: str, from_s: int) -> list[tuple[int, int]]:
        """Half-open intervals after `from_s` in which the zone was not watched; the last one never ends."""
        shape = self._ground.region(Region(zone_id))
        near = [w for w in self._watches if w.end_s > from_s and _concerns(w, zone_id, shape)]
        cuts = sorted({from_s, *(t for w in near for t in (w.start_s, w.end_s) if t > from_s)})
        gaps: list[tuple[int, int]] = []
        known: dict[frozenset[Watch], bool] = {}
        for start, end in zip(cuts, [*cuts[1:], NEVER_S], strict=True):
            active = frozenset(_active(near, start))
            if active not in known:
                known[active] = _watched(active, zone_id, shape)
            if known[active]:
                continue
            if gaps and gaps[-1][1] == start:
                gaps[-1] = (gaps[-1][0], end)
            else:
                gaps.append((start, end))
        return gaps


def _watches(effort: pa.Table, ground: Ground) -> tuple[Watch, ...]:
    lat, lon, reach = (
        np.asarray(effort[name].cast(pa.float64()).to_numpy(zero_copy_only=False))
        for name in ("lat_e6", "lon_e6", "range_m")
    )
    known = np.isfinite(lat) & np.isfinite(lon) & np.isfinite(reach)
    x, y = np.full(len(lat), np.nan), np.full(len(lat), np.nan)
    if known.any():
        x[known], y[known] = ground.plane.metres(lon[known] / 1e6, lat[known] / 1e6)
    circles = shapely.buffer(shapely.points(x, y), np.where(known, reach, 0.0), quad_segs=16)
    rows = effort.select(["start_s", "end_s", "watcher", "source_class", "status", "sector"]).to_pylist()
    return tuple(
        Watch(
            row["start_s"],
            row["end_s"],
            f"{row['source_class']}\n{row['watcher']}",
            row["status"] == "on",
            circles[n] if known[n] else None,
            row["sector"],
        )
        for n, row in enumerate(rows)
    )


def _concerns(watch: Watch, zone_id: str, shape: BaseGeometry) -> bool:
    if not watch.on or watch.sector == zone_id:
        return True
    return watch.circle is not None and bool(watch.circle.intersects(shape))


def _active(watches: list[Watch], moment_s: int) -> list[Watch]:
    """Who watches at this moment: an outage of the same watcher overrides its being on."""
    now = [w for w in watches if w.start_s <= moment_s < w.end_s]
    out = {w.watcher for w in now if not w.on}
    return [w for w in now if w.on and w.watcher not in out]


def _watched(active: frozenset[Watch], zone_id: str, shape: BaseGeometry) -> bool:
    if any(w.sector == zone_id for w in active):
        return True
    circles = [w.circle for w in active if w.circle is not None]
    if not circles:
        return False
    return bool(shapely.intersection(shapely.unary_union(circles), shape).area >= WATCHED_SHARE * shape.area)
