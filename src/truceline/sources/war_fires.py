"""The Economist's war-fire model: daily national figures from satellite detections, and area under control.

Source of the columns: https://github.com/TheEconomist/the-economist-ukraine-war-dead-and-wounded-estimates. Model
output by day without points, so each column is a series. Columns with `7dma` or `past_…_days` are running means and
changes.
"""

from __future__ import annotations

import numpy as np

from truceline.model.evidence import Blob, ReadContext
from truceline.model.reading import Reading
from truceline.sources import when
from truceline.sources.assemble import item_of, sums
from truceline.sources.header import header_of
from truceline.sources.identity import identities
from truceline.sources.reading import MEDIA_CSV, has_columns, open_sheet
from truceline.sources.series_points import distinct_rows, points


class _WarFires:
    name = "war_fires"

    def recognises(self, head: bytes, filename: str) -> bool:
        header = header_of(head)
        return has_columns(header, "date", "war_fires_per_day") or has_columns(
            header, "date", "area_assessed_as_russia_controlled"
        )

    def read(self, blob: Blob, context: ReadContext) -> Reading:
        sheet = open_sheet(blob, known=())
        sheet.require("date", what="A table of daily figures")
        item = item_of(blob, context, self.name, "satellite", MEDIA_CSV)
        start, end = when.interval(sheet, "date", None, context.time_zone, when.date_order(context))
        figures = {name: (_unit(name), False) for name in sheet.columns if name != "date"}
        repeated = distinct_rows(sheet, identities(sheet, "itm", item.source, tuple(sheet.columns)))
        return Reading(
            items=(item,),
            series=points(sheet, item, start, end, figures, prefix="war_fires/"),
            notes=tuple(sorted(sheet.notes)),
            accounting=sums(sheet.rows, int(np.sum(sheet.alive)), repeated),
        )


def _unit(name: str) -> str:
    if name.endswith("percent"):
        return "percent"
    if "area" in name and "fires" not in name:
        return "square metre"
    return "share" if name.startswith("cloud_cover") else "detection"


SOURCE = _WarFires()
