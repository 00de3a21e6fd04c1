"""Exact repeats: what one source sent again, word for word."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from truceline.fuse.arrays import Codes, Ints, integers, words
from truceline.fuse.grouping import heads
from truceline.fuse.ordered import values_at
from truceline.model.tables import OBSERVATIONS
from truceline.ports import Columnar

#: columns in which repeats may differ: names of the row, and when it was sent
_OWN = frozenset({"observation_id", "item_id", "record", "span_start", "span_end", "native_id", "reported_s"})
#: without words of its own, a row repeats another only when it is this exact
_EXACT_S = 2 * 3_600
_EXACT_M = 5_000
#: 2⁶⁴ over the golden ratio, as Knuth multiplies
_GOLDEN = np.uint64(0x9E3779B97F4A7C15)


def first_of_repeats(table: Columnar) -> Ints:
    """For each row of a sorted table, the first row that it repeats exactly (itself when it repeats none).

    Rows of tables that agree in every field of content are one report sent twice, if they carry words or are exact
    in place and time. Two vague rows ("shelling, Donetsk region, 3 May") may well be two events, and stay two.
    """
    n = table.num_rows
    radius, length = integers(table, "radius_m"), integers(table, "end_s") - integers(table, "start_s")
    worded = np.asarray(pc.is_valid(table.column("text")).to_numpy(), dtype=bool)
    exact = (radius >= 0) & (radius <= _EXACT_M) & (length <= _EXACT_S)
    eligible = _meeting(table, np.flatnonzero((integers(table, "record") > 0) & (radius >= 0) & (worded | exact)))
    first = np.arange(n, dtype=np.int64)
    if not len(eligible):
        return first
    content = [field.name for field in OBSERVATIONS if field.name not in _OWN]
    subset = pa.table({name: values_at(table, name, eligible) for name in content} | {"row": eligible})
    groups = subset.group_by(content).aggregate([("row", "min"), ("row", "list"), ("row", "count")])
    groups = groups.filter(pc.greater(groups.column("row_count"), 1))
    counts = groups.column("row_count").to_numpy()
    members = pc.list_flatten(groups.column("row_list")).to_numpy()
    first[members] = np.repeat(groups.column("row_min").to_numpy(), counts)
    return first


def _meeting(table: Columnar, rows: Ints) -> Ints:
    """Of these rows, those that share place, time, type and source with another: only they need a full comparison.

    All of it is mixed into one number, and numbers are sorted; a few rows that meet by chance do no harm.
    """
    key = np.zeros(len(rows), dtype=np.uint64)
    for name in ("source", "event_type"):
        _mix(key, words(table, name)[0][rows])
    for name in ("lat_e6", "lon_e6", "start_s", "end_s"):
        _mix(key, integers(table, name, 0)[rows])
    order = np.argsort(key)
    begins = heads(key[order])
    return np.sort(rows[order[~(begins & np.append(begins[1:], True))]])


def _mix(key: npt.NDArray[np.uint64], value: Codes | Ints) -> None:
    """Put one more value into each number: times an odd one, which loses nothing, and the upper half let down."""
    key ^= value.astype(np.int64).view(np.uint64)
    key *= _GOLDEN
    key ^= key >> np.uint64(32)
