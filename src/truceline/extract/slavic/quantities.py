"""Numbers of something in Ukrainian and Russian, with the unit that is counted and the room that the words leave.

Not quantities: dates, clock times, years, ages, durations, distances that only place a thing, names with a number in
them (Су-35, стаття 5, 128-ма бригада, №5, 34-річний), addresses, telephone numbers, scores, "один із".
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from typing import NamedTuple

from truceline.extract.digits import Bounds, bounds
from truceline.extract.slavic.amounts import Amount, Amounts
from truceline.extract.slavic.countedphrases import number_end, start_of
from truceline.extract.slavic.countedwords import CountedWords
from truceline.extract.slavic.language import Language
from truceline.extract.slavic.numbers import NUMBERS, number_at
from truceline.extract.slavic.russian.counted import COUNTED as RUSSIAN
from truceline.extract.slavic.ukrainian.counted import COUNTED as UKRAINIAN
from truceline.extract.story import Story
from truceline.extract.timespans import TimeSpans
from truceline.model.mentions import QuantityMention

COUNTED: dict[Language, CountedWords] = {"uk": UKRAINIAN, "ru": RUSSIAN}

_PHONE = re.compile(r"(?<!\w)\+\d[\d ().-]{6,20}\d|(?<!\w)\(?\d{2,4}\)?[ -]\d{3}[ -]\d{2}[ -]?\d{2}(?!\d)")
_DASHES = frozenset("-–—")
_CURRENCY = frozenset("$€£₴₽")
#: behind the dash of a bare number: "23 — над областю"
_OVER = frozenset(("над", "в", "у", "на", "по", "во", "із", "из"))


class Counted(NamedTuple):
    unit: str | None
    of: str | None
    end: int


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
            if (
                at < taken
                or not (token.text[0].isdigit() or token.low[:3].replace("ё", "е") in starts)
                or token.start in phones
            ):
                continue
            reader = reader or _Reader(story, tokens, numbers, counted, times)
            known = reader.quantity(at)
            if known is None:
                known = reader.elliptic(at, found)
            if known is not None:
                found.append(known)
                taken = bisect_left(tokens, known.end, key=start_of)
    return tuple(found)


@cache
def _starts(language: Language) -> frozenset[str]:
    """The first letters of all words of number: a cheap look before the dear one."""
    numbers = NUMBERS[language]
    listed = (numbers.ones, numbers.tens, numbers.hundreds, numbers.scales, numbers.vague, numbers.dozen)
    listed_more = (numbers.halves, numbers.fractions, numbers.times, numbers.several)
    return frozenset(word[:3] for table in (*listed, *listed_more) for word in table)


class _Reader(Amounts):
    """Reads the quantities of one sentence."""

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
        counted = Counted(before[-1].unit, before[-1].of, number_end(self._tokens, number))
        return self._mention(at, counted, bounds(number.low, None))

    def _mention(self, first: int, counted: Counted, room: Bounds) -> QuantityMention:
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

    def _share(self, at: int) -> QuantityMention | None:
        """ "на третину", "треть домов", "вдвічі": a part of a whole, in per cent."""
        low = self._low(at)
        if low in self._numbers.times:
            milli = self._numbers.times[low]
            return self._mention(at, Counted("percent", None, self._tokens[at].end), Bounds(milli, milli, milli))
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
        return self._mention(at, Counted("percent", of, end), bounds(milli, modifier))

    def _counted(self, at: int, amount: Amount) -> Counted | None:
        end = amount.last
        stop = number_end(self._tokens, amount.number)
        if self._text[stop : stop + 1] == "%" or self._low(end) == "%":
            return self._percent(end, self._text.find("%", stop) + 1)
        if self._low(end) in self._numbers.percent:
            return self._percent(end, self._tokens[end].end)
        if amount.first and self._tokens[at - 1].text in _CURRENCY:
            return Counted(None, self._tokens[at - 1].text, stop)
        if self._names_a_thing(at, amount):
            return None
        if amount.first < at and self._low(at - 1) in self._words.units and amount.last == at + 1:
            before = self._tokens[at - 1]
            return Counted(self._words.units[self._lows[at - 1]], before.text, stop)
        return self._noun(at, amount, stop)

    def _percent(self, at: int, end: int) -> Counted:
        following = at + 1 if self._low(at) == "%" or self._low(at) in self._numbers.percent else at
        phrase = self._phrase(following)
        return Counted("percent", self._words_of(phrase) if phrase else None, end)

    def _noun(self, at: int, amount: Amount, stop: int) -> Counted | None:
        phrase = self._phrase(amount.last)
        if phrase:
            unit = self._unit(phrase, at) or self._shared_unit(phrase)
            return Counted(unit, self._words_of(phrase), phrase[-1].end)
        phrase = self._phrase_beside(amount.last) or self._phrase_before(amount.first)
        if phrase:
            return Counted(self._unit(phrase, at), self._words_of(phrase), stop)
        beside = range(max(0, amount.first - 4), amount.first)
        after = range(amount.last, min(len(self._tokens), amount.last + 3))
        person = amount.number.collective or any(
            self._low(near) in self._words.person_verbs for near in (*beside, *after)
        )
        if person and amount.number.low < 10**9:
            return Counted("person", None, stop)
        if amount.number.words and not amount.number.scaled and not amount.modified and not amount.number.vague:
            return None
        if self._low(amount.last) in self._numbers.of and amount.number.words:
            return None
        if amount.number.vague:
            return Counted("person", None, stop)
        figures = self._tokens[at].text
        if not amount.modified and not amount.number.scaled and len(figures) < 3:
            return None
        return Counted(None, None, stop)
