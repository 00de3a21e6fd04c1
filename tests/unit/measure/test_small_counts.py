"""Few events a day: the ratio is one of counts, not of logarithms in which a half stands for nothing."""

from __future__ import annotations

import numpy as np
import pytest

from truceline.measure.effect import effect_of
from truceline.measure.series import DaySeries, Truce
from truceline.measure.small_counts import level_of


@pytest.mark.parametrize("level", [0.05, 0.4, 1.0, 2.5, 6.0, 40.0])
def test_the_way_back_is_that_of_poisson_counts(level: float) -> None:
    counts = np.random.default_rng(7).poisson(level, 400_000)
    assert np.exp(level_of(np.array([np.log(counts + 0.5).mean()])))[0] == pytest.approx(level, rel=0.03)


def test_it_rises_without_a_step_and_has_no_end() -> None:
    levels = level_of(np.linspace(-12.0, 12.0, 4_000))
    assert np.isfinite(levels).all() and (np.diff(levels) > 0).all()
    assert level_of(np.array([5.0]))[0] == pytest.approx(5.0, abs=0.01)


def _counts(level: float, days: int, seed: int) -> list[float]:
    return [float(n) for n in np.random.default_rng(seed).poisson(level, days)]


def test_silence_in_force_is_no_eighth_of_the_level() -> None:
    series = DaySeries("2030-01-01", (*_counts(5.0, 90, 1), *([0.0] * 30)))
    effect = effect_of(series, Truce("2030-04-01", "2030-05-01")).effect
    assert effect.ratio_milli is not None and effect.ratio_milli < 10


def test_a_cut_of_few_events_is_told_as_it_is() -> None:
    ratios = []
    for seed in range(12):
        series = DaySeries("2030-01-01", (*_counts(2.0, 90, seed), *_counts(0.5, 60, 100 + seed)))
        effect = effect_of(series, Truce("2030-04-01", "2030-05-31")).effect
        assert effect.low_milli is not None and effect.high_milli is not None and effect.ratio_milli is not None
        assert effect.low_milli <= 250 <= effect.high_milli
        ratios.append(effect.ratio_milli)
    assert 190 < np.median(ratios) < 310


def test_half_the_effort_and_half_the_counts_are_no_effect() -> None:
    series = DaySeries("2030-01-01", (*_counts(1.6, 90, 3), *_counts(0.8, 60, 4)), tuple([24.0] * 90 + [12.0] * 60))
    effect = effect_of(series, Truce("2030-04-01", "2030-05-31")).effect
    assert effect.low_milli is not None and effect.high_milli is not None and effect.ratio_milli is not None
    assert effect.low_milli < 1_000 < effect.high_milli and 700 < effect.ratio_milli < 1_400
