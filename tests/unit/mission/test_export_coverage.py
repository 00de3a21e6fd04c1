"""What is exported of watching: fine cells of the class of positions, coarse ones of that of cases; both as maps."""

from __future__ import annotations

import json
from pathlib import Path

import h3
import msgspec
import pyarrow as pa
import pytest

from truceline.mission.copies import CLASS_OF, EXACT
from truceline.mission.export import TABLES, Exported, table
from truceline.mission.formats import write_table
from truceline.model.tables import COVERAGE, EFFORT, PUBLIC_COVERAGE
from truceline.record.material import ReleasePolicy
from truceline.record.publication import TABLE

START_S = 1_931_731_200


class _Outcome(msgspec.Struct):
    """The one table that coverage is made of."""

    effort: pa.Table


def exported(cameras: int, days: int = 16) -> Exported:
    rows = [
        dict.fromkeys(EFFORT.names)
        | {"effort_id": f"eff_{n}", "item_id": "itm_1", "record": n, "watcher": f"post {n}", "source_class": "camera"}
        | {"start_s": START_S, "end_s": START_S + days * 86_400, "status": "on"}
        | {"lat_e6": 48_000_000, "lon_e6": 36_000_000 + 5_000 * n, "range_m": 6_000}
        for n in range(cameras)
    ]
    outcome = _Outcome(pa.Table.from_pylist(rows, EFFORT))
    return Exported(outcome, (), policy=ReleasePolicy(5, 24, 3))  # type: ignore[arg-type]


def test_inside_it_is_fine_and_outside_coarse(tmp_path: Path) -> None:
    inside, outside = (table(name, exported(3)) for name in ("coverage", "public_coverage"))
    assert inside.schema == COVERAGE and outside.schema == PUBLIC_COVERAGE
    assert {h3.get_resolution(cell) for cell in inside["cell"].to_pylist()} == {7}
    assert {h3.get_resolution(cell) for cell in outside["cell"].to_pylist()} == {TABLE["monitors"].care.cell_resolution}
    assert set(outside["until_s"].to_pylist()) == {START_S + 7 * 86_400}
    write_table(outside, tmp_path / "map.geojson")
    shape = json.loads((tmp_path / "map.geojson").read_text())["features"][0]["geometry"]
    assert shape["type"] == "Polygon" and shape["coordinates"][0][0] == shape["coordinates"][0][-1]


@pytest.mark.parametrize(("cameras", "days"), [(2, 30), (3, 7), (0, 1)])
def test_few_watchers_and_short_times_tell_nothing_outside(cameras: int, days: int) -> None:
    assert table("public_coverage", exported(cameras, days)).num_rows == 0


def test_fine_cells_are_of_the_class_of_positions() -> None:
    assert CLASS_OF["coverage"] == "position" and CLASS_OF["public_coverage"] == "case"
    assert {"coverage", "public_coverage"} <= TABLES.keys() and "public_coverage" not in EXACT
