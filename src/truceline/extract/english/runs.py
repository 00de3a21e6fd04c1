"""Runs of capitalised words: where names stand, whoever or whatever they name."""

from __future__ import annotations

import re

import msgspec

from truceline.extract.english.lexicon import (
    MONTHS,
    TITLES,
    WEEKDAYS,
)
from truceline.extract.english.names import bare
from truceline.extract.english.nationalities import COUNTRIES, NATIONALITIES
from truceline.extract.english.placewords import OF_HEADS, SIDES
from truceline.extract.english.wordkinds import NAMED, TITLE
from truceline.extract.story import Story, Token
from truceline.extract.words import words

_INNER = words("de del la le las los al el es bin sur upon ed")
_CALENDAR = MONTHS.keys() | WEEKDAYS.keys()
#: first words of the names of countries
_OPEN_COUNTRIES = frozenset(name.partition(" ")[0] for name in COUNTRIES)
_LED = TITLES | NATIONALITIES.keys() | {word.lower() for word in NATIONALITIES}


_NAME = r"[A-Z\u00c0-\u00de][\w'’-]{1,30}(?:\s[A-Z\u00c0-\u00de][\w'’-]{1,30}){0,3}"
_CALLED = re.compile(rf"\.?\s({_NAME})")
_AGED = re.compile(rf"\b({_NAME}),\s\d\d,")
_AGE = re.compile(r",\s\d\d,")


class Run(msgspec.Struct, frozen=True, gc=False):
    """Tokens `[first, last)`; `words` are the name without its possessive ending."""

    first: int
    last: int
    words: str
    possessive: bool
    opens: bool  # the first word of the sentence, which is capitalised anyway
    full: int  # where the run began before titles and nationalities were taken off


def runs_of(tokens: list[Token], text: str, covered: frozenset[int]) -> list[Run]:
    """Every run of capitalised words in a sentence, without titles, nationalities and time words before it."""
    found: list[Run] = []
    at = 0
    size = len(tokens)
    while at < size:
        token = tokens[at]
        if not token.kinds & NAMED or at in covered:
            at += 1
            continue
        last = _end(tokens, text, at, covered)
        first = at
        if bare(token.text) in _OPEN_COUNTRIES and " ".join([bare(one.text) for one in tokens[at:last]]) in COUNTRIES:
            found.append(_run(tokens, at, last, at))
            at = last
            continue
        while first < last - 1 and (_leads(tokens[first].low) or tokens[first].low in _CALENDAR):
            first += 1
        found.append(_run(tokens, first, last, at))
        at = last
    return found


def _leads(low: str) -> bool:
    """A title or an adjective before a name: "President", "Ukrainian", "Russian-occupied"."""
    return low in _LED or low.endswith(("-occupied", "-held", "-controlled", "-run", "-backed", "-led", "-annexed"))


def _run(tokens: list[Token], first: int, last: int, full: int) -> Run:
    name = " ".join(one.text for one in tokens[first : last - 1])
    tail = tokens[last - 1].text
    ending = bare(tail)
    return Run(first, last, f"{name} {ending}" if name else ending, ending != tail, full == 0, full)


def titled(story: Story) -> set[str]:
    """Names that stand behind a title, or before an age, anywhere in the text: persons."""
    named: list[str] = []
    for sentence in story.sentences:
        if not story.kinds(sentence) & TITLE:
            continue
        at = 0
        for token in story.spoken_tokens(sentence):
            if token.kinds & TITLE and token.start >= at:
                match = _CALLED.match(story.text, token.end)
                if match is not None:
                    named.append(match[1])
                    at = match.end()
    if _AGE.search(story.text) is not None:
        named.extend(_AGED.findall(story.text))
    return {bare(name) for whole in named for name in (whole, whole.rsplit(maxsplit=1)[-1])}


def _end(tokens: list[Token], text: str, at: int, covered: frozenset[int]) -> int:
    last = at + 1
    while last < len(tokens):
        before, token = tokens[last - 1], tokens[last]
        if before.text[-1] in "s'’" and bare(before.text) != before.text:
            break
        if token.start != before.end + 1 or text[before.end] not in " \u00a0" or last in covered:
            break
        if token.kinds & NAMED:
            last += 1
            continue
        follows = last + 1 < len(tokens) and bool(tokens[last + 1].kinds & NAMED)
        if (
            (token.low in _INNER and follows and before.low not in SIDES)
            or (token.low == "of" and follows and before.low in OF_HEADS)
            or (token.low == "and" and follows and before.low == "bosnia")
        ):
            last += 2
        else:
            break
    return last
