"""Running stages through the cache: one answer for the mission, or one for each file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TypeVar

from truceline.ports import Progress
from truceline.stores.cache import Cache, Codec, stage_key

T = TypeVar("T")
In = TypeVar("In")

#: has work done on each of several, and gives the answers in their order: `map`, or something that uses more processors
Together = Callable[[Callable[[tuple[str, In]], T], Sequence[tuple[str, In]]], Iterable[T]]

#: so many kept answers are asked for at once
_ASKED = 256


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
        self,
        stage: str,
        over: tuple[In, ...],
        inputs: Callable[[In], object],
        make: Callable[[In], T],
        codec: Codec[T],
        together: Together[In, T] = map,
    ) -> tuple[T, ...]:
        """One answer for each of `over`, so that a new file costs only its own work. What two ask for is made once.

        `together` is given the answers that are still to be made, each with its key.
        """
        self._progress.start(stage, len(over))
        keys = [stage_key(stage, inputs(one)) for one in over]
        self.used.setdefault(stage, set()).update(keys)
        answers = self._kept(stage, keys, codec)
        missing: dict[str, In] = {}
        for key, one in zip(keys, over, strict=True):
            if key not in answers:
                missing.setdefault(key, one)

        def made(asked: tuple[str, In]) -> T:
            return self._cache.made(stage, asked[0], partial(make, asked[1]), codec)

        for key, answer in zip(missing, together(made, list(missing.items())), strict=True):
            answers[key] = answer
            self._progress.advance()
        self._progress.done()
        return tuple(answers[key] for key in keys)

    def forget_the_rest(self) -> None:
        """Drop kept answers that this run did not ask for."""
        for stage, keys in self.used.items():
            self._cache.forget_others(stage, frozenset(keys))

    def _kept(self, stage: str, keys: Sequence[str], codec: Codec[T]) -> dict[str, T]:
        """Those of the answers that are kept, by key."""
        answers: dict[str, T] = {}
        for first in range(0, len(keys), _ASKED):
            some = keys[first : first + _ASKED]
            found = self._cache.several(stage, some)
            for key in some:
                kept = answers[key] if key in answers else self._cache.kept(stage, key, codec, found.get(key))
                if kept is not None:
                    answers[key] = kept
                    self._progress.advance()
        return answers

    def _recall(self, stage: str, inputs: object, make: Callable[[], T], codec: Codec[T]) -> T:
        key = stage_key(stage, inputs)
        self.used.setdefault(stage, set()).add(key)
        return self._cache.recall(stage, key, make, codec)
