"""Phrases for the elements of an agreement and words for their status, by their first letters."""

from __future__ import annotations

from functools import lru_cache
from types import ModuleType
from typing import NamedTuple

from truceline.extract.slavic.forms import fold
from truceline.extract.slavic.language import Language
from truceline.extract.slavic.russian import elements as russian
from truceline.extract.slavic.ukrainian import elements as ukrainian
from truceline.model.mentions import ElementStatus

_TABLES: dict[Language, ModuleType] = {"uk": ukrainian, "ru": russian}
#: letters by which phrases and words of status are looked up
HEAD = 3


class ElementWords(NamedTuple):
    """The words of one language."""

    phrases: dict[str, tuple[tuple[str, tuple[str, ...]], ...]]  # by the first letters; longest phrase first
    adjectives: tuple[str, ...]
    status: dict[str, tuple[tuple[str, bool, ElementStatus], ...]]  # stem, only behind "не", status
    thought_of: tuple[str, ...]
    contrast: frozenset[str]
    nearest: tuple[tuple[str, tuple[str, ...]], ...]
    never: tuple[str, ...]  # words that begin like one of status and tell none


@lru_cache(maxsize=2)
def element_words(language: Language) -> ElementWords:
    """The words of a language."""
    tables = _TABLES[language]
    phrases: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for code, listed in tables.ELEMENTS:
        for phrase in listed.split("|"):
            stems = tuple(phrase.split())
            phrases.setdefault("#" if stems[0].startswith("#") else stems[0][:HEAD], []).append((code, stems))
    status: dict[str, list[tuple[str, bool, ElementStatus]]] = {}
    for value, listed in tables.STATUS:
        for stem in listed.split():
            bare = stem.removeprefix("не-")
            status.setdefault(bare[:HEAD], []).append((bare, stem.startswith("не-"), value))
    return ElementWords(
        {head: tuple(sorted(rows, key=lambda row: -len(row[1]))) for head, rows in phrases.items()},
        tuple(tables.ADJECTIVES.split()),
        {head: tuple(sorted(rows, key=lambda row: (not row[1], -len(row[0])))) for head, rows in status.items()},
        tuple(tables.THOUGHT_OF.split()),
        frozenset(tables.CONTRAST.split()),
        tuple((code, tuple(stems.split())) for code, stems in tables.NEAREST),
        tuple(tables.NEVER.split()),
    )  # fmt: skip


@lru_cache(maxsize=32_768)
def phrases_from(low: str, language: Language) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The phrases that a word can begin, the longest first; a word of no phrase is asked for thousands of times."""
    low = fold(low)
    rows = element_words(language).phrases.get("#" if low[:1].isdigit() else low[:HEAD], ())
    return tuple((code, stems) for code, stems in rows if fits(low, stems[0]))


def fits(low: str, stem: str) -> bool:
    """Whether a word is a form of a stem."""
    if stem == "#":
        return low[:1].isdigit()
    if stem.startswith("#"):
        return low[:1].isdigit() and stem[1:] in low
    return low == stem[:-1] if stem.endswith(".") else low.startswith(stem)
