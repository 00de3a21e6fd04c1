"""The sequence is the published one, and evenly spread."""

from __future__ import annotations

import numpy as np
from scipy.stats import qmc

from truceline.assess.sobol import sobol


def test_the_points_are_those_of_another_implementation() -> None:
    other = qmc.Sobol(d=4, scramble=False, bits=32).random(512)
    assert np.array_equal(sobol(512), other)


def test_every_axis_of_a_power_of_two_has_one_point_in_each_cell() -> None:
    for n in (128, 4_096):
        for axis in sobol(n).T:
            assert np.array_equal(np.sort(np.floor(axis * n)), np.arange(n))
