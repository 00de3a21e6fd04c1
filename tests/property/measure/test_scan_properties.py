"""The scan for a rise: scale of effort, the past alone, gaps, single days."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from truceline.measure.heights import ERRORS, SUMS, heights, peak, tail_height
from truceline.measure.scan import FEWEST_BASE_DAYS, WINDOWS, scan_scores
from truceline.measure.surprise import scan, scores

COUNTS = st.lists(st.one_of(st.integers(0, 400), st.none()), min_size=1, max_size=120)


def array(values: list[int | None]) -> np.ndarray:
    return np.array([np.nan if value is None else value for value in values], dtype=np.float64)


@settings(max_examples=40, deadline=None)
@given(COUNTS, st.floats(0.01, 1000))
def test_the_unit_of_effort_is_nothing(values: list[int | None], unit: float) -> None:
    counts = array(values)
    one, other = scan_scores(counts, np.ones(len(counts))), scan_scores(counts, np.full(len(counts), unit))
    np.testing.assert_allclose(one, other, rtol=1e-6, atol=1e-6)


@settings(max_examples=40, deadline=None)
@given(COUNTS, st.integers(0, 5000))
def test_no_day_knows_the_next(values: list[int | None], later: int) -> None:
    counts = array(values)
    longer = np.append(counts, later)
    now, then = scan_scores(counts, np.ones(len(counts))), scan_scores(longer, np.ones(len(longer)))
    np.testing.assert_array_equal(now[0], then[0, :-1])


@settings(max_examples=40, deadline=None)
@given(COUNTS)
def test_a_day_without_a_figure_is_a_day_without_effort(values: list[int | None]) -> None:
    counts = array(values)
    gaps = np.isnan(counts)
    np.testing.assert_array_equal(
        scan_scores(counts, np.ones(len(counts))), scan_scores(np.where(gaps, 7.0, counts), np.where(gaps, 0.0, 1.0))
    )


@settings(max_examples=40, deadline=None)
@given(COUNTS, st.integers(0, 60))
def test_after_a_restart_the_level_before_is_nothing(values: list[int | None], restart: int) -> None:
    """Days before speak through the overdispersion alone, so without them learnt the scores are of the days since."""
    counts = array(values)
    restart = min(restart, len(counts) - 1)
    scores = scan_scores(counts, np.ones(len(counts)), restart=restart)[0]
    assert np.isnan(scores[restart : restart + FEWEST_BASE_DAYS]).all()
    alone = scan_scores(counts[restart:], np.ones(len(counts) - restart))[0]
    np.testing.assert_array_equal(np.isnan(scores[restart:]), np.isnan(alone))
    np.testing.assert_array_equal(np.sign(np.nan_to_num(scores[restart:])), np.sign(np.nan_to_num(alone)))


def test_a_rise_passes_and_calm_does_not() -> None:
    chance = np.random.default_rng(1)
    past = scan_scores(chance.poisson(20, 400), np.ones(400))[0]
    height = heights(past, SUMS, 1.0)
    risen = chance.poisson(20, 130).astype(float)
    risen[100:] += chance.poisson(40, 30)
    hit = peak(scan_scores(risen, np.ones(130))[0], height) >= 1
    assert not hit[:100].any() and hit[100:104].any()
    y = np.log(risen + 0.5)
    hit = peak(scan(scores(y, 0, 130)), np.asarray(ERRORS.shape) * ERRORS.factor) >= 1
    assert not hit[:100].any() and hit[100:104].any()


def test_too_short_a_past_teaches_nothing() -> None:
    short = scan_scores(np.ones(60), np.ones(60))[0]
    shared = np.asarray(SUMS.shape) * SUMS.factor
    np.testing.assert_array_equal(heights(short, SUMS, 1.0), shared)
    np.testing.assert_array_equal(heights(np.zeros((0, len(WINDOWS))), SUMS, 1.0), shared)
    assert tail_height(np.zeros(5), 1.0) == 0.0


def test_a_wilder_past_is_believed_the_more_the_longer_it_is() -> None:
    wild = np.random.default_rng(3).gumbel(4.0, 2.0, (1400, len(WINDOWS)))
    little, much = (float(heights(wild[:days], SUMS, 1.0)[0]) for days in (70, 1400))
    assert SUMS.shape[0] * SUMS.factor < little < much
    assert heights(wild, SUMS, 0.5)[0] > much


@settings(max_examples=40, deadline=None)
@given(COUNTS, st.integers(0, 5000))
def test_no_forecast_knows_the_next_day(values: list[int | None], later: int) -> None:
    y = np.log(array(values) + 0.5)
    n = len(y)
    now, then = scores(y, 0, n), scores(np.append(y, np.log(later + 0.5)), 0, n + 1)
    np.testing.assert_allclose(now, then[:-1], rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(scan(now), scan(then)[:-1], rtol=1e-9, atol=1e-9)


@settings(max_examples=30, deadline=None)
@given(COUNTS, st.integers(1, 60), st.floats(-3, 3))
def test_the_level_before_a_start_is_no_yardstick(values: list[int | None], start: int, shift: float) -> None:
    """Lifting all days before the start by one factor changes no score after it."""
    y = np.log(array(values) + 0.5)
    start = min(start, len(y) - 1)
    lifted = np.where(np.arange(len(y)) < start, y + shift, y)
    if start:
        np.testing.assert_allclose(
            scores(y, start, len(y), start), scores(lifted, start, len(y), start), rtol=1e-6, atol=1e-6
        )


@pytest.mark.parametrize("rate", [0.5, 1.0, 2.0])
def test_the_tail_is_passed_as_often_as_asked(rate: float) -> None:
    scores = np.random.default_rng(2).gumbel(size=400 * 365)
    height = tail_height(scores, rate)
    assert 0.85 * rate < np.count_nonzero(scores > height) / 400 < 1.25 * rate
    assert tail_height(scores, rate / 2) > height
