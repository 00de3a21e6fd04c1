"""A small invented world with known incidents, to test and measure fusion. Separate from the exercise on purpose.

A line of contact of 1,000 km, 6,000 settlements of heavy-tailed size, hot spots, bursts (children about 2 km and 8 h
apart), strike waves in one night, background; one to six reports an incident from twelve sources of seven classes;
precision of place and time by class; errors of every kind that reports make. Seeded: one seed, one world.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pyarrow as pa

from truceline.model.tables import OBSERVATIONS
from truceline.model.units import DAY_S, HOUR_S

_SOURCES = (
    ("patrol", "patrol"),
    ("camera", "camera"),
    ("side-a-ministry", "official"),
    ("side-b-ministry", "official"),
    ("wire", "news"),
    ("daily", "news"),
    ("portal", "news"),
    ("channel-1", "social"),
    ("channel-2", "social"),
    ("coded-1", "dataset"),
    ("coded-2", "dataset"),
    ("relief", "ngo"),
)
_SHARE = np.array([0.05, 0.05, 0.09, 0.09, 0.14, 0.12, 0.1, 0.1, 0.08, 0.07, 0.06, 0.05])
#: exact, town, district, region; minute, hour, day, several days
_PLACE = {
    "patrol": (0.7, 0.3, 0.0, 0.0),
    "camera": (0.95, 0.05, 0.0, 0.0),
    "official": (0.05, 0.62, 0.24, 0.09),
    "news": (0.05, 0.65, 0.2, 0.1),
    "social": (0.3, 0.6, 0.1, 0.0),
    "dataset": (0.1, 0.62, 0.23, 0.05),
    "ngo": (0.15, 0.65, 0.2, 0.0),
}
_TIME = {
    "patrol": (0.8, 0.2, 0.0, 0.0),
    "camera": (1.0, 0.0, 0.0, 0.0),
    "official": (0.05, 0.25, 0.62, 0.08),
    "news": (0.05, 0.3, 0.57, 0.08),
    "social": (0.4, 0.4, 0.2, 0.0),
    "dataset": (0.0, 0.05, 0.77, 0.18),
    "ngo": (0.0, 0.1, 0.65, 0.25),
}
_KINDS = (
    "fire.shelling",
    "fire.explosion",
    "fire.burst",
    "fire",
    "air.drone_strike",
    "air.strike",
    "air.missile",
    "ground.clash",
    "ground.assault",
    "attack_infrastructure",
)
_KIND_SHARE = np.array([0.34, 0.1, 0.08, 0.05, 0.16, 0.07, 0.05, 0.08, 0.04, 0.03])
_CONFUSED = (3, 0, 3, 0, 5, 4, 5, 8, 7, 6)
_WEAPONS = ("artillery", "mortar", "mlrs", "attack_drone", "fpv_drone", "guided_bomb", "cruise_missile", "small_arms")
_TARGETS = ("residential", "energy.substation", "hospital", "school", "railway", "industry", "military", "market")
_FIRST_S = 1_700_000_000


class World(NamedTuple):
    """Observations, and the true incident of each row (spurious rows have one of their own)."""

    observations: pa.Table
    truth: np.ndarray


class _Incidents(NamedTuple):
    x: np.ndarray  # km east of the origin
    y: np.ndarray
    t: np.ndarray  # seconds since the first day
    kind: np.ndarray
    weapon: np.ndarray
    target: np.ndarray
    actor: np.ndarray
    killed: np.ndarray


def world(n_observations: int, per_day: float = 200.0, seed: int = 1) -> World:
    """About `n_observations` reports at `per_day` incidents a day."""
    rng = np.random.default_rng([seed, n_observations])
    n = int(n_observations / 2.13)
    towns = _towns(rng)
    incidents = _incidents(rng, n, n / per_day, towns)
    owner, source = _reporting(rng, incidents)
    columns = _reports(rng, incidents, owner, source, towns)
    truth = owner.copy()
    spurious = rng.random(len(owner)) < 0.04
    _scatter(rng, columns, spurious, towns, n / per_day)
    truth[spurious] = n + np.arange(int(spurious.sum()))
    return World(_table(rng, columns, source), truth)


def _towns(rng: np.random.Generator) -> np.ndarray:
    """x, y (km) and radius (km) of settlements."""
    n = 6_000
    near = rng.random(n) < 0.45
    along = rng.uniform(-500, 500, n)
    across = np.where(near, rng.normal(0, 25, n), rng.uniform(-300, 300, n))
    radius = np.minimum(0.6 * (1 - rng.random(n)) ** -0.55, 12.0)
    return np.stack([0.35 * along + across, along, radius], axis=1)


def _incidents(rng: np.random.Generator, n: int, days: float, towns: np.ndarray) -> _Incidents:
    hot = towns[rng.choice(len(towns), 60)]
    share = towns[:, 2] / towns[:, 2].sum()
    mode = rng.choice(4, n, p=(0.4, 0.3, 0.08, 0.22))  # hot spot, burst, wave, background
    base = np.where((mode == 0) | (mode == 1), rng.integers(0, len(hot), n), 0)
    town = towns[rng.choice(len(towns), n, p=share)]
    x = np.where(mode <= 1, hot[base, 0] + rng.normal(0, 6, n), town[:, 0] + rng.normal(0, 1, n) * town[:, 2] * 0.4)
    y = np.where(mode <= 1, hot[base, 1] + rng.normal(0, 6, n), town[:, 1] + rng.normal(0, 1, n) * town[:, 2] * 0.4)
    t = rng.uniform(0, days * DAY_S, n)
    nights = rng.uniform(0, days, max(1, int(days / 5))).astype(int) * DAY_S
    t = np.where(mode == 2, nights[rng.integers(0, len(nights), n)] + rng.uniform(0, 7 * HOUR_S, n), t)
    kind = rng.choice(len(_KINDS), n, p=_KIND_SHARE)
    kind = np.where(mode == 2, rng.choice((4, 5, 6, 9), n), kind)
    parents = rng.integers(0, max(1, n // 15), n)
    child = mode == 1
    x[child] = x[parents[child]] + rng.normal(0, 2, child.sum())
    y[child] = y[parents[child]] + rng.normal(0, 2, child.sum())
    t[child] = np.clip(t[parents[child]] + rng.normal(0, 8 * HOUR_S, child.sum()), 0, days * DAY_S)
    same = child & (rng.random(n) < 0.5)
    kind[same] = kind[parents[same]]
    return _Incidents(
        x=x,
        y=y,
        t=t,
        kind=kind,
        weapon=(kind + rng.integers(0, 3, n)) % len(_WEAPONS),
        target=rng.choice(len(_TARGETS), n),
        actor=rng.integers(0, 2, n),
        killed=rng.poisson(0.5, n),
    )


def _reporting(rng: np.random.Generator, incidents: _Incidents) -> tuple[np.ndarray, np.ndarray]:
    """Incident and source of each report: heavy-tailed, sources distinct except for 6 % repeats."""
    n = len(incidents.x)
    reports = 1 + np.minimum(rng.geometric(0.47, n) - 1, 5)
    owner = np.repeat(np.arange(n), reports)
    rank = np.argsort(np.log(-np.log(rng.random((n, 12)))) - np.log(_SHARE), axis=1)
    position = np.arange(len(owner)) - np.repeat(np.cumsum(reports) - reports, reports)
    source = rank[owner, position]
    again = rng.random(len(owner)) < 0.06
    source = np.where(again, rank[owner, 0], source)
    return owner, source


def _pick(rng: np.random.Generator, table: dict[str, tuple[float, ...]], source: np.ndarray) -> np.ndarray:
    edges = np.cumsum(np.array([table[name] for _, name in _SOURCES]), axis=1)
    return (rng.random(len(source))[:, None] > edges[source]).sum(axis=1).clip(0, 3)


def _reports(
    rng: np.random.Generator, incidents: _Incidents, owner: np.ndarray, source: np.ndarray, towns: np.ndarray
) -> dict[str, np.ndarray]:
    from scipy.spatial import cKDTree

    n = len(owner)
    x, y, t = incidents.x[owner], incidents.y[owner], incidents.t[owner]
    level = _pick(rng, _PLACE, source)
    nearest = cKDTree(towns[:, :2]).query(np.stack([x, y], axis=1))[1]
    homonym = rng.random(n) < 0.01
    nearest = np.where(homonym & (level == 1), rng.integers(0, len(towns), n), nearest)
    gps = rng.uniform(0.1, 0.5, n)
    px = np.choose(level, [x + rng.normal(0, 1, n) * gps, towns[nearest, 0], _centre(x, 50), _centre(x, 150)])
    py = np.choose(level, [y + rng.normal(0, 1, n) * gps, towns[nearest, 1], _centre(y, 50), _centre(y, 150)])
    radius = np.choose(level, [2.45 * gps, 1.0 + 1.5 * towns[nearest, 2], 34.0, 100.0])
    radius = np.where(rng.random(n) < 0.05, radius * 0.3, radius)
    kind = incidents.kind[owner]
    swap = rng.random(n)
    kind = np.where(
        swap < 0.18, np.array(_CONFUSED)[kind], np.where(swap < 0.24, rng.integers(0, len(_KINDS), n), kind)
    )
    stated = _pick(rng, _TIME, source)
    t = t + np.where(rng.random(n) < 0.02, rng.choice((-3, -2, 2, 3), n) * HOUR_S, 0)
    t = t + np.where((stated >= 2) & (rng.random(n) < 0.05), DAY_S, 0)
    width = np.choose(stated, [60, HOUR_S, DAY_S, 3 * DAY_S])
    slack = np.choose(stated, [300, 900, 0, 0]) * rng.normal(0, 1, n)
    start = np.floor((t + slack) / width) * width - np.where(stated == 3, rng.integers(0, 2, n) * DAY_S, 0)
    claims = np.where(source == 2, 0, np.where(source == 3, 1, -1))
    truthful = rng.random(n) < 0.9
    actor = np.where(claims >= 0, 1 - claims, np.where(truthful, incidents.actor[owner], 1 - incidents.actor[owner]))
    return {
        "x": px,
        "y": py,
        "radius": radius,
        "start": start,
        "end": start + width,
        "kind": kind,
        "weapon": np.where(rng.random(n) < 0.35, incidents.weapon[owner], -1),
        "target": np.where(rng.random(n) < 0.3, incidents.target[owner], -1),
        "actor": np.where(rng.random(n) < 0.6, actor, -1),
        "killed": np.where(rng.random(n) < 0.4, np.maximum(incidents.killed[owner] + _off(rng, n), 0), -1),
        "claims": claims,
    }


def _off(rng: np.random.Generator, n: int) -> np.ndarray:
    return rng.choice((-1, 0, 0, 0, 0, 1), n)


def _centre(value: np.ndarray, size: float) -> np.ndarray:
    return (np.floor(value / size) + 0.5) * size


def _scatter(
    rng: np.random.Generator, columns: dict[str, np.ndarray], rows: np.ndarray, towns: np.ndarray, days: float
) -> None:
    """Turn these rows into reports of nothing."""
    k = int(rows.sum())
    anywhere = towns[rng.integers(0, len(towns), k)]
    columns["x"][rows], columns["y"][rows] = anywhere[:, 0], anywhere[:, 1]
    shift = np.floor(rng.uniform(0, days, k)) * DAY_S - np.floor(columns["start"][rows] / DAY_S) * DAY_S
    columns["start"][rows] += shift
    columns["end"][rows] += shift


def _table(rng: np.random.Generator, c: dict[str, np.ndarray], source: np.ndarray) -> pa.Table:
    n = len(source)
    names = {"kind": _KINDS, "weapon": _WEAPONS, "target": _TARGETS, "actor": ("Side A", "Side B")}

    def spell(words: tuple[str, ...], codes: np.ndarray) -> pa.Array:
        return pa.array(words).take(pa.array(codes, mask=codes < 0))

    lat = 48.6 + c["y"] / 111.195
    lon = 36.0 + c["x"] / (111.195 * np.cos(np.radians(lat)))
    made = {
        "observation_id": pa.array([f"obs_{k:024x}" for k in rng.permutation(n).tolist()]),
        "item_id": spell(tuple(f"itm_{name}" for name, _ in _SOURCES), source),
        "record": np.arange(1, n + 1),
        "source": spell(tuple(name for name, _ in _SOURCES), source),
        "source_class": spell(tuple(name for _, name in _SOURCES), source),
        "event_type": spell(names["kind"], c["kind"]),
        "start_s": (_FIRST_S + c["start"]).astype(np.int64),
        "end_s": (_FIRST_S + c["end"]).astype(np.int64),
        "lat_e6": np.rint(lat * 1e6).astype(np.int64),
        "lon_e6": np.rint(lon * 1e6).astype(np.int64),
        "radius_m": np.ceil(c["radius"] * 1000).astype(np.int64),
        "verb": pa.array(["reported"] * n),
        "alleged_actor": spell(names["actor"], c["actor"]),
        "claimant": spell(names["actor"], c["claims"]),
        "weapon": spell(names["weapon"], c["weapon"]),
        "target": spell(names["target"], c["target"]),
        "killed_low": pa.array(c["killed"], mask=c["killed"] < 0),
        "killed_high": pa.array(c["killed"], mask=c["killed"] < 0),
        "reported_s": (_FIRST_S + c["end"] + HOUR_S).astype(np.int64),
        "method": pa.array(["exercise"] * n),
        "confidence_ppm": np.full(n, 900_000),
    }
    columns = [
        pa.array(made[field.name]).cast(field.type) if field.name in made else pa.nulls(n, field.type)
        for field in OBSERVATIONS
    ]
    return pa.Table.from_arrays(columns, schema=OBSERVATIONS)
