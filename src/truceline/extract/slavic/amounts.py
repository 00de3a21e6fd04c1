"""Numbers with the room that the words around them leave, and numbers that are the name of something."""

from __future__ import annotations

import re
from functools import cached_property

import msgspec

from truceline.extract.digits import Bounds, Vagueness, bounds
from truceline.extract.slavic.countedkinds import unit_by_form
from truceline.extract.slavic.countedphrases import Phrases, is_adjective, number_end
from truceline.extract.slavic.numbers import Number, number_at
from truceline.extract.slavic.signs import DASHES, IN

_PLAN = re.compile(r"\bплан[\w-]{0,4}\s(?:[\w-]{1,20}\s){0,3}?(?:з|із|зі|из|на|в)\s$", re.IGNORECASE)
_CAPITAL_LATIN = re.compile(r"[A-Z][\w-]*$")


#: a unit in the singular: its number is its name
_ONE_UNIT = frozenset(
    ("бригада", "бригаду", "армія", "армия", "дивізія", "дивизия", "стаття", "статья", "мм", "корпусу", "полку")
)
_OF_ONE_UNIT = frozenset(("корпуса", "полка", "батальйону", "батальона", "бригады", "дивизии"))


#: behind the number of a part of a law: "ч. 2 ст. 28"
_PROVISIONS = frozenset(("ст", "ч", "п", "пп", "абз"))
#: "двадцять з гаком", "сто с лишним"
_AND_MORE = frozenset(("гаком", "лишком", "лишним", "хвостиком", "гачком"))


def continuous(room: Bounds) -> Bounds:
    """The same room of a share of a hundred: below 5 per cent is all up to 5, and a bound is no point inside it."""
    if room.value is not None and room.high is not None and room.high < room.value:
        return Bounds(None, room.low, room.value)
    return room


#: "оценивают примерно в 45 тысяч"

#: "труба діаметром 500": millimetres that nobody names
_ACROSS = frozenset(("діаметром", "диаметром", "перерізом", "сечением"))
_LENGTHS = ("м", "см", "сант", "дюйм", "кіло", "кило", "км")


#: behind the last of several ages, and how many may follow one
_YEARS = frozenset(("рік", "року", "роки", "років", "год", "года", "лет"))
_LISTED_AGES = 4


class Amount(msgspec.Struct, frozen=True, gc=False):
    """A number or a range with its bounds, from token to token; the vague word before it has been read."""

    first: int
    last: int  # the token after
    room: Bounds
    number: Number
    modified: bool


class Amounts(Phrases):
    """The numbers of one sentence with the room around them, and those that name a thing."""

    @cached_property
    def _amounts(self) -> dict[int, Amount | None]:
        """What was found at the tokens asked for so far."""
        return {}

    def _amount(self, at: int) -> Amount | None:
        """What stands at a token with the room around it; several rules ask for the same."""
        if at not in self._amounts:
            self._amounts[at] = self._amount_at(at)
        return self._amounts[at]

    def _amount_at(self, at: int) -> Amount | None:
        first, modifier = self._modifier(at)
        number = number_at(self._tokens, at, self._numbers, governed=modifier is not None)
        if number is None or self._glued(at):
            return None
        ranged = self._range(at, number)
        if ranged is not None:
            return ranged
        if number.low != number.high:
            return Amount(first, number.end, Bounds(None, number.low, number.high), number, modifier is not None)
        if self._low(number.end) in ("з", "із", "с") and self._low(number.end + 1) in _AND_MORE:
            return Amount(first, number.end + 2, bounds(number.low, "at least"), number, True)
        if modifier is None and self._rounded(at, number):
            return Amount(at - 1, number.end, bounds(number.low, "about"), number, True)
        inverted = self._inverted(at, number)
        if inverted and modifier is None:
            return Amount(at - 1, number.end, bounds(number.low, "about"), number, True)
        return Amount(first, number.end, bounds(number.low, modifier), number, modifier is not None)

    def _rounded(self, at: int, number: Number) -> bool:
        """ "з десяток", "с полсотни": a round number as a noun behind a preposition of measure."""
        if self._low(at - 1) not in ("з", "із", "зо", "с", "со") or not number.words:
            return False
        low = self._low(at)
        round_one = low in ("десяток", "сотню", "тисячу", "тысячу", "півсотні", "полсотни", "дюжину", "пару", "мільйон")
        return round_one and self._low(number.end) not in ("років", "лет", "по", "до")

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
        if self._low(at - 1) in IN and self._low(at - 2) in self._numbers.modifiers:  # "приблизно в 45 тисяч"
            first, meaning = self._modifier(at - 1)
            return (at, None) if meaning is None else (first, meaning)
        for phrase, meaning in self._numbers.modifiers.get(self._low(at - 1), ()):
            length = len(phrase)
            if at < length or self._lows[at - length : at] != phrase:
                continue
            if phrase == ["до"] and self._grew(at - 1):
                return at, None
            if phrase[-1] == "районе" and not self._round(at):
                return at, None  # "в районе 38 наблюдателей": that is where they are
            if length == 1 and phrase[0] in ("біля", "мало", "где-то") and self._tokens[at - 1].capital and at > 1:
                return at, None
            return at - length, meaning
        return at, None

    def _round(self, at: int) -> bool:
        """Whether a figure is round, or told in words of thousands: such as one may be only about."""
        number = number_at(self._tokens, at, self._numbers)
        return number is not None and (number.words or number.scaled or number.low % 10_000 == 0)

    def _range(self, at: int, number: Number) -> Amount | None:
        """ "3–5", "від 10 до 15", "два-три", "между 5 и 7"."""
        end = number.end
        if end + 1 >= len(self._tokens) or number.low != number.high:
            return None
        link = self._tokens[end]
        opened = self._low(at - 1) in self._numbers.between
        dashed = link.text in DASHES and self._tokens[end + 1].start - number_end(self._tokens, number) <= 3
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
        return Amount(first, second.end, Bounds(None, low, high), second, True)

    def _inverted(self, at: int, number: Number) -> bool:
        """ "человек двадцать", "осіб зо п'ять": the noun before the number."""
        if not at or self._low(at - 1) not in self._words.units or not number.words or number.collective:
            return False
        if self._phrase(number.end) or (at > 1 and self._tokens[at - 2].text[0].isdigit()):
            return False
        if not self._low(at - 1).endswith(("ек", "ів", "ей", "ов", "іб", "ин", "ік", "ак", "ет", "ож")):
            return False
        return at < 2 or number_at(self._tokens, at - 2, self._numbers) is None

    def _shares_calibre(self, end: int) -> bool:
        """ "калибров 152 и 155 мм", "82 та 120 мм": the measure stands behind the second number."""
        joined = self._low(end) in self._numbers.joined or self._low(end) == ","
        return joined and self._low(end + 1)[:1].isdigit() and self._low(end + 2) == "мм"

    def _names_a_thing(self, at: int, amount: Amount) -> bool:
        """Whether the number is the name of something, a length of time, an age, or a way."""
        number, end = amount.number, amount.last
        before, after = self._low(at - 1), self._low(end)
        if self._ordinal(number) or (after in _PROVISIONS and self._low(end + 1) == "."):
            return True
        token = self._tokens[at]
        in_figures = token.text[0].isdigit()
        if in_figures and before in _ACROSS and not after.startswith(_LENGTHS):
            return True
        if in_figures and before in self._words.numbered and self._follows_name(before, end):
            return True
        if before == "." and (self._low(at - 2) in self._words.numbered or self._low(at - 2) in self._words.address):
            return True
        if in_figures and self._addressed(at):
            return True
        if self._low(at) == "сьома" and not after.endswith(("ми", "ма")):
            return True  # "сьома бригада": the seventh
        if number.exact == 1000 and end == at + 1 and not amount.modified:
            return self._one_of(at, end)
        if token.text.isdecimal() and len(token.text) == 4 and token.text[:2] in ("19", "20") and not amount.modified:
            return self._unit_near(end) is None
        ending = in_figures and not token.text.isdecimal() and "," not in token.text and "." not in token.text
        if ending and after in ("«", "„", "“"):
            return True  # "47-ма «Маґура»"
        if ending and any(self._low(near) in self._words.numbered for near in range(end, end + 4)):
            return True
        if in_figures and number.end == at + 1 and (self._names_unit(end, number) or self._names_one(end, number)):
            return True
        if at and _CAPITAL_LATIN.match(self._tokens[at - 1].text) and in_figures and self._unit_near(end) is None:
            return True
        if after in self._words.durations or (in_figures and not amount.modified and self._listed_age(end)):
            return True
        if self._shares_calibre(end):
            return True
        if after in self._words.distances:
            return (
                self._low(end) not in ("га",)
                and any(self._low(near) in self._words.directions for near in range(end + 1, end + 4))
            ) or self._low(end) in ("мм", "см")
        begin = max(0, token.start - 70)
        planned = "план" in self._text[begin : token.start].lower()
        return planned and _PLAN.search(self._text, begin, token.start) is not None

    def _listed_age(self, end: int) -> bool:
        """ "34 та 61 року", "45, 52 и 70 лет": the years stand behind the last figure of a list."""
        for _ in range(_LISTED_AGES):
            joined = self._low(end) == "," or self._low(end) in self._numbers.joined
            if not joined or end + 1 >= len(self._tokens) or not self._tokens[end + 1].text.isdecimal():
                return False
            end += 2
            if self._low(end) in _YEARS:
                return True
        return False

    def _ordinal(self, number: Number) -> bool:
        """ "двадцять п'ятий", "двести шестнадцатая": only the last word of an ordinal has the ending of one."""
        if not number.words or number.vague or number.low % 10_000:
            return False
        low = self._low(number.end)
        return not low.endswith(("их", "ых")) and (low in self._numbers.ordinals or low.startswith(("перш", "перв")))

    def _follows_name(self, before: str, end: int) -> bool:
        """ "стаття 5", but "армія 94 рази обстріляла"."""
        if before in ("№", "ст", "п", "пп"):
            return True
        return self._unit_near(end) is None and self._low(end) not in self._words.measures

    def _names_unit(self, at: int, number: Number) -> bool:
        """ "3 бригада", "44 армійського корпусу" name one; "3 бригади" and "2 полка" count."""
        head = at + (is_adjective(self._low(at)))
        low = self._low(head)
        if low not in self._words.numbered:
            return False
        return low in _ONE_UNIT or (low in _OF_ONE_UNIT and number.low > 4000)

    def _names_one(self, at: int, number: Number) -> bool:
        """ "на 5 каналі", "7 додатка": behind five and more nothing counted stands in the singular."""
        low = self._low(at)
        last = number.low // 1000 % 100
        several = last % 10 in (0, 5, 6, 7, 8, 9) or 10 < last < 20
        return (
            several and low in self._words.numbered and low.endswith(("і", "у", "ю", "е", "ом", "ем", "ою", "ка", "я"))
        )

    def _one_of(self, at: int, end: int) -> bool:
        after = self._low(end)
        if is_adjective(after) and self._low(end + 1) in self._numbers.joined and end + 2 < len(self._tokens):
            second = number_at(self._tokens, end + 2, self._numbers)
            if second is not None and self._unit_near(second.end) is not None:
                return False  # "одного ракетного та 64 авіаційних ударів"
        if after in self._numbers.of or self._low(at - 1) in ("ні", "ни", "жоден", "ще-", "не"):
            return True
        return self._unit_near(end) is None and unit_by_form(after) is None

    def _addressed(self, at: int) -> bool:
        """ "вул. Садова, 12", "будинок 5"."""
        if self._words.address.isdisjoint(self._lows[max(0, at - 6) : at]):
            return False
        return self._low(at - 1) in (",", ".") or self._low(at - 1) in self._words.address
