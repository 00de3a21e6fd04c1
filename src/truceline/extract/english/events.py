"""Reported happenings.

Each has the words for its place, an interval, and, where the words say so, who is alleged to have done it, who says
so, and how they know.

Place: from the trigger's own clause, else its sentence, else the sentence before (with less confidence), else none.
Time: from its own clause, else its sentence, else the last one told in the paragraph, else the day of publication and
the day before, which is what news of the day speaks of. Nothing is read out of denials, threats, plans, conditions and
history. What is told again ("the attack", a toll in the next sentence) is no further event.
"""

from __future__ import annotations

import re
from zoneinfo import ZoneInfo

import msgspec

from truceline.extract.calendar import Interval, days
from truceline.extract.counts import NO_TALLY, Tally, count_of
from truceline.extract.english.actors import actor
from truceline.extract.english.clauses import Clause, clause_at
from truceline.extract.english.evidence import ASSESSED
from truceline.extract.english.happenings import CASUALTIES, Draft, Found, drafts_of, weighed
from truceline.extract.english.particulars import casualties, part_of, reaches, target_of, verb_of, weapon_of
from truceline.extract.english.retold import (
    adds_toll,
    classifies,
    counted_before,
    met_before,
    same_munition,
    spoken_of,
    told_before,
    without_headings,
)
from truceline.extract.english.shares import shares
from truceline.extract.english.tallies import tally
from truceline.extract.english.verbs import has_finite
from truceline.extract.english.whenabouts import interval_of
from truceline.extract.english.whereabouts import Where, background, list_end, places_of, told_aside
from truceline.extract.english.wordkinds import GUESSED
from truceline.extract.story import Sentence, Story, Token
from truceline.model.mentions import EventMention, QuantityMention, TimeMention
from truceline.model.taxonomy import EVENT_TYPES
from truceline.model.units import DAY_S

#: not force, and yet somebody's act
_ACTS = ("abuse", "restriction", "ground", "weapon.moved", "politics.other")
_SURE = {"clause": 800_000, "sentence": 650_000, "before": 450_000, "none": 400_000}
_HEDGE = 100_000
#: "have been killed since": as much a total as one since a day that is told
_SINCE_THEN = re.compile(r"\bsince(?:\sthen)?(?=[.,;!?]|$)", re.IGNORECASE)
#: "the third strike since Wednesday": told of one of them
_RANKED = re.compile(
    r"\b(?:first|second|third|fourth|fifth|sixth|\d+(?:st|nd|rd|th)|worst|deadliest|largest|heaviest|biggest|bloodiest"
    r"|longest|latest|only)\s[^.;,]{0,50}$"
)
#: what is told behind these was at a time of its own
_APART = re.compile(
    r"(?:Separately|Elsewhere|In\s(?:a|another)\s(?:separate|different|other)?\s?(?:incident|attack|strike|case))\b"
)
_LOSSES = "losses"
#: events looked back at for "the bomb"
_RECENT = 6
#: casualties of a longer time are a total
_WEEKS = 3


def find_events(story: Story, found: Found, zone: ZoneInfo) -> tuple[EventMention, ...]:
    """Every reported event of the main text."""
    teller = _Teller(story, found, zone)
    for sentence in story.sentences:
        teller.hear(sentence)
    headings = [(one.start, one.end) for one in story.sentences if one.headline or story.is_heading(one)]
    title = next(((one.start, one.end) for one in story.sentences if one.headline), headings[0] if headings else None)
    return tuple(without_headings(teller.events, headings, title))


class _Teller:
    """Goes through the sentences with what the last ones told."""

    def __init__(self, story: Story, found: Found, zone: ZoneInfo) -> None:
        self.events: list[EventMention] = []
        self._story = story
        self._found = found
        self._zone = zone
        self._paragraph = -1
        self._interval: Interval | None = None
        self._since = 0  # where the events of the paragraph begin

    def hear(self, sentence: Sentence) -> None:
        """Adds what the sentence tells."""
        if sentence.paragraph != self._paragraph:
            self._paragraph, self._interval, self._since = sentence.paragraph, None, len(self.events)
        tokens = self._story.spoken_tokens(sentence)
        drafts = drafts_of(self._story, sentence, tokens, self._found)
        if not drafts:
            self._day_of(sentence)
            return
        whole = verb_of(self._story, sentence, sentence.start, sentence.end)
        for draft, reach in zip(drafts, reaches(sentence, drafts), strict=True):
            verb = whole
            if verb != "reported" and len(drafts) > 1 and ";" in self._story.words(sentence):
                first, last = part_of(tokens, draft.at)
                verb = verb_of(self._story, sentence, tokens[first].start, tokens[last - 1].end)
            self._draft(sentence, tokens, draft, verb, reach)

    def _draft(self, sentence: Sentence, tokens: list[Token], draft: Draft, verb: str, reach: tuple[int, int]) -> None:
        story, found = self._story, self._found
        at = tokens[draft.at]
        groups, where = places_of(story, sentence, draft, at.start, found)
        quantities = found.quantities.between(sentence.start, sentence.end)
        dead, hurt = casualties(story, reach, draft, quantities)
        earlier = self.events[self._since :]
        if draft.kind in CASUALTIES:
            if self._of_a_month(draft):
                return
            if (dead == NO_TALLY and hurt == NO_TALLY) or self._adds_up(sentence):
                return
            if tokens[draft.at].low == "toll" and any(event.killed_low is not None for event in earlier):
                return
            if counted_before(self.events, where, dead, hurt):
                return
            if adds_toll(
                earlier, where, groups, dead, hurt, self.events, sentence.start, _LOSSES in story.words(sentence)
            ):
                return
        if (dead != NO_TALLY or hurt != NO_TALLY) and self._adds_up(sentence):
            return
        if (where != "clause" or tokens[draft.at].low == "went") and same_munition(
            tokens, draft, self.events[-_RECENT:]
        ):
            return
        if classifies(tokens, draft, where):
            return
        if told_before(tokens, draft, where) or met_before(tokens, draft, where, earlier):
            self._blamed(sentence, tokens, draft, where)
            return
        carried = self._interval if _APART.match(story.text, sentence.start) is None else None
        interval = interval_of(story, sentence, draft.clause, at.start, found, self._zone, carried)
        if spoken_of(tokens, draft, groups, interval, self.events):
            return
        before = {token.low for token in tokens[max(draft.clause.first, draft.at - 4) : draft.at]}
        if self._dates(sentence, draft, at.start) and (draft.said is not None or "had" not in before):
            self._interval = interval
        event = self._event(sentence, tokens, draft, verb, where, dead, hurt, quantities, interval)
        parts = shares(draft.kind, story.text, sentence, _told_from(sentence, draft), found, groups[0])
        if parts:
            self.events.extend(_share(event, one, where_of) for one, where_of in parts)
            return
        counted = event.count_low is not None or event.count_high is not None or dead != NO_TALLY or hurt != NO_TALLY
        if counted:  # a figure for several places is not told twice
            groups = [(tuple(word for group, _ in groups for word in group), groups[0][1])]
        for group, place_start in groups:
            self.events.append(msgspec.structs.replace(event, places=group, place_start=place_start))

    def _blamed(self, sentence: Sentence, tokens: list[Token], draft: Draft, where: str) -> None:
        """ "The army blamed the Front for the shelling": what was told before, with the actor whom somebody names."""
        if draft.said is None or draft.said.kind.complement != "accusation" or where in ("clause", "sentence"):
            return
        who = actor(self._story, tokens, draft.clause, draft.at, draft.said, self._found.spans)
        before = next((event for event in reversed(self.events[-_RECENT:]) if event.event_type == draft.kind), None)
        if who is None or before is None or before.claimed_by == who or before.alleged_actor is not None:
            return
        event = self._event(sentence, tokens, draft, "reported", "before", NO_TALLY, NO_TALLY, [], None)
        self.events.append(
            msgspec.structs.replace(
                event, places=before.places, place_start=before.place_start, start_s=before.start_s, end_s=before.end_s
            )
        )

    def _day_of(self, sentence: Sentence) -> None:
        """A sentence without an act that tells one day of what it does tell ("accused each other on Wednesday")."""
        times = self._found.times.between(sentence.start, sentence.end)
        if len(times) != 1 or self._found.published is None or _long(times[0]):
            return
        one = times[0]
        last = days(self._found.published, self._found.published, self._zone).to_s
        if one.from_s is None or one.to_s is None or one.to_s > last or one.to_s - one.from_s > DAY_S:
            return
        if last - one.from_s <= 7 * DAY_S and not told_aside(background(self._story, sentence, sentence.start), one):
            self._interval = Interval(one.from_s, one.to_s)

    def _dates(self, sentence: Sentence, draft: Draft, at: int) -> bool:
        """Whether the sentence tells a time of the act itself, which those to come have as well."""
        times = self._found.times.between(sentence.start, sentence.end)
        if not times or draft.kind == "politics.agreement":
            return False
        behind = background(self._story, sentence, at)
        return any(not told_aside(behind, time) for time in times)

    def _of_a_month(self, draft: Draft) -> bool:
        """ "23 were killed in the district in October": a figure of many days, and no event."""
        times = self._found.times.between(draft.clause.start, draft.clause.end)
        spans = [
            time.to_s - time.from_s
            for time in times
            if time.from_s is not None and time.to_s is not None and not weighed(self._story, time)
        ]
        return bool(spans) and min(spans) > _WEEKS * 7 * DAY_S

    def _adds_up(self, sentence: Sentence) -> bool:
        """A total "since 7 October" is of no day."""
        if "since" not in self._story.words(sentence):
            return False
        text = self._story.text
        if _SINCE_THEN.search(text, sentence.start, sentence.end) is not None:
            return True
        times = self._found.times.between(sentence.start, sentence.end)
        return any(
            time.text[:5].lower() == "since"
            and _long(time)
            and _RANKED.search(text, max(sentence.start, time.start - 60), time.start) is None
            for time in times
        )

    def _event(
        self,
        sentence: Sentence,
        tokens: list[Token],
        draft: Draft,
        verb: str,
        where: str,
        dead: Tally,
        hurt: Tally,
        quantities: list[QuantityMention],
        interval: Interval | None,
    ) -> EventMention:
        story, clause, at = self._story, draft.clause, tokens[draft.at]
        count = tally(draft.kind, clause, (at.start, at.end), quantities)
        if draft.kind in CASUALTIES:
            count = dead if draft.kind == "harm.killed" else hurt
        end = list_end(story, sentence, clause, self._found)
        end -= story.text[end - 1] in ".!?" and not story.text.endswith((".m.", ".M."), clause.start, end)
        speaker = draft.said.speaker if draft.said is not None else None
        acted = _has_actor(draft)
        who = actor(story, tokens, clause, draft.at, draft.said, self._found.spans) if acted else None
        guessed = story.kinds(sentence) & GUESSED != 0
        hedged = guessed and ASSESSED.search(story.text, clause.start, clause.end) is not None
        start = _list_start(tokens, clause)
        while start < at.start and not (story.text[start].isalnum() or story.text[start] in "$€£"):
            start += 1
        return EventMention(
            item_id=story.item_id,
            start=start,
            end=end,
            text=story.text[start:end],
            method=f"rule:event.{at.low}",
            confidence_ppm=_SURE[where] - (_HEDGE if hedged else 0),
            event_type=draft.kind,
            start_s=interval.from_s if interval else None,
            end_s=interval.to_s if interval else None,
            verb=verb,
            alleged_actor=who,
            claimed_by=None if speaker is None else speaker.words,
            weapon=weapon_of(tokens, draft, acted),
            target=target_of(story, tokens, draft),
            count_low=count.low,
            count_high=count.high,
            count_unit=count.unit,
            killed_low=dead.low,
            killed_high=dead.high,
            wounded_low=hurt.low,
            wounded_high=hurt.high,
        )


def _has_actor(draft: Draft) -> bool:
    """Whether an act of somebody is told: force, an abuse, arms that were moved, or what somebody is accused of."""
    if draft.said is not None and draft.said.kind.complement == "accusation":
        return True
    return draft.kind != "ground.clash" and (EVENT_TYPES[draft.kind].force or draft.kind.startswith(_ACTS))


def _list_start(tokens: list[Token], clause: Clause) -> int:
    """Where the words of a clause begin: with the list of its subjects ("Kyiv, Paris and Oslo signed …"), and with no
    "and" that joins it to another clause."""
    first = clause.first
    if tokens[first].low not in ("and", "or", "but"):
        return clause.start
    while first > 2 and tokens[first - 1].text == ",":
        before = clause_at(tokens, first - 2)
        if before.first >= first or has_finite(tokens, before.first, before.last):
            break
        first = before.first
    if first < clause.first:
        return tokens[first].start
    return tokens[min(first + 1, clause.last - 1)].start


def _long(time: TimeMention) -> bool:
    return time.from_s is None or time.to_s is None or time.to_s - time.from_s > 4 * DAY_S


def _told_from(sentence: Sentence, draft: Draft) -> int:
    """Where what was said begins; what stands before it counts nothing of the act."""
    said = draft.said
    return sentence.start if said is None or said.content is None else said.content[0]


def _share(event: EventMention, one: QuantityMention, where: Where) -> EventMention:
    return msgspec.structs.replace(
        event,
        places=where[0],
        place_start=where[1],
        count_low=count_of(one.low_milli),
        count_high=count_of(one.high_milli),
        count_unit=one.unit,
    )
