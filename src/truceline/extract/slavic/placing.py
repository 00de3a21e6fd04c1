"""Words for places in Ukrainian and Russian, without a gazetteer: capitalised runs in the company that places keep.

The words that tell precision stay with the name: "біля Авдіївки", "в районе Работино", "Харківська область",
"3–5 км к юго-востоку от Гранитного". Governments called by their capital and bodies named after a place are not found.
A name that its company made known once is known in the rest of the document.
"""

from __future__ import annotations

from functools import lru_cache

from msgspec.structs import replace

from truceline.extract.placed import place_mention
from truceline.extract.saying import Saying
from truceline.extract.slavic.names import Names
from truceline.extract.slavic.placealone import Alone
from truceline.extract.slavic.placeruns import JOINING, OPEN, Found, Run
from truceline.extract.slavic.places import PLACES, SPEAKING
from truceline.extract.slavic.placeways import AWAY, CITIZENS, PLURAL
from truceline.extract.slavic.placewords import (
    DIRECTIONS,
    DISTANCES,
    INNER,
    KINDS_AFTER,
    KINDS_BEFORE,
    ORIGIN,
    SHORT_KINDS,
    STRONG,
    WEAK,
    governs_place,
    is_adjective,
    is_regional,
    opens_name,
)
from truceline.extract.slavic.text import Text
from truceline.extract.timespans import TimeSpans
from truceline.extract.within import Within
from truceline.model.mentions import EventMention, PlaceMention

_WAYS = DIRECTIONS | DISTANCES | {"недалеко", "неподалік", "неподалеку", "поруч", "поблизу", "метрах", "кілометрах"}
_WITH = frozenset(("з", "із", "зі", "с", "со", "між", "между", "від", "от", "за", "під"))
_UNSURE = frozenset(("між", "между", "перед", "за", "с", "со", "з", "от", "від", "к", "ко", "до", "по", "через"))
_VERB_LIKE = ("ла", "ли", "ло", "ть", "ет", "ют", "ут", "ила", "ив", "ав", "ил", "ал", "є")
#: a district, and endings of adjectives in the same case
_DISTRICTS = {
    "району": ("ному", "ного"),
    "районі": ("ному",),
    "районе": ("ному", "ном"),
    "района": ("ного",),
    "район": ("ний", "ный"),
}


_COMMENTS = (
    "комент",
    "коммент",
    "прокомент",
    "прокоммент",
    "реагув",
    "реагир",
    "відреаг",
    "отреаг",
    "мовчат",
    "молчат",
)
#: nouns whose genitive is who strikes
_STRIKES = ("удар", "атак", "авіауд", "авиауд", "наступ", "ракет")


def find_places(
    text: Text, names: Names, times: TimeSpans, sayings: dict[int, tuple[Saying, ...]]
) -> tuple[PlaceMention, ...]:
    """Every place of the main text, in order."""
    story = text.story
    speakers = {saying.speaker.start for found in sayings.values() for saying in found if saying.speaker is not None}
    readers = [_Reader(text, line, names, times, speakers) for line in text.lines if line.capitals]
    by_company = [(reader, reader.by_company()) for reader in readers if reader.has_runs]
    known = {key for reader, found in by_company for one in found if one.sure for key in (reader.key(one),) if key}
    mentions: list[PlaceMention] = []
    if story.dateline is not None:
        mentions.append(place_mention(story, story.dateline.start, story.dateline.end, "dateline"))
    for reader, found in by_company:
        for one in sorted([*found, *reader.known_elsewhere(found, known)]):
            start, end = reader.span(one)
            mentions.append(place_mention(story, start, end, "origin" if one.origin else "mention"))
    return tuple(mentions)


def with_roles(places: tuple[PlaceMention, ...], events: tuple[EventMention, ...]) -> tuple[PlaceMention, ...]:
    """The places with the role "event" where an event happened there."""
    where = {event.place_start for event in events if event.place_start is not None}
    known = Within(places)
    for event in events:
        where |= {place.start for place in known.between(event.start, event.end) if place.text in event.places}
    return tuple(
        replace(place, role="event") if place.start in where and place.role == "mention" else place for place in places
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


class _Reader(Alone):
    """Reads the places of one sentence."""

    def by_company(self) -> list[Found]:
        """Places told by the words around them, lists included."""
        found: list[Found] = []
        for run in self._likely:
            one = self._read(run) or (self._listed(run, found[-1]) if found else None)
            if one is not None and (not found or one.first >= found[-1].last):
                found.append(one)
        return found

    def known_elsewhere(self, taken: list[Found], known: set[str]) -> list[Found]:
        """Runs that their company does not tell, and whose name the document knows."""
        covered = {at for one in taken for at in range(one.first, one.last)}
        found = []
        for run in self._likely:
            if run.first in covered:
                continue
            one = Found(run.first, run.last, run.first, False, False)
            if self._lows[run.first] not in SPEAKING and self.key(one) in known and not self._unit_name(run):
                found.append(one)
        return found

    def span(self, one: Found) -> tuple[int, int]:
        """Where the words of a place stand in the text."""
        return self._tokens[one.first].start, self._tokens[one.last - 1].end

    def key(self, one: Found) -> str:
        """One key for the forms of a name; none for adjectives."""
        if self._lows[one.last - 1] in KINDS_AFTER:
            return ""
        return " ".join(stem(low) for low in self._lows[one.name : one.last])

    def _read(self, run: Run) -> Found | None:
        written = self._tokens[run.first].text
        if written[:2].isupper() and not written.isupper() and written.isalpha() and run.last == run.first + 1:
            return None  # "КАБа": an acronym in an oblique case
        house = self._low(run.last).startswith(("дом", "дім")) and self._low(run.first).startswith(("біл", "бел"))
        if house or self._of_body(run):
            return None
        several = run.last > run.first + 1
        if (
            several
            and self._republic(run.first, run.last) == run
            and any(other.last == run.first for other in self._runs)
        ):
            return self._with_way(run.first, run.last, run.first)  # "Дроновка Донецкой Народной Республики"
        return self._regional(run) or self._kinded(run) or self._placed(run) or self._by_itself(run)

    def _regional(self, run: Run) -> Found | None:
        """ "Харківська область", "Сумської та Чернігівської областей", "Запорізька АЕС"."""
        far = not is_regional(self._lows[run.last - 1]) or self._low(run.last + 1) not in KINDS_AFTER
        if not far and self._mark(run.last)[:1].islower() and is_adjective(self._low(run.last)):
            return self._with_way(run.first, run.last + 2, run.first)  # "Донецькій фільтрувальній станції"
        if self._of_city(run):  # "по Індустріальному району Харкова"
            return self._with_way(run.first, run.last + 1, run.first)
        sea = self._modifier(run.last - 1) and self._low(run.last).startswith("мор")
        if not sea and not (is_regional(self._lows[run.last - 1]) and self._kind_after(run.last)):
            return None
        last = run.last
        if self._low(last) in KINDS_AFTER:
            last += 1
        return self._with_way(run.first, last, run.first)

    def _of_city(self, run: Run) -> bool:
        """ "Індустріальному району", "Корабельного района": an adjective of no town, and a district in its case."""
        endings = _DISTRICTS.get(self._low(run.last), ())
        return run.last == run.first + 1 and self._lows[run.first].endswith(endings)

    def _kinded(self, run: Run) -> Found | None:
        """ "місто Харків", "с. Роботине", "річці Оскіл", "населених пунктів Піски"."""
        before = run.first - 1
        spaced = self._low(before - 1) == "п" and self._low(before - 3) == "н"
        square = self._low(before - 2) == "." or self._low(before - 2)[:1].isdigit()  # "300 кв. м. Он", "40 м. Там"
        if self._mark(before) == "." and (spaced or (self._low(before - 1) in SHORT_KINDS and not square)):
            start = before - 1
            if spaced:
                start -= 2
            return self._with_way(start, run.last, run.first)
        if self._mark(before) in OPEN:
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
        start = run.first if self._lows[before].startswith("пункт") or self._lows[before] in PLURAL else before
        return self._with_way(start, run.last, run.first)

    def _placed(self, run: Run) -> Found | None:
        """Behind a preposition, or a noun whose genitive is a place."""
        at = run.first - 1
        steps = 0
        while at >= 0 and self._low(at) in INNER and self._mark(at)[:1].islower() and steps < 3:
            at, steps = at - 1, steps + 1
        before = self._low(at)
        direct = self._low(run.first - 1)
        if self._commenting(run, before):
            return None
        if governs_place(direct) and (self._mark(run.first - 1)[:1].islower() or run.first == 1):
            from_there = direct.startswith(("територ", "террит")) and self._low(run.first - 2) in ORIGIN
            return self._governed(run, from_there or before in ORIGIN)
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

    def _commenting(self, run: Run, before: str) -> bool:
        """ "У Москві удар не коментували": a government by its capital, and no place."""
        if before not in ("у", "в") or self._low(run.first) not in SPEAKING:
            return False
        return any(low.startswith(_COMMENTS) for low in self._lows[run.last : run.last + 6])

    def _governed(self, run: Run, origin: bool) -> Found | None:
        """ "мешканці Роботиного", "з боку Росії"."""
        strikes = self._low(run.first - 1).startswith(_STRIKES)
        if self._qualifies(run) or (strikes and self._low(run.first) in SPEAKING):  # "удару РФ по": whose, not where
            return None
        if self._low(run.first - 1).startswith(CITIZENS):
            return None
        return replace(self._with_way(run.first, run.last, run.first), origin=origin)

    def _on(self, run: Run) -> bool:
        """ "на": places of Slavic endings, known ones, islands and directions; "на Трампа" is none."""
        low = self._lows[run.first]
        if low in PLACES or self._place_like(run) or low.endswith(("і", "ї", "е", "ах", "ях", "и")):
            return True
        return self._undergoes(run) or opens_name(low)

    def _weak(self, run: Run, before: str) -> Found | None:
        low = self._lows[run.last - 1]
        if before in AWAY and self._low(run.first - 2) in _WAYS:
            return self._with_way(run.first, run.last, run.first)
        if self._low(run.first) in SPEAKING and before in _WITH:
            if low.endswith(("ою", "єю", "ей", "ой", "ом", "ем")) and not low.endswith("щиной"):
                return None  # "з Росією": with whom, not from where
            if before in ("від", "от", "за"):
                return None
        told = low in PLACES or self._place_like(run) or self._undergoes(run) or self._moves(run)
        if not told and before in _UNSURE:
            return None
        return self._with_way(run.first, run.last, run.first)

    def _listed(self, run: Run, before: Found) -> Found | None:
        """ "в Одесі, Миколаєві та Херсоні": joined to a place of the same kind."""
        gap = range(before.last, run.first)
        if not gap or len(gap) > 3 or self._qualifies(run):
            return None
        marks = [self._low(at) for at in gap]
        if not all(mark in (",", ".", "також", "а", "м", "с") or mark in JOINING or mark in STRONG for mark in marks):
            return None
        if marks[0] != "," and marks[0] not in JOINING:
            return None
        one, other = self._lows[before.last - 1], self._lows[run.last - 1]
        if self._lows[run.first] in SPEAKING and (marks[-1] == "," or self._low(run.last).endswith(_VERB_LIKE)):
            return None
        alike = one[-1] == other[-1] or one[-2:] == other[-2:] or self._place_like(run)
        goes_on = self._mark(run.last) in (",", ".", ";", ")", "") or self._low(run.last) in JOINING
        if marks[-1] == "," and not (alike or goes_on):
            return None
        return Found(run.first, run.last, run.first, before.origin, True)
