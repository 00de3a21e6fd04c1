"""Candidate pairs of a live mission: whose lists a change may touch, and what they are now."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from truceline.compiled import kernel
from truceline.fuse.arrays import Flags, Floats, Ints
from truceline.fuse.candidates import Edges, Places, candidate_pairs
from truceline.fuse.layout import END, SIGMA, START, X, Z
from truceline.fuse.live_rows import Rows
from truceline.fuse.params import FuseParams
from truceline.fuse.reach import BANDS, CELLS_KM, MOST_KM, THEIRS_KM2, look_back_h, rank_of
from truceline.model.units import HOUR_S

Pairs = tuple[Ints, Ints, Ints]  # slot, partner, evidence in milli-nats

#: length in bands from which on what a report may look at is narrowed down by place first: there is much of it
_LONG = 3
_NEAR_POLE_DEG = 80.0  # cells there are of odd shapes


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

    @classmethod
    def none(cls) -> Neighbours:
        nothing = np.zeros(0, dtype=np.int32)
        return cls(Edges(nothing, nothing, nothing.astype(np.int16)), np.zeros(0, dtype=np.int64))

    def of(self, slots: Ints) -> Pairs:
        """All pairs of these reports, one row for each report and partner."""
        sources, partners, evidence = [], [], []
        for slot in slots.tolist():
            known = self._changed.get(slot)
            if known is None:
                begin, end = self._bounds(slot)
                partners.append(self._partner[begin:end])
                evidence.append(self._evidence[begin:end])
            else:
                partners.append(np.fromiter(known.keys(), np.int64, len(known)))
                evidence.append(np.fromiter(known.values(), np.int64, len(known)))
            sources.append(len(partners[-1]))
        nothing = np.zeros(0, dtype=np.int64)
        return (
            np.repeat(slots, np.array(sources, dtype=np.int64)),
            np.concatenate([nothing, *partners]),
            np.concatenate([nothing, *evidence]),
        )

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

    def _own(self, slot: int) -> dict[int, int]:
        if slot not in self._changed:
            begin, end = self._bounds(slot)
            pairs = zip(self._partner[begin:end].tolist(), self._evidence[begin:end].tolist(), strict=True)
            self._changed[slot] = dict(pairs)
        return self._changed[slot]


def renewed(rows: Rows, known: Neighbours, touched: Ints, gone: Ints, params: FuseParams) -> Ints:
    """Search anew for those who may see a report that came, changed or went; returns whose pairs differ."""
    everybody = np.concatenate([touched, gone])
    looking = _looking(rows, everybody, params)
    slots = rows.ordered(_seen_by(rows, looking, params))
    c, a = rows.columns(slots), rows.arrays
    places = Places(a.lat[slots], a.lon[slots])
    edges = candidate_pairs(c, places, a.chance[slots], rows.weights, params, home=np.isin(slots, looking))
    rank = rank_of(c.real)
    second = rank[edges.j] > rank[edges.i]
    looks, found = np.where(second, edges.j, edges.i), np.where(second, edges.i, edges.j)
    now = _keyed(slots[looks], slots[found], edges.evidence_mn.astype(np.int64))
    before = _keyed(*_own_lists(rows, known, looking, gone))
    ends: set[int] = set()
    for x, y, _ in before - now:
        known.drop(x, y)
        ends |= {x, y}
    for x, y, evidence in now - before:
        known.put(x, y, evidence)
        ends |= {x, y}
    return np.array(sorted(ends), dtype=np.int64)


def _keyed(source: Ints, partner: Ints, evidence: Ints) -> set[tuple[int, int, int]]:
    return set(zip(source.tolist(), partner.tolist(), evidence.tolist(), strict=True))


def _own_lists(rows: Rows, known: Neighbours, looking: Ints, gone: Ints) -> Pairs:
    """Pairs that these reports found so far, and all pairs of those that go."""
    source, partner, evidence = known.of(looking)
    ranks = rank_of(rows.arrays.real[source]), rank_of(rows.arrays.real[partner])
    first = _earlier(rows, source, partner)
    own = (ranks[0] > ranks[1]) | ((ranks[0] == ranks[1]) & first)
    own &= ~np.isin(partner, gone)
    lost = known.of(gone)
    return tuple(
        np.concatenate([kept[own], left]) for kept, left in zip((source, partner, evidence), lost, strict=True)
    )  # type: ignore[return-value]


def _earlier(rows: Rows, one: Ints, other: Ints) -> Flags:
    """Whether the first of each pair comes first in the order of a full run."""
    a = rows.arrays
    keys = [(a.near[one], a.near[other]), (a.stated_start[one], a.stated_start[other])]
    first, tied = np.zeros(len(one), dtype=bool), np.ones(len(one), dtype=bool)
    for x, y in keys:
        first |= tied & (x < y)
        tied &= x == y
    for k in np.flatnonzero(tied).tolist():
        first[k] = rows.ids[int(one[k])] < rows.ids[int(other[k])]
    return first


def _looking(rows: Rows, touched: Ints, params: FuseParams) -> Ints:
    """Compared reports whose lists may hold, or may make room for, one that is touched."""
    real = rows.arrays.real
    slack, back = params.day_s / HOUR_S + 1.0, look_back_h(params)
    rank = rank_of(real[touched])
    begin = float(real[touched, START].min()) - slack
    last = float((real[touched, START] + back[rank]).max()) + slack
    slots = rows.between(begin, last, back)
    sees = may_see(
        real[slots],
        rank_of(real[slots]),
        rows.arrays.lat[slots],
        real[touched],
        rank,
        back,
        Reach(CELLS_KM, MOST_KM, THEIRS_KM2),
        params.zone_s / HOUR_S,
        params.day_s / HOUR_S,
    )
    return np.union1d(slots[sees], rows.compared(touched))


def _seen_by(rows: Rows, looking: Ints, params: FuseParams) -> Ints:
    """All that these may look at."""
    real, slack = rows.arrays.real, params.day_s / HOUR_S + 1.0
    back, rank = look_back_h(params), rank_of(real[looking])
    found = [looking]
    for one in np.unique(rank).tolist():
        own = looking[rank == one]
        begin, end = float(real[own, START].min()) - slack, float(real[own, END].max()) + slack
        slots = rows.between(begin, end, back)
        found.append(slots if one % BANDS < _LONG else slots[_around(rows, slots, own, one // BANDS)])
    return np.unique(np.concatenate(found))


def _around(rows: Rows, slots: Ints, own: Ints, level: int) -> Flags:
    """Which of these lie in cells that reports of a level look into; generous."""
    a, out = rows.arrays, np.abs(rows.arrays.lat[slots]) > _NEAR_POLE_DEG
    most = 1.5 * (MOST_KM[level] + 2.0 * CELLS_KM[level].max())
    for slot in own.tolist():
        off = a.real[slots, X : Z + 1] - a.real[slot, X : Z + 1]
        out |= (off**2).sum(axis=1) <= most**2
    return np.asarray(out)


class Reach(NamedTuple):
    """Tables of `reach` by level, as the kernel reads them."""

    cells_km: Floats
    most_km: Floats
    theirs_km2: Floats


@kernel
def may_see(
    real: Floats,
    rank: Ints,
    lat: Floats,
    touched: Floats,
    of_rank: Ints,
    look_back_h: Floats,
    reach: Reach,
    zone_h: float,
    day_h: float,
) -> Flags:
    """Whether each report may look at one that is touched; generous, by a cell and a half."""
    out = np.zeros(len(real), dtype=np.bool_)
    for r in range(len(real)):
        sigma, level = real[r, SIGMA], rank[r] // BANDS
        for t in range(len(touched)):
            if rank[r] < of_rank[t]:
                continue
            slip = zone_h if rank[r] == 0 else day_h
            when = touched[t, START]
            if when < real[r, START] - look_back_h[of_rank[t]] - slip or when > real[r, END] + slip:
                continue
            theirs = of_rank[t] // BANDS
            far = 3.0 * sigma + 9.0 if level == 0 else 3.2 * np.sqrt(sigma**2 + reach.theirs_km2[theirs])
            far = min(far, reach.most_km[level])
            square = 0.0
            for axis in range(X, Z + 1):
                square += (real[r, axis] - touched[t, axis]) ** 2
            if square <= (1.5 * (far + 2.0 * reach.cells_km[level, theirs])) ** 2 or abs(lat[r]) > _NEAR_POLE_DEG:
                out[r] = True
                break
    return out
