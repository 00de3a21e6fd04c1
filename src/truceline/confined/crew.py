"""Several items at once: threads with a worker each, all born of one process that loads the rules once.

A thread only hands an item over and waits; the work is the worker's. So threads share no more than what they collect,
and a process for each of them would load every rule again.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from truceline.confined.keeper import Keeper, keep, keeper

T = TypeVar("T")
R = TypeVar("R")

#: bytes of text from which on a second worker saves more than it costs to hire
_WORTH_A_WORKER = 300_000
_MOST_WORKERS = 8
#: so many items are handed out before the first of them is waited for: what is done and not yet taken needs memory
_AHEAD = 256


def at_once(work: Callable[[T], R], items: Sequence[T], size: Callable[[T], int]) -> Iterator[R]:
    """`work` of each item, in their order: in a worker for each processor, where there is enough text for two.

    `size` says how many bytes of text an item has.
    """
    workers = min(_MOST_WORKERS, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1)
    if len(items) < 2 or workers < 2 or sum(map(size, items)) < _WORTH_A_WORKER:
        return map(work, items)
    return in_crew(work, items, workers)


def in_crew(work: Callable[[T], R], items: Sequence[T], workers: int) -> Iterator[R]:
    """`work` of each item, in their order. It asks `keeper()` for a worker, and there are so many workers."""
    own = keeper()
    hired: list[Keeper] = []

    def join() -> None:
        hired.append(own.beside())
        keep(hired[-1])

    try:
        with ThreadPoolExecutor(max_workers=workers, initializer=join) as pool:
            for first in range(0, len(items), _AHEAD):
                yield from pool.map(work, items[first : first + _AHEAD])
    finally:
        for one in hired:
            one.rest()
