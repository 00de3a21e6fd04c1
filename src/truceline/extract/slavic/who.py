"""A person, and a place in a text where one is named."""

from __future__ import annotations

from typing import NamedTuple

import msgspec


class Who(NamedTuple):
    """A person: the name in the nominative, the key, the gender where it is known, and the surname alone."""

    name: str
    key: str
    gender: str | None
    surname: str
    full: bool


class Named(msgspec.Struct, frozen=True, gc=False):
    """A person named in the text: tokens `[first, last)` of a sentence, the cases that the form can be."""

    sentence: int
    start: int
    end: int
    who: Who
    cases: str
    group: str | None  # group of the office that stands before the name

    @property
    def nominative(self) -> bool:
        """Whether the form can be a subject."""
        return "n" in self.cases
