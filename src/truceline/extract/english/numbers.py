"""Numbers in English words, and how much room the words around them leave."""

from __future__ import annotations

import re

from truceline.extract.digits import Bounds, Vagueness, bounds
from truceline.extract.words import words

_UNITS = {
    word: value
    for value, word in enumerate(
        [
            "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
            "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
        ]
    )
}  # fmt: skip
_TENS = {
    word: 10 * value
    for value, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=2
    )
}
SCALES = {
    "hundred": 100,
    "thousand": 1_000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
    "trillion": 1_000_000_000_000,
}
#: plural words of number without a figure: from two (or the word's own least) to just under the next word
VAGUE: dict[str, tuple[int, int]] = {
    "dozens": (24, 99),
    "scores": (40, 99),
    "hundreds": (200, 999),
    "thousands": (2_000, 9_999),
    "tens of thousands": (20_000, 99_999),
    "hundreds of thousands": (200_000, 999_999),
    "millions": (2_000_000, 9_999_999),
    "tens of millions": (20_000_000, 99_999_999),
    "hundreds of millions": (200_000_000, 999_999_999),
    "billions": (2_000_000_000, 9_999_999_999),
    "many thousands": (3_000, 9_999),
    "many hundreds": (300, 999),
    "a handful": (3, 6),
    "a handful of": (3, 6),
    "several million": (3_000_000, 9_999_999),
    "several hundred thousand": (300_000, 999_999),
    "several tens of thousands": (30_000, 99_999),
    "a few thousand": (2_000, 6_000),
    "a few million": (2_000_000, 6_000_000),
    "several dozens": (36, 99),
    "a couple": (2, 2),
    "a couple dozen": (24, 24),
    "a couple hundred": (200, 200),
    "a pair of": (2, 2),
    "a score": (20, 20),
    "four dozen": (48, 48),
    "five dozen": (60, 60),
    "dozen": (12, 12),
    "several": (3, 9),
    "several dozen": (36, 99),
    "several hundred": (300, 999),
    "several thousand": (3_000, 9_999),
    "a few": (2, 6),
    "few dozen": (24, 72),
    "few hundred": (200, 600),
    "few thousand": (2_000, 6_000),
    "a few dozen": (24, 72),
    "a few hundred": (200, 600),
    "a couple of": (2, 2),
    "a couple of dozen": (24, 24),
    "a couple of hundred": (200, 200),
    "a couple of thousand": (2_000, 2_000),
    "a couple thousand": (2_000, 2_000),
    "a few tens of thousands": (20_000, 60_000),
    "a few hundred thousand": (200_000, 600_000),
    "a dozen": (12, 12),
    "half a dozen": (6, 6),
    "two dozen": (24, 24),
    "three dozen": (36, 36),
}
FRACTIONS: dict[str, int] = {  # thousandths of a per cent
    "half": 50_000,
    "a half": 50_000,
    "one half": 50_000,
    "a third": 33_333,
    "one third": 33_333,
    "two thirds": 66_667,
    "two-thirds": 66_667,
    "a quarter": 25_000,
    "one quarter": 25_000,
    "three quarters": 75_000,
    "three-quarters": 75_000,
    "a fifth": 20_000,
    "a tenth": 10_000,
    "one fifth": 20_000,
    "one tenth": 10_000,
    "one-third": 33_333,
    "one-quarter": 25_000,
    "one-fifth": 20_000,
    "two fifths": 40_000,
    "two-fifths": 40_000,
    "three fifths": 60_000,
    "three-fifths": 60_000,
    "four fifths": 80_000,
    "four-fifths": 80_000,
    "three tenths": 30_000,
    "seven tenths": 70_000,
    "an eighth": 12_500,
    "one eighth": 12_500,
    "a sixth": 16_667,
    "one sixth": 16_667,
    "one-sixth": 16_667,
    "one-tenth": 10_000,
    "five sixths": 83_333,
    "nine tenths": 90_000,
    "nine-tenths": 90_000,
}

_MODIFIERS: dict[str, Vagueness] = {
    **dict.fromkeys(
        (
            "about",
            "around",
            "some",
            "roughly",
            "approximately",
            "an estimated",
            "estimated",
            "circa",
            "ca.",
            "close on",
            "something like",
            "an average of",
            "in the region of",
            "more or less",
            "perhaps",
            "maybe",
            "possibly",
        ),
        "about",
    ),
    **dict.fromkeys(
        (
            "nearly",
            "almost",
            "close to",
            "just under",
            "just short of",
            "a little under",
            "approaching",
            "not quite",
            "as many as nearly",
        ),
        "nearly",
    ),
    **dict.fromkeys(
        (
            "more than",
            "over",
            "above",
            "upwards of",
            "in excess of",
            "well over",
            "just over",
            "a little over",
            "slightly more than",
            "well above",
            "far more than",
            "at or above",
            "as high as over",
            "not less than over",
            "beyond",
        ),
        "more",
    ),
    **dict.fromkeys(
        (
            "at least",
            "no fewer than",
            "no less than",
            "not less than",
            "a minimum of",
            "not fewer than",
            "at the very least",
            "minimum",
        ),
        "at least",
    ),
    **dict.fromkeys(
        (
            "up to",
            "as many as",
            "at most",
            "no more than",
            "a maximum of",
            "as much as",
            "not more than",
            "no fewer or more than",
            "at the most",
            "maximum",
        ),
        "up to",
    ),
    **dict.fromkeys(
        ("less than", "fewer than", "under", "below", "well under", "well below", "just below", "not even"), "less"
    ),
}
#: the last words of these phrases, and of those before a range
MODIFIER_ENDS = frozenset(phrase.split()[-1] for phrase in _MODIFIERS) | {"between", "from", "by"}
MODIFIER_PATTERN = "|".join(
    sorted((re.escape(words).replace(r"\ ", r"\s") for words in _MODIFIERS), key=len, reverse=True)
)

#: words that begin a number, and those that do behind "a"
OPENING = words(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen "
    "nineteen twenty thirty forty fifty sixty seventy eighty ninety dozen dozens hundreds thousands millions "
    "billions tens "
    "scores several half doubled tripled halved quadrupled two-thirds one-third one-quarter three-quarters two-fifths "
    "three-fifths four-fifths one-fifth nine-tenths few many every one-sixth one-tenth"
)
BEHIND_A = words(
    "dozen score few couple pair handful hundred thousand million billion third quarter fifth sixth tenth half"
)


def small_number(words: str) -> int | None:
    """ "twenty-three", "two hundred", "17", or null."""
    if words.isdecimal():
        return int(words)
    total, current, seen = 0, 0, False
    for word in re.split(r"[\s-]+", words.lower()):
        if word in ("and", "a", "an"):
            continue
        if word in _UNITS or word in _TENS:
            current += _UNITS[word] if word in _UNITS else _TENS[word]
        elif word == "hundred":
            current = max(current, 1) * 100
        elif word in SCALES:
            total += max(current, 1) * SCALES[word]
            current = 0
        else:
            return None
        seen = True
    return total + current if seen else None


_ONES = "|".join(sorted((word for word in _UNITS if word != "zero"), key=len, reverse=True))
_DIGIT = "|".join(word for word, value in _UNITS.items() if 0 < value < 10)
_SMALL = rf"(?:(?:{'|'.join(_TENS)})(?:[\s-](?:{_DIGIT})\b)?|(?:{_ONES})\b)"
_BELOW = rf"(?:(?:a(?=\shundred\b)|{_SMALL})(?:\shundred\b(?:\s(?:and\s)?{_SMALL})?)?)"
_SCALED = r"\s(?:thousand|million|billion)\b"
#: a number in words: "and" joins only what is smaller to hundreds and thousands ("six and eight" are two numbers)
WORDS_PATTERN = (
    rf"(?:(?:{_BELOW}|a(?={_SCALED}))(?:{_SCALED}(?:\s(?:and\s)?{_BELOW})?){{0,3}}|half\sa\s(?:million|billion))"
)


def in_words(words: str) -> int | None:
    """A number in words, in thousandths."""
    if words.lower().startswith("half a "):
        return SCALES[words.lower().split()[-1]] * 500
    number = small_number(words)
    return None if number is None else number * 1000


def room(milli: int, modifier: str | None, share: bool = False) -> Bounds:
    """The room that the words before a number leave around it."""
    return bounds(milli, _MODIFIERS.get(" ".join(modifier.lower().split())) if modifier else None, share)
