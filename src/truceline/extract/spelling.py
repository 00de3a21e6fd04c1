"""One spelling for the transliterations of one name, so that a person has one key in every text and language."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

#: spellings of one ending in Latin letters: -skyy, -skyi, -skiy, -skii, -ski → -sky; -yy, -iy, -ii, -ij → -y
_SKY_ENDING = re.compile(r"(?<=[sc]k)(?:yy|yi|iy|ii|ij|yj|i|y)$|(?<=zk)(?:yy|yi|iy|ii|i|y)$")
_Y_ENDING = re.compile(r"(?:yy|yi|iy|ii|ij|yj)$")
#: letters that no mark is taken off, and apostrophes
_LETTERS = str.maketrans(
    {
        "'": "",
        "’": "",
        "ʼ": "",
        "ł": "l",
        "ı": "i",
        "ø": "o",
        "æ": "ae",
        "ð": "d",
        "þ": "th",
        "đ": "d",
        "ß": "ss",
        "œ": "oe",
    }
)


@lru_cache(maxsize=16_384)
def fold(word: str) -> str:
    """The word in lower case, without accents and apostrophes, with one ending."""
    plain = "".join(
        letter for letter in unicodedata.normalize("NFKD", word.lower()) if not unicodedata.combining(letter)
    )
    plain = plain.translate(_LETTERS)
    return _Y_ENDING.sub("y", _SKY_ENDING.sub("y", plain))
