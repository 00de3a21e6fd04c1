"""Twenty outlets that tell of every event, each by its town and day: fusion beside a fixed key.

`python -m benchmarks.fusing.press [SEED ...]`; even seeds are those on which nothing was chosen.
"""

from __future__ import annotations

import sys

import numpy as np
import pyarrow as pa
from benchmarks.fusing.metrics import scores
from benchmarks.fusing.ours import ours
from benchmarks.fusing.worlds.world import FIRST_S, KM_PER_DEGREE, Floats, Ints

from truceline.model.tables import OBSERVATIONS

_DAY_S = 86_400
_OUTLETS = 20
#: the fixed key: reports of different outlets, nearest first, none further from another
_KEY_KM, _KEY_H = 5.0, 25.0


def press(events: int, seed: int, days: int = 30, towns: int = 60) -> tuple[pa.Table, Ints]:
    """Observations (schema OBSERVATIONS) and the event of each: a tenth are dated a day late, a fifth tell no toll."""
    rng = np.random.default_rng(seed)
    size = rng.pareto(1.1, towns) + 0.05
    town = rng.choice(towns, events, p=size / size.sum())
    lat, lon = rng.uniform(8.0, 13.0, towns), rng.uniform(3.0, 13.0, towns)
    when, killed = rng.integers(0, days, events), np.floor(1.5 * rng.pareto(1.2, events)).astype(int)
    truth = np.repeat(np.arange(events), _OUTLETS)
    n = len(truth)
    start = FIRST_S + _DAY_S * (when[truth] + (rng.random(n) < 0.1))
    off = rng.normal(0.0, 1.5 / KM_PER_DEGREE, (2, n))
    toll = pa.array(killed[truth], mask=rng.random(n) < 0.2)
    made = {
        "observation_id": [f"obs_{k:05}" for k in range(n)],
        "item_id": [f"itm_{k:05}" for k in range(n)],
        "record": np.full(n, 2),
        "source": [f"outlet{k % _OUTLETS}" for k in range(n)],
        "source_class": ["news"] * n,
        "event_type": ["fire.shelling"] * n,
        "start_s": start,
        "end_s": start + _DAY_S,
        "lat_e6": np.rint(1e6 * (lat[town[truth]] + off[0])),
        "lon_e6": np.rint(1e6 * (lon[town[truth]] + off[1] / np.cos(np.radians(lat[town[truth]])))),
        "radius_m": np.full(n, 5_000),
        "killed_low": toll,
        "killed_high": toll,
        "verb": ["reported"] * n,
        "method": ["press"] * n,
        "confidence_ppm": np.full(n, 900_000),
    }
    columns = [pa.array(made[f.name]).cast(f.type) if f.name in made else pa.nulls(n, f.type) for f in OBSERVATIONS]
    return pa.table(columns, schema=OBSERVATIONS), truth


def by_key(observations: pa.Table) -> Ints:
    """Groups by a fixed key: an event for whatever different outlets tell within 5 km and a day of each other."""
    lat, lon = (observations[name].to_numpy() / 1e6 for name in ("lat_e6", "lon_e6"))
    where = np.stack([lat, lon * np.cos(np.radians(lat.mean()))], axis=1) * KM_PER_DEGREE / _KEY_KM
    spot = np.column_stack([where, observations["start_s"].to_numpy() / 3600 / _KEY_H])
    source = observations["source"].to_numpy()
    group = np.arange(len(spot))
    members = {k: [k] for k in range(len(spot))}
    for i, j in _near(spot):
        a, b = group[i], group[j]
        if a == b or set(source[members[a]]) & set(source[members[b]]):
            continue
        if np.abs(spot[members[a]][:, None] - spot[members[b]][None]).max() > 1.0:
            continue
        members[a] += members.pop(b)
        group[members[a]] = a
    return group


def _near(spot: Floats) -> Ints:
    """Pairs within the key, nearest first."""
    pairs, far = [], []
    for i in range(len(spot)):
        apart = np.abs(spot[i + 1 :] - spot[i])
        near = np.flatnonzero(apart.max(axis=1) <= 1.0)
        pairs.append(np.column_stack([np.full(len(near), i), i + 1 + near]))
        far.append(apart[near].sum(axis=1))
    order = np.argsort(np.concatenate(far), kind="stable")
    return np.asarray(np.concatenate(pairs)[order])


def main(seeds: list[int]) -> None:
    """A line a seed: F1 of both, and the expected number of incidents over the true one."""
    for seed in seeds:
        observations, truth = press(150, seed)
        found, key = ours(observations), by_key(observations)
        rated, fixed = scores(found.group, truth), scores(key, truth)
        expected = found.expected[0] / len(np.unique(truth)) if found.expected else float("nan")
        print(
            f"seed {seed}  fusion: F1 {rated['F1']:.3f} (P {rated['P']:.3f} R {rated['R']:.3f}) "
            f"expected/truth {expected:.2f}  fixed key: F1 {fixed['F1']:.3f}"
        )


if __name__ == "__main__":
    main([int(seed) for seed in sys.argv[1:]] or [2, 4, 6])
