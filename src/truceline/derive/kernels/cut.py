# ruff: noqa: PLR1714, SIM109 (alternatives compared one by one: a tuple would cost time, to compile and to run)
# mypy: disable-error-code="no-any-return"
"""A text cut into words: where each begins and ends, its sentence, numbers in figures with their value."""

from __future__ import annotations

import numpy as np

from truceline.compiled import inner, maker, patient_kernel
from truceline.derive.kernels.marks import mark_quotations
from truceline.derive.kernels.rows import (
    BREAK,
    CAPITAL,
    COLUMNS,
    DATE,
    END,
    HEAD,
    HUNDREDTHS,
    INITIAL,
    LARGEST,
    NUMBER,
    ROLE,
    SENTENCE,
    SPOKEN,
    START,
    TEXT,
    VALUE,
    Ints,
    Marks,
    Text,
    whole,
)
from truceline.derive.letters import APOSTROPHE, DIGIT, FOLDED, IGNORED, LETTER, NEWLINE, SPACE, UPPER

#: quotations of so few words are names or single words at a distance, and stay the narrator's
_FEW_WORDS = 3
#: letters of a word before a full stop that make it an abbreviation
_ABBREVIATION = 2
_WORDY = LETTER | DIGIT
_COMMA, _FULL_STOP, _COLON, _EXCLAMATION, _QUESTION, _ELLIPSIS, _S = 0x2C, 0x2E, 0x3A, 0x21, 0x3F, 0x2026, 0x73

# columns of a paragraph
P_TEXT, P_START, P_END, P_HEAD = range(4)


@patient_kernel
def classify(codes: Text, entries: Text) -> tuple[Text, int]:
    """Entry of each code point, and about how many words there are: counting is cheap, fresh memory is not."""
    out = np.empty(len(codes), np.int32)
    n = 0
    before = 0
    for i in range(len(codes)):
        entry = whole(entries[min(codes[i], len(entries) - 1)])
        out[i] = entry
        wordy = entry & _WORDY
        n += 1 if wordy != 0 and wordy != before else 0
        before = wordy
    return out, n


@patient_kernel
def cut_words(text: Text, most: int, paragraphs: Ints) -> Ints:
    """Rows of words, in order; KEY, STEM and the values of words are still to be filled in.

    Args:
        text: entries of the characters of several texts, one after the other.
        most: about how many words there are.
        paragraphs: text, start, end and whether it is a headline, a row each, in order; places in `text`.
    """
    spoken = np.zeros(len(text) + 1, np.uint8)
    rows = np.empty((most + most // 4 + 256, COLUMNS), np.int64)
    n = sentence = whole(0)
    for p in range(len(paragraphs)):
        start, end = paragraphs[p, P_START], paragraphs[p, P_END]
        if n + (end - start) // 2 + 2 > len(rows):  # paragraphs that overlap, or touch
            rows = _longer(rows, n, n + (end - start) // 2 + 2)
        mark_quotations(text, start, end, spoken)
        first = n
        n, sentence = _paragraph(text, start, end, spoken, rows, n, sentence + 1)
        role = HEAD if paragraphs[p, P_HEAD] else 0
        for k in range(first, n):
            rows[k, ROLE] |= role
            rows[k, TEXT] = paragraphs[p, P_TEXT]
    return rows[:n]


@maker
def _longer(rows: Ints, n: int, least: int) -> Ints:
    out = np.empty((least + len(rows), COLUMNS), np.int64)
    for k in range(n):
        for column in range(COLUMNS):
            out[k, column] = rows[k, column]
    return out


@inner
def _paragraph(text: Text, i: int, end: int, spoken: Marks, rows: Ints, n: int, sentence: int) -> tuple[int, int]:
    ended = False
    role = BREAK | INITIAL
    quoting = 0
    quotation = whole(-1)  # first word of the quotation that is open
    first = n
    while i < end:
        c = whole(text[i])
        if c & _WORDY == 0:
            if c & SPACE:
                pass  # the most common by far
            elif c == _FULL_STOP:
                ended = (
                    n == first
                    or rows[n - 1, ROLE] & NUMBER != 0
                    or rows[n - 1, END] - rows[n - 1, START] > _ABBREVIATION
                )
            elif c == _EXCLAMATION or c == _QUESTION or c == _ELLIPSIS:
                ended = True
            i += 1
            continue
        if spoken[i] != quoting:
            _finish_quotation(rows, quotation, n)
            quoting = whole(spoken[i])
            quotation = n if quoting else -1
            role |= BREAK | (INITIAL if quoting else 0)
        if ended and text[i - 1] & _WORDY == 0 and c & (UPPER | DIGIT):
            sentence += 1
            role |= INITIAL
        ended = False
        role |= (SPOKEN if quoting else 0) | (CAPITAL if c & UPPER else 0)
        rows[n, START], rows[n, VALUE] = i, 0
        if c & DIGIT:
            value, i, dated = read_number(text, i, end)
            rows[n, VALUE] = value
            rows[n, END] = i
            role |= DATE if dated else NUMBER
        else:
            rows[n, END], i = _word_end(text, i, end)
        rows[n, ROLE] = role
        rows[n, SENTENCE] = sentence
        n += 1
        role = 0
    _finish_quotation(rows, quotation, n)
    return n, sentence


@inner
def _word_end(text: Text, i: int, end: int) -> tuple[int, int]:
    """Where a word ends, and where to read on: behind a possessive ending. Apostrophes and what cannot be seen may
    stand between its letters."""
    last = i
    while i < end:
        c = whole(text[i])
        if c & _WORDY:
            i += 1
            last = i
        elif c & IGNORED:
            i += 1
        elif c & APOSTROPHE and i + 1 < end and text[i + 1] & LETTER:
            if text[i + 1] & FOLDED == _S and (i + 2 >= end or text[i + 2] & _WORDY == 0):
                return last, i + 2
            i += 1
        else:
            break
    return last, i


@inner
def _finish_quotation(rows: Ints, first: int, n: int) -> None:
    """Few words between marks are no quotation."""
    if first >= 0 and n - first <= _FEW_WORDS:
        for k in range(first, n):
            rows[k, ROLE] &= ~(SPOKEN | BREAK)


@inner
def _digits(text: Text, i: int, end: int) -> tuple[int, int, int]:
    """A run of digits: its value, how many there are, and its end."""
    value = 0
    n = 0
    while i < end and text[i] & (DIGIT | IGNORED):
        if text[i] & DIGIT:
            if value < LARGEST:
                value = value * 10 + whole(text[i] & FOLDED) - 48
            n += 1
        i += 1
    return value, n, i


@inner
def _figure_after(text: Text, i: int, end: int, mark: int) -> bool:
    return i + 1 < end and text[i] & FOLDED == mark and text[i + 1] & DIGIT != 0


@inner
def read_number(text: Text, i: int, end: int) -> tuple[int, int, int]:
    """A number in figures: its value in hundredths, its end, and 1 where it is a date as dd.mm.yyyy (then as
    month * 100 + day). Groups of three are joined, at a comma or a space; a time of the day is one number."""
    value, n, i = _digits(text, i, end)
    if n <= 2 and 1 <= value <= 31 and _figure_after(text, i, end, _FULL_STOP):
        month, m, j = _digits(text, i + 1, end)
        if m == 2 and 1 <= month <= 12 and _figure_after(text, j, end, _FULL_STOP):
            _, k, last = _digits(text, j + 1, end)
            if k in (2, 4):
                return month * 100 + value, last, 1
    while n <= 3 and value < LARGEST and i + 3 < end and (text[i] & FOLDED == _COMMA or text[i] & SPACE):
        more, m, j = _digits(text, i + 1, end)
        if m != 3 or text[i] & NEWLINE or (j < end and text[j] & LETTER):
            break
        value, i = value * 1000 + more, j
    hundredths = min(value, LARGEST // HUNDREDTHS) * HUNDREDTHS
    if _figure_after(text, i, end, _FULL_STOP) or _figure_after(text, i, end, _COMMA):
        more, m, j = _digits(text, i + 1, end)
        hundredths += more * 10 if m == 1 else more if m == 2 else more * 7919
        i = j
    elif _figure_after(text, i, end, _COLON):
        more, m, j = _digits(text, i + 1, end)
        hundredths, i = (value * 100 + more) * HUNDREDTHS, j
    return hundredths, i, 0
