"""The forms of time expressions, each a pattern and what it denotes.

In each pattern the group `x` is the expression itself, without "on" or "at" before it; "since" and "until" are inside,
because they say how long.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from itertools import pairwise

import msgspec

from truceline.extract.calendar import Interval
from truceline.extract.english.clockforms import CLOCK_FORMS
from truceline.extract.english.dayforms import DAY_FORMS
from truceline.extract.english.feasts import FEAST_FORMS
from truceline.extract.english.periodforms import PERIOD_FORMS
from truceline.extract.english.portionforms import PORTION_FORMS
from truceline.extract.english.timereading import Reading
from truceline.extract.english.wordkinds import CLOCK, DIGITS, HOUR, OPENS_DAY, TIMES, YEAR, time_kinds
from truceline.extract.story import Sentence, Story, Token
from truceline.extract.words import words


class Form(msgspec.Struct, frozen=True, gc=False):
    """A pattern is tried where the sentence has all its cues and its hint, at the words that may open it."""

    cues: int  # bits of kinds of words
    opens: int  # the same; 0 for every place
    hint: re.Pattern[str] | None
    pattern: re.Pattern[str]
    read: Callable[[re.Match[str], Reading], Interval | None]


#: what stands right before an hour in words
_BEFORE_HOUR = words("past to at between by until till before after since from around about")
_HOURS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
# both open with one set of characters, for which a search is fastest
_YEAR = re.compile(r"[12](?<!\d.)(?:(?<=1)[89]|(?<=2)0)\d\d(?!\d|,\d)")
_CLOCK = re.compile(r"[\do](?:(?<=\d)(?:[:.h]\d\d|\s?[ap]\.?m\b|\d{3}\s(?:GMT|UTC|hours|hrs|E|C|M))|(?<=o)'clock)")


def cues_of(story: Story, sentence: Sentence) -> int:
    """What the sentence holds of a time: the kinds of its words, and whether a year or a clock time is among them."""
    cues = story.kinds(sentence) & TIMES
    if cues & DIGITS:
        if _YEAR.search(story.text, sentence.start, sentence.end):
            cues |= YEAR
        if _CLOCK.search(story.text, sentence.start, sentence.end):
            cues |= CLOCK
    if cues & HOUR and not _tells_hour(story.spoken_tokens(sentence)):
        cues &= ~HOUR
    return cues


def _tells_hour(tokens: list[Token]) -> bool:
    """Whether a number word stands where an hour does: "half past six", "by eleven"."""
    return any(before.low in _BEFORE_HOUR and token.low.startswith(_HOURS) for before, token in pairwise(tokens))


_FORMS = tuple(
    Form(time_kinds("".join(cues)), OPENS_DAY if cues == {"d"} else 0, hint, pattern, read)
    for cues, hint, pattern, read in (*DAY_FORMS, *CLOCK_FORMS, *PERIOD_FORMS, *PORTION_FORMS, *FEAST_FORMS)
)


@lru_cache(maxsize=4_096)
def forms_for(cues: int) -> tuple[tuple[int, Form], ...]:
    """The forms that a sentence with these cues can hold, with their rank."""
    return tuple((rank, form) for rank, form in enumerate(_FORMS) if not form.cues & ~cues)
