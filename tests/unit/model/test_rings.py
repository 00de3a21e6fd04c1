"""Outlines on a map: closed, counterclockwise, cut where they cross the antimeridian."""

from __future__ import annotations

import h3
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from truceline.model.rings import parts_e6, polygons, signed_area

E6 = 1_000_000


def test_a_ring_is_closed_and_runs_counterclockwise() -> None:
    clockwise = [(0, 0), (0, E6), (E6, E6), (E6, 0)]
    (ring,) = parts_e6(clockwise)
    assert ring[0] == ring[-1] and signed_area(ring) == 2 * E6 * E6
    assert polygons(clockwise) == (((0, 0), (1, 0), (1, 1), (0, 1), (0, 0)),)


def test_a_line_has_no_area_to_draw() -> None:
    assert parts_e6([]) == () and parts_e6([(0, 0), (E6, 0)]) == ()


@pytest.mark.parametrize("turn", [1, -1])
def test_across_the_antimeridian_there_are_two_parts(turn: int) -> None:
    ring = [(179 * E6, 0), (-179 * E6, 0), (-179 * E6, E6), (179 * E6, E6)][::turn]
    parts = parts_e6(ring)
    assert [(min(p)[0] // E6, max(p)[0] // E6) for p in sorted(parts)] == [(-180, -179), (179, 180)]
    assert [signed_area(part) for part in parts] == [2 * E6 * E6] * 2


@pytest.mark.parametrize("pole", [90, -90])
@pytest.mark.parametrize("resolution", range(6))
def test_a_cell_around_a_pole_holds_it_and_its_middle(pole: int, resolution: int) -> None:
    cell = h3.latlng_to_cell(pole, 0, resolution)
    outline = [(round(lon * E6), round(lat * E6)) for lat, lon in h3.cell_to_boundary(cell)]
    shapes = [shapely.Polygon(ring) for ring in polygons(outline)]
    assert all(shape.is_valid and shape.exterior.is_ccw for shape in shapes)
    lat, lon = h3.cell_to_latlng(cell)
    whole = shapely.union_all(shapes)
    assert whole.buffer(1e-5).contains(shapely.Point(lon, lat))
    assert whole.bounds[0] == -180 and whole.bounds[2] == 180 and pole in (whole.bounds[1], whole.bounds[3])


@given(st.floats(-75, 75), st.floats(-180, 180), st.integers(0, 5))
def test_every_cell_of_the_world_is_valid_and_keeps_its_middle(lat: float, lon: float, resolution: int) -> None:
    cell = h3.latlng_to_cell(lat, lon, resolution)
    outline = [(round(lon * E6), round(lat * E6)) for lat, lon in h3.cell_to_boundary(cell)]
    shapes = [shapely.Polygon(ring) for ring in polygons(outline)]
    lat, lon = h3.cell_to_latlng(cell)
    assert 1 <= len(shapes) <= 2 and all(shape.is_valid and shape.exterior.is_ccw for shape in shapes)
    assert any(shape.buffer(1e-5).contains(shapely.Point(lon, lat)) for shape in shapes)
    assert all(shape.bounds[0] >= -180 and shape.bounds[2] <= 180 for shape in shapes)
