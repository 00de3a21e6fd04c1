"""Linking what has no usable place: reports of one type, in texts of one origin, at overlapping times."""

from __future__ import annotations

import numpy as np

from truceline.fuse.arrays import Codes, Flags, Ints
from truceline.fuse.clocks import Clock, Clocks, clock_of, clocks_of
from truceline.fuse.grouping import heads
from truceline.fuse.layout import END, FAMILY, KIND, START
from truceline.fuse.ordered import values_at
from truceline.fuse.reports import Reports

#: clusters of one type in one origin that a report without a place is compared with
_MOST_CLUSTERS = 64
#: different wordings of its place that a cluster remembers
_MOST_WORDINGS = 32

Words = frozenset[str]


def link_families(reports: Reports, label: Ints, apart_s: int) -> tuple[Ints, Ints]:
    """Labels after linking, and the rows that were linked this way.

    A report that could not be compared by place joins the first cluster of its origin and event type whose members
    all allow it: their times overlap, no clock tells them apart and their words for the place do not name different
    places. Clusters with a place come first, then the order is that of the ids, so that arrival makes no difference.
    """
    code = reports.columns.code
    label = label.copy()
    placeless = ~reports.comparable
    rows = np.flatnonzero(_in_family_with(placeless, code[:, FAMILY], code[:, KIND]))
    order = rows[np.lexsort((rows, placeless[rows], code[rows, KIND], code[rows, FAMILY]))]
    words = dict(zip(order.tolist(), _place_words(reports, order), strict=True))
    clocks = clocks_of(reports, label, label[order], apart_s)
    start = np.flatnonzero(heads(code[order, FAMILY], code[order, KIND]))
    linked: list[int] = []
    for group in np.split(order, start[1:]) if len(order) else []:
        linked.extend(_link_one_family(reports, group, label, words, clocks))
    return label, np.array(sorted(linked), dtype=np.int64)


def clock_tells_apart(reports: Reports, a: int, b: int, apart_s: int) -> bool:
    """Whether the clock rules out that two rows are reports of one incident."""
    first = Clocks(apart_s)
    first.add(clock_of(reports, a))
    return first.tell_apart(clock_of(reports, b))


def may_be_one(reports: Reports, a: int, b: int) -> bool:
    """Whether two rows are reports of one type, of one origin, at overlapping times, of what may be one place."""
    code, real = reports.columns.code, reports.columns.real
    first, second = _place_words(reports, np.array([a, b], dtype=np.int64))
    return bool(
        code[a, FAMILY] >= 0
        and code[a, FAMILY] == code[b, FAMILY]
        and code[a, KIND] == code[b, KIND]
        and real[a, START] < real[b, END]
        and real[b, START] < real[a, END]
        and _one_place(first, second)
    )


class _Cluster:
    """What a cluster's members leave open: the time they share, their clocks, and the places they name."""

    def __init__(self, label: int, clocks: Clocks) -> None:
        self.label = label
        self.clocks = clocks
        self.start, self.end = -np.inf, np.inf
        self.wordings: set[Words] = set()

    def allows(self, start: float, end: float, words: Words, clock: Clock) -> bool:
        """Intervals that all overlap each other share a time, so that the shared time is all to be checked."""
        if max(start, self.start) >= min(end, self.end) or self.clocks.tell_apart(clock):
            return False
        known = words in self.wordings or len(self.wordings) < _MOST_WORDINGS
        return known and all(_one_place(words, other) for other in self.wordings)

    def take(self, start: float, end: float, words: Words, clock: Clock) -> None:
        self.clocks.add(clock)
        self.start, self.end = max(start, self.start), min(end, self.end)
        self.wordings.add(words)


def _link_one_family(
    reports: Reports, rows: Ints, label: Ints, words: dict[int, Words], clocks: dict[int, Clocks]
) -> list[int]:
    real = reports.columns.real
    clusters: dict[int, _Cluster] = {}
    linked = []
    for row in rows.tolist():
        report = (float(real[row, START]), float(real[row, END]), words[row], clock_of(reports, row))
        own = clusters.get(int(label[row]))
        if own is None and not reports.comparable[row]:
            own = next((cluster for cluster in clusters.values() if cluster.allows(*report)), None)
            if own is not None:
                label[row] = own.label
                linked.append(row)
        if own is None and len(clusters) < _MOST_CLUSTERS:
            own = clusters[int(label[row])] = _Cluster(int(label[row]), clocks[int(label[row])])
        if own is not None:
            own.take(*report)
    return linked


def _in_family_with(placeless: Flags, family: Codes, kind: Codes) -> Flags:
    """Rows of families and types in which at least one report has no place."""
    width = int(kind.max(initial=0)) + 1
    key = family.astype(np.int64) * width + kind
    wanted: Flags = (family >= 0) & np.isin(key, np.unique(key[placeless & (family >= 0)]))
    return wanted


def _one_place(a: Words, b: Words) -> bool:
    """Whether the words for two places may mean one: equal, one within the other, or not stated."""
    return a <= b or b <= a


def _place_words(reports: Reports, rows: Ints) -> list[Words]:
    written = values_at(reports.table, "place_words", rows).to_pylist()
    return [frozenset(value.casefold().split()) if value else frozenset() for value in written]
