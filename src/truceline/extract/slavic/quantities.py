"""Numbers of something in Ukrainian and Russian, with the unit that is counted and the room that the words leave.

Not quantities: dates, clock times, years, ages, durations, distances that only place a thing, names with a number in
them (Су-35, стаття 5, 128-ма бригада, №5, 34-річний), addresses, telephone numbers, scores, "один із".
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from typing import NamedTuple

from truceline.extract.digits import Bounds, Vagueness, bounds
from truceline.extract.slavic.countedwords import CountedWords
from truceline.extract.slavic.forms import fold
from truceline.extract.slavic.language import Language
from truceline.extract.slavic.numbers import NUMBERS, Number, number_at
from truceline.extract.slavic.numberwords import NumberWords
from truceline.extract.slavic.russian.counted import COUNTED as RUSSIAN
from truceline.extract.slavic.ukrainian.counted import COUNTED as UKRAINIAN
from truceline.extract.story import Story, Token
from truceline.extract.timespans import TimeSpans
from truceline.model.mentions import QuantityMention

COUNTED: dict[Language, CountedWords] = {"uk": UKRAINIAN, "ru": RUSSIAN}

_PHONE = re.compile(r"(?<!\w)\+\d[\d ().-]{6,20}\d|(?<!\w)\(?\d{2,4}\)?[ -]\d{3}[ -]\d{2}[ -]?\d{2}(?!\d)")
_PLAN = re.compile(r"\bплан[\w-]{0,4}\s(?:[\w-]{1,20}\s){0,3}?(?:з|із|зі|из|на|в)\s$", re.IGNORECASE)
_ADJECTIVE = re.compile(
    r"(?:[иыіаяоеєую]й|[ая]я|[оеє]є|[оеє]е|[ыі]е|ого|его|ому|ему|[ыиії]х|[ыиії]м|[ыиії]ми|ої|ьої|ні|ою|ную|них|ні)$"
)
_VERB = re.compile(
    r"(?:[аяиеу](?:в|л|ла|ло|ли)(?:ся|сь)?|ть(?:ся)?|ти(?:ся)?|ют|ут|ает|яет|ено|ано|ято|ито|уто|ены|аны|ена|ана)$"
)
_CAPITAL_LATIN = re.compile(r"[A-Z][\w-]*$")
_DASHES = frozenset("-–—")
_CURRENCY = frozenset("$€£₴₽")
_OPENING = frozenset('«“„"')
#: "45 із 60", "146 на 146": the noun stands behind the second number
_BESIDE = frozenset(("із", "з", "из", "на", "зі"))
#: behind the dash of a bare number: "23 — над областю"
_OVER = frozenset(("над", "в", "у", "на", "по", "во", "із", "из"))
#: how far before "rose to 25" the noun stands
_REACH = 7
_FOUND_MINES = ("вияв", "знайд", "знеш", "розмін", "обезвр", "обнар", "найд", "разми", "мінув", "минир", "противотанк",
    "протитанк", "протипіх", "противопех", "морськ", "морск")  # fmt: skip
_ATTACKED = ("атак", "обстр", "вдар", "удар", "штурм", "бомб")
_BREACH = ("поруш", "наруш")


class _Counted(NamedTuple):
    unit: str | None
    of: str | None
    end: int


class _Amount(NamedTuple):
    """A number or a range with its bounds, from token to token; the vague word before it has been read."""

    first: int
    last: int  # the token after
    room: Bounds
    number: Number
    modified: bool


def find_quantities(story: Story, times: TimeSpans, language: Language) -> tuple[QuantityMention, ...]:
    """Every quantity of the main text, without its claimant."""
    numbers, counted = NUMBERS[language], COUNTED[language]
    starts = _starts(language)
    phones = {at for match in _PHONE.finditer(story.text) for at in range(*match.span())}
    found: list[QuantityMention] = []
    for sentence in story.sentences:
        tokens = story.spoken_tokens(sentence)
        reader: _Reader | None = None
        taken = -1
        for at, token in enumerate(tokens):
            if at < taken or not (token.text[0].isdigit() or token.low[:3] in starts) or token.start in phones:
                continue
            reader = reader or _Reader(story, tokens, numbers, counted, times)
            known = reader.quantity(at)
            if known is None:
                known = reader.elliptic(at, found)
            if known is not None:
                found.append(known)
                taken = bisect_left(tokens, known.end, key=_start)
    return tuple(found)


def _start(token: Token) -> int:
    return token.start


@cache
def _starts(language: Language) -> frozenset[str]:
    """The first letters of all words of number: a cheap look before the dear one."""
    numbers = NUMBERS[language]
    listed = (numbers.ones, numbers.tens, numbers.hundreds, numbers.scales, numbers.vague, numbers.dozen)
    listed_more = (numbers.halves, numbers.fractions, numbers.times, numbers.several)
    return frozenset(word[:3] for table in (*listed, *listed_more) for word in table)


class _Reader:
    """Reads the quantities of one sentence."""

    def __init__(
        self, story: Story, tokens: list[Token], numbers: NumberWords, counted: CountedWords, times: TimeSpans
    ) -> None:
        self._story = story
        self._text = story.text
        self._tokens = tokens
        self._numbers = numbers
        self._words = counted
        self._times = times
        self._lows = [fold(token.low) for token in tokens]

    def quantity(self, at: int) -> QuantityMention | None:
        """The quantity whose number starts at a token; null when it is none."""
        if self._times.inside(self._tokens[at].start):
            return None
        share = self._share(at)
        if share is not None:
            return share
        amount = self._amount(at)
        if amount is None or self._times.inside(self._tokens[amount.last - 1].start):
            return None
        counted = self._counted(at, amount)
        if counted is None:
            return None
        return self._mention(amount.first, counted, amount.room)

    def elliptic(self, at: int, before: list[QuantityMention]) -> QuantityMention | None:
        """ "65 БПЛА: 23 — над областью, семь — над морем": a bare number of what the sentence counted before."""
        token = self._tokens[at]
        if not before or before[-1].start < self._tokens[0].start or self._times.inside(token.start):
            return None
        number = number_at(self._tokens, at, self._numbers)
        if number is None or number.end + 1 >= len(self._tokens) or self._tokens[number.end].text not in _DASHES:
            return None
        if self._lows[number.end + 1] not in _OVER or self._glued(at):
            return None
        counted = _Counted(before[-1].unit, before[-1].of, number_end(self._tokens, number))
        return self._mention(at, counted, bounds(number.low, None))

    def _mention(self, first: int, counted: _Counted, room: Bounds) -> QuantityMention:
        start = self._tokens[first].start
        if first and self._tokens[first - 1].text in _CURRENCY:
            start = self._tokens[first - 1].start
        percent = counted.unit == "percent"
        return QuantityMention(
            item_id=self._story.document.item_id,
            start=start,
            end=counted.end,
            text=self._text[start : counted.end],
            method="rule:quantity.percent" if percent else "rule:quantity.number",
            confidence_ppm=900_000 if counted.unit else 700_000,
            value_milli=room.value,
            low_milli=room.low,
            high_milli=room.high,
            unit=counted.unit,
            of=counted.of,
        )

    def _low(self, at: int) -> str:
        return self._lows[at] if 0 <= at < len(self._lows) else ""

    # --- shares ---------------------------------------------------------------------------------------------------

    def _share(self, at: int) -> QuantityMention | None:
        """ "на третину", "треть домов", "вдвічі": a part of a whole, in per cent."""
        low = self._low(at)
        if low in self._numbers.times:
            milli = self._numbers.times[low]
            return self._mention(at, _Counted("percent", None, self._tokens[at].end), Bounds(milli, milli, milli))
        if low not in self._numbers.fractions:
            return None
        governed = self._low(at - 1) in self._numbers.by
        phrase = self._phrase(at + 1)
        if not governed and not phrase:
            return None
        if self._numbers.halves.get(low) and (self._low(at + 1) in self._numbers.scales or not (governed or phrase)):
            return None
        milli = self._numbers.fractions[low]
        _, modifier = self._modifier(at)
        end = self._tokens[at].end
        of = None
        if phrase and not governed:
            of, end = self._words_of(phrase), phrase[-1].end
        return self._mention(at, _Counted("percent", of, end), bounds(milli, modifier))

    # --- the number and the room around it ------------------------------------------------------------------------

    def _amount(self, at: int) -> _Amount | None:
        first, modifier = self._modifier(at)
        number = number_at(self._tokens, at, self._numbers, governed=modifier is not None)
        if number is None or self._glued(at):
            return None
        ranged = self._range(at, number)
        if ranged is not None:
            return ranged
        if number.low != number.high:
            return _Amount(first, number.end, Bounds(None, number.low, number.high), number, modifier is not None)
        inverted = self._inverted(at, number)
        if inverted and modifier is None:
            return _Amount(at - 1, number.end, bounds(number.low, "about"), number, True)
        return _Amount(first, number.end, bounds(number.low, modifier), number, modifier is not None)

    def _glued(self, at: int) -> bool:
        """Part of a clock time, a score, a fraction, a code: "2:1", "24/7"."""
        token = self._tokens[at]
        before = self._text[token.start - 1 : token.start]
        after = self._text[token.end : token.end + 2]
        if before in (":", "/", "№", "#", "+", "-", "‑") and before:
            return not (before in "-" and at > 1 and self._tokens[at - 2].text[:1].isdigit())
        return after[:1] in (":", "/") and after[1:2].isdigit()

    def _modifier(self, at: int) -> tuple[int, Vagueness | None]:
        """The words before a number that leave room around it, and where they begin."""
        for length in (4, 3, 2, 1):
            if at < length:
                continue
            phrase = tuple(self._lows[at - length : at])
            meaning = self._numbers.modifiers.get(phrase)
            if meaning is None:
                continue
            if phrase == ("до",) and self._grew(at - 1):
                return at, None
            if length == 1 and phrase[0] in ("біля", "мало", "где-то") and self._tokens[at - 1].capital and at > 1:
                return at, None
            return at - length, meaning
        return at, None

    def _grew(self, at: int) -> bool:
        """ "зросла до 25", "вырос с 3 до 5": the figure itself, no upper bound."""
        return any(low in self._numbers.growth for low in self._lows[max(0, at - 6) : at])

    def _range(self, at: int, number: Number) -> _Amount | None:
        """ "3–5", "від 10 до 15", "два-три", "между 5 и 7"."""
        end = number.end
        if end + 1 >= len(self._tokens) or number.low != number.high:
            return None
        link = self._tokens[end]
        opened = self._low(at - 1) in self._numbers.between
        dashed = link.text in _DASHES and self._tokens[end + 1].start - number_end(self._tokens, number) <= 3
        to = self._lows[end] in self._numbers.to and opened
        joined = self._lows[end] in self._numbers.joined and self._low(at - 1) in ("між", "между")
        if not (dashed or to or joined):
            return None
        second = number_at(self._tokens, end + 1, self._numbers)
        if second is None or second.exact is None:
            return None
        low, high = number.low, second.low
        if second.scaled and not number.scaled and low < 1_000_000:
            scale = next((self._numbers.scales[low_] for low_ in self._lows[end + 1 : second.end]
                          if low_ in self._numbers.scales), 1)  # fmt: skip
            low *= scale
        if low >= high:
            return None
        first = at - 1 if to or joined else at
        if to and self._low(at - 1) in ("з", "із", "с") and self._grew(at - 1):
            return None
        return _Amount(first, second.end, Bounds(None, low, high), second, True)

    def _inverted(self, at: int, number: Number) -> bool:
        """ "человек двадцать", "осіб зо п'ять": the noun before the number."""
        if not at or self._low(at - 1) not in self._words.units or not number.words or number.collective:
            return False
        if self._phrase(number.end) or (at > 1 and self._tokens[at - 2].text[0].isdigit()):
            return False
        if not self._low(at - 1).endswith(("ек", "ів", "ей", "ов", "іб", "ин", "ік", "ак", "ет", "ож")):
            return False
        return at < 2 or number_at(self._tokens, at - 2, self._numbers) is None

    # --- what is counted ------------------------------------------------------------------------------------------

    def _counted(self, at: int, amount: _Amount) -> _Counted | None:
        end = amount.last
        stop = number_end(self._tokens, amount.number)
        if self._text[stop : stop + 1] == "%" or self._low(end) == "%":
            return self._percent(end, self._text.find("%", stop) + 1)
        if self._low(end) in self._numbers.percent:
            return self._percent(end, self._tokens[end].end)
        if amount.first and self._tokens[at - 1].text in _CURRENCY:
            return _Counted(None, self._tokens[at - 1].text, stop)
        if self._names_a_thing(at, amount):
            return None
        if amount.first < at and self._low(at - 1) in self._words.units and amount.last == at + 1:
            before = self._tokens[at - 1]
            return _Counted(self._words.units[self._lows[at - 1]], before.text, stop)
        return self._noun(at, amount, stop)

    def _percent(self, at: int, end: int) -> _Counted:
        following = at + 1 if self._low(at) == "%" or self._low(at) in self._numbers.percent else at
        phrase = self._phrase(following)
        return _Counted("percent", self._words_of(phrase) if phrase else None, end)

    def _names_a_thing(self, at: int, amount: _Amount) -> bool:
        """Whether the number is the name of something, a length of time, an age, or a way."""
        number, end = amount.number, amount.last
        before, after = self._low(at - 1), self._low(end)
        token = self._tokens[at]
        in_figures = token.text[0].isdigit()
        if in_figures and before in self._words.numbered and before not in ("частина", "часть", "линия"):
            return True
        if before == "." and self._low(at - 2) in self._words.numbered | self._words.address:
            return True
        if in_figures and self._addressed(at):
            return True
        if number.exact == 1000 and end == at + 1 and not amount.modified:
            return self._one_of(at, end)
        if token.text.isdecimal() and len(token.text) == 4 and token.text[:2] in ("19", "20") and not amount.modified:
            return self._unit_near(end) is None
        ending = in_figures and not token.text.isdecimal() and "," not in token.text and "." not in token.text
        if ending and any(self._low(near) in self._words.numbered for near in range(end, end + 4)):
            return True
        if in_figures and number.end == at + 1 and after in self._words.numbered and self._singular(after):
            return True
        if at and _CAPITAL_LATIN.match(self._tokens[at - 1].text) and in_figures and self._unit_near(end) is None:
            return True
        if after in self._words.durations:
            return True
        if after in self._words.distances:
            return (
                self._low(end) not in ("га",)
                and any(self._low(near) in self._words.directions for near in range(end + 1, end + 4))
            ) or self._low(end) in ("мм", "см")
        return _PLAN.search(self._text, max(0, token.start - 70), token.start) is not None

    def _singular(self, low: str) -> bool:
        """ "3 бригада" names one; "3 бригади" counts three."""
        return low in ("бригада", "бригаду", "армія", "армия", "дивізія", "дивизия", "стаття", "статья", "мм", "пункт-")

    def _one_of(self, at: int, end: int) -> bool:
        after = self._low(end)
        if after in self._numbers.of or self._low(at - 1) in ("ні", "ни", "жоден", "ще-", "не"):
            return True
        return self._unit_near(end) is None

    def _unit_near(self, at: int) -> str | None:
        for near in range(at, min(at + 3, len(self._tokens))):
            unit = self._words.units.get(self._lows[near])
            if unit is not None:
                return unit
            if not _ADJECTIVE.search(self._lows[near]):
                return None
        return None

    def _addressed(self, at: int) -> bool:
        """ "вул. Садова, 12", "будинок 5"."""
        near = self._lows[max(0, at - 6) : at]
        if not any(low in self._words.address for low in near):
            return False
        return self._low(at - 1) in (",", ".") or self._low(at - 1) in self._words.address

    def _noun(self, at: int, amount: _Amount, stop: int) -> _Counted | None:
        phrase = self._phrase(amount.last)
        if phrase:
            unit = self._unit(phrase, at) or self._shared_unit(phrase)
            return _Counted(unit, self._words_of(phrase), phrase[-1].end)
        phrase = self._phrase_beside(amount.last) or self._phrase_before(amount.first)
        if phrase:
            return _Counted(self._unit(phrase, at), self._words_of(phrase), stop)
        beside = range(max(0, amount.first - 4), amount.first)
        after = range(amount.last, min(len(self._tokens), amount.last + 3))
        person = amount.number.collective or any(
            self._low(near) in self._words.person_verbs for near in (*beside, *after)
        )
        if person and amount.number.low < 10**9:
            return _Counted("person", None, stop)
        if amount.number.words and not amount.number.scaled and not amount.modified and not amount.number.vague:
            return None
        if self._low(amount.last) in self._numbers.of and amount.number.words:
            return None
        if amount.number.vague:
            return _Counted("person", None, stop)
        figures = self._tokens[at].text
        if not amount.modified and not amount.number.scaled and len(figures) < 3:
            return None
        return _Counted(None, None, stop)

    def _phrase_beside(self, at: int) -> list[Token]:
        """ "45 із 60 дронів", "146 на 146 пленных"."""
        if self._low(at) not in _BESIDE or at + 1 >= len(self._tokens):
            return []
        second = number_at(self._tokens, at + 1, self._numbers)
        return [] if second is None else self._phrase(second.end)

    def _shared_unit(self, phrase: list[Token]) -> str | None:
        """ "двох ракетних та 38 авіаційних ударів": adjectives that share the noun behind the next number."""
        lows = [fold(token.low) for token in phrase]
        if not all(_ADJECTIVE.search(low) and low not in self._words.measures for low in lows):
            return None
        at = bisect_left(self._tokens, phrase[-1].end, key=_start)
        if self._low(at) not in self._numbers.joined:
            return None
        second = number_at(self._tokens, at + 1, self._numbers) if at + 1 < len(self._tokens) else None
        return None if second is None else self._unit_near(second.end)

    def _phrase_before(self, at: int) -> list[Token]:
        """ "кількість загиблих зросла до 25": the noun whose number grew."""
        if not self._grew(at):
            return []
        before = range(at - 1, max(-1, at - _REACH), -1)
        noun = next((near for near in before if self._lows[near] in self._words.units), None)
        return [] if noun is None else [self._tokens[noun]]

    def _phrase(self, at: int) -> list[Token]:
        """The noun phrase from a token: adjectives up to the counted noun, or up to the first noun."""
        kept: list[Token] = []
        while at < len(self._tokens) and (self._lows[at] in self._words.adverbs or self._tokens[at].text in _OPENING):
            at += 1
        if at + 1 < len(self._tokens) and self._lows[at] in self._numbers.of:
            return []
        for near in range(at, min(at + 6, len(self._tokens))):
            token, low = self._tokens[near], self._lows[near]
            if not token.text[0].isalpha() or low in self._words.small or low in self._words.verbs:
                break
            unit = self._words.units.get(low)
            if (
                unit is None
                and low not in self._words.measures
                and (low in self._words.person_verbs or _VERB.search(low))
            ):
                break
            if self._times.inside(token.start):
                break
            kept.append(token)
            if low in self._words.measures or low in self._words.distances:
                return kept
            noun = unit is not None or low in ("дій", "действий") or not _ADJECTIVE.search(low)
            if noun and low not in self._words.heads:
                following = self._low(near + 1)
                if following in self._words.heads:
                    continue
                if unit is not None and self._continues(low, following):
                    continue
                return kept
            if noun:
                return kept
        return kept

    def _continues(self, low: str, following: str) -> bool:
        """ "мирних жителів", "цивільних осіб": an adjective that also stands alone goes on to its noun."""
        adjective = _ADJECTIVE.search(low) is not None and low not in ("дій", "действий")
        return adjective and following in self._words.units and low != following

    def _unit(self, phrase: list[Token], at: int) -> str | None:
        lows = [fold(token.low) for token in phrase]
        unit = next((self._words.heads[low] for low in reversed(lows) if low in self._words.heads), None)
        unit = unit or next((self._words.units[low] for low in reversed(lows) if low in self._words.units), None)
        near = self._lows[max(0, at - 6) : at + 6]
        if lows[-1] in ("раз", "рази", "разів", "раза"):
            if any(low.startswith(_BREACH) for low in near):
                return "event"
            return "attack" if any(low.startswith(_ATTACKED) for low in near) else None
        if lows[-1].startswith(("мін", "мин")) and any(low.startswith(_FOUND_MINES) for low in near):
            return "object"
        if unit == "household" and any(low in self._words.ruin_verbs for low in self._lows[max(0, at - 8) : at]):
            return "object"
        return unit

    def _words_of(self, phrase: list[Token]) -> str:
        return self._text[phrase[0].start : phrase[-1].end]


def number_end(tokens: list[Token], number: Number) -> int:
    """Where the number's last token ends in the text."""
    return tokens[number.end - 1].end
