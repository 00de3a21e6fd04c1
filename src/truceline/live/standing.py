"""Where and when the incidents at hand are, so that those which a change reaches are found without asking all."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt
import pyarrow as pa

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

_SPARE = 4_096


class Standing:
    """Incidents by slots: type, first and last second. A slot that was left is used again."""

    def __init__(self, incidents: pa.Table) -> None:
        self._slot: dict[str, int] = {}
        self._ids: list[str] = []
        self._free: list[int] = []
        self._kinds: dict[str, int] = {}
        n = incidents.num_rows + _SPARE
        self._start, self._last = np.zeros(n, dtype=np.int64), np.full(n, -1, dtype=np.int64)
        self._kind = np.full(n, -1, dtype=np.int64)
        self.put(incidents)

    def __contains__(self, incident: str) -> bool:
        return incident in self._slot

    def __len__(self) -> int:
        return len(self._slot)

    def put(self, incidents: pa.Table) -> None:
        """Incidents as they are now."""
        ids = incidents["incident_id"].to_pylist()
        slots = [self._slot_of(one) for one in ids]
        start, end = (incidents[name].to_numpy() for name in ("start_s", "end_s"))
        self._start[slots], self._last[slots] = start, np.maximum(start, end - 1)
        self._kind[slots] = [
            self._kinds.setdefault(kind, len(self._kinds)) for kind in incidents["event_type"].to_pylist()
        ]

    def take(self, ids: Iterable[str]) -> None:
        """Incidents that are no more."""
        for one in ids:
            slot = self._slot.pop(one, None)
            if slot is not None:
                self._kind[slot] = -1
                self._free.append(slot)

    def of_types(self, types: frozenset[str]) -> Bools:
        wanted = [code for kind, code in self._kinds.items() if kind in types]
        return np.isin(self._kind, wanted)

    def between(self, first_s: int, last_s: int) -> Bools:
        """Those whose time reaches into the span, both ends included."""
        return (self._kind >= 0) & (self._start <= last_s) & (self._last >= first_s)

    def latest_until(self, moment_s: int) -> int | None:
        """When the one begins that begins latest of those that are over by this moment."""
        over = (self._kind >= 0) & (self._last <= moment_s)
        return int(self._start[over].max()) if over.any() else None

    def earliest_from(self, moment_s: int) -> int | None:
        """When the one is over that is over earliest of those that begin at this moment or later."""
        begins = (self._kind >= 0) & (self._start >= moment_s)
        return int(self._last[begins].min()) if begins.any() else None

    def names(self, chosen: Bools) -> list[str]:
        return [self._ids[slot] for slot in np.flatnonzero(chosen).tolist()]

    def times(self, ids: Iterable[str]) -> list[tuple[int, int]]:
        """First and last second of those that are at hand."""
        slots = [self._slot[one] for one in ids if one in self._slot]
        return list(zip(self._start[slots].tolist(), self._last[slots].tolist(), strict=True))

    def _slot_of(self, incident: str) -> int:
        if incident not in self._slot:
            slot = self._free.pop() if self._free else len(self._ids)
            if slot == len(self._ids):
                self._ids.append(incident)
            self._ids[slot] = incident
            self._slot[incident] = slot
            self._room(slot)
        return self._slot[incident]

    def _room(self, slot: int) -> None:
        if slot < len(self._kind):
            return
        more = len(self._kind) // 4 + _SPARE
        self._start = np.concatenate([self._start, np.zeros(more, dtype=np.int64)])
        self._last = np.concatenate([self._last, np.full(more, -1, dtype=np.int64)])
        self._kind = np.concatenate([self._kind, np.full(more, -1, dtype=np.int64)])
