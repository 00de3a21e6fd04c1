"""Which language a text is in, told by its most frequent small words, or null when it cannot be told."""

from __future__ import annotations

import re
from collections import Counter

import msgspec

from truceline.extract.words import words
from truceline.model.evidence import Document, Span

_BLANK_LINE = re.compile(r"\n[ \t\r]*\n")
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")
#: words read; more would not change the answer
_SAMPLE = 400
#: share of small words (or of letters of one language alone) below which the language is not told
_ENOUGH = 0.12
#: words of a paragraph below which it is taken to be in the language of the text
_TELLING = 8

_ENGLISH = words("the of and to in a that is was for on with said as by at from were has have had it its be an are not")
_UKRAINIAN = words("і й та в у на що з до не за від про як це його для під після також які який було були із щодо")
_RUSSIAN = words("и в на что с не за от по как это его для при после также которые который было были из из-за о об к")
#: letters that only one of the two Cyrillic alphabets has
_ONLY_UKRAINIAN = frozenset("іїєґ")
_ONLY_RUSSIAN = frozenset("ыэъё")
#: a stretch that a text of the language has no use for: only such texts are looked at paragraph by paragraph
_FOREIGN = {
    "en": re.compile(r"[а-яіїєґё]{3}"),
    "uk": re.compile(r"[ыэъё]|(?<![A-Za-z])[A-Za-z]{3,20}\s[a-z]{2,20}\s[a-z]{2}"),
    "ru": re.compile(r"[іїєґ]|(?<![A-Za-z])[A-Za-z]{3,20}\s[a-z]{2,20}\s[a-z]{2}"),
}


def detect(text: str) -> str | None:
    """ "en", "uk" or "ru", or null: other languages and texts too short or too mixed to tell."""
    found = [match.group().lower() for match, _ in zip(_WORD.finditer(text), range(_SAMPLE), strict=False)]
    if not found:
        return None
    cyrillic = sum("а" <= word[0] <= "я" or word[0] in _ONLY_UKRAINIAN or word[0] == "ё" for word in found)
    if cyrillic * 2 > len(found):
        return _cyrillic(found)
    english = sum(word in _ENGLISH for word in found)
    return "en" if english >= max(1, _ENOUGH * len(found)) else None


def language_of(document: Document) -> str | None:
    """The language that the document states, else the one its text is told to be in."""
    return document.language or detect(document.text)


def by_language(document: Document) -> list[tuple[str | None, Document]]:
    """The document, or its paragraphs as documents of one language each where it is written in several.

    Offsets are those of the whole text. A paragraph of few words is in the language of the text.
    """
    language = language_of(document)
    foreign = None if language is None else _FOREIGN.get(language)
    if foreign is None or not _may_hold(language, document.text) or foreign.search(document.text) is None:
        return [(language, document)]
    groups: dict[str | None, list[Span]] = {}
    for span in document.body:
        for part in _lines(document.text, span):
            groups.setdefault(_of_paragraph(part.of(document.text), foreign, language), []).append(part)
    if len(groups) == 1:
        return [(language, document)]
    return [
        (
            told,
            msgspec.structs.replace(
                document,
                body=tuple(spans),
                headline=document.headline if told == language else None,
                language=told,
            ),
        )
        for told, spans in groups.items()
    ]


def _may_hold(language: str | None, text: str) -> bool:
    """Whether an English text has any Cyrillic letter at all: told by its few distinct characters."""
    return language != "en" or (not text.isascii() and any("\u0400" <= letter <= "\u04ff" for letter in set(text)))


def _lines(text: str, span: Span) -> list[Span]:
    """The paragraphs of a span that holds several."""
    found: list[Span] = []
    start = span.start
    for match in _BLANK_LINE.finditer(text, span.start, span.end):
        found.append(Span(start, match.start()))
        start = match.end()
    return [*found, Span(start, span.end)]


def _of_paragraph(text: str, foreign: re.Pattern[str], language: str | None) -> str | None:
    if foreign.search(text) is None or len(_WORD.findall(text)) < _TELLING:
        return language
    return detect(text) or language


def _cyrillic(found: list[str]) -> str | None:
    letters = Counter(letter for word in found for letter in word)
    ukrainian = sum(letters[letter] for letter in _ONLY_UKRAINIAN) + sum(word in _UKRAINIAN for word in found)
    russian = sum(letters[letter] for letter in _ONLY_RUSSIAN) + sum(word in _RUSSIAN for word in found)
    if ukrainian >= 2 * russian and ukrainian > 0:
        return "uk"
    if russian >= 2 * ukrainian and russian > 0:
        return "ru"
    return None
