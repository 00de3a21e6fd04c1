"""Reports put aside while pairs are looked for come back bit for bit, however good the model takes them to be."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from benchmarks.fusion_world import world
from tests.fuse_rows import row, table

from truceline.fuse.aside import put_aside, taken_back
from truceline.fuse.learn import learned_of
from truceline.fuse.linking import model_of
from truceline.fuse.params import DEFAULTS
from truceline.fuse.reports import reports_of


def test_what_was_put_aside_comes_back_as_it_was_declared() -> None:
    placeless = table(*(row(f"nowhere-{k}", lat_e6=None, lon_e6=None, radius_m=None) for k in range(3)))
    reports = reports_of(pa.concat_tables([world(1_500).observations, placeless]), (), DEFAULTS)
    model = model_of(reports, DEFAULTS, learned_of(reports, DEFAULTS))
    assert model.learnt
    assert not np.array_equal(model.columns.real, reports.columns.real[model.rows])
    aside = put_aside(reports, model.rows)
    assert len(aside.reports.columns.code) == len(reports.columns.code) - len(model.rows) >= 3
    back = taken_back(aside, model.rows, model.columns, DEFAULTS)
    for one, other in zip(back.columns, reports.columns, strict=True):
        assert one.tobytes() == other.tobytes()
