from __future__ import annotations

import itertools
from collections import Counter

import h3
from hypothesis import given, settings
from hypothesis import strategies as st

from truceline.record.cells import COARSEST_RESOLUTION, WIDEST_RESOLUTION, cell_of, edge_m, outline, together

places = st.tuples(st.integers(44_000_000, 51_000_000), st.integers(30_000_000, 39_500_000), st.integers(1, 200_000))


@settings(max_examples=150, deadline=None)
@given(places, st.integers(3, 6))
def test_no_cell_is_finer_than_the_evidence_or_than_allowed(place: tuple[int, int, int], finest: int) -> None:
    cell = cell_of(*place, finest)
    if cell is None:
        assert place[2] > 2 * edge_m(COARSEST_RESOLUTION)
        return
    assert COARSEST_RESOLUTION <= h3.get_resolution(cell) <= finest
    assert place[2] <= 2 * edge_m(h3.get_resolution(cell))


def _finest(rows: list[tuple[int, int, int]]) -> list[str]:
    return [cell for row in rows for cell in [cell_of(*row, 4)] if cell is not None]


def _holds(parent: str, cell: str) -> bool:
    size = h3.get_resolution(parent)
    return size <= h3.get_resolution(cell) and h3.cell_to_parent(cell, size) == parent


@settings(max_examples=200, deadline=None)
@given(st.lists(places, max_size=60), st.integers(1, 6))
def test_nobody_stands_alone_and_no_remainder_is_small(rows: list[tuple[int, int, int]], least: int) -> None:
    cells = _finest(rows)
    shown = together(cells, least)
    assert all(number >= least for number in shown.values())
    # What is shown divides the ground: no cell lies in another, so no cell minus its parts gives a number away.
    for a, b in itertools.combinations(shown, 2):
        assert not _holds(a, b)
        assert not _holds(b, a)
    for cell, number in shown.items():
        assert number == sum(_holds(cell, one) for one in cells)
    # Whatever is not shown fills no cell of the widest size.
    left = Counter(h3.cell_to_parent(one, WIDEST_RESOLUTION) for one in cells if not any(_holds(c, one) for c in shown))
    assert all(number < least for number in left.values())


@settings(max_examples=50, deadline=None)
@given(st.lists(places, max_size=30), st.randoms())
def test_order_does_not_matter(rows: list[tuple[int, int, int]], chance: object) -> None:
    cells = _finest(rows)
    mixed = list(cells)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert together(mixed, 3) == together(cells, 3)


def test_a_child_with_too_few_keeps_its_sisters_together() -> None:
    parent = h3.latlng_to_cell(47.5, 36.5, 3)
    first, second, *_ = sorted(h3.cell_to_children(parent, 4))
    assert together([first] * 5 + [second] * 2, 3) == {parent: 7}
    assert together([first] * 5 + [second] * 3, 3) == {first: 5, second: 3}


def test_nowhere_gives_no_cell() -> None:
    assert cell_of(None, None, None, 5) is None
    assert cell_of(None, 36_000_000, 100, 5) is None
    assert cell_of(47_000_000, None, 100, 5) is None
    assert cell_of(47_000_000, 36_000_000, None, 5) is None


def test_evidence_as_wide_as_a_cell_is_in_it_and_wider_evidence_in_the_next() -> None:
    place = (47_000_000, 36_000_000)
    assert h3.get_resolution(cell_of(*place, 2 * edge_m(5), 5)) == 5
    assert h3.get_resolution(cell_of(*place, 2 * edge_m(5) + 1, 5)) == 4


def test_what_does_not_fill_the_widest_cell_is_not_told_in_a_wider_one() -> None:
    top = h3.latlng_to_cell(47.5, 36.5, 0)
    apart = [sorted(h3.cell_to_children(part, 3))[0] for part in sorted(h3.cell_to_children(top, WIDEST_RESOLUTION))]
    assert together(apart[:6], 3) == {}


def test_outline_is_closed_and_counter_clockwise() -> None:
    ring = outline(str(h3.latlng_to_cell(47.5, 36.5, 5))).lon_lat_e6
    assert ring[0] == ring[-1]
    area = sum(a[0] * b[1] - b[0] * a[1] for a, b in itertools.pairwise(ring))
    assert area > 0
