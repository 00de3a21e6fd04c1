"""What a number counts: adjectives up to a noun that is counted, and the unit that the noun has."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache

from truceline.extract.slavic.countedkinds import stands_alone, unit_by_form
from truceline.extract.slavic.countedwords import CountedWords
from truceline.extract.slavic.forms import fold
from truceline.extract.slavic.numbers import Number, number_at
from truceline.extract.slavic.numberwords import NumberWords
from truceline.extract.story import Story, Token
from truceline.extract.timespans import TimeSpans

_ADJECTIVE = re.compile(
    r"(?:[иыіаяоеєую]й|[ая]я|[оеє]є|[оеє]е|[ыі]е|ого|его|ому|ему|[ыиії]х|[ыиії]м|[ыиії]ми|ої|ьої|ні|ою|ную|них|ні)$"
)
_VERB = re.compile(
    r"(?:[уюаяії]є(?:ться)?|[уюеая]ет(?:ся)?|[аяиеу](?:в|л|ла|ло|ли)(?:ся|сь)?|і(?:ла|ло|ли)(?:ся|сь)?|ть(?:ся)?|ти(?:ся)?|ют|ут|[чжшщ]ат|[тдлр]ят|ает|яет|[еия]тся|ено|ано|ято|ито|уто|ены|аны|ена"
    r"|ана)$"
)
#: no verb that agrees with a number above one, and the ending of many a noun: "12 одеял", "3 партизана"
_SINGULAR = (*(vowel + tail for vowel in "аяиеу" for tail in ("в", "л", "ла")), "ена", "ана")
_NOUNS_LIKE_VERBS = frozenset(
    (
        "телят",
        "ребят",
        "дитинчат",
        "девчат",
        "дівчат",
        "мышат",
        "курчат",
        "слонят",
        "страны",
        "цены",
        "смены",
        "стены",
        "сцены",
        "раны",
        "планы",
        "члены",
        "замены",
    )
)
#: endings of adjectives behind "two", "three" and "four"
_FEW = ("жі", "ві", "ні", "кі", "лі", "рі", "ті")
_VOWELS = frozenset("аеиіоуыяюєї")
_OPENING = frozenset('«“„"')
#: endings of adverbs, and of the participles that they tell of
_ADVERBS = ("ньо", "но", "во", "ко", "то")
_PARTICIPLES = ("них", "ных", "тих", "тых", "ні", "ные", "ного")
#: "45 із 60", "146 на 146": the noun stands behind the second number
_BESIDE = frozenset(("із", "з", "из", "на", "зі"))
#: how far before "rose to 25" the noun stands
_REACH = 7
#: how far behind "до п'яти зросла" it stands
_BEHIND = 5
#: how far before "оцінюють у 45 тисяч" stands what is estimated
_FAR = 16
_ESTIMATED = frozenset(("оцін", "оцен", "назв", "назы", "пора", "підр", "подс"))
_NUMBER_OF = ("кільк", "числ", "чисел", "колич")
_FOUND_MINES = ("вияв", "знайд", "знеш", "розмін", "обезвр", "обнар", "найд", "разми", "мінув", "минир", "противотанк",
    "протитанк", "протипіх", "противопех", "морськ", "морск")  # fmt: skip
_ATTACKED = ("атак", "обстр", "вдар", "удар", "штурм", "бомб")
_SWITCHED = (
    "отключ",
    "відключ",
    "вимкн",
    "график",
    "графік",
    "обесточ",
    "знеструм",
    "електро",
    "электро",
    "споживач",
    "погодин",
)
_BREACH = ("поруш", "наруш")


class Phrases:
    """The tokens of one sentence, and the noun phrases that numbers count."""

    def __init__(
        self,
        story: Story,
        tokens: list[Token],
        lows: list[str],
        numbers: NumberWords,
        counted: CountedWords,
        times: TimeSpans,
    ) -> None:
        self._story = story
        self._text = story.text
        self._tokens = tokens
        self._numbers = numbers
        self._words = counted
        self._times = times
        self._lows = lows

    def _low(self, at: int) -> str:
        return self._lows[at] if 0 <= at < len(self._lows) else ""

    def _phrase_beside(self, at: int) -> list[Token]:
        """ "45 із 60 дронів", "146 на 146 пленных"."""
        if self._low(at) not in _BESIDE or at + 1 >= len(self._tokens):
            return []
        second = number_at(self._tokens, at + 1, self._numbers)
        return [] if second is None else self._phrase(second.end)

    def _shared_unit(self, phrase: list[Token]) -> str | None:
        """ "двох ракетних та 38 авіаційних ударів": adjectives that share the noun behind the next number."""
        at = bisect_left(self._tokens, phrase[-1].end, key=start_of)
        if self._low(at) not in self._numbers.joined:
            return None
        if not all(is_adjective(low) and low not in self._words.measures for low in self._lows_of(phrase)):
            return None
        second = number_at(self._tokens, at + 1, self._numbers) if at + 1 < len(self._tokens) else None
        return None if second is None else self._unit_near(second.end)

    def _phrase_before(self, at: int) -> list[Token]:
        """ "кількість загиблих зросла до 25": the noun whose number grew."""
        if not self._grew(at):
            return self._those(at)
        before = range(at - 1, max(-1, at - _REACH), -1)
        noun = next((near for near in before if self._lows[near] in self._words.units), None)
        around = [*range(at - 1, max(-1, at - _FAR), -1), *range(at + 1, min(len(self._lows), at + _BEHIND))]
        head = next((near + 1 for near in around if self._lows[near].startswith(_NUMBER_OF)), None)
        if head is not None and self._low(head) in self._words.units:  # "число жертв ночного удара выросло до 4"
            noun = head
        return [] if noun is None else [self._tokens[noun]]

    def _those(self, at: int) -> list[Token]:
        """ "кількість тих, хто лишається, оцінюють у 45 тисяч", "число остающихся": whose number is told."""
        if _ESTIMATED.isdisjoint([low[:4] for low in self._lows[max(0, at - _FAR) : at]]):
            return []
        for near in range(at - 1, max(-1, at - _FAR), -1):
            if self._lows[near].startswith(_NUMBER_OF):
                known = self._low(near + 1) in self._words.units or self._who(near + 1)
                return [self._tokens[near + 1]] if known else []
        return []

    def _who(self, at: int) -> bool:
        """ "тих, хто", "остающихся", "зниклих": persons by what they do."""
        low = self._low(at)
        return (low in ("тих", "тех") and self._low(at + 2) in ("хто", "кто")) or stands_alone(low.removesuffix("ся"))

    def _phrase(self, at: int) -> list[Token]:
        """The noun phrase from a token: adjectives up to the counted noun, or up to the first noun."""
        kept: list[Token] = []
        while at < len(self._tokens) and (
            self._lows[at] in self._words.adverbs or self._tokens[at].text in _OPENING or self._how(at)
        ):
            at += 1
        if at + 1 < len(self._tokens) and self._lows[at] in self._numbers.of:
            return []
        for near in range(at, min(at + 6, len(self._tokens))):
            token, low = self._tokens[near], self._lows[near]
            if not token.text[0].isalpha() or low in self._words.small or low in self._words.verbs:
                break
            if low in self._numbers.each or low in self._numbers.growth:
                break
            unit = self._words.units.get(low)
            if (
                unit is None
                and low not in self._words.measures
                and (low in self._words.person_verbs or self._is_verb(near, at))
            ):
                break
            if self._times.inside(token.start):
                break
            kept.append(token)
            if low in self._words.measures or low in self._words.distances:
                return kept
            noun = unit is not None or low in ("дій", "действий") or not self._modifies(near)
            if noun and low not in self._words.heads:
                following = self._low(near + 1)
                if following in self._words.heads:
                    continue
                if unit is not None and self._continues(low, following):
                    continue
                return kept
            if noun and not self._continues(low, self._low(near + 1)):
                return kept
        return kept

    def _how(self, at: int) -> bool:
        """ "внутрішньо переміщених осіб", "тяжело раненых": how, before a participle of what is counted."""
        low, following = self._lows[at], self._low(at + 1)
        adverb = len(low) > 4 and low.endswith(_ADVERBS) and low not in self._words.units
        return adverb and low not in self._words.measures and following.endswith(_PARTICIPLES)

    def _is_verb(self, near: int, first: int) -> bool:
        low = self._lows[near]
        if low in _NOUNS_LIKE_VERBS or (near == first and low.endswith(_SINGULAR)):
            return False
        return looks_like_verb(low)

    def _modifies(self, at: int) -> bool:
        """Whether a word looks like an adjective; "російські" does where a counted noun follows."""
        low = self._lows[at]
        if is_adjective(low):
            return True
        following = self._low(at + 1)
        return low.endswith(("і", "ї")) and (
            following in self._words.units  # "чотири свіжі вирви"
            or (low.endswith(_FEW) and following.endswith(("и", "і")) and following not in self._words.small)
        )

    def _continues(self, low: str, following: str) -> bool:
        """ "мирних жителів", "цивільних осіб": an adjective that also stands alone goes on to its noun."""
        adjective = is_adjective(low) and low not in ("дій", "действий")
        if not adjective or following not in self._words.units or low == following:
            return False
        # "двое рабочих фермы": of the farm; "мирних жителів" agree
        if self._words.units[following] == "person" and self._words.units.get(low) == "person":
            return True  # "четыре мирных жителя"
        return not (low.endswith(("их", "ых", "іх")) and following[-1] in _VOWELS and low in self._words.units)

    def _unit(self, phrase: list[Token], at: int) -> str | None:
        lows = self._lows_of(phrase)
        unit = next((self._words.heads[low] for low in reversed(lows) if low in self._words.heads), None)
        unit = unit or next((self._words.units[low] for low in reversed(lows) if low in self._words.units), None)
        near = self._lows[max(0, at - 6) : at + 6]
        if lows[-1] in ("тих", "тех") or (len(lows) == 1 and lows[0].endswith("хся")):
            return "person"
        if lows[-1] in ("раз", "рази", "разів", "раза"):
            if any(low.startswith(_BREACH) for low in near):
                return "event"
            return "attack" if any(low.startswith(_ATTACKED) for low in near) else None
        if lows[-1].startswith(("мін", "мин")) and any(low.startswith(_FOUND_MINES) for low in near):
            return "object"
        if unit is None and lows[-1] not in self._words.measures and lows[-1] not in self._words.distances:
            unit = compound(lows[-1], self._words)
            if unit is not None:
                return unit
            return unit_by_form(lows[-1]) or self._alone(phrase, lows[-1])
        if unit == "burst" and any(low.startswith(_SWITCHED) for low in self._lows):
            return None  # "до двух очередей отключений": queues
        if unit == "household" and any(low in self._words.ruin_verbs for low in self._lows[max(0, at - 8) : at]):
            return "object"
        return unit

    def _alone(self, phrase: list[Token], low: str) -> str | None:
        """ "трьох живих": an adjective behind which no noun stands is a person."""
        following = bisect_left(self._tokens, phrase[-1].end, key=start_of)
        joint = self._low(following) in self._numbers.joined
        return "person" if stands_alone(low) and not joint else None

    def _unit_near(self, at: int) -> str | None:
        at += at < len(self._tokens) and self._tokens[at].text in _OPENING
        for near in range(at, min(at + 3, len(self._tokens))):
            low = self._lows[near]
            unit = self._words.units.get(low) or (compound(low, self._words) if "-" in low else None)
            if unit is not None:
                return unit
            if not is_adjective(self._lows[near]):
                return None
        return None

    def _lows_of(self, phrase: list[Token]) -> list[str]:
        return [fold(token.low) for token in phrase]

    def _words_of(self, phrase: list[Token]) -> str:
        return self._text[phrase[0].start : phrase[-1].end]

    def _grew(self, at: int) -> bool:
        """ "зросла до 25", "вырос с 3 до 5": the figure itself, no upper bound."""
        near = self._lows[max(0, at - 6) : at] + self._lows[at + 1 : at + 3]  # "до 12 зросла"
        return not self._numbers.growth.isdisjoint(near)


#: first parts of words for things: "автоцистерн", "бензоколонок", "адмінбудівлі"
_FIRST_PARTS = re.compile(
    r"(?:авто|адм[иі]н|бензо|водо|газо|г[иі]дро|[еэ]лектро|метео|м[иі]кро|мото|м[иі]н[иі]|нафто|нефте|рад[иі]о|спец|теле"
    r"|тепло|турбо|зерно|с[иі]льгосп|сельхоз|держ|гос|ф[иі]то|ав[иі]а|бронев?|мед|агро|нарко|кіно|кино)(?=\w{4})"
)


def compound(low: str, words: CountedWords) -> str | None:
    """The unit of a word of two parts: the last part's, or of two joined by a hyphen the one's that is known."""
    first, hyphen, last = low.partition("-")
    if hyphen:
        return words.units.get(first) or words.units.get(last)
    match = _FIRST_PARTS.match(low)
    unit = None if match is None else words.units.get(low[match.end() :])
    return unit if unit in ("object", "weapon", "person") else None


def start_of(token: Token) -> int:
    """Where a token starts, for looking it up."""
    return token.start


def number_end(tokens: list[Token], number: Number) -> int:
    """Where the number's last token ends in the text."""
    return tokens[number.end - 1].end


@lru_cache(maxsize=32_768)
def is_adjective(low: str) -> bool:
    """Whether a word looks like an adjective before what is counted."""
    return _ADJECTIVE.search(low) is not None


@lru_cache(maxsize=32_768)
def looks_like_verb(low: str) -> bool:
    """Whether a word looks like a verb, and is none of what is counted."""
    return _VERB.search(low) is not None
