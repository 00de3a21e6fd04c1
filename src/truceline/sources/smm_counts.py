"""Daily counts of the OSCE SMM by region, one row for each report and region.

Columns: `report, issued, period_from, period_to, region, count`, optional `explosions, exercise, prev_count,
cumulative_since_…, source_url, note`. A reporting day runs from 19:30 to 19:30 in Kyiv, so that a period of one day
begins in the evening before it. The figures are the mission's plain sums: published series, no events.
"""

from __future__ import annotations

import numpy as np

from truceline.model.evidence import Blob, ReadContext
from truceline.model.reading import Reading
from truceline.model.units import DAY_S
from truceline.sources import when
from truceline.sources.assemble import item_of, sums
from truceline.sources.header import header_of
from truceline.sources.identity import identities
from truceline.sources.reading import MEDIA_CSV, has_columns, open_sheet
from truceline.sources.series_points import distinct_rows, points

ZONE = "Europe/Kyiv"
#: 19:30, seconds after midnight
_CUT_OFF_S = 19 * 3600 + 30 * 60
_COUNTS = {"count": ("event", False), "explosions": ("explosion", False), "exercise": ("event", False)}
_KNOWN = (
    "report",
    "issued",
    "period_from",
    "period_to",
    "region",
    *_COUNTS,
    "prev_count",
    "prev_unit",
    "source_url",
    "note",
)


class _SmmCounts:
    name = "smm_counts"

    def recognises(self, head: bytes, filename: str) -> bool:
        return has_columns(header_of(head), "report", "period_from", "period_to", "region", "count")

    def read(self, blob: Blob, context: ReadContext) -> Reading:
        sheet = open_sheet(blob, known=())
        sheet.require("period_from", "period_to", "region", "count", what="A table of daily counts")
        totals = [name for name in sheet.columns if name.startswith("cumulative")]
        extra = [name for name in sheet.columns if name not in (*_KNOWN, *totals)]
        if extra:
            sheet.remark(f"columns that are not used: {', '.join(extra)}", "Nothing to do; the raw file is kept.")
        item = item_of(blob, context, self.name, "patrol", MEDIA_CSV)
        zone = ZONE if context.time_zone == "UTC" else context.time_zone
        start, end = when.interval(sheet, "period_from", "period_to", zone, when.date_order(context))
        sheet.require_cells("region")
        start, end = start - DAY_S + _CUT_OFF_S, end - DAY_S + _CUT_OFF_S
        repeated = distinct_rows(sheet, identities(sheet, "itm", item.source, tuple(sheet.columns)))
        columns = {**_COUNTS, **dict.fromkeys(totals, ("event", True))}
        return Reading(
            items=(item,),
            series=points(sheet, item, start, end, columns, sheet.text("region"), "smm/"),
            notes=tuple(sorted(sheet.notes)),
            accounting=sums(sheet.rows, int(np.sum(sheet.alive)), repeated),
        )


SOURCE = _SmmCounts()
