"""Unrest in the cities of a country: many events of one kind in one town on one day, told by day and by town.

Test only: nothing was tuned on it. On national days all cities march at once; else a few do. Nearly every report stands
at the point of its city and on a day; what tells events apart is who marched, for what (here: the target) and how many
were hurt. Data sets code an event by the first report they read, sum up a day of one city in one row, or split it by
groups; wires tell only of what is large, portals of their own city, and posts of a minute and a street.
"""

from __future__ import annotations

import numpy as np
from benchmarks.fusing.worlds.reporting import Outlet, picked, reporting
from benchmarks.fusing.worlds.telling import partial_toll, told
from benchmarks.fusing.worlds.world import DAY, DAYS, EXACT, TOWN, Array, Floats, Ints, Reports, Words, World, world_of

DAY_S, HOUR_S = 86_400, 3_600
LAT0, LON0 = -14.0, -65.0
OUTLETS = (
    Outlet("coded-events", "dataset", 0.26, (0.05, 0.87, 0.08, 0), (0, 0, 0.97, 0.03)),
    Outlet("coded-unrest", "dataset", 0.16, (0.0, 0.9, 0.1, 0), (0, 0, 0.8, 0.2)),
    Outlet("machine", "dataset", 0.16, (0.0, 0.7, 0.1, 0.2), (0, 0, 1, 0)),
    Outlet("wire", "news", 0.10, (0.0, 0.8, 0.1, 0.1), (0, 0.05, 0.9, 0.05)),
    Outlet("portal", "news", 0.14, (0.1, 0.9, 0, 0), (0.02, 0.28, 0.7, 0)),
    Outlet("rights-group", "ngo", 0.08, (0.1, 0.8, 0.1, 0), (0, 0.05, 0.75, 0.2)),
    Outlet("posts", "social", 0.10, (0.6, 0.4, 0, 0), (0.7, 0.2, 0.1, 0)),
)
KINDS = ("civil.protest", "civil.riot", "attack_civilians", "abuse.abduction", "other")
SHARE = np.array([0.66, 0.16, 0.09, 0.05, 0.04])
WEAPONS = ("small_arms",)
TARGETS = ("government", "transport", "market", "industry", "school", "worship", "water", "hospital")
ACTORS = ("Teachers", "Students", "Drivers", "Miners", "Farmers", "Residents", "Police", "Opposition")


def streets(n_observations: int, per_day: float = 30.0, seed: int = 1) -> World:
    """About `n_observations` reports at `per_day` incidents a day."""
    rng = np.random.default_rng([71, seed, n_observations])
    layout = np.random.default_rng([72, seed])
    share = np.array([[0.62, 0.20, 0.10, 0.05, 0.03]])
    n = max(2, int(n_observations / (float(share[0] @ np.arange(1, 6)) * 1.02 + 0.03)))
    days = max(1.0, n / per_day)
    cities = layout.uniform(-420, 420, (260, 2))
    people = layout.pareto(1.1, 260) + 0.15
    truth = _incidents(rng, n, days, cities, people)
    counts = 1 + picked(rng, share, np.zeros(n, np.int8)).astype(np.int64)
    counts = np.minimum(counts + (truth["size"] > 6), len(OUTLETS))
    base = np.array([o.share for o in OUTLETS])
    shares = np.stack([base * (1, 1, 1, 0.2, 1, 1, 1), base * (1, 1, 1, 4, 1, 1, 1)])
    owner, source = reporting(rng, counts, shares, 0.02, (truth["size"] > 6).astype(np.int8))
    reports = _reports(rng, truth, owner, source, cities)
    nothing = rng.random(len(owner)) < np.where(source == 2, 0.12, 0.01)
    moved = rng.integers(0, len(cities), int(nothing.sum()))
    reports["x"][nothing], reports["y"][nothing] = cities[moved, 0], cities[moved, 1]
    reports.columns["truth"] = np.where(nothing, n + np.arange(len(owner)), owner)
    words = Words(tuple(o.name for o in OUTLETS), tuple(o.kind for o in OUTLETS), KINDS, WEAPONS, TARGETS, ACTORS)
    return world_of(rng, reports, words, LAT0, LON0)


def _incidents(rng: np.random.Generator, n: int, days: float, cities: Floats, people: Floats) -> dict[str, Array]:
    n_days = int(np.ceil(days))
    mood = rng.lognormal(0, 0.5, n_days) * np.where(rng.random(n_days) < 0.03, 8.0, 1.0)  # national days
    day = rng.choice(n_days, n, p=mood / mood.sum())
    cause = rng.integers(0, len(TARGETS), n_days)  # of a national day
    national = (mood > 3.0)[day]
    city = rng.choice(len(cities), n, p=people / people.sum())
    hour = np.where(rng.random(n) < 0.7, rng.normal(11, 2, n), rng.normal(19, 2, n)) % 24
    spread = 0.5 + np.sqrt(people[city])
    size = rng.pareto(1.3, n) + 1
    hurt = rng.random(n) < 0.12
    return {
        "x": cities[city, 0] + rng.normal(0, 1, n) * spread, "y": cities[city, 1] + rng.normal(0, 1, n) * spread,
        "t": day * DAY_S + hour * HOUR_S, "city": city, "size": size, "kind": rng.choice(len(KINDS), n, p=SHARE),
        "target": np.where(national & (rng.random(n) < 0.7), cause[day], rng.integers(0, len(TARGETS), n)),
        "actor": rng.choice(len(ACTORS), n, p=(0.16, 0.18, 0.12, 0.08, 0.10, 0.20, 0.06, 0.10)),
        "killed": np.where(hurt & (rng.random(n) < 0.3), rng.geometric(0.5, n), 0),
        "wounded": np.where(hurt, np.minimum(rng.pareto(1.2, n) * 3 + 1, 200).astype(np.int64), 0),
    }  # fmt: skip


def _reports(rng: np.random.Generator, i: dict[str, Array], owner: Ints, source: Ints, cities: Floats) -> Reports:
    n = len(owner)
    place = picked(rng, np.array([o.place for o in OUTLETS]), source)
    time = picked(rng, np.array([o.time for o in OUTLETS]), source)
    x, y, t = i["x"][owner], i["y"][owner], i["t"][owner]
    city = i["city"][owner]
    wrong = (rng.random(n) < np.where(source == 2, 0.06, 0.01)) & (place == TOWN)
    named = np.where(wrong, rng.integers(0, len(cities), n), city)
    capital = np.round(cities[city] / 140) * 140  # a point that stands for the province
    px = np.choose(place, (x + rng.laplace(0, 0.1, n), cities[named, 0], capital[:, 0], np.zeros(n)))
    py = np.choose(place, (y + rng.laplace(0, 0.1, n), cities[named, 1], capital[:, 1], np.zeros(n)))
    width = np.choose(time, (600, 2 * HOUR_S, DAY_S, DAY_S))
    late = np.where((time >= DAY) & (rng.random(n) < np.where(source == 2, 0.35, 0.06)), DAY_S, 0)
    posted = np.where(time < DAY, rng.exponential(1_500, n), 0)
    start = np.floor((t + late + posted) / width) * width
    span = rng.integers(2, 6, n)
    start = start - np.where(time == DAYS, np.floor(rng.random(n) * span) * DAY_S, 0)
    return Reports(
        true_x=x, true_y=y, true_t=t, truth=owner, source=source, x=px, y=py,
        radius=np.choose(place, (0.5, 8.0, 120.0, 450.0)), spread=np.choose(place, (0.3, 4.0, 60.0, 250.0)),
        place=np.maximum(place, EXACT), time=time, start=start,
        end=start + np.where(time == DAYS, span * DAY_S, width),
        kind=np.where(rng.random(n) < np.where(source == 2, 0.6, 0.88), i["kind"][owner],
                      rng.choice(len(KINDS), n, p=SHARE)),
        claimant=np.full(n, -1),
        actor=told(rng, i["actor"][owner], np.where(source == 2, 0.35, 0.7), 0.85, len(ACTORS)),
        weapon=np.full(n, -1), target=told(rng, i["target"][owner], np.full(n, 0.45), 0.85, len(TARGETS)),
        killed=partial_toll(rng, i["killed"][owner], 0.8, np.full(n, 0.5)),
        wounded=partial_toll(rng, i["wounded"][owner], 0.6, np.full(n, 0.3)),
        count=np.full(n, -1), delay=rng.lognormal(np.log(9 * HOUR_S), 0.9, n),
    )  # fmt: skip
