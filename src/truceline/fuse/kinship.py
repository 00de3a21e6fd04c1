"""Linking what has no usable place: reports of one type, in texts of one origin, at overlapping times."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from truceline.fuse.arrays import Ints
from truceline.fuse.grouping import heads
from truceline.fuse.layout import END, FAMILY, KIND, START
from truceline.fuse.reports import Reports

#: clusters of one type in one origin that a report without a place is compared with
_MOST_CLUSTERS = 64


def link_families(reports: Reports, label: Ints) -> tuple[Ints, Ints]:
    """Labels after linking, and the rows that were linked this way.

    A report that could not be compared by place joins the first cluster of its origin and event type whose members
    all allow it: their times overlap and their words for the place do not name different places. Order is that of the
    ids, places first, so that arrival makes no difference.
    """
    code = reports.columns.code
    label = label.copy()
    candidates = np.flatnonzero(code[:, FAMILY] >= 0)
    order = candidates[
        np.lexsort((candidates, ~reports.comparable[candidates], code[candidates, KIND], code[candidates, FAMILY]))
    ]
    start = np.flatnonzero(heads(code[order, FAMILY], code[order, KIND])) if len(order) else order
    linked: list[int] = []
    for rows in np.split(order, start[1:]):
        if len(rows) > 1 and not reports.comparable[rows].all():
            linked.extend(_link_one_family(reports, rows, label))
    return label, np.array(sorted(linked), dtype=np.int64)


def _link_one_family(reports: Reports, rows: Ints, label: Ints) -> Iterator[int]:
    clusters: dict[int, list[int]] = {}
    for row in rows.tolist():
        own = int(label[row])
        if not reports.comparable[row] and own not in clusters:
            joined = next(
                (k for k, members in clusters.items() if all(may_be_one(reports, row, other) for other in members)),
                None,
            )
            if joined is not None:
                label[row] = joined
                clusters[joined].append(row)
                yield row
                continue
        if len(clusters) < _MOST_CLUSTERS:
            clusters.setdefault(own, []).append(row)


def _allow(reports: Reports, members: list[int], row: int) -> bool:
    return all(may_be_one(reports, row, member) for member in members)


def may_be_one(reports: Reports, a: int, b: int) -> bool:
    """Whether two rows are reports of one type, of one origin, at overlapping times, of what may be one place."""
    code, real = reports.columns.code, reports.columns.real
    return bool(
        code[a, FAMILY] >= 0
        and code[a, FAMILY] == code[b, FAMILY]
        and code[a, KIND] == code[b, KIND]
        and real[a, START] < real[b, END]
        and real[b, START] < real[a, END]
        and _one_place(reports, a, b)
    )


def _one_place(reports: Reports, a: int, b: int) -> bool:
    """Whether the words for two places may mean one: equal, one within the other, or not stated."""
    first, second = _place_words(reports, a), _place_words(reports, b)
    return not first or not second or first <= second or second <= first


def _place_words(reports: Reports, row: int) -> frozenset[str]:
    value = reports.table.column("place_words")[row].as_py()
    return frozenset(value.casefold().split()) if value else frozenset()
