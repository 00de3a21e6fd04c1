"""A change of reporting is no change of violence: figures that come gathered, days left out and written as 0."""

from __future__ import annotations

import numpy as np
import pytest

from truceline.measure.effect import effect_of
from truceline.measure.holding import holding
from truceline.measure.rhythm import changed
from truceline.measure.series import DaySeries, Truce

_START, _N = 120, 220
_BEFORE, _FORCE = (_START - 60, _START), (_START, _N)
_TRUCE = Truce("2030-05-01")  # day 120 from 1 January


def days(seed: int, mean: float = 20.0, size: float = 4.0) -> np.ndarray:
    rng = np.random.default_rng(seed)
    return rng.poisson(rng.gamma(size, mean / size, _N)).astype(float)


def gathered(values: np.ndarray, every: int, first: int, last: int) -> np.ndarray:
    """The same counts, told on every so many-eth day for all days since the last."""
    told = values.copy()
    for day in range(first, last - every + 1, every):
        told[day : day + every] = 0
        told[day + every - 1] = values[day : day + every].sum()
    return told


def series(values: np.ndarray, effort: tuple[float | None, ...] | None = None) -> DaySeries:
    return DaySeries("2030-01-01", tuple(values.tolist()), effort)


@pytest.mark.parametrize("every", [2, 3, 7])
def test_daily_figures_that_give_way_to_gathered_ones_show_no_fall(every: int) -> None:
    for seed in range(5):
        told = series(gathered(days(seed), every, _START, _N))
        verdict = holding(told, _TRUCE)
        assert verdict.verdict == "undetermined" and verdict.effect.ratio_milli is None, seed
        assert any("A change of reporting cannot be told" in reason for reason in verdict.reasons)
        assert effect_of(told, _TRUCE).reporting_changed


def test_gathered_figures_that_give_way_to_daily_ones_show_no_rise() -> None:
    for seed in range(5):
        verdict = holding(series(gathered(days(seed), 7, 0, _START)), _TRUCE)
        assert verdict.verdict == "undetermined" and "before the truce" in " ".join(verdict.reasons)


def test_days_that_were_missed_and_written_as_0() -> None:
    for seed in range(5):
        missed = np.random.default_rng(seed).random(_N) < 0.5
        missed[:_START] = False
        assert changed(series(np.where(missed, 0.0, days(seed))), _BEFORE, _FORCE) is not None


def test_quiet_is_quiet() -> None:
    rng = np.random.default_rng(3)
    for seed in range(20):
        plain = days(seed, mean=float(rng.choice([1.0, 3.0, 20.0, 100.0])), size=float(rng.choice([1.0, 4.0, 15.0])))
        fallen = plain.copy()
        fallen[_START:] = rng.binomial(plain[_START:].astype(int), 0.15)
        outbreaks = plain.copy()
        outbreaks[_START:] = 0.0
        outbreaks[_START + 20 : _START + 24] = plain[_START + 20 : _START + 24] * 2
        for values in (plain, fallen, outbreaks):
            assert changed(series(values), _BEFORE, _FORCE) is None, seed


def test_watched_days_are_quiet_where_they_are_0() -> None:
    values = gathered(days(1), 3, _START, _N)
    assert changed(series(values, (8.0,) * _N), _BEFORE, _FORCE) is None


def test_short_spans_say_nothing() -> None:
    assert changed(series(days(1)), _BEFORE, (_START, _START + 2)) is None
