"""Persons named in a text, in any case, and the key under which one of them is known."""

from __future__ import annotations

from truceline.extract.slavic.language import Language
from truceline.extract.story import Story
from truceline.model.mentions import PersonMention


class Names:
    """Persons of a document, by their last name; `covers(start)` tells whether a word is part of a person's name."""

    def __init__(self, story: Story, language: Language) -> None:
        self._story = story
        self._language = language
        self._inside: set[int] = set()

    def covers(self, offset: int) -> bool:
        """Whether the code point at the offset is inside a person's name."""
        return offset in self._inside


def find_persons(story: Story, names: Names) -> tuple[PersonMention, ...]:
    """Every person named."""
    return ()
