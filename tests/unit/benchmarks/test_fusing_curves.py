from __future__ import annotations

from itertools import pairwise

import numpy as np
from benchmarks.fusing.curves import fitted, judged, read_off, sharpest, told
from benchmarks.fusing.worlds.front import front

from truceline.fuse.calibration import NEW, SAME
from truceline.fuse.fuse import fuse
from truceline.fuse.layout import END, SIGMA, START, Columns

KNOTS = ((0, 0), (250, 0), (500, 0), (750, 0), (1_000, 0))


def test_a_curve_read_off_takes_what_is_said_to_what_is_true_and_rises() -> None:
    rng = np.random.default_rng(5)
    said = rng.random(200_000)
    true = rng.random(200_000) < said**2
    curve = read_off([[said]], [[true]], KNOTS)
    for x, y in curve:
        assert abs(y / 1000 - (x / 1000) ** 2) < 0.04
    falling = read_off([[said]], [[rng.random(200_000) > said]], KNOTS)
    assert all(after > before for (_, before), (_, after) in pairwise(falling))


def test_worlds_count_alike_whatever_their_size() -> None:
    rng = np.random.default_rng(6)
    large, small = rng.random(90_000), rng.random(10_000)
    curve = read_off([[large], [small]], [[large > 2], [small > -1]], KNOTS)
    assert all(abs(y - 500) < 20 for _, y in curve)


def test_of_each_incident_one_report_is_the_sharpest() -> None:
    real = np.zeros((5, 1 + max(SIGMA, START, END)))
    real[:, SIGMA], real[:, END] = (2.0, 1.0, 1.0, 3.0, 1.0), (1.0, 1.0, 1.0, 1.0, 0.5)
    first = sharpest(Columns(real, np.zeros((5, 1), np.int32)), np.array([7, 7, 7, 9, 9]))
    assert first.tolist() == [False, True, False, False, True]


def test_the_sharpest_reports_of_a_world_are_as_many_as_its_incidents() -> None:
    one = told(front(700, seed=1))
    assert abs(int(one.first.sum()) - one.incidents) <= 0.02 * one.incidents
    assert len(one.own) == len(one.others) == len(one.belongs) <= len(one.new)


def test_what_is_judged_is_what_fuse_says() -> None:
    world = front(700, seed=2)
    one, said = told(world), fuse(world.observations).expected
    assert judged([one], SAME, NEW).split()[0] == f"{said.count_milli / 1000 / one.incidents:.3f}"


def test_what_a_report_and_the_others_say_is_put_right_together() -> None:
    rng = np.random.default_rng(7)
    own, others = (rng.integers(50_000, 950_000, 60_000) for _ in range(2))
    true = 1.0 / (1.0 + np.exp(-(0.4 + np.log(own / (1e6 - own)) + 0.5 * np.log(others / (1e6 - others)))))
    one = told(front(400, seed=1))._replace(own=own, others=others.astype(float), belongs=rng.random(60_000) < true)
    constant, by_own, by_others = fitted({"calm": [one]})
    assert abs(constant - 400) < 40
    assert abs(by_own - 1_000) < 40
    assert abs(by_others - 500) < 40
