"""UCDP Georeferenced Event Dataset: fatal events with low, best and high estimates.

Columns and precision codes: UCDP GED Codebook, https://ucdp.uu.se/downloads/. Side A of one-sided violence is the
perpetrator; of the other types neither side is said to have begun. `source_original` names who the report goes back
to, so it is the claimant. `event_clarity` 2 marks a summary that could not be told apart into events.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from truceline.model.evidence import Blob, ReadContext
from truceline.model.mappings import ucdp as codes
from truceline.model.reading import Reading
from truceline.sources import when
from truceline.sources.assemble import Column, item_of, observations
from truceline.sources.coding import mapped
from truceline.sources.header import header_of
from truceline.sources.numbers import integers, places
from truceline.sources.reading import MEDIA_CSV, has_columns, open_sheet
from truceline.sources.sheet import Sheet

_COLUMNS = (
    *("id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_new_id", "conflict_name"),
    *("dyad_new_id", "dyad_name", "side_a_new_id", "side_a", "side_b_new_id", "side_b", "number_of_sources"),
    *("source_article", "source_office", "source_date", "source_headline", "source_original", "where_prec"),
    *("where_coordinates", "where_description", "adm_1", "adm_2", "latitude", "longitude", "country", "country_id"),
    *("region", "event_clarity", "date_prec", "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians"),
    *("deaths_unknown", "low", "best", "high"),
)
#: ids and geometry that repeat what other columns say
_IDLE = (
    *("conflict_dset_id", "dyad_dset_id", "side_a_dset_id", "side_b_dset_id", "geom_wkt", "priogrid_gid", "gwnoa"),
    *("gwnob", "gwno", "gwnoloc", "event_clarity_old", "version"),
)
_DEFAULT_RADIUS_M = 40_000
_CLEAR_PPM, _SUMMARY_PPM = 900_000, 700_000


class _UcdpGed:
    name = "ucdp_ged"

    def recognises(self, head: bytes, filename: str) -> bool:
        return has_columns(header_of(head), "type_of_violence", "where_prec", "date_prec", "date_start", "best")

    def read(self, blob: Blob, context: ReadContext) -> Reading:
        aliases = {"high": ("high_est",), "low": ("low_est",), "best": ("best_est",)}
        sheet = open_sheet(blob, known=(*_COLUMNS, *_IDLE), aliases=aliases)
        sheet.require("id", "type_of_violence", "date_start", "latitude", "longitude", "best", what="UCDP GED")
        item = item_of(blob, context, self.name, "dataset", MEDIA_CSV)
        place = places(sheet, "latitude", "longitude", context.bounds_e6)
        one_sided = pc.equal(sheet.text("type_of_violence"), "3")
        return observations(
            sheet,
            item,
            identity=_COLUMNS,
            method="table:ucdp_ged",
            confidence_ppm=pc.if_else(pc.equal(sheet.text("event_clarity"), "2"), _SUMMARY_PPM, _CLEAR_PPM),
            native_id="id",
            fields={
                **_time(sheet, context),
                **_deaths(sheet),
                "event_type": _kind(sheet),
                "lat_e6": place.lat(),
                "lon_e6": place.lon(),
                "radius_m": pc.if_else(
                    pa.array(place.present), mapped(sheet.text("where_prec"), _radius, pa.int32()), None
                ),
                "place_words": sheet.words("where_coordinates"),
                "alleged_actor": pc.if_else(one_sided, sheet.words("side_a"), None),
                "claimant": _known(sheet, "source_original"),
                "text": pc.coalesce(sheet.words("source_headline"), sheet.words("source_article")),
            },
        )


def _time(sheet: Sheet, context: ReadContext) -> dict[str, Column]:
    """Days from date_start to date_end. Some editions write a day as "2016-01-01 00:00:00.000"."""
    for name in ("date_start", "date_end"):
        if sheet.has(name):
            day = pc.replace_substring_regex(sheet.text(name), r"^(.{10})[ T]00:00(:00(\.0+)?)?$", r"\1")
            sheet.columns[name] = day
    start, end = when.interval(sheet, "date_start", "date_end", context.time_zone, when.date_order(context))
    return {"start_s": start, "end_s": end}


def _deaths(sheet: Sheet) -> dict[str, Column]:
    best = integers(sheet, "best", required=True)
    low, high = pc.coalesce(integers(sheet, "low"), best), pc.coalesce(integers(sheet, "high"), best)
    wrong = pc.fill_null(pc.greater(low, high), False).to_numpy(zero_copy_only=False)
    sheet.warn(
        np.asarray(wrong),
        "low",
        lambda row: f"low {low[row]} above high {high[row]}",
        "The smallest and the largest of low, best and high were taken.",
    )
    return {
        "killed_low": pc.min_element_wise(low, best, high),
        "killed_high": pc.max_element_wise(low, best, high),
    }


def _kind(sheet: Sheet) -> Column:
    cells = sheet.text("type_of_violence")
    found = mapped(cells, lambda code: getattr(codes.TYPE_OF_VIOLENCE.get(code), "event_type", None), pa.string())
    unknown = found.is_null().to_numpy(zero_copy_only=False)
    sheet.refuse(unknown, "type_of_violence", None, "1 state-based, 2 non-state, 3 one-sided.")
    return pc.coalesce(found, "other")


def _known(sheet: Sheet, field: str) -> pa.Array:
    """Words of a column, null for the codebook's way to say that nothing is known."""
    unknown = pc.match_substring_regex(sheet.text(field), r"(?i)^(na|n/a|-?99|unknown|)$")
    return pc.if_else(unknown, None, sheet.text(field))


def _radius(precision: str) -> int:
    return codes.WHERE_PREC_RADIUS_M.get(precision, _DEFAULT_RADIUS_M)


SOURCE = _UcdpGed()
