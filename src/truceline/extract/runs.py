"""A paragraph in several languages as runs of sentences, each in its own; cut only where that is plain to see.

A sentence counts as of a language when it has enough words and the letters that only this language of the three has.
Any other goes with the sentences before it. Nothing is cut inside quotation marks: who speaks stands outside of them.
"""

from __future__ import annotations

import re

from truceline.extract.tongues import language_of_words
from truceline.model.evidence import Span

_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]{0,3}\s")
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")
#: words of a sentence from which on its language can be plain
_TELLING = 4
#: letters of which a sentence has one at least; those of the other alphabet of its script it has none of
_OWN = {"en": re.compile("[A-Za-z]"), "uk": re.compile("[іїєґІЇЄҐ]"), "ru": re.compile("[ыэъёЫЭЪЁ]")}
_FOREIGN = {"en": re.compile("[\u0400-\u04ff]{2}"), "uk": _OWN["ru"], "ru": _OWN["uk"]}
_QUOTED = re.compile('[«„“"][^«»„“”"]*[»”“"]')
_MARK = re.compile('[«»„“”"]')


def runs(text: str, span: Span, own: str | None) -> list[tuple[Span, str]]:
    """The runs of a paragraph with their languages; none where its narrator plainly writes in `own` alone, or in none.

    `own` is what the paragraph as a whole is told to be in: a sentence in it needs no letters to show that.
    """
    found: list[tuple[Span, str]] = []
    for piece in _sentences(text, span):
        told = _plain_language(piece.of(text), own)
        if found and told in (None, found[-1][1]):
            found[-1] = (Span(found[-1][0].start, piece.end), found[-1][1])
        elif told is not None:
            # what stood before the first sentence of a plain language goes with it
            found.append((Span(found[-1][0].end if found else span.start, piece.end), told))
    alone = len(found) == 1 and found[0][1] == own
    return [] if alone else _trimmed(text, found)


def _sentences(text: str, span: Span) -> list[Span]:
    """Stretches that end where a sentence does, outside quotation marks. One pass."""
    found: list[Span] = []
    start = counted = span.start
    inside = 0
    straight = False
    for match in _SENTENCE_END.finditer(text, span.start, span.end):
        for mark in _MARK.findall(text, counted, match.end()):
            if mark == '"':
                straight = not straight
            else:
                inside = max(0, inside + (1 if mark in "«„" or (mark == "“" and not inside) else -1))
        counted = match.end()
        if not inside and not straight:
            found.append(Span(start, match.end()))
            start = match.end()
    return [*found, Span(start, span.end)] if start < span.end else found


def _plain_language(sentence: str, own: str | None) -> str | None:
    """The language of the narrator's words: what he quotes may be in any."""
    told_by_narrator = _QUOTED.sub(" ", sentence)
    words = [word.lower() for word in _WORD.findall(told_by_narrator)]
    if len(words) < _TELLING:
        return None
    told = language_of_words(words)
    if told not in _OWN or _FOREIGN[told].search(told_by_narrator) is not None:
        return None
    return told if told == own or _OWN[told].search(told_by_narrator) is not None else None


def _trimmed(text: str, found: list[tuple[Span, str]]) -> list[tuple[Span, str]]:
    """The runs without the white space at their ends."""
    shorn = []
    for span, language in found:
        words = span.of(text)
        start = span.start + len(words) - len(words.lstrip())
        shorn.append((Span(start, start + len(words.strip())), language))
    return shorn
