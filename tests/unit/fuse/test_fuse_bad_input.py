"""Whatever comes in: an answer or a clear error, in time and room that grow with the rows."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from tests.fuse_rows import NOON_S, row, table

from truceline.fuse.fuse import Fused, fuse
from truceline.model.errors import InputError
from truceline.model.tables import OBSERVATIONS
from truceline.model.units import DAY_S

_MANY = 100_000


def many(n: int, **columns: Any) -> pa.Table:
    """One row over and over under ids of its own, with these columns in place of its own."""
    whole = table(row("a")).take(pa.array(np.zeros(n, dtype=np.int64)))
    columns["observation_id"] = [f"obs_{k:07d}" for k in range(n)]
    for name, values in columns.items():
        field = OBSERVATIONS.field(name)
        whole = whole.set_column(OBSERVATIONS.get_field_index(name), field, pa.array(values, type=field.type))
    return whole


def sound(fused: Fused, n: int) -> None:
    assert fused.members.num_rows == n
    assert sum(fused.incidents.column("n_observations").to_pylist()) == n
    assert fused.expected.low <= fused.expected.count_milli / 1000 <= fused.expected.high
    assert fused.expected.count_milli == pytest.approx(sum(fused.days.column("count_milli").to_pylist()), abs=n)


def test_a_hundred_thousand_identical_rows_are_one_incident() -> None:
    fused = fuse(many(_MANY))
    sound(fused, _MANY)
    assert fused.incidents.num_rows == 1


def test_a_hundred_thousand_rows_at_one_point_and_instant_come_through() -> None:
    fused = fuse(many(_MANY, text=[str(k) for k in range(_MANY)], source=[f"s{k % 9}" for k in range(_MANY)]))
    sound(fused, _MANY)


def test_all_at_one_instant_and_all_at_one_point() -> None:
    n = 5_000
    rng = np.random.default_rng(3)
    spread = many(n, lat_e6=rng.integers(-89e6, 89e6, n), lon_e6=rng.integers(-180e6, 180e6, n))
    sound(fuse(spread), n)
    start = NOON_S + rng.integers(0, 1_000 * DAY_S, n)
    sound(fuse(many(n, start_s=start, end_s=start + 60)), n)


@pytest.mark.parametrize(
    "fields",
    [
        {"radius_m": 0},
        {"radius_m": None},
        {"lat_e6": None},
        {"lat_e6": 90_000_000},
        {"lat_e6": -90_000_000, "lon_e6": 180_000_000},
        {"lon_e6": -180_000_000},
        {"start_s": NOON_S - 3_000 * DAY_S},
        {"start_s": -(2**60), "end_s": -(2**60) + 1},
        {"start_s": NOON_S, "end_s": NOON_S},
        {"event_type": ""},
        {"event_type": "no such type"},
        {"source": "", "source_class": ""},
        {"killed_low": 2**31 - 1, "killed_high": None},
        {"radius_m": 2**31 - 1},
    ],
)
def test_odd_fields_beside_sound_ones(fields: dict[str, Any]) -> None:
    rows = [row("odd", **fields), row("same", **fields), *(row(name) for name in "abc")]
    fused = fuse(table(*rows))
    sound(fused, 5)
    assert fused.incidents.equals(fuse(table(*reversed(rows))).incidents)


def test_a_place_without_a_radius_is_no_place() -> None:
    (incident,) = fuse(table(row("a", radius_m=None))).incidents.to_pylist()
    assert incident["lat_e6"] is None


def test_one_source_alone() -> None:
    rng = np.random.default_rng(5)
    n = 3_000
    start = NOON_S + rng.integers(0, 30 * DAY_S, n)
    sound(fuse(many(n, start_s=start, end_s=start + 3_600, lat_e6=48_000_000 + rng.integers(0, 10**6, n))), n)


def test_an_id_that_stands_twice_is_named() -> None:
    with pytest.raises(InputError, match="obs_b"):
        fuse(table(row("a"), row("b"), row("b", source="other")))
