"""Several items at once: threads with a worker each, all born of one process that loads the rules once.

A thread only hands an item over and waits; the work is the worker's. So threads share no more than what they collect,
and a process for each of them would load every rule again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from truceline.confined.keeper import Keeper, keep, keeper

T = TypeVar("T")
R = TypeVar("R")


def in_crew(work: Callable[[T], R], items: Sequence[T], workers: int) -> Iterator[R]:
    """`work` of each item, in their order. It asks `keeper()` for a worker, and there are so many workers."""
    own = keeper()
    hired: list[Keeper] = []

    def join() -> None:
        hired.append(own.beside())
        keep(hired[-1])

    try:
        with ThreadPoolExecutor(max_workers=workers, initializer=join) as pool:
            yield from pool.map(work, items)
    finally:
        for one in hired:
            one.rest()
