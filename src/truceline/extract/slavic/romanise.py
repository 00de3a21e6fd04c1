"""Cyrillic names in Latin letters, so that one speaker has one key in every language of the evidence.

Ukrainian by the national standard (2010), Russian close to BGN/PCGN as news agencies use it; names that have a
conventional English spelling (those of other countries, too) take it from a table, word by word.
"""

from __future__ import annotations

from functools import lru_cache

from truceline.extract.slavic.conventional import CONVENTIONAL, KNOWN_BY, SAME
from truceline.extract.slavic.language import Language
from truceline.extract.spelling import fold

_COMMON = dict(
    zip(
        "абвдзклмнопрстуфцчш",
        ["a", "b", "v", "d", "z", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u", "f", "ts", "ch", "sh"],
        strict=True,
    )
)
_UKRAINIAN = _COMMON | {
    "г": "h", "ґ": "g", "е": "e", "є": "e", "ж": "zh", "и": "y", "і": "i", "ї": "i", "й": "i", "х": "kh", "щ": "shch",
    "ь": "", "ю": "iu", "я": "ia", "ё": "e", "ы": "y", "э": "e", "ъ": "",
}  # fmt: skip
_UKRAINIAN_FIRST = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}
_RUSSIAN = _COMMON | {
    "г": "g", "е": "e", "ё": "e", "ж": "zh", "и": "i", "й": "y", "х": "kh", "щ": "shch", "ъ": "", "ы": "y", "ь": "",
    "э": "e", "ю": "yu", "я": "ya", "і": "i", "ї": "i", "є": "e", "ґ": "g",
}  # fmt: skip
_LANGUAGES: tuple[Language, ...] = ("uk", "ru")
_RUSSIAN_FIRST = {"е": "ye", "ё": "yo"}


@lru_cache(maxsize=16_384)
def key(words: str, language: Language) -> str:
    """The key of a name or a body in the nominative: "Марія Захарова" and "Мария Захарова" are maria_zakharova."""
    parts = [_word(part, language) for word in words.lower().split() for part in word.split("-")]
    known = KNOWN_BY.get(parts[-1]) if len(parts) == 2 else None
    if known is not None and known in SAME.get(parts[0], ()):
        parts[0] = known
    return "_".join(part for part in parts if part)


@lru_cache(maxsize=4_096)
def is_known(given: str, surname: str) -> bool:
    """Whether somebody in the news has this given name and this surname, both in the nominative."""
    last = CONVENTIONAL.get(surname)
    known = KNOWN_BY.get(last) if last is not None else None
    if known is None:
        return False
    return any(known in SAME.get(_word(given, language), (_word(given, language),)) for language in _LANGUAGES)


@lru_cache(maxsize=16_384)
def _word(word: str, language: Language) -> str:
    bare = "".join(letter for letter in word if letter.isalnum())
    known = CONVENTIONAL.get(bare)
    if known is not None:
        return known
    return fold(_letters(bare, language))


def _letters(word: str, language: Language) -> str:
    letters, first = (_UKRAINIAN, _UKRAINIAN_FIRST) if language == "uk" else (_RUSSIAN, _RUSSIAN_FIRST)
    if language == "uk" and word.endswith("ія"):
        return _letters(word[:-2], language) + "ia"
    if language == "ru" and word.endswith("ия"):
        return _letters(word[:-2], language) + "ia"
    if language == "uk":
        word = word.replace("зг", "zgh")
    return "".join(
        first.get(letter, letters.get(letter, letter)) if at == 0 else letters.get(letter, letter)
        for at, letter in enumerate(word)
    )
