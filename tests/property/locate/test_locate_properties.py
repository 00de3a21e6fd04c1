"""Circles hold what they are said to hold; any words give an answer."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from truceline.locate.gazetteer import from_rows
from truceline.locate.geodesy import distance_m, enclosing, mean_point, offset, spread

OWN = from_rows(b"name,lat,lon,population\nSarvenna,5.1,-30.2,40000\nOrvane,5.4,-30.0,900\n")
POINTS = st.tuples(st.integers(-80_000_000, 80_000_000), st.integers(-179_000_000, 179_000_000))
NEAR = st.tuples(st.integers(40_000_000, 52_000_000), st.integers(22_000_000, 40_000_000))


@given(POINTS, st.floats(0, 360), st.floats(0, 500_000))
def test_an_offset_is_as_far_as_it_says(point: tuple[int, int], bearing: float, metres: float) -> None:
    assert abs(distance_m(point, offset(point, bearing, metres)) - metres) < 1 + metres * 1e-5


@given(st.lists(st.tuples(NEAR, st.integers(0, 50_000)), min_size=1, max_size=8))
def test_an_enclosing_circle_holds_every_circle(circles: list[tuple[tuple[int, int], int]]) -> None:
    centre, radius = enclosing(circles)
    assert all(distance_m(centre, point) + inner <= radius + 1 for point, inner in circles)


@given(st.lists(NEAR, min_size=1, max_size=40))
def test_a_spread_holds_its_share_in_any_order(points: list[tuple[int, int]]) -> None:
    centre, radius = spread(points)
    assert sum(distance_m(centre, point) <= radius for point in points) >= 0.95 * len(points) - 1e-9
    assert mean_point(points) == mean_point(points[::-1])


@settings(deadline=None)
@given(
    st.one_of(
        st.text(max_size=60), st.sampled_from(["near Sarvenna", "Sarvenna and Orvane regions", "3 km N of Orvane"])
    )
)
def test_any_words_give_an_answer_with_positive_radii(words: str) -> None:
    assert all(place.radius_m > 0 for place in OWN.find(words))
