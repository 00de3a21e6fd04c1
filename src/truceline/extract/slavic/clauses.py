"""Clauses of a Ukrainian or Russian sentence, and whether what one of them tells is reported as having happened.

A comma ends a clause only where both sides have a verb of their own: commas also part the places of a list.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from truceline.extract.slavic.forms import Form
from truceline.extract.slavic.triggers import PAST, TriggerWords
from truceline.extract.story import Token
from truceline.extract.words import words

_HARD = frozenset(";:—–()[]…")
_STARTS = words(
    "який яка яке які якого якої яким якими яких якому котрий що коли де поки доки хоча якщо якби бо "
    "оскільки адже щоб але однак проте натомість який-небудь который которая которое которые которого "
    "которой которым которых которому что когда где пока хотя если потому поскольку чтобы но однако зато "
    "также при"
)
_CONDITIONS = frozenset(("якщо", "якби", "если", "коли-б", "раптом"))
_VERB = re.compile(
    r"(?:[аяиеуюо]в(?:ся)?|[аяиіеуюо](?:л|ла|ло|ли)(?:ся|сь)?|(?:[иіеу]ть|ють|ять|ать)(?:ся)?"
    r"|[аеиуюя]ют(?:ся)?|[аяе]ет(?:ся)?"
    r"|[яиеу]т(?:ся)?"
    r"|(?:ан|ен|ят|ут|ит|ован)(?:о|ы)|ены|аны|ена|ана|або|бли|бла|кла|кли|гла|гли|рла|рли|зла|зли|сла|сли|пало"
    r"|пали|єно)$"
)
_FINITE = words(
    "хотів зумів летів горів гримів прогримів прилетів загорівся є немає нема нет был была было были "
    "будет будут буде будуть бив били бьют б'є б'ють збив збили сбил сбили"
)
_NO_VERBS = frozenset(
    [
        "після",
        "месяцев",
        "выстрелов",
        "ракет",
        "объект",
        "комплект",
        "фронт",
        "маршрут",
        "пункт",
        "пунктов",
        "місяців",
        "солдатів",
        "будь",
    ]
)
#: "не лише", "не менше": no negation
_NO_DENIAL = frozenset(
    [
        "лише",
        "тільки",
        "менше",
        "менш",
        "більше",
        "більш",
        "только",
        "лишь",
        "менее",
        "меньше",
        "более",
        "больше",
        "раз",
        "виключено",
        "исключено",
        "виключають",
        "исключают",
    ]
)
#: how far before the trigger a negation still reaches (tokens)
_REACH = 4
_AFTERWARDS = (
    "було",
    "зафікс",
    "спостер",
    "відбул",
    "было",
    "зафикс",
    "наблюд",
    "фікс",
    "фикс",
    "виявл",
    "обнаруж",
    "стал",
    "підтверд",
    "подтверд",
)
_JOINTS = frozenset(("та", "і", "й", "и", "але", "но", "а", ","))


class Clause(NamedTuple):
    """A stretch of a sentence's tokens `[first, last)` and of the text `[start, end)`."""

    first: int
    last: int
    start: int
    end: int


def clauses(tokens: list[Token], lows: list[str], triggers: dict[str, Form]) -> list[Clause]:
    """The clauses of a sentence, in order."""
    found: list[Clause] = []
    for first, last in _hard(tokens, lows):
        at, verb = first, False
        for start, end in _commas(tokens, first, last):
            has = any(_verb(lows[near], triggers) for near in range(start, end))
            if verb and has:
                found.append(_clause(tokens, at, start))
                at, verb = start, False
            verb = verb or has
        found.append(_clause(tokens, at, last))
    return found


def _clause(tokens: list[Token], first: int, last: int) -> Clause:
    while first + 1 < last and not tokens[first].text[0].isalnum():
        first += 1
    while last - 1 > first and tokens[last - 1].text == ",":
        last -= 1
    return Clause(first, last, tokens[first].start, tokens[last - 1].end)


def _hard(tokens: list[Token], lows: list[str]) -> list[tuple[int, int]]:
    """Stretches between strong marks and words that start clauses."""
    found, first = [], 0
    for at, token in enumerate(tokens):
        mark = token.text in _HARD or (token.text == "-" and at > 0 and tokens[at - 1].end < token.start)
        word = (
            lows[at] in _STARTS
            and at > first
            and (tokens[at - 1].text == "," or lows[at] in ("що", "что", "якщо", "если"))
        )
        if (mark or word) and at > first:
            found.append((first, at))
            first = at + 1 if mark else at
        elif mark:
            first = at + 1
    if first < len(tokens):
        found.append((first, len(tokens)))
    return found


def _commas(tokens: list[Token], first: int, last: int) -> list[tuple[int, int]]:
    found, start = [], first
    for at in range(first, last):
        if tokens[at].text == "," and at > start:
            found.append((start, at))
            start = at
    found.append((start, last))
    return found


def _verb(low: str, triggers: dict[str, Form]) -> bool:
    form = triggers.get(low)
    if form is not None:
        return form.shape in ("m", "f", "n", "p", "pass", "pres")
    return finite(low)


@lru_cache(maxsize=32_768)
def finite(low: str) -> bool:
    """Whether a word looks like a verb that has its subject, or a participle in its place."""
    return low in _FINITE or (len(low) > 4 and _VERB.search(low) is not None and low not in _NO_VERBS)


def happened(
    text: str,
    tokens: list[Token],
    lows: list[str],
    clause: Clause,
    at: int,
    form: Form,
    known: TriggerWords,
    lacking: bool,
) -> bool:
    """False for what is denied, only possible, planned, threatened, asked for, or a matter of history.

    `lacking` is for events that are a lack ("без світла") or a refusal.
    """
    if any(low in known.modal for low in lows[clause.first : clause.last]):
        return False
    if form.shape == "inf" and not any(low in known.begun for low in lows[max(clause.first, at - 5) : at]):
        return False
    if not lacking and (_denied(lows, clause, at, known) or _denied_after(lows, clause, at)):
        return False
    if any(low in _CONDITIONS for low in lows[max(0, clause.first - 25) : at]):
        return False
    return PAST.search(text, clause.start, clause.end) is None


def _denied(lows: list[str], clause: Clause, at: int, known: TriggerWords) -> bool:
    """A negation before the trigger, not parted from it by "and" or a comma."""
    for near in range(at - 1, max(clause.first, at - _REACH) - 1, -1):
        low = lows[near]
        if low in _JOINTS:
            return False
        if low in ("не", "без", "ні", "ни"):
            if lows[near + 1] in _NO_DENIAL or (low == "без" and near < at - 2):
                continue
            return near >= at - 2 or low in ("ні", "ни")
        if low in known.negating:
            return True
    return False


def _denied_after(lows: list[str], clause: Clause, at: int) -> bool:
    """ "обстрілів не зафіксовано", "взрывов не было"."""
    for near in range(at + 1, min(clause.last - 1, at + 6)):
        if lows[near] == "не" and lows[near + 1].startswith(_AFTERWARDS):
            return True
    return False
