"""The last weeks against the truce's own days before them: what is shown, what is excluded, and what is not asked."""

from __future__ import annotations

import msgspec
import numpy as np
import pytest

from truceline.measure.recent import last_weeks, unseen
from truceline.measure.series import DaySeries


def series(*levels: tuple[int, float], seed: int = 1) -> DaySeries:
    chance = np.random.default_rng(seed)
    return DaySeries("2025-01-01", tuple(float(n) for days, level in levels for n in chance.poisson(level, days)))


def test_each_length_wants_as_many_days_before_it() -> None:
    asked = {
        days: [weeks.days for weeks in last_weeks(series((days, 20)), (0, days), 2.6)] for days in (27, 28, 56, 84)
    }
    assert asked == {27: [], 28: [14], 56: [14, 28], 84: [14, 28, 42]}


@pytest.mark.parametrize("seed", range(4))
def test_a_rise_that_lasts_is_shown_and_calm_is_not(seed: int) -> None:
    risen = last_weeks(series((40, 60), (14, 150), seed=seed), (0, 54), 2.6)[0]
    assert risen.risen and 1.25 < risen.low < risen.ratio < risen.high
    assert risen.before < 75 and risen.now > 120 and risen.since == "2025-02-10"
    calm = last_weeks(series((54, 60), seed=seed), (0, 54), 2.6)[0]
    assert not calm.risen and calm.low < 1 < calm.high < 1.5


def test_days_before_the_truce_are_not_its_level() -> None:
    assert last_weeks(series((100, 200), (42, 20)), (100, 142), 2.6)[0].before < 25


@pytest.mark.parametrize("loud", (1_000.0, 100_000.0))
def test_an_outbreak_of_three_days_shows_no_rise_however_loud(loud: float) -> None:
    values = list(series((56, 20)).values)
    values[-6:-3] = [loud] * 3
    weeks = last_weeks(DaySeries("2025-01-01", tuple(values)), (0, 56), 2.6)
    assert not any(one.risen for one in weeks)
    assert weeks[0].high < 2


def test_twice_the_effort_and_twice_the_count_is_no_rise() -> None:
    plain = series((42, 40), (14, 80))
    assert last_weeks(plain, (0, 56), 2.6)[0].risen
    watched = msgspec.structs.replace(plain, effort=(50.0,) * 42 + (100.0,) * 14)
    assert not last_weeks(watched, (0, 56), 2.6)[0].risen


def test_a_fortnight_without_figures_is_told_by_their_number() -> None:
    values = series((40, 20)).values
    assert unseen(DaySeries("2025-01-01", values), (0, 40)) is None
    assert unseen(DaySeries("2025-01-01", (*values[:-7], *(None,) * 7)), (0, 40)) == 7
    assert unseen(DaySeries("2025-01-01", (*values[:-6], *(None,) * 6)), (0, 40)) is None
    assert unseen(DaySeries("2025-01-01", (None,) * 13), (0, 13)) is None
