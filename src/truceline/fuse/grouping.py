"""Whole-column answers to "for each incident": no loop over incidents."""

from __future__ import annotations

from math import prod
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from truceline.fuse.arrays import Codes, Flags, Ints

Keys = npt.NDArray[np.int64] | npt.NDArray[np.uint64] | npt.NDArray[np.int32] | npt.NDArray[np.bool_]

_FAR = np.iinfo(np.int64).max


class Grouping(NamedTuple):
    """Which group each row is in: labels 0 … n - 1, every group with at least one row."""

    label: Ints
    n: int


def grouping_of(label: Ints) -> Grouping:
    """Labels from 0 on, not many more than rows, as 0, 1, 2 … in the order of their first rows."""
    first = first_rows(label)
    heads_ = first[label] == np.arange(len(label))
    rank = np.cumsum(heads_) - 1
    return Grouping(rank[first[label]], int(np.count_nonzero(heads_)))


def first_rows(label: Ints) -> Ints:
    """First row of each label from 0 on, -1 of one that no row has: without sorting, which takes longer than that."""
    first = np.full(int(label.max(initial=-1)) + 1, -1, dtype=np.int64)
    first[label[::-1]] = np.arange(len(label) - 1, -1, -1)  # the last that is written stays
    return first


def least(groups: Grouping, value: Ints | Codes, known: Flags | None = None) -> Ints:
    """Smallest known value of each group; -1 where none is known."""
    out = np.full(groups.n, _FAR, dtype=np.int64)
    rows = slice(None) if known is None else known
    np.minimum.at(out, groups.label[rows], value[rows])
    return np.where(out == _FAR, -1, out)


def greatest(groups: Grouping, value: Ints | Codes, known: Flags | None = None) -> Ints:
    """Largest known value of each group; -1 where none is known."""
    out = np.full(groups.n, -_FAR, dtype=np.int64)
    rows = slice(None) if known is None else known
    np.maximum.at(out, groups.label[rows], value[rows])
    return np.where(out == -_FAR, -1, out)


def first_of(groups: Grouping, *keys: Keys) -> Ints:
    """Row of the first member of each group when members are ordered by `keys`, most significant first."""
    rows = np.arange(len(groups.label))
    for key in keys:  # those that are not the least by this key are out
        value, label = key[rows].astype(np.int64), groups.label[rows]
        best = np.full(groups.n, _FAR, dtype=np.int64)
        np.minimum.at(best, label, value)
        rows = rows[value == best[label]]
    out = np.empty(groups.n, dtype=np.int64)
    out[groups.label[rows[::-1]]] = rows[::-1]  # the last that is written stays: of equals the first row
    return out


def heads(*ordered: Keys) -> Flags:
    """Where a run of equal rows begins, in columns sorted together."""
    n = len(ordered[0])
    out = np.zeros(n, dtype=bool)
    out[:1] = True
    for column in ordered:
        out[1:] |= column[1:] != column[:-1]
    return out


def distinct(*columns: Keys) -> tuple[Ints, ...]:
    """The distinct rows of these columns, sorted by the first, then the second, and so on."""
    if not len(columns[0]):
        return tuple(column.astype(np.int64) for column in columns)
    lows = [int(column.min()) for column in columns]
    spans = [int(column.max()) - low + 1 for column, low in zip(columns, lows, strict=True)]
    if prod(spans) > _FAR:
        return _distinct_by_sorting(columns)
    key = np.zeros(len(columns[0]), dtype=np.int64)  # a row as one number: numbers are sorted soonest
    for column, low, span in zip(columns, lows, spans, strict=True):
        key *= span
        key += column.astype(np.int64) - low
    key.sort()
    key = key[heads(key)]
    out: list[Ints] = []
    for low, span in zip(reversed(lows), reversed(spans), strict=True):
        key, digit = np.divmod(key, span)
        out.append(digit + low)
    return tuple(reversed(out))


def _distinct_by_sorting(columns: tuple[Keys, ...]) -> tuple[Ints, ...]:
    order = np.lexsort(tuple(reversed(columns)))
    ordered = [column[order] for column in columns]
    keep = heads(*ordered)
    return tuple(column[keep].astype(np.int64) for column in ordered)


def commonest(groups: Grouping, code: Codes, voter: Keys) -> tuple[Codes, Flags, Flags]:
    """For each group: the code that most distinct voters name, whether the vote is tied, whether rivals exist.

    The code is -1 where nobody names one, and the smallest of the tied ones in a tie.
    """
    known = code >= 0
    label, codes, _ = distinct(groups.label[known], code[known], voter[known])
    start = np.flatnonzero(heads(label, codes))
    votes = np.diff(np.append(start, len(label)))
    label, codes = label[start], codes[start]
    most = np.zeros(groups.n, dtype=np.int64)
    np.maximum.at(most, label, votes)
    top = votes == most[label]
    winner = np.full(groups.n, -1, dtype=np.int32)
    winner[label[top][::-1]] = codes[top][::-1]  # the last that is written stays: of tied codes the smallest
    return winner, size(label[top], groups.n) > 1, size(label, groups.n) > 1


def size(label: Ints, n: int) -> Ints:
    """Rows of each group."""
    return np.bincount(label, minlength=n).astype(np.int64)
