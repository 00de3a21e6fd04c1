"""Reports laid in the order in which they are compared, and back: in place, so that they are never held twice."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from truceline.compiled import kernel, wide
from truceline.fuse.arrays import Codes, Ints
from truceline.fuse.candidates import Places
from truceline.fuse.layout import Columns
from truceline.fuse.params import FuseParams
from truceline.fuse.reports import Reports, put_as_declared


class Aside(NamedTuple):
    """Reports whose columns and places stand in the order of comparing; first those that are compared."""

    reports: Reports
    compared: Ints  # their rows in the sorted table

    def columns(self) -> Columns:
        """Of the compared ones: what is written there is written to `reports`."""
        real, code = self.reports.columns
        return Columns(real[: len(self.compared)], code[: len(self.compared)])

    def places(self) -> Places:
        return Places(self.reports.lat[: len(self.compared)], self.reports.lon[: len(self.compared)])


def put_aside(reports: Reports, compared: Ints) -> Aside:
    """Lay the rows that are compared together. The arrays are those of `reports`, which are not to be read any more."""
    _lay(reports, _order(compared, len(reports.radius_m)))
    return Aside(reports, compared)


def take_back(aside: Aside, params: FuseParams) -> None:
    """Lay the reports as they were before they were put aside.

    However good places and times were found to be meanwhile: how good they were declared to be is worked out again.
    """
    reports, compared = aside
    _lay(reports, np.argsort(_order(compared, len(reports.radius_m))))
    put_as_declared(reports.columns.real, reports.radius_m, params)


def _order(compared: Ints, n: int) -> Ints:
    """Row of the sorted table at each place."""
    left = np.ones(n, dtype=bool)
    left[compared] = False
    return np.concatenate([compared, np.flatnonzero(left)])


def _lay(reports: Reports, order: Ints) -> None:
    real, code = reports.columns
    for rows in (real, code, reports.lat[:, None], reports.lon[:, None]):
        lay(rows.view(np.int32), order)


@kernel
def lay(rows: Codes, order: Ints) -> None:
    """Put into each row what stood in the row that `order` names: round by round, with one row in hand."""
    n, width = rows.shape
    done, hand = np.zeros(n, dtype=np.bool_), np.empty(width, dtype=np.int32)
    for first in range(n):
        if done[first]:
            continue
        for k in range(width):
            hand[k] = rows[first, k]
        at = wide(first)
        while order[at] != first:
            for k in range(width):
                rows[at, k] = rows[order[at], k]
            done[at] = True
            at = order[at]
        for k in range(width):
            rows[at, k] = hand[k]
        done[at] = True
