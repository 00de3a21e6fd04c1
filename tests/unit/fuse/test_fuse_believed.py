"""What several reports together say of a place and a time holds it as often as it claims, errors of theirs included."""

from __future__ import annotations

import numpy as np
import pytest

from truceline.fuse.believed import Tails, believed_places
from truceline.fuse.grouping import Grouping
from truceline.fuse.moments import Slips, believed_times
from truceline.fuse.params import DEFAULTS
from truceline.fuse.span import posterior_interval

TAILS = Tails(less_sure=0.015, neighbour=0.0425, wider=9.0, beside=64.0, named=1.0)
SLIPS = Slips(zone=0.015, zone_s=10_800, day=0.035, day_s=86_400)
RUNS = 3_000


def places(*told: tuple[float, float, float, float], slope: float = 0.5) -> np.ndarray:
    whole = np.array(told)
    return believed_places(np.array([0]), np.array([len(whole)]), whole, TAILS, slope, 0.05)[0]


@pytest.mark.parametrize("members", [2, 3, 5])
def test_nineteen_circles_and_ellipses_in_twenty_hold_the_place(members: int) -> None:
    rng = np.random.default_rng(members)
    n = RUNS * members
    sigma = rng.uniform(1.0, 6.0, n)
    spread = sigma * np.where(rng.random(n) < TAILS.less_sure, 3.0, 1.0)
    spread = np.where(rng.random(n) < TAILS.neighbour, np.hypot(sigma, 8.0), spread)
    told = np.stack([rng.normal(0, spread), rng.normal(0, spread), sigma**2, np.full(n, 0.99)], axis=1)
    start = np.arange(RUNS) * members
    found = believed_places(start, start + members, told, TAILS, 1.0, 0.05)
    assert 0.93 < np.mean(np.hypot(found[:, 0], found[:, 1]) <= found[:, 2]) < 0.975
    along = (found[:, 1] * np.cos(found[:, 5]) + found[:, 0] * np.sin(found[:, 5])) / found[:, 3]
    across = (found[:, 0] * np.cos(found[:, 5]) - found[:, 1] * np.sin(found[:, 5])) / found[:, 4]
    assert 0.93 < np.mean(along**2 + across**2 <= 1.0) < 0.985


def test_the_order_of_two_reports_changes_nothing_and_a_third_that_is_far_off_little() -> None:
    one, other = (0.0, 0.0, 4.0, 0.9), (10.0, 0.0, 4.0, 0.9)
    assert places(one, other)[2] == pytest.approx(places(other, one)[2], rel=1e-3)
    both = places((0.0, 0.0, 4.0, 0.9), (0.5, 0.0, 4.0, 0.9), slope=1.0)
    three = places((0.0, 0.0, 4.0, 0.9), (0.5, 0.0, 4.0, 0.9), (300.0, 0.0, 4.0, 0.9), slope=1.0)
    assert np.hypot(*(three[:2] - both[:2])) < 5.0


def test_no_spot_is_left_out_whose_report_is_more_probably_than_not_of_the_incident() -> None:
    spots = [(0.0, 0.0, 0.01, 0.95), (1.0, 0.0, 4.0, 0.95), (0.5, 0.5, 4.0, 0.95), (12.0, 0.0, 0.01, 0.9)]
    east, north, radius, *_ = places(*spots)
    assert all(np.hypot(x - east, y - north) <= radius + 1e-9 for x, y, variance, _ in spots if variance < 1.0)
    doubted = [*spots[:3], (12.0, 0.0, 0.01, 0.4)]
    assert places(*doubted)[2] < 4.0


@pytest.mark.parametrize("members", [2, 4])
def test_nine_intervals_in_ten_hold_the_moment(members: int) -> None:
    rng = np.random.default_rng(members)
    n = RUNS * members
    length = rng.choice((900, 6_000, 86_400), n)
    slip = np.where(length < 72_000, SLIPS.zone_s, SLIPS.day_s)
    share = np.where(length < 72_000, SLIPS.zone, SLIPS.day)
    off = np.where(rng.random(n) < share, np.rint(rng.uniform(-1, 1, n) * slip), 0)
    begin = (off - rng.integers(0, length)).astype(np.int64)
    start = np.arange(RUNS) * members
    found = believed_times(start, start + members, begin, begin + length, np.full(n, 0.99), SLIPS)
    assert np.mean((found[:, 0] <= 0) & (found[:, 1] > 0)) > 0.9
    agree = believed_times(
        np.array([0]), np.array([2]), np.array([0, 600]), np.array([6_000, 7_000]), np.full(2, 0.9), SLIPS
    )
    assert agree.tolist() == [[600, 6_000]]


@pytest.mark.parametrize("size", [61, 5_000])
def test_a_group_beyond_measure_is_told_by_its_surest_rows(size: int) -> None:
    """Thousands of rows, as one text may leave them, neither drown the likeliest nor each other."""
    start = np.arange(size) * 7
    start[-60:], p_same_ppm = 1_000_000, np.full(size, 900_000)
    p_same_ppm[-60:] = 990_000
    end = start + 3_600
    hours = np.stack([start, end], axis=1) / 3_600
    one = Grouping(np.zeros(size, dtype=np.int64), 1)
    begin, until = posterior_interval(one, (start, end), hours, p_same_ppm, np.zeros(1, dtype=bool), DEFAULTS)
    assert (begin.tolist(), until.tolist()) == ([1_000_000], [1_003_600])
