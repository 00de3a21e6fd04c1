"""Spellings of a name: without its possessive ending, folded over transliterations, as a key; first names."""

from __future__ import annotations

import re
from functools import lru_cache

from truceline.extract.english.first_names import EITHER, MEN, WOMEN
from truceline.extract.spelling import fold

#: letters that a name is written with at its beginning, and what may stand glued before it: "al-Burhan", "d'Arc"
LETTER = r"A-Z\u00c0-\u00d6\u00d8-\u00de\u0100\u010c\u0141\u015a\u0160\u017b\u017d\u0130\u015e\u0410-\u042f\u0404\u0406"
GLUED = r"(?:a[dlnrstz]|ash|el|es|ad|um|bin|de|d|o)[-'’]"
_POSSESSIVE = re.compile(r"(?<=[sS])['’]$|['’]s$")
_ENDING = "s'’\n"
_NOT_KEY = re.compile(r"[^\w]+")


@lru_cache(maxsize=16_384)
def bare(word: str) -> str:
    """The word without its possessive ending."""
    return _POSSESSIVE.sub("", word) if word[-1:] in _ENDING else word


@lru_cache(maxsize=16_384)
def key(words: str) -> str:
    """The key of a name or a body: "Volodymyr Zelenskyy" and "Volodymyr Zelensky" are both volodymyr_zelensky."""
    return "_".join(
        part for word in words.split() if (part := _NOT_KEY.sub("_", fold(bare(word)).strip("-")).strip("_"))
    )


@lru_cache(maxsize=16_384)
def surname(word: str) -> str:
    """A last name as it is looked up: without the article of Arabic names."""
    folded = fold(bare(word))
    return folded[3:] if folded[:3] in ("al-", "el-") else folded


_WOMEN = frozenset(map(fold, WOMEN))
_MEN = frozenset(map(fold, MEN))
#: all first names, folded
FIRST_NAMES = _WOMEN | _MEN | frozenset(map(fold, EITHER))


def first_of(name: str) -> str:
    """The first name of a full one, folded."""
    return fold(name.partition(" ")[0]).rstrip(".")


def gender_of(first: str) -> str | None:
    """The gender of a first name, null when it is unknown or of both."""
    folded = fold(first)
    if folded in _WOMEN:
        return None if folded in _MEN else "f"
    return "m" if folded in _MEN else None
