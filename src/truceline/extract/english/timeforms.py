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
    """A pattern is tried where the sentence has all its cues and its hint."""

    cues: frozenset[str]
    hint: re.Pattern[str] | None
    pattern: re.Pattern[str]
    read: Callable[[re.Match[str], Reading], Interval | None]


#: a cheap look for what a time must hold: weekdays, months, digits, words of the calendar, parts of the day
GUARD = re.compile(
    r"(?P<w>\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?=[adegilnrstuy.,]))|(?P<m>\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep"
    r"|Oct|Nov|Dec))"
    r"|(?P<y>(?<!\d)(?:1[89]|20)\d\d(?!\d|,\d))|(?P<c>\d[:.h]\d\d|\d\s?[ap]\.?m\b|\d{4}\s(?:GMT|UTC|hours|hrs|E|C"
    r"|M))|(?P<n>\d)"
    r"|(?P<p>[Mm]orning|[Aa]fternoon|[Ee]vening|[Nn]ight|[Dd]awn|[Nn]oon|[Dd]usk|[Dd]aybreak|[Ss]un(?:rise|set)"
    r"|[Mm]idday|small\shours|early\shours)|(?P<o>o'clock)"
    r"|(?P<t>[Tt]oday|[Yy]esterday|[Tt]omorrow|[Tt]onight)|(?P<r>\b[Dd]ays?\b|week|month|year|hours?\b|minutes?\b"
    r"|spring|summer|autumn|\bfall\b|winter|quarter)|(?P<s>[Ss]ince\sthe)"
)
#: a year or a clock has digits; a weekday or a month may name a day
IMPLIED = {"y": "n", "c": "n", "o": "c", "w": "d", "m": "d"}

FORMS: tuple[Form, ...] = tuple(Form(*row) for row in (*DAY_FORMS, *CLOCK_FORMS, *PERIOD_FORMS))
