"""Published figures for periods: from the columns of a table to points of series."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pyarrow as pa

from truceline.model.evidence import EvidenceItem
from truceline.model.series import SeriesPoint
from truceline.sources.numbers import decimals
from truceline.sources.sheet import Sheet

#: largest figure whose thousandths still fit 64 bits, with room for sums
_MOST = 1e15


def points(
    sheet: Sheet,
    item: EvidenceItem,
    start_s: np.ndarray,
    end_s: np.ndarray,
    columns: Mapping[str, tuple[str, bool]],
    label: pa.Array | None = None,
    prefix: str = "",
) -> tuple[SeriesPoint, ...]:
    """A point for each living row and filled cell of `columns` (name -> (unit, whether it is a running total)).

    `label` tells rows of one column apart (a region). Cells that are no number are left out with a warning.
    """
    labels = [f"/{words}" if words else "" for words in label.to_pylist()] if label is not None else [""] * len(sheet)
    found = []
    for name, (unit, cumulative) in columns.items():
        values, bad = decimals(sheet.text(name))
        bad |= np.abs(np.nan_to_num(values)) > _MOST
        sheet.warn(bad, name, None, "No number; the figure was left out.")
        milli = np.rint(np.nan_to_num(np.where(bad, 0, values)) * 1000).astype(np.int64)
        for row in np.flatnonzero(sheet.alive & ~bad & ~np.isnan(values)):
            found.append(
                SeriesPoint(
                    series=f"{prefix}{name}{labels[row]}",
                    start_s=int(start_s[row]),
                    end_s=int(end_s[row]),
                    value_milli=int(milli[row]),
                    item_id=item.item_id,
                    record=int(sheet.lines[row]),
                    unit=unit or None,
                    cumulative=cumulative,
                )
            )
    return tuple(sorted(found))


def distinct_rows(sheet: Sheet, ids: pa.Array) -> int:
    """Refuses nothing, drops rows that say the same again; answers how many fell away."""
    seen: dict[str, int] = {}
    key = ids.to_pylist()
    repeated = 0
    for row in np.flatnonzero(sheet.alive):
        first = seen.setdefault(key[row], int(row))
        if first != row:
            again = np.zeros(len(sheet), bool)
            again[row] = True
            sheet.warn(again, "", f"the same row as line {sheet.lines[first]}", "Taken once.")
            sheet.alive[row] = False
            repeated += 1
    return repeated
