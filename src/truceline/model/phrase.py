"""A sentence before it is in a language: which one it is, and the values of its blanks.

A stage says `Phrase("effect_drop", (("ratio", Decimal(430)),))`; each language has its own template under that key.
In a template `{n}` is the value and `{n:day|days}` the form of a word that the value needs, in the order of the
language's plural categories (CLDR: one, other in English; one, few, many, other in Ukrainian and Russian).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

import msgspec


class Decimal(msgspec.Struct, frozen=True, tag="decimal"):
    """A number in thousandths, written with so many decimal places."""

    milli: int
    digits: int = 2


class Day(msgspec.Struct, frozen=True, tag="day"):
    """A day, ISO 8601."""

    day: str


class Moment(msgspec.Struct, frozen=True, tag="moment"):
    """An instant in UTC, to the minute."""

    at_s: int


class Name(msgspec.Struct, frozen=True, tag="name"):
    """A name or words of somebody else: they stand as they are, in every language."""

    words: str


class Code(msgspec.Struct, frozen=True, tag="code"):
    """A code of a closed table, told by its label."""

    group: str
    code: str


class Several(msgspec.Struct, frozen=True, tag="several"):
    """Values in a row, with commas between them."""

    items: tuple[Value, ...]


class Phrase(msgspec.Struct, frozen=True, tag="phrase"):
    """A sentence, or a part of one, by its key and the values of its blanks."""

    key: str
    blanks: tuple[tuple[str, Value], ...] = ()


Value = int | Decimal | Day | Moment | Name | Code | Several | Phrase

_BLANK = re.compile(r"\{(\w+)(?::([^{}]*))?\}")


def say(key: str, **blanks: Value) -> Phrase:
    """The phrase with its blanks in the order of their names."""
    return Phrase(key, tuple(sorted(blanks.items())))


def renamed(phrase: Phrase, name_of: Callable[[str], str]) -> Phrase:
    """The phrase with each name in it as `name_of` gives it: a party's name for its id."""
    return Phrase(phrase.key, tuple((blank, _renamed(value, name_of)) for blank, value in phrase.blanks))


def _renamed(value: Value, name_of: Callable[[str], str]) -> Value:
    if isinstance(value, Name):
        return Name(name_of(value.words))
    if isinstance(value, Several):
        return Several(tuple(_renamed(item, name_of) for item in value.items))
    return renamed(value, name_of) if isinstance(value, Phrase) else value


def days(items: Iterable[str]) -> Several:
    return Several(tuple(Day(item) for item in items))


def fill(
    template: str, blanks: Iterable[tuple[str, Value]], tell: Callable[[Value], str], form: Callable[[Value], int]
) -> str:
    """The template with its blanks filled: `tell` writes a value, `form` gives the place of the plural form it needs.

    Raises:
        KeyError: the template has a blank that the phrase does not fill.
    """
    values = dict(blanks)

    def filled(found: re.Match[str]) -> str:
        value = values[found[1]]
        if found[2] is None:
            return tell(value)
        forms = found[2].split("|")
        return forms[min(form(value), len(forms) - 1)]

    return _BLANK.sub(filled, template)


def blanks_of(template: str) -> frozenset[str]:
    """The names of a template's blanks."""
    return frozenset(found[1] for found in _BLANK.finditer(template))
