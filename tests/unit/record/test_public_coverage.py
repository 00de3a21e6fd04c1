"""What the public may know of watching: few watchers, short times and the last day are not told of."""

from __future__ import annotations

import json
from typing import Any

import h3
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import truceline.record.public_coverage as module
from truceline.model.agreement import Agreement, Zone
from truceline.model.tables import COVERAGE, PUBLIC_COVERAGE
from truceline.record.cells import COARSEST_RESOLUTION
from truceline.record.material import ReleasePolicy
from truceline.record.public_coverage import area_cells, public_coverage, window

POLICY = ReleasePolicy(cell_resolution=5, delay_h=24, min_cell=3)
START_S = 1_931_731_200
WEEK = (START_S, START_S + 7 * 86_400)
HOME = h3.latlng_to_cell(48.0, 36.0, 5)
SMALL = sorted(h3.cell_to_children(HOME, 7))


def hour(
    cell: str, number: int = 0, watched: int = 60, dark: int = 0, watchers: tuple[str, ...] = ()
) -> dict[str, Any]:
    lat, lon = h3.cell_to_latlng(cell)
    return {
        "cell": cell,
        "start_s": START_S + number * 3_600,
        "lat_e6": round(lat * 1e6),
        "lon_e6": round(lon * 1e6),
        "dark_min": dark,
        "seen_min": watched,
        "heard_min": 0,
        "watched_min": watched,
        "watched_dark_min": dark,
        "lost_min": 0,
        "watchers": list(watchers),
    }


def told(rows: list[dict[str, Any]], area: frozenset[str] = frozenset(), dark: float = 0.0) -> list[dict[str, Any]]:
    table = pa.Table.from_pylist(rows, COVERAGE)
    result = public_coverage(table, area, WEEK, dark, POLICY)
    assert result.schema == PUBLIC_COVERAGE
    return result.to_pylist()


def everywhere(cells: list[str], hours: int, watchers: tuple[str, ...]) -> list[dict[str, Any]]:
    return [hour(cell, number, watchers=watchers) for cell in cells for number in range(hours)]


def test_enough_watchers_are_told_of_in_quarters() -> None:
    three = ("camera 1", "camera 2", "patrol 1")
    assert [(r["cell"], r["share_low_ppm"], r["share_high_ppm"]) for r in told(everywhere(SMALL, 100, three))] == [
        (HOME, 500_000, 750_000)
    ]
    assert told(everywhere(SMALL, 168, three))[0]["share_high_ppm"] == 1_000_000
    assert told(everywhere(SMALL, 1, three))[0]["share_low_ppm"] == 0


def test_two_watchers_alone_are_not_told_of_at_all() -> None:
    assert told(everywhere(SMALL, 100, ("camera 1", "camera 2"))) == []
    assert told([]) == []


def test_few_watchers_give_way_to_the_parent_together() -> None:
    other = next(cell for cell in h3.cell_to_children(h3.cell_to_parent(HOME, 4), 5) if cell != HOME)
    rows = everywhere(SMALL, 100, ("camera 1", "camera 2")) + everywhere(
        sorted(h3.cell_to_children(other, 7)), 100, ("camera 3",)
    )
    rows = told(rows)
    assert [row["cell"] for row in rows] == [h3.cell_to_parent(HOME, 4)]
    assert rows[0]["share_high_ppm"] == 250_000  # two of seven cells, three fifths of the time


def test_only_the_area_is_asked_about() -> None:
    three = ("camera 1", "camera 2", "camera 3")
    half = SMALL[: len(SMALL) // 2]
    rows = everywhere(half, 168, three)
    assert told(rows)[0]["share_high_ppm"] < 1_000_000
    assert told(rows, frozenset(half))[0]["share_high_ppm"] == 1_000_000
    assert told(rows, frozenset(SMALL[len(SMALL) // 2 :])) == []


def test_day_and_night_stand_apart() -> None:
    three = ("acoustic 1", "acoustic 2", "acoustic 3")
    rows = [hour(cell, number, dark=60 if number % 2 else 0, watchers=three) for cell in SMALL for number in range(84)]
    assert [(r["part"], r["share_low_ppm"]) for r in told(rows, dark=0.5)] == [("day", 500_000), ("night", 500_000)]


def test_whole_weeks_after_the_delay_and_nothing_before_one_is_full() -> None:
    assert window(START_S + 8 * 86_400 - 1, START_S, POLICY) is None
    assert window(START_S + 8 * 86_400, START_S, POLICY) == WEEK
    assert window(START_S + 14 * 86_400, START_S, POLICY) == WEEK  # the same all week long
    assert window(START_S + 8 * 86_400, START_S + 1, POLICY) is None


def test_the_area_is_that_of_the_zones() -> None:
    square = '{"type":"Polygon","coordinates":[[[36.0,48.0],[36.5,48.0],[36.5,48.3],[36.0,48.3],[36.0,48.0]]]}'
    line = '{"type":"LineString","coordinates":[[36.0,48.0],[36.5,48.0]]}'
    agreement = Agreement(
        agreement_id="x",
        name="x",
        version="1",
        parties=(),
        readings=(),
        provisions=(),
        zones=(Zone("square", "zone", square), Zone("line", "line", line)),
    )
    cells = area_cells(agreement, 7)
    assert 200 < len(cells) < 300  # 37 km by 33 km, cells of some 5 km²
    assert area_cells(None, 7) == frozenset()


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(SMALL + sorted(h3.cell_to_children(h3.latlng_to_cell(48.3, 36.6, 5), 7))),
            st.integers(0, 167),
            st.sets(st.sampled_from("abcde"), min_size=1, max_size=3),
        ),
        max_size=40,
    )
)
def test_nothing_said_rests_on_few(hours: list[tuple[str, int, set[str]]]) -> None:
    rows = [
        hour(cell, number, watchers=tuple(sorted(names)))
        for (cell, number), names in {h[:2]: h[2] for h in hours}.items()
    ]
    for row in told(rows):
        resolution = h3.get_resolution(row["cell"])
        assert COARSEST_RESOLUTION <= resolution <= POLICY.cell_resolution
        behind = {n for r in rows if h3.cell_to_parent(r["cell"], resolution) == row["cell"] for n in r["watchers"]}
        assert len(behind) >= POLICY.min_cell
        assert (row["share_high_ppm"] - row["share_low_ppm"]) == 250_000


#: minutes of the whole week
ALL = 7 * 24 * 60


def watched(cells: list[str], minutes: float, *watchers: str) -> list[dict[str, Any]]:
    """Small cells of coarse ones, watched for so many minutes each, and whoever watched."""
    inner = [small for cell in cells for small in sorted(h3.cell_to_children(cell, 7))]
    return [hour(small, watched=int(minutes), watchers=watchers) for small in inner]


THREE = ("camera 1", "camera 2", "patrol 1")
PARENT = h3.cell_to_parent(HOME, 4)
SIBLINGS = sorted(set(h3.cell_to_children(PARENT, 5)) - {HOME})


def steps(rows: list[dict[str, Any]], area: frozenset[str] = frozenset()) -> dict[str, int]:
    return {row["cell"]: row["share_low_ppm"] // 250_000 for row in told(rows, area)}


@pytest.mark.parametrize(("minutes", "step"), [(ALL, 2), (ALL - 1, 1)])
def test_a_cell_that_takes_others_in_is_asked_about_without_those_that_stand_alone(minutes: int, step: int) -> None:
    """Three siblings of one watcher each go up; of their parent's 343 small cells the 49 told alone are not asked."""
    rows = watched([HOME], ALL, *THREE)
    for name, sibling in zip(THREE, SIBLINGS, strict=False):
        rows += watched([sibling], minutes, name)
    assert steps(rows) == {HOME: 3, PARENT: step}
    inside = frozenset(h3.cell_to_children(PARENT, 7))
    elsewhere = frozenset(h3.cell_to_children(sorted(h3.grid_ring(PARENT, 1))[0], 7))
    assert steps(rows, inside | elsewhere) == {HOME: 3, PARENT: step}
    half = frozenset(h3.cell_to_children(HOME, 7)) | frozenset(
        small for sibling in SIBLINGS[:3] for small in h3.cell_to_children(sibling, 7)
    )
    assert steps(rows, half)[PARENT] == 3, "all that was asked about was watched, but for a minute"


@pytest.mark.parametrize(("more", "step"), [(0, 2), (-1, 1)])
def test_what_stands_alone_twice_over_is_left_out_once(more: int, step: int) -> None:
    """Of 2,401 small cells, 343 are told of one level up, one of them (49) by itself too, and 49 elsewhere."""
    top = h3.cell_to_parent(HOME, 3)
    others = sorted(set(h3.cell_to_children(top, 4)) - {PARENT})
    rows = watched([HOME], ALL, *THREE)
    for name, sibling in zip(THREE, SIBLINGS, strict=False):
        rows += watched([sibling], ALL, name)
    alone = sorted(h3.cell_to_children(others[0], 5))[0]
    rows += watched([alone], ALL, *THREE)
    asked = 2_401 - 343 - 49
    few = [(name, sorted(h3.cell_to_children(other, 5))[0]) for name, other in zip(THREE, others[1:], strict=False)]
    minutes = asked * ALL // 2 + more
    for n, (name, cell) in enumerate(few):
        first, *rest = sorted(h3.cell_to_children(cell, 7))
        mine = minutes // 3 + (minutes % 3 if n == 0 else 0)
        rows += [hour(small, watched=mine // 49, watchers=(name,)) for small in rest]
        rows.append(hour(first, watched=mine - 48 * (mine // 49), watchers=(name,)))
    assert steps(rows) == {HOME: 3, PARENT: 2, alone: 3, top: step}


def test_shares_lie_in_quarters_however_much_was_watched() -> None:
    for share, step in ((0.0, None), (0.2499, 0), (0.25, 1), (0.75, 3), (1.0, 3), (1.5, 3)):
        assert steps(watched([HOME], share * ALL, *THREE)) == ({} if step is None else {HOME: step})


def test_zones_too_wide_for_their_cells_are_left_out_and_islands_are_not(monkeypatch: pytest.MonkeyPatch) -> None:
    def zone(*corners: tuple[float, float], wide: float) -> Agreement:
        squares = [[[[x, y], [x + wide, y], [x + wide, y + wide], [x, y + wide], [x, y]]] for x, y in corners]
        shape = json.dumps({"type": "MultiPolygon", "coordinates": squares})
        return Agreement(
            agreement_id="agr", name="", version="1", parties=(), readings=(), provisions=(),
            zones=(Zone("islands", "zone", shape), Zone("line", "line", shape)),
        )  # fmt: skip

    both = area_cells(zone((36.0, 48.0), (37.0, 48.0), wide=0.1), 7)
    one, other = (area_cells(zone((x, 48.0), wide=0.1), 7) for x in (36.0, 37.0))
    assert one and other and both == one | other
    # a degree is taken for 100 km
    monkeypatch.setattr(module, "_MOST_CELLS", 400)
    side = (400 * h3.average_hexagon_area(7) / 1e4) ** 0.5
    assert area_cells(zone((10.0, 30.0), wide=side * 1.0001), 7) == frozenset()
    assert len(area_cells(zone((10.0, 30.0), wide=side * 0.9999), 7)) > 300


def test_watchers_of_different_hours_stand_behind_a_cell_together() -> None:
    names = ("camera 1", "camera 2", "patrol 1")
    rows = [hour(cell, n, watchers=(names[n % 3],)) for cell in SMALL for n in range(99)]
    assert {row["cell"] for row in told(rows)} == {HOME}
    assert told([row for row in rows if row["watchers"] != ["patrol 1"]]) == []


def test_hours_outside_the_span_and_minutes_of_nobody_are_not_counted() -> None:
    first, last = (everywhere(SMALL, 1, THREE) for _ in range(2))
    for rows, number in ((first, -1), (last, 168)):
        assert told([{**row, "start_s": START_S + number * 3_600} for row in rows]) == []
    inside = [{**row, "start_s": START_S + 167 * 3_600} for row in last]
    assert [row["cell"] for row in told(inside)] == [HOME]
    idle = [*everywhere(SMALL, 1, THREE[:2]), hour(SMALL[0], 1, watched=0, watchers=THREE[2:])]
    assert told(idle) == []


def test_a_row_says_where_its_cell_lies_and_of_which_days() -> None:
    (row,) = told(everywhere(SMALL, 168, THREE))
    lat, lon = h3.cell_to_latlng(HOME)
    assert (row["lat_e6"], row["lon_e6"]) == (round(lat * 1e6), round(lon * 1e6))
    assert (row["from_s"], row["until_s"], row["part"]) == (*WEEK, "day")


def test_nights_are_asked_about_in_the_area_alone() -> None:
    half = SMALL[: len(SMALL) // 2]
    rows = [hour(cell, number, dark=60, watchers=THREE) for cell in half for number in range(168)]
    (row,) = told(rows, frozenset(half), dark=1.0)
    assert (row["part"], row["share_high_ppm"]) == ("night", 1_000_000)


def test_a_minute_is_watching_and_makes_a_watcher() -> None:
    rows = [*everywhere(SMALL, 1, THREE[:2]), hour(SMALL[0], 1, watched=1, watchers=THREE[2:])]
    assert [row["cell"] for row in told(rows)] == [HOME]


def test_few_in_the_coarsest_cell_are_not_told_of_in_a_coarser_one() -> None:
    wide = h3.cell_to_parent(HOME, COARSEST_RESOLUTION - 1)
    apart = sorted(h3.cell_to_children(wide, COARSEST_RESOLUTION))[:3]
    cells = [sorted(h3.cell_to_children(one, 7))[0] for one in apart]
    assert told([hour(cell, watchers=(name,)) for cell, name in zip(cells, THREE, strict=True)]) == []


def test_where_it_is_never_dark_a_night_was_hardly_watched() -> None:
    rows = [hour(cell, dark=60, watchers=THREE) for cell in SMALL]
    assert [(row["part"], row["share_low_ppm"]) for row in told(rows, dark=0.0)] == [("night", 0)]
