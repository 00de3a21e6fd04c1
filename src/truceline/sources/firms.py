"""NASA FIRMS active fire detections, VIIRS (375 m) and MODIS (1 km), as downloaded in CSV.

Columns: https://www.earthdata.nasa.gov/data/tools/firms/faq (attributes of VIIRS and MODIS). Times are UTC, `acq_time`
is HHMM and may lack leading zeros. `scan` and `track` are the sides of the pixel in km: the fire lies somewhere in
it, so the circle through its corners holds the place. A detection is no strike: most are fields, waste and industry.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from truceline.model.evidence import Blob, ReadContext
from truceline.model.reading import Reading
from truceline.sources import when
from truceline.sources.assemble import Column, item_of, observations
from truceline.sources.coding import mapped
from truceline.sources.header import header_of
from truceline.sources.numbers import decimals, places
from truceline.sources.reading import MEDIA_CSV, has_columns, open_sheet
from truceline.sources.sheet import Sheet

_COLUMNS = (
    *("latitude", "longitude", "scan", "track", "acq_date", "acq_time", "satellite", "instrument", "confidence"),
    *("bright_ti4", "bright_ti5", "brightness", "bright_t31", "frp", "daynight", "type", "version", "country_id"),
)
#: what a near-real-time row and its later standard version share
_IDENTITY = ("latitude", "longitude", "acq_date", "acq_time", "satellite", "instrument", "frp")
#: side of a pixel at nadir in km: VIIRS 375 m, MODIS 1 km
_NADIR_KM = {"viirs": 0.375, "modis": 1.0}
#: VIIRS says low, nominal, high; MODIS 0 to 100
_CONFIDENCE_PPM = {"l": 300_000, "low": 300_000, "n": 700_000, "nominal": 700_000, "h": 900_000, "high": 900_000}
_UNSTATED_PPM = 500_000


class _Firms:
    name = "firms"

    def recognises(self, head: bytes, filename: str) -> bool:
        return has_columns(header_of(head), "latitude", "longitude", "acq_date", "acq_time", "frp")

    def read(self, blob: Blob, context: ReadContext) -> Reading:
        sheet = open_sheet(blob, known=_COLUMNS)
        sheet.require("latitude", "longitude", "acq_date", "acq_time", what="FIRMS")
        item = item_of(blob, context, self.name, "satellite", MEDIA_CSV)
        sheet.require_cells("latitude", "longitude")
        place = places(sheet, "latitude", "longitude", context.bounds_e6)
        return observations(
            sheet,
            item,
            identity=_IDENTITY,
            method="table:firms",
            confidence_ppm=mapped(sheet.text("confidence"), _confidence, pa.int32()),
            fields={
                **_time(sheet),
                "event_type": "signal.thermal",
                "verb": "sensor_detected",
                "count_low": 1,
                "count_high": 1,
                "count_unit": "detection",
                "lat_e6": place.lat(),
                "lon_e6": place.lon(),
                "radius_m": pc.if_else(pa.array(place.present), _radius(sheet), None),
            },
        )


def _time(sheet: Sheet) -> dict[str, Column]:
    digits = pc.utf8_lpad(pc.replace_substring(sheet.text("acq_time"), ":", ""), 4, "0")
    clock = pc.binary_join_element_wise(
        pc.utf8_slice_codeunits(digits, 0, 2), pc.utf8_slice_codeunits(digits, 2, 4), ":"
    )
    bad = ~pc.match_substring_regex(digits, r"^([01]\d|2[0-3])[0-5]\d$").to_numpy(zero_copy_only=False)
    sheet.refuse(np.asarray(bad), "acq_time", None, "UTC as HHMM.")
    sheet.columns["acquired"] = pc.binary_join_element_wise(sheet.text("acq_date"), clock, " ")
    start, end = when.interval(sheet, "acquired", None, "UTC")
    return {"start_s": start, "end_s": end}


def _radius(sheet: Sheet) -> pa.Array:
    """Half the diagonal of the pixel."""
    sensor = mapped(sheet.text("instrument"), lambda name: _NADIR_KM.get(name.lower(), 1.0), pa.float64())
    nadir = sensor.to_numpy(zero_copy_only=False)
    sides = []
    for field in ("scan", "track"):
        km, bad = decimals(sheet.text(field))
        usable = ~bad & ~np.isnan(km) & (km > 0) & (km < 10)
        sides.append(np.where(usable, km, nadir))
    return pa.array(np.ceil(np.hypot(*sides) / 2 * 1000).astype(np.int32))


def _confidence(words: str) -> int:
    if words.isascii() and words.isdigit() and int(words) <= 100:
        return int(words) * 10_000
    return _CONFIDENCE_PPM.get(words.lower(), _UNSTATED_PPM)


SOURCE = _Firms()
