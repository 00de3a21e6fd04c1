"""What a language's words of number stand for."""

from __future__ import annotations

from typing import NamedTuple

from truceline.extract.digits import Vagueness


class Modifier(NamedTuple):
    """Words before a number, and the room that they leave around it."""

    words: list[str]
    meaning: Vagueness


class NumberWords(NamedTuple):
    """The words of number of one language; every form of each."""

    ones: dict[str, int]  # one to nineteen
    tens: dict[str, int]  # twenty to ninety
    hundreds: dict[str, int]  # a hundred to nine hundred
    scales: dict[str, int]  # thousand, million, milliard, trillion
    collective: frozenset[str]  # "двоє", "трое": of persons, unless a noun says otherwise
    halves: dict[str, int]  # one and a half, in thousandths; half of a scale
    vague: dict[str, tuple[int, int]]  # "dozens", "hundreds" without a figure: least and most
    several: frozenset[str]  # "several": three to nine, of what follows
    dozen: dict[str, int]  # ten, a hundred as a noun: "two tens", "a hundred"
    fractions: dict[str, int]  # "a third": thousandths of a per cent
    ordinals: dict[str, int]  # second to tenth: the whole that a fraction or "every fifth" is a part of
    each: frozenset[str]
    plus_half: frozenset[str]  # "with a half" behind a number and a preposition
    by: frozenset[str]  # "by" before a fraction
    percent: frozenset[str]
    of: frozenset[str]
    modifiers: dict[str, tuple[Modifier, ...]]  # by their last word, longest first
    to: frozenset[str]  # between the ends of a range
    between: frozenset[str]
    joined: frozenset[str]  # "and"
    growth: frozenset[str]  # verbs after which "to" names the figure itself: "rose to 25"
    times: dict[str, int]  # "doubled": thousandths of a per cent more


def modifiers(*rows: tuple[Vagueness, str]) -> dict[str, tuple[Modifier, ...]]:
    """Rows of (meaning, phrases parted by "|") as the phrases that end in each word."""
    found: dict[str, list[Modifier]] = {}
    known = {tuple(phrase.split()): meaning for meaning, listed in rows for phrase in listed.split("|")}
    for phrase, meaning in sorted(known.items(), key=lambda one: -len(one[0])):
        found.setdefault(phrase[-1], []).append(Modifier(list(phrase), meaning))
    return {last: tuple(listed) for last, listed in found.items()}
