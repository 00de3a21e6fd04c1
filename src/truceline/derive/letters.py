"""Characters as they are compared: case, accents, look-alikes of two alphabets and invisible characters folded away.

A copied text stays recognisable when letters were swapped for their twins of the other alphabet or invisible
characters were strewn in: every letter is folded to one of its twins, always, so that nothing must be guessed.
"""

from __future__ import annotations

import unicodedata
from functools import cache

import numpy as np
import numpy.typing as npt

#: code points the table covers: the two lowest planes; above them are only rare ideographs
COVERED = 0x20000

# classes of a character, in the high bits of its entry; the low 21 have the folded code point (of a letter or digit) or
# its own (of any other character)
FOLDED = (1 << 21) - 1
LETTER = 1 << 21
DIGIT = 1 << 22
UPPER = 1 << 23
IGNORED = 1 << 24
SPACE = 1 << 25
NEWLINE = 1 << 26
CYRILLIC = 1 << 27
UKRAINIAN = 1 << 28  # letters that Ukrainian has and Russian has not
RUSSIAN = 1 << 29
APOSTROPHE = 1 << 30
MARK = -(1 << 31)  # a quotation mark; the sign, so that it is seen at a glance

#: letters that look alike, upper or lower case: Cyrillic and Greek on the left, Latin on the right
_TWINS = dict(
    zip(
        "авекмнорстухіјѕһԁӏԛԝ" + "αβγεζηικμνορτυχ",
        "abekmhopctyxijshdlqw" + "abyezhikmvoptyx",
        strict=True,
    )
)
#: letters whose mark makes them another letter
_OWN = frozenset("йїґў")
_APOSTROPHES = frozenset("'’ʼ")
_MARKS = frozenset("\"`'‘’“”„«»")
_INVISIBLE = frozenset([0xAD, 0x34F, 0x61C, 0x180E, *range(0x200B, 0x2010), *range(0x202A, 0x202F)]) | frozenset(
    [*range(0x2060, 0x2070), *range(0xFE00, 0xFE10), 0xFEFF]
)


@cache
def table() -> npt.NDArray[np.int32]:
    """Class bits and folded code point of every covered character; shape (COVERED,)."""
    entries = np.arange(COVERED, dtype=np.int32)
    for code in range(COVERED):
        character = chr(code)
        if character in _MARKS:
            entries[code] = MARK | code | (APOSTROPHE if character in _APOSTROPHES else 0)
        elif character in _APOSTROPHES:
            entries[code] = APOSTROPHE | code
        elif character.isalnum():
            entries[code] = _letter(character)
        elif character.isspace():
            entries[code] = SPACE | code | (NEWLINE if character in "\n\r\u2028\u2029\x85" else 0)
        elif code in _INVISIBLE or (code > 0x2FF and unicodedata.category(character) == "Mn"):
            entries[code] = IGNORED | code
    return entries


def _letter(character: str) -> int:
    plain = unicodedata.normalize("NFKC", character)[:1]
    if plain.isdecimal():
        return DIGIT | (ord("0") + unicodedata.decimal(plain))
    lower = plain.lower()[:1]
    alphabet = CYRILLIC if "Ѐ" <= plain <= "ӿ" else 0
    alphabet |= UKRAINIAN if lower in "іїєґ" else RUSSIAN if lower in "ыэёъ" else 0
    base = lower if lower in _OWN else unicodedata.normalize("NFD", lower)[:1]
    return LETTER | (UPPER if plain.isupper() else 0) | alphabet | ord(_TWINS.get(base, base))
