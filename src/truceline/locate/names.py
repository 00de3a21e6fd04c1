"""One key for the spellings of a place name: case, accents, apostrophes and hyphens do not matter."""

from __future__ import annotations

import re
import unicodedata

#: apostrophes vanish, hyphens and stops are spaces
_FOLDED = str.maketrans({**dict.fromkeys("'’‘ʼʹʺ`´\"*′″ʻ"), **dict.fromkeys("-‐‑–—_.,«»“”„", " ")})
#: English and Cyrillic letters; other spellings would only cost memory
_WRITTEN = re.compile(r"[A-ZЀ-Я][A-Za-zЀ-ӿ \u0301'’‘ʼʹ`´.\-]{2,}")
_PLAIN_CYRILLIC = re.compile(r"[ -~Ѐ-ӿ]+")
#: marks that make another letter in Cyrillic (й, ї, ё) rather than an accent
_LETTER_MARKS = "\u0306\u0308"
_SAME = str.maketrans("ёЁłŁ", "еЕlL")
_CYRILLIC_BASES = "ИиІіЕеУу"
#: letters of one script that look like those of the other, lower case
_LATIN_LIKE, _CYRILLIC_LIKE = "aceiopxyıbhkmt", "асеіорхуіьнкмт"
_TO_CYRILLIC = str.maketrans(_LATIN_LIKE, _CYRILLIC_LIKE)
_TO_LATIN = str.maketrans("асеіорхук", "aceiopxyk")
_WORD = re.compile(r"\w+")
_MIXED = re.compile(r"[a-zı][Ѐ-ӿ]|[Ѐ-ӿ][a-zı]")


def name_key(name: str) -> str:
    """ "Dnipropetrovs'k" → "dnipropetrovsk", "Saint-Louis" → "saint louis", "Київ" → "київ".

    Marks nobody sees are dropped, and letters of the other script within a word are taken for those they look like.
    """
    plain = name if name.isascii() else _without_accents(name)
    if not plain.isalpha():
        plain = " ".join(plain.translate(_FOLDED).split())
    key = plain.casefold()
    return _WORD.sub(_one_script, key) if _MIXED.search(key) else key


def is_written_name(name: str) -> bool:
    """Whether an alternate name is one that news could write: English or Cyrillic letters, and no airport code."""
    return _WRITTEN.fullmatch(name) is not None and not (len(name) == 3 and name.isupper())


def _one_script(match: re.Match[str]) -> str:
    word = match.group()
    latin = sum("a" <= letter <= "z" or letter == "ı" for letter in word)
    if not latin or latin == len(word):
        return word
    cyrillic = sum("Ѐ" <= letter <= "ӿ" for letter in word)
    if not cyrillic:
        return word
    return word.translate(_TO_CYRILLIC if cyrillic >= latin else _TO_LATIN)


def _without_accents(name: str) -> str:
    if _PLAIN_CYRILLIC.fullmatch(name):
        return name.translate(_SAME)
    kept: list[str] = []
    for letter in unicodedata.normalize("NFD", name):
        if unicodedata.category(letter) in ("Cf", "Cc") and not letter.isspace():
            continue
        if not unicodedata.combining(letter) or (letter in _LETTER_MARKS and kept and kept[-1] in _CYRILLIC_BASES):
            kept.append(letter)
    return (
        unicodedata.normalize("NFC", "".join(kept))
        .replace("ё", "е")
        .replace("Ё", "Е")
        .replace("ł", "l")
        .replace("Ł", "L")
    )
