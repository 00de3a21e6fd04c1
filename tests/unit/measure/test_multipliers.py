"""How wide an interval of an effect is: learnt date by date, from what was over by then."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from truceline.measure.effect import DEFAULTS, Placebos, multipliers


def placebos(gaps: np.ndarray, first: int = 60) -> Placebos:
    return Placebos(first + np.arange(len(gaps)), gaps, np.full(len(gaps), 0.3))


def shared(length: int) -> float:
    return DEFAULTS.multiplier + DEFAULTS.multiplier_by_log * float(np.log(length))


def test_with_nothing_over_other_series_speak() -> None:
    dates = placebos(np.full(20, 9.0))
    assert multipliers(dates, 14, np.array([0, 60, 73])).tolist() == pytest.approx([shared(14)] * 3)
    assert multipliers(dates, 14, np.array([74]))[0] > shared(14)  # the first window is over, and was missed


def test_misses_widen_and_calm_narrows_within_bounds() -> None:
    wild, calm = (multipliers(placebos(np.full(2_000, gap)), 2, np.array([2_100]))[0] for gap in (99.0, 0.0))
    assert wild == pytest.approx(shared(2) * DEFAULTS.widest)
    assert calm == pytest.approx(shared(2) * DEFAULTS.narrowest)


@pytest.mark.parametrize("scale", [0.7, 1.0, 1.6])
def test_in_the_long_run_the_share_missed_is_the_one_asked(scale: float) -> None:
    chance = np.random.default_rng(4)
    gaps = 0.3 * scale * chance.standard_t(6, 6_000)
    dates = placebos(gaps)
    used = multipliers(dates, 2, dates.start)
    assert np.mean(np.abs(gaps / 0.3) > used) == pytest.approx(DEFAULTS.miss, abs=0.012)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.floats(-20, 20), min_size=1, max_size=80), st.integers(1, 30), st.floats(-20, 20))
def test_no_date_knows_what_comes_after(gaps: list[float], length: int, later: float) -> None:
    short, long = (placebos(np.array(rows)) for rows in (gaps, [*gaps, later]))
    np.testing.assert_array_equal(multipliers(short, length, short.start), multipliers(long, length, short.start))
