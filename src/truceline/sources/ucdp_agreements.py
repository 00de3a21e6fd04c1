"""UCDP Peace Agreements and UCDP Conflict Termination (dyads), and short lists of agreements with their dates.

Codebooks: https://ucdp.uu.se/downloads/ ("UCDP Peace Agreement Dataset", "UCDP Conflict Termination Dataset"). An
agreement is an observation of type politics.agreement on the day it was signed, without a place. A year of a dyad is
no event: its `intensity_level` is a point of the series of the dyad, and the outcome of the episode that ended in it
another one. A list `id, name, in_force_from, in_force_to, scope, …` gives an observation for each agreement.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from truceline.model.evidence import Blob, EvidenceItem, ReadContext
from truceline.model.reading import Reading
from truceline.sources import when
from truceline.sources.assemble import item_of, observations, sums
from truceline.sources.coding import mapped
from truceline.sources.header import header_of
from truceline.sources.identity import identities
from truceline.sources.instants import instants
from truceline.sources.reading import MEDIA_CSV, has_columns, open_sheet
from truceline.sources.series_points import distinct_rows, points
from truceline.sources.sheet import Sheet

_CONFIDENCE_PPM = 950_000
#: a city after a clock time, as lists in prose style write it
_CITIES = {"kyiv": "Europe/Kyiv", "kiev": "Europe/Kyiv", "moscow": "Europe/Moscow", "utc": "UTC", "gmt": "UTC"}
_LIST = ("id", "name", "in_force_from", "in_force_to", "scope", "prohibited_or_required", "parameters", "source_url")
_TERMINATION = ("dyadep_id", "dyad_id", "year", "intensity_level", "outcome")


class _UcdpAgreements:
    name = "ucdp_agreements"

    def recognises(self, head: bytes, filename: str) -> bool:
        header = header_of(head)
        return (
            has_columns(header, "paid", "pa_name", "pa_date")
            or has_columns(header, *_TERMINATION)
            or has_columns(header, "id", "name", "in_force_from", "in_force_to")
        )

    def read(self, blob: Blob, context: ReadContext) -> Reading:
        sheet = open_sheet(blob, known=())
        item = item_of(blob, context, self.name, "dataset", MEDIA_CSV)
        if sheet.has("dyadep_id"):
            return _terminations(sheet, item, context)
        if sheet.has("in_force_from"):
            return _listed(sheet, item, context)
        return _agreements(sheet, item, context)


def _agreements(sheet: Sheet, item: EvidenceItem, context: ReadContext) -> Reading:
    sheet.require("paid", "pa_name", "pa_date", what="UCDP Peace Agreements")
    start, end = when.interval(sheet, "pa_date", None, context.time_zone, when.date_order(context))
    return observations(
        sheet,
        item,
        identity=("paid", "pa_name", "pa_date", "conflict_id", "dyad_id", "actor_name", "pa_comment"),
        method="table:ucdp_agreements",
        confidence_ppm=_CONFIDENCE_PPM,
        native_id="paid",
        fields={
            "event_type": "politics.agreement",
            "start_s": start,
            "end_s": end,
            "place_words": _place(sheet),
            "text": pc.binary_join_element_wise(
                sheet.words("pa_name"), sheet.words("pa_comment"), ". ", null_handling="skip"
            ),
        },
    )


def _place(sheet: Sheet) -> pa.Array:
    """The conflict's name begins with its country: "Afghanistan: Government"."""
    return mapped(sheet.text("conflict_name"), lambda words: words.partition(":")[0].strip() or None, pa.string())


def _listed(sheet: Sheet, item: EvidenceItem, context: ReadContext) -> Reading:
    sheet.require("id", "name", "in_force_from", what="A list of agreements")
    zones = mapped(sheet.text("in_force_from"), _zone_word, pa.string())
    for zone in sorted({*zones.drop_null().to_pylist()}):
        _fix_zone(sheet, zone)
    start, end = when.interval(sheet, "in_force_from", None, context.time_zone, when.date_order(context))
    return observations(
        sheet,
        item,
        identity=_LIST,
        method="table:agreements",
        confidence_ppm=_CONFIDENCE_PPM,
        native_id="id",
        fields={
            "event_type": "politics.agreement",
            "start_s": start,
            "end_s": end,
            "place_words": sheet.words("scope"),
            "text": sheet.words("name"),
        },
    )


def _zone_word(words: str) -> str | None:
    word = words.rpartition(" ")[2].lower()
    return word if word in _CITIES else None


def _fix_zone(sheet: Sheet, word: str) -> None:
    """Writes "2015-02-15T00:00 Kyiv" as the same moment in UTC."""
    cells = sheet.text("in_force_from")
    mine = pc.ends_with(pc.utf8_lower(cells), " " + word)
    bare = pc.replace_substring_regex(cells, r"\s+\S+$", "")
    read = instants(pc.if_else(mine, bare, ""), _CITIES[word])
    stamps = [f"{np.datetime64(int(second), 's')}Z" for second in read.start_s]
    usable = pc.and_(mine, pa.array(~read.bad & ~read.blank))
    sheet.columns["in_force_from"] = pc.if_else(usable, pa.array(stamps, pa.string()), cells)


def _terminations(sheet: Sheet, item: EvidenceItem, context: ReadContext) -> Reading:
    sheet.require(*_TERMINATION, what="UCDP Conflict Termination")
    sheet.columns["first_day"] = pc.binary_join_element_wise(sheet.text("year"), "01-01", "-")
    sheet.columns["last_day"] = pc.binary_join_element_wise(sheet.text("year"), "12-31", "-")
    start, end = when.interval(sheet, "first_day", "last_day", context.time_zone)
    sheet.require_cells("dyad_id")
    repeated = distinct_rows(sheet, identities(sheet, "itm", item.source, tuple(sheet.columns)))
    figures = {"intensity_level": ("level", False), "outcome": ("code", False)}
    return Reading(
        items=(item,),
        series=points(sheet, item, start, end, figures, sheet.text("dyad_id"), "ucdp_dyad/"),
        notes=tuple(sorted(sheet.notes)),
        accounting=sums(sheet.rows, int(np.sum(sheet.alive)), repeated),
    )


SOURCE = _UcdpAgreements()
