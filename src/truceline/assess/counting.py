"""How many incidents of a kind preceded an act within some hours and kilometres: surely, and at most."""

from __future__ import annotations

import numpy as np

from truceline.assess.acts import act_value
from truceline.assess.columns import Columns, Ints
from truceline.assess.projection import Floats
from truceline.assess.truth import MET, NOT_MET, OPEN, Values
from truceline.model.agreement import Condition
from truceline.model.units import HOUR_S


class Counts:
    """Counts among the incidents of one table. Each incident counts itself, if it is of the kind."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self._found: dict[tuple[object, ...], tuple[Ints, Ints, Ints]] = {}

    def values(self, condition: Condition, rows: Ints) -> Values:
        """Met, open or not met for each row. Shape (rows,)."""
        least = condition.at_least or 1
        surely, at_most = self.bounds(condition, rows)
        return np.where(surely >= least, MET, np.where(at_most < least, NOT_MET, OPEN)).astype(np.int8)

    def bounds(self, condition: Condition, rows: Ints) -> tuple[Ints, Ints]:
        """The number of incidents that surely count, and of those that may. Shape (rows,) each."""
        columns = self._columns
        value = columns.kind.table(lambda code: act_value(code, condition.count_of or ""), NOT_MET)
        kin = np.flatnonzero(value > NOT_MET)
        kin = kin[np.lexsort((columns.last[kin], columns.start[kin]))]
        window = (condition.within_h or 0) * HOUR_S
        longest = int((columns.last[kin] - columns.start[kin]).max(initial=0))
        surely, at_most = np.zeros(len(rows), dtype=np.int64), np.zeros(len(rows), dtype=np.int64)
        low = np.searchsorted(columns.start[kin], columns.start[rows] - window - longest, side="left")
        high = np.searchsorted(columns.start[kin], columns.last[rows], side="right")
        for n, row in enumerate(rows):
            near = kin[low[n] : high[n]]
            may = columns.last[near] > columns.start[row] - window
            sure = (columns.start[near] > columns.last[row] - window) & (columns.last[near] <= columns.start[row])
            sure = (sure | (near == row)) & (value[near] == MET)
            if condition.within_km is not None:
                close, closest = self._distance(row, near)
                may &= ~(closest > condition.within_km * 1000)
                sure &= (close <= condition.within_km * 1000) | (near == row)
            surely[n], at_most[n] = int(sure.sum()), int(may.sum())
        return surely, at_most

    def _distance(self, row: int, others: Ints) -> tuple[Floats, Floats]:
        """Greatest and least distance in metres, by the circles that hold the places; nan where there is no place."""
        columns = self._columns
        apart = np.hypot(columns.x[others] - columns.x[row], columns.y[others] - columns.y[row])
        slack = columns.radius[others] + columns.radius[row]
        return apart + slack, apart - slack
