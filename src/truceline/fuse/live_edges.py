"""Candidate pairs of a live mission: whose lists a change touches, and what they are now."""

from __future__ import annotations

import numpy as np

from truceline.fuse.arrays import Flags, Ints
from truceline.fuse.candidates import Edges
from truceline.fuse.live_rows import Rows
from truceline.fuse.live_standing import Looks, Standing

Pairs = tuple[Ints, Ints, Ints]  # slot, partner, evidence in milli-nats

_RANKS = 64


class Neighbours:
    """Partners of each report, either way round, with their evidence."""

    def __init__(self, edges: Edges, slots: Ints) -> None:
        i, j = slots[edges.i], slots[edges.j]
        source, self._partner = np.concatenate([i, j]), np.concatenate([j, i])
        evidence = np.concatenate([edges.evidence_mn, edges.evidence_mn])
        order = np.argsort(source, kind="stable")
        self._partner, self._evidence = self._partner[order], evidence[order].astype(np.int64)
        self._begin = np.searchsorted(source[order], np.arange(int(slots.max(initial=-1)) + 2))
        self._changed: dict[int, dict[int, int]] = {}
        self._arrays: dict[int, tuple[Ints, Ints]] = {}

    @classmethod
    def none(cls) -> Neighbours:
        nothing = np.zeros(0, dtype=np.int32)
        return cls(Edges(nothing, nothing, nothing.astype(np.int16)), np.zeros(0, dtype=np.int64))

    def of(self, slots: Ints) -> Pairs:
        """All pairs of these reports, one row for each report and partner, in the order of the reports."""
        changed = np.array([slot in self._changed for slot in slots.tolist()], dtype=bool)
        begin, n = self._bounds_of(np.where(changed, len(self._begin), slots))
        parts = [self._list_of(slot) for slot in slots[changed].tolist()]
        n[changed] = [len(partners) for partners, _ in parts]
        first = np.cumsum(n) - n
        source = np.repeat(np.arange(len(slots)), n)
        partner, evidence = np.empty(len(source), dtype=np.int64), np.empty(len(source), dtype=np.int64)
        own = ~changed[source]
        at = (begin - first)[source[own]] + np.flatnonzero(own)
        partner[own], evidence[own] = self._partner[at], self._evidence[at]
        if parts:
            partner[~own] = np.concatenate([partners for partners, _ in parts])
            evidence[~own] = np.concatenate([weights for _, weights in parts])
        return slots[source], partner, evidence

    def drop(self, a: int, b: int) -> None:
        self._own(a).pop(b, None)
        self._own(b).pop(a, None)

    def put(self, a: int, b: int, evidence: int) -> None:
        self._own(a)[b] = evidence
        self._own(b)[a] = evidence

    def _bounds(self, slot: int) -> tuple[int, int]:
        if slot + 1 >= len(self._begin):
            return 0, 0
        return int(self._begin[slot]), int(self._begin[slot + 1])

    def _bounds_of(self, slots: Ints) -> tuple[Ints, Ints]:
        """Where the first pairs of each begin, and how many they are."""
        known = slots + 1 < len(self._begin)
        at = np.where(known, slots, 0)
        begin = self._begin[at].astype(np.int64)
        return begin, np.where(known, self._begin[np.minimum(at + 1, len(self._begin) - 1)] - begin, 0)

    def _list_of(self, slot: int) -> tuple[Ints, Ints]:
        """Partners and evidence of a report that changed, as arrays; kept until it changes again."""
        found = self._arrays.get(slot)
        if found is None:
            known = self._changed[slot]
            found = np.array(list(known.keys()), dtype=np.int64), np.array(list(known.values()), dtype=np.int64)
            self._arrays[slot] = found
        return found

    def _own(self, slot: int) -> dict[int, int]:
        self._arrays.pop(slot, None)
        if slot not in self._changed:
            begin, end = self._bounds(slot)
            pairs = zip(self._partner[begin:end].tolist(), self._evidence[begin:end].tolist(), strict=True)
            self._changed[slot] = dict(pairs)
        return self._changed[slot]


def renewed(rows: Rows, standing: Standing, known: Neighbours, touched: Ints, gone: Ints, most: int) -> Ints:
    """Judge anew the pairs of reports that came, changed or went; returns whose pairs differ.

    A report that looks at one of them and is not touched itself keeps its list, but for them; where the list, or the
    cell that is looked into, is full, so that one more or less makes room for others, it is made anew.
    `most` is how many partners a list holds.
    """
    everybody = np.concatenate([touched, gone])
    went = np.concatenate([np.zeros(len(touched), dtype=bool), np.ones(len(gone), dtype=bool)])
    rows.arrays.touched[everybody] = True
    now, again = standing.onlookers(everybody, went)
    before = _by_looks(rows, known.of(everybody))
    full = _full_lists(rows, known, now, before, most)
    lists = np.concatenate([again, full, standing.all_lists(touched)])
    anew = np.unique(lists[:, 0] * _RANKS + lists[:, 1])
    lists = np.stack(np.divmod(anew, _RANKS), axis=1)
    kept = now[~np.isin(_list_of(rows, now), anew)]
    made = np.concatenate([kept, standing.lists(lists[:, 0], lists[:, 1])])
    theirs = _by_looks(rows, known.of(np.unique(lists[~rows.arrays.touched[lists[:, 0]], 0])))
    before = np.concatenate([before, theirs[np.isin(_list_of(rows, theirs), anew)]])
    rows.arrays.touched[everybody] = False
    earlier, later = set(map(tuple, before.tolist())), set(map(tuple, made.tolist()))
    ends: set[int] = set()
    for x, y, _ in earlier - later:
        known.drop(x, y)
        ends |= {x, y}
    for x, y, evidence in later - earlier:
        known.put(x, y, evidence)
        ends |= {x, y}
    return np.array(sorted(ends), dtype=np.int64)


def _by_looks(rows: Rows, pairs: Pairs) -> Looks:
    """Pairs as rows of who looks, partner and evidence: the vaguer one looks; of two of one rank, the first."""
    one, other, evidence = pairs
    rank, of_rank = rows.arrays.rank[one], rows.arrays.rank[other]
    looks: Flags = (rank > of_rank) | ((rank == of_rank) & rows.earlier(one, other))
    return np.stack([np.where(looks, one, other), np.where(looks, other, one), evidence], axis=1)


def _list_of(rows: Rows, pairs: Looks) -> Ints:
    """A number for the list in which each pair stands: by who looks, and the rank of the partner."""
    return np.asarray(pairs[:, 0] * _RANKS + rows.arrays.rank[pairs[:, 1]])


def _full_lists(rows: Rows, known: Neighbours, now: Looks, before: Looks, most: int) -> Ints:
    """Lists of untouched reports that are full, or would be with what is new: rows of slot and rank."""
    lists = np.concatenate([_list_of(rows, now), _list_of(rows, before)])
    lists = np.unique(lists[~rows.arrays.touched[lists // _RANKS]])
    pairs = known.of(np.unique(lists // _RANKS))
    theirs = _by_looks(rows, pairs)
    held = np.concatenate([_list_of(rows, theirs)[theirs[:, 0] == pairs[0]], _list_of(rows, now)])
    number, count = np.unique(held[np.isin(held, lists)], return_counts=True)
    full = number[count >= most]
    return np.stack([full // _RANKS, full % _RANKS], axis=1)
