# mypy: disable-error-code="no-any-return"
"""Partners of each report of a live mission with their evidence: lists in one pool, each with room to grow."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from truceline.compiled import inner, kernel
from truceline.fuse.arrays import Codes, Ints, longer
from truceline.fuse.candidates import Edges

Pairs = tuple[Ints, Ints, Ints]  # slot, partner, evidence in milli-nats

_FIRST_ROOM = 4
_SPARE = 4_096


class Lists(NamedTuple):
    """The list of a slot stands in the pool from `begin` on."""

    begin: Ints
    used: Codes
    room: Codes
    partner: Codes  # the pool
    evidence_mn: Codes  # beside it
    end: Ints  # where the pool ends


class Neighbours:
    """Partners of each report, either way round, with their evidence."""

    def __init__(self, edges: Edges, slots: Ints) -> None:
        i, j = slots[edges.i], slots[edges.j]
        source = np.concatenate([i, j])
        order = np.argsort(source, kind="stable")
        n = int(slots.max(initial=-1)) + 1
        begin = np.searchsorted(source[order], np.arange(n + 1))
        used = np.diff(begin)
        partner = np.concatenate([j, i])[order]
        evidence = np.concatenate([edges.evidence_mn, edges.evidence_mn])[order]
        self._lists = Lists(
            longer(begin[:-1].astype(np.int64), _SPARE),
            longer(used.astype(np.int32), _SPARE),
            longer(used.astype(np.int32), _SPARE),
            longer(partner.astype(np.int32), len(partner) // 8 + _SPARE),
            longer(evidence.astype(np.int32), len(partner) // 8 + _SPARE),
            np.array([len(partner)], dtype=np.int64),
        )

    @classmethod
    def none(cls) -> Neighbours:
        nothing = np.zeros(0, dtype=np.int32)
        return cls(Edges(nothing, nothing, nothing.astype(np.int16)), np.zeros(0, dtype=np.int64))

    def of(self, slots: Ints) -> Pairs:
        """All pairs of these reports, one row for each report and partner, in the order of the reports."""
        return gathered(slots, self._lists)

    def drop(self, pairs: Ints) -> None:
        """Forget pairs: rows that begin with the two."""
        drop_all(pairs, self._lists)

    def put(self, pairs: Ints) -> None:
        """Know pairs, or another evidence of theirs: rows of the two and the evidence."""
        self._reach(int(pairs[:, :2].max(initial=-1)))
        while (written := put_all(pairs, self._lists)) < len(pairs):
            pairs = pairs[written:]  # the first of them may be known one way round, which does no harm
            self._widen()

    def _reach(self, slot: int) -> None:
        x = self._lists
        if slot >= len(x.begin):
            more = slot + 1 - len(x.begin) + len(x.begin) // 4 + _SPARE
            used, room = longer(x.used, more), longer(x.room, more)
            self._lists = x._replace(begin=longer(x.begin, more), used=used, room=room)

    def _widen(self) -> None:
        x = self._lists
        more = len(x.partner) // 4 + 2 * int(x.room.max(initial=0)) + _SPARE
        self._lists = x._replace(partner=longer(x.partner, more), evidence_mn=longer(x.evidence_mn, more))


@kernel
def gathered(slots: Ints, x: Lists) -> Pairs:
    """The lists of these slots, one after the other."""
    n = 0
    for slot in slots:
        if slot < len(x.begin):
            n += x.used[slot]
    source, partner, evidence = np.empty(n, np.int64), np.empty(n, np.int64), np.empty(n, np.int64)
    n = 0
    for slot in slots:
        if slot < len(x.begin):
            for at in range(x.begin[slot], x.begin[slot] + x.used[slot]):
                source[n], partner[n], evidence[n] = slot, x.partner[at], x.evidence_mn[at]
                n += 1
    return source, partner, evidence


@inner
def place_of(slot: int, partner: int, x: Lists) -> int:
    """Where a partner stands in the list of a slot; where the list ends if it is not there."""
    at, end = x.begin[slot], x.begin[slot] + x.used[slot]
    while at < end and x.partner[at] != partner:
        at += 1
    return at


@inner
def put_one(slot: int, partner: int, evidence_mn: int, x: Lists) -> bool:
    """Write a partner into the list of a slot; False, and nothing is done, where the pool has no room."""
    at = place_of(slot, partner, x)
    if at == x.begin[slot] + x.used[slot]:
        if x.used[slot] == x.room[slot]:
            room, end = 2 * x.room[slot] + _FIRST_ROOM, x.end[0]
            if end + room > len(x.partner):
                return False
            for m in range(x.used[slot]):
                x.partner[end + m] = x.partner[x.begin[slot] + m]
                x.evidence_mn[end + m] = x.evidence_mn[x.begin[slot] + m]
            x.begin[slot], x.room[slot], x.end[0] = end, room, end + room
            at = end + x.used[slot]
        x.used[slot] += 1
    x.partner[at], x.evidence_mn[at] = partner, evidence_mn
    return True


@kernel
def put_all(pairs: Ints, x: Lists) -> int:
    """Write pairs either way round; returns how many: fewer than all where the pool has no more room."""
    for m in range(len(pairs)):
        a, b, evidence_mn = pairs[m, 0], pairs[m, 1], pairs[m, 2]
        if not (put_one(a, b, evidence_mn, x) and put_one(b, a, evidence_mn, x)):
            return m
    return len(pairs)


@inner
def drop_one(slot: int, partner: int, x: Lists) -> None:
    """The last of a list takes the place of the one that goes."""
    if slot >= len(x.begin):
        return
    at, last = place_of(slot, partner, x), x.begin[slot] + x.used[slot] - 1
    if at <= last:
        x.partner[at], x.evidence_mn[at] = x.partner[last], x.evidence_mn[last]
        x.used[slot] -= 1


@kernel
def drop_all(pairs: Ints, x: Lists) -> None:
    """Forget pairs, either way round."""
    for m in range(len(pairs)):
        drop_one(pairs[m, 0], pairs[m, 1], x)
        drop_one(pairs[m, 1], pairs[m, 0], x)
