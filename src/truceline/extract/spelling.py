"""One spelling for the transliterations of one name, so that a person has one key in every text and language."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

#: spellings of one ending in Latin letters: -skyy, -skyi, -skiy, -skii, -ski → -sky; -yy, -iy, -ii, -ij → -y
_SKY_ENDING = re.compile(r"(?<=[sc]k)(?:yy|yi|iy|ii|ij|yj|i|y)$|(?<=zk)(?:yy|yi|iy|ii|i|y)$")
_Y_ENDING = re.compile(r"(?:yy|yi|iy|ii|ij|yj)$")


@lru_cache(maxsize=16_384)
def fold(word: str) -> str:
    """The word in lower case, without accents and apostrophes, with one ending."""
    plain = "".join(
        letter for letter in unicodedata.normalize("NFKD", word.lower()) if not unicodedata.combining(letter)
    )
    plain = plain.replace("'", "").replace("’", "").replace("ʼ", "").replace("ł", "l").replace("ı", "i")
    return _Y_ENDING.sub("y", _SKY_ENDING.sub("y", plain))
