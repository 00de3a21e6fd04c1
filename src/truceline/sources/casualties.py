"""Daily casualty reports in JSON (Gaza, Lebanon, West Bank): a list of objects with `report_date` and figures.

Source of the fields: https://data.techforpalestine.org/docs/casualties-daily/. The date is that of the report, which
may count people who died long before, so each field is a series over `report_period` hours (24 where it is not given)
that end with the day of the report. Fields with `_cum` are running totals; `ext_` fields are extrapolated.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow.compute as pc

from truceline.ingest.decode import to_utf8
from truceline.ingest.json_text import cell, elements
from truceline.ingest.unpack import unpack
from truceline.model.errors import InputError, Rejected
from truceline.model.evidence import Blob, ReadContext
from truceline.model.reading import Reading
from truceline.model.units import HOUR_S
from truceline.sources import when
from truceline.sources.assemble import item_of, sums
from truceline.sources.header import plain_head
from truceline.sources.identity import identities
from truceline.sources.numbers import decimals
from truceline.sources.series_points import distinct_rows, points
from truceline.sources.sheet import Sheet
from truceline.sources.sheet_of_rows import sheet_of

#: fields in words, and those about the report itself
_NO_FIGURES = frozenset({"report_date", "report_source", "report_period", "flash_source", "phase"})


class _Casualties:
    name = "casualties"

    def recognises(self, head: bytes, filename: str) -> bool:
        text = plain_head(head).lstrip()
        return text[:1] == b"[" and b'"report_date"' in text[:2_048]

    def read(self, blob: Blob, context: ReadContext) -> Reading:
        text = to_utf8(unpack(blob.data, blob.filename), blob.filename)
        sheet = _sheet(text.data.decode("utf-8", "replace"), blob.filename)
        sheet.notes.extend(text.notes)
        if not sheet.has("report_date"):
            raise InputError(
                "no report has a report_date", where=blob.filename, advice="A list of reports, each with its date."
            )
        item = item_of(blob, context, self.name, "official", "application/json")
        _, end = when.interval(sheet, "report_date", None, context.time_zone)
        hours, bad = decimals(sheet.text("report_period"))
        hours = np.where(bad | np.isnan(hours) | (hours <= 0) | (hours > 24 * 366), 24, hours)
        start = end - np.rint(hours).astype(np.int64) * HOUR_S
        figures = {name: ("person", "_cum" in name) for name in _figures(sheet)}
        repeated = distinct_rows(sheet, identities(sheet, "itm", item.source, tuple(sheet.columns)))
        return Reading(
            items=(item,),
            series=points(sheet, item, start, end, figures, prefix="casualties/"),
            notes=tuple(sorted(sheet.notes)),
            accounting=sums(sheet.rows, int(np.sum(sheet.alive)), repeated),
        )


def _sheet(text: str, where: str) -> Sheet:
    rows, notes = [], []
    for line, report in elements(text, where):
        if isinstance(report, dict):
            rows.append((line, _flat(report, "")))
        else:
            notes.append(Rejected(where, line, "", f"a {type(report).__name__}", "A report is an object with fields."))
    return sheet_of(where, rows, notes, refused=len(notes))


def _flat(report: dict[str, Any], group: str) -> dict[str, str]:
    flat: dict[str, str] = {}
    for name, value in report.items():
        if isinstance(value, dict):
            flat.update(_flat(value, f"{group}{name}."))
        elif not isinstance(value, list):
            flat[f"{group}{name}"] = cell(value)
    return flat


def _figures(sheet: Sheet) -> list[str]:
    """Fields that hold a number anywhere."""
    return [
        name
        for name in sheet.columns
        if name not in _NO_FIGURES and pc.any(pc.match_substring_regex(sheet.text(name), r"^-?[0-9]")).as_py()
    ]


SOURCE = _Casualties()
