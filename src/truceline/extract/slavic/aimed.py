"""Strikes that no verb tells: "FPV – по автівці", "артилерія по ринку", "14:00 – с. Клюси. Два «шахеди»."."""

from __future__ import annotations

import re

from truceline.extract.slavic.forms import Form
from truceline.extract.slavic.signs import ALL_MARKS, CLOSING, DASHES
from truceline.extract.slavic.triggers import means_of
from truceline.extract.slavic.wordclasses import CAPITAL, MEANS, NUMBER, TRIGGER, VERB
from truceline.extract.story import Token

#: the shape of a verb with its subject: who is struck is told anew
FORM = Form("STRIKE", "p")
#: forms that depend on another noun: "склад ракет по вулиці", "оператор дронів"
_OF = ("ів", "ов", "ев", "ей", "кет", "ії", "ии", "а", "ами", "ями")
_ALIKE = ("ий", "ій", "ый", "ой", "на", "ні", "ные", "ая", "ські", "ська", "ские", "жі")
#: what is not struck though "по" leads to it
_ALONG = ("всьо", "всій", "всей", "всем", "усьо", "усій", "суті", "сути", "ліні", "лини", "цін", "цен",
    "дорозі", "дорог", "черзі", "очереди", "кілька", "нескольк", "факт")  # fmt: skip
#: a line of a district's list begins with its hour
_HOUR = re.compile(r"(?:[^\w\n]{0,4})\d{1,2}[:.]\d\d\b")
_SHORT = 3


def aimed(tokens: list[Token], lows: list[str], paragraph: str) -> list[tuple[int, str]]:
    """The words for means that tell a strike by themselves, with its type; `paragraph` is how theirs begins."""
    if len(tokens) <= 2 * _SHORT and _alone(tokens) and _HOUR.match(paragraph) is not None:
        return [(at, kind) for at, low in enumerate(lows) if (kind := means_of(low)) is not None][:1]
    found = []
    for at, token in enumerate(tokens):
        kind = means_of(lows[at]) if token.kinds & MEANS and not token.kinds & TRIGGER else None
        if kind is not None and _heads(tokens, lows, at) and _goes_at(tokens, lows, at) and _verbless(tokens, at):
            found.append((at, kind))
    return found


def _alone(tokens: list[Token]) -> bool:
    """Whether a sentence is nothing but so many means: "Два «шахеди».", "FPV-дрон."."""
    told = [token for token in tokens if token.text[0].isalnum()]
    return 0 < len(told) <= _SHORT and told[-1].kinds & MEANS != 0 and all(one.kinds & NUMBER for one in told[:-1])


def _heads(tokens: list[Token], lows: list[str], at: int) -> bool:
    """Whether the means heads its phrase: behind a mark, a number, a place or an adjective, and in the nominative."""
    if lows[at].endswith(_OF) and not tokens[at - 1].kinds & NUMBER:
        return False
    if not at:
        return True
    before = tokens[at - 1]
    marked = not before.text[0].isalnum() or lows[at - 1] in ("і", "й", "та", "и")
    return marked or before.kinds & (NUMBER | CAPITAL) != 0 or lows[at - 1].endswith(_ALIKE)


def _goes_at(tokens: list[Token], lows: list[str], at: int) -> bool:
    """Whether "по" and what is struck follow, a dash between them or none."""
    near = at + 1
    while near < len(tokens) and near - at < _SHORT and (lows[near] in DASHES or lows[near] in CLOSING):
        near += 1
    if near + 1 >= len(tokens) or lows[near] != "по":
        return False
    return not tokens[near + 1].kinds & NUMBER and not lows[near + 1].startswith(_ALONG)


def _verbless(tokens: list[Token], at: int) -> bool:
    """Whether no verb and no other word for an act stands between the marks around a means."""
    return not any(
        token.kinds & (VERB | TRIGGER)
        for side in (tokens[at - 1 :: -1] if at else [], tokens[at:])
        for token in _near(side)
    )


def _near(tokens: list[Token]) -> list[Token]:
    """The tokens up to a mark that parts clauses; quotation marks and dashes do not."""
    found = []
    for token in tokens:
        if not token.text[0].isalnum() and token.text not in DASHES and token.text not in ALL_MARKS:
            break
        found.append(token)
    return found
