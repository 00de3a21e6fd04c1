"""Sayings: a verb of saying with its speaker and the span of what was said."""

from __future__ import annotations

from truceline.extract.saying import Saying
from truceline.extract.slavic.language import Language
from truceline.extract.slavic.names import Names
from truceline.extract.story import Story
from truceline.extract.timespans import TimeSpans


class Sayings:
    """Every saying of a document, sentence by sentence. `metonyms` are offsets of words for places that speak."""

    def __init__(self, story: Story, names: Names, times: TimeSpans, language: Language) -> None:
        self.by_sentence: dict[int, tuple[Saying, ...]] = {}
        self.metonyms: frozenset[int] = frozenset()
