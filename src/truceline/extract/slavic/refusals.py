"""Refusals, denials and blame told with verbs that do more than that: "вину не визнає", "поклали відповідальність на".

Such a verb is one of saying only beside the nouns that make it one, and some only behind "не".
"""

from __future__ import annotations

from typing import NamedTuple

from truceline.extract.saying import Cue
from truceline.extract.slavic.cues import Form
from truceline.extract.story import Token
from truceline.extract.words import words

#: verbs that refuse behind "не" and beside one of the nouns below
_TAKING = ("визна", "призна", "прийма", "принима", "прийня", "приня", "сприйма", "восприн", "воспринима")
_GUILT = ("вин", "провин", "відповідальн", "ответственн", "причетн", "причастн", "звинувач", "обвинен")
_TERMS = (
    "умов",
    "услови",
    "пропозиц",
    "предложен",
    "вимог",
    "требован",
    "ультимат",
    "претенз",
    "формулюв",
    "формулиров",
)
#: verbs that blame beside "вину" or "відповідальність"
_BLAMING = ("поклад", "покла", "возлож", "возлага", "перекла", "переклад", "свали")
_BLAME = ("вину", "провин", "відповідальн", "ответственн")
#: verbs that call something a cause beside "причиною", and those that say whose fault it is by themselves
_CALLING = ("назв", "назив", "назыв", "вважа", "счит", "счел", "счёл")
CAUSE = ("причиною", "причиной", "винуватцем", "винуватцями", "виновником", "виновниками")
_FAULTING = words("винить винять винив винила винили винит винят винил винила винили")
#: what calls a claim false
_FALSE = ("абсурд", "дезінформ", "дезинформ", "вигад", "выдум", "вымыс", "вигадк", "брехн", "брехл", "ложь", "ложью",
    "лжив", "неправд", "фейк", "наклеп", "клевет", "нісеніт", "безпідстав", "необоснов", "беспочв", "маячн", "бред",
    "вкид", "вброс", "маніпул", "манипул", "голослівн", "голословн", "безглузд", "фальш", "недостовірн",
    "недостоверн")  # fmt: skip
#: what turns a proposal down, and what only judges
_REFUSED = ("неприйнят", "неприемл", "неприпуст", "недопуст")
_JUDGED = ("провокац", "помилк", "ошибк", "злочин", "преступ", "терор", "террор", "зрад", "предател", "порушен",
    "нарушен", "ультимат", "шантаж", "агрес", "спекуляц", "уловк", "хитрощ", "катастроф", "фарс")  # fmt: skip
#: tokens in which the noun stands
_REACH = 5
DENIES, _REJECTS, _BLAMES = Cue("denies", "thing"), Cue("rejects", "thing"), Cue("claims", "thing")
_JUDGES = Cue("asserts", "naming")


_FORMS = (
    ("s", "винить винит"),
    ("p", "винять винят винили"),
    ("m", "винив винил"),
    ("f", "винила"),
    ("s", "приймає принимает покладає перекладає возлагает"),
    ("p", "приймають принимают приймали принимали прийняли приняли поклали покладали покладають переклали возложили "
        "возлагали возлагают"),
    ("m", "приймав принимал прийняв принял поклав покладав переклав возложил возлагал"),
    ("f", "приймала принимала прийняла приняла поклала покладала переклала возложила возлагала"),
    ("n", "прийняло приняло поклало возложило"),
)  # fmt: skip
#: the verbs that no table of sayings has
VERBS: dict[str, Form] = {word: Form(_REJECTS, agreement) for agreement, listed in _FORMS for word in listed.split()}


def refusal(tokens: list[Token], at: int, negated: bool) -> Cue | None:
    """What "вину не визнає", "такої умови не приймає" or "возложил вину на" says; null for other verbs and objects."""
    low = tokens[at].low
    if not negated and (low in _FAULTING or (low.startswith(_CALLING) and _caused(tokens, at))):
        return _BLAMES
    if negated and low.startswith(_TAKING):
        if _beside(tokens, at, _GUILT):
            return DENIES
        return _REJECTS if _beside(tokens, at, _TERMS) else None
    return _BLAMES if not negated and low.startswith(_BLAMING) and _beside(tokens, at, _BLAME) else None


def blames_cause(cue: str) -> bool:
    """Whether a verb of blame tells a cause that nobody told before: "причиною назвали обстріл"."""
    return cue.startswith(_CALLING) or cue in _FAULTING


def refuses(low: str) -> bool:
    """Whether a verb is one of saying only as `refusal` has it."""
    return low in VERBS


def takes(low: str) -> bool:
    """Whether a verb refuses behind "не": "визнає", "принимает"."""
    return low.startswith(_TAKING)


def calls_false(low: str) -> bool:
    """Whether a word calls a claim false: "абсурдом", "вымыслом"."""
    return low.startswith(_FALSE)


class Judged(NamedTuple):
    """The token behind what something is called, and what calling it so says."""

    last: int
    kind: Cue


def judged(tokens: list[Token], first: int, limit: int) -> Judged | None:
    """What something is called behind the verb: "абсурдом" denies it, "неприйнятною" refuses it."""
    for at in range(first, min(limit, first + 9)):
        for stems, kind in ((_FALSE, DENIES), (_REFUSED, _REJECTS), (_JUDGED, _JUDGES)):
            if tokens[at].low.startswith(stems):
                return Judged(at + 1, kind)
        if tokens[at].text in ",.;:—–":
            return None
    return None


def _caused(tokens: list[Token], at: int) -> bool:
    """ "причиною назвали обстріл", "назвали причиною обстріл"."""
    return any(token.low in CAUSE for token in tokens[max(0, at - 2) : at + 2])


def _beside(tokens: list[Token], at: int, stems: tuple[str, ...]) -> bool:
    """Whether one of the nouns stands before the verb in its stretch, or right behind it."""
    for near in range(at - 1, max(-1, at - 1 - _REACH), -1):
        if tokens[near].text in ",.;:":
            break
        if tokens[near].low.startswith(stems):
            return True
    for token in tokens[at + 1 : at + 5]:  # "возложил на Москву ответственность"
        if token.text in ",;:.":
            return False
        if token.low.startswith(stems):
            return True
    return False
