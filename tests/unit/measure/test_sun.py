"""Sunrise and sunset against published almanac times (timeanddate.com and NOAA's calculator agree to a minute)."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import pytest

from truceline.measure.sun import daylight_s


def lit_minutes(year: int, month: int, day: int, lat: float, lon: float) -> np.ndarray:
    start = int(datetime(year, month, day, tzinfo=UTC).timestamp())
    minutes = np.arange(start, start + 86_400, 60)
    place = (np.full(1440, round(lat * 1e6)), np.full(1440, round(lon * 1e6)))
    return daylight_s(minutes, minutes + 1, *place) > 0


@pytest.mark.parametrize(
    ("day", "lat", "lon", "rise", "set_"),
    [
        ((2025, 4, 20), 50.45, 30.52, "02:53", "16:59"),  # Kyiv, 05:53 and 19:59 local
        ((2025, 12, 21), 50.45, 30.52, "05:57", "13:56"),
        ((2024, 6, 20), 51.51, -0.13, "03:43", "20:21"),  # London
        ((2025, 3, 20), 0.0, 0.0, "06:04", "18:11"),  # equator at the equinox
    ],
)
def test_sunrise_and_sunset(day: tuple[int, int, int], lat: float, lon: float, rise: str, set_: str) -> None:
    lit = lit_minutes(*day, lat, lon)
    first, last = np.flatnonzero(lit)[[0, -1]]
    for found, expected in ((first, rise), (last + 1, set_)):
        hours, minutes = expected.split(":")
        assert abs(int(found) - (60 * int(hours) + int(minutes))) <= 3


def test_polar_night_and_midnight_sun() -> None:
    assert not lit_minutes(2025, 12, 21, 69.65, 18.95).any()
    assert lit_minutes(2025, 6, 21, 69.65, 18.95).all()


def test_the_far_side_of_the_date_line() -> None:
    lit = lit_minutes(2025, 3, 20, 0.0, 179.0)
    assert 700 <= int(lit.sum()) <= 740
    assert lit[0] and not lit[12 * 60]


def test_a_day_and_a_half_is_the_sum_of_its_minutes() -> None:
    start = np.array([1_745_100_000])
    whole = daylight_s(start, start + 130_000, np.array([48_000_000]), np.array([37_800_000]))
    steps = start[0] + 100 * np.arange(1_300)
    parts = daylight_s(steps, steps + 100, np.full(1_300, 48_000_000), np.full(1_300, 37_800_000))
    assert abs(int(whole[0]) - int(parts.sum())) <= 4
