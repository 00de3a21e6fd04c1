"""Reports as good as their sources were found to be."""

from __future__ import annotations

import numpy as np

from truceline.fuse.layout import Columns
from truceline.fuse.learned import Fields
from truceline.fuse.params import FuseParams
from truceline.fuse.precision import LEVELS_KM, with_traits


def as_good_as_they_are(c: Columns, sources: tuple[str, ...], fields: Fields, params: FuseParams) -> Columns:
    """Columns with the learnt precision of each source; one that is not known is believed."""
    known = {traits.source: traits for traits in fields.sources}
    believed = (1_000,) * (len(LEVELS_KM) + 1)
    sigma = [known[name].sigma_milli if name in known else believed for name in sources]
    pad = [known[name].pad_milli if name in known else 1_000 for name in sources]
    return with_traits(c, np.array(sigma, dtype=np.int64), np.array(pad, dtype=np.int64), params.floor_sigma_m / 1000)
