"""Reports put aside while pairs are looked for come back bit for bit, however good they are taken to be meanwhile."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest
from benchmarks.fusion_world import world
from tests.fuse_rows import row, table

from truceline.fuse.aside import lay, put_aside, take_back
from truceline.fuse.compared import compared_of
from truceline.fuse.layout import END, SIGMA, START
from truceline.fuse.params import DEFAULTS
from truceline.fuse.reports import reports_of


def test_what_was_put_aside_comes_back_as_it_was_declared() -> None:
    placeless = table(*(row(f"nowhere-{k}", lat_e6=None, lon_e6=None, radius_m=None) for k in range(3)))
    reports = reports_of(pa.concat_tables([world(1_500).observations, placeless]), (), DEFAULTS)
    rows = compared_of(reports).rows
    real, code = (whole.copy() for whole in reports.columns)
    aside = put_aside(reports, rows)
    assert len(code) - len(aside.compared) >= 3
    assert np.array_equal(aside.columns().code, code[rows])
    assert np.array_equal(aside.columns().real, real[rows])
    for believed in (SIGMA, START, END):
        aside.columns().real[:, believed] += 1.0
    take_back(aside, DEFAULTS)
    for one, other in zip(reports.columns, (real, code), strict=True):
        assert one.tobytes() == other.tobytes()


@pytest.mark.parametrize("order", [[], [0], [1, 0], [2, 0, 1, 3], [4, 3, 2, 1, 0], [0, 2, 1, 4, 3]])
def test_rows_are_laid_in_any_order(order: list[int]) -> None:
    rows = np.arange(2 * len(order), dtype=np.int32).reshape(-1, 2)
    wanted = rows[order]
    lay(rows, np.array(order, dtype=np.int64))
    assert np.array_equal(rows, wanted)
