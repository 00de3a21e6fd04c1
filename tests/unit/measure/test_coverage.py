"""Who could have seen or heard a place: reach, night, outages, overlaps, edges of hours and days."""

from __future__ import annotations

from typing import Any

import h3
import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from truceline.measure.coverage import RESOLUTION, coverage
from truceline.measure.sun import dark_share, daylight_s, lit
from truceline.model.tables import COVERAGE, EFFORT

#: midnight of 20 March 2031 UTC; at longitude 0 the sun is up from about 6 to 18
DAY_S = 1_931_731_200
H = 3_600
LAT, LON = 48_000_000, 0


def row(number: int = 1, start_h: float = 8, end_h: float = 12, **fields: Any) -> dict[str, Any]:
    values: dict[str, Any] = dict.fromkeys(EFFORT.names) | {
        "effort_id": f"eff_{number}",
        "item_id": "itm_1",
        "record": number,
        "watcher": f"post {number}",
        "source_class": "camera",
        "start_s": DAY_S + round(start_h * H),
        "end_s": DAY_S + round(end_h * H),
        "status": "on",
        "lat_e6": LAT,
        "lon_e6": LON,
        "range_m": 5_000,
    }
    return values | fields


def mapped(*rows: dict[str, Any], from_h: float = 0, until_h: float = 48) -> Any:
    table = pa.Table.from_pylist(list(rows), EFFORT)
    return coverage(table, DAY_S + round(from_h * H), DAY_S + round(until_h * H))


def minutes(*rows: dict[str, Any], column: str = "watched_min", km: float = 0.0, **span: float) -> dict[int, int]:
    """Minutes by hour after midnight, in the cell so far to the north."""
    cell = h3.latlng_to_cell(LAT / 1e6 + km / 111.2, LON / 1e6, RESOLUTION)
    found = mapped(*rows, **span).cells.to_pylist()
    return {(r["start_s"] - DAY_S) // H: r[column] for r in found if r["cell"] == cell and r[column]}


def test_hours_are_cut_where_the_watching_is() -> None:
    assert minutes(row(start_h=8.5, end_h=10.25)) == {8: 30, 9: 60, 10: 15}
    assert minutes(row(start_h=23.5, end_h=24.5, source_class="acoustic")) == {23: 30, 24: 30}
    assert minutes(row(start_h=8, end_h=12), from_h=9.5, until_h=10.5) == {9: 30, 10: 30}


def test_two_who_watch_at_once_watch_once() -> None:
    both = (row(1, 8, 10), row(2, 9, 11))
    assert minutes(*both) == {8: 60, 9: 60, 10: 60}
    names = {r["start_s"]: r["watchers"] for r in mapped(*both).cells.to_pylist()}
    assert names[DAY_S + 9 * H] == ["camera post 1", "camera post 2"]


def test_reach_is_less_in_the_dark_for_eyes_and_not_for_ears() -> None:
    near, far = 1.0, 4.0
    night = {"start_h": 22, "end_h": 23}
    assert minutes(row(**night), km=near) == {22: 60}
    assert minutes(row(**night), km=far) == {}
    assert minutes(row(), km=far) == {8: 60, 9: 60, 10: 60, 11: 60}
    assert minutes(row(**night, source_class="acoustic"), km=far) == {22: 60}
    assert minutes(row(**night, daylight=True), km=far) == {22: 60}  # what the row itself says
    assert minutes(row(**night), km=near, column="watched_dark_min") == {22: 60}
    assert minutes(row(), km=near, column="watched_dark_min") == {}


def test_nothing_is_seen_beyond_the_range() -> None:
    assert minutes(row(), km=8.0) == {}
    assert set(minutes(row(range_m=None))) == {8, 9, 10, 11}  # the cell that it lies in
    assert minutes(row(range_m=None), km=4.0) == {}


def test_an_outage_counts_against_the_same_watcher_alone() -> None:
    out = row(1, 9, 10, status="outage", effort_id="eff_9")
    assert minutes(row(1), out) == {8: 60, 10: 60, 11: 60}
    assert minutes(row(1), out, column="lost_min") == {9: 60}
    assert minutes(row(1), row(2), out) == {8: 60, 9: 60, 10: 60, 11: 60}
    assert minutes(row(1), row(2), out, column="lost_min") == {}
    assert minutes(row(1, status="denied"), column="lost_min") == {8: 60, 9: 60, 10: 60, 11: 60}


def test_seeing_and_hearing_stand_apart() -> None:
    ear = row(2, 9, 10, source_class="acoustic")
    assert minutes(row(1), ear, column="heard_min") == {9: 60}
    assert minutes(row(1), ear, column="seen_min") == {8: 60, 9: 60, 10: 60, 11: 60}


def test_who_has_no_place_is_told_of_and_satellites_do_not_watch() -> None:
    found = mapped(row(1, lat_e6=None, lon_e6=None), row(2, source_class="satellite"))
    assert found.cells.num_rows == 0 and found.unmapped_min == 240
    assert found.cells.schema == COVERAGE
    assert mapped().cells.num_rows == 0


def test_a_range_that_is_a_slip_of_the_pen_is_bounded() -> None:
    table = mapped(row(range_m=2_000_000_000)).cells
    assert 5_000 < len(set(table["cell"].to_pylist())) < 8_000  # 100 km


def test_the_sun_is_the_one_of_the_days() -> None:
    moments = DAY_S + 60 * np.arange(1440)
    up = lit(moments, np.array([LAT, 69_000_000]), np.array([LON, 25_000_000]))
    for place, (lat, lon) in enumerate(((LAT, LON), (69_000_000, 25_000_000))):
        once = daylight_s(moments, moments + 60, np.full(1440, lat), np.full(1440, lon))
        assert np.abs(up[place].astype(int) - (once > 30)).sum() <= 4
    assert dark_share(LAT, LON, DAY_S, DAY_S + 7 * 86_400) == pytest.approx(0.49, abs=0.02)


WATCHES = st.lists(
    st.builds(
        lambda n, start, length, kind, status, east: row(
            n, start / 4, (start + length) / 4, source_class=kind, status=status, lon_e6=east * 20_000
        ),
        st.integers(1, 4),
        st.integers(0, 90),
        st.integers(1, 40),
        st.sampled_from(["camera", "patrol", "acoustic"]),
        st.sampled_from(["on", "on", "outage"]),
        st.integers(0, 4),
    ),
    max_size=6,
)


def _numbered(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [one | {"effort_id": f"eff_{n}"} for n, one in enumerate(rows)]


@settings(max_examples=40, deadline=None)
@given(WATCHES, st.randoms(use_true_random=False))
def test_order_is_nothing_and_parts_fit_in_their_wholes(rows: list[dict[str, Any]], chance: Any) -> None:
    rows = _numbered(rows)
    shuffled = list(rows)
    chance.shuffle(shuffled)
    table = mapped(*rows).cells
    assert table.equals(mapped(*shuffled).cells)
    for one in table.to_pylist():
        assert max(one["seen_min"], one["heard_min"]) <= one["watched_min"] <= one["seen_min"] + one["heard_min"]
        assert one["watched_min"] + one["lost_min"] <= 60
        assert one["watched_dark_min"] <= min(one["watched_min"], one["dark_min"])
        assert bool(one["watchers"]) == bool(one["watched_min"])


@settings(max_examples=40, deadline=None)
@given(WATCHES)
def test_one_more_watcher_takes_no_minute_away(rows: list[dict[str, Any]]) -> None:
    rows = _numbered(rows)
    more = row(9, 6, 20, source_class="acoustic", effort_id="eff_more")
    few, many = (
        {(r["cell"], r["start_s"]): r["watched_min"] for r in mapped(*given_).cells.to_pylist()}
        for given_ in (rows, [*rows, more])
    )
    assert all(many.get(key, 0) >= watched for key, watched in few.items())


@settings(max_examples=25, deadline=None)
@given(WATCHES, st.integers(1, 47))
def test_a_span_in_two_parts_is_the_span(rows: list[dict[str, Any]], cut: int) -> None:
    rows = _numbered(rows)
    whole = mapped(*rows).cells
    parts = [mapped(*rows, until_h=cut).cells, mapped(*rows, from_h=cut).cells]
    assert pa.concat_tables(parts).sort_by([("cell", "ascending"), ("start_s", "ascending")]).equals(whole)
