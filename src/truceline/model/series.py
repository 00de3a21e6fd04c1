"""A published figure for a period: daily counts, running totals, model output. Never an event."""

from __future__ import annotations

import msgspec


class SeriesPoint(msgspec.Struct, frozen=True, order=True, kw_only=True):
    """One figure of one series. A running total is marked, so that nobody adds it up."""

    series: str  # what is counted, and where: "ceasefire_violations/Donetsk"
    start_s: int  # the period it covers, half-open
    end_s: int
    value_milli: int  # thousandths of the unit
    item_id: str
    record: int  # 1-based line of the row; of the entry in a JSON list
    unit: str | None = None
    cumulative: bool = False
