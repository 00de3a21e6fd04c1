"""The cheap bound rules out no pair that the evidence would have kept."""

from __future__ import annotations

import numpy as np
import pytest
from benchmarks.fusion_world import world

from truceline.compiled import kernel
from truceline.fuse.arrays import Floats, Ints
from truceline.fuse.evidence import pair_evidence
from truceline.fuse.glance import Glance, falling, hopeful, least_odds, limits, many_glances
from truceline.fuse.layout import Columns, Weights
from truceline.fuse.learn import learned_of
from truceline.fuse.linking import model_of
from truceline.fuse.params import DEFAULTS
from truceline.fuse.reports import reports_of


@kernel
def tally(c: Columns, chance: Floats, w: Weights, seen: Glance, least: float, odds: Floats) -> Ints:
    """Pairs kept by both, lost by the bound alone, and dropped by both."""
    out = np.zeros(3, dtype=np.int64)
    for i in range(len(c.real)):
        for j in range(i + 1, len(c.real)):
            kept = pair_evidence(i, j, c, chance, w) > least
            if hopeful(i, seen, j, seen, odds, w):
                out[0] += kept
            else:
                out[1 if kept else 2] += 1
    return out


@kernel
def fall(x: float) -> float:
    return falling(x)


@pytest.mark.parametrize("least", [-5.0, -2.0, 0.0])
def test_no_pair_is_lost_and_most_are_spared(least: float) -> None:
    reports = reports_of(world(1_500, per_day=60.0, seed=3).observations, (), DEFAULTS)
    model = model_of(reports, DEFAULTS, learned_of(reports, DEFAULTS))
    limit = limits(model.columns, model.weights)
    seen = many_glances(np.arange(len(model.rows), dtype=np.int32), limit, model.columns, model.chance)
    odds = least_odds(least, model.weights)
    kept, lost, dropped = tally(model.columns, model.chance, model.weights, seen, least, odds)
    assert lost == 0
    assert kept > 500
    assert dropped > 120 * kept


def test_the_bound_of_the_exponential_is_one() -> None:
    for x in np.linspace(0.0, 60.0, 601):
        assert np.exp(-x) <= fall(float(x)) <= min(1.0, 2.0 * np.exp(-x / 2))
