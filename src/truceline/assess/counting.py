"""How many incidents of a kind preceded an act within some hours and kilometres: surely, and at most."""

from __future__ import annotations

import numpy as np

from truceline.assess.acts import act_value
from truceline.assess.columns import Columns, Ints
from truceline.assess.truth import MET, NOT_MET, OPEN, Values
from truceline.model.agreement import Condition
from truceline.model.units import HOUR_S


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
        kin = np.flatnonzero(value > NOT_MET)
        kin = kin[np.lexsort((columns.last[kin], columns.start[kin]))]
        window = (condition.within_h or 0) * HOUR_S
        longest = int((columns.last[kin] - columns.start[kin]).max(initial=0))
        low = np.searchsorted(columns.start[kin], columns.start[rows] - window - longest, side="left")
        high = np.searchsorted(columns.start[kin], columns.last[rows], side="right")
        reach = -1.0 if condition.within_km is None else condition.within_km * 1000.0
        return neighbours(
            columns.start,
            columns.last,
            columns.x,
            columns.y,
            columns.radius,
            value == MET,
            kin,
            low,
            high,
            rows,
            window,
            reach,
            enough,
        )
