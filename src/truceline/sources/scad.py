"""Social Conflict Analysis Database: protests, riots, strikes and communal violence in Africa and Latin America.

Columns and codes: SCAD Codebook; Salehyan, Hendrix et al., International Interactions 38(4), 2012. Each row is an event
at one place; -99 stands for what is not known and -77 for a toll above zero of unknown size.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from truceline.model.evidence import Blob, ReadContext
from truceline.model.mappings import scad as codes
from truceline.model.reading import Reading
from truceline.sources import when
from truceline.sources.assemble import Column, item_of, observations
from truceline.sources.coding import mapped
from truceline.sources.header import header_of
from truceline.sources.numbers import decimals, places
from truceline.sources.reading import MEDIA_CSV, has_columns, open_sheet
from truceline.sources.sheet import Sheet
from truceline.sources.split_dates import add_days

_COLUMNS = (
    *("eventid", "id", "ccode", "countryname", "startdate", "enddate", "stday", "stmo", "styr", "eday", "emo", "eyr"),
    *("etype", "actor1", "actor2", "actor3", "target1", "target2", "npart", "ndeath", "elocal", "ilocal", "sublocal"),
    *("locnum", "gislocnum", "issue1", "issuenote", "nsource", "notes", "latitude", "longitude"),
)
_DEFAULT_RADIUS_M = 25_000
_CONFIDENCE_PPM = 900_000
_SOME_DEATHS = -77


class _Scad:
    name = "scad"

    def recognises(self, head: bytes, filename: str) -> bool:
        return has_columns(header_of(head), "eventid", "etype", "ndeath", "locnum", "latitude", "longitude")

    def read(self, blob: Blob, context: ReadContext) -> Reading:
        sheet = open_sheet(blob, known=())
        sheet.require("eventid", "etype", "latitude", "longitude", what="SCAD")
        item = item_of(blob, context, self.name, "dataset", MEDIA_CSV)
        place = places(sheet, "latitude", "longitude", context.bounds_e6)
        radius = mapped(_location(sheet), lambda code: codes.PLACE_RADIUS_M.get(code, _DEFAULT_RADIUS_M), pa.int32())
        repression = pc.equal(sheet.text("etype"), codes.REPRESSION)
        return observations(
            sheet,
            item,
            identity=_COLUMNS,
            method="table:scad",
            confidence_ppm=_CONFIDENCE_PPM,
            native_id="eventid",
            fields={
                **_time(sheet, context),
                **_deaths(sheet),
                "event_type": _kind(sheet),
                "lat_e6": place.lat(),
                "lon_e6": place.lon(),
                "radius_m": pc.if_else(pa.array(place.present), radius, None),
                "place_words": _known(sheet, "elocal"),
                "alleged_actor": pc.if_else(repression, _known(sheet, "actor1"), None),
                "text": pc.coalesce(_known(sheet, "issuenote"), _known(sheet, "notes")),
            },
        )


def _location(sheet: Sheet) -> pa.Array:
    return sheet.text("locnum" if sheet.has("locnum") else "gislocnum")


def _time(sheet: Sheet, context: ReadContext) -> dict[str, Column]:
    """The days of the columns of numbers, whose order nobody can mistake; else the written dates."""
    if all(sheet.has(name) for name in ("styr", "stmo", "stday")):
        add_days(sheet, ("styr", "stmo", "stday"), "first_day", "opening_end")
        if all(sheet.has(name) for name in ("eyr", "emo", "eday")):
            add_days(sheet, ("eyr", "emo", "eday"), "closing_start", "last_day")
        else:
            sheet.columns["last_day"] = sheet.columns["opening_end"]
        start, end = when.interval(sheet, "first_day", "last_day", context.time_zone)
    else:
        start, end = when.interval(sheet, "startdate", "enddate", context.time_zone, when.date_order(context))
    return {"start_s": start, "end_s": end}


def _kind(sheet: Sheet) -> Column:
    found = mapped(
        sheet.text("etype"), lambda code: getattr(codes.EVENT_TYPE.get(code), "event_type", None), pa.string()
    )
    sheet.refuse(found.is_null().to_numpy(zero_copy_only=False), "etype", None, "SCAD's types of event are 1 to 10.")
    return pc.coalesce(found, "other")


def _deaths(sheet: Sheet) -> dict[str, Column]:
    values, bad = decimals(sheet.text("ndeath"))
    sheet.warn(bad, "ndeath", None, "Not a number; the row went in without it.")
    advice = "People died, the number is not known: the row went in without it."
    sheet.warn(values == _SOME_DEATHS, "ndeath", None, advice)
    known = values >= 0
    deaths = pa.array(np.where(known, values, 0.0).astype(np.int64), mask=~known)
    return {"killed_low": deaths, "killed_high": deaths}


def _known(sheet: Sheet, field: str) -> pa.Array:
    """Words of a column, null for the codebook's -99."""
    return pc.if_else(pc.match_substring_regex(sheet.text(field), r"^(-99|)$"), None, sheet.text(field))


SOURCE = _Scad()
