from __future__ import annotations

import numpy as np
from benchmarks.fusing.metrics import scores
from benchmarks.fusing.ours import ours
from benchmarks.fusing.press import by_key, press


def test_every_outlet_tells_of_every_event() -> None:
    observations, truth = press(5, seed=1)
    assert observations.num_rows == len(truth) == 100
    assert len(np.unique(observations["source"].to_numpy()[truth == 3])) == 20


def test_the_key_takes_no_two_reports_of_one_outlet() -> None:
    observations, _ = press(20, seed=3)
    group, source = by_key(observations), observations["source"].to_numpy()
    assert all(len(np.unique(source[group == g])) == np.count_nonzero(group == g) for g in np.unique(group))


def test_fusion_is_no_worse_than_the_key() -> None:
    observations, truth = press(60, seed=5)
    assert scores(ours(observations).group, truth)["F1"] > scores(by_key(observations), truth)["F1"] > 0.7
