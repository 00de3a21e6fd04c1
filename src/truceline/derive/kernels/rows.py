# mypy: disable-error-code="return-value"
"""The columns of a word, the roles it can have, and the mixing of keys. Everything is a 64-bit integer."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from truceline.derive.kernels.compiled import inner

Text = npt.NDArray[np.int32]  # entries of `letters.table()`, one a character
Marks = npt.NDArray[np.uint8]
Ints = npt.NDArray[np.int64]  # rows of words have shape (n, COLUMNS)

# columns of a word
KEY = 0  # of the folded word, or of a number's value
STEM = 1  # 0 for words without content
VALUE = 2  # number in hundredths, day of the week, date as month * 100 + day, agency, or the consonants of a name
ROLE = 3
START = 4  # characters of the chunk
END = 5
SENTENCE = 6
TEXT = 7  # which text of the chunk
COLUMNS = 8

# roles, as bits
CAPITAL = 1
NUMBER = 2
STOP = 4
WEEKDAY = 8
MONTH = 16
SPOKEN = 32  # stands in a quotation
HEAD = 64  # stands in the headline
BREAK = 128  # a quotation or the end of a paragraph lies before it
INITIAL = 256  # begins a sentence
AGENCY = 512
DATE = 1024
MULTIPLIER = 2048
SPELLED = 4096  # a number in words
RELATIVE = 8192  # today, yesterday
ENGLISH = 16384  # a stop word of that language
IN_CYRILLIC = 1 << 15
IN_UKRAINIAN = 1 << 16  # has a letter that Russian has not
IN_RUSSIAN = 1 << 17

#: numbers are kept in hundredths
HUNDREDTHS = 100
LARGEST = 10**15

_PRIME = 0x100000001B3
_MIX = 0x9FB21C651E98DF25 - (1 << 64)
_LOW_32, _LOW_35 = (1 << 32) - 1, (1 << 35) - 1


@inner
def whole(value: int) -> int:
    """A 64-bit integer: of a literal, which would be compiled apart, or of a narrower one."""
    return np.int64(value)


@inner
def mixed(a: int, b: int) -> int:
    """One key of two, in order."""
    h = (a ^ (b * _MIX)) * _PRIME
    h ^= (h >> 29) & _LOW_35
    h *= _MIX
    return h ^ ((h >> 32) & _LOW_32)


@inner
def number_key(value: int) -> int:
    """Key of a number, however it was written; never 0."""
    return mixed(_PRIME, value) | 1


@inner
def stem_of_key(key: int) -> int:
    """A stem is 32 bits, and not 0."""
    return (key & _LOW_32) | 1
