"""What the public may know of watching: few watchers, short times and the last day are not told of."""

from __future__ import annotations

from typing import Any

import h3
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

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
