"""Sea and air: a basin without towns, tracks rather than points, sensors beside reporters.

An incident moves: a drone crosses at 180 km/h, a boat at 30. Sensors at the coast see it where it was when they saw
it, with errors that are long across and short along the bearing. Others name a port, an anchorage, a stretch of coast,
or coordinates rounded to a tenth of a degree. Clocks of three sensors drift by minutes for days on end.
"""

from __future__ import annotations

import numpy as np
from benchmarks.fusing.worlds.reporting import Outlet, picked, reporting
from benchmarks.fusing.worlds.telling import heavy, held, partial_toll, told
from benchmarks.fusing.worlds.world import (
    DAY,
    DAYS,
    DISTRICT,
    EXACT,
    KM_PER_DEGREE,
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
LAT0, LON0 = 44.2, 33.0
WIDTH, HEIGHT = 700.0, 380.0
OUTLETS = (
    Outlet("radar-west", "acoustic", 0.12, (1.0, 0, 0, 0), (1.0, 0, 0, 0)),
    Outlet("radar-north", "acoustic", 0.12, (1.0, 0, 0, 0), (1.0, 0, 0, 0)),
    Outlet("buoys", "acoustic", 0.10, (1.0, 0, 0, 0), (1.0, 0, 0, 0)),
    Outlet("patrol-aircraft", "uav", 0.06, (0.9, 0.1, 0, 0), (0.9, 0.1, 0, 0)),
    Outlet("imagery", "satellite", 0.06, (1.0, 0, 0, 0), (0, 0.2, 0.8, 0)),
    Outlet("navy-a", "official", 0.11, (0.10, 0.35, 0.40, 0.15), (0.10, 0.30, 0.50, 0.10)),
    Outlet("navy-b", "official", 0.10, (0.05, 0.30, 0.45, 0.20), (0.05, 0.25, 0.55, 0.15)),
    Outlet("shipping-notice", "other", 0.09, (0.60, 0.30, 0.10, 0), (0.50, 0.40, 0.10, 0)),
    Outlet("wire", "news", 0.10, (0.02, 0.48, 0.35, 0.15), (0.05, 0.20, 0.60, 0.15)),
    Outlet("channel", "social", 0.09, (0.10, 0.60, 0.30, 0), (0.50, 0.30, 0.20, 0)),
    Outlet("coded", "dataset", 0.05, (0.10, 0.55, 0.25, 0.10), (0, 0, 0.85, 0.15)),
)
KINDS = ("air.drone_sortie", "air.entry", "air.missile", "air.drone_strike", "fire.shot", "restriction", "mine",
         "attack_infrastructure", "fire.explosion", "signal.acoustic")  # fmt: skip
SHARE = np.array([0.22, 0.16, 0.12, 0.14, 0.08, 0.07, 0.04, 0.06, 0.07, 0.04])
SPEED_KMH = np.array([150, 700, 600, 170, 25, 20, 1, 30, 0, 40])
WEAPONS = ("recon_drone", "attack_drone", "cruise_missile", "aircraft", "anti_aircraft_gun", "mine")
TARGETS = ("port", "transport", "military", "energy.storage", "energy.pipeline", "industry", "communications", "aid")


def sea(n_observations: int, per_day: float = 120.0, seed: int = 1) -> World:
    """About `n_observations` reports at `per_day` incidents a day."""
    rng = np.random.default_rng([21, seed, n_observations])
    layout = np.random.default_rng([22, seed])
    ports = np.stack([layout.uniform(0, WIDTH, 46), HEIGHT + layout.normal(0, 18, 46)], axis=1)
    ports[30:, 1] = layout.normal(0, 15, 16)  # the southern coast
    stations = ports[layout.choice(46, 12, replace=False)]
    counts_share = np.array([[0.40, 0.25, 0.14, 0.09, 0.06, 0.04, 0.02]])
    n = max(2, int(n_observations / (float(counts_share[0] @ np.arange(1, 8)) * 1.04)))
    days = max(1.0, n / per_day)
    truth = _incidents(rng, n, days, ports)
    counts = 1 + picked(rng, counts_share, np.zeros(n, np.int8)).astype(np.int64)
    owner, source = reporting(rng, counts, np.array([o.share for o in OUTLETS]), 0.04)
    reports = _reports(rng, truth, owner, source, ports, stations)
    false = (rng.random(len(owner)) < 0.10) & (source <= 2)  # birds, waves, merchant traffic
    reports["x"][false] = rng.uniform(0, WIDTH, int(false.sum()))
    reports["y"][false] = rng.uniform(0, HEIGHT, int(false.sum()))
    reports.columns["truth"] = np.where(false, n + np.arange(len(owner)), owner)
    words = Words(tuple(o.name for o in OUTLETS), tuple(o.kind for o in OUTLETS), KINDS, WEAPONS, TARGETS,
                  ("Fleet A", "Fleet B"), ("trajectory",))  # fmt: skip
    return world_of(rng, reports, words, LAT0 - HEIGHT / 2 / KM_PER_DEGREE, LON0 - 4.4)


def _incidents(rng: np.random.Generator, n: int, days: float, ports: Floats) -> dict[str, Array]:
    raid = rng.random(n) < 0.35  # many at once, on lanes towards one port
    raids = np.sort(rng.uniform(0, days * DAY_S, max(1, int(days / 2))))
    which = rng.integers(0, len(raids), n)
    goal = ports[rng.integers(0, len(ports), len(raids))][which]
    kind = np.where(raid, rng.choice((0, 2, 3), n, p=(0.25, 0.25, 0.5)), rng.choice(len(KINDS), n, p=SHARE))
    lane = rng.uniform(0, 1, n)
    x = np.where(raid, goal[:, 0] + rng.normal(0, 30, n) * (0.3 + lane), rng.beta(1.2, 1.2, n) * WIDTH)
    y = np.where(raid, goal[:, 1] - lane * 120 * np.sign(goal[:, 1] - HEIGHT / 2), rng.beta(1.3, 1.1, n) * HEIGHT)
    t = np.where(raid, raids[which] + rng.gamma(2.0, 2_400, n), rng.uniform(0, days * DAY_S, n))
    course = np.where(raid, np.pi / 2 * np.sign(goal[:, 1] - HEIGHT / 2), rng.uniform(0, 2 * np.pi, n))
    return {
        "x": x, "y": y, "t": t, "kind": kind, "speed": SPEED_KMH[kind] * rng.uniform(0.6, 1.3, n),
        "course": course + rng.normal(0, 0.3, n),
        "weapon": np.array([0, 3, 2, 1, 4, 4, 5, 1, 5, 0])[kind],
        "target": np.where(raid, which % len(TARGETS), rng.integers(0, len(TARGETS), n)),
        "actor": np.where(raid, which % 2, rng.integers(0, 2, n)),
        "killed": np.where(rng.random(n) < 0.06, rng.geometric(0.4, n), 0),
        "wounded": np.where(rng.random(n) < 0.08, rng.geometric(0.3, n), 0),
        "number": rng.geometric(0.4, n),
    }  # fmt: skip


def _reports(
    rng: np.random.Generator, i: dict[str, Array], owner: Ints, source: Ints, ports: Floats, stations: Floats
) -> Reports:
    n = len(owner)
    place = picked(rng, np.array([o.place for o in OUTLETS]), source)
    time = picked(rng, np.array([o.time for o in OUTLETS]), source)
    sensor = source <= 2
    # each sees another piece of the track
    later = np.where(sensor, rng.uniform(0, 0.05, n), rng.uniform(0, 0.20, n))
    run = i["speed"][owner] * later
    x = i["x"][owner] + np.cos(i["course"][owner]) * run
    y = i["y"][owner] + np.sin(i["course"][owner]) * run
    t = i["t"][owner] + later * HOUR_S
    # bearing and range: the error across grows with the distance from the station
    station = stations[(source * 4 + rng.integers(0, 4, n)) % len(stations)]
    bearing = np.arctan2(y - station[:, 1], x - station[:, 0])
    away = np.hypot(x - station[:, 0], y - station[:, 1])
    across, along = rng.standard_t(3, n) * away * 0.012, rng.normal(0, 0.6, n)
    wild = heavy(rng, n)
    sensed = (
        x + np.cos(bearing) * along - np.sin(bearing) * across,
        y + np.sin(bearing) * along + np.cos(bearing) * across,
    )
    exact = (np.where(sensor, sensed[0], x + wild[0] * 0.8), np.where(sensor, sensed[1], y + wild[1] * 0.8))
    port = _near(ports, x, y)
    tenth = np.round(x / 8) * 8, np.round(y / 11.1) * 11.1
    coast = ports[port, 0] // 120 * 120 + 60, np.where(ports[port, 1] > HEIGHT / 2, HEIGHT - 30, 30.0)
    basin = np.full(n, WIDTH / 2), np.full(n, HEIGHT / 2)
    rounded = (place == TOWN) & (rng.random(n) < 0.5)
    off = np.hypot(x - ports[port, 0], y - ports[port, 1])
    px = np.choose(place, (exact[0], np.where(rounded, tenth[0], ports[port, 0]), coast[0], basin[0]))
    py = np.choose(place, (exact[1], np.where(rounded, tenth[1], ports[port, 1]), coast[1], basin[1]))
    stated_off = np.minimum(np.ceil(off * np.exp(rng.normal(0.2, 0.3, n)) / 10) * 10, 120)  # "off the port of"
    radius = np.choose(place, (np.where(sensor, 2.0 + away * 0.03, 3.0 + run),
                               np.where(rounded, 8.0 + run, 10 + stated_off), 110.0, 380.0))  # fmt: skip
    drift = np.where(sensor, 240 * np.sin(t / (9 * DAY_S) + source), 0.0)
    start, end = _times(rng, t + drift, time)
    return Reports(
        true_x=i["x"][owner], true_y=i["y"][owner], true_t=i["t"][owner],
        truth=owner, source=source, x=px, y=py, radius=held(radius, np.full(n, 0.93), rng),
        spread=np.where(place == EXACT, 1.0, np.where(place == TOWN, 8.0, np.where(place == DISTRICT, 60.0, 200.0))),
        place=np.minimum(place, REGION), time=time, start=start, end=end,
        kind=np.where(sensor & (rng.random(n) < 0.35), 9, np.where(rng.random(n) < 0.80, i["kind"][owner],
                                                                   rng.choice(len(KINDS), n, p=SHARE))),
        claimant=np.where(source == 5, 0, np.where(source == 6, 1, -1)),
        actor=told(rng, i["actor"][owner], np.where(sensor, 0.0, 0.55), 0.85, 2),
        weapon=told(rng, i["weapon"][owner], np.where(sensor, 0.1, 0.45), 0.85, len(WEAPONS)),
        target=told(rng, i["target"][owner], np.where(sensor, 0.0, 0.40), 0.80, len(TARGETS)),
        killed=partial_toll(rng, i["killed"][owner], 0.6, np.where(sensor, 0.0, 0.30)),
        wounded=partial_toll(rng, i["wounded"][owner], 0.6, np.where(sensor, 0.0, 0.25)),
        count=told(rng, i["number"][owner], np.where(sensor, 0.6, 0.3), 0.75, 6),
        delay=rng.lognormal(np.log(2 * HOUR_S), 1.3, n),
    )  # fmt: skip


def _near(ports: Floats, x: Floats, y: Floats) -> Ints:
    from scipy.spatial import cKDTree

    return np.asarray(cKDTree(ports).query(np.stack([x, y], axis=1), workers=2)[1], np.int64)


def _times(rng: np.random.Generator, t: Floats, time: Array) -> tuple[Floats, Floats]:
    """Minutes, half hours, nights that run over midnight, and stretches of days."""
    n = len(t)
    night = (time == DAY) & (rng.random(n) < 0.4)
    width = np.choose(time, (120, 1_800, DAY_S, DAY_S))
    shift = np.where(night, DAY_S / 2, 0)
    noise = np.choose(time, (60, 700, 0, 0)) * rng.laplace(0, 1, n)
    late = np.where((time >= DAY) & (rng.random(n) < 0.08), DAY_S, 0)
    start = np.floor((t + noise + late - shift) / width) * width + shift
    days = rng.integers(2, 8, n)
    start = start - np.where(time == DAYS, np.floor(rng.random(n) * days) * DAY_S, 0)
    return start, start + np.where(time == DAYS, days * DAY_S, width)
