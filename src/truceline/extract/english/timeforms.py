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
from truceline.extract.english.periodforms import PERIOD_FORMS
from truceline.extract.english.timereading import Reading


class Form(NamedTuple):
    """A pattern is tried where the sentence has all its cues."""

    cues: frozenset[str]
    pattern: re.Pattern[str]
    read: Callable[[re.Match[str], Reading], Interval | None]


#: a cheap look for what a time must hold: names of days and months, digits, words of the calendar, parts of the day
GUARD = re.compile(
    r"(?P<d>\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))|(?P<n>\d)"
    r"|(?P<p>[Mm]orning|[Aa]fternoon|[Ee]vening|[Nn]ight|[Dd]awn|[Nn]oon|[Dd]usk|[Dd]aybreak|[Ss]un(?:rise|set)"
    r"|[Mm]idday|small\shours|early\shours|o'clock)"
    r"|(?P<r>day\b|days\b|week|month|year|hours\b|[Tt]omorrow|minutes\b|spring|summer|autumn|\bfall\b|winter|quarter)"
    r"|(?P<s>[Ss]ince\s+the)"
)

FORMS: tuple[Form, ...] = tuple(Form(*row) for row in (*DAY_FORMS, *CLOCK_FORMS, *PERIOD_FORMS))
