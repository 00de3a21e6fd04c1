"""A city under siege: one city, a wave of attacks that peaks at several times the mean, salvos within minutes.

Nine in ten incidents lie within 15 km. Places are street, landmark, ward or "the city"; wards are of unequal size.
Reports come from channels that repeat each other with the same words for the place, a municipality that sums up the
evening, hospitals that know casualties but neither place nor hour, and coders who put all on the day of publication.
"""

from __future__ import annotations

import numpy as np
from benchmarks.fusing.worlds.reporting import Outlet, picked, reporting
from benchmarks.fusing.worlds.telling import heavy, held, partial_toll, salvos, told
from benchmarks.fusing.worlds.world import DAY, DAYS, HOUR, Array, Floats, Ints, Reports, Words, World, world_of

DAY_S, HOUR_S = 86_400, 3_600
LAT0, LON0 = 36.2, 37.15
OUTLETS = (
    Outlet("municipality", "official", 0.10, (0.10, 0.30, 0.50, 0.10), (0.05, 0.35, 0.60, 0.0)),
    Outlet("army-a", "official", 0.07, (0.02, 0.18, 0.50, 0.30), (0.05, 0.15, 0.70, 0.10)),
    Outlet("army-b", "official", 0.07, (0.02, 0.18, 0.50, 0.30), (0.05, 0.15, 0.70, 0.10)),
    Outlet("hospitals", "ngo", 0.07, (0.0, 0.05, 0.45, 0.50), (0.0, 0.25, 0.75, 0.0)),
    Outlet("channel-1", "social", 0.17, (0.20, 0.50, 0.25, 0.05), (0.60, 0.30, 0.10, 0.0)),
    Outlet("channel-2", "social", 0.14, (0.20, 0.45, 0.30, 0.05), (0.50, 0.35, 0.15, 0.0)),
    Outlet("channel-3", "social", 0.11, (0.10, 0.50, 0.35, 0.05), (0.50, 0.35, 0.15, 0.0)),
    Outlet("wire", "news", 0.09, (0.02, 0.25, 0.48, 0.25), (0.10, 0.30, 0.55, 0.05)),
    Outlet("camera-net", "camera", 0.08, (1.0, 0, 0, 0), (1.0, 0, 0, 0)),
    Outlet("coded", "dataset", 0.10, (0.10, 0.25, 0.45, 0.20), (0, 0, 0.90, 0.10)),
)
KINDS = ("fire.shelling", "fire.explosion", "air.strike", "fire.sniper", "ground.clash", "air.drone_strike",
         "harm.damage", "fire.burst", "attack_civilians")  # fmt: skip
SHARE = np.array([0.36, 0.13, 0.13, 0.09, 0.10, 0.09, 0.02, 0.05, 0.03])
WEAPONS = ("mortar", "artillery", "mlrs", "guided_bomb", "small_arms", "fpv_drone", "tank")
TARGETS = ("residential", "market", "hospital", "school", "military", "worship", "water", "industry", "bridge", "aid")


def siege(n_observations: int, per_day: float = 900.0, seed: int = 1) -> World:
    """About `n_observations` reports; `per_day` incidents a day on average, three times as many at the peak."""
    rng = np.random.default_rng([31, seed, n_observations])
    layout = np.random.default_rng([32, seed])
    share = np.array([[0.52, 0.21, 0.11, 0.06, 0.04, 0.03, 0.02, 0.01]])
    n = max(2, int(n_observations / (float(share[0] @ np.arange(1, 9)) * 1.12)))
    days = max(1.0, n / per_day)
    wards = layout.normal(0, 6.0, (34, 2))
    marks = layout.normal(0, 5.5, (700, 2))
    truth = _incidents(rng, n, days, marks)
    # what kills is told by many
    loud = np.minimum(truth["killed"], 4)
    counts = np.minimum(1 + picked(rng, share, np.zeros(n, np.int8)).astype(np.int64) + rng.binomial(loud, 0.5), 9)
    owner, source = reporting(rng, counts, np.array([o.share for o in OUTLETS]), 0.12)
    reports = _reports(rng, truth, owner, source, wards, marks)
    nothing = rng.random(len(owner)) < 0.06
    reports["start"][nothing] += np.rint(rng.normal(0, 4, int(nothing.sum()))) * DAY_S
    reports.columns["end"][nothing] = reports["start"][nothing] + HOUR_S * 6
    reports.columns["truth"] = np.where(nothing, n + np.arange(len(owner)), owner)
    words = Words(tuple(o.name for o in OUTLETS), tuple(o.kind for o in OUTLETS), KINDS, WEAPONS, TARGETS,
                  ("Force A", "Force B"), ("explosion",))  # fmt: skip
    return world_of(rng, reports, words, LAT0, LON0)


def _incidents(rng: np.random.Generator, n: int, days: float, marks: Floats) -> dict[str, Array]:
    first = salvos(rng, n, 4.0, 1.8)
    lead = np.flatnonzero(first)[np.cumsum(first) - 1]
    # a wave: gamma in time, with hours of shelling at dusk and dawn
    peak = rng.gamma(4.0, days / 10, n) % days
    hour = (np.where(rng.random(n) < 0.6, rng.choice((5.0, 19.0), n), 12.0) + rng.normal(0, 3, n)) % 24
    t0 = np.floor(peak) * DAY_S + hour * HOUR_S
    mark = rng.integers(0, len(marks), n)
    front = rng.random(n) < 0.5  # an edge of the city that moves with the weeks
    angle = 0.6 * np.sin(t0 / (15 * DAY_S)) + rng.normal(0, 0.25, n)
    x0 = np.where(front, 9 * np.cos(angle), marks[mark, 0]) + rng.normal(0, 0.4, n)
    y0 = np.where(front, 9 * np.sin(angle), marks[mark, 1]) + rng.normal(0, 0.4, n)
    wide = heavy(rng, n, 3.0)
    kind = np.where(rng.random(n) < 0.7, rng.choice(len(KINDS), n, p=SHARE)[lead], rng.choice(len(KINDS), n, p=SHARE))
    deadly = rng.random(n) < 0.22
    return {
        "x": x0[lead] + np.where(first, 0, wide[0] * 0.7), "y": y0[lead] + np.where(first, 0, wide[1] * 0.7),
        "t": t0[lead] + np.where(first, 0, rng.exponential(1_800, n)), "kind": kind,
        "weapon": np.array([0, 1, 3, 4, 4, 5, 1, 2, 6])[kind], "target": rng.integers(0, len(TARGETS), n),
        "actor": (rng.random(n) < 0.7).astype(np.int64)[lead],
        "killed": np.where(deadly, np.minimum((rng.pareto(1.6, n) + 1).astype(np.int64), 60), 0),
        "wounded": np.where(deadly | (rng.random(n) < 0.2), np.clip(rng.pareto(1.2, n) + 1, 1, 150), 0).astype(int),
        "shells": rng.geometric(0.15, n),
    }  # fmt: skip


def _reports(
    rng: np.random.Generator, i: dict[str, Array], owner: Ints, source: Ints, wards: Floats, marks: Floats
) -> Reports:
    from scipy.spatial import cKDTree

    n = len(owner)
    place = picked(rng, np.array([o.place for o in OUTLETS]), source)
    time = picked(rng, np.array([o.time for o in OUTLETS]), source)
    x, y, t = i["x"][owner], i["y"][owner], i["t"][owner]
    point = np.stack([x, y], axis=1)
    ward = np.asarray(cKDTree(wards).query(point, workers=2)[1])
    many = np.asarray(cKDTree(marks).query(point, k=6, workers=2)[1])
    # the landmark that comes to mind, which is the same one for whoever follows the first channel
    mind = np.minimum(rng.geometric(0.55, n) - 1, 5)
    common = np.minimum(rng.geometric(0.55, len(i["x"])) - 1, 5)[owner]
    mark = many[np.arange(n), np.where(np.isin(source, (4, 5, 6)), common, mind)]
    jitter = heavy(rng, n)
    px = np.choose(place, (x + jitter[0] * 0.06, marks[mark, 0], wards[ward, 0], np.zeros(n)))
    py = np.choose(place, (y + jitter[1] * 0.06, marks[mark, 1], wards[ward, 1], np.zeros(n)))
    radius = np.choose(place, (0.3, 1.2, 3.2, 13.0))
    start, end = _times(rng, t, time, source)
    hospital = source == 3
    said = told(rng, i["actor"][owner], np.full(n, 0.5), 0.85, 2)
    return Reports(
        true_x=i["x"][owner], true_y=i["y"][owner], true_t=i["t"][owner],
        truth=owner, source=source, x=px, y=py, radius=held(radius, np.full(n, 0.9), rng),
        spread=np.choose(place, (0.1, 0.5, 1.6, 6.0)), place=place, time=time, start=start, end=end,
        kind=np.where(hospital, 6, np.where(rng.random(n) < 0.74, i["kind"][owner],
                                            np.where(rng.random(n) < 0.5, 1, rng.choice(len(KINDS), n, p=SHARE)))),
        claimant=np.where(source == 1, 0, np.where(source == 2, 1, -1)),
        actor=np.choose((source == 1) + 2 * (source == 2), (said, 1, 0)),
        weapon=told(rng, i["weapon"][owner], np.full(n, 0.30), 0.75, len(WEAPONS)),
        target=told(rng, i["target"][owner], np.full(n, 0.40), 0.80, len(TARGETS)),
        killed=partial_toll(rng, i["killed"][owner], 0.55, np.where(hospital, 0.95, 0.45)),
        wounded=partial_toll(rng, i["wounded"][owner], 0.45, np.where(hospital, 0.90, 0.35)),
        count=told(rng, i["shells"][owner], np.full(n, 0.25), 0.6, 12),
        delay=rng.lognormal(np.log(1.5 * HOUR_S), 1.0, n),
    )  # fmt: skip


def _times(rng: np.random.Generator, t: Floats, time: Array, source: Ints) -> tuple[Floats, Floats]:
    """Minutes of posting rather than of the event, half hours, and days of publication."""
    n = len(t)
    posted = np.where(time < DAY, rng.gamma(1.2, 420, n), 0)  # seconds from event to post; nobody posts before
    posted = np.where((rng.random(n) < 0.05) & (time <= HOUR), posted + 2 * HOUR_S, posted)
    publication = (source == 9) & (rng.random(n) < 0.25)
    t = t + posted + np.where(publication, DAY_S, 0)
    width = np.choose(time, (300, 1_800, DAY_S, DAY_S))
    back = np.choose(time, (900, 1_800, 0, 0))
    start = np.floor((t - back) / width) * width
    days = rng.integers(2, 4, n)
    start = start - np.where(time == DAYS, np.floor(rng.random(n) * days) * DAY_S, 0)
    end = np.where(time == DAYS, start + days * DAY_S, start + width + back)
    return start, end
