"""Weeks of reporting days: Monday to Sunday by the mission's clock, released once their delay is over."""

from __future__ import annotations

from datetime import date

import pytest

from truceline.model.period import period_ending
from truceline.record.weeks import Week, minutes_of, released, week_of

DAY_S = 86_400
#: Monday 13 November 2023, 00:00 UTC
MONDAY_S = 1_699_833_600


@pytest.mark.parametrize("day", range(13, 20))
def test_a_week_runs_from_monday_to_sunday(day: int) -> None:
    assert week_of(date(2023, 11, day), "UTC", 0) == Week("2023-11-13", "2023-11-19", MONDAY_S, MONDAY_S + 7 * DAY_S)


def test_reporting_days_end_at_the_cut_off_on_the_ground() -> None:
    """Where days end at half past seven in the evening, Monday begins on Sunday evening."""
    week = week_of(date(2023, 11, 15), "Europe/Kyiv", 19 * 60 + 30)
    assert (week.start_s, week.end_s) == (
        MONDAY_S - DAY_S + 17 * 3_600 + 1_800,
        MONDAY_S + 6 * DAY_S + 17 * 3_600 + 1_800,
    )
    # the clocks went back on 29 October: that week is an hour longer
    long = week_of(date(2023, 10, 29), "Europe/Kyiv", 0)
    assert long.end_s - long.start_s == 7 * DAY_S + 3_600


def test_minutes_of_a_cut_off() -> None:
    assert (minutes_of("00:00"), minutes_of("19:30"), minutes_of("06:05")) == (0, 1_170, 365)


def first_days(end: date, days: int, delay_s: int) -> list[str]:
    return [week.first_day for week in released(period_ending(end, days, "UTC", 0), delay_s, 0)]


@pytest.mark.parametrize(
    ("end", "days", "delay_days", "told"),
    [
        # the week of the 13th is over at the end of Sunday 19th: from then on it is told for seven days
        (date(2023, 11, 18), 1, 0, ["2023-11-06"]),
        (date(2023, 11, 19), 1, 0, ["2023-11-13"]),
        (date(2023, 11, 25), 1, 0, ["2023-11-13"]),
        (date(2023, 11, 26), 1, 0, ["2023-11-20"]),
        (date(2023, 11, 25), 1, 7, ["2023-11-06"]),
        (date(2023, 11, 26), 1, 7, ["2023-11-13"]),
        # a longer period has the weeks of all its days, in their order
        (date(2023, 11, 26), 14, 0, ["2023-11-13", "2023-11-20"]),
        (date(2023, 11, 25), 14, 0, ["2023-11-06", "2023-11-13"]),
        (date(2023, 11, 26), 21, 7, ["2023-10-30", "2023-11-06", "2023-11-13"]),
    ],
)
def test_a_week_is_released_when_its_delay_is_over_and_for_a_week(
    end: date, days: int, delay_days: int, told: list[str]
) -> None:
    assert first_days(end, days, delay_days * DAY_S) == told


def test_a_second_too_soon_is_too_soon() -> None:
    assert first_days(date(2023, 11, 19), 1, 1) == ["2023-11-06"]
