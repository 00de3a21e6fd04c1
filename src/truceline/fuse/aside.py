"""Reports laid in the order in which they are compared, and back.

One array after the other, so that no two of them ever stand in memory twice; gathered rather than moved from row to
row in a round, where each step would wait for the memory that the last one asked for.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from truceline.fuse.arrays import Codes, Floats, Ints, by_blocks
from truceline.fuse.layout import Columns
from truceline.fuse.params import FuseParams
from truceline.fuse.reports import Reports, put_as_declared


class Aside(NamedTuple):
    """Reports whose columns stand in the order of comparing; first those that are compared."""

    reports: Reports
    compared: Ints  # their rows in the sorted table

    def columns(self) -> Columns:
        """Of the compared ones: what is written there is written to `reports`."""
        real, code = self.reports.columns
        return Columns(real[: len(self.compared)], code[: len(self.compared)])


def put_aside(reports: Reports, compared: Ints) -> Aside:
    """Lay the rows that are compared together. The arrays are those of `reports`, which are not to be read any more."""
    _lay(reports, _order(compared, len(reports.radius_m)))
    return Aside(reports, compared)


def take_back(aside: Aside, params: FuseParams) -> None:
    """Lay the reports as they were before they were put aside.

    However good places and times were found to be meanwhile: how good they were declared to be is worked out again.
    """
    reports, compared = aside
    order = _order(compared, len(reports.radius_m))
    back = np.empty_like(order)
    back[order] = np.arange(len(order))
    _lay(reports, back)
    put_as_declared(reports.columns.real, reports.radius_m, params)


def _order(compared: Ints, n: int) -> Ints:
    """Row of the sorted table at each place."""
    left = np.ones(n, dtype=bool)
    left[compared] = False
    return np.concatenate([compared, np.flatnonzero(left)])


def _lay(reports: Reports, order: Ints) -> None:
    for rows in reports.columns:
        lay(rows, order)


def lay(rows: Codes | Floats, order: Ints) -> None:
    """Put into each row what stood in the row that `order` names."""
    laid = np.empty_like(rows)

    def gather(part: slice) -> None:
        # with "raise", what is found is copied once more
        np.take(rows, order[part], axis=0, out=laid[part], mode="clip")

    def put(part: slice) -> None:
        rows[part] = laid[part]

    for step in (gather, put):
        by_blocks(step, len(order))
