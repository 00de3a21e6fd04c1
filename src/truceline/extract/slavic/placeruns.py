"""Capitalised words side by side that may name a place: which belong together, and which are persons or bodies."""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

from truceline.extract.slavic.forms import fold
from truceline.extract.slavic.names import Names
from truceline.extract.slavic.places import PLACES
from truceline.extract.slavic.placewords import (
    COUNTRIES,
    FIRST_WORDS,
    KINDS_AFTER,
    NAME_NOUNS,
    NEAR,
    STRICT,
    STRONG,
    WEAK,
    is_adjective,
    is_place_like,
    is_regional,
    is_shchyna,
    no_place,
    opens_name,
)
from truceline.extract.slavic.text import Line, Text
from truceline.extract.slavic.wordclasses import TRIGGER, VERB
from truceline.extract.timespans import TimeSpans

JOINING = frozenset(("та", "і", "й", "и", "або", "или", "чи", "а також"))
OPEN = frozenset("«\"“„'")
_CLOSE = frozenset("»\"”“'")
#: acronyms that name places
PLACE_ACRONYMS = frozenset(("США", "РФ", "ДНР", "ЛНР", "ОАЕ", "ОАЭ", "КНР", "КНДР", "ФРН", "ФРГ", "АРК", "ЗАЕС",
    "ЗАЭС", "ЧАЕС",
    "ЧАЭС", "ХАЕС", "РАЕС", "ОРДЛО", "ЦАР", "ПАР", "ДРК"))  # fmt: skip
_FACILITIES = frozenset(("АЕС", "АЭС", "ГЕС", "ГЭС", "ТЕС", "ТЭС", "ТЕЦ", "ТЭЦ", "НПЗ"))
#: "Золоте-4", "Горлівка-2"
_NUMBERED = re.compile(r"[^\W\d_]['’ʼ\w]+[-‑]\d{1,2}")
#: what stations lie on, and how two republics' names begin
_IRON, _EASTERN = ("железн", "залізн"), ("донецк", "луганск", "донецьк", "луганськ")
#: nobody is in or near a person, as the news tell it
_WITHIN = frozenset(("в", "во", "вблизи", "поблизу", "неподалік", "возле", "біля", "из", "із"))
_ARMED = ("хамас", "хезбол", "талібан", "талибан")


class Run(msgspec.Struct, frozen=True, gc=False, order=True):
    """Capitalised words side by side, tokens `[first, last)`."""

    first: int
    last: int


class Found(msgspec.Struct, frozen=True, gc=False, order=True):
    first: int  # token where the words begin, precision and kind included
    last: int
    name: int  # token where the name begins
    origin: bool
    sure: bool


def known(low: str) -> bool:
    """A known name, also as the first part of a longer one ("Ростов-на-Дону")."""
    return low in PLACES or low in COUNTRIES or ("-" in low and low.partition("-")[0] in PLACES)


@lru_cache(maxsize=65_536)
def _shape(text: str) -> str | None:
    """Whether a word may name a place as it is written: surely, before a kind alone, or where all is in capitals."""
    first = text[0]
    if not ("А" <= first <= "Я" or first in "ІЇЄҐЁ") or len(text) == 1:
        return None
    if text.isupper() and text not in PLACE_ACRONYMS:
        return "shouted" if len(text) > 5 else None
    low = fold(text.lower())
    if low in STRONG or low in WEAK or low in NEAR or low in JOINING or low.startswith(_ARMED):
        return None
    if not text.isalpha() and any(map(str.isdigit, text)) and _NUMBERED.fullmatch(text) is None:
        return None
    if known(low) or not no_place(low):
        return "name"
    return "regional" if is_regional(low) else None


class Runs:
    """The capitalised runs of one sentence, and what stands around them."""

    def __init__(self, text: Text, line: Line, names: Names, times: TimeSpans, speakers: set[int]) -> None:
        self._text = text.story.text
        self._tokens = line.tokens
        self._lows = line.lows
        self._names = names
        self._times = times
        self._speakers = speakers
        self._runs = self._all_runs(line.capitals)
        # but for speakers, and what stands between marks of its own
        self._likely = [run for run in self._runs if not (self._speaks(run) or self._branded(run))]

    @property
    def has_runs(self) -> bool:
        """Whether anything in the sentence may be a place."""
        return bool(self._runs)

    def _all_runs(self, capitals: list[int]) -> list[Run]:
        runs: list[Run] = []
        past = 0
        for at in capitals:
            if at < past or not self._may_name(at):
                continue
            end = at + 1
            while end < len(self._tokens) and end < at + 4 and self._may_name(end) and self._beside(end):
                end += 1
            republic = self._republic(at, end)
            if republic is not None:  # "Дроновка Донецкой Народной Республики": a village, and where it lies
                runs.extend(self._split(at, republic.first) if at < republic.first else ())
                runs.append(republic)
                past = republic.last
                continue
            if end - at > 1 and self._low(end).startswith(_IRON):  # "станции Лозовая Южной железной дороги"
                end -= self._modifier(end - 1)
            runs.extend(self._split(at, end))
            past = end
        return runs

    def _republic(self, first: int, end: int) -> Run | None:
        """The words of "Донецкой Народной Республики" in a run or at its end."""
        for at in range(first, end):
            if self._lows[at].startswith(_EASTERN) and self._low(at + 1).startswith("народн"):
                last = at + 2
                return Run(at, last + self._low(last).startswith(("республик", "республік")))
        return None

    def _may_name(self, at: int) -> bool:
        token = self._tokens[at]
        shape = _shape(token.text)
        if (
            shape is None
            or self._times.covers(token)
            or (at == 0 and self._lows[0] in ("рівно", "ровно") and self._exactly())
        ):
            return False
        if self._names.covers(token.start) and not self._no_person(at):
            return False
        if shape == "regional":
            return self._kind_after(at + 1)
        return shape == "name" or self._shouted()

    def _exactly(self) -> bool:
        """ "Ровно в полдень", "Ровно два года назад": the adverb at the head of a sentence, and no city."""
        following = self._tokens[1] if len(self._tokens) > 1 else None
        if following is None or not following.text[0].isalnum() or following.capital:
            return False
        return following.low in STRONG or following.low in WEAK or not following.kinds & (VERB | TRIGGER)

    def _no_person(self, at: int) -> bool:
        """ "житель Зеленого", "у Кривому Розі": a place, whoever else may be called so."""
        before = self._low(at - 1)
        if before in STRICT or before in NAME_NOUNS:
            return True
        if before in _WITHIN or (before == "у" and self._low(at).endswith(("і", "ї", "ах", "ях", "ому"))):
            following = self._tokens[at + 1] if at + 1 < len(self._tokens) else None
            if following is None or not self._names.covers(following.start):
                return True
        if self._continues_list(at) or (is_regional(self._lows[at]) and self._kind_after(at + 1)):
            return True
        if self._named_twice(at) or (at > 0 and self._named_twice(at - 1)):
            return True
        return at > 0 and self._tokens[at - 1].capital and before in PLACES and opens_name(before)

    def _continues_list(self, at: int) -> bool:
        """ "у Херсоні, Бериславі та Станіславі": the same ending as the place before, and no surname behind."""
        if at < 2 or not (before := self._low(at - 1)) or not (before in JOINING or before == ","):
            return False
        first, following = self._tokens[at - 2], self._tokens[at + 1] if at + 1 < len(self._tokens) else None
        if not first.text[0].isupper() or (self._names.covers(first.start) and not self._no_person(at - 2)):
            return False
        alone = following is None or not following.text[0].isupper() or is_regional(self._lows[at + 1])
        return alone and first.low[-1] == self._lows[at][-1]

    def _named_twice(self, at: int) -> bool:
        """ "Великої Новосілки": an adjective that names of places begin with, and a noun that ends like one."""
        if not opens_name(self._lows[at]) or at + 1 >= len(self._tokens) or not self._beside(at + 1):
            return False
        following = self._tokens[at + 1]
        return following.capital and self._tokens[at].capital and is_place_like(self._lows[at + 1])

    def _shouted(self) -> bool:
        return sum(token.text.isupper() for token in self._tokens) * 2 > len(self._tokens)

    def _beside(self, at: int) -> bool:
        return self._text[self._tokens[at - 1].end : self._tokens[at].start] == " "

    def _split(self, first: int, last: int) -> list[Run]:
        """Parts of a run that are names for themselves: "Липці Харківської [області]", "Президент | України"."""
        runs: list[Run] = []
        if first == 0 and last > 1 and not (self._opens_name() or known(self._lows[0]) or self._lows[0] in NAME_NOUNS):
            first = 1
        if last - first > 1 and is_shchyna(self._lows[last - 1]):  # "Поліцейські Житомирщини"
            first = last - 1
        if last - first == 2 and self._lows[first].startswith(("республик", "республік")):
            first += 1
        while last - first > 1 and is_regional(self._lows[last - 1]) and self._kind_after(last):
            runs.append(Run(last - 1, last))
            last -= 1
        at = first
        while at < last:
            end = at + 1
            while end < last and not self._parts(at, end):
                end += 1
            runs.append(Run(at, end))
            at = end
        return sorted(runs)

    def _opens_name(self) -> bool:
        """Whether the first word of the sentence is an adjective that names of places begin with."""
        return is_regional(self._lows[0]) or opens_name(self._lows[0])

    def _parts(self, first: int, at: int) -> bool:
        """Whether a new name begins at a token inside a run: one noun is a name, an adjective goes on to its noun."""
        before = self._lows[at - 1]
        if before in FIRST_WORDS:
            return False
        if before in NAME_NOUNS:
            return not self._modifier(at)
        if self._modifier(at - 1) and not (before in PLACES and self._lows[at] in PLACES and not opens_name(before)):
            return False
        return not self._modifier(at)

    def _modifier(self, at: int) -> bool:
        return is_adjective(self._lows[at]) or opens_name(self._lows[at])

    def _kind_after(self, at: int) -> bool:
        """Whether a kind follows, at once or behind a list of such adjectives: "Сумської та Чернігівської областей"."""
        for near in range(at, min(at + 8, len(self._tokens))):
            token = self._tokens[near]
            if self._lows[near] in KINDS_AFTER and (token.text[0].islower() or token.text in _FACILITIES):
                return True
            joint = token.text == "," or self._lows[near] in JOINING
            if not joint and not (token.text[0].isupper() and is_regional(self._lows[near])):
                return False
        return False

    def _branded(self, run: Run) -> bool:
        """ "«Азов»": a name between marks of its own."""
        return self._mark(run.first - 1) in OPEN and self._mark(run.last) in _CLOSE

    def _mark(self, at: int) -> str:
        return self._tokens[at].text if 0 <= at < len(self._tokens) else ""

    def _low(self, at: int) -> str:
        return self._lows[at] if 0 <= at < len(self._lows) else ""

    def _place_like(self, run: Run) -> bool:
        return any(known(low) or is_place_like(low) for low in self._lows[run.first : run.last])

    def _speaks(self, run: Run) -> bool:
        """Whether the words are those of a speaker: a government by its capital; nobody speaks who is only near."""
        return self._tokens[run.first].start in self._speakers and self._low(run.first - 1) not in NEAR
