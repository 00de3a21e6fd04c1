# mypy: disable-error-code="no-any-return"
"""Cells of the search that stay while reports come and go: in each, the slots of one rank by their start."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from truceline.compiled import inner, kernel
from truceline.fuse.arrays import Floats, Ints, longer
from truceline.fuse.layout import START
from truceline.fuse.search import lower_bound

#: cells of one rank lie together: number of a cell, plus this for each rank
OF_RANK = 1 << 32
_FIRST_ROOM = 4
_SPARE = 4_096


class Filed(NamedTuple):
    """Occupied cells in ascending order, and room to grow; those of one cell stand in `pool` from `begin` on."""

    key: Ints
    begin: Ints
    used: Ints
    room: Ints
    pool: Ints
    size: Ints  # occupied cells, and where the pool ends


class Keys(NamedTuple):
    """What the order of slots goes by: in a cell by start, then as a full run has its rows."""

    real: Floats
    near: Ints
    stated_start: Floats
    label: Ints


@inner
def comes_before(a: int, b: int, k: Keys) -> bool:
    """Whether a full run has the first of these before the second."""
    if k.near[a] != k.near[b]:
        return k.near[a] < k.near[b]
    if k.stated_start[a] != k.stated_start[b]:
        return k.stated_start[a] < k.stated_start[b]
    return k.label[a] < k.label[b]


@inner
def starts_from(pool: Ints, wanted: float, low: int, high: int, real: Floats) -> int:
    """First position in [low, high) whose slot does not start before `wanted`."""
    while low < high:
        middle = (low + high) // 2
        if real[pool[middle], START] < wanted:
            low = middle + 1
        else:
            high = middle
    return low


@inner
def position(pool: Ints, slot: int, low: int, high: int, k: Keys) -> int:
    """Where a slot stands, or belongs, in [low, high)."""
    while low < high:
        middle = (low + high) // 2
        other = pool[middle]
        start, own = k.real[other, START], k.real[slot, START]
        if start < own or (start == own and comes_before(other, slot, k)):
            low = middle + 1
        else:
            high = middle
    return low


@kernel
def file_one(slot: int, key: int, x: Filed, k: Keys) -> bool:
    """Put a slot into its cell; False, and nothing is done, where there is no room."""
    n, end = x.size[0], x.size[1]
    at = lower_bound(x.key, key, 0, n)
    if at == n or x.key[at] != key:
        if n == len(x.key) or end + _FIRST_ROOM > len(x.pool):
            return False
        for m in range(n, at, -1):
            x.key[m], x.begin[m], x.used[m], x.room[m] = x.key[m - 1], x.begin[m - 1], x.used[m - 1], x.room[m - 1]
        x.key[at], x.begin[at], x.used[at], x.room[at] = key, end, 0, _FIRST_ROOM
        x.size[0], x.size[1] = n + 1, end + _FIRST_ROOM
    elif x.used[at] == x.room[at]:
        more = 2 * x.room[at] + _FIRST_ROOM
        if end + more > len(x.pool):
            return False
        for m in range(x.used[at]):
            x.pool[end + m] = x.pool[x.begin[at] + m]
        x.begin[at], x.room[at], x.size[1] = end, more, end + more
    first, last = x.begin[at], x.begin[at] + x.used[at]
    there = position(x.pool, slot, first, last, k)
    for m in range(last, there, -1):
        x.pool[m] = x.pool[m - 1]
    x.pool[there] = slot
    x.used[at] += 1
    return True


@kernel
def take_one(slot: int, key: int, x: Filed, k: Keys) -> None:
    """Take a slot out of its cell."""
    at = lower_bound(x.key, key, 0, x.size[0])
    last = x.begin[at] + x.used[at]
    for m in range(position(x.pool, slot, x.begin[at], last, k), last - 1):
        x.pool[m] = x.pool[m + 1]
    x.used[at] -= 1


def filed(keys: Ints, slots: Ints, start: Floats) -> Filed:
    """These slots in their cells; they come in the order of a full run."""
    order = np.lexsort((start, keys))
    ordered = keys[order]
    begin = np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1]])) if len(ordered) else order
    used = np.diff(np.append(begin, len(ordered)))
    n = len(begin)
    key, begin, used, room = (longer(one, n // 16 + _SPARE) for one in (ordered[begin], begin, used, used))
    pool = longer(slots[order], len(slots) // 8 + _SPARE)
    return Filed(key, begin, used, room, pool, np.array([n, len(slots)], dtype=np.int64))


def grown(x: Filed) -> Filed:
    """The same with more room."""
    key, begin, used, room = (longer(one, len(one) // 8 + _SPARE) for one in (x.key, x.begin, x.used, x.room))
    biggest = int(x.room[: x.size[0]].max(initial=0))
    return Filed(key, begin, used, room, longer(x.pool, len(x.pool) // 8 + 2 * biggest + _SPARE), x.size)
