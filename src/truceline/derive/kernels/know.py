# mypy: disable-error-code="no-any-return"
"""What is known of words: commonplaces, numbers in words, days, agencies; and what several words make together."""

from __future__ import annotations

import numpy as np

from truceline.compiled import inner, patient_kernel
from truceline.derive.kernels.rows import (
    AGENCY,
    BREAK,
    CAPITAL,
    COLUMNS,
    DATE,
    END,
    ENGLISH,
    HUNDREDTHS,
    IN_CYRILLIC,
    IN_RUSSIAN,
    IN_UKRAINIAN,
    KEY,
    LARGEST,
    MONTH,
    MULTIPLIER,
    NUMBER,
    RELATIVE,
    ROLE,
    SENTENCE,
    SPELLED,
    SPOKEN,
    STEM,
    STOP,
    TEXT,
    VALUE,
    WEEKDAY,
    Ints,
    mixed,
    number_key,
    stem_of_key,
    whole,
)

# columns of the lexicon, an open-addressed table: key (0 for empty), roles, value
L_KEY, L_ROLE, L_VALUE = range(3)
# columns of the counts of a text
LATIN, CYRILLIC_WORDS, WORDS_UK, WORDS_RU, COMMON_EN = range(5)
_CHUNK_KNOWN = NUMBER | STOP | WEEKDAY | MONTH | AGENCY | RELATIVE


@inner
def look_up(lexicon: Ints, key: int) -> int:
    """Place of a key in the lexicon, or -1."""
    mask = len(lexicon) - 1
    slot = (key >> 20) & mask
    while lexicon[slot, L_KEY] != 0:
        if lexicon[slot, L_KEY] == key:
            return slot
        slot = (slot + 1) & mask
    return -1


@patient_kernel
def know_words(rows: Ints, lexicon: Ints, n_texts: int) -> tuple[Ints, Ints, Ints]:
    """Fill in roles and values; words that go into the number before them are dropped.

    Returns where each text's rows begin (one more than texts), counts for the language, and fingerprints: the same
    for texts of the same words and quotations, whatever their punctuation.
    """
    begins = np.zeros(n_texts + 1, np.int64)
    counts = np.zeros((n_texts, 5), np.int64)
    prints = np.zeros(n_texts, np.int64)
    n = whole(0)  # a literal would be compiled apart
    for r in range(len(rows)):
        text = rows[r, TEXT]
        if n != r:
            for column in range(COLUMNS):
                rows[n, column] = rows[r, column]
        role = rows[n, ROLE]
        if role & IN_CYRILLIC:
            counts[text, CYRILLIC_WORDS] += 1
            counts[text, WORDS_UK] += 1 if role & IN_UKRAINIAN else 0
            counts[text, WORDS_RU] += 1 if role & IN_RUSSIAN else 0
        else:
            counts[text, LATIN] += 1
        alone = n == 0 or role & BREAK or rows[n - 1, SENTENCE] != rows[n, SENTENCE] or rows[n - 1, TEXT] != text
        if role & (NUMBER | DATE) == 0:
            known = look_up(lexicon, rows[n, KEY])
            if known >= 0:
                found = lexicon[known, L_ROLE]
                counts[text, COMMON_EN] += 1 if found & ENGLISH else 0
                if found & NUMBER and not alone and _join_number(rows, n, lexicon[known, L_VALUE], found):
                    continue
                _take(rows, n, found, lexicon[known, L_VALUE])
        if not alone:
            if role & CAPITAL and rows[n - 1, ROLE] & CAPITAL:
                known = look_up(lexicon, mixed(rows[n - 1, KEY], rows[n, KEY]))
                if known >= 0:
                    _take(rows, n, AGENCY, lexicon[known, L_VALUE])
            _join_date(rows, n)
        begins[text + 1] = n + 1
        n += 1
    for text in range(n_texts):
        begins[text + 1] = max(begins[text], begins[text + 1])
        h = 0
        for k in range(begins[text], begins[text + 1]):
            h = mixed(h, rows[k, KEY] ^ (rows[k, ROLE] & SPOKEN))
        prints[text] = h
    return begins, counts, prints


@inner
def _take(rows: Ints, n: int, found: int, value: int) -> None:
    """Give a word the roles the lexicon knows. Agencies are names, and have capitals."""
    role = rows[n, ROLE]
    if found & AGENCY and role & CAPITAL == 0:
        found &= ~AGENCY
    if found & STOP:
        rows[n, STEM] = 0
    if found & NUMBER:
        rows[n, KEY] = number_key(value)
        rows[n, STEM] = stem_of_key(rows[n, KEY])
    if found & _CHUNK_KNOWN:
        rows[n, VALUE] = value
    rows[n, ROLE] = role | (found & ~ENGLISH)


@inner
def _join_number(rows: Ints, n: int, value: int, found: int) -> bool:
    """Take a number word into the number before it: "two hundred", "двадцять п'ять", "5 тис."."""
    p = n - 1
    role = rows[p, ROLE]
    if role & NUMBER == 0:
        return False
    before = rows[p, VALUE]
    units = before // HUNDREDTHS
    if found & MULTIPLIER:
        before = LARGEST if before > LARGEST // value else before * (value // HUNDREDTHS)
    else:
        tens = units % 100 >= 20 and units % 10 == 0 and value < 10 * HUNDREDTHS
        hundreds = units >= 100 and units % 100 == 0 and value < 100 * HUNDREDTHS
        thousands = units >= 1000 and units % 1000 == 0 and value < 1000 * HUNDREDTHS
        if role & SPELLED == 0 or value == 0 or not (tens or hundreds or thousands):
            return False
        before += value
    rows[p, VALUE] = before
    rows[p, END] = rows[n, END]
    rows[p, KEY] = number_key(before)
    rows[p, STEM] = stem_of_key(rows[p, KEY])
    return True


@inner
def _is_day(hundredths: int) -> bool:
    return HUNDREDTHS <= hundredths <= 31 * HUNDREDTHS and hundredths % HUNDREDTHS == 0


@inner
def _is_year(hundredths: int) -> bool:
    return 1900 * HUNDREDTHS <= hundredths <= 2100 * HUNDREDTHS and hundredths % HUNDREDTHS == 0


@inner
def _join_date(rows: Ints, n: int) -> None:
    """A day and a month that stand side by side are a date, and no figure; so is the year that follows."""
    p = n - 1
    a, b = rows[p, ROLE], rows[n, ROLE]
    if a & NUMBER and b & MONTH and _is_day(rows[p, VALUE]):
        _make_date(rows, n, p, MONTH)
    elif a & MONTH and a & CAPITAL and b & NUMBER and _is_day(rows[n, VALUE]):
        _make_date(rows, p, n, MONTH)
    elif b & NUMBER and _is_year(rows[n, VALUE]) and (a & (DATE | MONTH) or (a & STOP and rows[p - 1, ROLE] & DATE)):
        rows[n, ROLE] = (b & ~NUMBER) | STOP
        rows[n, STEM] = 0


@inner
def _make_date(rows: Ints, month: int, day: int, bit: int) -> None:
    rows[month, VALUE] = rows[month, VALUE] * 100 + rows[day, VALUE] // HUNDREDTHS
    rows[month, ROLE] = (rows[month, ROLE] & ~bit) | DATE
    rows[day, ROLE] = (rows[day, ROLE] & ~NUMBER) | STOP
    rows[day, STEM] = 0
