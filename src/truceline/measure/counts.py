"""How many, in which unit. Unlike units are never added, and neither are a type and its parent."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from truceline.model.measures import UnitCount
from truceline.model.taxonomy import EVENT_TYPES

#: units of which an incident is itself one, whatever else was counted in it (a shelling of 12 rounds is one attack)
_EPISODES = frozenset({"attack", "event"})

_KEYS = ("event_type", "unit")
_TOTALS = ("low", "high", "incidents")


def count_units(incidents: pa.Table) -> tuple[UnitCount, ...]:
    """Total of each event type in each unit in which it was counted, with bounds, sorted by (type, unit).

    An incident of which nobody stated a number counts as one. A number in another unit than the type's own
    (rounds of a shelling) makes a line of its own; where the type's unit is an episode, the incident also counts as
    one episode. There is no sum over lines on purpose: neither unlike units nor a type and its parent may be added.

    Args:
        incidents: table of `tables.INCIDENTS`.
    """
    if incidents.num_rows == 0:
        return ()
    kind = incidents["event_type"].combine_chunks()
    own = _own_unit(kind)
    unit = pc.coalesce(incidents["count_unit"].combine_chunks(), own)
    low, high = _bounds(incidents["count_low"], incidents["count_high"])
    lines = [_lines(kind, unit, low, high)]
    elsewhere = pc.and_(pc.not_equal(unit, own), pc.is_in(own, value_set=pa.array(sorted(_EPISODES))))
    one = np.ones(incidents.num_rows, dtype=np.int64)
    lines.append(_lines(kind, own, one, one).filter(elsewhere))
    return _totals(pa.concat_tables(lines))


def _own_unit(kind: pa.Array) -> pa.Array:
    encoded = kind.dictionary_encode()
    units = [EVENT_TYPES[code].unit if code in EVENT_TYPES else "event" for code in encoded.dictionary.to_pylist()]
    return pa.array(units, pa.string()).take(encoded.indices)


def _bounds(low: pa.ChunkedArray, high: pa.ChunkedArray) -> tuple[np.ndarray, np.ndarray]:
    """An incident happened, so it is at least one; a top that nobody stated is the bottom."""
    bottom = pc.fill_null(low, 1).cast(pa.int64())
    top = pc.fill_null(pc.coalesce(high, low), 1).cast(pa.int64())
    return bottom.to_numpy(), np.maximum(top.to_numpy(), bottom.to_numpy())


def _lines(kind: pa.Array, unit: pa.Array, low: np.ndarray, high: np.ndarray) -> pa.Table:
    return pa.table(
        {
            "event_type": kind,
            "unit": unit,
            "low": pa.array(low, pa.int64()),
            "high": pa.array(high, pa.int64()),
            "incidents": pa.array(np.ones(len(low), dtype=np.int64)),
        }
    )


def _totals(lines: pa.Table) -> tuple[UnitCount, ...]:
    grouped = lines.group_by(list(_KEYS)).aggregate([(name, "sum") for name in _TOTALS])
    rows = grouped.select([*_KEYS, *(f"{name}_sum" for name in _TOTALS)]).to_pydict()
    return tuple(UnitCount(*row) for row in sorted(zip(*rows.values(), strict=True)))
