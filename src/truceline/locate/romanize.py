"""Cyrillic to Latin, near enough to see that two spellings are one name. Not a standard, and never shown."""

from __future__ import annotations

from difflib import SequenceMatcher
from functools import lru_cache

from truceline.locate.names import name_key

_LIKE = 0.5
_LATIN = str.maketrans(
    {
        "а": "a", "б": "b", "в": "v", "г": "h", "ґ": "g", "д": "d", "е": "e", "є": "ye", "ж": "zh", "з": "z", "и": "y",
        "і": "i", "ї": "i", "й": "y", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s",
        "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ь": "", "ю": "iu",
        "я": "ia", "ы": "y", "э": "e", "ё": "e", "ъ": "", "ј": "j", "ў": "u",
    }
)  # fmt: skip


def romanized(key: str) -> str:
    """A lower-case name in Latin letters."""
    return key.translate(_LATIN)


@lru_cache(maxsize=1 << 14)
def alike(name: str, key: str) -> bool:
    """Whether a key is a spelling of this name rather than another name of the same place."""
    a, b = romanized(name_key(name)), romanized(key)
    return a == b or SequenceMatcher(None, a, b, autojunk=False).ratio() >= _LIKE
