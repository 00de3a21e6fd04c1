"""Facts that only one of two texts states: numbers of something, names, times, quotations, reported words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, takewhile
from typing import NamedTuple

from truceline.derive.passages import Token, Told, tokens
from truceline.derive.spelling import loose, skeleton
from truceline.model.comparison import LoneFact
from truceline.model.comparison_codes import Side
from truceline.model.evidence import Document
from truceline.model.mentions import (
    AnyMention,
    PersonMention,
    PlaceMention,
    QuantityMention,
    Quote,
    Statement,
    TimeMention,
)

#: intervals that overlap name one time, unless one is this many times as long as the other
_AS_LONG = 8
#: of the content words of reported speech; fewer in any passage of the other text, and it does not tell it
_TOLD = 0.34
_LEAST_WORDS = 4
_MOST = 80
#: characters between a number and the words for what it counts
_NEAR = 30


class Witnessed(NamedTuple):
    """A text with what was read in it, as facts are looked for."""

    document: Document
    told: tuple[Told, ...]
    mentions: tuple[AnyMention, ...]

    @property
    def words(self) -> frozenset[str]:
        """Every key under which a name or a number may stand in the text."""
        found = set()
        for token in self.tokens:
            found |= {token.key, loose(token.word), token.stem or token.key}
            if token.word[:1].isupper() and len(consonants := skeleton(token.word)) > 1:
                found.add(consonants)
        return frozenset(found)

    @property
    def tokens(self) -> Iterator[Token]:
        return (token for passage in self.told for token in passage.tokens)


def lone_facts(a: Witnessed, b: Witnessed, one_language: bool) -> tuple[LoneFact, ...]:
    """Facts of `a` that `b` does not state, then those of `b`, each side in the order of its text."""
    return (*_lone("a", a, b, one_language), *_lone("b", b, a, one_language))


def _lone(side: Side, mine: Witnessed, other: Witnessed, one_language: bool) -> tuple[LoneFact, ...]:
    found = [*_quantities(side, mine, other, one_language), *_times(side, mine, other)]
    if one_language:
        found += [*_names(side, mine, other), *_statements(side, mine, other)]
    return tuple(sorted(found, key=lambda fact: (fact.start, fact.end, fact.kind))[:_MOST])


def _quantities(side: Side, mine: Witnessed, other: Witnessed, one_language: bool) -> Iterator[LoneFact]:
    theirs = [m for m in other.mentions if isinstance(m, QuantityMention)]
    read = {key for m in theirs for key in _figures(m.text)}
    standing = {token.key for token in other.tokens if token.key[:1].isdigit()} - read
    for m in mine.mentions:
        if not isinstance(m, QuantityMention) or (m.unit is None and not one_language):
            continue
        figures = _figures(m.text)
        if figures and figures <= standing:
            continue  # it stands there too, though nothing was read from it
        if not any(_one_quantity(m, n) for n in theirs):
            yield LoneFact(side, "quantity", m.start, _with_counted(m, mine.document.text))


def _with_counted(m: QuantityMention, text: str) -> int:
    """The end of the number with the words for what it counts, where they follow it."""
    place = text.find(m.of, m.end, m.end + _NEAR + len(m.of)) if m.of else -1
    return m.end if place < 0 or m.of is None else place + len(m.of)


def _figures(words: str) -> frozenset[str]:
    return frozenset(token.key for token in tokens(words, 0, len(words)) if token.key[:1].isdigit())


def _one_quantity(m: QuantityMention, n: QuantityMention) -> bool:
    """Whether the two may be one number: bounds that meet, and nothing that says they count different things."""
    if m.unit is not None and n.unit is not None and m.unit != n.unit:
        return False
    low_m, high_m = _bounds(m)
    low_n, high_n = _bounds(n)
    return low_m <= high_n and low_n <= high_m


def _bounds(m: QuantityMention) -> tuple[float, float]:
    low = m.low_milli if m.low_milli is not None else m.value_milli
    high = m.high_milli if m.high_milli is not None else m.value_milli
    return (float("-inf") if low is None else low, float("inf") if high is None else high)


def _times(side: Side, mine: Witnessed, other: Witnessed) -> Iterator[LoneFact]:
    theirs = [(m.from_s, m.to_s) for m in other.mentions if isinstance(m, TimeMention)]
    known = [(start, end) for start, end in theirs if start is not None and end is not None]
    seen: set[tuple[int, int]] = set()
    for m in mine.mentions:
        if not isinstance(m, TimeMention) or m.from_s is None or m.to_s is None or (m.from_s, m.to_s) in seen:
            continue
        seen.add((m.from_s, m.to_s))
        if not _dated(other.document) and _same_words(m, other.words):
            continue  # "Tuesday" in a text without a date may be that Tuesday
        if not any(_one_time(m.from_s, m.to_s, start, end) for start, end in known):
            yield LoneFact(side, "time", m.start, m.end)


def _dated(document: Document) -> bool:
    return document.published_s is not None or document.published_day is not None


def _same_words(m: TimeMention, words: frozenset[str]) -> bool:
    return all((token.stem or token.key) in words for token in tokens(m.text, 0, len(m.text)))


def _one_time(start: int, end: int, other_start: int, other_end: int) -> bool:
    shorter, longer = sorted((end - start, other_end - other_start))
    return start < other_end and other_start < end and longer <= _AS_LONG * max(shorter, 1)


def _names(side: Side, mine: Witnessed, other: Witnessed) -> Iterator[LoneFact]:
    theirs = other.words
    seen: set[str] = set()
    for name in _named(mine):
        keys = {loose(token.word) for token in name}
        # the last word of a name tells most: "Prime Minister Keir Starmer" is not known by its "Minister"
        new = list(takewhile(lambda token: not _stands(token, theirs), reversed(name)))
        if new and seen.isdisjoint(keys):
            yield LoneFact(side, "name", new[-1].start, new[0].end)
        seen |= keys


def _stands(name: Token, words: frozenset[str]) -> bool:
    keys = (name.key, loose(name.word), name.stem or name.key, skeleton(name.word))
    return not words.isdisjoint(keys)


def _named(text: Witnessed) -> list[list[Token]]:
    """Persons and places that were read, and capitalised words inside sentences; in the order of the text."""
    spans = [(m.start, m.end) for m in text.mentions if isinstance(m, (PersonMention, PlaceMention))]
    names = [_capitalised(tokens(text.document.text, start, end)) for start, end in spans]
    for passage in text.told:
        if not _is_title(passage.tokens):
            names += _inside(text.document.text, passage.tokens)
    return sorted((name for name in names if name), key=lambda name: (name[0].start, -name[-1].end))


def _capitalised(words: Iterable[Token]) -> list[Token]:
    return [token for token in words if token.word[:1].isupper()]


def _is_title(words: Sequence[Token]) -> bool:
    """A Headline Written Like This says nothing of what is a name."""
    telling = [token for token in words if token.stem]
    return sum(token.word[:1].isupper() for token in telling) * 5 >= len(telling) * 3


def _inside(text: str, words: Sequence[Token]) -> list[list[Token]]:
    """Runs of capitalised words that do not begin the sentence or a quotation in it."""
    found: list[list[Token]] = []
    for before, token in pairwise(words):
        gap = text[before.end : token.start]
        if not token.word[:1].isupper() or len(token.key) < 3 or token.key in _CALENDAR or _is_compound(token.word):
            continue
        if gap == " " and found and found[-1][-1] is before:
            found[-1].append(token)
        elif not gap.strip():
            found.append([token])
    return found


def _is_compound(word: str) -> bool:
    """ "NATO-linked" says something about something else."""
    return "-" in word and not word.rsplit("-", maxsplit=1)[-1][:1].isupper()


_CALENDAR = frozenset(
    re.findall(
        r"\w+",
        """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december
    """,
    )
)


def _statements(side: Side, mine: Witnessed, other: Witnessed) -> Iterator[LoneFact]:
    theirs = [passage.stems for passage in other.told]
    quoted = [(m.start, m.end) for m in mine.mentions if isinstance(m, Quote)]
    for m in mine.mentions:
        if isinstance(m, Statement) and not any(m.start <= start and end <= m.end for start, end in quoted):
            stems = {t.stem for t in tokens(mine.document.text, m.start, m.end) if t.stem}
            nearest = max((len(stems & passage) for passage in theirs), default=0)
            if len(stems) >= _LEAST_WORDS and nearest < _TOLD * len(stems):
                yield LoneFact(side, "statement", m.start, m.end)
