"""Lists that hold places and nobody: behind a plural kind ("в районах X, Y та Z"), and before what befalls towns."""

from __future__ import annotations

import re

from truceline.extract.story import Token

_KINDS = re.compile(
    r"(?:район(?:ах|ів|ов|ами|ы|и)|с[ео]л(?:ах|ами)?|сіл|села|селищ(?:ах|а|ами)?|посел(?:ках|ков|ки)|пункт(?:ах|ів|ов|и|ы)"
    r"|міст(?:ах|а)?|город(?:ах|ов|а)|громад(?:ах|и)?|общин(?:ах|ы)?|околиц(?:ях|і|ь)|окраин(?:ах|ы)?|хутор(?:ах|ів|ов|и|а)"
    r"|окрестност(?:ях|и|ей))$"
)
#: what only places do
LIES = ("розташован", "розкинул", "розкинувс", "расположен", "раскинул")
_JOINED = frozenset((",", "та", "і", "й", "и", "а", "також", "также"))
_ALSO = frozenset(("знову", "снова", "вновь", "також", "также", "теж", "тоже", "ще", "еще", "одразу", "сразу", "нині"))
_FELL_UNDER = ("потрапи", "попал", "опинил", "оказал", "перебува", "находят")
_FIRE_ON = ("обстр", "удар", "атак", "вогн", "вогон", "огон", "огн", "артобстр", "бомб", "ракетн", "артил", "авіауд",
    "авиауд", "приціл", "прицел")  # fmt: skip
_UNDERWENT = ("зазнал", "зазнав", "зазнаю", "підвергл", "подвергл", "підверга", "подверга")
_UNDER = frozenset(("під", "под"))
#: tokens of a list at most
_LONGEST = 24
#: tokens between a verb and the fire that it tells of
_NEAR = 5


def listed_as_places(tokens: list[Token], lows: list[str], at: int) -> bool:
    """Whether a word with a capital stands in a list of places."""
    return _behind_kind(tokens, lows, at) or falls_under_fire(tokens, lows, at + 1)


def _behind_kind(tokens: list[Token], lows: list[str], at: int) -> bool:
    """ "атак у районах Удачного, Котлиного та Шевченка": all of one kind."""
    joined = False
    for near in range(at - 1, max(-1, at - _LONGEST), -1):
        if lows[near] in _JOINED:
            joined = True
        elif not tokens[near].capital:
            return joined and _KINDS.match(lows[near]) is not None
    return False


def falls_under_fire(tokens: list[Token], lows: list[str], at: int) -> bool:
    """ "Камишани, Антонівка та Білозерка опинилися під вогнем": from behind a name on."""
    stop = min(len(tokens), at + _LONGEST)
    while at < stop and (tokens[at].capital or lows[at] in _JOINED):
        at += 1
    while at < stop and lows[at] in _ALSO:
        at += 1
    if at >= stop:
        return False
    ahead = lows[at + 1 : at + 1 + _NEAR]
    if lows[at].startswith(_UNDERWENT):
        return any(low.startswith(_FIRE_ON) for low in ahead)
    if not lows[at].startswith(_FELL_UNDER):
        return False
    under = next((number for number, low in enumerate(ahead) if low in _UNDER), None)
    return under is not None and any(low.startswith(_FIRE_ON) for low in ahead[under:])
