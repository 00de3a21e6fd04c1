"""A trigger in its clause, and what the rules ask of it: means, objects, weapons, forces."""

from __future__ import annotations

import re

import msgspec

from truceline.extract.slavic.clauses import Clause
from truceline.extract.slavic.forms import Form
from truceline.extract.slavic.targets import target_of
from truceline.extract.slavic.triggers import means_of, weapon_of
from truceline.extract.slavic.wordclasses import FORCE, MEANS, WEAPON
from truceline.extract.story import Token

#: behind these stands who says so, and nothing that was hit
_SOURCES = frozenset(("даними", "словами", "інформацією", "версією", "оцінками", "повідомленням", "данным", "словам",
    "информации", "версии", "оценкам", "сообщению", "сведениям", "прес-служба", "голова", "речник",
    "представитель"))  # fmt: skip
_OWN_OF = frozenset(("своєї", "своїй", "своїх", "своїми", "своей", "своих", "своими"))
_NOT_AT = frozenset(("не", "в", "во", "у", "по", "на"))
#: before a means in the genitive: where it is kept, made or sent off
_STORES = ("склад", "арсенал", "сховищ", "хранилищ", "завод", "виробництв", "производств", "цех", "пусков", "майстерн",
    "мастерск", "баз", "запас", "оператор", "розрахунк", "расчет")  # fmt: skip


class Scene(msgspec.Struct, frozen=True, gc=False):
    """A trigger in its clause, with what the rules ask about."""

    text: str  # of the document, in lower case
    tokens: list[Token]
    lows: list[str]
    at: int
    clause: Clause
    form: Form
    placed: bool  # a place stands in the clause
    end: int  # of the sentence
    kinds: int  # of all the words of the sentence

    def having(self, kind: int) -> list[int]:
        """The tokens of the clause that are of a kind."""
        if not self.kinds & kind:
            return []
        return [at for at in range(self.clause.first, self.clause.last) if self.tokens[at].kinds & kind]

    def low(self, at: int) -> str:
        """The word at a token, empty outside the clause."""
        return self.lows[at] if self.clause.first <= at < self.clause.last else ""

    def near(self, pattern: re.Pattern[str]) -> bool:
        """Whether the clause has the pattern."""
        return pattern.search(self.text, self.clause.start, self.clause.end) is not None

    def after(self, pattern: re.Pattern[str], reach: int = 60) -> bool:
        """Whether the pattern follows the trigger in its clause."""
        end = self.tokens[self.at].end
        return pattern.search(self.text, end, min(self.clause.end, end + reach)) is not None

    def around(self, pattern: re.Pattern[str], reach: int = 40) -> bool:
        """Whether the pattern stands close to the trigger."""
        token = self.tokens[self.at]
        begin, stop = max(self.clause.start, token.start - reach), min(self.clause.end, token.end + reach)
        return pattern.search(self.text, begin, stop) is not None


def means(scene: Scene) -> str | None:
    """By what means: the nearest word for a drone, a missile, a bomb or artillery in the clause."""
    nearest: tuple[int, str] | None = None
    for number in scene.having(MEANS):
        code = means_of(scene.lows[number])
        if code is not None and _stored(scene.lows, number):
            continue
        if code is not None and (nearest is None or abs(number - scene.at) < nearest[0]):
            nearest = (abs(number - scene.at), code)
    return None if nearest is None else nearest[1]


def _stored(lows: list[str], at: int) -> bool:
    """ "склад ракет", "завод беспилотников": what was hit, and not by what."""
    near = at - 1 - (at > 1 and lows[at - 1].endswith(("их", "ых")))
    return at > 0 and lows[near].startswith(_STORES)


def target(scene: Scene) -> str | None:
    """The class of object that was hit: the first one after the trigger in its clause, else one before it."""
    first, last = scene.clause.first, scene.clause.last
    return _object(scene, scene.at + 1, last) or _object(scene, first, scene.at)


def aimed(scene: Scene) -> str | None:
    """The object close to the trigger: it tells the type where no means are told."""
    near = _object(scene, scene.at + 1, min(scene.clause.last, scene.at + 8))
    return near or _object(scene, max(scene.clause.first, scene.at - 6), scene.at)


def _object(scene: Scene, first: int, last: int) -> str | None:
    for at in range(first, last):
        word = scene.tokens[at].text
        if word[0].isupper() and not word.isupper():  # "Залізничному" is a village
            continue
        if at and scene.lows[at - 1] in _SOURCES:  # "за даними штабу"
            continue
        if at and scene.lows[at - 1] in _OWN_OF:  # "від своєї позиції": where who tells it stood
            continue
        if at and "не" in scene.lows[max(0, at - 2) : at] and scene.lows[at - 1] in _NOT_AT:
            continue  # "попала не в школу, а в котельную"
        code = target_of(scene.lows[at], scene.lows[at + 1] if at + 1 < len(scene.lows) else "")
        if code is not None:
            return code
    return None


def weapon(scene: Scene) -> str | None:
    """The class of weapon named in the clause."""
    first = next(iter(scene.having(WEAPON)), None)
    return None if first is None else weapon_of(scene.lows[first])


def has_force(scene: Scene) -> bool:
    return bool(scene.having(FORCE))


def repelled(lows: list[str], at: int) -> bool:
    """ "відбили 30 атак": who is named before repelled them."""
    return any(
        low.startswith(("відби", "отраз", "отраж", "отби", "зупин", "останов")) for low in lows[max(0, at - 4) : at]
    )
