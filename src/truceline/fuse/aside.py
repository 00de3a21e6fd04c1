"""Reports put aside while pairs are looked for: what the model holds of them is not held twice."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from truceline.fuse.arrays import Ints
from truceline.fuse.layout import END, FROM_S, SIGMA, START, UNTIL_S, Columns
from truceline.fuse.params import FuseParams
from truceline.fuse.reports import Reports, sigma_km, widened


class Aside(NamedTuple):
    """Reports whose columns are held for those rows alone that are not compared."""

    reports: Reports
    others: Ints  # these rows


def put_aside(reports: Reports, compared: Ints) -> Aside:
    """Keep the columns of the rows that are not compared."""
    left = np.ones(len(reports.radius_m), dtype=bool)
    left[compared] = False
    others = np.flatnonzero(left)
    real, code = reports.columns
    return Aside(reports._replace(columns=Columns(real[others], code[others])), others)


def taken_back(aside: Aside, compared: Ints, columns: Columns, params: FuseParams) -> Reports:
    """The reports as they were before they were put aside.

    `columns` are those of the compared rows, in their order, however good their places and times were found to be:
    how good they were declared to be is worked out again.
    """
    reports, others = aside
    real, code = (np.empty((len(reports.radius_m), half.shape[1]), half.dtype) for half in columns)
    for whole, seen, left in zip((real, code), columns, reports.columns, strict=True):
        whole[compared], whole[others] = seen, left
    real[:, SIGMA] = sigma_km(reports.radius_m, params)
    real[:, START], real[:, END] = widened(real[:, FROM_S], real[:, UNTIL_S], params)
    return reports._replace(columns=Columns(real, code))
