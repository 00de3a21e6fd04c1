"""What the parties undertake in the text of an agreement: "Forces shall withdraw five kilometres", each agreed.

A report says of each part where it stands. The text of an agreement does not: it says once that the parties agreed, and
then what they shall do. So a text is known for one by that formula, or by two sentences in which the parties shall do
something, and each of its duties is a part that is agreed. What it leaves open, keeps secret or takes note of, it says
in the words of a report, and those are read first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from truceline.extract.english.acts import act_code
from truceline.extract.english.elements import elements_in
from truceline.extract.english.lexicon import BE
from truceline.extract.english.termwords import OTHER
from truceline.extract.story import Story, Token
from truceline.extract.timespans import TimeSpans
from truceline.extract.undertaken import Duty, with_duties
from truceline.extract.words import words
from truceline.model.mentions import AgreementElement

_FORMULA = re.compile(
    r"\b(?:agreed?|undertakes?|undertook|resolved|decided)\s(?:(?:to|on|upon)\s)?(?:as\sfollows|the\sfollowing)\b"
    r"|\bhereby\s(?:agree|undertake|declare|commit)\b"
)
#: one of these is in every text of an agreement: looked for first, since nearly every text is none
_SIGNS = ("shall", "as follows", "the following", "hereby")
_PARTY = re.compile(
    r"\b(?:(?:the|both|all|each|either|no|neither)\s)?(?:parties|party|sides?|signator(?:y|ies)|forces)\s"
    r"(?:\w+\s){0,2}?(?:shall|undertakes?|commits?\sthemselves|commits?\sitself)\b",
    re.IGNORECASE,
)
#: sentences in which parties shall do something before a text without the formula is one
_ENOUGH = 2
_SHALL = words("shall")
_UNDERTAKES = words("undertake undertakes commit commits agree agrees pledge pledges")
_ITSELF = words("itself themselves to hereby")
_LIGHT = words("not also immediately jointly mutually fully further forthwith be hereby thereafter")
#: the course of the talks and of the paper itself is no part of what was agreed
_OF_THE_PAPER = words(
    "consider reconsider examine discuss review return remain continue meet enter take mean include constitute apply "
    "notify inform report submit convene sign come expire terminate interpret prevail bind negotiate prejudice affect"
)
_PAPER_PASSIVES = words(
    "considered examined discussed reviewed negotiated determined interpreted defined signed bound deemed settled "
    "resolved amended decided addressed"
)
_FOUNDED = words("established created prohibited banned forbidden abolished lifted set")
_HANGING = words("from on by at within until in and or as of to no later than before")
_ENDS = frozenset(",;:.()—–")
_CLAUSES = words("which that who where unless if provided except until")
#: tokens of what marks the member of a list: "(a)"
_MARKER = 4
#: letters of a word in -ly that is no adverb: "fly", "rely"
_SHORT = 4
#: tokens of an act at most, and of what stands before a passive
_LONGEST, _FURTHEST = 14, 30
_OFFERED = re.compile(r"\b(?:proposals?|proposed|suggestions?|offers?|offered)\b", re.IGNORECASE)


def with_undertakings(
    story: Story, found: tuple[AgreementElement, ...], times: TimeSpans
) -> tuple[AgreementElement, ...]:
    """The elements of a report, and what the parties undertake where the text is that of an agreement."""
    if not any(sign in story.text for sign in _SIGNS) or not _is_agreement(story):
        return found
    return with_duties(story, found, _duties_in(story, times))


def _duties_in(story: Story, times: TimeSpans) -> Iterator[Duty]:
    listing = False
    for sentence in story.sentences:
        tokens = story.tokens(sentence)
        if sentence.headline or not tokens:
            continue
        opened = _opened(tokens) if listing else None
        acts = _duties(tokens, times) if opened is None else [_act(tokens, opened, times)]
        offered = bool(acts) and _OFFERED.search(story.text, sentence.start, sentence.end) is not None
        for first, last in filter(None, acts):
            yield Duty(tokens[first].start, tokens[last - 1].end, _code(story, tokens, first, last), offered)
        if tokens[-1].text == ":":
            listing = any(token.low in _SHALL or token.low == "to" for token in tokens)
        elif opened is None and len(tokens) > _MARKER:
            listing = False


def _opened(tokens: list[Token]) -> int | None:
    """Where the member of a list begins behind "(a)", "i.", "-", and its act stands without "shall"."""
    at = 0
    while at < min(len(tokens), _MARKER) and (len(tokens[at].text) <= 2 or not tokens[at].text[0].isalpha()):
        at += 1
    begins = at < len(tokens) and tokens[at].text[0].islower()
    return at if begins and not any(token.low in _SHALL for token in tokens) else None


def _is_agreement(story: Story) -> bool:
    if _FORMULA.search(story.narrator) is not None:
        return True
    return sum(1 for _ in _PARTY.finditer(story.narrator)) >= _ENOUGH


def _code(story: Story, tokens: list[Token], first: int, last: int) -> str:
    """The part that the act is known as, else the part that it names."""
    known = act_code(tokens, first, last)
    if known is None:
        known = next((code for code, _, _ in elements_in(story.text, tokens[first:last])), OTHER)
    return known


def _duties(tokens: list[Token], times: TimeSpans) -> list[tuple[int, int]]:
    """The acts of a sentence, as tokens `[first, last)`."""
    found: list[tuple[int, int]] = []
    for at, token in enumerate(tokens):
        if found and at < found[-1][1]:
            continue
        duty = None
        if token.low in _SHALL:
            duty = _shall(tokens, at, times)
        elif token.low in _UNDERTAKES and at and at + 2 < len(tokens) and tokens[at + 1].low in _ITSELF:
            begin = next((to + 1 for to in range(at + 1, min(at + 4, len(tokens))) if tokens[to].low == "to"), None)
            duty = None if begin is None else _act(tokens, begin, times)
        elif token.low in _FOUNDED and at > 1 and any(one.low in BE for one in tokens[max(0, at - 2) : at]):
            duty = _subject(tokens, at - 1, times)
        if duty is None:
            continue
        found.append(duty)
        found.extend(_and_acts(tokens, duty[1], times))
    return found


def _shall(tokens: list[Token], at: int, times: TimeSpans) -> tuple[int, int] | None:
    """ "shall withdraw its guns" by the act, "weapons shall be stored" by its subject, "there shall be a line"."""
    after = at + 1
    while after < len(tokens) and tokens[after].low in _LIGHT and tokens[after].low != "be":
        after += 1
    if after >= len(tokens):
        return None
    if tokens[after].low != "be":
        return _act(tokens, after, times)
    verb = after + 1
    while verb < len(tokens) and _is_adverb(tokens[verb]):
        verb += 1
    if verb >= len(tokens) or tokens[verb].low in _PAPER_PASSIVES:
        return None
    if at and tokens[at - 1].low == "there":
        return _phrase(tokens, after + 1, times)
    subject = _subject(tokens, at, times)
    return None if subject is None else (subject[0], max(subject[1], _end(tokens, verb, times)))


def _act(tokens: list[Token], first: int, times: TimeSpans) -> tuple[int, int] | None:
    while first < len(tokens) and (tokens[first].low in _LIGHT or _is_adverb(tokens[first])):
        first += 1
    if first >= len(tokens) or tokens[first].low in _OF_THE_PAPER or not tokens[first].low.isalpha():
        return None
    return _phrase(tokens, first, times)


def _is_adverb(token: Token) -> bool:
    return token.low.endswith("ly") and len(token.low) > _SHORT and token.low not in ("apply", "supply", "comply")


def _phrase(tokens: list[Token], first: int, times: TimeSpans) -> tuple[int, int] | None:
    end = _end(tokens, first, times)
    return (first, end) if end > first + 1 else None


def _end(tokens: list[Token], first: int, times: TimeSpans) -> int:
    """Where the act ends: at a mark, a clause, a time, another act."""
    at = first
    while at < min(len(tokens), first + _LONGEST):
        token = tokens[at]
        if token.text in _ENDS or token.low in _CLAUSES or token.low in _SHALL or (at > first and times.covers(token)):
            break
        if token.low in ("and", "or") and at + 1 < len(tokens) and tokens[at + 1].low in ("shall", "to", "not"):
            break
        at += 1
    while at > first + 1 and tokens[at - 1].low in _HANGING:
        at -= 1
    return at


def _subject(tokens: list[Token], at: int, times: TimeSpans) -> tuple[int, int] | None:
    """The words before a passive, from the beginning of its clause."""
    first, furthest = at, max(0, at - _FURTHEST)
    while first > furthest and tokens[first - 1].text not in _ENDS and tokens[first - 1].low not in _CLAUSES:
        first -= 1
    while first < at and (times.covers(tokens[first]) or not tokens[first].text[0].isalpha()):
        first += 1
    last = at
    while last > first and (tokens[last - 1].low in BE or tokens[last - 1].low in _LIGHT):
        last -= 1
    return (first, last) if first < last else None


def _and_acts(tokens: list[Token], at: int, times: TimeSpans) -> list[tuple[int, int]]:
    """ "… and to hand over the maps", "… and shall not rearm": what the same parties do besides."""
    found: list[tuple[int, int]] = []
    while at + 2 < len(tokens):
        skip = at + (tokens[at].text == ",")
        if tokens[skip].low not in ("and", "or", "nor") or skip + 2 >= len(tokens):
            break
        if tokens[skip + 1].low != "to":
            break
        duty = _act(tokens, skip + 2, times)
        if duty is None:
            break
        found.append(duty)
        at = duty[1]
    return found
