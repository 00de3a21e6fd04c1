"""Clauses of a sentence, and whether what one of them tells is reported as having happened."""

from __future__ import annotations

import msgspec

from truceline.extract.english.modality import (
    ASKED,
    CASES,
    GENERAL_WAR,
    HISTORIC,
    MODAL,
    NEGATING,
    PAST_HISTORY,
    SUPPOSED,
)
from truceline.extract.story import Token
from truceline.extract.words import words

_MARKS = frozenset(",;:—–()[]")
_STARTS = words(
    "while whereas although though after before as when where because until but who which that despite following "
    "amid since if unless"
)
_BORDERING = _MARKS | _STARTS | {"-"}
#: a month and a first name, not helpers of a verb
_NAMES = frozenset(("May", "Will"))
#: behind a "Will" that heads the sentence: who is asked about, and nobody's first name
_SUBJECTS = words("they he she it we you the a an this these those there")
_CONDITIONS = words("if unless should whether")
_HELPERS = words("had were should and but")
_ARTICLES = words("the a an it they he she we this that these those any one")
_LACKS = words("without no not didn't n't never nobody neither")
#: how far before the trigger a negation still reaches (tokens)
_REACH = 7


class Clause(msgspec.Struct, frozen=True, gc=False):
    """A stretch of a sentence's tokens `[first, last)` and of the text `[start, end)`."""

    first: int
    last: int
    start: int
    end: int


def clauses_of(tokens: list[Token]) -> list[Clause | None]:
    """The clause of each token; null on the borders between them. Each is looked for once."""
    found: list[Clause | None] = [None] * len(tokens)
    borders = [at for at, token in enumerate(tokens) if token.low in _BORDERING and _border(tokens, at)]
    at = 0
    for last in (*borders, len(tokens)):
        if at < last:
            first = at - 1 if at and tokens[at - 1].low in _CONDITIONS else at
            clause = Clause(first, last, tokens[first].start, tokens[last - 1].end)
            found[at:last] = [clause] * (last - at)
        at = last + 1
    return found


def clause_at(tokens: list[Token], at: int) -> Clause:
    """The clause that holds the token: between marks and the words that start clauses."""
    first = at
    while first > 0 and not _border(tokens, first - 1):
        first -= 1
    if first > 0 and tokens[first - 1].low in _CONDITIONS:
        first -= 1
    last = at + 1
    while last < len(tokens) and not _border(tokens, last):
        last += 1
    return Clause(first, last, tokens[first].start, tokens[last - 1].end)


def _border(tokens: list[Token], at: int) -> bool:
    token = tokens[at]
    if token.text in _MARKS:
        return not _between_figures(tokens, at)
    if token.text == "-":
        return tokens[at - 1].end < token.start if at else True
    return token.low in _STARTS and not (
        token.low == "as" and at + 1 < len(tokens) and tokens[at + 1].low in ("many", "much", "well")
    )


def _between_figures(tokens: list[Token], at: int) -> bool:
    """The mark in "5:40" and "4–6 km", which parts nothing."""
    if tokens[at].text not in ":–—" or at == 0 or at + 1 >= len(tokens):
        return False
    before, after = tokens[at - 1], tokens[at + 1]
    return before.end == tokens[at].start and before.text[-1].isdigit() and after.text[0].isdigit()


def happened(
    text: str, tokens: list[Token], clause: Clause, at: int, lacking: bool = False, gone: bool = False
) -> bool:
    """False for what is denied, only possible, planned, threatened, asked for, or a matter of history.

    `lacking` is for events that are a lack ("without power", "did not let the patrol in"), `gone` for things that
    stood there "previously".
    """
    inside = tokens[clause.first : clause.last]
    lows = {token.low for token in inside}
    if not lows.isdisjoint(MODAL) and _only_possible(tokens, clause, at):
        return False
    reach = max(clause.first, at - _REACH)
    joined = next((back for back in range(at - 1, reach - 1, -1) if tokens[back].low in ("and", "but")), None)
    before = tokens[reach if joined is None else joined : at]
    if any(
        token.low in NEGATING and not (lacking and token.low in _LACKS) and not _at_least(before, number)
        for number, token in enumerate(before)
    ):
        return False
    if "nothing" in (token.low for token in tokens[max(clause.first, at - 2) : at]):
        return False  # "nothing exploded", but "nothing was left after the strike"
    if at and tokens[at - 1].low == "to" and not _noun(tokens[at].low):  # "to shell", but "to have shelled"
        return False
    if tokens[clause.first].low in _HELPERS and _inverted(tokens, clause):
        return False
    if any(token.low in _CONDITIONS and _opens(tokens, number) for number, token in enumerate(tokens[:at])):
        return False
    if not gone and not lows.isdisjoint(HISTORIC) and PAST_HISTORY.search(text, clause.start, clause.end):
        return False
    if not lows.isdisjoint(SUPPOSED) and any(
        pattern.search(text, clause.start, tokens[at].start) for pattern in (CASES, ASKED)
    ):
        return False
    if tokens[at].low not in ("attack", "attacks", "offensive", "assault"):
        return True
    return GENERAL_WAR.search(text[max(clause.start, tokens[at].start - 12) : tokens[at].end + 8]) is None


def _only_possible(tokens: list[Token], clause: Clause, at: int) -> bool:
    """Whether a helper stands in the clause, but for one of a second verb: "was hit and cannot be repaired"."""
    for number in range(clause.first, clause.last):
        token = tokens[number]
        if token.low in MODAL and (token.text not in _NAMES or _asks(tokens, number)):
            return number < at or not any(one.low in ("and", "but") for one in tokens[at + 1 : number])
    return False


def _asks(tokens: list[Token], at: int) -> bool:
    """ "Will they hit Pell again?": a question, and nobody called Will."""
    following = tokens[at + 1].low if at + 1 < len(tokens) else ""
    return tokens[at].low == "will" and at == 0 and following in _SUBJECTS


def _at_least(before: list[Token], at: int) -> bool:
    """ "no fewer than eight bombs": a figure, and nothing denied."""
    return before[at].low in ("no", "not") and at + 1 < len(before) and before[at + 1].low in ("fewer", "less", "only")


def _noun(low: str) -> bool:
    """ "in response to shelling", "due to strikes"."""
    return low.endswith(("ing", "s", "ment"))


def _opens(tokens: list[Token], at: int) -> bool:
    """Whether a condition opens its clause ("if", "whether"; "should" only at the head)."""
    return tokens[at].low in ("if", "unless", "whether") or at == 0


def _inverted(tokens: list[Token], clause: Clause) -> bool:
    """ "Had the missile fallen further left, …": a helper at the head of a clause, and no question."""
    first = clause.first
    while first < clause.last and tokens[first].low in ("and", "but"):
        first += 1
    if first + 1 >= clause.last or tokens[first].low not in ("had", "were", "should"):
        return False
    opens = first == 0 or tokens[first - 1].text in _MARKS or tokens[first - 1].low in ("and", "but")
    return opens and (tokens[first + 1].low in _ARTICLES or tokens[first + 1].capital) and tokens[-1].text != "?"
