"""Kernels hash as the formulas say: overflow wraps, in a process that compiles and in one that loads machine code."""

from __future__ import annotations

import numpy as np

from truceline.derive.kernels.rows import KEY, STEM
from truceline.derive.letters import FOLDED
from truceline.derive.texts import _scanned, known_words, sounds

_ALL = (1 << 64) - 1
_SEED, _PRIME, _MIX = 0x4BF29CE484222325, 0x100000001B3, 0x9FB21C651E98DF25
WORDS = ("missile", "missiles", "launched", "launching", "plubo", "wounded", "stabaki", "region")


def letters_hash(word: str) -> int:
    h = _SEED
    for letter in word:
        h = ((h ^ (ord(letter) & FOLDED)) * _PRIME) & _ALL
    return h


def mixed(a: int, b: int) -> int:
    h = ((a ^ (b * _MIX)) * _PRIME) & _ALL
    h ^= h >> 29
    h = (h * _MIX) & _ALL
    return h ^ (h >> 32)


def test_keys_and_stems_are_those_of_the_formulas() -> None:
    ends = np.cumsum([len(word) for word in WORDS])
    starts = ends - [len(word) for word in WORDS]
    paragraphs = np.stack([np.arange(len(WORDS)), starts, ends, np.zeros(len(WORDS), np.int64)], axis=1)
    rows = _scanned("".join(WORDS), paragraphs, np.append(starts, ends[-1]), known_words()).rows
    assert sounds().any()
    for word, row in zip(WORDS, rows, strict=True):
        assert int(row[KEY]) & _ALL == mixed(letters_hash(word), len(word)) | 1
        heads = {mixed(letters_hash(word[:m]), m) & 0xFFFFFFFF | 1 for m in (3, 4, 5)}
        assert int(row[STEM]) in heads
    assert rows[0][STEM] == rows[1][STEM]
    assert rows[2][STEM] == rows[3][STEM]
