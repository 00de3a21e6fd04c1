"""Words that came with the bulletin: a fixed sentence of an earlier stage is translated, all else stands as it came."""

from __future__ import annotations

import re

from truceline.model.phrase import Phrase
from truceline.publish.document import Text
from truceline.publish.words import Words
from truceline.publish.words import words as words_of

#: a letter of words in Ukrainian or Russian
CYRILLIC = re.compile("[\u0400-\u04ff]")
#: dates as earlier stages write them inside their English sentences
_ISO = re.compile(r"\b\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?(?:[+-]\d\d:\d\d)?)?")


def own(sentence: str, words: Words, under: str = "", kind: str = "") -> Text:
    if _ISO.fullmatch(sentence):
        return Text(dated(sentence, words), under=under, kind=kind)
    known = words.sentence(sentence)
    if known is None:
        return Text(dated(sentence, words_of("en")), own=True, under=under, kind=kind)
    return Text(dated(known, words), under=under, kind=kind)


def dated(sentence: str, words: Words) -> str:
    """The sentence with its ISO dates as a person writes them, in the sentence's language."""
    return _ISO.sub(lambda m: words.moment(m[0]) if "T" in m[0] else words.day(m[0]), sentence)


def clause(said: str, citation: str) -> Text:
    """The words of a clause with its place below them; a clause that came without words, by its place alone."""
    return Text(said, own=True, under=citation, kind="quote") if said else Text(citation, own=True)


def own_texts(sentences: tuple[str, ...], words: Words) -> tuple[Text, ...]:
    return tuple(own(sentence, words) for sentence in sentences)


def reasons_of(sentences: tuple[str, ...], told: tuple[Phrase, ...], words: Words) -> tuple[Text, ...]:
    """The sentences in the language of the page, where a stage said how they are told; else as they came."""
    return tuple(Text(words.phrase(phrase)) for phrase in told) if told else own_texts(sentences, words)


def label(name: str, words: Words, under: str = "") -> Text:
    """A label that a stage gave: an event type or a known label in the page's words, else as it came."""
    if words.knows("event_type", name):
        return Text(words.term("event_type", name), under=under)
    return own(name, words, under)
