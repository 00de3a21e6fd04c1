"""Late reports: what the last days will still bring, on days whose full counts are known because they were made."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from truceline.measure.nowcast import MOST_DELAY_DAYS, Report, nowcast, nowcast_reports

FIRST = date(2025, 1, 1)


def reports(days: int, level: float, same_day: float, seed: int = 1) -> tuple[list[Report], list[int]]:
    """Counts so far on the day itself and on the next, as of the last day."""
    chance = np.random.default_rng(seed)
    rows, truth = [], []
    for i in range(days):
        day, count = FIRST + timedelta(days=i), int(chance.poisson(level))
        truth.append(count)
        rows.append(Report(day.isoformat(), day.isoformat(), float(chance.binomial(count, same_day))))
        if i < days - 1:
            rows.append(Report(day.isoformat(), (day + timedelta(days=1)).isoformat(), float(count)))
    return rows, truth


def test_the_interval_holds_the_truth_and_the_median_is_nearer_than_what_is_reported() -> None:
    errors, raw, held = [], [], 0
    for seed in range(40):
        rows, truth = reports(120, 30, 0.6, seed)
        last = nowcast_reports(rows)[-1]
        assert last.low <= last.median <= last.high and last.reported <= last.low
        errors.append(abs(last.median - truth[-1]))
        raw.append(truth[-1] - last.reported)
        held += last.low <= truth[-1] <= last.high
    assert np.mean(errors) < 0.5 * np.mean(raw)
    assert held >= 36


def test_days_that_are_known_are_left_alone() -> None:
    rows, truth = reports(120, 30, 0.6)
    answers = nowcast_reports(rows)
    assert len(answers) == MOST_DELAY_DAYS
    assert [answer.median for answer in answers[:-1]] == truth[-MOST_DELAY_DAYS:-1]
    assert answers[-1].day == (FIRST + timedelta(days=119)).isoformat()


def test_the_order_of_reports_and_repeats_are_nothing() -> None:
    rows, _ = reports(80, 8, 0.5)
    assert nowcast_reports(rows[::-1] + rows[:40]) == nowcast_reports(rows)


def test_too_little_teaches_nothing() -> None:
    rows, _ = reports(20, 8, 0.5)
    assert nowcast_reports(rows) == ()
    assert nowcast_reports([]) == ()
    assert nowcast_reports([Report("2025-01-01", "2025-01-01", 3.0)]) == ()


def test_nothing_ever_happens() -> None:
    answers = nowcast(np.zeros((100, MOST_DELAY_DAYS + 1)), "2025-01-01")
    assert all(answer is not None and answer.median == 0 for answer in answers)


def test_how_far_late_reports_follow_early_ones_is_learnt() -> None:
    """Two worlds with the same means: in one the late are a share of a day, in the other they come on their own."""
    found = {}
    for follows in (True, False):
        chance = np.random.default_rng(5)
        level = np.where(chance.random(200) < 0.3, 60.0, 12.0)
        level[-1] = 60.0
        late = chance.poisson(level if follows else np.full(200, level.mean()))
        triangle = np.zeros((200, MOST_DELAY_DAYS + 1))
        triangle[:, 0], triangle[:, 1] = chance.poisson(level), late
        triangle[-1, 1:] = np.nan
        answer = nowcast(triangle, "2025-01-01")[-1]
        assert answer is not None
        found[follows] = answer.median - answer.reported
    assert found[True] > 1.5 * found[False]


def test_intervals_hold_what_they_say() -> None:
    held, widths = [], []
    for seed in range(150):
        chance = np.random.default_rng(seed)
        triangle = np.zeros((150, MOST_DELAY_DAYS + 1))
        mean = 6.0 * chance.gamma(2.0, 0.5, 150)
        triangle[:, 0], triangle[:, 1] = chance.poisson(mean), chance.poisson(3.0 * chance.gamma(2.0, 0.5, 150))
        still = triangle[-1, 1]
        triangle[-1, 1:] = np.nan
        answer = nowcast(triangle, "2025-01-01")[-1]
        assert answer is not None
        held.append(answer.low <= answer.reported + still <= answer.high)
        widths.append(answer.high - answer.low)
    assert 0.91 <= np.mean(held) <= 0.99
    assert np.mean(widths) < 14
