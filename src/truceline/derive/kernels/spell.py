# ruff: noqa: PLR1714, SIM109 (alternatives compared one by one: a tuple would cost time, to compile and to run)
# mypy: disable-error-code="no-any-return"
"""Words by their letters: key, crude stem, and the consonants of a name in either alphabet."""

from __future__ import annotations

import numpy as np

from truceline.compiled import inner, patient_kernel
from truceline.derive.kernels.rows import (
    CAPITAL,
    DATE,
    END,
    IN_CYRILLIC,
    IN_RUSSIAN,
    IN_UKRAINIAN,
    KEY,
    LARGEST,
    NUMBER,
    ROLE,
    START,
    STEM,
    VALUE,
    Ints,
    Text,
    followed,
    mixed,
    number_key,
    seeded,
    stem_of_key,
    whole,
)
from truceline.derive.letters import CYRILLIC, DIGIT, FOLDED, LETTER, RUSSIAN, UKRAINIAN

#: letters of a word that are looked at
LONGEST = 64
_STEM = 5
_STEM_LEAST = 3
_CONSONANTS = 4
_A, _C, _D, _E, _F, _G, _H, _I, _K, _N, _O, _P, _S, _T, _U, _Y, _Z = (ord(letter) for letter in "acdefghiknopstuyz")
# the class of a letter in `sounds`: the number of its consonant, whether it is an ending's letter
ENDING = 64
_SOUND = 63


@patient_kernel
def spell_words(text: Text, rows: Ints, sounds: Ints) -> None:
    """Fill in KEY and STEM, and VALUE of names."""
    word = np.zeros(LONGEST + 1, np.int64)
    heads = np.zeros(LONGEST + 1, np.int64)  # hashes of so many first letters
    heads[0] = seeded()
    for r in range(len(rows)):
        role = rows[r, ROLE]
        if role & (NUMBER | DATE):
            key = number_key(rows[r, VALUE] + (LARGEST if role & DATE else 0))
            rows[r, KEY] = key
            rows[r, STEM] = stem_of_key(key)
            continue
        n = scripts = whole(0)
        h = seeded()
        for i in range(rows[r, START], rows[r, END]):
            c = whole(text[i])
            if c & (LETTER | DIGIT) and n < LONGEST:
                word[n] = c & (FOLDED | CYRILLIC)
                scripts |= c
                n += 1
                h = followed(h, c & FOLDED)
                heads[n] = h
        word[n] = 0
        if n > 6 and scripts & CYRILLIC == 0 and _one_spelling(word, n):
            h = seeded()
            for k in range(n):
                h = followed(h, word[k] & FOLDED)
                heads[k + 1] = h
        rows[r, KEY] = mixed(h, n) | 1
        rows[r, STEM] = _stem(word, heads, n, sounds)
        if role & CAPITAL:
            rows[r, VALUE] = _name(word, n, sounds)
        if scripts & CYRILLIC:
            role |= IN_CYRILLIC
            role |= IN_UKRAINIAN if scripts & UKRAINIAN else 0
            role |= IN_RUSSIAN if scripts & RUSSIAN else 0
            rows[r, ROLE] = role


@inner
def _one_spelling(word: Ints, n: int) -> bool:
    """British endings as American ones: -ise, -ises, -ised, -ising, -isation, -isations. Whether it was one."""
    last = n - 1
    if word[last] == _S or word[last] == _D:
        last -= 1
    c = word[last]
    at = last - 1 if c == _E else last - 3 if c == _G else last - 5 if c == _N else 0
    if at > 1 and word[at] == _S and word[at - 1] == _I:
        word[at] = _Z
        return True
    return False


@inner
def _letter(c: int) -> int:
    """Place of a folded letter in `sounds`."""
    folded = c & FOLDED
    if c & CYRILLIC:
        return 128 + folded if folded < 128 else 256 + (folded & 255)
    return folded if folded < 128 else 0


@inner
def _stem(word: Ints, heads: Ints, n: int, sounds: Ints) -> int:
    """The head of a word without the endings that inflection changes; 0 where it is too short to say anything.

    "launched" and "launching", "ракета" and "ракетами", "дрон" and "дронів" have one stem.
    """
    if n < _STEM_LEAST:
        return 0
    m = min(n, _STEM)
    while m > _STEM_LEAST and sounds[_letter(word[m - 1])] & ENDING:
        m -= 1
    return stem_of_key(mixed(heads[m], m))


@inner
def _name(word: Ints, n: int, sounds: Ints) -> int:
    """A name by its first consonants, the same for its case endings and its spellings in Latin and Cyrillic letters:
    "Зеленський", "Зеленского", "Zelenskyy". 0 where a word is too short."""
    if n < 3:
        return 0
    code = 0
    got = 0
    before = 0
    for k in range(n):
        c = word[k]
        if c != before:
            sound = _sound(c, before, word[k + 1], sounds)
            if sound:
                code = code * 64 + sound
                got += 1
        before = c
        if got == _CONSONANTS:
            break
    return code if got > 1 else code * 64 + 40 + (word[0] & FOLDED) % 20


@inner
def _sound(c: int, before: int, following: int, sounds: Ints) -> int:
    """Number of a consonant, 0 for vowels and silent letters. Latin digraphs sound like their one Cyrillic letter."""
    if following == _H:
        if c == _C:
            return sounds[0] & _SOUND
        if c == _K or c == _G:
            return sounds[_H] & _SOUND
        if c == _P:
            return sounds[_F] & _SOUND
    if c == _H and (
        before == _S or before == _Z or before == _C or before == _K or before == _G or before == _P or before == _T
    ):
        return 0
    if c == _T and following == _S:
        return 0
    return sounds[_letter(c)] & _SOUND
