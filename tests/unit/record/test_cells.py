from __future__ import annotations

import itertools

import h3
from hypothesis import given, settings
from hypothesis import strategies as st

from truceline.record.cells import COARSEST_RESOLUTION, Sighting, edge_m, outline, public_cells

places = st.builds(
    Sighting,
    lat_e6=st.integers(47_000_000, 48_000_000),
    lon_e6=st.integers(36_000_000, 37_500_000),
    radius_m=st.integers(1, 200_000),
    by_monitors=st.booleans(),
    withheld=st.booleans(),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(places, max_size=30), st.integers(3, 6), st.integers(1, 5))
def test_nothing_finer_than_allowed_nobody_alone_nothing_early(
    sightings: list[Sighting], finest: int, min_cell: int
) -> None:
    cells = public_cells(sightings, finest, min_cell)
    for cell, sighting in zip(cells, sightings, strict=True):
        if cell is None:
            continue
        assert not sighting.withheld
        assert COARSEST_RESOLUTION <= h3.get_resolution(cell) <= finest
        assert sighting.radius_m is not None
        assert sighting.radius_m <= 2 * edge_m(h3.get_resolution(cell))
        together = sum(c == cell and s.by_monitors for c, s in zip(cells, sightings, strict=True))
        assert not sighting.by_monitors or together >= min_cell


@settings(max_examples=30, deadline=None)
@given(st.permutations([Sighting(47_500_000, 36_500_000 + i * 30_000, 400, True, False) for i in range(8)]))
def test_order_does_not_matter(sightings: list[Sighting]) -> None:
    shown = dict(zip(sightings, public_cells(sightings, 5, 3), strict=True))
    again = sorted(sightings, key=lambda s: s.lon_e6 or 0)
    assert dict(zip(again, public_cells(again, 5, 3), strict=True)) == shown


def test_published_sources_need_no_crowd_and_no_place_gives_no_cell() -> None:
    known = Sighting(47_500_000, 36_500_000, 5_000, by_monitors=False, withheld=False)
    nowhere = Sighting(None, None, None, by_monitors=False, withheld=False)
    cells = public_cells([known, nowhere], 5, 3)
    assert cells[0] is not None
    assert cells[1] is None


def test_outline_is_closed_and_counter_clockwise() -> None:
    ring = outline(str(h3.latlng_to_cell(47.5, 36.5, 5))).lon_lat_e6
    assert ring[0] == ring[-1]
    area = sum(a[0] * b[1] - b[0] * a[1] for a, b in itertools.pairwise(ring))
    assert area > 0
