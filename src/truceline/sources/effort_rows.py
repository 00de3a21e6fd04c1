"""Rows of a sheet as EFFORT: who could have seen what, when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import get_args

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from truceline.model import tables
from truceline.model.effort import EffortStatus
from truceline.model.evidence import ReadContext
from truceline.sources import when
from truceline.sources.assemble import Column, Item, build, settle
from truceline.sources.coding import mapped
from truceline.sources.identity import identities
from truceline.sources.numbers import integers, places
from truceline.sources.runs import begins
from truceline.sources.sheet import Sheet
from truceline.sources.words import SOURCE_CLASSES, plain

COLUMNS = (
    *("watcher", "source_class", "start", "end", "status", "reason", "lat", "lon", "range_m", "sector", "daylight"),
)
STATUSES: frozenset[str] = frozenset(get_args(EffortStatus))
_STATUS_WORDS: dict[str, str] = {
    **{name: name for name in STATUSES},
    "": "on",
    "ok": "on",
    "online": "on",
    "up": "on",
    "active": "on",
    "heartbeat": "on",
    "off": "outage",
    "offline": "outage",
    "down": "outage",
    "fault": "outage",
    "no power": "outage",
    "obstructed": "outage",
    "refused": "denied",
    "restricted": "denied",
    "pulled out": "withdrawn",
}
_YES = {"true": True, "yes": True, "1": True, "day": True, "d": True}
_NO = {"false": False, "no": False, "0": False, "night": False, "n": False}


def effort_table(
    sheet: Sheet, item: Item, context: ReadContext, *, quiet: bool = False
) -> tuple[pa.Table, np.ndarray, int]:
    """Rows of a sheet with the columns named in COLUMNS as EFFORT; the rows taken; how many repeats fell away.

    `quiet` leaves repeats unsaid, for sheets whose rows repeat their watcher's effort by nature.
    """
    sheet.require("watcher", "start", "end", what="A table of effort")
    sheet.require_cells("watcher", "end")
    start, end = when.interval(sheet, "start", "end", context.time_zone, when.date_order(context))
    place = places(sheet, "lat", "lon", context.bounds_e6)
    ids = identities(sheet, "eff", item.source, COLUMNS)
    given: Mapping[str, Column] = {
        "effort_id": ids,
        "item_id": item.item_id,
        "record": sheet.lines,
        "watcher": sheet.words("watcher"),
        "source_class": _source_class(sheet, item.source_class),
        "start_s": start,
        "end_s": end,
        "status": _status(sheet),
        "reason": sheet.words("reason"),
        "lat_e6": place.lat(),
        "lon_e6": place.lon(),
        "range_m": integers(sheet, "range_m"),
        "sector": sheet.words("sector"),
        "daylight": mapped(sheet.text("daylight"), lambda words: {**_YES, **_NO}.get(words.lower()), pa.bool_()),
    }
    before = len(sheet.notes)
    keep, repeated = settle(sheet, ids)
    if quiet:
        del sheet.notes[before:]
    return build(tables.EFFORT, given, keep, len(sheet)), keep, repeated


def joined(parts: Sequence[pa.Table]) -> pa.Table:
    """Tables of effort as one, sorted by item and id, each id of an item once."""
    some = [part for part in parts if part.num_rows]
    if not some:
        return tables.empty(tables.EFFORT)
    table = pa.concat_tables(some)
    order = [("item_id", "ascending"), ("effort_id", "ascending"), ("record", "ascending")]
    table = table.take(pc.sort_indices(table, order)).combine_chunks()
    first = begins(table["effort_id"].combine_chunks()) | begins(table["item_id"].combine_chunks())
    return table.filter(pa.array(first)).combine_chunks()


def _status(sheet: Sheet) -> pa.Array:
    found = mapped(sheet.text("status"), lambda words: _STATUS_WORDS.get(plain(words)), pa.string())
    unknown = found.is_null().to_numpy(zero_copy_only=False)
    sheet.refuse(unknown, "status", None, f"One of {', '.join(sorted(STATUSES))}; blank is on.")
    return pc.coalesce(found, "on")


def _source_class(sheet: Sheet, usual: Column) -> Column:
    if not sheet.has("source_class"):
        return usual
    found = mapped(sheet.text("source_class"), lambda words: words if words in SOURCE_CLASSES else None, pa.string())
    unknown = found.is_null().to_numpy(zero_copy_only=False) & (
        pc.not_equal(sheet.text("source_class"), "").to_numpy(zero_copy_only=False)
    )
    sheet.warn(unknown, "source_class", None, f"No source class; taken as {usual}.")
    return pc.coalesce(found, usual)
