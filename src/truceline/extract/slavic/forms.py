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
from itertools import chain
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


#: tables are written from the last row to the first, so that what is listed first stays
_BACKWARD = {mark: endings[::-1] for mark, endings in _ENDINGS.items()}
_WRITTEN = {mark: tuple(ending for ending, _, _ in endings) for mark, endings in _BACKWARD.items()}


def _forms_of(marked: str) -> Iterable[str]:
    """Every form of one marked stem."""
    endings = _WRITTEN.get(marked[-1])
    return (marked,) if endings is None else map(marked[:-1].__add__, endings)


def forms(*rows: tuple[str, str]) -> dict[str, Form]:
    """Rows of (value, marked stems) as one mapping from each form."""
    found: dict[str, Form] = {}
    for value, listed in reversed(rows):
        made = {
            mark: [Form(value, shape, reflexive) for _, shape, reflexive in endings]
            for mark, endings in _BACKWARD.items()
        }
        alone = [Form(value, "word")]
        for marked in reversed(listed.split()):
            found.update(zip(_forms_of(marked), made.get(marked[-1], alone), strict=True))
    return found


def values(*rows: tuple[T, str]) -> dict[str, T]:
    """Rows of (value, marked stems) as one mapping from each form to its value alone."""
    found: dict[str, T] = {}
    for value, listed in reversed(rows):
        for marked in reversed(listed.split()):
            found.update(dict.fromkeys(_forms_of(marked), value))
    return found


def every(*listed: str) -> frozenset[str]:
    """Every form of the marked stems."""
    return frozenset(chain.from_iterable(_forms_of(marked) for one in listed for marked in one.split()))
