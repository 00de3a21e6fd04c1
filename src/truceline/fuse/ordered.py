"""A table as if its rows stood in another order."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from truceline.ports import Columnar

Ints = npt.NDArray[np.int64]


class Ordered:
    """Columns are put in order when they are asked for: of a table of millions no second copy stands in memory.

    Answers as a `pa.Table` does, as far as fusion asks.
    """

    def __init__(self, given: Columnar, order: Ints) -> None:
        self.given, self.order = given, order
        self.num_rows: int = given.num_rows

    def column(self, name: str) -> pa.ChunkedArray:
        column = self.given.column(name)
        if column.num_chunks > 1:  # in one piece, or what takes from it makes a piece of its own beside all others
            column = pa.chunked_array([column.combine_chunks()])
        return column.take(pa.array(self.order))

    def select(self, names: Sequence[str]) -> Ordered:
        return Ordered(self.given.select(names), self.order)

    def take(self, rows: pa.Array) -> pa.Table:
        return self.given.take(pa.array(self.order[rows.to_numpy()]))
