"""Which language a text is in, told by its most frequent small words, or null when it cannot be told."""

from __future__ import annotations

import re
from collections import Counter

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")
#: words read; more would not change the answer
_SAMPLE = 400
#: share of small words (or of letters of one language alone) below which the language is not told
_ENOUGH = 0.12

_ENGLISH = frozenset(
    [
        "the",
        "of",
        "and",
        "to",
        "in",
        "a",
        "that",
        "is",
        "was",
        "for",
        "on",
        "with",
        "said",
        "as",
        "by",
        "at",
        "from",
        "were",
        "has",
        "have",
        "had",
        "it",
        "its",
        "be",
        "an",
        "are",
        "not",
    ]
)
_UKRAINIAN = frozenset(
    [
        "і",
        "й",
        "та",
        "в",
        "у",
        "на",
        "що",
        "з",
        "до",
        "не",
        "за",
        "від",
        "про",
        "як",
        "це",
        "його",
        "для",
        "під",
        "після",
        "також",
        "які",
        "який",
        "було",
        "були",
        "із",
        "щодо",
    ]
)
_RUSSIAN = frozenset(
    [
        "и",
        "в",
        "на",
        "что",
        "с",
        "не",
        "за",
        "от",
        "по",
        "как",
        "это",
        "его",
        "для",
        "при",
        "после",
        "также",
        "которые",
        "который",
        "было",
        "были",
        "из",
        "из-за",
        "о",
        "об",
        "к",
    ]
)
#: letters that only one of the two Cyrillic alphabets has
_ONLY_UKRAINIAN = frozenset("іїєґ")
_ONLY_RUSSIAN = frozenset("ыэъё")


def detect(text: str) -> str | None:
    """ "en", "uk" or "ru", or null: other languages and texts too short or too mixed to tell."""
    words = [match.group().lower() for match, _ in zip(_WORD.finditer(text), range(_SAMPLE), strict=False)]
    if not words:
        return None
    cyrillic = sum("а" <= word[0] <= "я" or word[0] in _ONLY_UKRAINIAN or word[0] == "ё" for word in words)
    if cyrillic * 2 > len(words):
        return _cyrillic(words)
    english = sum(word in _ENGLISH for word in words)
    return "en" if english >= max(1, _ENOUGH * len(words)) else None


def _cyrillic(words: list[str]) -> str | None:
    letters = Counter(letter for word in words for letter in word)
    ukrainian = sum(letters[letter] for letter in _ONLY_UKRAINIAN) + sum(word in _UKRAINIAN for word in words)
    russian = sum(letters[letter] for letter in _ONLY_RUSSIAN) + sum(word in _RUSSIAN for word in words)
    if ukrainian >= 2 * russian and ukrainian > 0:
        return "uk"
    if russian >= 2 * ukrainian and russian > 0:
        return "ru"
    return None
