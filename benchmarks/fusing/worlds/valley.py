"""A valley under a ceasefire: daily reports of sectors, a hotline that rings ten times, channels that copy each other.

Test only: nothing was tuned on it. Villages lie along a river. Teams send one report a day in which each incident
stands with the middle of the team's sector; callers to a hotline name the village next to them and the time of the
call; a drone sees little, but exactly; two channels take most of what they tell from the hotline, an hour or two
later, with its words; coders write one row a day and village. Every source but the drone and the teams declares five
kilometres, whatever it knows. How many tell of an incident is over-dispersed: most are told of once, some by thirty.
"""

from __future__ import annotations

import numpy as np
from benchmarks.fusing.worlds.reporting import Outlet, picked
from benchmarks.fusing.worlds.telling import heavy, partial_toll, told
from benchmarks.fusing.worlds.world import (
    DAY,
    DISTRICT,
    EXACT,
    HOUR,
    MINUTE,
    Array,
    Floats,
    Ints,
    Reports,
    Words,
    World,
    world_of,
)

DAY_S, HOUR_S = 86_400, 3_600
LAT0, LON0 = 12.4, 43.1
LENGTH, SECTORS = 260.0, 13
TEAMS, HOTLINE, DRONE, COPIES, CODED, CLINICS, AGENCY = 0, 1, 2, (3, 4), 5, 6, 7
OUTLETS = (
    Outlet("teams", "patrol", 0.22, (0, 0.25, 0.75, 0), (0, 0.2, 0.8, 0)),
    Outlet("hotline", "other", 0.30, (0, 1, 0, 0), (1, 0, 0, 0)),
    Outlet("drone", "uav", 0.05, (1, 0, 0, 0), (1, 0, 0, 0)),
    Outlet("channel-river", "social", 0.13, (0, 1, 0, 0), (0.7, 0.3, 0, 0)),
    Outlet("channel-hills", "social", 0.09, (0, 1, 0, 0), (0.7, 0.3, 0, 0)),
    Outlet("coded", "dataset", 0.09, (0, 0.9, 0.1, 0), (0, 0, 1, 0)),
    Outlet("clinics", "ngo", 0.05, (0, 0.3, 0.7, 0), (0, 0.1, 0.9, 0)),
    Outlet("agency", "news", 0.07, (0, 0.5, 0.5, 0), (0, 0.1, 0.9, 0)),
)
KINDS = ("fire.shelling", "fire.burst", "fire.sniper", "ground.clash", "mine.explosion", "air.drone_strike",
         "abuse.abduction", "other")  # fmt: skip
SHARE = np.array([0.30, 0.25, 0.10, 0.12, 0.08, 0.08, 0.04, 0.03])
WEAPONS = ("mortar", "small_arms", "tank", "mine", "attack_drone")
TARGETS = ("residential", "agriculture", "water", "market", "military", "transport")


def valley(n_observations: int, per_day: float = 60.0, seed: int = 1) -> World:
    """About `n_observations` reports at `per_day` incidents a day."""
    rng = np.random.default_rng([61, seed, n_observations])
    layout = np.random.default_rng([62, seed])
    n = max(2, int(n_observations / 2.05))
    days = max(1.0, n / per_day)
    villages = np.stack([layout.normal(0, 9.0, 420), layout.uniform(0, LENGTH, 420)], axis=1)
    villages[:, 0] += 25 * np.sin(villages[:, 1] / 45)
    truth = _incidents(rng, n, days, villages)
    loud = rng.gamma(0.55, 1.0 / 0.55, n) * np.where(truth["killed"] > 0, 2.0, 0.85)  # mean one, long tail
    counts = np.minimum(1 + rng.poisson(loud), 30)
    owner = np.repeat(np.arange(n), counts)
    source = picked(rng, np.array([[o.share for o in OUTLETS]]), np.zeros(len(owner), np.int8)).astype(np.int64)
    reports = _reports(rng, truth, owner, source, villages)
    nothing = rng.random(len(owner)) < np.where(source == HOTLINE, 0.08, 0.02)  # rumours
    moved = rng.integers(0, len(villages), int(nothing.sum()))
    reports["x"][nothing], reports["y"][nothing] = villages[moved, 0], villages[moved, 1]
    reports.columns["truth"] = np.where(nothing, n + np.arange(len(owner)), owner)
    words = Words(tuple(o.name for o in OUTLETS), tuple(o.kind for o in OUTLETS), KINDS, WEAPONS, TARGETS,
                  ("Movement", "Government", "Tribal force"))  # fmt: skip
    return world_of(rng, reports, words, LAT0, LON0)


def _incidents(rng: np.random.Generator, n: int, days: float, villages: Floats) -> dict[str, Array]:
    """Each village has a temper of its own that drifts; what begins goes on till evening, next door."""
    temper = rng.gamma(0.4, 1.0, (len(villages), 4))
    quarter = rng.integers(0, 4, n)
    at = np.array([rng.choice(len(villages), int((quarter == q).sum()), p=temper[:, q] / temper[:, q].sum())
                   for q in range(4)], object)  # fmt: skip
    village = np.empty(n, np.int64)
    for q in range(4):
        village[quarter == q] = at[q]
    t = (quarter + rng.random(n)) * days / 4 * DAY_S
    follow = np.r_[False, rng.random(n - 1) < 0.4]
    lead = np.maximum.accumulate(np.where(follow, 0, np.arange(n)))
    wild = heavy(rng, n, 3.0)
    kind = rng.choice(len(KINDS), n, p=SHARE)
    side = rng.choice(3, n, p=(0.5, 0.35, 0.15))
    deadly = rng.random(n) < 0.15
    return {
        "x": villages[village[lead], 0] + wild[0] * np.where(follow, 2.5, 1.0),
        "y": villages[village[lead], 1] + wild[1] * np.where(follow, 2.5, 1.0),
        "t": t[lead] + np.where(follow, rng.exponential(3 * HOUR_S, n), 0),
        "kind": np.where(follow & (rng.random(n) < 0.5), kind[lead], kind),
        "weapon": np.array([0, 1, 1, 1, 3, 4, 1, 2])[kind], "target": rng.integers(0, len(TARGETS), n),
        "actor": side[lead], "killed": np.where(deadly, rng.geometric(0.45, n), 0),
        "wounded": np.where(deadly | (rng.random(n) < 0.2), rng.geometric(0.35, n), 0),
    }  # fmt: skip


def _reports(rng: np.random.Generator, i: dict[str, Array], owner: Ints, source: Ints, villages: Floats) -> Reports:
    from scipy.spatial import cKDTree

    n = len(owner)
    place = picked(rng, np.array([o.place for o in OUTLETS]), source)
    time = picked(rng, np.array([o.time for o in OUTLETS]), source)
    x, y, t = i["x"][owner], i["y"][owner], i["t"][owner]
    near = np.asarray(cKDTree(villages).query(np.stack([x, y], axis=1), k=4, workers=2)[1])
    own = near[np.arange(n), np.minimum(rng.geometric(0.6, n) - 1, 3)]
    # who copies names the village that the first caller named
    called = near[np.flatnonzero(np.r_[True, owner[1:] != owner[:-1]]).repeat(np.bincount(owner)[np.unique(owner)]), 0]
    village = np.where(np.isin(source, COPIES), called, own)
    sector = np.clip(np.floor(y / LENGTH * SECTORS), 0, SECTORS - 1)
    middle = (sector + 0.5) * LENGTH / SECTORS
    wild = heavy(rng, n)
    px = np.choose(place, (x + 0.05 * wild[0], villages[village, 0], 25 * np.sin(middle / 45)))
    py = np.choose(place, (y + 0.05 * wild[1], villages[village, 1], middle))
    radius = np.where(place == EXACT, 0.2, np.where(source == TEAMS, 12.0, 5.0))
    late = np.where(source == HOTLINE, rng.gamma(1.5, 900, n), 0) + np.where(
        np.isin(source, COPIES), rng.lognormal(np.log(1.3 * HOUR_S), 0.6, n), 0)  # fmt: skip
    width = np.choose(np.minimum(time, DAY), (60, HOUR_S, DAY_S))
    start = np.floor((t + np.where(time <= HOUR, late, 0)) / width) * width
    filed = (source == TEAMS) & (time == DAY) & (t % DAY_S > 18 * HOUR_S)  # after the report of the day has left
    start = start + np.where(filed | (rng.random(n) < 0.1) & (time == DAY), DAY_S, 0)
    given = np.where(source == HOTLINE, 0.2, 0.5)
    return Reports(
        true_x=x, true_y=y, true_t=t, truth=owner, source=source, x=px, y=py, radius=radius,
        spread=np.choose(place, (0.05, 2.0, 10.0)), place=np.minimum(place, DISTRICT), time=np.maximum(time, MINUTE),
        start=start, end=start + width,
        kind=np.where(rng.random(n) < np.where(source == HOTLINE, 0.6, 0.8), i["kind"][owner],
                      np.where(rng.random(n) < 0.5, 7, rng.choice(len(KINDS), n, p=SHARE))),
        claimant=np.full(n, -1), actor=told(rng, i["actor"][owner], given, 0.8, 3),
        weapon=told(rng, i["weapon"][owner], given * 0.7, 0.8, len(WEAPONS)),
        target=told(rng, i["target"][owner], given * 0.8, 0.75, len(TARGETS)),
        killed=partial_toll(rng, i["killed"][owner], 0.6, np.where(source == CLINICS, 0.95, 0.4)),
        wounded=partial_toll(rng, i["wounded"][owner], 0.5, np.where(source == CLINICS, 0.9, 0.3)),
        count=np.full(n, -1), delay=rng.lognormal(np.log(4 * HOUR_S), 0.8, n),
    )  # fmt: skip
