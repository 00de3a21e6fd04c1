"""Words that came with the bulletin: a fixed sentence of an earlier stage is translated, all else stands as it came."""

from __future__ import annotations

from truceline.publish.document import Text
from truceline.publish.words import Words


def own(sentence: str, words: Words, under: str = "", kind: str = "") -> Text:
    known = words.sentence(sentence)
    if known is None:
        return Text(sentence, own=True, under=under, kind=kind)
    return Text(known, under=under, kind=kind)


def own_texts(sentences: tuple[str, ...], words: Words) -> tuple[Text, ...]:
    return tuple(own(sentence, words) for sentence in sentences)


def label(name: str, words: Words, under: str = "") -> Text:
    """A label that a stage gave: an event type or a known label in the page's words, else as it came."""
    if words.knows("event_type", name):
        return Text(words.term("event_type", name), under=under)
    return own(name, words, under)
