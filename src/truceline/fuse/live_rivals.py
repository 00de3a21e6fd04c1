"""Observations of a live mission that fit several incidents and none alone, found from either side."""

from __future__ import annotations

from collections.abc import Iterable

from truceline.fuse.live_link import Rivals


class Unresolved:
    """Of each slot the slots whose incidents it fits, and of each slot those that fit its incident."""

    def __init__(self) -> None:
        self.of: Rivals = {}
        self._fitting: dict[int, set[int]] = {}

    def put(self, found: Rivals) -> set[int]:
        """Rivals of these slots, in place of those they had; none where the list is empty. Returns whose are others."""
        differ = {slot for slot, fits in found.items() if self.of.get(slot, []) != fits}
        for slot in differ:
            fits = found[slot]
            for rival, _ in self.of.pop(slot, ()):
                self._fitting[rival].discard(slot)
            if fits:
                self.of[slot] = fits
                for rival, _ in fits:
                    self._fitting.setdefault(rival, set()).add(slot)
        return differ

    def fitting(self, slots: Iterable[int]) -> set[int]:
        """Slots that fit the incidents that these are named for."""
        return {one for slot in slots for one in self._fitting.get(slot, ())}

    def among(self, slots: Iterable[int]) -> Rivals:
        """The rivals of these slots, where there are any."""
        return {slot: self.of[slot] for slot in slots if slot in self.of}
