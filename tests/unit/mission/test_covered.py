"""Watched ground, summed by days: as if made anew, whatever came when; and what outsiders are told of it."""

from __future__ import annotations

import random
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from truceline.measure.coverage import condensed, coverage
from truceline.mission.covered import Covered, _by_cell
from truceline.mission.export import Exported, table
from truceline.model.tables import EFFORT
from truceline.record.material import ReleasePolicy

START_S, DAY_S = 1_931_731_200, 86_400  # midnight, UTC
POLICY = ReleasePolicy(5, 24, 3)


def watches(seed: int, n: int = 40, days: int = 16) -> pa.Table:
    draw = random.Random(seed)
    rows: list[dict[str, Any]] = []
    for number in range(n):
        start = START_S + draw.randrange(days * DAY_S - 7_200)
        rows.append(
            dict.fromkeys(EFFORT.names)
            | {"effort_id": f"eff_{seed}_{number}", "item_id": "itm_1", "record": number}
            | {"watcher": f"post {draw.randrange(6)}", "source_class": draw.choice(("camera", "patrol", "acoustic"))}
            | {"start_s": start, "end_s": min(start + draw.randrange(600, 2 * DAY_S), START_S + days * DAY_S)}
            | {"status": draw.choice(("on", "on", "on", "denied")), "range_m": draw.choice((2_000, 6_000))}
            | {"lat_e6": 48_000_000 + draw.randrange(60_000), "lon_e6": 36_000_000 + draw.randrange(60_000)}
        )
    return pa.Table.from_pylist(rows, EFFORT)


@pytest.fixture(scope="module")
def effort() -> pa.Table:
    return watches(1)


def test_days_are_condensed_and_lose_nothing(effort: pa.Table) -> None:
    whole = coverage(effort, START_S, START_S + 2 * DAY_S).cells
    short = condensed(whole)
    assert short.num_rows < whole.num_rows / 3
    assert _by_cell(short).equals(_by_cell(whole))
    for dark in (False, True):
        assert _who(short, dark) == _who(whole, dark)


def _who(cells: pa.Table, dark: bool) -> dict[str, set[str]]:
    """Watchers of each cell by night, or by day."""
    minutes = cells["watched_dark_min"] if dark else pc.subtract(cells["watched_min"], cells["watched_dark_min"])
    found: dict[str, set[str]] = {}
    for row in cells.filter(pc.greater(minutes, 0)).to_pylist():
        found.setdefault(row["cell"], set()).update(row["watchers"])
    return found


@pytest.mark.parametrize("hours", [(0, 16 * 24), (5, 9), (20, 30), (30, 75), (-24, 24 * 40)])
def test_any_span_of_hours_is_what_it_is_when_made_anew(effort: pa.Table, hours: tuple[int, int]) -> None:
    from_s, until_s = (START_S + hour * 3_600 for hour in hours)
    covered = Covered(None, POLICY)
    covered.follow(effort.slice(0, 25), 1)
    covered.exact(None, None)  # days that later rows change
    covered.follow(effort, 2)
    found = covered.exact(from_s, until_s)
    anew = _by_cell(coverage(effort, from_s, until_s).cells)
    assert len(found.cells) == anew.num_rows
    minutes = pc.sum(anew["heard_min"]).as_py() or 0
    whole = (until_s - from_s) // 60
    assert sum(one or 0 for one in found.heard_ppm) == pytest.approx(1e6 * minutes / whole, abs=anew.num_rows)
    assert (found.exact, found.as_of, found.area_day_ppm) == (True, 2, None)


def test_outsiders_are_told_what_is_exported_for_them_and_nothing_newer(effort: pa.Table) -> None:
    covered = Covered(None, POLICY)
    covered.follow(effort, 1)

    class Outcome:
        pass

    outcome = Outcome()
    outcome.effort = effort  # type: ignore[attr-defined]
    exported = table("public_coverage", Exported(outcome, (), policy=POLICY))  # type: ignore[arg-type]
    rows, span = covered.public_rows(1 << 40)
    assert exported.num_rows and rows.equals(exported)
    told = covered.told(1 << 40)
    assert len(told.cells) == len(set(rows["cell"].to_pylist()))
    assert (told.exact, told.watched_min, told.lost_min, told.unmapped_min) == (False, None, None, None)
    assert set(told.heard_ppm) == {None}
    assert {one for one in (*told.day_ppm, *told.night_ppm) if one is not None} <= {0, 250_000, 500_000, 750_000}
    assert (told.from_s, told.until_s) == span
    assert covered.told(START_S + 7 * DAY_S).cells == []


def test_a_mission_without_watchers_says_so() -> None:
    covered = Covered(None, POLICY)
    found, told = covered.exact(START_S, START_S + DAY_S), covered.told(1 << 40)
    assert (found.cells, found.watched_min, found.lost_min) == ([], 0, 0)
    assert (told.cells, told.until_s - told.from_s) == ([], 0)
