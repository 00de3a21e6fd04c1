"""ACLED: coded events of political violence, the export of the data portal and of the API as CSV.

Columns and precision codes: ACLED Codebook, https://acleddata.com/knowledge-base/codebook/. The codebook says that
actor 1 and actor 2 imply no direction, so a battle alleges no actor; in remote violence and violence against
civilians actor 1 is the one said to have acted.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from truceline.model.evidence import Blob, ReadContext
from truceline.model.mappings import acled as codes
from truceline.model.mappings.coded import Coded
from truceline.model.reading import Reading
from truceline.model.units import DAY_S
from truceline.sources import when
from truceline.sources.assemble import Column, item_of, observations
from truceline.sources.coding import blank, mapped
from truceline.sources.header import header_of
from truceline.sources.numbers import integers, places
from truceline.sources.reading import MEDIA_CSV, has_columns, open_sheet
from truceline.sources.sheet import Sheet

_COLUMNS = (
    *("event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type"),
    *("actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction"),
    *("civilian_targeting", "iso", "region", "country", "admin1", "admin2", "admin3", "location"),
    *("latitude", "longitude", "geo_precision", "source", "source_scale", "notes", "fatalities", "tags"),
)
#: about the handling of the row: a new upload changes them, the event stays
_HANDLING = ("timestamp", "data_id", "event_id_no_cnty", "iso3")
_DIRECTED = frozenset({"Explosions/Remote violence", "Violence against civilians"})
_DEFAULT_RADIUS_M = 25_000
_CONFIDENCE_PPM = 900_000


class _Acled:
    name = "acled"

    def recognises(self, head: bytes, filename: str) -> bool:
        return has_columns(header_of(head), "event_date", "sub_event_type", "actor1", "latitude", "longitude")

    def read(self, blob: Blob, context: ReadContext) -> Reading:
        sheet = open_sheet(blob, known=(*_COLUMNS, *_HANDLING))
        sheet.require(
            "event_id_cnty", "event_date", "event_type", "sub_event_type", "latitude", "longitude", what="ACLED"
        )
        item = item_of(blob, context, self.name, "dataset", MEDIA_CSV)
        place = places(sheet, "latitude", "longitude", context.bounds_e6)
        radius = mapped(sheet.text("geo_precision"), _radius, pa.int32())
        killed = integers(sheet, "fatalities")
        directed = mapped(sheet.text("event_type"), lambda words: words in _DIRECTED, pa.bool_())
        return observations(
            sheet,
            item,
            identity=_COLUMNS,
            method="table:acled",
            confidence_ppm=_CONFIDENCE_PPM,
            native_id="event_id_cnty",
            fields={
                **_time(sheet, context),
                **_kind(sheet),
                "lat_e6": place.lat(),
                "lon_e6": place.lon(),
                "radius_m": pc.if_else(pa.array(place.present), radius, None),
                "place_words": sheet.words("location"),
                "alleged_actor": pc.if_else(directed, sheet.words("actor1"), None),
                "killed_low": killed,
                "killed_high": killed,
                "text": sheet.words("notes"),
            },
        )


def _time(sheet: Sheet, context: ReadContext) -> dict[str, Column]:
    """The day, widened by what the precision says. ACLED's days are those of the place."""
    start, end = when.interval(sheet, "event_date", None, context.time_zone, when.date_order(context))
    margin = mapped(sheet.text("time_precision"), lambda code: codes.TIME_PRECISION_DAYS.get(code, 0), pa.int64())
    seconds = margin.to_numpy(zero_copy_only=False) * DAY_S
    return {"start_s": start - seconds, "end_s": end + seconds}


def _kind(sheet: Sheet) -> dict[str, Column]:
    pairs = pc.binary_join_element_wise(sheet.text("event_type"), sheet.text("sub_event_type"), "\x1f")
    sheet.refuse(
        np.asarray(blank(sheet.text("event_type")) & blank(sheet.text("sub_event_type"))),
        "event_type",
        "nothing",
        "An event needs its type.",
    )
    unknown = mapped(pairs, lambda pair: _coded(pair) is None, pa.bool_()).to_numpy(zero_copy_only=False)
    sheet.warn(unknown, "sub_event_type", None, 'Not in the codebook of 25 sub-event types: taken as "other".')
    return {
        "event_type": mapped(pairs, lambda pair: getattr(_coded(pair), "event_type", "other"), pa.string()),
        "weapon": mapped(pairs, lambda pair: getattr(_coded(pair), "weapon", None), pa.string()),
    }


def _coded(pair: str) -> Coded | None:
    kind, _, finer = pair.partition("\x1f")
    return codes.SUB_EVENT_TYPES.get(finer) or codes.EVENT_TYPES.get(kind)


def _radius(precision: str) -> int:
    return codes.GEO_PRECISION_RADIUS_M.get(precision, _DEFAULT_RADIUS_M)


SOURCE = _Acled()
