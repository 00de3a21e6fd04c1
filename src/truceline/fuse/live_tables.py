"""Rows in the order in which they came: one table of the first, and of those that came since a few."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from truceline.fuse.arrays import Ints


class Tables:
    """Tables one after the other. Later ones are laid together as they grow, so that there are few."""

    def __init__(self, first: pa.Table) -> None:
        self._tables = [first]
        self._starts = [0]
        self._none = first.schema.empty_table()

    @property
    def size(self) -> int:
        return self._starts[-1] + int(self._tables[-1].num_rows)

    @property
    def parts(self) -> tuple[pa.Table, ...]:
        return tuple(self._tables)

    def add(self, table: pa.Table) -> None:
        """Rows to stand after all others."""
        self._starts.append(self.size)
        self._tables.append(table)
        while len(self._tables) > 2 and self._tables[-2].num_rows <= 2 * self._tables[-1].num_rows:
            last = self._tables.pop()
            self._starts.pop()
            self._tables[-1] = pa.concat_tables([self._tables[-1], last]).combine_chunks()

    def take(self, at: Ints) -> pa.Table:
        """Rows by their numbers, in the order of the numbers."""
        if not len(at):  # as often as not: nothing has left, nothing was told before
            return self._none
        which = np.searchsorted(self._starts, at, side="right") - 1
        order = np.argsort(which, kind="stable")
        parts = [
            self._tables[n].take(pa.array(at[order[which[order] == n]] - self._starts[n])) for n in np.unique(which)
        ]
        if len(parts) == 1 and (np.diff(order) == 1).all():
            return parts[0].combine_chunks()
        back = np.empty(len(at), dtype=np.int64)
        back[order] = np.arange(len(at))
        return pa.concat_tables(parts).combine_chunks().take(pa.array(back))
