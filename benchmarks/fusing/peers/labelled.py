"""Peers that learn from labels: logistic regression on recordlinkage's comparisons, and boosted trees as the ceiling.

They learn on a practice world of the same kind with another seed, where the truth is given to them, and choose their
threshold there. No unsupervised method has that.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
from benchmarks.fusing.metrics import scores
from benchmarks.fusing.peers.candidates import candidates
from benchmarks.fusing.peers.frame import Floats, Frame, Ints, frame_of
from benchmarks.fusing.peers.linkage import components, linked
from benchmarks.fusing.worlds.world import World

LEARN_FROM = 400_000


def boosted(observations: pa.Table, practice: World) -> Ints:
    """Gradient boosting on everything the two reports say, then the linkage by mean evidence."""
    model, above = _learnt(practice)
    frame = frame_of(observations)
    i, j = candidates(frame)
    return linked(len(frame), i, j, _odds(model, frame, i, j), above)


def _learnt(practice: World) -> tuple[Any, float]:
    """A classifier of pairs and the threshold for linkage, both from the practice world."""
    from sklearn.ensemble import HistGradientBoostingClassifier

    frame = frame_of(practice.observations)
    i, j = candidates(frame)
    same = practice.truth[i] == practice.truth[j]
    rng = np.random.default_rng(5)
    some = np.flatnonzero(same | (rng.random(len(i)) < LEARN_FROM / max(1, len(i))))
    weight = np.where(same[some], 1.0, max(1.0, len(i) / LEARN_FROM))
    model = HistGradientBoostingClassifier(max_iter=150, learning_rate=0.12, max_leaf_nodes=47, random_state=0)
    model.fit(features(frame, rivals(len(frame), i, j), i[some], j[some]), same[some], sample_weight=weight)
    return model, _threshold(frame, practice.truth, i, j, _odds(model, frame, i, j))


def _odds(model: Any, frame: Frame, i: Ints, j: Ints) -> Floats:
    out = np.empty(len(i), np.float32)
    many = rivals(len(frame), i, j)
    for first in range(0, len(i), 1_000_000):
        part = slice(first, first + 1_000_000)
        p = model.predict_proba(features(frame, many, i[part], j[part]))[:, 1]
        out[part] = np.log(p + 1e-9) - np.log1p(-p + 1e-9)
    return out


def _threshold(frame: Frame, truth: Ints, i: Ints, j: Ints, odds: Floats) -> float:
    """The threshold with the best F1 of pairs on the practice world."""
    found = {t: scores(linked(len(frame), i, j, odds, t), truth)["F1"] for t in (-1.5, -1.0, -0.5, 0.0, 0.5)}
    return max(found, key=lambda t: found[t])


def rivals(n: int, i: Ints, j: Ints) -> Ints:
    """How many candidates each report has."""
    return np.bincount(i, minlength=n) + np.bincount(j, minlength=n)


def features(frame: Frame, many: Ints, i: Ints, j: Ints) -> Floats:
    """What can be said of a pair of reports; `many` are the candidates of each."""
    a_finer = frame.radius[i] < frame.radius[j]
    fine, rough = np.where(a_finer, i, j), np.where(a_finer, j, i)
    away = np.hypot(frame.x[i] - frame.x[j], frame.y[i] - frame.y[j])
    spread = np.sqrt(frame.radius[i] ** 2 + frame.radius[j] ** 2)
    gap = np.maximum(frame.start[i], frame.start[j]) - np.minimum(frame.end[i], frame.end[j])
    long, short = _sorted(frame.end[i] - frame.start[i], frame.end[j] - frame.start[j])
    both = [_agreement(v, i, j) for v in (frame.kind, frame.family, frame.actor, frame.weapon, frame.target)]
    differ = [_difference(v, i, j) for v in (frame.killed, frame.wounded, frame.count)]
    kinds = _sorted(frame.kind[i], frame.kind[j])
    classes = _sorted(frame.source_class[i], frame.source_class[j])
    crowd = _crowd(frame)
    return np.stack(
        [
            away, spread, away / spread, frame.radius[fine], frame.radius[rough], gap,
            np.abs(frame.middle[i] - frame.middle[j]), long, short, *both, *differ, kinds[0] * 64 + kinds[1],
            classes[0] * 16 + classes[1], frame.source[i] == frame.source[j], frame.target[fine], crowd[fine],
            crowd[rough], np.minimum(frame.killed[i], frame.killed[j]), frame.claimant[i] == frame.claimant[j],
            many[fine], many[rough],
        ],
        axis=1,
    ).astype(np.float32)  # fmt: skip


def _sorted(a: Any, b: Any) -> tuple[Any, Any]:
    return np.maximum(a, b), np.minimum(a, b)


def _agreement(code: Ints, i: Ints, j: Ints) -> Floats:
    """1 the same, 0 different, missing where one says nothing."""
    return np.where((code[i] < 0) | (code[j] < 0), np.nan, code[i] == code[j])


def _difference(number: Ints, i: Ints, j: Ints) -> Floats:
    return np.where((number[i] < 0) | (number[j] < 0), np.nan, np.abs(number[i] - number[j]))


def _crowd(frame: Frame) -> Floats:
    """How many reports fall into the same 10 km and 12 hours."""
    cell = np.stack([frame.x // 10, frame.y // 10, frame.middle // 12], axis=1).astype(np.int64)
    _, inverse, counts = np.unique(cell, axis=0, return_inverse=True, return_counts=True)
    return counts[inverse.ravel()].astype(float)


def logistic(observations: pa.Table, practice: World) -> Ints:
    """recordlinkage: block on day and cell, compare with its functions, logistic regression, components."""
    import recordlinkage
    from recordlinkage import LogisticRegressionClassifier

    def compared(table: pa.Table) -> Any:
        data = _pandas(table)
        pairs = None
        for left in (("cell", "day"), ("cell_half", "day"), ("cell", "day_half")):
            found = recordlinkage.index.Block(left_on=list(left)).index(data)
            pairs = found if pairs is None else pairs.union(found)
        compare = recordlinkage.Compare()
        compare.geo("lat", "lon", "lat", "lon", method="exp", offset=1.0, scale=5.0, label="place")
        compare.numeric("hour", "hour", method="gauss", offset=1.0, scale=8.0, label="time")
        for name in ("kind", "target", "actor", "weapon", "source"):
            compare.exact(name, name, missing_value=0.5, label=name)
        compare.numeric("killed", "killed", method="step", offset=0.5, missing_value=0.5, label="killed")
        return compare.compute(pairs, data)

    seen = compared(practice.observations)
    i, j = (seen.index.get_level_values(k).to_numpy() for k in (0, 1))
    classifier = LogisticRegressionClassifier()
    classifier.fit(seen, seen.index[practice.truth[i] == practice.truth[j]])
    chance = classifier.prob(seen).to_numpy()
    found = {
        t: scores(components(len(practice.truth), i[chance > t], j[chance > t]), practice.truth)["F1"]
        for t in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
    }
    best = max(found, key=lambda t: found[t])
    told = compared(observations)
    hit = classifier.prob(told).to_numpy() > best
    pairs = [told.index.get_level_values(k).to_numpy()[hit] for k in (0, 1)]
    return components(observations.num_rows, *pairs)


def _pandas(table: pa.Table) -> Any:
    import pandas as pd

    frame = frame_of(table)
    names = {"kind": "event_type", "target": "target", "actor": "alleged_actor", "weapon": "weapon", "source": "source"}
    return pd.DataFrame(
        {
            "lat": table["lat_e6"].to_numpy() / 1e6, "lon": table["lon_e6"].to_numpy() / 1e6, "hour": frame.middle,
            "killed": np.where(frame.killed < 0, np.nan, frame.killed),
            "cell": (frame.x // 12).astype(int) * 100_000 + (frame.y // 12).astype(int),
            "cell_half": ((frame.x + 6) // 12).astype(int) * 100_000 + ((frame.y + 6) // 12).astype(int),
            "day": (frame.middle // 24).astype(int), "day_half": ((frame.middle + 12) // 24).astype(int),
            **{short: table[name].to_pandas() for short, name in names.items()},
        }
    )  # fmt: skip
