"""What a language's words of time stand for."""

from __future__ import annotations

from typing import Literal, NamedTuple

from truceline.extract.slavic.forms import values

#: what a word is in an expression of time
Role = Literal[
    "month", "weekday", "part", "of-part", "day", "unit", "season", "last", "this", "next", "same", "past", "edge",
    "start", "middle", "end", "during", "since", "until", "ago", "hour", "at", "year", "night", "join", "ordinal",
    "zone", "zone-word", "order", "feast", "feast-day", "nth", "half-hour", "year-before", "adverb", "through",
    "war", "part-hours",
]  # fmt: skip


#: roles of words at which no expression begins
LEADING: frozenset[Role] = frozenset(
    ("of-part", "edge", "until", "ago", "hour", "at", "year", "join", "zone-word", "adverb", "feast-day", "war")
)
#: roles of words one of which every expression without a figure has
ANCHORING: frozenset[Role] = frozenset(
    (
        "month",
        "weekday",
        "part",
        "day",
        "unit",
        "season",
        "night",
        "ordinal",
        "feast",
        "half-hour",
        "year-before",
        "war",
        "part-hours",
    )
)
#: halves and quarters of a year need no word of such a role
HALF_YEARS = ("півріч", "полугоди")
PERIODS = ("квартал", *HALF_YEARS)


class TimeWord(NamedTuple):
    """A word of time: its role and the number or name that it stands for."""

    role: Role
    value: str = ""


class TimeWords(NamedTuple):
    """The words of time of one language."""

    words: dict[str, tuple[TimeWord, ...]]
    future: frozenset[str]


#: endings of a word of order that is the day of a month: "перше", "другого", "пятому"
_NTH = ("е", "ого", "ому", "им", "ое", "ым")


def days_of_month(third: str, stems: str) -> tuple[tuple[Role, str, str], ...]:
    """Rows of the days that words of order name, by their stems; the third day has forms of its own."""
    rows: list[tuple[Role, str, str]] = [("nth", "3", third)]
    for number, stem in zip((1, 2, *range(4, 21), 30), stems.split(), strict=True):
        rows.append(("nth", str(number), " ".join(stem + ending for ending in _NTH)))
    return tuple(rows)


def time_words(*rows: tuple[Role, str, str]) -> dict[str, tuple[TimeWord, ...]]:
    """Rows of (role, value, marked stems) as the roles that each form can play, first listed first."""
    found: dict[str, tuple[TimeWord, ...]] = {}
    for role, value, listed in rows:
        for word in values((value, listed)):
            found[word] = (*found.get(word, ()), TimeWord(role, value))
    return found
