"""Numbers of something in Ukrainian and Russian, with the unit that is counted and the room that the words leave.

Not quantities: dates, clock times, years, ages, durations, distances that only place a thing, names with a number in
them (Су-35, стаття 5, 128-ма бригада, №5, 34-річний), addresses, telephone numbers, scores, "один із".
"""

from __future__ import annotations

import re
from bisect import bisect_left

from msgspec.structs import replace

from truceline.extract.digits import PHONE, Bounds
from truceline.extract.slavic.amounts import Amount, continuous
from truceline.extract.slavic.countedphrases import number_end, start_of
from truceline.extract.slavic.countedwords import CountedWords
from truceline.extract.slavic.language import Language
from truceline.extract.slavic.numbers import NUMBERS, number_at
from truceline.extract.slavic.russian.counted import COUNTED as RUSSIAN
from truceline.extract.slavic.shares import Counted
from truceline.extract.slavic.signs import DASHES
from truceline.extract.slavic.subtotals import AGAINST, ENDS, Subtotals
from truceline.extract.slavic.text import Text
from truceline.extract.slavic.ukrainian.counted import COUNTED as UKRAINIAN
from truceline.extract.slavic.wordclasses import NUMBER
from truceline.extract.story import Token
from truceline.extract.timespans import TimeSpans
from truceline.model.mentions import QuantityMention

COUNTED: dict[Language, CountedWords] = {"uk": UKRAINIAN, "ru": RUSSIAN}

#: and the number of a card or an account, in groups of four
_PHONE = re.compile(PHONE + r"|(?<!\d)\d{4}(?:[ -]\d{4}){2,3}(?!\d)")
#: what every telephone number has, and few other figures
_LONG = re.compile(r"\d[ -]?\d\d[ -]?\d\d")
_ENDS_OR_LEADS = ENDS | DASHES | {":"}
_HUNDRED = 100_000
#: how far before its figures "per cent" stands
_RATE = 9
_QUOTED = frozenset('«»„“”"')
_FROM = frozenset(("з", "із", "с"))
_CURRENCY = frozenset("$€£₴₽")
#: beginnings of words for animals and things that collective numerals count: "двоє собак", "двое суток"
_UNMANNED = (
    "соба", "кот", "кош", "щен", "цуцен", "телят", "теля", "порос", "коз", "кін", "кон", "лоша", "жереб", "коров",
    "ягня", "ягнят", "курча", "цыпл", "діб", "сут", "двер", "ворот", "сан", "нож", "ножиц", "окуляр", "очк", "штан",
)  # fmt: skip
#: before a bare number: what drones and missiles do
_HITS = ("влучан", "попадан", "падін", "паден", "прольот", "пролет", "збитт", "перехоп", "перехват", "пуск", "запуск")
#: quantities back to what flew
_FLOWN = 6
#: what came to a total, before its last three figures
_PLUS, _GROUP = re.compile(r"\+\d{1,3}[ \u00a0]$"), 3
#: the longest name of a row in a table of losses, in words
_ROW = 7
#: endings of the numerals that count persons
_OF_PERSONS = ("оє", "ро", "ое", "оих", "ерых", "оим", "ерым")
_STAFF = frozenset(("складу", "состава"))
#: before a bare number behind what is counted, and endings of genitives in the plural that have none
_WERE = frozenset(("було", "было", "стало", "налічувалося", "насчитывалось"))
_BARE = ("б", "ит", "іт", "к", "рт")
#: endings of what is counted where it stands before its number: "поранених 11", "раненых — 11"
_MANY = ("их", "ых", "ів", "їв", "ов", "ев", "ей", "ок", "ень", "сіб")


def find_quantities(text: Text, times: TimeSpans) -> tuple[QuantityMention, ...]:
    """Every quantity of the main text, without its claimant."""
    story = text.story
    numbers, counted = NUMBERS[text.language], COUNTED[text.language]
    found: list[QuantityMention] = []
    for line in text.lines:
        if not line.kinds & NUMBER:
            continue
        tokens = line.tokens
        reader = _Reader(story, tokens, line.lows, numbers, counted, times)
        phones = _phones(story.text, line.sentence.start, line.sentence.end)
        taken = -1
        for at, token in enumerate(tokens):
            if not token.kinds & NUMBER or at < taken or token.start in phones:
                continue
            known = reader.quantity(at)
            if known is None or (known.unit != "percent" and (known.unit is None or known.of is None)):
                known = reader.elliptic(at, found, known)
            if known is not None:
                known = reader.of_hits(at, found, known)
                found.append(known)
                taken = bisect_left(tokens, known.end, key=start_of)
            else:
                taken = reader.passed(at)
    return tuple(found)


def _phones(text: str, start: int, end: int) -> frozenset[int]:
    """The offsets inside telephone numbers between two others."""
    if _LONG.search(text, start, end) is None:
        return frozenset()
    return frozenset([at for match in _PHONE.finditer(text, start, end) for at in range(*match.span())])


class _Reader(Subtotals):
    """Reads the quantities of one sentence."""

    def quantity(self, at: int) -> QuantityMention | None:
        """The quantity whose number starts at a token; null when it is none."""
        if self._times.inside(self._tokens[at].start) or self._surname(at) or self._coded(at):
            return None
        if self._titled(at):
            return None
        share = self._share(at)
        if share is not None:
            return self._mention(share.first, share.counted, share.room)
        amount = self._amount(at)
        if amount is None or self._times.inside(self._tokens[amount.last - 1].start):
            return None
        counted = self._counted(at, amount)
        if counted is None:
            return None
        return self._mention(amount.first, counted, amount.room)

    def passed(self, at: int) -> int:
        """The token behind a number that is none of something: the last of its words is no number of its own."""
        if self._tokens[at].text[0].isdigit():
            if self._glued(at):  # "(+1 120)"
                number = number_at(self._tokens, at, self._numbers)
                return at + 1 if number is None else number.end
            amount = self._amount(at) if self._low(at - 1) in _FROM else None
            return amount.last if amount is not None and amount.room.value is None and self._hours(amount) else at + 1
        alone = at + 1 == len(self._tokens) or not self._tokens[at + 1].kinds & NUMBER
        if alone or self._low(at) in self._numbers.each:
            return at + 1
        number = number_at(self._tokens, at, self._numbers)
        return at + 1 if number is None or not number.words else number.end + self._ordinal(number)

    def _collective(self, at: int, amount: Amount) -> bool:
        """ "двоє", "трое": of persons; "двох" and "чотирьох" are the genitive of any number."""
        return amount.number.collective and self._lows[amount.number.end - 1].endswith(_OF_PERSONS)

    def _coded(self, at: int) -> bool:
        """ "0462", "007": a figure that begins with a nought and has no decimals is a code."""
        text = self._tokens[at].text
        return (len(text) > 1 and text[0] == "0" and text.isdecimal()) or self._came_to_it(at)

    def _came_to_it(self, at: int) -> bool:
        """The end of "(+1 105)", and "(0)": what came to a total in a table."""
        token = self._tokens[at]
        if token.text == "0":
            return self._low(at - 1) == "("
        return len(token.text) == _GROUP and _PLUS.search(self._text, max(0, token.start - 6), token.start) is not None

    def _titled(self, at: int) -> bool:
        """ "ТОВ «Три ведмеді»", "студія «95 квартал»": a name in quotation marks that begins with a number."""
        if at < 2 or self._tokens[at - 1].text not in _QUOTED or not self._tokens[at - 2].text[0].isalpha():
            return False
        closed = any(token.text in _QUOTED for token in self._tokens[at + 1 : at + 5])
        first = self._tokens[at]
        return closed and (first.text[0].isupper() or (first.text[0].isdigit() and self._unit_near(at + 1) is None))

    def _surname(self, at: int) -> bool:
        """ "генерал Сорок": a word of number with a capital behind another word."""
        return at > 0 and self._tokens[at].text[0].isupper() and self._tokens[at - 1].text[0].isalpha()

    def elliptic(self, at: int, before: list[QuantityMention], known: QuantityMention | None) -> QuantityMention | None:
        """A bare number of what was counted before; persons are none of the things that were."""
        part = self._subtotal(at, before)
        if part is None:
            return known
        found = self._mention(part.first, part.counted, part.room)
        if known is None or known.unit != "person" or found.unit == "person":
            return found
        return found if self._told_of_them(at) else known

    def of_hits(self, at: int, before: list[QuantityMention], known: QuantityMention) -> QuantityMention:
        """ "Влучання сімох зафіксовано": what flew, was counted before, and is named no more."""
        if known.unit != "person" or known.of is not None or not self._low(at - 1).startswith(_HITS):
            return known
        flown = next((one for one in reversed(before[-_FLOWN:]) if one.unit in ("sortie", "projectile", "round")), None)
        return replace(known, unit=None if flown is None else flown.unit, of=None if flown is None else flown.of)

    def _mention(self, first: int, counted: Counted, room: Bounds) -> QuantityMention:
        start = self._tokens[first].start
        if first and self._tokens[first - 1].text in _CURRENCY:
            start = self._tokens[first - 1].start
        percent = counted.unit == "percent"
        if percent:
            room = continuous(room)
        return QuantityMention(
            item_id=self._story.item_id,
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

    def _told_of_them(self, at: int) -> bool:
        """ "двоє з них": of the things that were counted."""
        amount = self._amount(at)
        return amount is not None and self._of_them(amount)

    def _counted(self, at: int, amount: Amount) -> Counted | None:
        end = amount.last
        stop = number_end(self._tokens, amount.number)
        if self._text[stop : stop + 1] == "%" or self._low(end) == "%":
            return self._percent(end, self._text.find("%", stop) + 1)
        if self._low(end) in self._numbers.percent:
            return self._percent(end, self._tokens[end].end)
        if self._falls_to_percent(end):
            return Counted("percent", None, stop)
        if amount.first and self._tokens[at - 1].text in _CURRENCY:
            return Counted(None, self._tokens[at - 1].text, stop)
        if self._names_a_thing(at, amount):
            shared = self._shared_verb(amount) if amount.number.words else None
            return None if shared is None else Counted(shared, None, stop)
        if amount.first == at - 1 and self._low(at - 1) in self._words.units:
            before = self._tokens[at - 1]
            return Counted(self._words.units[self._lows[at - 1]], before.text, stop)
        return self._noun(at, amount, stop)

    def _shared_verb(self, amount: Amount) -> str | None:
        """ "зруйновано один і пошкоджено 24 будинки": the noun stands with the next number."""
        end = amount.last
        known = self._words.ruin_verbs, self._words.person_verbs
        if self._low(end) not in self._numbers.joined or not any(self._low(end + 1) in words for words in known):
            return None
        if not any(self._low(amount.first - 1) in words for words in known) or end + 2 >= len(self._tokens):
            return None
        second = number_at(self._tokens, end + 2, self._numbers)
        return None if second is None else self._unit_near(second.end)

    def _apart(self, amount: Amount, noun: Token) -> bool:
        """ "з чотирма зв'язку немає": a number in the instrumental has no noun in another case."""
        last = self._low(amount.number.end - 1)
        return last.endswith(("рма", "ома", "ьма", "ьмя", "умя", "ремя")) and not noun.low.endswith(("ми", "ма", "мя"))

    def _row(self, amount: Amount, stop: int) -> Counted | None:
        """ "танков – 12 044 (+3)": what a line of a table counts, before its dash; "(" tells what came to it."""
        if self._low(amount.last) != "(" or self._low(amount.first - 1) not in DASHES:
            return None
        begin = self._text.rfind("\n", 0, self._tokens[amount.first].start)
        for token in reversed(self._tokens[max(0, amount.first - _ROW) : amount.first - 1]):
            known = self._words.units.get(token.low) or self._words.heads.get(token.low)
            unit = "person" if token.low in _STAFF else known
            if unit is not None and token.start > begin:
                return Counted(unit, token.text, stop)
        return None

    def _rate(self, at: int, amount: Amount) -> bool:
        """ "відсоток збиття впав із 86 до 73": bare figures of what is told in per cent."""
        if amount.number.high > _HUNDRED or not self._grew(at):
            return False
        return not self._numbers.percent.isdisjoint(self._lows[max(0, at - _RATE) : at])

    def _against(self, amount: Amount) -> bool:
        """ "29 проти 116": two bare numbers that are compared."""
        before, after = self._low(amount.first - 1), self._low(amount.last)
        figures = (self._low(amount.first - 2)[:1], self._low(amount.last + 1)[:1])
        return (before in AGAINST and figures[0].isdigit()) or (after in AGAINST and figures[1].isdigit())

    def _were(self, amount: Amount, stop: int) -> Counted | None:
        """ "подібних спроб було 11", "обстрілів за добу було 38": what is counted stands before the verb."""
        if self._low(amount.first - 1) not in _WERE or self._low(amount.last) not in ENDS:
            return None
        for near in range(amount.first - 2, max(-1, amount.first - _FLOWN), -1):
            low = self._low(near)
            if low in _ENDS_OR_LEADS:
                return None
            unit = self._words.units.get(low)
            if unit is not None and low.endswith(_MANY + _BARE) and not self._times.inside(self._tokens[near].start):
                return Counted(unit, self._tokens[near].text, stop)
        return None

    def _hours(self, amount: Amount) -> bool:
        """ "з 9 до 18": bare figures that may be hours."""
        return self._low(amount.first) in _FROM and (amount.room.high or 0) <= 24_000

    def _shared_number(self, amount: Amount) -> str | None:
        """ "у ста вісімнадцяти та дев'яноста трьох порушеннях": the noun stands behind the second number."""
        if self._low(amount.last) not in self._numbers.joined or amount.last + 1 >= len(self._tokens):
            return None
        second = number_at(self._tokens, amount.last + 1, self._numbers)
        return None if second is None or second.low < 2000 else self._unit_near(second.end)

    def _falls_to_percent(self, at: int) -> bool:
        """ "з 60 до 30 відсотків": the first figure has the unit of the second."""
        if self._low(at) not in self._numbers.to or at + 1 >= len(self._tokens):
            return False
        second = number_at(self._tokens, at + 1, self._numbers)
        return second is not None and (
            self._low(second.end) == "%"
            or self._low(second.end) in self._numbers.percent
            or self._text[number_end(self._tokens, second) :][:1] == "%"
        )

    def _percent(self, at: int, end: int) -> Counted:
        following = at + 1 if self._low(at) == "%" or self._low(at) in self._numbers.percent else at
        phrase = self._phrase(following)
        return Counted("percent", self._words_of(phrase) if phrase else None, end)

    def _noun(self, at: int, amount: Amount, stop: int) -> Counted | None:
        phrase = self._phrase(amount.last)
        if phrase and not (amount.number.words and self._apart(amount, phrase[-1])):
            unit = self._unit(phrase, at) or self._shared_unit(phrase)
            if unit is None and self._collective(at, amount) and not self._lows_of(phrase)[-1].startswith(_UNMANNED):
                unit = "person"
            return Counted(unit, self._words_of(phrase), phrase[-1].end)
        phrase = self._phrase_beside(amount.last) or self._phrase_before(amount.first)
        if phrase:
            return Counted(self._unit(phrase, at), self._words_of(phrase), stop)
        shared = self._shared_verb(amount) or self._shared_number(amount)
        if shared is not None:
            return Counted(shared, None, stop)
        noun = self._low(amount.first - 1)
        if noun in self._words.units and noun.endswith(_MANY) and self._low(amount.last) in _ENDS_OR_LEADS:
            return Counted(self._words.units[noun], self._tokens[amount.first - 1].text, stop)
        row = self._row(amount, stop) or self._were(amount, stop)
        if row is not None:
            return row
        listed = self._low(amount.first - 2) if self._low(amount.first - 1) in DASHES else ""
        if listed in self._words.units and listed.endswith(_MANY) and self._low(amount.last) in ENDS:
            return Counted(self._words.units[listed], self._tokens[amount.first - 2].text, stop)  # "танків — 3"
        beside = range(max(0, amount.first - 4), amount.first)
        after = range(amount.last, min(len(self._tokens), amount.last + 3))
        person = amount.number.collective or any(
            self._low(near) in self._words.person_verbs for near in (*beside, *after)
        )
        if person and amount.number.low < 10**9:
            return Counted("person", None, stop)
        if self._rate(at, amount):
            return Counted("percent", None, stop)
        if self._against(amount):
            return Counted(None, None, stop)
        if amount.room.value is None and self._hours(amount):
            return None
        if amount.number.words and not amount.number.scaled and not amount.modified and not amount.number.vague:
            return None
        if self._low(amount.last) in self._numbers.of and amount.number.words:
            return None
        if amount.number.vague:
            return Counted("person", None, stop)
        if not amount.modified and not amount.number.scaled and amount.number.low < 100_000:
            return None
        return Counted(None, None, stop)
