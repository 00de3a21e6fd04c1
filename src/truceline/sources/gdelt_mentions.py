"""GDELT 2.0 mentions table (16 columns, tab-separated, no header): which article spoke of which event, and when.

Codebook: http://data.gdeltproject.org/documentation/GDELT-Event_Codebook-V2.0.pdf. A mention describes nothing that
happened, so it becomes no observation: it gives the items of the articles (address, outlet, time), under the same
ids that the event table uses. Text and fetching are for whoever follows the lead.
"""

from __future__ import annotations

import numpy as np
import pyarrow.compute as pc

from truceline.model.evidence import Blob, ReadContext
from truceline.model.reading import Reading
from truceline.sources import when
from truceline.sources.assemble import item_of, settle, sums
from truceline.sources.gdelt_columns import MENTIONS, cells_of
from truceline.sources.header import plain_head
from truceline.sources.identity import identities
from truceline.sources.linked import articles
from truceline.sources.reading import MEDIA_TSV, open_sheet

_IDENTITY = ("globaleventid", "mentiontimedate", "mentiontype", "mentionidentifier", "sentenceid", "actioncharoffset")
_STAMP = r"^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$"


class _GdeltMentions:
    name = "gdelt_mentions"

    def recognises(self, head: bytes, filename: str) -> bool:
        cells = cells_of(plain_head(head))
        return len(cells) in (15, 16) and cells[0].isdigit() and len(cells[1]) == len(cells[2]) == 14

    def read(self, blob: Blob, context: ReadContext) -> Reading:
        width = min(len(MENTIONS), max(15, len(cells_of(plain_head(blob.data)))))
        sheet = open_sheet(blob, known=MENTIONS, names=MENTIONS[:width], delimiter="\t", quoted=False)
        sheet.require_cells("globaleventid", "mentionidentifier")
        item = item_of(blob, context, self.name, "dataset", MEDIA_TSV)
        moment = pc.replace_substring_regex(sheet.text("mentiontimedate"), _STAMP, r"\1-\2-\3 \4:\5:\6")
        sheet.columns["mentiontimedate"] = moment
        read = when.column(sheet, "mentiontimedate", "UTC")
        ids = identities(sheet, "itm", item.source, _IDENTITY)
        keep, repeated = settle(sheet, ids)
        linked = articles(
            sheet.text("mentionidentifier"), np.sort(keep), item, sheet.text("mentionsourcename"), read.start_s
        )
        return Reading(
            items=(item, *linked),
            notes=tuple(sorted(sheet.notes)),
            accounting=sums(sheet.rows, len(keep), repeated),
        )


SOURCE = _GdeltMentions()
