"""A table as if its rows stood in another order."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa

from truceline.ports import Columnar


class Ordered:
    """Columns are put in order when they are asked for: of a table of millions no second copy stands in memory.

    Answers as a `pa.Table` does, as far as fusion asks.
    """

    def __init__(self, table: Columnar, order: pa.Array) -> None:
        self._table, self._order = table, order
        self.num_rows: int = table.num_rows

    def column(self, name: str) -> pa.ChunkedArray:
        column = self._table.column(name)
        if column.num_chunks > 1:  # in one piece, or what takes from it makes a piece of its own beside all others
            column = pa.chunked_array([column.combine_chunks()])
        return column.take(self._order)

    def select(self, names: Sequence[str]) -> Ordered:
        return Ordered(self._table.select(names), self._order)

    def take(self, rows: pa.Array) -> pa.Table:
        return self._table.take(self._order.take(rows))
