"""The language of a text, from its letters and commonest words: English, Ukrainian, Russian, or not told."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_]+")
_ENGLISH = frozenset(
    _WORD.findall("the of and to in a is was were that for on by with said from at has have as it he an")
)
_UKRAINIAN = frozenset("іїєґ")
_RUSSIAN = frozenset("ыэёъ")
_UK_WORDS = frozenset(_WORD.findall("та що у в з на і й до не за про від під час який було також"))
_RU_WORDS = frozenset(_WORD.findall("и что в с на по не за о от из как было также его их это"))
_SHARE_OF_COMMON_WORDS = 0.12
_ENOUGH_CHARACTERS = 20_000


def language_of(text: str) -> str | None:
    """ "en", "uk" or "ru"; None where the letters and words do not tell."""
    words = [word.lower() for word in _WORD.findall(text[:_ENOUGH_CHARACTERS])]
    if not words:
        return None
    cyrillic = [word for word in words if "а" <= word[0] <= "я" or word[0] in _UKRAINIAN | _RUSSIAN]
    if len(cyrillic) * 2 > len(words):
        return _cyrillic_language(cyrillic)
    common = sum(word in _ENGLISH for word in words)
    return "en" if common > _SHARE_OF_COMMON_WORDS * len(words) else None


def _cyrillic_language(words: list[str]) -> str | None:
    letters = "".join(words)
    ukrainian = sum(letter in _UKRAINIAN for letter in letters)
    russian = sum(letter in _RUSSIAN for letter in letters)
    if ukrainian == russian:
        ukrainian = sum(word in _UK_WORDS for word in words)
        russian = sum(word in _RU_WORDS for word in words)
    if ukrainian == russian:
        return None
    return "uk" if ukrainian > russian else "ru"
