"""VIINA: news reports of the war in Ukraine, geocoded and classed by machine. Monthly extracts and the event files.

Extract: `datetime, lon, lat, place_name, event_type, headline`, classes joined by `|`. Event files (event_info joined
with event_labels, or the files of 1.0): `event_id, date, time, text, longitude, latitude, GEO_PRECISION, source` and
one column for each class (`t_artillery_b`) and actor (`a_rus_b`). Columns: VIINA README, "Codebook".

A report's time is when it was published. The act lies before it: on the day of the report up to its minute, and for
reports of the small hours in the hours before. 00:00 means that the time is not known: then the whole day.
A report that names several places has several rows, and each stays an observation of its own.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from truceline.model.evidence import Blob, ReadContext
from truceline.model.mappings import viina as codes
from truceline.model.mappings.coded import Coded
from truceline.model.reading import Reading
from truceline.model.units import HOUR_S
from truceline.sources import when
from truceline.sources.assemble import Column, item_of, observations
from truceline.sources.coding import mapped
from truceline.sources.header import header_of
from truceline.sources.instants import Instants, instants
from truceline.sources.numbers import decimals, places
from truceline.sources.reading import MEDIA_CSV, has_columns, open_sheet
from truceline.sources.sheet import Sheet

_EXTRACT = ("datetime", "lon", "lat", "place_name", "event_type", "headline")
_ACTORS = tuple(f"{actor}{end}" for actor in codes.ACTORS for end in ("_b", ""))
_CLASSES = tuple(f"t_{name}{end}" for name in codes.EVENT_CLASSES if name for end in ("_b", ""))
_EVENTS = (
    *("event_id", "event_id_1pd", "report_id", "location", "date", "time", "url", "text", "text_ua", "text_ru"),
    *("lang", "address", "longitude", "latitude", "geo_precision", "source", "asciiname", "geonameid"),
)
_KNOWN = (*_EXTRACT, *_EVENTS, *_ACTORS, *_CLASSES)
#: columns that the codebook has and that say nothing about the event
_IDLE = ("tempid", "viina_version", "geo_api", "feature_code", "adm1_name", "adm1_code", "adm2_name", "adm2_code")
_IDENTITY = (*_EXTRACT, *_EVENTS)
ZONE = "Europe/Kyiv"
#: an act is reported within this time, unless the day of the report began earlier
REPORT_LAG_S = 6 * HOUR_S
#: the classes come from a model with an area under the curve between .85 and .99, the places from a geocoder
_CONFIDENCE_PPM = 600_000
_UNCLASSED_PPM = 300_000


class _Viina:
    name = "viina"

    def recognises(self, head: bytes, filename: str) -> bool:
        header = header_of(head)
        labels = any(name.startswith("t_") for name in header)
        return has_columns(header, *_EXTRACT) or (
            has_columns(header, "event_id", "date", "longitude", "latitude")
            and (labels or "geo_precision" in header)
            and "report_id" in header
        )

    def read(self, blob: Blob, context: ReadContext) -> Reading:
        sheet = open_sheet(blob, known=(*_KNOWN, *_IDLE), aliases=_aliases())
        sheet.require("datetime", "lon", "lat", what="A VIINA file")
        item = item_of(blob, context, self.name, "dataset", MEDIA_CSV)
        classes = _classes(sheet)
        place = places(sheet, "lat", "lon", context.bounds_e6)
        radius = mapped(sheet.text("geo_precision"), _radius, pa.int32())
        coded = mapped(classes, lambda words: _leading(words).event_type, pa.string())
        return observations(
            sheet,
            item,
            identity=_IDENTITY,
            method="table:viina",
            confidence_ppm=pc.if_else(pc.equal(coded, "other"), _UNCLASSED_PPM, _CONFIDENCE_PPM),
            native_id="event_id" if sheet.has("event_id") else None,
            fields={
                **_time(sheet, context),
                "source": _outlet(sheet, item.source),
                "event_type": coded,
                "weapon": mapped(classes, lambda words: _leading(words).weapon, pa.string()),
                "target": mapped(classes, _target, pa.string()),
                "lat_e6": place.lat(),
                "lon_e6": place.lon(),
                "radius_m": pc.if_else(pa.array(place.present), radius, None),
                "place_words": sheet.words("place_name"),
                "alleged_actor": _actor(sheet),
                "text": sheet.words("headline"),
            },
        )


def _aliases() -> dict[str, tuple[str, ...]]:
    return {
        "datetime": ("date",),
        "lat": ("latitude",),
        "lon": ("longitude",),
        "headline": ("text", "text_ua", "text_ru"),
        "place_name": ("asciiname", "address"),
        "event_id": ("event_id_1pd",),
    }


def _time(sheet: Sheet, context: ReadContext) -> dict[str, Column]:
    zone = ZONE if context.time_zone == "UTC" else context.time_zone
    if sheet.has("time"):
        clock = pc.if_else(pc.match_substring_regex(sheet.text("time"), r"^\d\d:\d\d"), sheet.text("time"), "00:00")
        days = pc.replace_substring_regex(sheet.text("datetime"), r"^(\d{4})(\d\d)(\d\d)$", r"\1-\2-\3")
        sheet.columns["datetime"] = pc.binary_join_element_wise(days, pc.utf8_slice_codeunits(clock, 0, 5), " ")
    published = when.column(sheet, "datetime", zone, when.date_order(context))
    days = instants(pc.utf8_slice_codeunits(sheet.text("datetime"), 0, 10), zone, when.date_order(context))
    known = _clock_known(sheet, published)
    start = np.where(known, np.minimum(days.start_s, published.start_s - REPORT_LAG_S), days.start_s)
    end = np.where(known, published.start_s + 60, days.end_s)
    return {"start_s": start, "end_s": end, "reported_s": pa.array(published.start_s, mask=~known)}


def _clock_known(sheet: Sheet, published: Instants) -> np.ndarray:
    midnight = pc.match_substring_regex(sheet.text("datetime"), r"[ T]00:00(:00)?$").to_numpy(zero_copy_only=False)
    return np.asarray((published.width_s <= 60) & ~midnight & ~published.bad)


def _classes(sheet: Sheet) -> pa.Array:
    """Classes of each row joined by `|`: as they stand in an extract, from the columns of an event file."""
    if sheet.has("event_type"):
        return sheet.text("event_type")
    joined = pa.array([""] * len(sheet), pa.string())
    for name in codes.PRIORITY:
        column = next((c for c in (f"t_{name}_b", f"t_{name}s_b", f"t_{name}") if name and sheet.has(c)), None)
        if column is not None:
            on = _on(sheet, column)
            joined = pc.if_else(pa.array(on), pc.binary_join_element_wise(joined, name, "|"), joined)
    return joined


def _on(sheet: Sheet, column: str) -> np.ndarray:
    """Whether a class holds: 1 of a binary column, a half or more of a probability."""
    values, _ = decimals(sheet.text(column))
    return np.asarray(values >= 0.5)


def _actor(sheet: Sheet) -> pa.Array:
    """The side a report names, when it names one only."""
    named = np.full(len(sheet), None, object)
    several = np.zeros(len(sheet), bool)
    for actor, words in codes.ACTORS.items():
        column = next((c for c in (f"{actor}_b", actor) if sheet.has(c)), None)
        if column is not None:
            on = _on(sheet, column)
            several |= on & (named != None)  # noqa: E711 - element by element
            named[on] = words
    named[several] = None
    return pa.array(named, pa.string())


def _names(words: str) -> set[str]:
    parts = {part.strip().lower() for part in words.split("|")}
    return {codes.SPELLINGS.get(part, part) for part in parts}


def _leading(words: str) -> Coded:
    """The class that names the act."""
    names = _names(words)
    return next((codes.EVENT_CLASSES[name] for name in codes.PRIORITY if name in names), codes.EVENT_CLASSES[""])


def _target(words: str) -> str | None:
    return "hospital" if "hospital" in _names(words) else None


def _radius(precision: str) -> int:
    return codes.GEO_PRECISION_RADIUS_M.get(precision.upper(), codes.DEFAULT_RADIUS_M)


def _outlet(sheet: Sheet, source: str) -> Column:
    """The outlet is kept as the channel: outlets of one data set disagree."""
    if not sheet.has("source"):
        return source
    outlet = sheet.words("source")
    return pc.coalesce(pc.binary_join_element_wise(source, outlet, "/"), source)


SOURCE = _Viina()
