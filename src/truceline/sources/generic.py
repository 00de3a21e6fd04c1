"""Any table of events: the `events.csv` contract as it is, or somebody's own columns through a map.toml.

Columns: `event_id, source, start, end, lat, lon, radius_m, type`, optional `item_id, actor, target, weapon, killed,
wounded, source_class, count, unit, text` and, for those who have them, `verb, claimant, place, calibre_mm, assessment,
reported, confidence`. Times are ISO 8601, coordinates WGS 84 degrees.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from truceline.model.evidence import Blob, ReadContext
from truceline.model.reading import Reading
from truceline.model.taxonomy import EVENT_TYPES
from truceline.model.units import PPM
from truceline.sources import when
from truceline.sources.assemble import Column, item_of, observations
from truceline.sources.coding import blank, mapped, words_of_list
from truceline.sources.column_map import ColumnMap, map_for
from truceline.sources.header import header_of
from truceline.sources.numbers import decimals, integers, places
from truceline.sources.reading import MEDIA_CSV, open_sheet
from truceline.sources.sheet import Sheet
from truceline.sources.words import ASSESSED, SOURCE_CLASSES, TARGETS, UNITS, VERBS, WEAPONS, event_type

COLUMNS = (
    *("event_id", "source", "start", "end", "lat", "lon", "radius_m", "type", "item_id", "actor", "target", "weapon"),
    *("killed", "wounded", "source_class", "count", "unit", "text", "verb", "claimant", "place", "calibre_mm"),
    *("assessment", "reported", "confidence"),
)
#: columns that `truceline fuse` adds: they are about rows, and no evidence
_IDLE = ("incident_id", "p_same", "n_origins", "observation_id", "line")
_ALIASES = {
    "event_id": ("id",),
    "lat": ("latitude",),
    "lon": ("longitude", "lng", "long"),
    "start": ("start_time", "datetime", "date"),
    "end": ("end_time",),
    "type": ("event_type",),
}
#: where neither row nor map says how precise a place is: a small town
DEFAULT_RADIUS_M = 5_000
_CONFIDENCE_PPM = 800_000


class _Generic:
    name = "generic"

    def recognises(self, head: bytes, filename: str) -> bool:
        header = set(header_of(head))
        return all(header & {name, *_ALIASES.get(name, ())} for name in ("start", "lat", "lon", "type"))

    def read(self, blob: Blob, context: ReadContext) -> Reading:
        mapping = map_for(context.options.get("map", ""), blob.filename, COLUMNS) or ColumnMap()
        sheet = open_sheet(blob, known=(*COLUMNS, *_IDLE), aliases=_ALIASES, chosen=mapping.columns)
        sheet.require("start", "lat", "lon", what="A table of events")
        item = item_of(blob, context, self.name, "dataset", MEDIA_CSV)
        fields = {
            **_time(sheet, context, mapping),
            **_place(sheet, context, mapping),
            **_kind(sheet, mapping),
            **_source(sheet, item.source, item.source_class, mapping),
            **_persons(sheet),
            "item_id": pc.coalesce(sheet.words("item_id"), item.item_id),
            "alleged_actor": sheet.words("actor"),
            "claimant": sheet.words("claimant"),
            "text": sheet.words("text"),
            "calibre_mm": integers(sheet, "calibre_mm"),
        }
        return observations(
            sheet,
            item,
            identity=COLUMNS,
            method="table:generic",
            confidence_ppm=_confidence(sheet),
            native_id="event_id",
            fields=fields,
        )


def _time(sheet: Sheet, context: ReadContext, mapping: ColumnMap) -> dict[str, Column]:
    zone = mapping.defaults.zone or context.time_zone
    order = when.date_order(context)
    if mapping.defaults.date_order in ("dmy", "mdy"):
        order = "dmy" if mapping.defaults.date_order == "dmy" else "mdy"
    start, end = when.interval(sheet, "start", "end", zone, order)
    reported, known = when.moments(sheet, "reported", zone, order)
    return {"start_s": start, "end_s": end, "reported_s": pa.array(reported, mask=~known)}


def _place(sheet: Sheet, context: ReadContext, mapping: ColumnMap) -> dict[str, Column]:
    place = places(sheet, "lat", "lon", context.bounds_e6)
    given = integers(sheet, "radius_m")
    usual = mapping.defaults.radius_m or DEFAULT_RADIUS_M
    radius = pc.if_else(pa.array(place.present), pc.coalesce(given, pa.scalar(usual, pa.int32())), None)
    return {
        "lat_e6": place.lat(),
        "lon_e6": place.lon(),
        "radius_m": radius,
        "place_words": sheet.words("place"),
    }


def _kind(sheet: Sheet, mapping: ColumnMap) -> dict[str, Column]:
    cells = sheet.text("type")
    found = mapped(cells, lambda words: mapping.types.get(words) or event_type(words), pa.string())
    no_type = blank(cells)
    if mapping.defaults.type is None:
        _without_type(sheet, no_type)
    unknown = found.is_null().to_numpy(zero_copy_only=False) & ~no_type
    sheet.warn(unknown, "type", None, 'No type of the taxonomy: taken as "other". Name it under [types] of a map.toml.')
    kind = pc.coalesce(found, pa.array(np.where(no_type, mapping.defaults.type or "other", "other"), pa.string()))
    count = integers(sheet, "count")
    unit = words_of_list(sheet, "unit", UNITS, "a counting unit")
    own = mapped(kind, lambda code: EVENT_TYPES[code].unit, pa.string())
    return {
        "event_type": kind,
        "count_low": count,
        "count_high": count,
        "count_unit": pc.if_else(count.is_valid(), pc.coalesce(unit, own), None),
        "weapon": words_of_list(sheet, "weapon", WEAPONS, "a weapon class"),
        "target": words_of_list(sheet, "target", TARGETS, "an object class"),
        "assessment": words_of_list(sheet, "assessment", ASSESSED, "an assessment"),
        "verb": pc.coalesce(words_of_list(sheet, "verb", VERBS, "an evidence verb"), "reported"),
    }


def _without_type(sheet: Sheet, no_type: np.ndarray) -> None:
    """Rows that do not say what happened are events all the same: "other" leaves open what they are."""
    if "type" in sheet.columns:
        sheet.warn(no_type, "type", "nothing", 'An event of unknown type: taken as "other".')
    else:
        sheet.remark('no column "type"', 'All rows are taken as "other". A map.toml can name the column, or one type.')


def _source(sheet: Sheet, source: str, source_class: str, mapping: ColumnMap) -> dict[str, Column]:
    stated = words_of_list(sheet, "source_class", SOURCE_CLASSES, "a source class")
    usual = mapping.defaults.source_class or source_class
    return {
        "source": pc.coalesce(sheet.words("source"), mapping.defaults.source or source),
        "source_class": pc.coalesce(stated, usual if usual in SOURCE_CLASSES else source_class),
    }


def _persons(sheet: Sheet) -> dict[str, Column]:
    killed, wounded = integers(sheet, "killed"), integers(sheet, "wounded")
    return {"killed_low": killed, "killed_high": killed, "wounded_low": wounded, "wounded_high": wounded}


def _confidence(sheet: Sheet) -> pa.Array:
    """Shares from 0 to 1; the usual confidence where there is none."""
    values, bad = decimals(sheet.text("confidence"))
    wrong = bad | (values < 0) | (values > 1)
    sheet.warn(wrong, "confidence", None, "A share from 0 to 1; the row went in with the usual confidence.")
    usable = ~wrong & ~np.isnan(values)
    return pa.array(np.where(usable, np.rint(np.where(usable, values, 0) * PPM), _CONFIDENCE_PPM).astype(np.int32))


SOURCE = _Generic()
