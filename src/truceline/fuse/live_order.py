"""The order of ids as numbers that compiled code can compare, kept while ids come in."""

from __future__ import annotations

from bisect import bisect_right

import numpy as np

from truceline.fuse.arrays import Ints

_STEP = 1 << 38
#: left after the last of many that come in the order of their ids
_AFTER_LAST = 1 << 18


class Order:
    """Labels of slots: of two ids the later one has the larger label.

    The slots that a mission began with are in the order of their ids; a later one gets a label between those of its
    neighbours. Where no number is left between two, those that came in between the same two of the first are spread
    out anew: the order of the labels stays what it is.
    """

    def __init__(self, ids: list[str]) -> None:
        self._ids = ids  # grows; those at hand from the start come first
        self._first = len(ids)
        self._between: dict[int, list[tuple[str, int]]] = {}

    def of_the_first(self) -> Ints:
        return np.arange(1, self._first + 1, dtype=np.int64) * _STEP

    def add(self, slot: int, label: Ints) -> None:
        """Write the label of a new slot, whose id is known already."""
        gap = bisect_right(self._ids, self._ids[slot], 0, self._first)
        some = self._between.setdefault(gap, [])
        at = bisect_right(some, (self._ids[slot], slot))
        some.insert(at, (self._ids[slot], slot))
        low = int(label[some[at - 1][1]]) if at else gap * _STEP
        high = int(label[some[at + 1][1]]) if at + 1 < len(some) else (gap + 1) * _STEP
        step = (high - low) // 2
        if step and at + 1 == len(some):
            step = min(step, _AFTER_LAST)
        label[slot] = low + step
        if not step:
            slots = [one for _, one in some]
            label[slots] = gap * _STEP + np.arange(1, len(slots) + 1) * (_STEP // (len(slots) + 1))
