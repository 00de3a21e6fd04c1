"""Several items at once: threads with a worker each, all born of one process that loads the rules once.

A thread only hands an item over and waits; the work is the worker's. So threads share no more than what they collect,
and a process for each of them would load every rule again. Items may be made while earlier ones are worked at.
"""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

from truceline.confined.keeper import Keeper, keep, keeper

T = TypeVar("T")
R = TypeVar("R")

#: bytes of text from which on a second worker saves more than it costs to hire
_WORTH_A_WORKER = 300_000
_MOST_WORKERS = 8
#: items, and bytes of text, that are made ahead of the answer that is waited for: what is not yet taken needs memory
_AHEAD = 256
_BYTES_AHEAD = 32_000_000
#: seconds for which one thread may keep the interpreter: a worker whose answer is there waits no longer for its next
#: item while this process makes others (the interpreter's own measure is ten times as long)
_TURN_S = 0.000_5


def at_once(work: Callable[[T], R], items: Sequence[T], size: Callable[[T], int]) -> Iterator[R]:
    """`work` of each item, in their order: in a worker for each processor, where there is enough text for two.

    `size` says how many bytes of text an item has.
    """
    return as_they_come(work, items, [size(item) for item in items])


def as_they_come(work: Callable[[T], R], items: Iterable[T], sizes: Sequence[int]) -> Iterator[R]:
    """The same of items that are made one by one, in this thread. `sizes` are their bytes of text, about."""
    workers = min(_MOST_WORKERS, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1)
    if len(sizes) < 2 or workers < 2 or sum(sizes) < _WORTH_A_WORKER:
        return map(work, items)
    return in_crew(work, zip(items, sizes, strict=True), workers)


def in_crew(work: Callable[[T], R], sized: Iterable[tuple[T, int]], workers: int) -> Iterator[R]:
    """`work` of each item, in their order. It asks `keeper()` for a worker, and there are so many workers."""
    own = keeper()
    hired: list[Keeper] = []

    def join() -> None:
        hired.append(own.beside())
        keep(hired[-1])

    pool = ThreadPoolExecutor(max_workers=workers, initializer=join)
    waiting: deque[tuple[Future[R], int]] = deque()
    ahead = 0
    try:
        with _short_turns():
            for item, size in sized:
                waiting.append((pool.submit(work, item), size))
                ahead += size
                while len(waiting) > _AHEAD or ahead > _BYTES_AHEAD:
                    answer, size = waiting.popleft()
                    yield answer.result()
                    ahead -= size
            while waiting:
                yield waiting.popleft()[0].result()
    finally:
        pool.shutdown(cancel_futures=True)  # who asks for no more answers waits for none that nobody has begun
        for one in hired:
            one.rest()


@contextmanager
def _short_turns() -> Iterator[None]:
    before = sys.getswitchinterval()
    sys.setswitchinterval(min(before, _TURN_S))
    try:
        yield
    finally:
        sys.setswitchinterval(before)
