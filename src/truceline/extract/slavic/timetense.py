"""Whether a clause tells of what is over or of what is to come: it decides which Friday "у п'ятницю" is.

The nearest verb between two marks decides: "у понеділок відбили штурм, а в п'ятницю зустрінуться" has a day that is
over and one to come.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from truceline.extract.slavic.verbforms import to_come
from truceline.extract.slavic.wordclasses import FUTURE, PAST, TRIGGER, VERB
from truceline.extract.story import Token

BOUNDS = frozenset(',.;:—–()«»"')
#: before a day by which something is to be done
DUE = frozenset(("до", "к", "ко"))
#: how far from a day its verb may stand
_REACH = 9
#: how far before an infinitive the verb may stand that governs it
_GOVERNS = 4
_WAS = frozenset(("був", "була", "було", "були", "был", "была", "было", "были"))
#: verbs in the past whose infinitive is still to come: "домовилися зустрітися в суботу"
_INTENDS = (
    "домов", "погод", "пообіця", "обіця", "вирішил", "заклик", "закли", "запропонув", "доручи", "зобов'яз", "наказа",
    "договор", "соглас", "обеща", "пообеща", "реши", "призва", "предлож", "поручи", "обяза", "приказа", "потребова",
    "попроси", "вимага",
)  # fmt: skip
#: verbs in the past that set a day: "відклали на суботу"
_SETS = (
    "перенес",
    "перені",
    "відкла",
    "відстроч",
    "отложи",
    "назнач",
    "признач",
    "заплан",
    "наміт",
    "намет",
    "продовж",
    "продл",
)
_INFINITIVE = re.compile(r"(?:(?:[аяиіуюї]|вес|нес|вез|рас|рос|й)ти(?:ся|сь)?|[аяиеуоы]ть(?:ся)?|(?:вес|нес|й)тись)$")
_NOUNS = (
    "солдат", "депутат", "делегат", "палат", "гармат", "втрат", "результат", "мандат", "сертифікат", "ліміт", "кредит",
    "бандит", "маршрут", "інститут", "візит", "транзит", "кімнат", "зарплат", "автомат", "адвокат", "апарат", "комбат",
    "печат", "кроват", "памят", "десят", "девят", "п'ят", "пять", "дев'ят",
)  # fmt: skip
#: what was done to a thing, or what it did: "оголошене в неділю", "прибывший в субботу"
_PARTICIPLE = re.compile(
    r"(?:[ає]н(?:ий|а|е|і|ого|ої|их|им|ими|ій|у|ою|ому)|ен(?:ий|а|е|і|ого|ої|их|им|ими|ій|у|ою|ому)"
    r"|[аеё]нн(?:ый|ая|ое|ые|ого|ой|ых|ым|ыми|ую|ому)|[вш]ш(?:ий|ая|ее|ие|его|ей|их|им|ими|ую|ему)(?:ся)?)$"
)
_ADJECTIVES = ("воен", "военн", "обыкновен", "собственн", "государственн", "сторон", "країн", "украин", "україн")
#: Ukrainian futures that end as nouns do
_WILL = re.compile(
    r"(?:(?:прибу|здобу|відбу|[їй])де|мине|(?:до)?сягне|зникне|виникне|лишиться|(?:по|розпо)чне|[дв]?стане|верне|зустріне|візьме|(?:при|від|об)[ий]ме|(?:під|на)пише"
    r"|(?:пока|в?ка)же|(?:по|за|при)кличе|[аяуюі]ємо(?:ся)?|[чжшнтд]емо(?:ся)?|[аяуюе]ем(?:ся)?|ждем)$"
)
_PLANNED = ("заплан", "признач", "наміч", "назнач", "намеч", "очікуван", "ожида")
_FROM = frozenset(("з", "із", "зі", "с", "со", "від", "от"))
#: what is said of a deal in force
_HOLDS = re.compile(
    r"(?:(?:не)?чинн(?:ий|а|е|і)|дійсн(?:ий|а|е|і)|действител(?:ен|ьн(?:а|о|ы))|рассчитан[аоы]?|розрахован(?:ий|а|е|і))$"
)
#: what joins a second predicate: "набула чинності в четвер і діятиме до січня"
_JOINS = frozenset(("і", "й", "та", "и", "а", "але", "но", "проте", "однак", "однако"))
#: what parts one predicate from another
_PARTING = BOUNDS | _JOINS
#: behind them stands a noun: "на мине" is no "мине" of time
_BEFORE_NOUNS = frozenset(
    ("в", "у", "на", "по", "до", "з", "із", "зі", "с", "со", "к", "ко", "о", "об", "за", "під", "под", "над", "від")
)
#: pasts too short to have their ending told
_MODAL = _WAS | {"мав", "мала", "мало", "мали", "міг", "могла", "могли", "мог"}
#: pasts that end as few others do: "прошла", "прийшов", "погиб", "помер", "привез"
_PAST = re.compile(
    r"^(?:змогл[аои]|зміг|смогл[аои])$|^\w{2,}(?:ш[её]л|шл[аои]|йшов|зміг|допоміг|упал"
    r"|(?:гиб|мер|вез|нес|смог|змог|допомог|помог|исчез|возник|виник|зник|достиг|досяг|лег|ліг|повз|полз)(?:л[аои])?)"
    r"(?:ся|сь)?$"
)
#: kinds of a word that tell whether it is one
_TELLING = PAST | VERB | TRIGGER
#: endings that verbs have and nouns of an act do not: "бачили", "чула", but "вибухів", "ударов"
_OF_PAST = ("ли", "ла", "ло")
#: what has been done and stays so
_RESULT = re.compile(
    r"(?:скасов|призупин|зупин|закри|перекри|заборон|обмеж|продовж|відкла|подовж|відсторон|арештов|введ|запровадж|оголош"
    r"|отмен|приостанов|останов|закры|перекры|запре[щт]|ограни?ч|продл|отлож|отстран|арестов|объявл)\w*[нт](?:о|ы|а|і|ий|ый)?$"
)
#: nouns that end as verbs in the past do
_DOERS = re.compile(r"[аия]тели$")
_SEEM_OVER = (
    "генерал", "канал", "журнал", "сигнал", "матеріал", "арсенал", "квартал", "термінал", "портал", "капітал", "метал",
    "смена", "смены", "члены", "цены", "стены", "сцены", "зміна", "села", "сели", "тила", "сила", "сили",
)  # fmt: skip
#: a perfective verb has a prefix; a verb of what goes on has a suffix besides
_PERFECTIVE = re.compile(
    r"(?:по|за|від|от|роз|раз|рас|пере|при|про|со|на|вы|ви|об|вве|до|под|під|воз|віднов|введ|нач|почн|старту"
    r"|верн|збер|зроб|зійд|змін|зверн|зустрі|зведе|зникн|знім|скаж|скасу|створ|съезд|сдел|смен|сним|сниз)"
)
_GOES_ON = re.compile(r"(?:у[єю]|[иыаяю]ва[єею]|а[єею]|я[єею])[тьмш]?(?:ь|ться|тся|ься)?$|[ауюя]ють(?:ся)?$")
_BEGINS = ("запрац", "зарабо", "подорож", "стартує", "стартует", "почина", "начина", "розпочина")


def _over(token: Token, low: str) -> bool:
    """Whether a word is a verb in the past."""
    return _is_past(low, token.kinds & _TELLING)


@lru_cache(maxsize=16_384)
def _is_past(low: str, kinds: int) -> bool:
    if low.startswith(_SEEM_OVER) or _DOERS.search(low) is not None:
        return False
    if low.endswith(("ов", "ев")) and not low.endswith("шов"):  # "домов", "боев": nouns, but "прийшов"
        return False
    if kinds & PAST and (kinds & VERB or (kinds & TRIGGER and low.endswith(_OF_PAST))):
        return True
    return low in _WAS or _PAST.search(low) is not None


@lru_cache(maxsize=16_384)
def _is_infinitive(low: str) -> bool:
    return len(low) > 3 and _INFINITIVE.search(low) is not None and not low.startswith(_NOUNS)


@lru_cache(maxsize=16_384)
def _is_participle(low: str) -> bool:
    return len(low) > 6 and _PARTICIPLE.search(low) is not None and not low.startswith(_ADJECTIVES)


@lru_cache(maxsize=16_384)
def _is_future(low: str) -> bool:
    return to_come(low) or _WILL.search(low) is not None or _HOLDS.match(low) is not None


def to_come_at(tokens: list[Token], lows: list[str], at: int) -> bool | None:
    """Whether the clause around a day tells of what is to come; null where it has no verb."""
    if _failed(tokens, lows, at):
        return False
    before = lows[at - 1] if at else ""
    if before in ("на", "до") and any(lows[near].startswith(_SETS) for near in range(max(0, at - 4), at)):
        return not any(lows[near] in _WAS for near in range(max(0, at - 4), at))
    due = before in DUE
    told = next(_verbs(tokens, lows, at, lambda near: _verb(tokens, lows, near, due=due)), None)
    return True if told is None and due and at > 1 and lows[max(0, at - 3)] not in _FROM else told


def _failed(tokens: list[Token], lows: list[str], at: int) -> bool:
    """ "зустріч, запланована на вівторок, не відбулася": what was planned and is over."""
    begin = at
    while begin and lows[begin - 1] not in BOUNDS:
        begin -= 1
    if not lows[begin].startswith(_PLANNED) or not begin or lows[begin - 1] != ",":
        return False
    end = next((near for near in range(at, min(len(lows), at + _REACH)) if lows[near] in BOUNDS), len(lows))
    for near in range(end + 1, min(len(lows), end + 5)):
        if _over(tokens[near], lows[near]):
            return True
        if tokens[near].kinds & FUTURE or to_come(lows[near]):
            return False
    return False


def ahead(tokens: list[Token], lows: list[str]) -> bool:
    """Whether a sentence tells of what is to come, and of nothing that is over."""
    to_be = any(to_come(low) and _PERFECTIVE.match(low) is not None and _GOES_ON.search(low) is None for low in lows)
    return to_be and not any(_over(token, low) for token, low in zip(tokens, lows, strict=True))


def begins_later(tokens: list[Token], lows: list[str], at: int) -> bool:
    """Whether what goes on since a day has not begun: "з понеділка відкриють", but not "з понеділка немає світла"."""

    def later(near: int) -> bool | None:
        low, kinds = lows[near], tokens[near].kinds
        if kinds & FUTURE:
            return lows[min(near + 1, len(lows) - 1)] not in _WAS
        if _over(tokens[near], low):
            return False
        if not to_come(low):
            return None
        return low.startswith(_BEGINS) or (_PERFECTIVE.match(low) is not None and _GOES_ON.search(low) is None)

    return next(_verbs(tokens, lows, at, later), False)


def _verbs(tokens: list[Token], lows: list[str], at: int, tells: Callable[[int], bool | None]) -> Iterator[bool]:
    """What the verbs of the clause tell: those of its own predicate, then all of them, the nearest first."""
    yield from _within(tokens, lows, at, tells, _PARTING)
    yield from _within(tokens, lows, at, tells, BOUNDS)


def _within(
    tokens: list[Token], lows: list[str], at: int, tells: Callable[[int], bool | None], bounds: frozenset[str]
) -> Iterator[bool]:
    ways = {-1: True, 1: True}
    for distance in range(1, _REACH):
        for way in (-1, 1):
            near = at + way * distance
            if not ways[way] or not 0 <= near < len(tokens) or (lows[near] in bounds and not _in_figure(lows, near)):
                ways[way] = False
                continue
            told = tells(near)
            if told is not None:
                yield told


def _in_figure(lows: list[str], at: int) -> bool:
    """The mark inside "10:00" or "9.30" ends no clause."""
    return lows[at] in ":." and 0 < at < len(lows) - 1 and lows[at - 1].isdecimal() and lows[at + 1].isdecimal()


def _remains(lows: list[str], near: int) -> bool:
    """ "рейси скасовано до п'ятниці", "мост закрыт до среды": a state that lasts; but not "было закрыто"."""
    return _RESULT.search(lows[near]) is not None and _WAS.isdisjoint(lows[max(0, near - 1) : near + 2])


def _verb(tokens: list[Token], lows: list[str], near: int, *, due: bool) -> bool | None:
    low, kinds = lows[near], tokens[near].kinds
    if kinds & FUTURE:
        return lows[min(near + 1, len(lows) - 1)] not in _WAS
    if not kinds & PAST and _is_infinitive(low):
        if near > 1 and lows[near - 1] == "не" and lows[near - 2] in ("если", "якщо"):  # "если не считать двух ударов"
            return None
        for governor in range(near - 1, max(-1, near - 1 - _GOVERNS), -1):
            if lows[governor] in BOUNDS:
                break
            if tokens[governor].kinds & FUTURE and lows[min(governor + 1, len(lows) - 1)] not in _WAS:
                return True
            if _over(tokens[governor], lows[governor]) or lows[governor] in _MODAL:
                return due or lows[governor].startswith(_INTENDS)
        return True
    if _over(tokens[near], low):
        return due and (low.startswith(_INTENDS) or _remains(lows, near))
    if _is_participle(low):
        return False
    if near and lows[near - 1] in _BEFORE_NOUNS:
        return None
    return True if _is_future(low) else None
