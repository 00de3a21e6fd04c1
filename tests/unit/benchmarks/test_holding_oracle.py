"""The oracle's bounds: exact where they can be worked out by hand, and in the right order everywhere."""

from __future__ import annotations

import numpy as np
import pytest
from benchmarks.holding_oracle import Nature, best, draw, every_half, fitted, shiryaev_roberts, sure_of_coverage
from benchmarks.holding_series import Named
from scipy.stats import poisson

from truceline.measure.series import DaySeries


def test_where_the_level_is_known_the_ceiling_is_that_of_the_poisson_test() -> None:
    """Without latent moves the best test is of the sum of the days, at a size of w / 365.25."""
    found = best(Nature(0.5, 0.9, 0.0, 1e6), 3.0, 7, seed=1, wars=1500)
    size = 7 / 365.25
    limit = int(poisson.isf(size, 3.5))
    exact = float(poisson.sf(limit, 10.5))
    with_limit = float(poisson.sf(limit - 1, 10.5))
    assert exact - 0.05 < found.ceiling < with_limit + 0.05


@pytest.mark.parametrize("spread", [0.0, 0.3])
def test_no_rule_passes_the_ceiling_and_a_wilder_war_hides_more(spread: float) -> None:
    calm = best(Nature(5.0, 0.93, spread, 5.0), 3.0, 7, seed=2, wars=400)
    wild = best(Nature(5.0, 0.93, spread + 0.7, 5.0), 3.0, 7, seed=2, wars=400)
    assert calm.reached <= calm.ceiling + 0.03 and wild.reached <= wild.ceiling + 0.03
    assert wild.ceiling < calm.ceiling - 0.1


def test_without_a_rise_the_mean_of_r_is_the_number_of_days_it_remembers() -> None:
    nature = Nature(5.0, 0.93, 0.2, 5.0)
    counts = draw(nature, 40, 3_000, np.random.default_rng(3))
    r = np.exp(shiryaev_roberts(counts, nature, 1.2, 10))
    remembered = sum((1 - 1 / 10) ** ago for ago in range(40))
    assert r[:, -1].mean() == pytest.approx(remembered, rel=0.15)


def test_the_nature_fitted_is_near_that_drawn() -> None:
    nature = Nature(12.0, 0.95, 0.5, 1 / 0.15)
    found = fitted(draw(nature, 300, 1, np.random.default_rng(4))[0])
    assert found.phi >= 0.8 and 0.3 <= found.sd <= 1.0 and 0.01 <= 1 / found.size <= 0.4


def test_perfect_intervals_of_long_windows_miss_the_band_oftener() -> None:
    nature = Nature(5.0, 0.95, 0.5, 5.0)
    (short, lowest), (long, deepest) = (sure_of_coverage(nature, 300, days, 5, 100) for days in (3, 42))
    assert short > long and lowest > deepest


def test_halves_have_more_than_their_rate_by_chance() -> None:
    series = [Named("one", "war", "reporting", DaySeries("2030-01-01", (0.0,) * 733))]
    found = every_half(series)
    assert found["with at most one a year, at a rate of one"] == pytest.approx(2 / np.e, abs=0.01)
