"""What the distance of two stated places says: points, areas, and one point told twice."""

from __future__ import annotations

from itertools import pairwise
from math import pi

import msgspec
import numpy as np
import pytest
from tests.fuse_rows import row, table

from truceline.compiled import kernel
from truceline.fuse.candidates import Places
from truceline.fuse.decided import decided
from truceline.fuse.evidence import area_density, chance_between, pair_evidence, place_density
from truceline.fuse.fields import differ_mn
from truceline.fuse.glance import most_in_area
from truceline.fuse.layout import Columns, Weights
from truceline.fuse.learned import NOTHING_LEARNED
from truceline.fuse.link import STATE, VARIANCE
from truceline.fuse.linking import Model, clustered, model_of
from truceline.fuse.params import DEFAULTS
from truceline.fuse.reports import reports_of


@kernel
def in_area(square: float, one: float, other: float) -> tuple[float, float]:
    return area_density(square, one, other), most_in_area(square, one, other)


@kernel
def of_place(square: float, one: float, other: float, w: Weights) -> float:
    return place_density(square, one, other, w)


@kernel
def against(i: int, j: int, c: Columns, chance: np.ndarray, w: Weights) -> float:
    return chance_between(i, j, 1.0, c, chance, w)


@kernel
def pair(i: int, j: int, c: Columns, chance: np.ndarray, w: Weights) -> float:
    return pair_evidence(i, j, c, chance * 1e-9, w)


def model(*rows: dict[str, object]) -> Model:
    reports = reports_of(table(*rows), (), DEFAULTS)
    return model_of(reports, DEFAULTS, NOTHING_LEARNED)


@pytest.mark.parametrize("sigma", [12.0, 30.0, 200.0])
@pytest.mark.parametrize("beside", [0.2, 3.0, 150.0])
def test_the_density_over_an_area_adds_up_to_one_and_is_flat_within(sigma: float, beside: float) -> None:
    away = np.linspace(0.0, 8.0 * (sigma + beside), 4_000)
    density = np.array([in_area(d * d, sigma**2, beside**2)[0] for d in away])
    assert 0.85 < np.trapezoid(2.0 * pi * away * density, away) < 1.15
    assert all(a >= b for a, b in pairwise(density))
    if beside < sigma / 4:
        assert density[np.searchsorted(away, 1.2 * sigma)] > 0.8 * density[0]


def test_the_bound_on_an_area_is_one() -> None:
    for away in np.linspace(0.0, 400.0, 81):
        density, most = in_area(away**2, 35.0**2, 4.0)
        assert density <= most * (1 + 1e-12)


def test_a_place_within_a_district_is_as_likely_at_its_edge_as_the_middle_and_a_point_is_not() -> None:
    w = model(row("a")).weights
    assert of_place(0.0, 30.0**2, 1.0, w) < 1.6 * of_place(40.0**2, 30.0**2, 1.0, w)
    assert of_place(0.0, 3.0**2, 1.0, w) > 4.0 * of_place(6.0**2, 3.0**2, 1.0, w)


def test_chance_is_what_both_reports_leave_open_alike() -> None:
    made = model(row("a"), row("b"))
    chance = np.array([[1e-4] * 5, [1e-2] * 5])
    found = [against(i, j, made.columns, chance, made.weights) for i, j in ((0, 1), (1, 0))]
    assert found == pytest.approx([1e-3, 1e-3])


def test_towns_that_differ_say_something_where_places_are_names_and_nothing_where_they_are_points() -> None:
    rng = np.random.default_rng(3)
    sigma = np.full(600, 2.0)
    points = Places(rng.uniform(45, 50, 600), rng.uniform(30, 40, 600))
    names = Places(points.lat[:30].repeat(20), points.lon[:30].repeat(20))
    assert differ_mn(sigma, points) == 0
    assert differ_mn(sigma, names) < -500
    assert differ_mn(sigma * 20, names) == 0  # districts are told apart by their areas


def test_a_pair_of_two_towns_is_less_likely_one_incident_where_towns_are_told_apart() -> None:
    rows = [row("a", radius_m=4_000), row("b", radius_m=4_000, lat_e6=48_030_000), row("c", lat_e6=48_030_000)]
    params = msgspec.structs.replace(DEFAULTS, point_differ_mn=-700)
    reports = reports_of(table(*rows), (), params)
    plain, apart = (model_of(reports, given, NOTHING_LEARNED) for given in (DEFAULTS, params))
    chance = np.ones((3, 5))
    for (i, j), change in (((0, 1), -0.7), ((1, 2), 0.0), ((0, 2), 0.0)):
        one, other = (pair(i, j, made.columns, chance, made.weights) for made in (plain, apart))
        assert other - one == pytest.approx(change)


@pytest.mark.parametrize(("apart_e6", "sharper"), [(0, False), (2_000, True)])
def test_one_name_told_twice_is_no_sharper_than_told_once(apart_e6: int, sharper: bool) -> None:
    made = model(row("a"), row("b", lat_e6=48_000_000 + apart_e6))
    _, state = clustered(made, decided(table(row("a"), row("b")), ()))
    assert state.parent[0] == state.parent[1]
    alone = made.columns.real[0, VARIANCE] ** 2
    assert (state.real[state.tree[state.parent[0], STATE], VARIANCE] < 0.9 * alone) == sharper
