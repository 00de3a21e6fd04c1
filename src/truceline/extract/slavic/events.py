"""Reported happenings in Ukrainian and Russian.

Each has the words for its place, an interval, and, where the words say so, who is alleged to have done it, who says
so, and how they know.

Place: from the trigger's own clause, else its sentence, else the sentence before (with less confidence), else none.
Time: from its own clause, else its sentence, else the day of publication and the day before, which is what news of the
day speaks of. Nothing is read out of denials, threats, plans, conditions, drills and history. A strike that is only
named again ("внаслідок удару") and has no place beside it is not told twice.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cached_property
from typing import NamedTuple
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from truceline.extract.counts import NO_TALLY, Tally
from truceline.extract.saying import Saying
from truceline.extract.slavic.actors import actor
from truceline.extract.slavic.casualties import harm
from truceline.extract.slavic.clauses import Clause
from truceline.extract.slavic.drafts import CASUALTIES, GENERAL, Draft, merged
from truceline.extract.slavic.elided import elsewhere_too
from truceline.extract.slavic.eventplaces import wide
from truceline.extract.slavic.eventsites import Sites
from truceline.extract.slavic.eventtimes import Day, When, day_of
from truceline.extract.slavic.forms import lowered
from truceline.extract.slavic.happenings import Happenings
from truceline.extract.slavic.headlines import without_headlines
from truceline.extract.slavic.placing import stem
from truceline.extract.slavic.refusals import blames_cause
from truceline.extract.slavic.scene import Scene, repelled, target, weapon
from truceline.extract.slavic.tallies import tally
from truceline.extract.slavic.text import Line, Text
from truceline.extract.slavic.tolls import act_before, classifies, completed, plainly_told
from truceline.extract.slavic.triggers import ASSESSED, ENERGY_WORDS, EVIDENCE, TRIGGER_WORDS
from truceline.extract.slavic.verbforms import finite
from truceline.extract.slavic.wordclasses import GUESSED, HARM, MEANS, TRIGGER, WITNESS
from truceline.extract.story import MASK
from truceline.extract.within import Within
from truceline.model.mentions import EventMention, PlaceMention, QuantityMention, TimeMention
from truceline.model.taxonomy import EVENT_TYPES
from truceline.model.units import DAY_S

#: not force, and yet somebody's act
_ACTS = ("abuse", "restriction", "ground", "weapon.moved")
_SURE = {"clause": 800_000, "sentence": 650_000, "before": 450_000, "none": 400_000}
_HEDGE = 100_000
#: an eyewitness's words for fire of any kind
_COLLOQUIAL = ("лупи", "лупц", "гати")
_FORCE = ("air", "fire", "attack")
_CAUSES = frozenset(
    ("внаслідок", "унаслідок", "через", "після", "результаті", "из-за", "после", "результате", "вследствие")
)


_CONJUNCTIONS = frozenset(("що", "что", "як", "як-от", "і", "та", "й", "и", "а", "але", "но", "однак", "однако"))
_MANY = 100_000
#: letters of the longest heading that is nothing but a day
_LABEL = 40
#: "удару зазнав також порт": what befell something is told as by a verb
_SUFFERED = ("зазна", "подверг", "підверг")
_INQUIRY = re.compile(
    r"(?:розсліду|расследу|слідств|следств|суд\w{0,3}\s|прокур|засуд|осужд|приговор|йдеться про|речь)"
)


class Found(NamedTuple):
    """What the other rules found in the document."""

    times: Within[TimeMention]
    places: Within[PlaceMention]
    quantities: Within[QuantityMention]
    sayings: dict[int, tuple[Saying, ...]]
    published: date | None
    home: str | None  # the place of whoever writes or answers


def find_events(text: Text, found: Found, zone: ZoneInfo) -> tuple[EventMention, ...]:
    """Every reported event of the main text."""
    events: list[EventMention] = []
    above: set[int] = set()  # events of headlines
    low_text = lowered(text.story.text)
    day = day_of(found.published, zone)
    headed, paragraph = (0, 0), -1  # the day that heads what follows, and in which paragraph
    for line in text.lines:
        alone = _day_alone(text, line, found)
        if alone is not None:
            headed, paragraph = alone, line.sentence.paragraph
            continue
        if line.sentence.paragraph - paragraph > 1:
            headed = (0, 0)
        if not line.kinds & (TRIGGER | MEANS) or _asks(text, line):
            continue
        told = _Sentence(text, line, found, day, low_text, headed if headed[1] else text.question_before(line.sentence))
        drafts = told.drafts()
        if line.kinds & HARM and all(draft.kind in CASUALTIES for draft in drafts) and told.completes(events):
            continue
        known = len(events)
        for draft in drafts:
            events.extend(told.events(draft, events))
        if len(events) > known and (line.sentence.headline or text.story.is_heading(line.sentence)):
            above.update(range(known, len(events)))
    return tuple(without_headlines(events, above) if above else events)


def _day_alone(text: Text, line: Line, found: Found) -> tuple[int, int] | None:
    """Where the day stands of which a sentence tells nothing else: "Понедельник. …", "Вечір 5 травня"."""
    start, end = line.sentence.start, line.sentence.end
    if end - start > _LABEL:
        return None
    days = found.times.between(start, end)
    whole = len(days) == 1 and text.story.text[start:end].strip(" .:\n") == days[0].text
    return (start, end) if whole and (days[0].to_s or 0) - (days[0].from_s or 0) >= DAY_S // 8 else None


def _asks(text: Text, line: Line) -> bool:
    """ "Тобто обстріли почастішали?": what is asked is not told; a headline may ask about what has happened."""
    return text.story.text[line.sentence.end - 1] == "?" and not line.sentence.headline


class _Sentence:
    """Reads the events of one sentence."""

    def __init__(
        self,
        text: Text,
        line: Line,
        found: Found,
        day: Day | None,
        low_text: str,
        beside: tuple[int, int],
    ) -> None:
        """`beside`: where else its day may be told, in the question that it answers or in a heading of one day."""
        self._story = text.story
        self._text = text.story.text
        self._low_text = low_text
        self._line = line
        self._sentence = line.sentence
        self._tokens = line.tokens
        self._lows = line.lows
        self._kinds = line.kinds
        self._found = found
        self._when = When(line, low_text, found.times, found.published, day, beside, text.then_told(line))
        self._sites = Sites(text, line, low_text, found.places, found.sayings, found.home)
        self._words = TRIGGER_WORDS[text.language]
        self._said = found.sayings.get(line.sentence.number, ())
        self._happenings = Happenings(text, line, low_text, found.places, self._said, self._when)
        self._damage: str | None = None  # what was damaged, as the sentence tells it
        self._quantities = found.quantities.between(line.sentence.start, line.sentence.end)

    def drafts(self) -> list[Draft]:
        """What the sentence tells to have happened, one of each type and clause."""
        triggered = self._happenings.triggered()
        self._damage = next((target(one.scene) for one in triggered if one.kind == "harm.damage"), None)
        drafts = merged(triggered)
        return drafts + self._happenings.aimed({draft.kind for draft in drafts})

    def completes(self, before: list[EventMention]) -> bool:
        """Whether the sentence only tells the toll of the act before it, which is then put there.

        False where it tells a time or a place of its own, or what somebody saw for themselves.
        """
        act = act_before(before, self._story, self._sentence)
        if act is None:
            return False
        if (
            self._when.told
            or self._sites.told
            or self._verb != "reported"
            or not plainly_told(self._line, self._low_text, self._words.modal)
        ):
            return False
        whole = completed(before[act], self._harm, self._said)
        if whole is not None:
            before[act] = whole
        return whole is not None

    def _of_a_war(self, count: Tally) -> bool:
        """ "домівки покинули 9,2 мільйона": such a number without a day is a total since long ago."""
        return (count.low or 0) >= _MANY and not self._when.told

    # --- one event ------------------------------------------------------------------------------------------------

    def events(self, draft: Draft, before: list[EventMention]) -> list[EventMention]:
        """The event of a draft, once for each place of a list."""
        scene, clause = draft.scene, draft.scene.clause
        token = self._tokens[scene.at]
        groups, where = self._sites.of(draft)
        if where in ("none", "before") and scene.form.shape == "noun" and classifies(self._lows, scene.at):
            return []
        count = tally(draft.kind, clause, (token.start, token.end), self._quantities)
        if scene.form.value == "FLED" and (count == NO_TALLY or self._of_a_war(count)):
            return []
        if count != NO_TALLY and self._when.since(clause, flowing=draft.kind == "harm.displacement"):
            return []
        dead, hurt = self._casualties(draft)
        if count == NO_TALLY and self._told_before(draft, where, before):
            if dead == NO_TALLY and hurt == NO_TALLY:
                return []
            if _INQUIRY.search(self._low_text, clause.start, clause.end) is not None:
                return []
            # the act is known, and what it did here is not: "мешканка Комишувахи загинула від удару дрона"
            draft = replace(draft, kind="harm.wounded" if dead == NO_TALLY else "harm.killed")
        if draft.kind in CASUALTIES:
            if dead == NO_TALLY and hurt == NO_TALLY:
                return []
            if draft.kind == "harm.wounded" and hurt == NO_TALLY:  # "дістав травми, несумісні з життям"
                draft = replace(draft, kind="harm.killed")
            count = dead if draft.kind == "harm.killed" else hurt
        if count != NO_TALLY or dead != NO_TALLY or hurt != NO_TALLY:
            # a figure for several places is not told twice
            named = dict.fromkeys(word for group, _ in groups for word in group)
            groups = [(tuple(sorted(named, key=wide)), groups[0][1])]
        told = [self._mention(draft, group, start, where, (count, dead, hurt)) for group, start in groups]
        if draft.kind == "air.drone_sortie" and len(told) == 1 and where == "clause":
            told += elsewhere_too(told[0], self._text, self._line, self._found.places, self._quantities)
        return told

    def _mention(
        self, draft: Draft, places: tuple[str, ...], start: int | None, where: str, tallies: tuple[Tally, Tally, Tally]
    ) -> EventMention:
        scene, clause = draft.scene, draft.scene.clause
        count, dead, hurt = tallies
        interval = self._when.interval(clause, self._tokens[scene.at].start)
        begin, end = self._begins(clause), clause.end - (self._text[clause.end - 1] in ".!?")
        force = EVENT_TYPES[draft.kind].force or draft.kind.startswith(_ACTS)
        guessed = self._kinds & GUESSED != 0
        hedged = guessed and ASSESSED.search(self._low_text, clause.start, clause.end) is not None
        speaker = draft.said.speaker if draft.said is not None else None
        return EventMention(
            item_id=self._story.item_id,
            start=begin,
            end=end,
            text=self._text[begin:end],
            method=f"rule:event.{self._lows[scene.at]}",
            confidence_ppm=_SURE[where] - (_HEDGE if hedged else 0),
            event_type=draft.kind,
            places=places,
            place_start=start,
            start_s=interval.from_s if interval else None,
            end_s=interval.to_s if interval else None,
            verb=self._verb,
            alleged_actor=self._actor(scene) if force else None,
            claimed_by=None if speaker is None else speaker.words,
            weapon="mine" if draft.kind.startswith("mine") else weapon(scene),
            target=self._target(draft),
            count_low=count.low,
            count_high=count.high,
            count_unit=count.unit,
            killed_low=dead.low,
            killed_high=dead.high,
            wounded_low=hurt.low,
            wounded_high=hurt.high,
        )

    def _begins(self, clause: Clause) -> int:
        """Where the words of a clause begin, behind the conjunction that opens it."""
        first = clause.first
        while first + 1 < clause.last and self._lows[first] in _CONJUNCTIONS:
            first += 1
        return self._tokens[first].start

    def _actor(self, scene: Scene) -> str | None:
        if repelled(self._lows, scene.at):
            return None
        return actor(self._text, self._tokens, self._lows, scene.clause, scene.at, scene.form)

    def _told_before(self, draft: Draft, where: str, before: list[EventMention]) -> bool:
        """A noun without a place beside it, after the same act has been told: a mention of what is known."""
        scene = draft.scene
        loosely = draft.kind in GENERAL or self._lows[scene.at].startswith(_COLLOQUIAL)
        if loosely and where in ("none", "before") and self._spoken(scene) and not self._when.told:
            return any(event.event_type.startswith(_FORCE) for event in before)
        opened = scene.form.value == "FIRE" and draft.kind == "fire"  # "огонь открыли полицейские"
        struck = self._lows[scene.at + 1 : scene.at + 3] + self._lows[max(0, scene.at - 3) : scene.at]
        opened = opened or (any(low.startswith(_SUFFERED) for low in struck) and target(scene) is not None)
        verb = scene.form.shape not in ("noun", "word") or opened
        verb = verb or (scene.form.shape == "word" and finite(self._lows[scene.at]))
        said = draft.said
        verb = verb or (said is not None and said.kind.stance == "claims" and blames_cause(said.cue))
        if verb or (where == "clause" and not self._as_cause(scene)):
            return False
        if where == "sentence" and not self._as_cause(scene) and self._elsewhere(draft, before):
            return False
        if draft.kind in GENERAL:
            return any(event.event_type.split(".")[0] in GENERAL for event in before)
        return any(event.event_type == draft.kind for event in before)

    def _spoken(self, scene: Scene) -> bool:
        """ "«Росіяни били по приватному сектору», – сказав мер": how an eyewitness tells what the reporter told."""
        return self._story.narrator[self._tokens[scene.at].start] == MASK

    def _elsewhere(self, draft: Draft, before: list[EventMention]) -> bool:
        """ "на Сіверському напрямку, де ворог шість разів ішов в атаку": a place of which no act was told."""
        named = {
            words for group, _ in self._sites.of(draft)[0] for words in group if not wide(words) or "напрям" in words
        }
        known = {stem(words.lower()) for event in before for words in event.places}
        return bool(named) and all(stem(words.lower()) not in known for words in named)

    def _as_cause(self, scene: Scene) -> bool:
        """ "внаслідок атаки без світла лишилися в Рені": the place is that of the consequence."""
        cause = any(low in _CAUSES for low in self._lows[max(scene.clause.first, scene.at - 3) : scene.at])
        if not cause:
            return False
        for at in range(scene.at + 1, min(scene.clause.last, scene.at + 8)):
            if self._lows[at] == "без" or finite(self._lows[at]):
                return True
            if any(
                place.role != "origin"
                for place in self._found.places.between(self._tokens[at].start, self._tokens[at].end)
            ):
                return False
        return True

    def _casualties(self, draft: Draft) -> tuple[Tally, Tally]:
        """The dead and wounded of the sentence belong to its act of force."""
        if not (EVENT_TYPES[draft.kind].force or draft.kind in CASUALTIES):
            return NO_TALLY, NO_TALLY
        return self._harm

    @cached_property
    def _harm(self) -> tuple[Tally, Tally]:
        if not self._kinds & HARM:
            return NO_TALLY, NO_TALLY
        return harm(self._tokens, self._lows, self._words.triggers, self._quantities)

    def _target(self, draft: Draft) -> str | None:
        if draft.kind == "harm.outage":
            low = self._lows[draft.scene.at]
            if ENERGY_WORDS.search(low):
                return "energy"
            if low in ("зв'язку", "связи"):
                return None
            return "water" if low.startswith("вод") else "heating"
        if draft.kind.startswith(("air", "fire", "attack", "harm.damage")):
            # "під удар потрапило селище: зруйновано будинок"
            return target(draft.scene) or self._damage
        return None

    @cached_property
    def _verb(self) -> str:
        """The strongest evidence verb of the sentence."""
        if not self._kinds & WITNESS:
            return "reported"
        for verb, pattern in EVIDENCE:
            if pattern.search(self._low_text, self._sentence.start, self._sentence.end):
                return verb
        return "reported"
