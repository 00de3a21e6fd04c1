"""Words for places in Ukrainian and Russian, without a gazetteer: capitalised runs in the company that places keep.

The words that tell precision stay with the name: "біля Авдіївки", "в районе Работино", "Харківська область",
"3–5 км к юго-востоку от Гранитного". Governments called by their capital and bodies named after a place are not found.
A name that its company made known once is known in the rest of the document.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from truceline.extract.saying import Saying
from truceline.extract.slavic.forms import fold
from truceline.extract.slavic.language import Language
from truceline.extract.slavic.names import Names
from truceline.extract.slavic.places import PLACES, SPEAKING
from truceline.extract.slavic.placewords import (
    ADJECTIVE,
    COUNTRIES,
    DIRECTIONS,
    DISTANCES,
    FIRST_WORDS,
    GOVERNORS,
    INNER,
    KINDS_AFTER,
    KINDS_BEFORE,
    NAME_ADJECTIVE,
    NAME_NOUNS,
    NEAR,
    ORIGIN,
    PLACE_LIKE,
    REGIONAL,
    SHORT_KINDS,
    STRICT,
    STRONG,
    WEAK,
    is_shchyna,
    no_place,
)
from truceline.extract.slavic.triggers import UNDERGONE
from truceline.extract.story import Sentence, Story
from truceline.extract.timespans import TimeSpans
from truceline.model.mentions import PlaceMention

_AND = frozenset(("та", "і", "й", "и", "або", "или", "чи", "а також"))
_OPEN, _CLOSE = frozenset("«\"“„'"), frozenset("»\"”“'")
#: acronyms that name places
_PLACE_ACRONYMS = frozenset(("США", "РФ", "ДНР", "ЛНР", "ОАЕ", "ОАЭ", "КНР", "КНДР", "ФРН", "ФРГ", "АРК", "ЗАЕС",
    "ЗАЭС", "ЧАЕС",
    "ЧАЭС", "ХАЕС", "РАЕС", "ОРДЛО", "ЦАР", "ПАР", "ДРК"))  # fmt: skip
_FACILITIES = frozenset(("АЕС", "АЭС", "ГЕС", "ГЭС", "ТЕС", "ТЭС", "ТЕЦ", "ТЭЦ", "НПЗ"))
#: bodies whose country or city behind them is no place: "президент України", "війська РФ"
_BODIES = (
    "президент", "прем", "міністр", "министр", "уряд", "правительств", "армі", "арми", "військ", "войск", "генштаб",
    "посол", "посл", "влад", "власт", "мзс", "мид", "сил", "мінобор", "минобор", "лідер", "лидер", "глав", "очільник",
    "спікер", "спикер", "представник", "представител", "сторон", "дипломат", "парламент", "бюджет", "економік",
    "экономик", "зсу", "всу", "вс", "зс", "авіаці", "авиаци", "флот", "вкс", "пс", "ввс", "мвс", "мвд", "гур", "сбу",
    "фсб", "народ", "суд", "закон", "конституці", "конституци", "незалежн", "независим", "суверенітет", "суверенитет",
    "позиці", "позици", "інтерес", "интерес", "допомог", "помощ", "підтримк", "поддержк", "оборон", "безпек",
    "безопасн",
    "федераці", "федераци", "імені", "имени", "пво", "ппо", "дпсу", "дснс", "мчс", "офіс", "офис", "рада",
    "ради", "раді", "рад", "військовослужб", "солдат", "командуван", "командовани", "перемог", "побед",
)  # fmt: skip
_PLURAL = frozenset(("сіл", "міст", "сел", "городов", "селах", "містах", "городах", "поселков", "поселках"))
_WAYS = DIRECTIONS | DISTANCES | {"недалеко", "неподалік", "неподалеку", "поруч", "поблизу", "метрах", "кілометрах"}
_WITH = frozenset(("з", "із", "зі", "с", "со", "між", "между", "від", "от", "за", "під"))
_UNSURE = frozenset(("між", "между", "перед", "за", "с", "со", "з", "от", "від", "к", "ко", "до", "по", "через"))
#: nobody is in or near a person, as the news tell it
_WITHIN = frozenset(("в", "во", "вблизи", "поблизу", "неподалік", "возле", "біля"))
#: endings of nouns that go with the ending of an adjective before them: "Пенсійному фонді", but not "Петровском камера"
_AGREEING = (
    (("ому", "ім"), ("і", "ї", "у", "ю", "ові", "е")), (("ом", "ем"), ("е", "и", "у", "ю")), (("ій",), ("і", "ї")),
    (("ой", "ей"), ("е", "и", "ы", "ой", "ей")), (("ого", "его"), ("а", "я", "у")), (("ої", "ьої"), ("и", "і", "ї")),
    (("их", "ых", "іх"), ("ів", "ов", "ей", "ах", "ях", "й")), (("ую", "у", "ю"), ("у", "ю")),
    (("им", "ым"), ("ом", "ем", "єм", "ам", "ям")), (("ою", "ьою"), ("ою", "ею", "єю")),
)  # fmt: skip
_ANY_NOUN = ("і", "ї", "у", "ю", "е", "и", "ы", "а", "я", "ів", "ов", "ом", "ем")
_PARTS = ("районі", "районе", "околиці", "околицях", "окраине", "окраинах", "окрестностях")
_ARMED = ("хамас", "хезбол", "талібан", "талибан")
_VERB_LIKE = ("ла", "ли", "ло", "ть", "ет", "ют", "ут", "ила", "ив", "ав", "ил", "ал", "є")
_AWAY = frozenset(("від", "от"))


class _Run(NamedTuple):
    """Capitalised words side by side, tokens `[first, last)`."""

    first: int
    last: int


class _Found(NamedTuple):
    first: int  # token where the words begin, precision and kind included
    last: int
    name: int  # token where the name begins
    origin: bool
    sure: bool


def find_places(
    story: Story, names: Names, times: TimeSpans, sayings: dict[int, tuple[Saying, ...]], language: Language
) -> tuple[PlaceMention, ...]:
    """Every place of the main text, in order."""
    speakers = {saying.speaker.start for found in sayings.values() for saying in found if saying.speaker is not None}
    readers = [_Reader(story, sentence, names, times, speakers) for sentence in story.sentences]
    by_company = [(reader, reader.by_company()) for reader in readers]
    known = {key for reader, found in by_company for one in found if one.sure for key in (reader.key(one),) if key}
    mentions: list[PlaceMention] = []
    if story.dateline is not None:
        mentions.append(_mention(story, story.dateline.start, story.dateline.end, "dateline"))
    for reader, found in by_company:
        for one in sorted([*found, *reader.known_elsewhere(found, known)]):
            start, end = reader.span(one)
            mentions.append(_mention(story, start, end, "origin" if one.origin else "mention"))
    return tuple(mentions)


def _mention(story: Story, start: int, end: int, role: str) -> PlaceMention:
    return PlaceMention(
        item_id=story.document.item_id,
        start=start,
        end=end,
        text=story.text[start:end],
        method="rule:place.dateline" if role == "dateline" else "rule:place.context",
        confidence_ppm=900_000 if role == "dateline" else 700_000,
        role="origin" if role == "origin" else "dateline" if role == "dateline" else "mention",
    )


@lru_cache(maxsize=32_768)
def stem(low: str) -> str:
    """What inflection leaves of a name: "Роботиному" and "Роботиного" are both "роботин"."""
    for ending in ("ового", "ському", "ського", "ского", "скому", "ому", "ого", "ими", "ами", "ями", "ою", "ею",
        "єю", "ові",
                   "еві", "ям", "ам", "ах", "ях", "ом", "ем", "єм", "ей", "ой", "ім", "им", "ым", "ій", "ий", "ый",
                   "их",
                   "ых", "ую", "ая", "ое", "ів", "ов", "ці", "ку", "ка", "ки", "кі", "ке"):  # fmt: skip
        if low.endswith(ending) and len(low) - len(ending) >= 4:
            return low[: -len(ending)]
    return low.rstrip("аеиіїоуюяєыйьэ") if len(low) > 4 else low


def _known(low: str) -> bool:
    """A known name, also as the first part of a longer one ("Ростов-на-Дону")."""
    return low in PLACES or low in COUNTRIES or ("-" in low and low.partition("-")[0] in PLACES)


class _Reader:
    """Reads the places of one sentence."""

    def __init__(self, story: Story, sentence: Sentence, names: Names, times: TimeSpans, speakers: set[int]) -> None:
        self._text = story.text
        self._tokens = story.spoken_tokens(sentence)
        self._lows = [fold(token.low) for token in self._tokens]
        self._heading = sentence.headline
        self._names = names
        self._times = times
        self._speakers = speakers
        self._runs = self._all_runs()

    # --- runs -----------------------------------------------------------------------------------------------------

    def _all_runs(self) -> list[_Run]:
        runs: list[_Run] = []
        at = 0
        while at < len(self._tokens):
            if not self._tokens[at].text[0].isupper() or not self._may_name(at):
                at += 1
                continue
            end = at + 1
            while end < len(self._tokens) and end < at + 4 and self._may_name(end) and self._beside(end):
                end += 1
            runs.extend(self._split(at, end))
            at = end
        return runs

    def _may_name(self, at: int) -> bool:
        token = self._tokens[at]
        first = token.text[0]
        if not first.isupper() or not ("А" <= first <= "Я" or first in "ІЇЄҐЁ"):
            return False
        if len(token.text) == 1 or self._times.covers(token):
            return False
        if self._names.covers(token.start) and not self._no_person(at):
            return False
        if token.text.isupper() and token.text not in _PLACE_ACRONYMS:
            return len(token.text) > 5 and self._shouted()
        if any(letter.isdigit() for letter in token.text):
            return False
        low = self._lows[at]
        if low in STRONG or low in WEAK or low in NEAR or low in _AND or low.startswith(_ARMED):
            return False
        return _known(low) or not no_place(low) or (REGIONAL.search(low) is not None and self._kind_after(at + 1))

    def _no_person(self, at: int) -> bool:
        """ "житель Зеленого", "у Кривому Розі": a place, whoever else may be called so."""
        before = self._low(at - 1)
        if before in STRICT or before in NAME_NOUNS:
            return True
        if before in _WITHIN or (before == "у" and self._low(at).endswith(("і", "ї", "ах", "ях", "ому"))):
            following = self._tokens[at + 1] if at + 1 < len(self._tokens) else None
            if following is None or not self._names.covers(following.start):
                return True
        if self._continues_list(at) or (REGIONAL.search(self._lows[at]) and self._kind_after(at + 1)):
            return True
        if self._named_twice(at) or (at > 0 and self._named_twice(at - 1)):
            return True
        return at > 0 and self._tokens[at - 1].capital and before in PLACES and NAME_ADJECTIVE.match(before) is not None

    def _continues_list(self, at: int) -> bool:
        """ "у Херсоні, Бериславі та Станіславі": the same ending as the place before, and no surname behind."""
        if at < 2 or not (before := self._low(at - 1)) or not (before in _AND or before == ","):
            return False
        first, following = self._tokens[at - 2], self._tokens[at + 1] if at + 1 < len(self._tokens) else None
        if not first.text[0].isupper() or (self._names.covers(first.start) and not self._no_person(at - 2)):
            return False
        alone = following is None or not following.text[0].isupper() or REGIONAL.search(self._lows[at + 1]) is not None
        return alone and first.low[-1] == self._lows[at][-1]

    def _named_twice(self, at: int) -> bool:
        """ "Великої Новосілки": an adjective that names of places begin with, and a noun that ends like one."""
        if NAME_ADJECTIVE.match(self._lows[at]) is None or at + 1 >= len(self._tokens) or not self._beside(at + 1):
            return False
        following = self._tokens[at + 1]
        return following.capital and self._tokens[at].capital and PLACE_LIKE.search(self._lows[at + 1]) is not None

    def _shouted(self) -> bool:
        return sum(token.text.isupper() for token in self._tokens) * 2 > len(self._tokens)

    def _beside(self, at: int) -> bool:
        return self._text[self._tokens[at - 1].end : self._tokens[at].start] == " "

    def _split(self, first: int, last: int) -> list[_Run]:
        """Parts of a run that are names for themselves: "Липці Харківської [області]", "Президент | України"."""
        runs: list[_Run] = []
        if first == 0 and last > 1 and not (self._modifier(0) or _known(self._lows[0]) or self._lows[0] in NAME_NOUNS):
            first = 1
        if last - first == 2 and self._lows[first].startswith(("республик", "республік")):
            first += 1
        while last - first > 1 and REGIONAL.search(self._lows[last - 1]) and self._kind_after(last):
            runs.append(_Run(last - 1, last))
            last -= 1
        at = first
        while at < last:
            end = at + 1
            while end < last and not self._parts(at, end):
                end += 1
            runs.append(_Run(at, end))
            at = end
        return sorted(runs)

    def _parts(self, first: int, at: int) -> bool:
        """Whether a new name begins at a token inside a run: one noun is a name, an adjective goes on to its noun."""
        before = self._lows[at - 1]
        if before in FIRST_WORDS:
            return False
        if before in NAME_NOUNS:
            return not self._modifier(at)
        if self._modifier(at - 1) and not (
            before in PLACES and self._lows[at] in PLACES and not NAME_ADJECTIVE.match(before)
        ):
            return False
        return not self._modifier(at)

    def _modifier(self, at: int) -> bool:
        return ADJECTIVE.search(self._lows[at]) is not None or NAME_ADJECTIVE.match(self._lows[at]) is not None

    def _kind_after(self, at: int) -> bool:
        """Whether a kind follows, at once or behind a list of such adjectives: "Сумської та Чернігівської областей"."""
        for near in range(at, min(at + 8, len(self._tokens))):
            token = self._tokens[near]
            if self._lows[near] in KINDS_AFTER and (token.text[0].islower() or token.text in _FACILITIES):
                return True
            joint = token.text == "," or self._lows[near] in _AND
            if not joint and not (token.text[0].isupper() and REGIONAL.search(self._lows[near])):
                return False
        return False

    # --- company --------------------------------------------------------------------------------------------------

    def by_company(self) -> list[_Found]:
        """Places told by the words around them, lists included."""
        found: list[_Found] = []
        for run in self._runs:
            if self._speaks(run) or self._branded(run):
                continue
            one = self._read(run) or (self._listed(run, found[-1]) if found else None)
            if one is not None and (not found or one.first >= found[-1].last):
                found.append(one)
        return found

    def known_elsewhere(self, taken: list[_Found], known: set[str]) -> list[_Found]:
        """Runs that their company does not tell, and whose name the document knows."""
        covered = {at for one in taken for at in range(one.first, one.last)}
        found = []
        for run in self._runs:
            if run.first in covered or self._speaks(run) or self._branded(run):
                continue
            one = _Found(run.first, run.last, run.first, False, False)
            if self._lows[run.first] not in SPEAKING and self.key(one) in known and not self._unit_name(run):
                found.append(one)
        return found

    def span(self, one: _Found) -> tuple[int, int]:
        """Where the words of a place stand in the text."""
        return self._tokens[one.first].start, self._tokens[one.last - 1].end

    def key(self, one: _Found) -> str:
        """One key for the forms of a name; none for adjectives."""
        if self._lows[one.last - 1] in KINDS_AFTER:
            return ""
        return " ".join(stem(low) for low in self._lows[one.name : one.last])

    def _speaks(self, run: _Run) -> bool:
        """Whether the words are those of a speaker: a government by its capital; nobody speaks who is only near."""
        return self._tokens[run.first].start in self._speakers and self._low(run.first - 1) not in NEAR

    def _branded(self, run: _Run) -> bool:
        """ "«Азов»": a name between marks of its own."""
        before, after = self._mark(run.first - 1), self._mark(run.last)
        return before in _OPEN and after in _CLOSE

    def _mark(self, at: int) -> str:
        return self._tokens[at].text if 0 <= at < len(self._tokens) else ""

    def _low(self, at: int) -> str:
        return self._lows[at] if 0 <= at < len(self._lows) else ""

    def _read(self, run: _Run) -> _Found | None:
        house = self._low(run.last).startswith(("дом", "дім")) and self._low(run.first).startswith(("біл", "бел"))
        if house or self._of_body(run):
            return None
        return self._regional(run) or self._kinded(run) or self._placed(run) or self._by_itself(run)

    def _regional(self, run: _Run) -> _Found | None:
        """ "Харківська область", "Сумської та Чернігівської областей", "Запорізька АЕС"."""
        sea = self._modifier(run.last - 1) and self._low(run.last).startswith("мор")
        if not sea and not (REGIONAL.search(self._lows[run.last - 1]) and self._kind_after(run.last)):
            return None
        last = run.last
        if self._low(last) in KINDS_AFTER:
            last += 1
        return self._with_way(run.first, last, run.first)

    def _kinded(self, run: _Run) -> _Found | None:
        """ "місто Харків", "с. Роботине", "річці Оскіл", "населених пунктів Піски"."""
        before = run.first - 1
        spaced = self._low(before - 1) == "п" and self._low(before - 3) == "н"
        if self._mark(before) == "." and (spaced or self._low(before - 1) in SHORT_KINDS):
            start = before - 1
            if spaced:
                start -= 2
            return self._with_way(start, run.last, run.first)
        if self._mark(before) in _OPEN:
            before -= 1
        if self._low(before) not in KINDS_BEFORE or not self._mark(before)[:1].islower():
            return None
        if self._low(before) in (
            "рік",
            "року",
            "році",
            "роки",
            "років",
            "порт",
            "странах",
            "країнах",
        ) and not self._place_like(run):
            return None
        start = run.first if self._lows[before].startswith("пункт") or self._lows[before] in _PLURAL else before
        return self._with_way(start, run.last, run.first)

    def _placed(self, run: _Run) -> _Found | None:
        """Behind a preposition, or a noun whose genitive is a place."""
        at = run.first - 1
        steps = 0
        while at >= 0 and self._low(at) in INNER and self._mark(at)[:1].islower() and steps < 3:
            at, steps = at - 1, steps + 1
        before = self._low(at)
        direct = self._low(run.first - 1)
        if direct in GOVERNORS and (self._mark(run.first - 1)[:1].islower() or run.first == 1):
            return self._governed(run, before in ORIGIN)
        if before in STRONG and not self._qualifies(run):
            if before == "на" and not self._on(run):
                return None
            if (
                before == "у"
                and direct == "у"
                and self._low(run.first).endswith(("ого", "его"))
                and not self._place_like(run)
            ):
                return None
            return self._with_way(run.first, run.last, run.first)
        if before in WEAK and not self._qualifies(run):
            return self._weak(run, before)
        if direct in DIRECTIONS:
            return self._with_way(run.first, run.last, run.first)
        return None

    def _governed(self, run: _Run, origin: bool) -> _Found | None:
        """ "мешканці Роботиного", "з боку Росії"."""
        if self._qualifies(run):
            return None
        return self._with_way(run.first, run.last, run.first)._replace(origin=origin)

    def _on(self, run: _Run) -> bool:
        """ "на": places of Slavic endings, known ones, islands and directions; "на Трампа" is none."""
        low = self._lows[run.first]
        if low in PLACES or self._place_like(run) or low.endswith(("і", "ї", "е", "ах", "ях", "и")):
            return True
        return self._undergoes(run) or NAME_ADJECTIVE.match(low) is not None

    def _weak(self, run: _Run, before: str) -> _Found | None:
        low = self._lows[run.last - 1]
        if before in _AWAY and self._low(run.first - 2) in _WAYS:
            return self._with_way(run.first, run.last, run.first)
        if self._low(run.first) in SPEAKING and before in _WITH:
            if low.endswith(("ою", "єю", "ей", "ой", "ом", "ем")) and not low.endswith("щиной"):
                return None  # "з Росією": with whom, not from where
            if before in ("від", "от", "за"):
                return None
        told = low in PLACES or self._place_like(run) or self._undergoes(run)
        if not told and before in _UNSURE:
            return None
        return self._with_way(run.first, run.last, run.first)

    def _undergoes(self, run: _Run) -> bool:
        """Near a verb or noun of attack or movement."""
        near = self._lows[max(0, run.first - 5) : run.first]
        return any(low in UNDERGONE for low in near)

    def _qualifies(self, run: _Run) -> bool:
        """ "у Пенсійному фонді": an adjective of a body, whose noun follows in lower case."""
        if not ADJECTIVE.search(self._lows[run.last - 1]) or run.last >= len(self._tokens):
            return False
        token, low = self._tokens[run.last], self._lows[run.last]
        if not token.text[0].isalpha() or "-" in low or low in STRONG or low in WEAK or low in _AND or low in NEAR:
            return False
        if self._lows[run.last - 1] in PLACES and not REGIONAL.search(self._lows[run.last - 1]):
            return False
        if token.text[0].isupper():
            return token.text.isupper() and token.text not in _PLACE_ACRONYMS
        other = _ANY_NOUN if REGIONAL.search(self._lows[run.last - 1]) else ()
        agreeing = next((ends for tail, ends in _AGREEING if self._lows[run.last - 1].endswith(tail)), other)
        return len(low) > 3 and low.endswith(agreeing) and not low.endswith(("ли", "ти", "ала", "ила", "єте", "ете"))

    def _by_itself(self, run: _Run) -> _Found | None:
        """Names that need no company: known places, "Харківщина"; and what an attack is done to."""
        low = self._lows[run.first]
        last = self._lows[run.last - 1]
        if is_shchyna(low) and run.last == run.first + 1:
            return self._with_way(run.first, run.last, run.first)
        token = self._tokens[run.first]
        undergone = self._low(run.first - 1) in UNDERGONE
        if low in SPEAKING and run.last == run.first + 1:
            return _Found(run.first, run.last, run.first, False, True) if undergone or self._owned(run) else None
        if self._modifier(run.first) and run.last - run.first == 2 and self._place_like(run) and not _known(low):
            return _Found(run.first, run.last, run.first, False, True)
        if low in NAME_NOUNS and run.last - run.first == 2:
            return _Found(run.first, run.last, run.first, False, True)
        if _known(low) and (run.last == run.first + 1 or last in PLACES or ADJECTIVE.search(last)):
            if self._unit_name(run) or (
                run.first == 0 and low in ("орел", "лиман", "часів", "дон", "сум", "рим", "лимани")
            ):
                return None
            return _Found(run.first, run.last, run.first, False, True)
        if token.text in ("ЗАЕС", "ЗАЭС", "ОРДЛО", "ЧАЭС", "ЧАЕС"):
            return _Found(run.first, run.last, run.first, False, True)
        if undergone and self._place_like(run) and not self._qualifies(run):
            return _Found(run.first, run.last, run.first, False, True)
        return None

    def _owned(self, run: _Run) -> bool:
        """ "об'єктам енергетики України": the genitive of a country behind a noun."""
        before = self._low(run.first - 1)
        if not self._mark(run.first - 1)[:1].islower() or before in STRONG or before in WEAK or len(before) < 4:
            return False
        genitive = self._lows[run.first].endswith(("и", "і", "ї", "ы", "ії", "ии", "а", "я"))
        return genitive and not before.endswith(("ти", "ть", "в", "ла", "ло", "ли", "л", "но", "то", "є", "ет", "ют"))

    def _unit_name(self, run: _Run) -> bool:
        """ "мер Харкова" is a place; "Одеська ОВА" and "прокуратура Харкова" are not asked here."""
        following = self._mark(run.last)
        return (
            bool(following)
            and following.isupper()
            and len(following) > 1
            and ADJECTIVE.search(self._lows[run.last - 1]) is not None
        )

    def _place_like(self, run: _Run) -> bool:
        return any(_known(low) or PLACE_LIKE.search(low) is not None for low in self._lows[run.first : run.last])

    def _listed(self, run: _Run, before: _Found) -> _Found | None:
        """ "в Одесі, Миколаєві та Херсоні": joined to a place of the same kind."""
        gap = range(before.last, run.first)
        if not gap or len(gap) > 3 or self._qualifies(run):
            return None
        marks = [self._low(at) for at in gap]
        if not all(
            mark in (",", "також", "а") or mark in _AND or mark in STRONG or mark in ("м", "с", ".") for mark in marks
        ):
            return None
        if marks[0] != "," and marks[0] not in _AND:
            return None
        one, other = self._lows[before.last - 1], self._lows[run.last - 1]
        if self._lows[run.first] in SPEAKING and (marks[-1] == "," or self._low(run.last).endswith(_VERB_LIKE)):
            return None
        alike = one[-1] == other[-1] or one[-2:] == other[-2:] or self._place_like(run)
        goes_on = self._mark(run.last) in (",", ".", ";", ")", "") or self._low(run.last) in _AND
        if marks[-1] == "," and not (alike or goes_on):
            return None
        return _Found(run.first, run.last, run.first, before.origin, True)

    # --- the words around the name --------------------------------------------------------------------------------

    def _with_way(self, first: int, last: int, name: int) -> _Found:
        """The place with what tells its precision: nearness, a side, a distance and a bearing."""
        start = first
        before = self._low(first - 1)
        plural = before.startswith("пункт") or before in _PLURAL
        of_name = self._mark(first - 2)[:1].isupper() and first > 2
        if before in KINDS_BEFORE and self._mark(first - 1)[:1].islower() and first == name and not (plural or of_name):
            start, before = first - 1, self._low(first - 2)
        origin = before in ORIGIN
        if before in NEAR:
            start -= 1
        elif before in _AWAY or before in DIRECTIONS:
            start = self._way(start)
        elif before in _PARTS and first == name and not self._mark(first - 2)[:1].isupper():
            start -= 2 if before in ("районі", "районе") and self._low(start - 2) in ("в", "у") else 1
        return _Found(max(0, start), last, name, origin, True)

    def _of_body(self, run: _Run) -> bool:
        """ "президент України", "війська РФ", "Сили оборони України"."""
        before = self._low(run.first - 1)
        return (
            self._lows[run.first] in SPEAKING
            and before.startswith(_BODIES)
            and before not in STRONG
            and before not in WEAK
        )

    def _way(self, at: int) -> int:
        """Back over "3–5 км к юго-востоку от", "на північ від", "недалеко від"."""
        start = at
        for near in range(at - 1, max(-1, at - 9), -1):
            low, text = self._lows[near], self._tokens[near].text
            plain = (
                low in _AWAY
                or low in DIRECTIONS
                or low in DISTANCES
                or low in ("на", "к", "до", "недалеко", "неподалік")
            )
            if not (plain or text[0].isdigit() or text in "–-—"):
                break
            start = near
        while start < at and (
            self._lows[start] in ("до", "–", "-", "—") or (self._lows[start] in _AWAY and start + 1 == at)
        ):
            start += 1
        return start
