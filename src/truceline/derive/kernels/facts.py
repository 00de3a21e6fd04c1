# mypy: disable-error-code="no-any-return"
"""What two reports name: people and places, figures, days, and whom they quote with the same words.

"One" in a word is no figure: it stands for somebody as often as for a number.
"""

from __future__ import annotations

import numpy as np

from truceline.compiled import inner, patient_kernel
from truceline.derive.kernels.rows import (
    AGENCY,
    BREAK,
    CAPITAL,
    DATE,
    HEAD,
    HUNDREDTHS,
    INITIAL,
    KEY,
    MONTH,
    NUMBER,
    RELATIVE,
    ROLE,
    SPELLED,
    SPOKEN,
    STOP,
    VALUE,
    WEEKDAY,
    Ints,
    mixed,
)

_NO_NAME = NUMBER | STOP | WEEKDAY | MONTH | AGENCY | DATE | RELATIVE
#: the opening of a text, in words, beside its headline
_OPENING = 60
MOST_NAMES, MOST_FIGURES, MOST_DAYS, MOST_AGENCIES, MOST_FIRST = 96, 48, 16, 8, 48
#: words that a quotation takes to be compared
_QUOTATION = 4

# one row a text: counts, then room for the values of each kind
N_NAMES, N_LEAD, N_FIGURES, N_DAYS, N_NAMED_DAYS, N_AGENCIES, N_FIRST = range(7)
NAMES = 7
LEAD = NAMES + MOST_NAMES
FIGURES = LEAD + MOST_NAMES
DAYS = FIGURES + MOST_FIGURES  # ordinals, where the day of publication is known
NAMED_DAYS = DAYS + MOST_DAYS  # days of the week (1-7) and dates (month * 100 + day), as written
FIRST = NAMED_DAYS + MOST_DAYS  # what begins a sentence: a name where another text has it as one
AGENCIES = FIRST + MOST_FIRST
FACTS = AGENCIES + MOST_AGENCIES


@inner
def _add(facts: Ints, count: int, base: int, most: int, value: int) -> None:
    """Put a value into a text's set, as far as there is room."""
    n = facts[count]
    for k in range(base, base + n):
        if facts[k] == value:
            return
    if n < most:
        facts[base + n] = value
        facts[count] = n + 1


@inner
def _ordinal(day_of_year: int, published: int, year_day: int) -> int:
    """Day near the publication with so many days into its year, give or take one in a leap year."""
    day = published + day_of_year - year_day
    return day - 365 if day > published + 183 else day + 365 if day < published - 183 else day


@inner
def _into_year(month: int, day: int) -> int:
    return (month * 306 - 305) // 10 + day - (0 if month < 3 else 1)


@patient_kernel
def facts_of(rows: Ints, begins: Ints, published: Ints, year_days: Ints) -> Ints:
    """Names, figures, days and agencies of each text, a row each.

    Args:
        rows: words (see `rows`).
        begins: where each text's begin; one more than texts.
        published: ordinal of the day of publication, 0 where unknown; `year_days` the same, counted from the new year.
    """
    out = np.zeros((len(begins) - 1, FACTS), np.int64)
    for text in range(len(out)):
        facts = out[text]
        told = 0
        for k in range(begins[text], begins[text + 1]):
            role, value = rows[k, ROLE], rows[k, VALUE]
            told += 0 if role & HEAD else 1
            if role & CAPITAL and role & (INITIAL | BREAK | _NO_NAME) == 0 and value != 0:
                _add(facts, N_NAMES, NAMES, MOST_NAMES, value)
                if role & HEAD or (told < _OPENING and role & SPOKEN == 0):
                    _add(facts, N_LEAD, LEAD, MOST_NAMES, value)
            elif role & CAPITAL and role & _NO_NAME == 0 and value != 0:
                _add(facts, N_FIRST, FIRST, MOST_FIRST, value)
            elif role & NUMBER and role & (SPOKEN | HEAD) == 0 and not (role & SPELLED and value == HUNDREDTHS):
                _add(facts, N_FIGURES, FIGURES, MOST_FIGURES, value)
            elif role & AGENCY:
                _add(facts, N_AGENCIES, AGENCIES, MOST_AGENCIES, value)
            elif role & (WEEKDAY | DATE | RELATIVE) and role & SPOKEN == 0:
                if role & RELATIVE == 0:
                    _add(facts, N_NAMED_DAYS, NAMED_DAYS, MOST_DAYS, value)
                if published[text] > 0:
                    day = published[text] + value  # today, yesterday
                    if role & WEEKDAY:
                        day = published[text] - (published[text] - value) % 7
                    elif role & DATE:
                        month = value // 100
                        day = _ordinal(_into_year(month, value % 100), published[text], year_days[text])
                    _add(facts, N_DAYS, DAYS, MOST_DAYS, day)
    return out


@inner
def in_both(a: Ints, b: Ints, count: int, base: int, other_count: int, other_base: int) -> int:
    """How many values of a's set stand in b's other set."""
    shared = 0
    for i in range(base, base + a[count]):
        for j in range(other_base, other_base + b[other_count]):
            if a[i] == b[j]:
                shared += 1
                break
    return shared


@inner
def _holds(facts: Ints, count: int, base: int, value: int) -> bool:
    found = False
    for k in range(base, base + facts[count]):
        found = found or facts[k] == value
    return found


@inner
def first_in_both(a: Ints, b: Ints, count: int, base: int) -> int:
    """How many values of a set of b are names with which a only begins sentences."""
    shared = 0
    for k in range(base, base + b[count]):
        if _holds(a, N_FIRST, FIRST, b[k]) and not _holds(a, N_NAMES, NAMES, b[k]):
            shared += 1
    return shared


@inner
def large_in_both(a: Ints, b: Ints) -> int:
    """Figures in both that do not stand in any text."""
    shared = 0
    for i in range(FIGURES, FIGURES + a[N_FIGURES]):
        for j in range(FIGURES, FIGURES + b[N_FIGURES]):
            if a[i] == b[j] and a[i] > 12 * HUNDREDTHS:
                shared += 1
    return shared


@inner
def days_near(a: Ints, b: Ints, one_matter: bool) -> int:
    """1 where both texts name the same day first (or, as of a night, the day beside it), -1 where they name different
    days first, 0 where it cannot be told. Days named later belong to the background; but who takes up a report days
    later names its day after that of his own news: of `one_matter`, one text's first day may stand anywhere in the
    other."""
    if a[N_DAYS] and b[N_DAYS]:
        if abs(a[DAYS] - b[DAYS]) <= 1:
            return 1
        later = _holds(a, N_DAYS, DAYS, b[DAYS]) or _holds(b, N_DAYS, DAYS, a[DAYS])
        return 0 if one_matter and later else -1
    if a[N_NAMED_DAYS] == 0 or b[N_NAMED_DAYS] == 0:
        return 0
    if a[NAMED_DAYS] == b[NAMED_DAYS]:
        return 1
    differ = False
    for weekday in range(2):
        one, other = _first_named(a, weekday == 1), _first_named(b, weekday == 1)
        both = one != 0 and other != 0
        differ = differ or (both and one != other)
    later = _holds(a, N_NAMED_DAYS, NAMED_DAYS, b[NAMED_DAYS]) or _holds(b, N_NAMED_DAYS, NAMED_DAYS, a[NAMED_DAYS])
    if one_matter and later:
        return 0
    return -1 if differ else 0


@inner
def _first_named(facts: Ints, weekday: bool) -> int:
    """The first day of the week that a text names, or the first date; 0 where there is none."""
    for k in range(NAMED_DAYS, NAMED_DAYS + facts[N_NAMED_DAYS]):
        if (facts[k] <= 7) == weekday:
            return facts[k]
    return 0


@inner
def spoken_grams(rows: Ints, first: int, last: int, out: Ints) -> int:
    """Keys of every four words in a row of quotations; 0 between two quotations. Returns how many."""
    n = 0
    for k in range(first, last):
        if rows[k, ROLE] & SPOKEN == 0:
            continue
        whole = k + 3 < last
        for i in range(1, _QUOTATION):
            whole = whole and rows[k + i, ROLE] & SPOKEN != 0 and rows[k + i, ROLE] & BREAK == 0
        if rows[k, ROLE] & BREAK:
            out[n] = 0
            n += 1
        if whole:
            out[n] = mixed(mixed(rows[k, KEY], rows[k + 1, KEY]), mixed(rows[k + 2, KEY], rows[k + 3, KEY])) | 1
            n += 1
    return n
