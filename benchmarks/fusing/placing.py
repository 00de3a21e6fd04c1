"""Do the places and times of incidents hold the truth as often as they say: places 19 in 20, times 18."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from benchmarks.fusing.worlds.world import KM_PER_DEGREE, Floats, Ints, World


def coverage(incidents: pa.Table, group: Ints, world: World) -> dict[str, float]:
    """Share of incidents of several reports, all of one true incident, whose circle and interval hold it.

    Args:
        incidents: schema INCIDENTS.
        group: for each observation the row of its incident.
        world: the truth.
    """
    n = incidents.num_rows
    size = np.bincount(group, minlength=n)
    low, high = np.full(n, np.iinfo(np.int64).max), np.full(n, -1)
    np.minimum.at(low, group, world.truth)
    np.maximum.at(high, group, world.truth)
    row = np.zeros(n, np.int64)
    row[group] = np.arange(len(group))
    asked = np.flatnonzero((size > 1) & (low == high) & incidents["lat_e6"].is_valid().to_numpy())
    if not len(asked):
        return {}
    seen = incidents.take(pa.array(asked))
    true = row[asked]
    lat, lon = (seen[name].to_numpy() / 1e6 for name in ("lat_e6", "lon_e6"))
    north = (world.lat[true] - lat) * KM_PER_DEGREE * 1000
    east = (world.lon[true] - lon) * KM_PER_DEGREE * 1000 * np.cos(np.radians(lat))
    inside = np.hypot(north, east) <= seen["radius_m"].to_numpy()
    when = world.when_s[true]
    within = (when >= seen["start_s"].to_numpy()) & (when <= seen["end_s"].to_numpy())
    found = {"circle": float(inside.mean()), "interval": float(within.mean())}
    if {"major_m", "minor_m", "bearing_deg"} <= set(seen.column_names):
        found["ellipse"] = float(_in_ellipse(seen, north, east).mean())
    return found


def _in_ellipse(seen: pa.Table, north: Floats, east: Floats) -> Floats:
    major, minor, bearing = (
        seen[name].combine_chunks().fill_null(0).to_numpy().astype(float)
        for name in ("major_m", "minor_m", "bearing_deg")
    )
    turn = np.radians(bearing)
    along = north * np.cos(turn) + east * np.sin(turn)
    across = -north * np.sin(turn) + east * np.cos(turn)
    return (along / np.maximum(major, 1)) ** 2 + (across / np.maximum(minor, 1)) ** 2 <= 1
