"""How many incidents of a kind preceded an act within some hours and kilometres: surely, and at most."""

from __future__ import annotations

import numpy as np

from truceline.assess.acts import act_value
from truceline.assess.columns import Columns, Ints
from truceline.assess.projection import Floats
from truceline.assess.truth import MET, NOT_MET, OPEN, Values
from truceline.model.agreement import Condition
from truceline.model.units import HOUR_S

#: wider places than this are searched everywhere
_WIDEST_M = 100_000.0
#: tiles along the longer side, at most
_ACROSS = 2_000


class Counts:
    """Counts among the incidents of one table. Each incident counts itself, if it is of the kind."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns

    def values(self, condition: Condition, rows: Ints) -> Values:
        """Met, open or not met for each row. Shape (rows,)."""
        least = condition.at_least or 1
        surely, at_most = self._counts(condition, rows, least)
        return np.where(surely >= least, MET, np.where(at_most < least, NOT_MET, OPEN)).astype(np.int8)

    def bounds(self, condition: Condition, rows: Ints) -> tuple[Ints, Ints]:
        """The number of incidents that surely count, and of those that may. Shape (rows,) each."""
        return self._counts(condition, rows, len(self._columns) + 1)

    def _counts(self, condition: Condition, rows: Ints, enough: int) -> tuple[Ints, Ints]:
        from truceline.assess.kernels import neighbours

        columns = self._columns
        value = columns.kind.table(lambda code: act_value(code, condition.count_of or ""), NOT_MET)
        window = (condition.within_h or 0) * HOUR_S
        reach = -1.0 if condition.within_km is None else condition.within_km * 1000.0
        surely, at_most = (value[rows] == MET).astype(np.int64), (value[rows] > NOT_MET).astype(np.int64)
        for kin in self._alike(np.flatnonzero(value > NOT_MET), window, reach):
            lengths = columns.last[kin] - columns.start[kin]
            neighbours(
                columns.start, columns.last, columns.x, columns.y, columns.radius, value == MET,
                *_tiles(columns, kin, reach), int(lengths.min()), int(lengths.max()),
                rows, window, reach, enough, surely, at_most,
            )  # fmt: skip
        return surely, at_most

    def _alike(self, kin: Ints, window_s: int, within_m: float) -> list[Ints]:
        """The kin by width of place and length of time: one that is wide or long would widen the search for all."""
        columns = self._columns
        lengths = columns.last[kin] - columns.start[kin]
        width = np.where(columns.placed[kin], columns.radius[kin], np.inf) if within_m >= 0 else np.zeros(len(kin))
        step = max(within_m, 1.0)
        group = 2 * np.searchsorted([step / 4, step, 4 * step, _WIDEST_M], width) + (lengths >= window_s)
        return [kin[group == one] for one in np.unique(group)]


def _tiles(columns: Columns, kin: Ints, within_m: float) -> tuple[Ints, Ints, Floats, float, int, float, float]:
    """Kin by tile, where each tile begins, the corner, a side, tiles from west to east, narrowest and widest place."""
    x, y, widest = columns.x[kin], columns.y[kin], float(columns.radius[kin].max())
    corner, side, across = np.zeros(2), 1.0, 1
    tile = np.zeros(len(kin), dtype=np.int64)
    if within_m >= 0 and np.isfinite(widest):
        corner = np.array([x.min(), y.min()])
        spans = np.array([x.max(), y.max()]) - corner
        side = float(max(within_m, widest, np.sqrt(spans.prod() / len(kin)), spans.max() / _ACROSS, 1.0))
        across = int(spans[0] // side) + 1
        tile = ((y - corner[1]) // side).astype(np.int64) * across + ((x - corner[0]) // side).astype(np.int64)
    order = np.lexsort((kin, columns.start[kin], tile))
    up = int(tile.max()) // across + 1
    begins = np.searchsorted(tile[order], np.arange(up * across + 1))
    return kin[order], begins.astype(np.int64), corner, side, across, float(columns.radius[kin].min()), widest
