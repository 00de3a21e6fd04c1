"""A table of effort: when each post, patrol, camera or sensor watched, and when it could not.

Columns: `watcher, start, end`, optional `source_class, status (on, outage, denied, withdrawn), reason, lat, lon,
range_m, sector, daylight`. Times are ISO 8601.
"""

from __future__ import annotations

from truceline.model.evidence import Blob, ReadContext
from truceline.model.reading import Reading
from truceline.sources.assemble import item_of, sums
from truceline.sources.effort_rows import COLUMNS, effort_table
from truceline.sources.header import header_of
from truceline.sources.reading import MEDIA_CSV, has_columns, open_sheet

_ALIASES = {
    "watcher": ("post", "sensor", "patrol", "camera", "observer"),
    "start": ("start_time", "from"),
    "end": ("end_time", "to"),
    "lat": ("latitude",),
    "lon": ("longitude",),
}


class _Effort:
    name = "effort"

    def recognises(self, head: bytes, filename: str) -> bool:
        header = header_of(head)
        return has_columns(header, "watcher", "start", "end") and "event_type" not in header

    def read(self, blob: Blob, context: ReadContext) -> Reading:
        sheet = open_sheet(blob, known=COLUMNS, aliases=_ALIASES)
        item = item_of(blob, context, self.name, "patrol", MEDIA_CSV)
        table, keep, repeated = effort_table(sheet, item, context)
        return Reading(
            items=(item,),
            effort=table,
            notes=tuple(sorted(sheet.notes)),
            accounting=sums(sheet.rows, len(keep), repeated),
        )


SOURCE = _Effort()
