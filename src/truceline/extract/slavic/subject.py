"""A subject beside a verb of saying, and whom it names."""

from __future__ import annotations

import msgspec

from truceline.extract.saying import Speaker
from truceline.extract.slavic.bodies import body_key
from truceline.extract.slavic.language import Language
from truceline.extract.slavic.who import Named
from truceline.extract.story import Token


class Subject(msgspec.Struct, frozen=True, gc=False):
    """A subject in a sentence's tokens `[first, last)`."""

    speaker: Speaker | None
    first: int
    last: int
    pronoun: bool = False


def person_of(text: str, named: Named) -> Speaker:
    """A person as named in the text."""
    words = " ".join(text[named.start : named.end].split())
    return Speaker(words, named.who.key, named.start, named.end, True, named.who.gender)


def pair_of(text: str, language: Language, tokens: list[Token], first: int, last: int) -> Speaker:
    """Two who speak together, as tokens `[first, last)` tell them."""
    start, end = tokens[first].start, tokens[last - 1].end
    words = text[start:end]
    return Speaker(words, body_key(words, language), start, end, False, "p")
