"""The bank of filters against the same model in dense matrices (generalised least squares)."""

from __future__ import annotations

import numpy as np

from truceline.measure import levels


def dense(y: np.ndarray, ahead: np.ndarray) -> tuple[float, float]:
    """Mean and standard deviation of the forecast, point by point of the grid, with no filter."""
    days = np.arange(len(y) + len(ahead))
    seen = np.concatenate([~np.isnan(y), np.zeros(len(ahead), dtype=bool)])
    asked = np.concatenate([np.zeros(len(y)), ahead / ahead.sum()])
    n = int(seen.sum())
    log_weight, means, variances = [], [], []
    for phi, lam, prior in zip(levels._GRID_PHI, levels._GRID_LAM, levels._GRID_PRIOR, strict=True):
        cov = lam / (1 - phi**2) * phi ** np.abs(days[:, None] - days[None, :]) + np.eye(len(days))
        inner = np.linalg.inv(cov[np.ix_(seen, seen)])
        one = np.ones(n)
        information = one @ inner @ one
        mu = one @ inner @ y[~np.isnan(y)] / information
        rest = (y[~np.isnan(y)] - mu) @ inner @ (y[~np.isnan(y)] - mu)
        cross = asked @ cov[:, seen] @ inner
        own = 1 - cross @ one
        spread = asked @ cov @ asked - cross @ cov[np.ix_(seen, seen)] @ cross + own**2 / information
        means.append(mu + cross @ (y[~np.isnan(y)] - mu))
        variances.append(rest / (n - 3) * spread)
        log_det = -np.linalg.slogdet(inner)[1]
        log_weight.append(prior - 0.5 * (log_det + np.log(information) + (n - 1) * np.log(rest)))
    weight = np.exp(np.array(log_weight) - max(log_weight))
    weight /= weight.sum()
    mean = float(weight @ np.array(means))
    return mean, float(np.sqrt(weight @ (np.array(variances) + (np.array(means) - mean) ** 2)))


def test_the_filter_is_the_dense_model() -> None:
    chance = np.random.default_rng(5)
    for length, ahead in ((60, [1] * 14), (20, [1]), (30, [0, 0, 1, 1, 0, 1])):
        y = 3 + np.cumsum(chance.normal(0, 0.1, length)) + chance.normal(0, 0.4, length)
        y[chance.integers(0, length, 4)] = np.nan
        asked = np.array(ahead, dtype=bool)
        found = levels.forecast(levels.fit(y[None, :]), asked)
        mean, sd = dense(y, asked.astype(float))
        np.testing.assert_allclose([found.mean[0], found.sd[0]], [mean, sd], rtol=1e-8)


def test_windows_of_a_batch_do_not_touch_each_other() -> None:
    windows = np.random.default_rng(6).normal(size=(3, 40))
    asked = np.ones(5, dtype=bool)
    together = levels.forecast(levels.fit(windows), asked)
    alone = [levels.forecast(levels.fit(window[None, :]), asked) for window in windows]
    np.testing.assert_array_equal(together.mean, [one.mean[0] for one in alone])
    np.testing.assert_array_equal(together.sd, [one.sd[0] for one in alone])


def test_scores_are_those_of_a_student_t() -> None:
    scores = levels.normal_scores(np.array([0.0, 2.0, -2.0]), np.ones(3), np.full(3, 1e6))
    np.testing.assert_allclose(scores, [0.0, 2.0, -2.0], atol=1e-4)
    few = levels.normal_scores(np.array([4.0]), np.ones(1), np.array([5.0]))
    assert 2.0 < few[0] < 4.0
