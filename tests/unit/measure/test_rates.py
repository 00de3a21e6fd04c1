"""Rates by effort: exact intervals, and no rate from no effort."""

from __future__ import annotations

import pytest

from truceline.measure.rates import rate, rates
from truceline.model.measures import DayMeasure


def test_exact_interval_of_ten_events() -> None:
    # Garwood's interval for 10 events is 4.7954 to 18.3904
    found = rate("x", 10, 6_000)
    assert (found.rate_milli, found.low_milli, found.high_milli) == (10_000, 4_795, 18_390)


def test_no_event_gives_the_rule_of_three() -> None:
    found = rate("x", 0, 300 * 60)
    assert (found.rate_milli, found.low_milli) == (0, 0)
    assert found.high_milli == pytest.approx(100_000 * 3 / 300, rel=0.002)  # 3 / E, in thousandths per hundred hours
    assert "300 observer-hours" in found.note


def test_too_little_effort_gives_no_rate_and_says_why() -> None:
    found = rate("x", 7, 60)
    assert (found.rate_milli, found.low_milli, found.high_milli) == (None, None, None)
    assert "1 observer-hours are under the floor of 24" in found.note
    assert rate("x", 0, 0, floor_minutes=0).rate_milli is None


def test_the_rate_uses_only_what_watchers_saw() -> None:
    def day(name: str, in_force: bool, incidents: int, observed: int) -> DayMeasure:
        return DayMeasure(
            day=name,
            incidents=incidents,
            breaches=0,
            undetermined=0,
            counted=0,
            observed_incidents=observed,
            observer_minutes=6_000,
            outage_minutes=0,
            night_minutes=0,
            in_force=in_force,
        )

    found = {r.label: r for r in rates((day("a", False, 50, 20), day("b", True, 50, 5)))}
    assert found["all days"].events == 25
    assert found["days in force"].rate_milli == 5_000
    assert found["days not in force"].rate_milli == 20_000
