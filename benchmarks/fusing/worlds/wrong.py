"""The default world with sources whose declared precision is wrong throughout, in place, in time or both.

What a source says about its own precision is one thing; how far off it is another. Nothing else changes: the same
incidents, the same reports, the same truth.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from benchmarks.fusing.worlds.front import front
from benchmarks.fusing.worlds.world import KM_PER_DEGREE, World

HOUR_S, DAY_S = 3_600, 86_400


def boastful(n_observations: int, per_day: float = 200.0, seed: int = 1) -> World:
    """Three sources declare a fifth of the radius that they have; one of them errs by kilometres on top of it."""
    made = front(n_observations, per_day, seed)
    rng = np.random.default_rng([51, seed, n_observations])
    made = _radius(made, {"wire": 0.2, "portal": 0.2, "coded-1": 0.2})
    return _displaced(rng, made, "coded-1", 6.0)


def modest(n_observations: int, per_day: float = 200.0, seed: int = 1) -> World:
    """Four sources that are as precise as any declare five times the radius."""
    return _radius(
        front(n_observations, per_day, seed), {"daily": 5.0, "ministry-a": 5.0, "channel-1": 5.0, "relief": 5.0}
    )


def off_clock(n_observations: int, per_day: float = 200.0, seed: int = 1) -> World:
    """One source keeps another time zone, one gives hours that are guesses, one dates by publication."""
    made = front(n_observations, per_day, seed)
    rng = np.random.default_rng([52, seed, n_observations])
    table, source = made.observations, made.observations["source"]
    n = table.num_rows
    brief = made.time < 2
    of = {name: pc.equal(source, name).combine_chunks().to_numpy(zero_copy_only=False) for name in
          ("channel-2", "portal", "daily")}  # fmt: skip
    shift = np.where(of["channel-2"] & brief, 3 * HOUR_S, 0)
    shift = shift + np.where(of["portal"] & brief, np.rint(rng.standard_t(3, n) * 2) * HOUR_S, 0)
    shift = shift + np.where(of["daily"] & ~brief & (rng.random(n) < 0.6), DAY_S, 0)
    for name in ("start_s", "end_s"):
        moved = table[name].to_numpy() + shift
        table = table.set_column(
            table.schema.get_field_index(name), table.schema.field(name), pa.array(moved.astype(np.int64))
        )
    return made._replace(observations=table)


def _radius(made: World, factors: dict[str, float]) -> World:
    table = made.observations
    source = table["source"].combine_chunks()
    factor = np.ones(table.num_rows)
    for name, by in factors.items():
        factor[pc.equal(source, name).to_numpy(zero_copy_only=False)] = by
    radius = pa.array(np.maximum(np.ceil(table["radius_m"].to_numpy() * factor), 50).astype(np.int32))
    at = table.schema.get_field_index("radius_m")
    return made._replace(observations=table.set_column(at, table.schema.field("radius_m"), radius))


def _displaced(rng: np.random.Generator, made: World, name: str, km: float) -> World:
    table = made.observations
    rows = pc.equal(table["source"].combine_chunks(), name).to_numpy(zero_copy_only=False)
    angle, away = rng.uniform(0, 2 * np.pi, len(rows)), km * np.abs(rng.standard_t(4, len(rows))) * rows
    lat = table["lat_e6"].to_numpy() / 1e6
    lat_new = lat + away * np.sin(angle) / KM_PER_DEGREE
    lon_new = table["lon_e6"].to_numpy() / 1e6 + away * np.cos(angle) / (KM_PER_DEGREE * np.cos(np.radians(lat)))
    for column, value in (("lat_e6", lat_new), ("lon_e6", lon_new)):
        at = table.schema.get_field_index(column)
        moved = pa.array(np.rint(value * 1e6).astype(np.int32))
        table = table.set_column(at, table.schema.field(column), moved)
    return made._replace(observations=table)
