"""How many words of a text have each of several signs: each word is looked at once in a process, then added up.

The signs of a word are the lanes of one number, so that those of a whole text are a single sum.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable

#: words that are kept, and code points of the longest one that is: bounds on memory, not on what is counted
_MOST, _LONGEST = 50_000, 40
#: room for one sign: more than a text has words
_LANE = 32


class Tallied(dict[str, int]):
    """Words with their signs. `signs` tells of a word which it has, always as many answers in the same order."""

    def __init__(self, signs: Callable[[str], Iterable[int]]) -> None:
        super().__init__()
        self._signs = signs
        self._lanes = struct.Struct(f"<{len(tuple(signs('')))}I")

    def of(self, words: Iterable[str]) -> tuple[int, ...]:
        """How many of the words have each sign."""
        return self._lanes.unpack(sum(map(self.__getitem__, words)).to_bytes(self._lanes.size, "little"))

    def __missing__(self, word: str) -> int:
        found = sum(1 << lane * _LANE for lane, sign in enumerate(self._signs(word)) if sign)
        if len(word) <= _LONGEST:
            if len(self) >= _MOST:
                self.clear()
            self[word] = found
        return found
