"""One key for the spellings of a place name: case, accents, apostrophes and hyphens do not matter."""

from __future__ import annotations

import re
import unicodedata

#: apostrophes vanish, hyphens and stops are spaces
_FOLDED = str.maketrans({**dict.fromkeys("'’‘ʼʹ`´\""), **dict.fromkeys("-‐‑–—_.,", " ")})
#: English and Cyrillic letters; other spellings would only cost memory
_WRITTEN = re.compile(r"[A-ZЀ-Я][A-Za-zЀ-ӿ \u0301'’‘ʼʹ`´.\-]{2,}")
_PLAIN_CYRILLIC = re.compile(r"[ -~Ѐ-ӿ]+")
#: marks that make another letter in Cyrillic (й, ї, ё) rather than an accent
_LETTER_MARKS = "\u0306\u0308"
_SAME = str.maketrans("ёЁłŁ", "еЕlL")
_CYRILLIC_BASES = "ИиІіЕеУу"


def name_key(name: str) -> str:
    """ "Dnipropetrovs'k" → "dnipropetrovsk", "Saint-Louis" → "saint louis", "Київ" → "київ"."""
    plain = name if name.isascii() else _without_accents(name)
    if not plain.isalpha():
        plain = " ".join(plain.translate(_FOLDED).split())
    return plain.casefold()


def is_written_name(name: str) -> bool:
    """Whether an alternate name is one that news could write: English or Cyrillic letters, and no airport code."""
    return _WRITTEN.fullmatch(name) is not None and not (len(name) == 3 and name.isupper())


def _without_accents(name: str) -> str:
    if _PLAIN_CYRILLIC.fullmatch(name):
        return name.translate(_SAME)
    kept: list[str] = []
    for letter in unicodedata.normalize("NFD", name):
        if not unicodedata.combining(letter) or (letter in _LETTER_MARKS and kept and kept[-1] in _CYRILLIC_BASES):
            kept.append(letter)
    return (
        unicodedata.normalize("NFC", "".join(kept))
        .replace("ё", "е")
        .replace("Ё", "Е")
        .replace("ł", "l")
        .replace("Ł", "L")
    )
