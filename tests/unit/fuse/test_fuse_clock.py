"""Reports that a clock tells apart, and those that it does not."""

from __future__ import annotations

from typing import Any

import pytest
from tests.fuse_rows import NOON_S, partition, row, table

from truceline.fuse.explain import explain_pair
from truceline.fuse.fuse import fuse
from truceline.fuse.params import FuseParams
from truceline.model.observation import Origin
from truceline.model.units import HOUR_S

_TOLD = "told apart by the clock"


def at(hours: float, length_s: int = 60) -> dict[str, int]:
    start = NOON_S + round(hours * HOUR_S)
    return {"start_s": start, "end_s": start + length_s}


def ruled_out(a: dict[str, Any], b: dict[str, Any]) -> bool:
    return _TOLD in dict(explain_pair(table(row("a", **a), row("b", **b)), "obs_a", "obs_b"))


@pytest.mark.parametrize("clock", ["patrol", "camera", "acoustic", "uav", "satellite"])
def test_classes_with_a_clock_of_their_own_tell_apart_what_lies_an_hour_apart(clock: str) -> None:
    patrol = {"source_class": "patrol", **at(0)}
    assert ruled_out(patrol, {"source_class": clock, **at(2)})
    assert ruled_out({"source_class": clock, **at(2)}, patrol)
    assert not ruled_out(patrol, {"source_class": clock, **at(0.9)})


def test_the_gap_counts_between_the_stated_times_to_the_second() -> None:
    first, own = at(0, HOUR_S), {"source_class": "camera"}
    assert ruled_out({**first, **own}, {**at(2), **own})
    assert not ruled_out({**first, **own}, {"start_s": NOON_S + 2 * HOUR_S - 1, "end_s": NOON_S + 2 * HOUR_S, **own})


def test_other_classes_may_have_slipped_by_a_zone_unless_they_are_one_source() -> None:
    assert not ruled_out(at(0), at(2))
    assert not ruled_out({"source_class": "patrol", **at(0)}, at(2))
    assert ruled_out({"source": "wire", **at(0)}, {"source": "wire", **at(2)})


def test_vague_times_and_what_lasts_are_not_told_apart() -> None:
    own = {"source_class": "patrol"}
    assert not ruled_out({**own, **at(0)}, {**own, **at(3.5, 2 * HOUR_S + 1)})
    for kind in ("harm.outage", "harm.damage", "signal.thermal"):
        later = {**own, "event_type": kind, **at(2)}
        assert not ruled_out({**own, "event_type": kind, **at(0)}, later)


def test_the_parameters_say_how_brief_and_how_far_apart() -> None:
    rows = table(row("a", source="s", **at(0)), row("b", source="s", **at(0.5)))

    def told(**fields: int) -> bool:
        return _TOLD in dict(explain_pair(rows, "obs_a", "obs_b", FuseParams(**fields)))

    assert not told()
    assert told(apart_s=HOUR_S // 4)
    assert not told(apart_s=HOUR_S // 4, clocked_s=30)


def busy_day() -> list[dict[str, Any]]:
    """Four shellings of one works in a day, each to the minute by patrols and cameras, and vague reports of the day."""
    rows = [
        row(f"{hour}-{k}", source=name, source_class=name.split("-")[0], radius_m=300, **at(hour - 12 + k / 60))
        for hour in (10.0, 12.0, 14.0, 15.75)
        for k, name in enumerate(("patrol-1", "patrol-2", "camera-1"))
    ]
    day = {"start_s": NOON_S - 12 * HOUR_S, "end_s": NOON_S + 12 * HOUR_S, "target": "water"}
    return rows + [row(f"vague-{k}", source=f"paper-{k}", **day) for k in range(4)]


def test_reports_of_a_whole_day_do_not_glue_four_shellings_together() -> None:
    rows = [{**one, "target": "water"} for one in busy_day()]
    groups = partition(fuse(table(*rows)).members)
    sharp = [frozenset(name for name in group if "vague" not in name) for group in groups]
    assert {group for group in sharp if group} == {
        frozenset(f"obs_{hour}-{k}" for k in range(3)) for hour in (10.0, 12.0, 14.0, 15.75)
    }
    assert sum(len(group) for group in groups if any("vague" in name for name in group)) > 4


def test_a_clock_holds_for_members_that_came_late_to_a_large_cluster() -> None:
    """Many vague members stand before the only two that a clock tells apart."""
    day = {"start_s": NOON_S - 12 * HOUR_S, "end_s": NOON_S + 12 * HOUR_S, "weapon": "mortar", "target": "water"}
    vague = [row(f"0-{k:02d}", **day) for k in range(30)]
    sharp = [
        row("9-early", source="wire", weapon="mortar", target="water", **at(-2)),
        row("9-late", source="wire", weapon="mortar", target="water", **at(1)),
    ]
    groups = partition(fuse(table(*vague, *sharp)).members)
    assert not any({"obs_9-early", "obs_9-late"} <= group for group in groups)


def test_a_clock_tells_texts_without_a_place_apart() -> None:
    nowhere = {"lat_e6": None, "lon_e6": None, "radius_m": None, "record": 0, "source": "wire"}
    rows = [row("a", **nowhere, **at(0, 3_000)), row("b", **nowhere, **at(1.9, 3_000))]
    origins = (Origin("org_1", ("itm_a", "itm_b")),)
    assert fuse(table(*rows), origins).incidents.num_rows == 2
    ((label, _),) = explain_pair(table(*rows), "obs_a", "obs_b", origins=origins)
    assert label == _TOLD
