# mypy: disable-error-code="return-value"
"""The columns of a word, the roles it can have, and the mixing of keys. Everything is a 64-bit integer."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from truceline.compiled import inner

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

# Hashes overflow on purpose, so they are unsigned: the compiler may assume of signed integers that they never do,
# and then the same words have one hash here and another there.
_SEED, _PRIME, _MIX = np.uint64(0x4BF29CE484222325), np.uint64(0x100000001B3), np.uint64(0x9FB21C651E98DF25)
_SHIFT_29, _SHIFT_32 = np.uint64(29), np.uint64(32)
_LOW_32 = (1 << 32) - 1
_PRIME_INT = 0x100000001B3


@inner
def whole(value: int) -> int:
    """A 64-bit integer: of a literal, which would be compiled apart, or of a narrower one."""
    return np.int64(value)


@inner
def mixed(a: int, b: int) -> int:
    """One key of two, in order."""
    h = (np.uint64(np.int64(a)) ^ (np.uint64(np.int64(b)) * _MIX)) * _PRIME
    h ^= h >> _SHIFT_29
    h *= _MIX
    return np.int64(h ^ (h >> _SHIFT_32))


@inner
def seeded() -> int:
    """The hash of no letters."""
    return np.int64(_SEED)


@inner
def followed(h: int, letter: int) -> int:
    """The hash of letters and one more (FNV-1a: Fowler, Noll, Vo 1991)."""
    return np.int64((np.uint64(np.int64(h)) ^ np.uint64(np.int64(letter))) * _PRIME)


@inner
def number_key(value: int) -> int:
    """Key of a number, however it was written; never 0."""
    return mixed(_PRIME_INT, value) | 1


@inner
def stem_of_key(key: int) -> int:
    """A stem is 32 bits, and not 0."""
    return (key & _LOW_32) | 1
