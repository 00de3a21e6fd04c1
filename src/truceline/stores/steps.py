"""Running stages through the cache: one answer for the mission, or one for each file."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from truceline.ports import Progress
from truceline.stores.cache import Cache, Codec, stage_key

T = TypeVar("T")
In = TypeVar("In")

#: so many answers are asked for at once
_TOGETHER = 256


class Steps:
    """Runs stages through the cache and tells the progress; remembers which answers were asked for."""

    def __init__(self, cache: Cache, progress: Progress) -> None:
        self._cache = cache
        self._progress = progress
        self.used: dict[str, set[str]] = {}

    def once(self, stage: str, inputs: object, make: Callable[[], T], codec: Codec[T]) -> T:
        """One answer for the whole mission."""
        self._progress.start(stage, None)
        value = self._recall(stage, inputs, make, codec)
        self._progress.done()
        return value

    def each(
        self, stage: str, over: tuple[In, ...], inputs: Callable[[In], object], make: Callable[[In], T], codec: Codec[T]
    ) -> tuple[T, ...]:
        """One answer for each of `over`, so that a new file costs only its own work."""
        self._progress.start(stage, len(over))
        values = []
        for first in range(0, len(over), _TOGETHER):
            some = over[first : first + _TOGETHER]
            keys = [stage_key(stage, inputs(one)) for one in some]
            self.used.setdefault(stage, set()).update(keys)
            found = self._cache.several(stage, keys)
            for one, key in zip(some, keys, strict=True):
                values.append(self._cache.recall(stage, key, partial(make, one), codec, found.get(key)))
                self._progress.advance()
        self._progress.done()
        return tuple(values)

    def forget_the_rest(self) -> None:
        """Drop kept answers that this run did not ask for."""
        for stage, keys in self.used.items():
            self._cache.forget_others(stage, frozenset(keys))

    def _recall(self, stage: str, inputs: object, make: Callable[[], T], codec: Codec[T]) -> T:
        key = stage_key(stage, inputs)
        self.used.setdefault(stage, set()).add(key)
        return self._cache.recall(stage, key, make, codec)
