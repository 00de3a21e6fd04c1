"""Words as they are compared: one key for the spellings of one word, numbers as digits, days apart from names."""

from __future__ import annotations

import re
from functools import lru_cache

_POSSESSIVE = re.compile(r"['’]s?$")
_ISE = re.compile(r"is(ations?|e[ds]?|ing)$")
_DOUBLED = re.compile(r"(.)\1+")
_GROUPED = re.compile(r"^\d{1,3}(?:,\d{3})+$")

_SPELLED = {
    "one": "1",
    "two": "2",
    "three": "3",
    "four": "4",
    "five": "5",
    "six": "6",
    "seven": "7",
    "eight": "8",
    "nine": "9",
    "ten": "10",
    "eleven": "11",
    "twelve": "12",
    "thirteen": "13",
    "fourteen": "14",
    "fifteen": "15",
    "sixteen": "16",
    "seventeen": "17",
    "eighteen": "18",
    "nineteen": "19",
    "twenty": "20",
    "thirty": "30",
    "forty": "40",
    "fifty": "50",
    "sixty": "60",
    "seventy": "70",
    "eighty": "80",
    "ninety": "90",
    "dozens": "12",
    "hundreds": "100",
    "thousands": "1000",
}
#: too common to tell one report from another
_STOP = frozenset(
    re.findall(
        r"\w+",
        """
        a about after again against all also an and any are as at be been before being but by can could did do for from
        had has have he her him his how if in into is it its may more most new no not of off on one or other out over
        said say says she so some such than that the their them then there these they this those to two under up was
        were what when where which while who will with would year years
        в во и из к на не о от по с у что за до как это его их для был была были
        та що у з і й до про від який яка які було під час також
        """,
    )
)
_WEEKDAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
_MONTHS = frozenset(
    re.findall(r"\w+", "january february march april may june july august september october november december")
)
_MINIMUM_STEM = 5


def without_possessive(word: str) -> str:
    """ "Kyiv's" → "Kyiv"."""
    return _POSSESSIVE.sub("", word)


@lru_cache(maxsize=1 << 17)
def word_key(word: str) -> str:
    """Lower case, without possessive, British and American endings as one, grouped digits joined."""
    if word[0].isdigit():
        return word.replace(",", "") if _GROUPED.match(word) else word
    key = _POSSESSIVE.sub("", word.lower().replace("’", "'"))
    return _ISE.sub(r"iz\1", key) if len(key) > 6 else key


@lru_cache(maxsize=1 << 17)
def content_key(key: str) -> str | None:
    """A crude stem of a word that carries content, None for function words: "launched" and "launching" are one."""
    if key in _STOP or (len(key) < 3 and not key[0].isdigit()):
        return None
    return number_of(key) or key[:_MINIMUM_STEM]


def number_of(key: str) -> str | None:
    """The number a word denotes, as digits. "17", "seventeen" and "1,700" → "17", "17", "1700"."""
    return key if key[0].isdigit() else _SPELLED.get(key)


@lru_cache(maxsize=1 << 16)
def name_key(word: str) -> str:
    """One key for the spellings of a name: "Zelenskyy", "Zelensky's" → "zelensky"."""
    return _DOUBLED.sub(r"\1", word_key(word))


def weekdays_in(keys: list[str]) -> frozenset[str]:
    """The days of the week named."""
    return frozenset(_WEEKDAYS.intersection(keys))


def is_calendar(key: str) -> bool:
    """Names of days and months, which are capitalised and no names of anything."""
    return key in _WEEKDAYS or key in _MONTHS
