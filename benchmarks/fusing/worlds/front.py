"""The default world: a line of contact, settlements of heavy-tailed size, hot spots, bursts and strike waves.

A line of 1,000 km, 6,000 settlements (45 % of them near it) in districts and regions. Incidents come from hot spots,
in bursts (about 2 km and 8 h from each other: the hard case), in waves of one night, and from the background. One to
five of twelve sources of eight classes report an incident. Of the reports 5 % declare a precision that they do not
have, 1 % name a town of the same name elsewhere, 2 % are off by a time zone, 5 % of those by day carry the next day's
date, 6 % are followed by another of the same source, and 4 % are of nothing.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from benchmarks.fusing.worlds.ground import Ground, ground_of
from benchmarks.fusing.worlds.reporting import Outlet, picked, reporting
from benchmarks.fusing.worlds.world import (
    DAY,
    DAYS,
    DISTRICT,
    EXACT,
    REGION,
    TOWN,
    Array,
    Floats,
    Ints,
    Reports,
    Words,
    World,
    world_of,
)

DAY_S, HOUR_S = 86_400, 3_600
LAT0, LON0 = 48.6, 35.5

OUTLETS = (
    Outlet("patrol", "patrol", 0.06, (0.60, 0.40, 0.00, 0.00), (0.75, 0.25, 0.00, 0.00)),
    Outlet("camera", "camera", 0.04, (0.90, 0.10, 0.00, 0.00), (1.00, 0.00, 0.00, 0.00)),
    Outlet("ministry-a", "official", 0.09, (0.03, 0.60, 0.27, 0.10), (0.09, 0.34, 0.46, 0.11)),
    Outlet("ministry-b", "official", 0.09, (0.03, 0.60, 0.27, 0.10), (0.09, 0.34, 0.46, 0.11)),
    Outlet("wire", "news", 0.14, (0.03, 0.66, 0.21, 0.10), (0.08, 0.38, 0.43, 0.11)),
    Outlet("daily", "news", 0.12, (0.03, 0.64, 0.23, 0.10), (0.06, 0.34, 0.49, 0.11)),
    Outlet("portal", "news", 0.10, (0.03, 0.64, 0.23, 0.10), (0.08, 0.38, 0.43, 0.11)),
    Outlet("channel-1", "social", 0.11, (0.30, 0.58, 0.12, 0.00), (0.45, 0.40, 0.15, 0.00)),
    Outlet("channel-2", "social", 0.09, (0.25, 0.60, 0.15, 0.00), (0.40, 0.42, 0.18, 0.00)),
    Outlet("coded-1", "dataset", 0.08, (0.10, 0.62, 0.22, 0.06), (0.00, 0.06, 0.72, 0.22)),
    Outlet("relief", "ngo", 0.05, (0.15, 0.62, 0.23, 0.00), (0.00, 0.12, 0.60, 0.28)),
    Outlet("imagery", "satellite", 0.03, (1.00, 0.00, 0.00, 0.00), (0.00, 0.30, 0.70, 0.00)),
)
KINDS = (
    "fire.shelling",
    "fire.explosion",
    "fire.burst",
    "air.strike",
    "air.drone_strike",
    "ground.clash",
    "ground.assault",
    "mine.explosion",
    "other",
    "attack_infrastructure",
)
KIND_SHARE = np.array([0.34, 0.12, 0.08, 0.08, 0.16, 0.08, 0.05, 0.03, 0.02, 0.04])
FAMILY = np.array([0, 0, 0, 1, 2, 3, 3, 4, 5, 6])
WEAPONS = ("artillery", "mortar", "mlrs", "guided_bomb", "attack_drone", "fpv_drone", "small_arms", "mine", "tank")
WEAPON_OF = np.array([[0, 1, 2], [0, 2, 3], [6, 6, 8], [3, 3, 3], [4, 5, 5], [6, 8, 1], [6, 8, 6], [7, 7, 7],
                      [0, 6, 4], [4, 3, 2]])  # fmt: skip
TARGETS = (
    "residential", "military", "industry", "agriculture", "transport", "energy.substation", "school", "market",
    "railway", "hospital", "communications", "port", "bridge", "water", "government", "energy.refinery",
    "energy.power_plant", "worship", "energy.storage", "heating", "aid", "energy.transformer", "energy.pipeline",
    "monitors", "energy.hydro_dam",
)  # fmt: skip


class Front(NamedTuple):
    """What the description leaves open. Set so that peers and plain statistics come out as published of it."""

    modes: tuple[float, float, float, float] = (0.28, 0.32, 0.06, 0.34)  # hot spot, burst, wave, background
    hot_spots: int = 250
    hot_spread_km: float = 8.0
    heat_tail: float = 3.0
    burst_size: float = 4.5
    burst_km: float = 2.0
    burst_h: float = 8.0
    same_kind: float = 0.5  # of a burst's children
    reports: tuple[float, ...] = (0.46, 0.24, 0.14, 0.095, 0.065)
    confused: float = 0.20  # within the family
    vague: float = 0.08
    wrong_kind: float = 0.08
    neighbour: float = 0.10  # names the next town
    target_given: float = 0.35
    target_right: float = 0.85
    toll_given: float = 0.35
    actor_given: float = 0.6
    weapon_given: float = 0.2


class Incidents(NamedTuple):
    """What happened: km, km, seconds, and the codes of the fields."""

    x: Floats
    y: Floats
    t: Floats
    kind: Ints
    weapon: Ints
    target: Ints
    actor: Ints
    killed: Ints
    wounded: Ints
    shots: Ints


def front(n_observations: int, per_day: float = 200.0, seed: int = 1, form: Front | None = None) -> World:
    """About `n_observations` reports at `per_day` incidents a day."""
    form = form or Front()
    rng = np.random.default_rng([11, seed, n_observations])
    mean = float(np.dot(form.reports, np.arange(1, len(form.reports) + 1))) * 1.06
    n = max(2, int(n_observations / mean))
    days = max(1.0, n / per_day)
    ground = _ground(np.random.default_rng([12, seed]))
    incidents = _incidents(rng, form, n, days, ground)
    counts = 1 + picked(rng, np.array([form.reports]), np.zeros(n, np.int8)).astype(np.int64)
    far = (np.abs(incidents.x - _line_x(incidents.y)) > 45).astype(np.int8)
    shares = np.array([[o.share for o in OUTLETS], [o.share * (o.kind not in ("patrol", "camera")) for o in OUTLETS]])
    owner, source = reporting(rng, counts, shares, 0.06, far)
    reports = _reports(rng, form, incidents, owner, source, ground)
    spurious = rng.random(len(owner)) < 0.04
    _of_nothing(rng, reports, spurious, ground, days)
    reports.columns["truth"] = np.where(spurious, n + np.arange(len(owner)), owner)
    words = Words(tuple(o.name for o in OUTLETS), tuple(o.kind for o in OUTLETS), KINDS, WEAPONS, TARGETS,
                  ("Side A", "Side B"))  # fmt: skip
    return world_of(rng, reports, words, LAT0, LON0)


def _line_x(y: Floats) -> Floats:
    return 0.35 * y + 40 * np.sin(y / 120)


def _ground(rng: np.random.Generator) -> Ground:
    n = 6_000
    near = rng.random(n) < 0.45
    y = rng.uniform(-500, 500, n)
    x = _line_x(y) + np.where(near, rng.normal(0, 25, n), rng.uniform(-300, 300, n))
    radius = np.minimum(0.5 * (1 - rng.random(n)) ** -0.5, 14.0)
    return ground_of(x, y, radius, radius**1.6, 140, 20)


def _incidents(rng: np.random.Generator, form: Front, n: int, days: float, ground: Ground) -> Incidents:
    mode = picked(rng, np.array([form.modes]), np.zeros(n, np.int8))
    near = np.abs(ground.x - _line_x(ground.y)) < 30
    weight = ground.weight * np.where(near, 1.0, 0.12)
    hot = rng.choice(len(ground.x), form.hot_spots, replace=False, p=near / near.sum())
    heat = rng.pareto(form.heat_tail, form.hot_spots) + 0.2
    spot = hot[rng.choice(form.hot_spots, n, p=heat / heat.sum())]
    at = np.where(mode == 2, rng.choice(len(ground.x), n, p=ground.weight / ground.weight.sum()),
                  rng.choice(len(ground.x), n, p=weight / weight.sum()))  # fmt: skip
    at = np.where(mode <= 1, spot, at)
    spread = np.where(mode <= 1, form.hot_spread_km, 0.5 * ground.radius[at] + 0.5)
    x, y = (centre[at] + rng.normal(0, 1, n) * spread for centre in (ground.x, ground.y))
    # bursts begin anywhere that is fought over: half at hot spots, half in the background
    other = (mode == 1) & (rng.random(n) < 0.5)
    town = rng.choice(len(ground.x), n, p=weight / weight.sum())
    x, y = (np.where(other, c[town] + rng.normal(0, 2, n), v) for c, v in ((ground.x, x), (ground.y, y)))
    t = rng.uniform(0, days * DAY_S, n)
    nights = np.floor(rng.uniform(0, days, max(1, round(days / 5)))) * DAY_S + 22 * HOUR_S
    t = np.where(mode == 2, nights[rng.integers(0, len(nights), n)] + rng.uniform(0, 7 * HOUR_S, n), t)
    kind = rng.choice(len(KINDS), n, p=KIND_SHARE)
    kind = np.where(mode == 2, rng.choice((3, 4, 4, 4, 9), n), kind)
    actor = rng.integers(0, 2, n)
    _gather(rng, form, np.flatnonzero(mode == 1), (x, y, t, kind, actor))
    zipf = 1 / np.arange(1, len(TARGETS) + 1) ** 0.9
    return Incidents(
        x=x,
        y=y,
        t=np.clip(t, 0, days * DAY_S - 1),
        kind=kind,
        weapon=WEAPON_OF[kind, rng.integers(0, 3, n)],
        target=rng.choice(len(TARGETS), n, p=zipf / zipf.sum()),
        actor=actor,
        killed=np.where(rng.random(n) < 0.3, rng.geometric(0.5, n), 0),
        wounded=np.where(rng.random(n) < 0.4, rng.geometric(0.35, n), 0),
        shots=rng.geometric(0.2, n),
    )


def _gather(rng: np.random.Generator, form: Front, rows: Ints, columns: tuple[Array, ...]) -> None:
    """Turn rows into bursts: each takes place, time, side and often the kind of its burst's first."""
    if not len(rows):
        return
    x, y, t, kind, actor = columns
    first = rng.random(len(rows)) < 1 / form.burst_size
    first[0] = True
    parent = rows[first][np.cumsum(first) - 1]
    child, of = rows[~first], parent[~first]
    k = len(child)
    x[child], y[child] = (v[of] + rng.normal(0, form.burst_km, k) for v in (x, y))
    t[child] = t[of] + rng.normal(0, form.burst_h * HOUR_S, k)
    kind[child] = np.where(rng.random(k) < form.same_kind, kind[of], kind[child])
    actor[child] = np.where(rng.random(k) < 0.8, actor[of], actor[child])


def _reports(
    rng: np.random.Generator, form: Front, incidents: Incidents, owner: Ints, source: Ints, ground: Ground
) -> Reports:
    n = len(owner)
    place = picked(rng, np.array([o.place for o in OUTLETS]), source)
    time = picked(rng, np.array([o.time for o in OUTLETS]), source)
    # declared too precise: drawn at the next coarser level, written down as if it were not
    drawn = np.where((rng.random(n) < 0.05) & (place < REGION), place + 1, place)
    x, y, radius, spread = _places(rng, form, incidents.x[owner], incidents.y[owner], place, drawn, ground)
    start, end = _times(rng, incidents.t[owner], time)
    kind = incidents.kind[owner]
    chance = rng.random(n)
    kin = _kin(rng, kind)
    kind = np.where(chance < form.confused, kin, kind)
    kind = np.where((chance > 0.5) & (chance < 0.5 + form.vague), 8, kind)
    kind = np.where(chance > 1 - form.wrong_kind, rng.choice(len(KINDS), n, p=KIND_SHARE), kind)
    claimant = np.where(source == 2, 0, np.where(source == 3, 1, -1))
    actor = np.where(rng.random(n) < 0.88, incidents.actor[owner], 1 - incidents.actor[owner])
    actor = np.where(claimant >= 0, 1 - claimant, actor)
    target = np.where(rng.random(n) < form.target_right, incidents.target[owner],
                      incidents.target[rng.integers(0, len(incidents.x), n)])  # fmt: skip
    given = {name: rng.random(n) for name in ("actor", "weapon", "target", "killed", "wounded", "count")}
    watched = np.isin(source, (0, 1))
    return Reports(
        true_x=incidents.x[owner], true_y=incidents.y[owner], true_t=incidents.t[owner],
        truth=owner, source=source, x=x, y=y, radius=radius, spread=spread, place=place, time=time, start=start,
        end=end, kind=kind, claimant=claimant,
        actor=np.where(given["actor"] < form.actor_given, actor, -1),
        weapon=np.where(given["weapon"] < form.weapon_given, incidents.weapon[owner], -1),
        target=np.where(given["target"] < form.target_given, target, -1),
        killed=np.where(given["killed"] < form.toll_given, _toll(rng, incidents.killed[owner]), -1),
        wounded=np.where(given["wounded"] < form.toll_given, _toll(rng, incidents.wounded[owner]), -1),
        count=np.where(watched & (given["count"] < 0.6), np.maximum(incidents.shots[owner] - rng.integers(0, 3, n), 1),
                       -1),
        delay=rng.exponential(6 * HOUR_S, n),
    )  # fmt: skip


def _kin(rng: np.random.Generator, kind: Ints) -> Ints:
    """Another kind of the same family, or the vague one where there is none."""
    table = np.array([[1, 2], [0, 2], [0, 1], [4, 4], [3, 1], [6, 6], [5, 5], [1, 1], [0, 4], [3, 4]])
    return table[kind, rng.integers(0, 2, len(kind))]


def _toll(rng: np.random.Generator, true: Ints) -> Ints:
    return np.maximum(true + rng.choice((-1, 0, 0, 0, 0, 0, 1), len(true)) * (true > 0), 0)


def _places(
    rng: np.random.Generator, form: Front, x: Floats, y: Floats, place: Array, drawn: Array, ground: Ground
) -> tuple[Floats, Floats, Floats, Floats]:
    """Place, radius and size of what is named: the circle of `place`, the point of `drawn`."""
    n = len(x)
    near = ground.nearest(x, y, k=3)
    town = np.where(rng.random(n) < form.neighbour, near[np.arange(n), rng.integers(1, 3, n)], near[:, 0])
    homonym = (rng.random(n) < 0.01) & (drawn == TOWN)
    town = np.where(homonym, rng.integers(0, len(ground.x), n), town)
    gps = rng.uniform(0.1, 0.6, n)
    district, region = ground.districts.of_town[near[:, 0]], ground.regions.of_town[near[:, 0]]
    points = [
        (v + rng.normal(0, 1, n) * gps, towns[town], areas_d[district], areas_r[region])
        for v, towns, areas_d, areas_r in (
            (x, ground.x, ground.districts.x, ground.regions.x),
            (y, ground.y, ground.districts.y, ground.regions.y),
        )
    ]
    px, py = (np.choose(drawn, choice) for choice in points)
    spread = np.choose(place, (gps, ground.radius[town], ground.districts.radius[district],
                               ground.regions.radius[region]))  # fmt: skip
    radius = np.where(place == EXACT, 2.448 * gps, np.where(place == TOWN, 3.0 + 2.0 * spread, spread))
    return px, py, radius, np.where(place >= DISTRICT, spread * 0.545, spread)


def _times(rng: np.random.Generator, t: Floats, time: Array) -> tuple[Floats, Floats]:
    n = len(t)
    slip = (rng.random(n) < 0.02) & (time < DAY)
    t = t + np.where(slip, rng.choice((-3, -2, 2, 3), n) * HOUR_S, 0)
    t = t + np.where((rng.random(n) < 0.05) & (time >= DAY), DAY_S, 0)
    t = t + np.choose(time, (180, 900, 0, 0)) * rng.normal(0, 1, n)
    days = rng.integers(2, 6, n)
    width = np.choose(time, (60, HOUR_S, DAY_S, DAY_S))
    start = np.floor(t / width) * width - np.where(time == DAYS, rng.integers(0, 5, n) % days * DAY_S, 0)
    return start, start + np.where(time == DAYS, days * DAY_S, width)


def _of_nothing(rng: np.random.Generator, reports: Reports, rows: Array, ground: Ground, days: float) -> None:
    """Turn these rows into reports of nothing, elsewhere and at another time."""
    k = int(rows.sum())
    town = rng.choice(len(ground.x), k, p=ground.weight / ground.weight.sum())
    reports["x"][rows], reports["y"][rows] = ground.x[town], ground.y[town]
    day = np.floor(reports["start"][rows] / DAY_S) * DAY_S
    shift = np.floor(rng.uniform(0, days, k)) * DAY_S - day
    reports["start"][rows] += shift
    reports["end"][rows] += shift
