"""Global Terrorism Database: attacks, one row each, exported as CSV.

Columns and codes: GTD Codebook, https://www.start.umd.edu/gtd. `gname` is the group to which the attack is ascribed;
only where the group claimed it (`claimed` 1) is it the claimant as well. Deaths may be fractions where a toll was
shared among linked attacks, so they become bounds. GTD's days are those of the place.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from truceline.model.evidence import Blob, ReadContext
from truceline.model.mappings import gtd as codes
from truceline.model.reading import Reading
from truceline.sources import when
from truceline.sources.assemble import Column, item_of, observations
from truceline.sources.coding import looked_up, mapped
from truceline.sources.header import header_of
from truceline.sources.numbers import decimals, places
from truceline.sources.reading import MEDIA_CSV, has_columns, open_sheet
from truceline.sources.sheet import Sheet
from truceline.sources.split_dates import add_days

_COLUMNS = (
    *("eventid", "iyear", "imonth", "iday", "country_txt", "provstate", "city", "latitude", "longitude"),
    *("specificity", "vicinity", "location", "summary", "attacktype1", "targtype1", "target1", "gname", "claimed"),
    *("weaptype1", "weapdetail", "nkill", "nwound"),
)
_CONFIDENCE_PPM = 900_000
_DEFAULT_RADIUS_M = 40_000


class _Gtd:
    name = "gtd"

    def recognises(self, head: bytes, filename: str) -> bool:
        return has_columns(header_of(head), "eventid", "iyear", "imonth", "iday", "attacktype1", "gname")

    def read(self, blob: Blob, context: ReadContext) -> Reading:
        sheet = open_sheet(blob, known=())
        sheet.require("eventid", "iyear", "imonth", "iday", "attacktype1", "latitude", "longitude", what="GTD")
        item = item_of(blob, context, self.name, "dataset", MEDIA_CSV)
        place = places(sheet, "latitude", "longitude", context.bounds_e6)
        group = _known(sheet, "gname")
        return observations(
            sheet,
            item,
            identity=_COLUMNS,
            method="table:gtd",
            confidence_ppm=_CONFIDENCE_PPM,
            native_id="eventid",
            fields={
                **_time(sheet, context),
                **_toll(sheet, "nkill", "killed"),
                **_toll(sheet, "nwound", "wounded"),
                "event_type": _kind(sheet),
                "lat_e6": place.lat(),
                "lon_e6": place.lon(),
                "radius_m": pc.if_else(pa.array(place.present), _radius(sheet), None),
                "place_words": sheet.words("city"),
                "alleged_actor": group,
                "claimant": pc.if_else(pc.equal(sheet.text("claimed"), "1"), group, None),
                "weapon": looked_up(sheet.text("weaptype1"), codes.WEAPON_TYPE, pa.string()),
                "target": looked_up(sheet.text("targtype1"), codes.TARGET_TYPE, pa.string()),
                "text": sheet.words("summary"),
            },
        )


def _time(sheet: Sheet, context: ReadContext) -> dict[str, Column]:
    add_days(sheet, ("iyear", "imonth", "iday"), "first_day", "last_day")
    start, end = when.interval(sheet, "first_day", "last_day", context.time_zone)
    return {"start_s": start, "end_s": end}


def _kind(sheet: Sheet) -> Column:
    pairs = pc.binary_join_element_wise(sheet.text("attacktype1"), sheet.text("targtype1"), "/")
    found = mapped(pairs, _kind_of, pa.string())
    sheet.refuse(
        found.is_null().to_numpy(zero_copy_only=False), "attacktype1", None, "GTD's types of attack are 1 to 9."
    )
    return pc.coalesce(found, "other")


def _kind_of(pair: str) -> str | None:
    attack, _, target = pair.partition("/")
    if attack in codes.ASSAULTS and target in codes.ARMED_TARGETS:
        return codes.CLASH
    known = codes.ATTACK_TYPE.get(attack)
    return None if known is None else known.event_type


def _radius(sheet: Sheet) -> pa.Array:
    stated = mapped(
        sheet.text("specificity"), lambda code: codes.SPECIFICITY_RADIUS_M.get(code, _DEFAULT_RADIUS_M), pa.int32()
    )
    near = pc.and_(pc.equal(sheet.text("vicinity"), "1"), pc.equal(sheet.text("specificity"), "1"))
    return pc.if_else(near, codes.VICINITY_RADIUS_M, stated).cast(pa.int32())


def _toll(sheet: Sheet, field: str, name: str) -> dict[str, Column]:
    """Bounds of a toll; negative numbers are the codebook's way to say that it is not known."""
    values, bad = decimals(sheet.text(field))
    sheet.warn(bad, field, None, "Not a number; the row went in without it.")
    unknown = np.isnan(values) | (values < 0)
    safe = np.where(unknown, 0.0, values)
    low, high = np.floor(safe).astype(np.int64), np.ceil(safe).astype(np.int64)
    return {f"{name}_low": pa.array(low, mask=unknown), f"{name}_high": pa.array(high, mask=unknown)}


def _known(sheet: Sheet, field: str) -> pa.Array:
    """Words of a column, null for the codebook's "Unknown"."""
    nobody = pc.match_substring_regex(sheet.text(field), r"(?i)^(unknown|)$")
    return pc.if_else(nobody, None, sheet.text(field))


SOURCE = _Gtd()
