"""Finds in order of their place, and quickly those that start between two offsets."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from typing import Generic, Protocol, TypeVar


class Placed(Protocol):
    """Anything with a start in the text."""

    @property
    def start(self) -> int: ...


T = TypeVar("T", bound=Placed)


class Within(Generic[T]):
    """Things sorted by their start, so that a sentence looks at its own and never at the whole document's."""

    def __init__(self, things: Iterable[T]) -> None:
        self._things = sorted(things, key=lambda thing: thing.start)
        self._starts = [thing.start for thing in self._things]

    def between(self, start: int, end: int) -> list[T]:
        """Those that start in `[start, end)`, in order."""
        starts = self._starts
        first = bisect_left(starts, start)
        if first == len(starts) or starts[first] >= end:
            return []
        return self._things[first : bisect_left(starts, end, first)]
