"""Counts keep their unit: unlike units are never added, and neither are a type and its parent."""

from __future__ import annotations

import pyarrow as pa
import pytest

from truceline.measure.counts import count_units
from truceline.model.measures import UnitCount
from truceline.model.tables import INCIDENTS, empty


def incidents(*rows: dict[str, object]) -> pa.Table:
    base = {
        "type_share_ppm": 1_000_000,
        "start_s": 0,
        "end_s": 60,
        "n_observations": 1,
        "n_sources": 1,
        "origins_min": 1,
        "origins_max": 1,
        "claimants": [],
        "actor_disputed": False,
        "verb": "saw",
        "existence_ppm": 900_000,
    }
    filled = [
        {name: {**base, "incident_id": f"inc_{i}", **row}.get(name) for name in INCIDENTS.names}
        for i, row in enumerate(rows)
    ]
    return pa.Table.from_pylist(filled, schema=INCIDENTS)


def test_each_type_in_its_own_unit_with_bounds() -> None:
    table = incidents(
        {"event_type": "fire.explosion", "count_low": 3, "count_high": 5, "count_unit": "explosion"},
        {"event_type": "fire.explosion", "count_low": 2, "count_high": 2},
        {"event_type": "fire.explosion"},
        {"event_type": "fire.shot", "count_low": 40, "count_high": 60, "count_unit": "shot"},
    )
    assert count_units(table) == (
        UnitCount("fire.explosion", "explosion", 6, 8, 3),
        UnitCount("fire.shot", "shot", 40, 60, 1),
    )


def test_a_shelling_of_twelve_rounds_is_one_attack_and_twelve_rounds() -> None:
    table = incidents(
        {"event_type": "fire.shelling", "count_low": 12, "count_high": 12, "count_unit": "round"},
        {"event_type": "fire.shelling"},
    )
    assert count_units(table) == (
        UnitCount("fire.shelling", "attack", 2, 2, 2),
        UnitCount("fire.shelling", "round", 12, 12, 1),
    )


def test_a_type_and_its_parent_stay_apart() -> None:
    table = incidents({"event_type": "fire"}, {"event_type": "fire.shelling"})
    assert [(line.event_type, line.low) for line in count_units(table)] == [("fire", 1), ("fire.shelling", 1)]


def test_a_number_without_a_top_keeps_its_bottom() -> None:
    assert count_units(incidents({"event_type": "fire.shot", "count_low": 20}))[0].high == 20
    assert count_units(incidents({"event_type": "fire.shot", "count_high": 20}))[0] == UnitCount(
        "fire.shot", "shot", 1, 20, 1
    )


def test_a_top_below_its_bottom_is_the_bottom() -> None:
    line = count_units(incidents({"event_type": "fire.shot", "count_low": 8, "count_high": 3}))[0]
    assert (line.low, line.high) == (8, 8)


def test_an_unknown_type_counts_as_events() -> None:
    assert count_units(incidents({"event_type": "new.kind"}))[0].unit == "event"


def test_no_incidents_no_lines() -> None:
    assert count_units(empty(INCIDENTS)) == ()


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0)])
def test_the_order_of_rows_is_nothing(order: tuple[int, ...]) -> None:
    rows = ({"event_type": "fire.shot"}, {"event_type": "air.strike"}, {"event_type": "fire.shot", "count_low": 4})
    assert count_units(incidents(*(rows[i] for i in order))) == count_units(incidents(*rows))
