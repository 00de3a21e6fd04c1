"""Where a noun phrase that a word of agreement governs begins and ends."""

from __future__ import annotations

import re
from functools import lru_cache
from types import ModuleType

from truceline.extract.slavic.language import Language
from truceline.extract.slavic.russian import governors as russian
from truceline.extract.slavic.ukrainian import governors as ukrainian
from truceline.extract.slavic.wordclasses import SAYS
from truceline.extract.story import Token

_TABLES: dict[Language, ModuleType] = {"uk": ukrainian, "ru": russian}
_MARKS = frozenset(",;:—–().!?…")
_QUOTES = frozenset('«»"“”„')
_OPENING = frozenset('«"“„')
_CLOSING = frozenset('»"”')
_ANY = ("всіх", "усіх", "всех", "всі", "все", "усі", "будь-як", "любу", "люб", "жодн", "никак", "свою")
_AND = frozenset(("та", "і", "й", "и"))
_FROM, _REFUSAL = frozenset(("от", "від")), ("отказ", "відмов", "воздерж", "утрим")
_OR = frozenset(("або", "чи", "или"))
#: longest phrase that is read (tokens)
_LONGEST = 12
_ADJECTIVE = ("не", "ське", "цьке", "ное", "ское",
    "ий", "ій", "ої", "ого", "ому", "им", "ую", "ими", "их", "ые", "ие", "ый", "ой", "ых", "ыми", "ая",
    "шу", "ську", "цьку", "льну", "чну", "ові", "ні", "ські", "чні")  # fmt: skip

#: finite verbs and participles in -но and -то. Narrower than for the clauses of events: nouns in -ов and -ет are none
_VERB = re.compile(
    r"(?:[аяиую]в|[аяиіеую](?:ла|ло|ли)|[аяиую]л|[аяую]є|[иі]ть|[ую]ють|ають|яють|ують|ять|ться|тся|лися|лись|лася|лась"
    r"|вся|лся|[аяу]ет|[аяу]ют|ает|ано|ено|єно|уто|ато|ито)$"
)
_JOINTS = frozenset(
    (
        "натомість",
        "тогда",
        "водночас",
        "как",
        "як",
        "хоча",
        "хотя",
        "але",
        "но",
        "проте",
        "однак",
        "однако",
        "а",
        "тоді",
        "зате",
        "зато",
        "та",
        "і",
        "и",
    )
)
_IN, _IT = frozenset(("в", "у", "во")), frozenset(("ній", "ньому", "них", "ней", "нём", "нем", "цьому", "этом"))
_TAKING_PART = frozenset(("участь", "участие", "участі", "участия", "участию", "участии"))
_NO_VERB = (
    "патрули", "мбул", "раул", "огул", "згул", "правила", "детали", "деталі", "недели", "медали", "начало", "модели",
    "модулі",
    "ріали", "рнали", "гнали", "канали", "кзали", "ндали", "рвали", "ералы", "анала", "онала", "енала", "окзала",
    "ержав", "ртикул", "сть", "авіть", "роль", "урнал", "анал", "онал", "енал", "окзал", "пять", "десять", "сигнал",
)  # fmt: skip

_INFINITIVE = ("ти", "тись", "тися", "ать", "ить", "ыть", "еть", "ять", "уть", "ться", "сть")
_SHORT = frozenset(("бить", "уйти", "піти", "дати", "дать", "йти", "идти", "жити", "жить", "снять"))
_NO_INFINITIVE = (
    "ість",
    "ость",
    "асть",
    "їсть",
    "есть",
    "ласти",
    "ості",
    "ости",
    "асти",
    "оти",
    "ети",
    "мети",
    "ється",
    "ються",
    "їться",
)


@lru_cache(maxsize=16_384)
def verbal(low: str) -> bool:
    """Whether a word looks like a verb that has its subject."""
    return len(low) > 5 and _VERB.search(low) is not None and not low.endswith(_NO_VERB)


@lru_cache(maxsize=16_384)
def infinitive(low: str) -> bool:
    """Whether a word looks like an infinitive."""
    return low in _SHORT or (len(low) > 4 and low.endswith(_INFINITIVE) and not low.endswith(_NO_INFINITIVE))


class Phrases:
    """The small words of one language that bound its noun phrases."""

    def __init__(self, table: ModuleType) -> None:
        self.leading = frozenset(table.LEADING.split())
        self._adverbs = frozenset(table.ADVERBS.split())
        self._copulas = tuple(table.COPULAS.split())
        self._ending = frozenset(table.ENDING.split())
        self._pronouns = frozenset(table.PRONOUNS.split())
        self._possessives = frozenset(table.POSSESSIVES.split())
        self._else = tuple(table.ELSE.split())
        self.wishing = frozenset(table.WISHING.split())
        self._clauses = frozenset(table.CLAUSES.split())

    def past_adverbs(self, lows: list[str], at: int) -> int:
        """The token from `at` on that is no adverb and no opening mark."""
        while at < len(lows) and (lows[at] in self._adverbs or lows[at] in _QUOTES):
            at += 1
        return at

    def past_openings(self, lows: list[str], at: int) -> int:
        """The token from `at` on that is neither an adverb nor a conjunction: "хоча", "проте", "однако"."""
        while at < len(lows) and (lows[at] in _JOINTS or lows[at] in self._adverbs or lows[at] in _QUOTES):
            at += 1
        return at

    def past_copula(self, lows: list[str], at: int) -> int:
        """The token from `at` on that is neither an adverb nor "залишаються"."""
        while at < len(lows) and (self.is_light(lows[at]) or lows[at] in _QUOTES):
            at += 1
        return at

    def is_light(self, low: str) -> bool:
        """Whether the word is an adverb, a negation, a conjunction or a copula."""
        return low in self._adverbs or low in _AND or low in ("не", "ні", "ни") or low.startswith(self._copulas)

    def may_begin(self, tokens: list[Token], lows: list[str], at: int) -> bool:
        """Whether an object can begin here: a noun phrase or an infinitive; no pronoun, mark, preposition or verb."""
        if at >= len(lows) or not tokens[at].text[0].isalnum():
            return False
        low = lows[at]
        if low in self._possessives:
            return at + 1 < len(lows) and lows[at + 1][0].isalpha() and self.may_begin(tokens, lows, at + 1)
        if low in _TAKING_PART:  # "участь спостерігачів", but not "участь у переговорах"
            following = lows[at + 1 : at + 3]
            inside = len(following) > 1 and following[0] in _IN and following[1] in _IT
            return inside or (following[:1] != [] and following[0][0].isalpha() and following[0] not in self._ending)
        if low in self._pronouns or low in self._ending or low in self._clauses or low in self.leading:
            return False
        if low[0].isdigit():
            return at + 1 < len(lows) and lows[at + 1][0].isalpha() and self.may_begin(tokens, lows, at + 1)
        return len(low) > 2 and (infinitive(low) or not verbal(low))

    def end(self, tokens: list[Token], lows: list[str], first: int, stop: int) -> int:
        """The token after the phrase."""
        at = first
        while at < min(stop, first + _LONGEST):
            low = lows[at]
            if low in _IN and at > first and at + 1 < len(lows) and lows[at + 1] in _IT:  # "участі в ній ОБСЄ"
                at += 2
                continue
            refusal = low in _FROM and at > first and lows[at - 1].startswith(_REFUSAL)  # "отказ от ударов"
            if low in _MARKS or low in self._clauses or (at > first and low in self._ending and not refusal):
                break
            if (
                at > first
                and (low.startswith(self._copulas) or (verbal(low) and not infinitive(low)))
                and not tokens[at].capital
            ):
                break
            if low in _CLOSING and not any(word in _OPENING for word in lows[first:at]):
                break
            if low in _AND and not self._one_noun(lows, at):
                break
            at += 1
        while at > first and (lows[at - 1] in self._adverbs or lows[at - 1] in self.leading or lows[at - 1] in _AND
            or lows[at - 1] in ("не", "«")):  # fmt: skip
            at -= 1
        return at

    def _one_noun(self, lows: list[str], at: int) -> bool:
        """ "політичні та військові гарантії", "гарантії для України та Молдови": one phrase with "and" in it."""
        return lows[at - 1].endswith(_ADJECTIVE) and at + 1 < len(lows) and lows[at + 1].endswith(_ADJECTIVE)

    def joins(self, tokens: list[Token], lows: list[str], at: int, listed: bool) -> bool:
        """Whether another member of the list follows behind "and" or a comma."""
        low = lows[at]
        if low in _AND or low in _OR:
            following = lows[at + 1] if at + 1 < len(lows) else ""
            if at + 1 < len(tokens) and tokens[at + 1].kinds & SAYS:
                return False  # "відкидають причетність і твердять"
            return infinitive(following) or (not verbal(following) and not tokens[at + 1].capital)
        if low == "," and at + 1 < len(lows):
            ahead = lows[at + 1 : at + 9]
            return (listed or any(word in _AND for word in ahead)) and not any(
                word in self._clauses for word in ahead[:1]
            )
        return False

    def means_else(self, lows: list[str], first: int, last: int) -> bool:
        """Whether the phrase is of something that stands in no agreement: a comment, a decree, an accusation."""
        head = next(
            (low for low in lows[first:last] if not low.startswith(_ANY) and not low.endswith(_ADJECTIVE)), lows[first]
        )
        return head.startswith(self._else)


@lru_cache(maxsize=2)
def phrases(language: Language) -> Phrases:
    """The bounds of phrases in a language."""
    return Phrases(_TABLES[language])
