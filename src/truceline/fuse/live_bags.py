"""Slots by a number that they share: sorted once, and changed bag by bag."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from truceline.fuse.arrays import Ints


class Bags:
    """What few slots share is looked up without a look at the others."""

    def __init__(self, keys: Ints, slots: Ints) -> None:
        order = np.argsort(keys, kind="stable")
        self._keys, begin = np.unique(keys[order], return_index=True)
        self._slots, self._begin = slots[order], np.append(begin, len(slots))
        self._changed: dict[int, list[int]] = {}

    def at(self, key: int) -> Ints:
        changed = self._changed.get(key)
        return self._known(key) if changed is None else np.array(changed, dtype=np.int64)

    def at_any(self, keys: Iterable[int]) -> Ints:
        """The bags of distinct keys, one after the other in no order."""
        wanted = set(keys)
        changed = [self._changed[key] for key in wanted if key in self._changed]
        others = np.array([key for key in wanted if key not in self._changed], dtype=np.int64)
        at = np.searchsorted(self._keys, others)
        at = at[self._keys[np.minimum(at, len(self._keys) - 1)] == others] if len(self._keys) else at[:0]
        known = [self._slots[a:b] for a, b in zip(self._begin[at].tolist(), self._begin[at + 1].tolist(), strict=True)]
        return np.concatenate([np.array([slot for bag in changed for slot in bag], dtype=np.int64), *known])

    def add(self, keys: Ints, slots: Ints) -> None:
        for key, slot in zip(keys.tolist(), slots.tolist(), strict=True):
            self._own(key).append(slot)

    def remove(self, keys: Ints, slots: Ints) -> None:
        for key, slot in zip(keys.tolist(), slots.tolist(), strict=True):
            self._own(key).remove(slot)

    def _known(self, key: int) -> Ints:
        at = int(np.searchsorted(self._keys, key))
        if at == len(self._keys) or self._keys[at] != key:
            return self._slots[:0]
        return self._slots[self._begin[at] : self._begin[at + 1]]

    def _own(self, key: int) -> list[int]:
        if key not in self._changed:
            self._changed[key] = self._known(key).tolist()
        return self._changed[key]
