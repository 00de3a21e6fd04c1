"""A long pattern is tried where a word of its list stands: no way through it may be without such a word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from truceline.extract.beginnings import Beginnings
from truceline.extract.english import telling as english
from truceline.extract.english.blasts import MINE_BLAST
from truceline.extract.english.evidence import ASSESSED as ENGLISH_ASSESSED
from truceline.extract.english.evidence import EVIDENCE
from truceline.extract.slavic import telling as slavic
from truceline.extract.slavic.eventplaces import _BEARING
from truceline.extract.slavic.eventsites import _IN_TOWN
from truceline.extract.slavic.kindwords import UNTRUE
from truceline.extract.slavic.triggers import ASSESSED, PAST, WITNESSES
from truceline.extract.slavic.triggers import EVIDENCE as SLAVIC_EVIDENCE

_PARSER = re._parser  # type: ignore[attr-defined]  # how `re` itself reads a pattern

#: what no list has: stands for whatever may stand there
_ANYTHING = "\0"
#: what a pattern may begin behind, where it does not say that a word begins there
_LETTER = "x"
#: letters of a set beyond which it is taken for anything
_FEW = 4


def _ways(items: list[tuple[object, Any]], so_far: str, listed: frozenset[str]) -> Iterator[str]:
    """Every way through a pattern, as letters with `_ANYTHING` between; cut short where a listed word has begun."""
    if any(word.startswith(tuple(listed)) for word in re.split(rf"[\W{_ANYTHING}]+", so_far)):
        return
    if not items:
        yield so_far
        return
    (kind, told), rest = items[0], items[1:]
    name = str(kind)
    if name == "LITERAL":
        yield from _ways(rest, so_far + chr(told).lower(), listed)
    elif name == "IN":
        letters = [chr(one).lower() for what, one in told if str(what) == "LITERAL"]
        plain = len(letters) == len(told) <= _FEW
        for letter in letters if plain else [_ANYTHING]:
            yield from _ways(rest, so_far + letter, listed)
    elif name == "BRANCH":
        for branch in told[1]:
            yield from _ways([*branch, *rest], so_far, listed)
    elif name == "SUBPATTERN":
        yield from _ways([*told[-1], *rest], so_far, listed)
    elif name == "ATOMIC_GROUP":
        yield from _ways([*told, *rest], so_far, listed)
    elif name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        least, _, inner = told
        if least:
            yield from _ways([*inner, *rest], so_far, listed)
        else:
            yield from _ways(rest, so_far + _ANYTHING, listed)
    elif name in ("ASSERT", "ASSERT_NOT"):
        yield from _ways(rest, so_far, listed)
    else:
        yield from _ways(rest, so_far + _ANYTHING, listed)


_PATTERNS: dict[str, tuple[re.Pattern[str], frozenset[str]]] = {
    "history": (PAST, slavic.HISTORY),
    "belied": (UNTRUE, slavic.BELIED),
    "guessed": (ASSESSED, slavic.GUESSED),
    "town": (_IN_TOWN, slavic.TOWN),
    "compass": (_BEARING, slavic.COMPASS),
    "guessed in English": (ENGLISH_ASSESSED, english.GUESSED),
    "mines": (MINE_BLAST, english.MINES),
    **{verb: (pattern, english.WATCHED) for verb, pattern in EVIDENCE},
    **{f"{verb}, Slavic": (pattern, frozenset(WITNESSES)) for verb, pattern in SLAVIC_EVIDENCE},
}


@pytest.mark.parametrize("name", _PATTERNS)
def test_no_way_through_a_pattern_is_without_a_listed_word(name: str) -> None:
    pattern, listed = _PATTERNS[name]
    assert next(_ways([*_PARSER.parse(pattern.pattern)], _LETTER, listed), None) is None


def test_a_word_has_the_bits_of_all_its_parts() -> None:
    bits = Beginnings((1, ("mine", "ied")), (2, ("mined",)), (4, ("ied",)))
    assert [bits.of(low) for low in ("mine", "mined", "anti-mine", "iedx", "min", "examined")] == [1, 3, 1, 5, 0, 0]


def test_a_way_without_one_is_found() -> None:
    listed = frozenset(("вирок",))
    assert next(_ways([*_PARSER.parse(r"\b(?:суд|вирок)\w+\sщо")], _LETTER, listed), None) is not None
    assert next(_ways([*_PARSER.parse(r"\b(?:вирок|суду? вирок)\w+\sщо")], _LETTER, listed), None) is None
    assert next(_ways([*_PARSER.parse(r"(?:вирок)\w+\sщо")], _LETTER, listed), None) is not None
