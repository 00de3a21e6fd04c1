"""GDELT 2.0 event table (61 columns, tab-separated, no header) and the daily files of 1.0 (58 columns).

Codebook: http://data.gdeltproject.org/documentation/GDELT-Event_Codebook-V2.0.pdf. Rows are machine-coded sentences
of news, leads rather than incidents: in an audit by a user of the data 76.5 % did not describe what they code, which
is where the confidence comes from. Each row belongs to the item of the article it was coded from, so that ten rows of
one article are one origin. Actor 1 is the grammatical subject and is kept as the one said to have acted.
"""

from __future__ import annotations

import msgspec
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from truceline.model.evidence import Blob, ReadContext
from truceline.model.mappings import cameo
from truceline.model.reading import Reading
from truceline.sources import when
from truceline.sources.assemble import Column, item_of, observations
from truceline.sources.coding import mapped
from truceline.sources.gdelt_columns import EVENTS_1, EVENTS_2, cells_of
from truceline.sources.header import plain_head
from truceline.sources.linked import article_ids, articles
from truceline.sources.numbers import places
from truceline.sources.reading import MEDIA_TSV, open_sheet
from truceline.sources.sheet import Sheet

#: columns that say what happened; counts of mentions and the tone grow with later files
_IDENTITY = (
    *("globaleventid", "sqldate", "actor1code", "actor1name", "actor2code", "actor2name", "eventcode"),
    *("actiongeo_type", "actiongeo_fullname", "actiongeo_lat", "actiongeo_long", "sourceurl"),
)
_CONFIDENCE_PPM = 235_000


class _GdeltEvents:
    name = "gdelt_events"

    def recognises(self, head: bytes, filename: str) -> bool:
        cells = cells_of(plain_head(head))
        return len(cells) in (len(EVENTS_1), len(EVENTS_2)) and cells[0].isdigit() and len(cells[1]) == 8

    def read(self, blob: Blob, context: ReadContext) -> Reading:
        width = len(cells_of(plain_head(blob.data)))
        names = EVENTS_1 if width == len(EVENTS_1) else EVENTS_2
        sheet = open_sheet(blob, known=names, names=names, delimiter="\t", quoted=False)
        item = item_of(blob, context, self.name, "dataset", MEDIA_TSV)
        time = _time(sheet)
        place = places(sheet, "actiongeo_lat", "actiongeo_long", context.bounds_e6)
        radius = mapped(sheet.text("actiongeo_type"), _radius, pa.int32())
        reading = observations(
            sheet,
            item,
            identity=_IDENTITY,
            method="table:gdelt",
            confidence_ppm=_CONFIDENCE_PPM,
            native_id="globaleventid",
            fields={
                **time,
                **_kind(sheet),
                "item_id": pc.coalesce(article_ids(sheet.text("sourceurl")), item.item_id),
                "lat_e6": place.lat(),
                "lon_e6": place.lon(),
                "radius_m": pc.if_else(pa.array(place.present), radius, None),
                "place_words": sheet.words("actiongeo_fullname"),
                "alleged_actor": sheet.words("actor1name"),
            },
        )
        linked = articles(sheet.text("sourceurl"), np.flatnonzero(sheet.alive), item)
        return msgspec.structs.replace(reading, items=(item, *linked))


def _time(sheet: Sheet) -> dict[str, Column]:
    day = pc.replace_substring_regex(sheet.text("sqldate"), r"^(\d{4})(\d\d)(\d\d)$", r"\1-\2-\3")
    sheet.columns["sqldate"] = day
    start, end = when.interval(sheet, "sqldate", None, "UTC")
    stamp = r"^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$"
    added = pc.replace_substring_regex(sheet.text("dateadded"), stamp, r"\1-\2-\3 \4:\5:\6")
    sheet.columns["dateadded"] = pc.replace_substring_regex(added, r"^(\d{4})(\d\d)(\d\d)$", r"\1-\2-\3")
    reported, known = when.moments(sheet, "dateadded", "UTC")
    return {"start_s": start, "end_s": end, "reported_s": pa.array(reported, mask=~known)}


def _kind(sheet: Sheet) -> dict[str, Column]:
    cells = sheet.text("eventcode")
    kind = mapped(cells, lambda code: getattr(cameo.coded(code), "event_type", None), pa.string())
    sheet.refuse(kind.is_null().to_numpy(zero_copy_only=False), "eventcode", None, "CAMEO codes run from 01 to 2042.")
    weapon = mapped(cells, lambda code: getattr(cameo.coded(code), "weapon", None), pa.string())
    return {"event_type": pc.coalesce(kind, "other"), "weapon": weapon}


def _radius(kind: str) -> int:
    return cameo.ACTION_GEO_RADIUS_M.get(kind, cameo.ACTION_GEO_RADIUS_M["1"])


SOURCE = _GdeltEvents()
