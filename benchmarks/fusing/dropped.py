"""A table without one kind of knowledge, to see what that knowledge is worth."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pyarrow as pa

DAY_S = 86_400
Drop = Callable[[pa.Table], pa.Table]


def _null(*names: str) -> Drop:
    def drop(table: pa.Table) -> pa.Table:
        for name in names:
            table = _put(table, name, pa.nulls(table.num_rows, table.schema.field(name).type))
        return table

    return drop


def _same(name: str, word: str) -> Drop:
    return lambda table: _put(table, name, pa.array([word]).take(pa.array(np.zeros(table.num_rows, np.int8))))


def _put(table: pa.Table, name: str, values: pa.Array) -> pa.Table:
    return table.set_column(table.schema.get_field_index(name), table.schema.field(name), values)


def _all_days(table: pa.Table) -> pa.Table:
    """Every report says "that day": the middle of what it said, give or take half a day."""
    middle = (table["start_s"].to_numpy() + table["end_s"].to_numpy()) // 2
    table = _put(table, "start_s", pa.array(middle - DAY_S // 2))
    return _put(table, "end_s", pa.array(middle + DAY_S // 2))


def _one_radius(table: pa.Table) -> pa.Table:
    """Every report declares the radius that half of them stay below."""
    radius = int(np.median(table["radius_m"].to_numpy()))
    return _put(table, "radius_m", pa.array(np.full(table.num_rows, radius, np.int32)))


DROPS: dict[str, Drop] = {
    "type of event": _same("event_type", "other"),
    "target": _null("target"),
    "weapon": _null("weapon"),
    "actor and claimant": _null("alleged_actor", "claimant"),
    "killed, wounded, counts": _null(
        "killed_low", "killed_high", "wounded_low", "wounded_high", "count_low", "count_high", "count_unit"
    ),
    "class of source": _same("source_class", "other"),
    "precision of time": _all_days,
    "declared radius": _one_radius,
}
