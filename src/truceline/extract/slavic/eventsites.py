"""The places of an event: those of its clause, else of its sentence, else of the sentence before."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property

from truceline.extract.home import of_home
from truceline.extract.saying import Saying
from truceline.extract.slavic.clauses import Clause, full_stop
from truceline.extract.slavic.clausewords import FULL_STOPS
from truceline.extract.slavic.drafts import Draft
from truceline.extract.slavic.eventplaces import Where, bearing_of, wide
from truceline.extract.slavic.eventplaces import where as places_of
from truceline.extract.slavic.places import SPEAKING
from truceline.extract.slavic.text import Line, Text
from truceline.extract.slavic.wordclasses import COMPASS, TOWN
from truceline.extract.within import Within
from truceline.model.mentions import PlaceMention

#: institutions by their city: where they comment, nothing happened
_COMMENTING = re.compile(
    r"(?:києв|киев|москв|кремл|вашингтон|брюссел|лондон|париж|берл[іи]н|анкар|женев|варшав|пекін|пекин)\w{0,3}"
    r"\s(?:(?:поки|пока|вже|уже|досі|ещё|ще|не)\s){0,2}(?:про|от|від)?(?:комент|коммент|реаг|мовча|молч|засуд|осуд"
    r"|заяв|запереч|отриц|спрост|опроверг|назва|підтверд|подтверд|вважа|счита)"
)
_SOMEWHERE = re.compile(
    r"\b(?:по|в|у|во|на|із|из|з|с)\s(?:\w+\s){0,2}?(?:с[её]л(?:ах|ам)|район(?:ах|ам)|громад(?:ах|ам)|міст(?:ах|ам)"
    r"|город(?:ах|ам)|пос[её]лк(?:ах|ам)|селищ(?:ах|ам)|насел[её]нн?\w{1,3} пункт(?:ах|ам)|муніципалітет(?:ах|ам)"
    r"|муниципалитет(?:ах|ам))\b"
)
#: whoever flees or dies later does so elsewhere than where the sentence before was
_ELSEWHERE = ("помер", "умер", "скончал")
#: where the wounded were taken is not where they were hurt
_TAKEN_TO = re.compile(
    r"(?:достав(?:л|и)|доправ(?:л|и)|госп[иі]тал[иі]з|отвез|відвез|увез|перевез)\w*\s(?:\w+\s){0,3}?(?:в|у|до|на)\s(?:\w+\s)?$"
    r"|\b(?:до\s(?:\w+\s)?(?:лікар|госпітал|шпитал)|в\s(?:\w+\s)?(?:больницу|больницы|госпиталь|госпитали))\w*\s"
    r"(?:(?:в|у|м\.|міста|города)\s)?$"
)
_TAKEN_REACH = 60
#: of which country somebody is, under which flag a ship sails, where what was hit was bound for
_NOT_THERE = re.compile(
    r"(?:граждан|громадян|підданн|подданн|уродж|урожен|выход(?:ец|ц)|вихід?(?:ець|ц)|флагом|прапором|производств|виробництв)\w*\s$"
    r"|(?:перевоз|вёз|везл|вез\s|экспорт|експорт|следова|слідува|направлял|прямува|курсир)\w*\s(?:[\w.,-]+\s){0,5}?"
    r"(?:в|во|до|на|к|у)\s$"
)
_LINE_REACH = 40
_RUNS = r"(?:сполученн|сообщени|поезд|потяг|поїзд|рейс|электричк|електричк|маршрут)\w{0,4}\s(?:№\s?\d+\s)?[«\"]?"
_LINE_FROM, _DASHED = re.compile(_RUNS + "$"), re.compile(r"\s?[–—-]\s?\w")
_LINE_TO = re.compile(_RUNS + r"[\w-]+\s?[–—-]\s?$")
_IN_TOWN = re.compile(
    r"\b(?:у|в) (?:місті|городе|селі|селе|селищі|посёлке|поселке)\b"
    r"|\b(?:обстр|удар|атак|бомб)\w*\s(?:вчора\s|вчера\s)?(?:місто|город|село|селище|пос[её]лок)\b"
    r"|\b(?:удар|атак)\w*\sпо\s(?:місту|городу|селу|селищу|пос[её]лку)\b"
    r"|\b(?:місто|город|село|селище|пос[её]лок)\s(?:\w+\s)?(?:обстр|атаку|атаков|бомб)\w*"
    r"|\b(?:район|околиц|окраин|центр|квартал|вулиц|улиц)\w*\s(?:міста|города|села|селища|пос[её]лка)\b"
)


class Sites:
    """The places of one sentence, asked for its events."""

    def __init__(
        self,
        text: Text,
        line: Line,
        low_text: str,
        places: Within[PlaceMention],
        sayings: Mapping[int, tuple[Saying, ...]],
        home: str | None,
    ) -> None:
        self._story = text.story
        self._text = text.story.text
        self._language = text.language
        self._sentence = line.sentence
        self._tokens = line.tokens
        self._lows = line.lows
        self._kinds = line.kinds
        self._low_text = low_text
        self._places = places
        self._sayings = sayings
        self._home = home

    def of(self, draft: Draft) -> tuple[list[Where], str]:
        """Words for places with their offset (one group for each place of a list), and where they stood."""
        clause, at = draft.scene.clause, self._tokens[draft.scene.at].start
        whole = self._stretch(clause)
        origins: list[Where] = []
        for scope, start, end in (("clause", clause.start, clause.end), ("sentence", *whole)):
            inside = self._of_office(draft, self._of_no_other_speaker(draft, _of_act(draft, self._between(start, end))))
            if scope == "sentence":
                inside = self._of_nobody_else(draft, inside)
            if inside and not origins and _only_origins(draft, inside):
                origins = self._from_bearing(places_of(self._text, inside, at))
            elif inside and not _only_origins(draft, inside):
                return self._from_bearing(places_of(self._text, inside, at)), scope
        inside = self._in_town(clause) or _of_act(draft, self._before(draft))
        if inside and not (origins and _only_origins(draft, inside)):
            return self._from_bearing(places_of(self._text, inside, at)), "before"
        return (origins, "clause") if origins else ([self._at_home(draft)], "none")

    def _at_home(self, draft: Draft) -> Where:
        """Where whoever writes or answers is, if what they tell names no other place."""
        clause = draft.scene.clause
        if self._home is None or not of_home(draft.kind) or self._between(*self._stretch(clause)):
            return (), None
        if _SOMEWHERE.search(self._low_text, clause.start, clause.end) is not None:
            return (), None
        return (self._home,), None

    def _stretch(self, clause: Clause) -> tuple[int, int]:
        """The sentence around a clause; inside a quotation, which is one here, from full stop to full stop."""
        start, end = self._sentence.start, self._sentence.end
        for at in self._stops:
            if at < clause.first:
                start = self._tokens[at].end
            elif at >= clause.last:
                return start, self._tokens[at].end
        return start, end

    @cached_property
    def _stops(self) -> list[int]:
        lows = self._lows
        return [at for at, low in enumerate(lows) if low in FULL_STOPS and full_stop(self._tokens, at)]

    @property
    def told(self) -> bool:
        """Whether the sentence tells where something happened."""
        return bool(self._between(self._sentence.start, self._sentence.end))

    def _in_town(self, clause: Clause) -> list[PlaceMention]:
        """ "у місті пролунали вибухи": the town that was named last, or where the report was filed."""
        if not self._kinds & TOWN or _IN_TOWN.search(self._low_text, self._stretch(clause)[0], clause.end) is None:
            return []
        return self._town_before(clause.start)

    def _town_before(self, offset: int) -> list[PlaceMention]:
        return [one for one in self._places.between(0, offset) if not wide(one.text)][-1:]

    def _of_nobody_else(self, draft: Draft, inside: list[PlaceMention]) -> list[PlaceMention]:
        """Without the places of what the same sentence says apart: "«уражено 143 райони», і заявила про взяття X"."""
        said = draft.said
        if said is None or said.content is None:
            return inside
        apart = [
            one.content
            for one in self._sayings.get(self._sentence.number, ())
            if one.content is not None and (one.content[1] <= said.content[0] or said.content[1] <= one.content[0])
        ]
        return [place for place in inside if not any(begin <= place.start < end for begin, end in apart)]

    def _of_office(self, draft: Draft, inside: list[PlaceMention]) -> list[PlaceMention]:
        """ "Координатор ООН в Україні Маттіас Шмале засуджує удар": where the speaker holds office."""
        speaker = draft.said.speaker if draft.said is not None else None
        if speaker is None:
            return inside
        beside = [one for one in inside if speaker.start - one.end == 1 and one.text.lower() in SPEAKING]
        return [place for place in inside if place not in beside]

    def _of_no_other_speaker(self, draft: Draft, inside: list[PlaceMention]) -> list[PlaceMention]:
        """ "У ДТЕК причиною назвали обстріл, адміністрація Енергодара стверджує інше": a name of whoever answers."""
        if draft.said is None:
            return inside
        others = [one.speaker for one in self._sayings.get(self._sentence.number, ()) if one is not draft.said]
        spans = [(one.start, one.end) for one in others if one is not None and not one.carried]
        return [place for place in inside if not any(begin <= place.start < end for begin, end in spans)]

    def _between(self, start: int, end: int) -> list[PlaceMention]:
        return [
            place
            for place in self._places.between(start, end)
            if place.role != "dateline"
            and _COMMENTING.match(self._low_text, place.start) is None
            and _TAKEN_TO.search(self._low_text, max(start, place.start - _TAKEN_REACH), place.start) is None
            and _NOT_THERE.search(self._low_text, max(start, place.start - _TAKEN_REACH), place.start) is None
            and not self._on_a_line(place)
        ]

    def _on_a_line(self, place: PlaceMention) -> bool:
        """ "поезд Одесса – Запорожье": where it runs, and not where it was hit; on a road it is where."""
        begin = max(0, place.start - _LINE_REACH)
        if _LINE_TO.search(self._low_text, begin, place.start) is not None:
            return True
        dashed = _DASHED.match(self._low_text, place.end) is not None
        return dashed and _LINE_FROM.search(self._low_text, begin, place.start) is not None

    def _before(self, draft: Draft) -> list[PlaceMention]:
        """Of the sentence before, unless this one tells a place without a name, or what happened elsewhere."""
        clause, number = draft.scene.clause, self._sentence.number
        stretch = self._stretch(clause)[0]
        if stretch > self._sentence.start:  # what the same speaker said before
            return self._between(self._sentence.start, stretch)
        before = self._story.sentences[number - 1] if number else None
        if before is not None and before.headline and not self._sentence.headline:
            return [one for one in self._between(before.start, before.end) if not wide(one.text)]
        if before is None or before.paragraph != self._sentence.paragraph:
            return []
        if draft.kind == "harm.displacement" or self._lows[draft.scene.at].startswith(_ELSEWHERE):
            return []
        if _SOMEWHERE.search(self._low_text, clause.start, clause.end) is not None:
            return []
        # "Мережа лікарів Судану": a name of who speaks is no place of what follows
        inside = [one for one in self._between(before.start, before.end) if not self._of_speaker(number - 1, one.start)]
        town = self._story.kinds(before) & TOWN
        if inside or not town or _IN_TOWN.search(self._low_text, before.start, before.end) is None:
            return inside
        return self._town_before(before.start)  # "у селі жили сто людей"

    def _of_speaker(self, number: int, offset: int) -> bool:
        said = self._sayings.get(number, ())
        return any(one.speaker is not None and one.speaker.start <= offset < one.speaker.end for one in said)

    def _from_bearing(self, groups: list[Where]) -> list[Where]:
        """ "3–5 км к юго-востоку" in a sentence on Светлодарск is measured from there."""
        told = self._kinds & COMPASS
        bearing = bearing_of(self._low_text, self._sentence.start, self._sentence.end) if told else None
        if bearing is None or any(words and words[0][0].isdigit() for words, _ in groups):
            return groups
        of = "від" if self._language == "uk" else "от"
        return [((f"{bearing} {of} {words[0]}", *words[1:]), start) for words, start in groups]


def _only_origins(draft: Draft, inside: list[PlaceMention]) -> bool:
    """Whether only where fire came from is told."""
    return draft.kind.startswith(("fire", "air")) and all(place.role == "origin" for place in inside)


def _of_act(draft: Draft, inside: list[PlaceMention]) -> list[PlaceMention]:
    """Without where fire came from, if another place is told."""
    if draft.kind.startswith(("fire", "air")) and any(place.role != "origin" for place in inside):
        return [place for place in inside if place.role != "origin"]
    return inside
