"""The forms of time expressions, each a pattern and what it denotes.

In each pattern the group `x` is the expression itself, without "on" or "at" before it; "since" and "until" are inside,
because they say how long.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from truceline.extract.calendar import Interval
from truceline.extract.english.clockforms import CLOCK_FORMS
from truceline.extract.english.dayforms import DAY_FORMS
from truceline.extract.english.feasts import FEAST_FORMS
from truceline.extract.english.lexicon import MONTHS, WEEKDAYS
from truceline.extract.english.periodforms import PERIOD_FORMS
from truceline.extract.english.timereading import Reading
from truceline.extract.story import Sentence


class Form(NamedTuple):
    """A pattern is tried where the sentence has all its cues and its hint."""

    cues: frozenset[str]
    hint: re.Pattern[str] | None
    pattern: re.Pattern[str]
    read: Callable[[re.Match[str], Reading], Interval | None]


_CUES: dict[str, str] = {}
for _letters, _words in (
    ("wd", " ".join(WEEKDAYS)),
    ("md", " ".join(MONTHS)),
    (
        "p",
        "morning mornings afternoon evening evenings night nights dawn noon midday midnight dusk daybreak sunrise "
        "sunset nightfall hours lunchtime",
    ),
    ("t", "today yesterday tomorrow tonight overnight"),
    (
        "r",
        "day days week weeks weekend month months year years minute minutes spring summer autumn fall winter quarter "
        "hours hour night nights fortnight fortnights",
    ),
    ("f", "christmas year's year’s year boxing halloween women's women’s"),
    ("s", "since"),
    ("nc", "o'clock"),
    # single words that a form cannot do without
    ("A", "ago earlier later previously before"),
    ("B", "from between"),
    ("D", "day"),
    ("E", "weekend"),
    ("L", "past last previous preceding next coming following recent"),
    ("N", "today yesterday tomorrow tonight overnight night morning afternoon evening"),
    ("O", "fortnight"),
    ("Q", "quarter q1 q2 q3 q4"),
    ("V", "ahead come"),
):
    for _word in _words.split():
        _CUES[_word] = _CUES.get(_word, "") + _letters
_CUE_WORDS = frozenset(_CUES)
_PARTS = re.compile(r"[-'’]")
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d|,\d)")
_CLOCK = re.compile(r"\d[:.h]\d\d|\d\s?[ap]\.?m\b|\d{4}\s(?:GMT|UTC|hours|hrs|E|C|M)|o'clock")


def cues_of(text: str, sentence: Sentence, lows: frozenset[str]) -> frozenset[str]:
    """What the sentence holds of a time: weekdays (w), months (m), either (d), digits (n), years (y), clocks (c), parts
    of the day (p), words of the calendar (r, t), "since" (s), feasts (f), and single words in capital letters."""
    cues: set[str] = set()
    for low in lows & _CUE_WORDS:
        cues.update(_CUES[low])
    if _DIGIT.search(text, sentence.start, sentence.end) and any(low[0].isdigit() for low in lows):
        cues.add("n")
    if _PARTS.search(text, sentence.start, sentence.end):
        for low in lows:
            if _PARTS.search(low) and not low[0].isdigit() and low not in _CUE_WORDS:
                cues.update(*[_CUES.get(part, "") for part in _PARTS.split(low)])
    if "n" in cues:
        if _YEAR.search(text, sentence.start, sentence.end):
            cues.add("y")
        if _CLOCK.search(text, sentence.start, sentence.end):
            cues.add("c")
    return frozenset(cues)


_FORMS: tuple[Form, ...] = tuple(Form(*row) for row in (*DAY_FORMS, *CLOCK_FORMS, *PERIOD_FORMS, *FEAST_FORMS))


@lru_cache(maxsize=4_096)
def forms_for(cues: frozenset[str]) -> tuple[tuple[int, Form], ...]:
    """The forms that a sentence with these cues can hold, with their rank."""
    return tuple((rank, form) for rank, form in enumerate(_FORMS) if form.cues <= cues)
