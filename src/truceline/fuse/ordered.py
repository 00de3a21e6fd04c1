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
        return _in_one_piece(self.given.column(name)).take(pa.array(self.order))

    def select(self, names: Sequence[str]) -> Ordered:
        return Ordered(self.given.select(names), self.order)

    def take(self, rows: pa.Array) -> pa.Table:
        return self.given.take(pa.array(self.order[rows.to_numpy()]))


def selected(table: Columnar, names: Sequence[str]) -> Columnar:
    """These columns to take rows from, again and again: held, each in one piece; words as numbers of a list of them."""
    if isinstance(table, Ordered):
        return Ordered(selected(table.given, names), table.order)
    held: Columnar = pa.table([_in_one_piece(_coded(table.column(name))) for name in names], names=list(names))
    return held


def values_at(table: Columnar, name: str, rows: Ints) -> pa.ChunkedArray:
    """A column of these rows; of an `Ordered` table no more than they are put in order."""
    return table.select([name]).take(pa.array(rows)).column(name)


def _coded(column: pa.ChunkedArray) -> pa.ChunkedArray:
    return column.dictionary_encode() if pa.types.is_string(column.type) else column


def _in_one_piece(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """What takes rows from several pieces makes one of them first, every time."""
    return pa.chunked_array([column.combine_chunks()]) if column.num_chunks > 1 else column
