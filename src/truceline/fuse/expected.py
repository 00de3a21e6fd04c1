"""How many incidents to expect: not the number of clusters, but what all reports together leave open."""

from __future__ import annotations

import msgspec
import numpy as np
import pyarrow as pa

from truceline.fuse.arrays import Floats, Ints, integers
from truceline.model.tables import EXPECTED
from truceline.model.units import DAY_S, PPM
from truceline.ports import Columnar

#: of what is uncertain report by report, the part that is wrong for all of them alike (one standard deviation);
#: read off several invented worlds
_COMMON = 0.16
_NORMAL_95 = 1.96


class Expected(msgspec.Struct, frozen=True):
    """Expected number of incidents, with bounds between which it lies with 95 %."""

    count_milli: int = 0
    low: int = 0
    high: int = 0


def expected_number(p_new_ppm: Ints) -> Expected:
    """Over all reports. Each tells of an incident of its own with its probability.

    A Poisson binomial distribution (normal approximation), wider by what may be wrong for all reports alike.
    """
    open_ = p_new_ppm * (PPM - p_new_ppm) // PPM
    total, spread = (np.array([float(whole.sum()) / PPM]) for whole in (p_new_ppm, open_))
    count, low, high = _bounds(total, spread, np.array([float(np.count_nonzero(p_new_ppm))]))
    return Expected(int(count[0]), int(low[0]), int(high[0]))


def expected_by_day(table: Columnar, p_new_ppm: Ints) -> pa.Table:
    """The same day by day (UTC, by the middle of each report's interval); schema EXPECTED."""
    middle = (integers(table, "start_s") + integers(table, "end_s")) // 2
    days, at = np.unique(middle // DAY_S, return_inverse=True)
    # whole numbers add up to the same sum in any order
    total = np.bincount(at, weights=p_new_ppm.astype(np.float64), minlength=len(days)) / PPM
    open_ = p_new_ppm * (PPM - p_new_ppm) // PPM
    spread = np.bincount(at, weights=open_.astype(np.float64), minlength=len(days)) / PPM
    reports = np.bincount(at[p_new_ppm > 0], minlength=len(days)).astype(np.float64)
    count, low, high = _bounds(total, spread, reports)
    made = {"day_s": days * DAY_S, "count_milli": count, "low": low, "high": high}
    return pa.table({name: pa.array(made[name]) for name in EXPECTED.names}, schema=EXPECTED)


def _bounds(total: Floats, spread: Floats, most: Floats) -> tuple[Ints, Ints, Ints]:
    deviation = _NORMAL_95 * np.sqrt(spread + (_COMMON * spread) ** 2)
    low = np.floor(np.maximum(total - deviation, np.minimum(total, 1.0)))
    high = np.ceil(np.minimum(total + deviation, most))
    return np.rint(1000 * total).astype(np.int64), low.astype(np.int64), high.astype(np.int64)
