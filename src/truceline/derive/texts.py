"""Documents as the compiled kernels read them: characters, paragraphs, and the rows of words that come of them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import numpy as np

from truceline.derive import lexicon
from truceline.derive.kernels.cut import classify, cut_words
from truceline.derive.kernels.know import know_words
from truceline.derive.kernels.rows import (
    AGENCY,
    ENGLISH,
    HUNDREDTHS,
    KEY,
    MONTH,
    MULTIPLIER,
    NUMBER,
    RELATIVE,
    SPELLED,
    STOP,
    WEEKDAY,
    Ints,
    mixed,
)
from truceline.derive.kernels.spell import ENDING, spell_words
from truceline.derive.letters import FOLDED, table
from truceline.derive.shelf import Chunk


class Scanned(NamedTuple):
    """Words of several texts, a row each (see `kernels.rows`); those of text k are `rows[begins[k]:begins[k + 1]]`."""

    rows: Ints
    begins: Ints
    counts: Ints  # for the language, see `kernels.know`
    prints: Ints
    offsets: Ints  # where each text begins among the characters that the rows' places count


def scan(chunk: Chunk) -> Scanned:
    """The words of texts, in their order."""
    return _scanned(chunk.text, chunk.paragraphs, chunk.offsets, known_words())


def _scanned(text: str, paragraphs: Ints, offsets: Ints, known: Ints) -> Scanned:
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.int32)
    entries, most = classify(codes, table())
    rows = cut_words(entries, most, paragraphs)
    spell_words(entries, rows, sounds())
    begins, counts, prints = know_words(rows, known, len(offsets) - 1)
    return Scanned(rows[: begins[-1]], begins, counts, prints, offsets)


@cache
def known_words() -> Ints:
    """The lexicon as the scan looks words up."""
    entries: dict[int, tuple[int, int]] = {}

    def add(keys: Sequence[int], roles: int, value: int = 0) -> None:
        for key in keys:
            earlier = entries.get(key, (0, 0))
            entries[key] = (earlier[0] | roles, value or earlier[1])

    english, *others = lexicon.STOP.split("\n\n")
    add(_keys(english.split()), STOP | ENGLISH)
    add(_keys(" ".join(others).split()), STOP)
    for number, forms in lexicon.NUMBERS.items():
        add(_keys(forms.split()), NUMBER | SPELLED, number * HUNDREDTHS)
    for number, forms in lexicon.MULTIPLIERS.items():
        add(_keys(forms.split()), NUMBER | SPELLED | MULTIPLIER, number * HUNDREDTHS)
    for day, forms in enumerate(lexicon.WEEKDAYS, 1):
        add(_keys(forms.split()), WEEKDAY, day)
    for days, forms in lexicon.RELATIVE_DAYS.items():
        add(_keys(forms.split()), RELATIVE, days)
    for month, forms in enumerate(lexicon.MONTHS, 1):
        add(_keys(forms.split()), MONTH, month)
    for agency, (_, spellings) in enumerate(lexicon.AGENCIES, 1):
        add([_agency_key(spelling) for spelling in spellings], AGENCY, agency)
    return _as_table(entries)


def _keys(words: list[str]) -> list[int]:
    """Keys of words, as the scan itself finds them."""
    ends = np.cumsum([len(word) for word in words])
    starts = ends - [len(word) for word in words]
    flags = np.zeros(len(words), np.int64)
    paragraphs = np.stack([np.arange(len(words)), starts, ends, flags], axis=1)
    nothing = np.zeros((1, 3), np.int64)
    rows = _scanned("".join(words), paragraphs, np.append(starts, ends[-1]), nothing).rows
    return [int(key) for key in rows[:, KEY]]


def _agency_key(spelling: str) -> int:
    keys = _keys(spelling.split())
    with np.errstate(over="ignore"):  # hashes overflow on purpose
        return int(mixed(keys[0], keys[1])) if len(keys) > 1 else keys[0]


def _as_table(entries: dict[int, tuple[int, int]]) -> Ints:
    size = 1 << (len(entries) * 4).bit_length()
    found = np.zeros((size, 3), np.int64)
    for key, (roles, value) in sorted(entries.items()):
        slot = (key >> 20) & (size - 1)
        while found[slot, 0]:
            slot = (slot + 1) & (size - 1)
        found[slot] = key, roles, value
    return found


#: letters by the sound of their consonant, Latin on the left, Cyrillic on the right
_SOUNDS = (
    ("b", "б"),
    ("vw", "в"),
    ("hg", "гґх"),
    ("d", "д"),
    ("z", "жз"),
    ("kcq", "к"),
    ("l", "л"),
    ("m", "м"),
    ("n", "н"),
    ("p", "п"),
    ("r", "р"),
    ("sx", "сшщц"),
    ("t", "т"),
    ("f", "ф"),
)
_CH = 15
_ENDINGS = ("aeiouysd", "аеиоуыэюяєіїйь")


@cache
def sounds() -> Ints:
    """Number of the consonant by letter, and whether inflection may end in it: Latin from 0, Cyrillic letters with a
    Latin twin from 128, other Cyrillic from 256."""
    found = np.zeros(512, np.int64)
    for sound, (latin, cyrillic) in enumerate(_SOUNDS, 1):
        for letter in latin + cyrillic:
            found[_place(letter)] = sound
    for letter in "".join(_ENDINGS):
        found[_place(letter)] |= ENDING
    found[0] = found[_place("ч")] = _CH
    return found


def _place(letter: str) -> int:
    folded = int(table()[ord(letter)]) & FOLDED
    if letter.isascii():
        return ord(letter)
    return 128 + folded if folded < 128 else 256 + (folded & 255)
