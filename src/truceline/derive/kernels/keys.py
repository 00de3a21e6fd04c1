# mypy: disable-error-code="no-any-return"
"""Keys two texts may share: content words that stand near each other, two of them, or three where two are common.

A rewriter keeps words here and there, in about their order. So neighbours in a wide window survive him where runs of
words do not; inflection is folded away by the stems, and the order within a pair does not count.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from truceline.compiled import inner, maker, patient_kernel
from truceline.derive.kernels.rows import (
    AGENCY,
    BREAK,
    CAPITAL,
    DATE,
    HEAD,
    INITIAL,
    MONTH,
    NUMBER,
    RELATIVE,
    ROLE,
    SPOKEN,
    STEM,
    STOP,
    VALUE,
    WEEKDAY,
    Ints,
    mixed,
    whole,
)

Stems = npt.NDArray[np.uint32]
Floats = npt.NDArray[np.float64]
Counts = npt.NDArray[np.uint32]

#: content words of a text that are looked at
MOST_WORDS = 6_000
#: how far apart, in content words, words of a key may stand
WINDOW = 12
#: keys that begin with one word: with each word of the window, with each two of them, and one of its neighbours
MOST_KEYS_A_WORD = 1 + WINDOW * (WINDOW + 1) // 2
#: bits of a stem that its count is kept by
_COUNT_BITS = 22
_COUNTERS = (1 << _COUNT_BITS) - 1
_LOW_32 = (1 << 32) - 1
_NO_NAME = NUMBER | DATE | STOP | WEEKDAY | MONTH | AGENCY | RELATIVE


class Rarity(NamedTuple):
    """What makes a key: how often its words may meet by chance, and which share of such keys is taken."""

    two: float  # most that two words' counts may come to, multiplied, for their meeting to say something
    three: float  # the same of three words
    share_two: float
    share_three: float
    short: float  # content words below which a text gives more of its keys


class Room(NamedTuple):
    """Scratch for the words of one text."""

    counts: Floats
    marks: Ints
    keys: Ints


@maker
def _room() -> Room:
    return Room(
        np.empty(MOST_WORDS, np.float64), np.empty(MOST_WORDS, np.int64), np.empty(MOST_WORDS * 4 + 1, np.int64)
    )


@patient_kernel
def condense(rows: Ints, begins: Ints) -> tuple[Stems, Ints, Stems, Ints]:
    """Stems of the narrator's content words, and of the names and figures of the whole text, with where each text's
    begin."""
    n_texts = len(begins) - 1
    content = np.empty(len(rows), np.uint32)
    anchors = np.empty(len(rows), np.uint32)
    content_begins = np.zeros(n_texts + 1, np.int64)
    anchor_begins = np.zeros(n_texts + 1, np.int64)
    c = 0
    a = 0
    for text in range(n_texts):
        for k in range(begins[text], begins[text + 1]):
            role, value = rows[k, ROLE], rows[k, VALUE]
            if c - content_begins[text] >= MOST_WORDS:
                break
            if rows[k, STEM] and role & (SPOKEN | HEAD) == 0:
                content[c] = rows[k, STEM]
                c += 1
            named = role & CAPITAL != 0 and role & (INITIAL | BREAK) == 0 and value != 0 and role & _NO_NAME == 0
            if (named or role & NUMBER) and a - anchor_begins[text] < MOST_WORDS:
                anchors[a] = (mixed(value, role & NUMBER) | 1) & _LOW_32
                a += 1
        content_begins[text + 1] = c
        anchor_begins[text + 1] = a
    return content[:c].copy(), content_begins, anchors[:a].copy(), anchor_begins


@patient_kernel
def count_stems(stems: Stems) -> Counts:
    """How often each stem stands in all texts, in a table of counters that few stems share."""
    counts = np.zeros(1 << _COUNT_BITS, np.uint32)
    for k in range(len(stems)):
        counts[stems[k] & _COUNTERS] += 1
    return counts


@inner
def _look_up(stems: Stems, counts: Counts, low: int, high: int, room: Room) -> None:
    """Counts of one text's stems, and 64 bits for each that look random."""
    for k in range(low, high):
        room.counts[k - low] = counts[stems[k] & _COUNTERS]
        room.marks[k - low] = mixed(whole(stems[k]), whole(stems[k]) + 1)


@inner
def _threshold(share: float, n: int, short: float) -> int:
    """Sampling threshold of a text of n words: what one text takes, a shorter one takes too."""
    taken = share * max(1.0, short / max(1, n))
    return _LOW_32 if taken >= 1.0 else int(taken * _LOW_32)


@inner
def _other(mark: int, turn: int) -> int:
    """Other 64 bits for a word, so that a key of three is none of two."""
    return mark ^ (mark << turn)


@inner
def _keys_of(
    stems: Stems, counts: Counts, low: int, high: int, rarity: Rarity, part: int, parts: int, room: Room
) -> int:
    """Keys of one text's words [low, high) of which `key & parts` is `part`, into `room.keys`; returns their number.

    Words are known by 64 bits that look random; so do the bits in which two of them differ. What is no key is written
    too, and written over by the next: a jump that cannot be foreseen takes longer than that.
    """
    _look_up(stems, counts, low, high, room)
    marks, times, out = room.marks, room.counts, room.keys
    n = whole(0)
    words = high - low
    two_below = _threshold(rarity.share_two, words, rarity.short)
    three_below = _threshold(rarity.share_three, words, rarity.short)
    for i in range(words):
        if times[i] < 2 or n + MOST_KEYS_A_WORD > len(out):
            continue
        until = min(i + WINDOW, words)
        a, most_two = marks[i], rarity.two / times[i]
        if i + 2 < words and times[i] * times[i + 1] * times[i + 2] > rarity.three:
            out[n] = (
                a ^ _other(marks[i + 1], 1) ^ _other(marks[i + 2], 2)
            )  # one story everywhere makes its words common
            n += out[n] & parts == part
        for j in range(i + 1, until):
            key = a ^ marks[j]
            rare = times[j] <= most_two
            out[n] = key
            n += rare & (times[j] >= 2) & (key != 0) & ((key >> 32) & _LOW_32 <= two_below) & (key & parts == part)
            if (key & 7 == 0) & (not rare) & (key != 0) and three_below:
                most_three = rarity.three / times[i] / times[j]
                for k in range(j + 1, until):
                    key_three = key ^ _other(marks[k], 1)
                    out[n] = key_three
                    chosen = ((key_three >> 32) & _LOW_32 <= three_below) & (key_three & parts == part)
                    n += (times[k] >= 2) & (times[k] <= most_three) & chosen
    return n


@patient_kernel
def tally(stems: Stems, counts: Counts, begins: Ints, every: int, rarity: Rarity) -> tuple[int, int, int]:
    """How many keys of two and of three words texts have, and of how many words: of one word in `every`."""
    twos = threes = words = 0
    room = _room()
    for text in range(len(begins) - 1):
        n = begins[text + 1] - begins[text]
        _look_up(stems, counts, begins[text], begins[text + 1], room)
        times = room.counts
        for i in range(0, n, every):
            words += 1
            if times[i] < 2:
                continue
            for j in range(i + 1, min(i + WINDOW, n)):
                if times[j] < 2:
                    continue
                if times[j] * times[i] <= rarity.two:
                    twos += 1
                else:
                    for k in range(j + 1, min(i + WINDOW, n)):
                        threes += 1 if times[k] >= 2 and times[k] * times[i] * times[j] <= rarity.three else 0
    return twos, threes // 8, words


@patient_kernel
def keys_in_round(
    stems: Stems,
    counts: Counts,
    begins: Ints,
    rarity: Rarity,
    first: int,
    last: int,
    text_bits: int,
    turn: int,
    rounds: int,
) -> Ints:
    """Keys of the texts [first, last) that belong to a round, each with its text in the low `text_bits`; `rounds` is a
    power of two."""
    room = _room()
    low = (1 << text_bits) - 1
    parts, part = (rounds - 1) << text_bits, turn << text_bits
    out = np.empty(max(1024, (begins[last] - begins[first]) * 2), np.int64)
    m = whole(0)
    for text in range(first, last):
        n = _keys_of(stems, counts, begins[text], begins[text + 1], rarity, part, parts, room)
        if m + n > len(out):
            out = _grown(out, m, n)
        for k in range(n):
            out[m + k] = (room.keys[k] & ~low) | text
        m += n
    return out[:m].copy()


@maker
def _grown(out: Ints, used: int, more: int) -> Ints:
    larger = np.empty(2 * len(out) + more, np.int64)
    for k in range(used):
        larger[k] = out[k]
    return larger


@patient_kernel
def keep_repeated(postings: Ints, text_bits: int) -> int:
    """Move what shares its key with a neighbour to the front of the sorted `postings`; returns how many do."""
    n = len(postings)
    low = (1 << text_bits) - 1
    m = whole(0)
    before = False
    for k in range(n - 1):
        again = postings[k] ^ postings[k + 1] <= low
        postings[m] = postings[k]
        m += before | again
        before = again
    if n > 0 and before:
        postings[m] = postings[n - 1]
        m += 1
    return m


@patient_kernel
def meetings(postings: Ints, text_bits: int, rare_in: int, neighbours: int) -> Ints:
    """Pairs of texts (low << 32 | high), once for each key they share. `postings` are sorted.

    A key in few texts pairs them all; one in many pairs each text with the next ones in order.
    """
    low = (1 << text_bits) - 1
    out = np.empty(len(postings) * 2 + 16, np.int64)
    m = 0
    texts = np.empty(len(postings), np.int64)
    i = 0
    while i < len(postings):
        n = 0
        key = postings[i] & ~low
        while i < len(postings) and postings[i] & ~low == key:
            text = postings[i] & low
            if n == 0 or texts[n - 1] != text:
                texts[n] = text
                n += 1
            i += 1
        reach = n if n <= rare_in else neighbours + 1
        if m + n * reach > len(out):
            out = _grown(out, m, n * reach)
        for a in range(n):
            for b in range(a + 1, min(n, a + reach)):
                out[m] = (texts[a] << 32) | texts[b]
                m += 1
    return out[:m].copy()
