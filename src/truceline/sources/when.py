"""The interval of each row: from one or two columns of time, with every oddity told."""

from __future__ import annotations

import numpy as np

from truceline.model.evidence import ReadContext
from truceline.model.units import DAY_S
from truceline.sources.instants import DateOrder, Instants, instants
from truceline.sources.sheet import Sheet

_ADVICE = (
    "Write ISO 8601 (2025-04-19T18:00+03:00 or 2025-04-19). "
    'For 01/02/2025 declare options = {date_order = "dmy"} or "mdy".'
)


def date_order(context: ReadContext) -> DateOrder:
    """The declared order of day and month in dates with slashes."""
    order = context.options.get("date_order", "")
    return "dmy" if order == "dmy" else "mdy" if order == "mdy" else ""


def column(sheet: Sheet, field: str, zone: str, order: DateOrder = "", *, required: bool = True) -> Instants:
    """One column of times. Impossible ones cost the row; blank ones only when `required`."""
    read = instants(sheet.text(field), zone, order)
    sheet.refuse(read.bad, field, None, _ADVICE)
    if required:
        sheet.refuse(read.blank, field, "nothing", "A row needs its time. " + _ADVICE)
    sheet.warn(
        read.folded, field, None, f"The clock showed this time twice in {zone}: the first was taken. Add the offset."
    )
    sheet.warn(read.skipped, field, None, f"The clock skipped this time in {zone}: it was read with the offset before.")
    return read


def interval(
    sheet: Sheet, start: str, end: str | None, zone: str, order: DateOrder = ""
) -> tuple[np.ndarray, np.ndarray]:
    """`[start_s, end_s)` of each row.

    One time stands for its own width: a day, a minute, a second. A second one with a clock ends the interval there;
    one that names a day includes this day. An end before the start costs the row.
    """
    first = column(sheet, start, zone, order)
    if end is None or not sheet.has(end):
        return first.start_s, first.end_s
    last = column(sheet, end, zone, order, required=False)
    until = np.where(last.width_s == DAY_S, last.end_s, last.start_s)
    given = ~last.blank & ~last.bad
    names_day = last.width_s == DAY_S
    sheet.refuse(
        given & ~first.bad & np.where(names_day, until <= first.start_s, until < first.start_s),
        end,
        lambda row: f"{sheet.cell(end, row)}, before {start} {sheet.cell(start, row)}",
        "The end lies before the start: were they exchanged?",
    )
    same = given & (until <= first.start_s)
    return first.start_s, np.where(given & ~same, until, first.end_s)


def moments(sheet: Sheet, field: str, zone: str, order: DateOrder = "") -> tuple[np.ndarray, np.ndarray]:
    """Starts of an optional column of times, and which rows have one. A bad one is left out with a warning."""
    read = instants(sheet.text(field), zone, order)
    sheet.warn(read.bad, field, None, "Not a time; the row went in without it. " + _ADVICE)
    return read.start_s, ~read.bad & ~read.blank
