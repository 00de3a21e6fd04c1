"""Air-raid alerts in Ukraine: the official register (oblast, raion, hromada) and the volunteers' (oblast).

Format: https://github.com/Vadimkin/ukrainian-air-raid-sirens-dataset, README. Times are UTC. In the volunteer file
`naive=True` means that no end was announced and 30 minutes were put in: such a row counts with less confidence.
An alert covers a whole unit, which is named in words and has no point.
"""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from truceline.model.evidence import Blob, ReadContext
from truceline.model.reading import Reading
from truceline.sources import when
from truceline.sources.assemble import item_of, observations
from truceline.sources.header import header_of
from truceline.sources.reading import MEDIA_CSV, has_columns, open_sheet
from truceline.sources.sheet import Sheet

_COLUMNS = ("oblast", "raion", "hromada", "level", "region", "started_at", "finished_at", "source", "naive")
_STATED_PPM, _GUESSED_END_PPM = 950_000, 600_000


class _Alerts:
    name = "alerts"

    def recognises(self, head: bytes, filename: str) -> bool:
        header = header_of(head)
        return has_columns(header, "started_at", "finished_at") and ("oblast" in header or "region" in header)

    def read(self, blob: Blob, context: ReadContext) -> Reading:
        sheet = open_sheet(blob, known=_COLUMNS)
        unit = "oblast" if sheet.has("oblast") else "region"
        sheet.require("started_at", "finished_at", unit, what="A register of alerts")
        sheet.require_cells(unit)
        item = item_of(blob, context, self.name, "alert", MEDIA_CSV)
        start, end = when.interval(sheet, "started_at", "finished_at", context.time_zone, when.date_order(context))
        guessed = pc.equal(pc.utf8_lower(sheet.text("naive")), "true")
        return observations(
            sheet,
            item,
            identity=_COLUMNS,
            method="table:alerts",
            confidence_ppm=pc.if_else(guessed, _GUESSED_END_PPM, _STATED_PPM),
            fields={
                "event_type": "signal.alert",
                "start_s": start,
                "end_s": end,
                "count_low": 1,
                "count_high": 1,
                "count_unit": "alert",
                "place_words": _place(sheet, unit),
            },
        )


def _place(sheet: Sheet, unit: str) -> pa.Array:
    """Smallest unit first: "Umanska terytorialna hromada, Umanskyi raion, Cherkaska oblast"."""
    return pc.binary_join_element_wise(
        sheet.words("hromada"), sheet.words("raion"), sheet.words(unit), ", ", null_handling="skip"
    )


SOURCE = _Alerts()
