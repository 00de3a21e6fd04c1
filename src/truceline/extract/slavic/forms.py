"""Word tables in stems: from a stem with a mark to every form that the two languages make of it.

A mark behind a stem says what it is:

    обстріл~     a noun: every case, singular and plural
    влучан+      a Ukrainian noun in -ння: every case
    ракетн#      an adjective: every case and gender
    обстріля^    a verb's past stem: past tense, infinitive, -но and -то, short and full passive participles
    обстрілю=    a verb's present stem: third person
    вдарен:      a passive participle of its own stem
    учора        no mark: the word itself

One ending table serves both languages. It makes forms that neither language has; nobody writes those, so they match
nothing. A word that is listed twice keeps its first value.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Literal, NamedTuple, TypeVar

from truceline.extract.words import words

#: noun, adjective, past (masculine, feminine, neuter, plural), infinitive, passive, participle, present, the word
#: itself
Shape = Literal["noun", "adj", "m", "f", "n", "p", "inf", "pass", "part", "pres", "word"]

_NOUN = words(
    "а у ом ем єм е є ы и і ї о я ю ь й ов ев ів їв ей єй ам ям ами ями ах ях ою ею єю ой ью ові еві єві ии ий ію ії"
) | {""}
_ADJECTIVE = words(
    "ий ій ый ой ом ем а я ая яя е є ое ее і ї ые ие ого ього його его ому ьому йому ему ім їм у ю ую юю им ым "
    "их іх їх ых "
    "ими іми їми ыми ої ьої ою ьою єю ей"
)
_PAST: tuple[tuple[Shape, str], ...] = (
    ("m", "в л"),
    ("f", "ла"),
    ("n", "ло"),
    ("p", "ли"),
    ("inf", "ти ть"),
)
_SHORT_PASSIVE = ("но", "то", "н", "на", "ны", "т", "та", "ты")
_REFLEXIVE = ("", "ся", "сь")
_PRESENT = ("є", "ет", "ют", "ють", "ит", "ить", "ять", "ать", "ат", "ят", "уть", "ут", "ает")


class Form(NamedTuple):
    """What a word stands for, in which shape, and whether it is reflexive."""

    value: str
    shape: Shape
    reflexive: bool = False


T = TypeVar("T")


@lru_cache(maxsize=65_536)
def fold(low: str) -> str:
    """Lower-case letters with ё as е and one apostrophe, as the tables have them."""
    if "ё" in low:
        low = low.replace("ё", "е")
    if "’" in low or "ʼ" in low or "`" in low:
        low = low.replace("’", "'").replace("ʼ", "'").replace("`", "'")
    return low


def lowered(text: str) -> str:
    """The text in lower case with every offset as it was."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(one.lower() if len(one.lower()) == 1 else one for one in text)


def _of_verb() -> Iterable[tuple[str, Shape, bool]]:
    for shape, listed in _PAST:
        for ending in listed.split():
            yield from ((ending + tail, shape, bool(tail)) for tail in _REFLEXIVE)
    yield from ((ending, "pass", False) for ending in _SHORT_PASSIVE)
    for consonants in ("н", "т"):
        yield from ((consonants + ending, "part", False) for ending in _ADJECTIVE)
    # "разрушенная", but "скидання" is a noun
    yield from ((f"нн{ending}", "part", False) for ending in _ADJECTIVE - {"я", "ю", "і"})


def _of_participle() -> Iterable[tuple[str, Shape, bool]]:
    yield from ((ending, "pass", False) for ending in ("", "о", "ы", "а"))
    yield from ((ending, "part", False) for ending in _ADJECTIVE)
    # "раненный", but "поранення" is a noun
    yield from ((f"н{ending}", "part", False) for ending in _ADJECTIVE - {"я", "ю", "і"})


#: every ending of a stem with a mark, with its shape and whether it is reflexive
_ENDINGS: dict[str, tuple[tuple[str, Shape, bool], ...]] = {
    "~": tuple((ending, "noun", False) for ending in _NOUN),
    "+": tuple((ending, "noun", False) for ending in ("ня", "ню", "ням", "ні", "ь", "нями", "нях")),
    "#": tuple((ending, "adj", False) for ending in _ADJECTIVE),
    "^": tuple(_of_verb()),
    "=": tuple((ending + tail, "pres", bool(tail)) for ending in _PRESENT for tail in _REFLEXIVE),
    ":": tuple(_of_participle()),
}


def _forms_of(marked: str) -> list[str]:
    """Every form of one marked stem."""
    endings = _ENDINGS.get(marked[-1])
    if endings is None:
        return [marked]
    stem = marked[:-1]
    return [stem + ending for ending, _, _ in endings]


def forms(*rows: tuple[str, str]) -> dict[str, Form]:
    """Rows of (value, marked stems) as one mapping from each form."""
    found: dict[str, Form] = {}
    for value, listed in rows:
        made = {
            mark: [(ending, Form(value, shape, reflexive)) for ending, shape, reflexive in endings]
            for mark, endings in _ENDINGS.items()
        }
        alone = Form(value, "word")
        for marked in listed.split():
            stem = marked[:-1]
            for ending, form in made.get(marked[-1], ((marked[-1], alone),)):
                found.setdefault(stem + ending, form)
    return found


def values(*rows: tuple[T, str]) -> dict[str, T]:
    """Rows of (value, marked stems) as one mapping from each form to its value alone."""
    found: dict[str, T] = {}
    for value, listed in rows:
        for marked in listed.split():
            for word in _forms_of(marked):
                found.setdefault(word, value)
    return found


def every(*listed: str) -> frozenset[str]:
    """Every form of the marked stems."""
    return frozenset([word for one in listed for marked in one.split() for word in _forms_of(marked)])
