"""Bits of words by how they begin: a rule whose words have no other mark is told of each word once."""

from __future__ import annotations

import re
from collections.abc import Iterable

_INSIDE = re.compile(r"\W")


class Beginnings:
    """Lists of beginnings, each with its bit."""

    def __init__(self, *listed: tuple[int, Iterable[str]]) -> None:
        self._bits: dict[str, int] = {}
        for bit, beginnings in listed:
            for beginning in beginnings:
                self._bits[beginning] = self._bits.get(beginning, 0) | bit
        self._lengths = sorted({len(beginning) for beginning in self._bits})
        shortest = self._lengths[0]
        self._heads = frozenset([beginning[:shortest] for beginning in self._bits])
        self._head = slice(shortest)

    def of(self, low: str) -> int:
        """The bits of a word in small letters, of all its parts where hyphens or points join several."""
        found = 0
        for part in (low,) if low.isalnum() else _INSIDE.split(low):
            if part[self._head] not in self._heads:
                continue
            for length in self._lengths:
                found |= self._bits.get(part[:length], 0)
        return found
