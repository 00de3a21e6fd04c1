"""Reports as good as their sources were found to be."""

from __future__ import annotations

import numpy as np

from truceline.fuse.layout import SIGMA, SOURCE, Columns
from truceline.fuse.learned import Fields
from truceline.fuse.params import FuseParams
from truceline.fuse.precision import LEVELS_KM, level_of, make_as_good
from truceline.fuse.reports import Reports

#: half of the way round the globe
_WIDEST_M = 20_000_000


def make_as_wide_as_they_are(reports: Reports, fields: Fields | None, params: FuseParams) -> Reports:
    """Reports with the radius of each source that was found to declare too small a one, and none with a smaller one;
    with brief times as good as they were found to be. Their columns are those given, which nobody else may read."""
    if fields is None:
        return reports
    known = {traits.source: traits.sigma_milli for traits in fields.sources}
    believed = (1_000,) * (len(LEVELS_KM) + 1)
    factor = np.array([known.get(name, believed) for name in reports.sources], dtype=np.int64)
    c = reports.columns
    of_row = np.maximum(factor[c.code[:, SOURCE], level_of(c.real[:, SIGMA])], 1_000)
    radius = np.minimum(reports.radius_m * of_row // 1_000, _WIDEST_M)
    make_as_good_as_they_are(c, reports.sources, fields, params)
    return reports._replace(radius_m=radius)


def as_good_as_they_are(c: Columns, sources: tuple[str, ...], fields: Fields, params: FuseParams) -> Columns:
    """Columns with the learnt precision of each source; one that is not known is believed."""
    better = Columns(c.real.copy(), c.code)
    make_as_good_as_they_are(better, sources, fields, params)
    return better


def make_as_good_as_they_are(c: Columns, sources: tuple[str, ...], fields: Fields, params: FuseParams) -> None:
    """The same, of columns that nobody else reads."""
    known = {traits.source: traits for traits in fields.sources}
    believed = (1_000,) * (len(LEVELS_KM) + 1)
    sigma = [known[name].sigma_milli if name in known else believed for name in sources]
    pad = [known[name].pad_milli if name in known else 1_000 for name in sources]
    make_as_good(c, np.array(sigma, dtype=np.int64), np.array(pad, dtype=np.int64), params.floor_sigma_m / 1000)
