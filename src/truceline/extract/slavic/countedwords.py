"""Nouns that are counted in one language, and words by which a number is none of something."""

from __future__ import annotations

from typing import NamedTuple


class CountedWords(NamedTuple):
    """Every form of each word."""

    units: dict[str, str]  # counted noun to its unit of the taxonomy
    heads: dict[str, str]  # nouns whose unit outweighs a unit noun before them: "launchers" of missiles
    person_verbs: frozenset[str]  # verbs beside which a bare number counts persons
    numbered: frozenset[str]  # nouns that a number names rather than counts
    durations: frozenset[str]  # and months, whose days they are
    distances: frozenset[str]
    directions: frozenset[str]  # after a distance: it places something
    measures: frozenset[str]  # what is measured or paid
    small: frozenset[str]  # prepositions, conjunctions, pronouns, particles: no part of what is counted
    verbs: frozenset[str]  # frequent verbs that no ending gives away
    adverbs: frozenset[str]  # between number and noun: "ще", "уже"
    address: frozenset[str]
    ruin_verbs: frozenset[str]
