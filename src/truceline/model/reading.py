"""What a connector makes of one blob.

Its tables are Arrow's. Arrow is loaded when the types of a reading are looked up, as the cache does, or when a table
is made: to load it takes longer than to read a dozen texts, and whoever reads texts meets no table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from truceline.model.claim import Claim
from truceline.model.errors import Rejected
from truceline.model.evidence import Accounting, Document, EvidenceItem
from truceline.model.series import SeriesPoint

if TYPE_CHECKING:
    import pyarrow as pa
else:

    class _Arrow:
        """Stands for Arrow where annotations name it."""

        def __getattr__(self, name: str) -> Any:
            import pyarrow

            return getattr(pyarrow, name)

    pa = _Arrow()


class Reading(msgspec.Struct, frozen=True):
    """All that one blob says. Tables follow `model.tables`; each is sorted by its key."""

    items: tuple[EvidenceItem, ...]
    documents: tuple[Document, ...] = ()
    observations: pa.Table | None = None
    effort: pa.Table | None = None
    claims: tuple[Claim, ...] = ()
    series: tuple[SeriesPoint, ...] = ()  # published figures for periods: never events
    notes: tuple[Rejected, ...] = ()  # severity tells rejections from warnings
    accounting: Accounting = Accounting(rows=0, taken=0, repeated=0, rejected=0)
