"""Which of two derived items came first, and whom the later one credits. Said only where the evidence says it."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from truceline.derive import lexicon
from truceline.derive.measures import Measures
from truceline.derive.shelf import Known

#: names of sources too short, or too common as words, to be looked for in a text
_LEAST_NAME = 5
_CUT_VERBATIM, _CUT_LENGTH = 0.9, 1.3


class Direction(NamedTuple):
    """`a_from_b`, `b_from_a` or None; whom the later credits, as written; and the words for it."""

    way: str | None
    credit: str | None
    grounds: str


class Told(NamedTuple):
    """A document as far as it tells whom it owes."""

    text: str
    known: Known


def direction(a: Told, b: Told, m: Measures, agencies_a: frozenset[str], agencies_b: frozenset[str]) -> Direction:
    """A credit tells most, then the time of publication, then one text being the other with parts cut out."""
    in_a, in_b = _credit(a, b, agencies_a, agencies_b), _credit(b, a, agencies_b, agencies_a)
    if in_a and not in_b:
        return Direction("a_from_b", in_a, f"one credits {in_a}")
    if in_b and not in_a:
        return Direction("b_from_a", in_b, f"one credits {in_b}")
    credit = in_a or _as_written(a, agencies_a) or _as_written(b, agencies_b)
    first, second = a.known.published_s, b.known.published_s
    if first is not None and second is not None and first != second:
        way = "a_from_b" if first > second else "b_from_a"
        return Direction(way, credit, "one was published earlier")
    shorter, longer = sorted((m.words_a, m.words_b))
    if shorter and m.covered >= _CUT_VERBATIM * shorter and longer >= _CUT_LENGTH * shorter:
        way = "a_from_b" if m.words_a < m.words_b else "b_from_a"
        return Direction(way, credit, "one is the other with parts cut out")
    return Direction(None, credit, "")


def _credit(own: Told, other: Told, own_agencies: frozenset[str], other_agencies: frozenset[str]) -> str | None:
    """The words with which a text names the other's source, or an agency that the other text is not known to owe."""
    source = other.known.source
    if len(source) >= _LEAST_NAME and source[:1].isupper() and source != own.known.source and source in own.text:
        return source
    owed = own_agencies - other_agencies
    if other.known.credit in own_agencies and own.known.credit != other.known.credit:
        return _as_written(own, frozenset({other.known.credit or ""})) or other.known.credit
    if source in owed:
        return _as_written(own, frozenset({source}))
    return None


def _as_written(document: Told, agencies: frozenset[str]) -> str | None:
    if not agencies:
        return None
    found = _spellings().finditer(document.text)
    return next((m.group() for m in found if agencies & _names_of(m.group())), document.known.credit)


@cache
def _spellings() -> re.Pattern[str]:
    spellings = sorted((s for _, forms in lexicon.AGENCIES for s in forms), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(re.escape(s).replace(chr(92) + ' ', '[ -]') for s in spellings)})\b")


@cache
def _names_of(spelling: str) -> frozenset[str]:
    plain = spelling.replace("-", " ")
    return frozenset(name for name, forms in lexicon.AGENCIES if plain in forms)
