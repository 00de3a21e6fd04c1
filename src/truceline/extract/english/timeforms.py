"""The forms of time expressions, each a pattern and what it denotes.

In each pattern the group `x` is the expression itself, without "on" or "at" before it; "since" and "until" are inside,
because they say how long.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from truceline.extract.calendar import Interval
from truceline.extract.english.clockforms import CLOCK_FORMS
from truceline.extract.english.dayforms import DAY_FORMS
from truceline.extract.english.feasts import FEAST_FORMS
from truceline.extract.english.lexicon import MONTHS, WEEKDAYS
from truceline.extract.english.periodforms import PERIOD_FORMS
from truceline.extract.english.timereading import Reading
from truceline.extract.story import Sentence, Token
from truceline.extract.words import words


class Form(NamedTuple):
    """A pattern is tried where the sentence has all its cues and its hint."""

    cues: frozenset[str]
    hint: re.Pattern[str] | None
    pattern: re.Pattern[str]
    read: Callable[[re.Match[str], Reading], Interval | None]


_CUES = {
    **dict.fromkeys(WEEKDAYS, "wd"),
    **dict.fromkeys(MONTHS, "md"),
    **dict.fromkeys(words("morning mornings afternoon evening evenings night nights dawn noon midday midnight dusk "
        "daybreak "
                          "sunrise sunset nightfall hours lunchtime nights"), "p"),
    **dict.fromkeys(words("today yesterday tomorrow tonight overnight"), "t"),
    **dict.fromkeys(words("day days week weeks weekend month months year years minute minutes spring summer autumn "
        "fall "
                          "winter quarter"), "r"),
    "hours": "pr",
    "hour": "r",
    "night": "pr",
    "nights": "pr",
    "fortnight": "r",
    "fortnights": "r",
    **dict.fromkeys(words("christmas year's year’s boxing halloween women's women’s"), "f"),
    "year": "rf",
    "since": "s",
    "o'clock": "nc",
}  # fmt: skip
_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d|,\d)")
_CLOCK = re.compile(r"\d[:.h]\d\d|\d\s?[ap]\.?m\b|\d{4}\s(?:GMT|UTC|hours|hrs|E|C|M)|o'clock")


def cues_of(text: str, sentence: Sentence, tokens: list[Token]) -> set[str]:
    """What the sentence holds of a time: weekdays (w), months (m), either (d), digits (n), years (y), clocks (c), parts
    of the day (p), words of the calendar (r, t), "since" (s)."""
    cues: set[str] = set()
    for token in tokens:
        low = token.low
        known = _CUES.get(low)
        if known is None:
            if low[0].isdigit():
                cues.add("n")
                continue
            if "-" not in low and "'" not in low and "’" not in low:
                continue
            known = "".join(_CUES.get(part, "") for part in _PARTS.split(low))
        cues.update(known)
    if "n" in cues:
        if _YEAR.search(text, sentence.start, sentence.end):
            cues.add("y")
        if _CLOCK.search(text, sentence.start, sentence.end):
            cues.add("c")
    return cues


_PARTS = re.compile(r"[-'’]")

FORMS: tuple[Form, ...] = tuple(Form(*row) for row in (*DAY_FORMS, *CLOCK_FORMS, *PERIOD_FORMS, *FEAST_FORMS))
