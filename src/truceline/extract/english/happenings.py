"""Which triggers of a sentence tell of something that happened: drafts of events, one for each kind and clause."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

import msgspec

from truceline.extract.calendar import Interval
from truceline.extract.dates import history
from truceline.extract.english.clauses import Clause, clause_at, clauses_of, happened
from truceline.extract.english.kinds import kind_of
from truceline.extract.english.kinds_fire import TOGETHER
from truceline.extract.english.lexicon import OWN_WORDS
from truceline.extract.english.modality import (
    CORRECTED,
    CORRECTING,
    DISOWNED,
    DRILL,
    PAST_HISTORY,
    POSSIBLE,
    RETRACTED,
    TRIED,
)
from truceline.extract.english.scene import Scene
from truceline.extract.english.triggers import TRIGGERS
from truceline.extract.english.wordkinds import ALLEGES, IMAGINED, PAST, TELLS
from truceline.extract.saying import Saying, innermost
from truceline.extract.story import Sentence, Story, Token
from truceline.extract.timespans import TimeSpans
from truceline.extract.within import Within
from truceline.model.mentions import PlaceMention, QuantityMention, TimeMention
from truceline.model.taxonomy import EVENT_TYPES, is_a
from truceline.model.units import DAY_S

#: types that say little; another event of force in the same sentence tells it better
GENERAL = frozenset(("air", "fire", "ground", "attack_infrastructure", "attack_civilians"))
CASUALTIES = frozenset(("harm.killed", "harm.wounded"))
_SENDING = frozenset(("launched", "fired", "launching", "firing", "used", "attacked"))
_WHEN = frozenset(("after", "when", "before"))
#: acts beside which fire is an act of its own
_MOVING = frozenset(("ground.crossing", "ground.advance"))
#: told once more in the same sentence by what was brought down
_MET = {"air.drone_sortie": "air.drone_strike", "air.entry": "air"}
_REFUSING = ("denies", "demands", "rejects", "warns")
#: a restriction by what was not done
_PERMITTING = frozenset(("allow", "allowed", "permit", "permitted", "let"))
_BESIDE = re.compile(
    r"\b(?:(?:born|built|founded)\s(?:in|on)|than\s(?:(?:on|in|during)\s)?|(?:compared|comparison)\s(?:with|to)\s(?:[\d,.]+\s)?(?:\w+\s)?(?:(?:on|in|during)\s)?"
    r"|against\s[\d,.]+\s(?:\w+\s){0,6}|(?:up|down)\sfrom\s(?:[\w,]+\s){0,3}(?:on|in)|as\smany\sas\s(?:on|in))\s?(?:the\s)?$"
    r"|,\s(?:announced|scheduled|planned|ordered|agreed)\s(?:for\s|on\s|in\s)?$"
)
#: no sentence of a report tells more than this; a list or an attack may
_MOST = 24


class Found(NamedTuple):
    """What the other rules found in the document."""

    times: Within[TimeMention]
    places: Within[PlaceMention]
    quantities: Within[QuantityMention]
    sayings: dict[int, tuple[Saying, ...]]
    spans: TimeSpans
    published: date | None
    home: str | None  # the place of whoever writes or answers


class Draft(msgspec.Struct, frozen=True, gc=False):
    """An event in the making: its type, its trigger's place among the tokens, its clause, who says it."""

    kind: str
    at: int
    clause: Clause
    said: Saying | None
    whole: bool = False  # a total of violations, of which the other events of the sentence are parts


def drafts_of(story: Story, sentence: Sentence, tokens: list[Token], found: Found) -> list[Draft]:
    """What the sentence reports as having happened."""
    drafts: list[Draft] = []
    kinds = story.kinds(sentence)
    if not kinds & TELLS or (kinds & IMAGINED and _elsewhere(story, sentence)):
        return drafts
    if not CORRECTING.isdisjoint(story.words(sentence)) and CORRECTED.search(story.text, sentence.start, sentence.end):
        return drafts
    triggers = [at for at, token in enumerate(tokens) if token.kinds & TELLS][:_MOST]
    clauses = clauses_of(tokens)
    historic = bool(kinds & PAST)
    disowned = _disowned(story, sentence) if kinds & ALLEGES else None
    for at in triggers:
        token = tokens[at]
        if disowned is not None and disowned[0] <= token.start < disowned[1]:
            continue
        clause = clauses[at] or clause_at(tokens, at)
        said = innermost(found.sayings.get(sentence.number, ()), token.start)
        if said is not None and said.kind.stance in _REFUSING and said.cue not in OWN_WORDS:
            continue  # what somebody condemns has happened
        clause = _clause_of_content(tokens, clauses, clause, token, found.sayings.get(sentence.number, ()))
        placed = bool(found.places.between(clause.start, clause.end))
        scene = Scene(story.text, tokens, at, clause, placed, kinds)
        kind = kind_of(TRIGGERS[token.low], scene)
        lacking = kind == "harm.outage" or (kind == "restriction" and token.low in _PERMITTING)
        if kind is None or not happened(story.text, tokens, clause, at, lacking, kind == "weapon.absent"):
            continue
        if _of_the_past(story, sentence, clause, token.start, found, kind.startswith("politics")):
            continue
        if historic and kind != "weapon.absent" and PAST_HISTORY.search(story.text, sentence.start, clause.start):
            continue
        clause = _told_part(tokens, clause, said)
        drafts.append(Draft(kind, at, clause, said, token.low in ("violations", "breaches")))
        drafts.extend(_together(tokens, drafts[-1]))
    return _merged(tokens, drafts, found)


def _elsewhere(story: Story, sentence: Sentence) -> bool:
    """Whether the sentence tells of a drill, or of what a court deals with."""
    return any(pattern.search(story.text, sentence.start, sentence.end) is not None for pattern in (DRILL, TRIED))


def _disowned(story: Story, sentence: Sentence) -> tuple[int, int] | None:
    """What the sentence tells of only to say that it is not so."""
    back = RETRACTED.search(story.text, sentence.start, sentence.end)
    if back is not None:
        return sentence.start, back.end()
    open_ = POSSIBLE.search(story.text, sentence.start, sentence.end)
    if open_ is not None:
        return open_.span()
    match = DISOWNED.search(story.text, sentence.start, sentence.end)
    return None if match is None else match.span(match.lastgroup or 0)


def _together(tokens: list[Token], draft: Draft) -> list[Draft]:
    """ "launched 120 missiles and 90 drones": the second means is an event of its own where both are counted."""
    if draft.kind not in TOGETHER or tokens[draft.at].low not in _SENDING:
        return []
    counted = {
        kind: at
        for at in range(draft.at + 1, draft.clause.last)
        for kind, listed in TOGETHER.items()
        if tokens[at].low in listed and any(token.text[0].isdigit() for token in tokens[max(0, at - 4) : at])
    }
    if draft.kind not in counted:
        return []
    return [Draft(kind, at, draft.clause, draft.said) for kind, at in counted.items() if kind != draft.kind]


def _clause_of_content(
    tokens: list[Token], clauses: list[Clause | None], clause: Clause, token: Token, sayings: Iterable[Saying]
) -> Clause:
    """ "the mission noted that six guns were missing": the act is told in what was noted."""
    for saying in sayings:
        if saying.cue_start == token.start and saying.content is not None and saying.content[0] > token.end:
            inner = next((at for at, one in enumerate(tokens) if one.start >= saying.content[0]), None)
            if inner is not None:
                return clauses[inner] or clause
    return clause


def _told_part(tokens: list[Token], clause: Clause, said: Saying | None) -> Clause:
    """The clause without the saying itself: "the mission said its patrol had heard …" begins at "its patrol"."""
    if said is None or said.content is None or said.participle:
        return clause
    begin, stop = said.content
    if said.kind.complement == "accusation":  # "accused the rebels on Sunday of killing": the act behind "of"
        of = next((on for on in range(said.after, clause.last) if tokens[on].low in ("of", "for")), None)
        begin = begin if of is None else max(begin, tokens[of].end)
    first, last = clause.first, clause.last
    while first < last and tokens[first].start < begin:
        first += 1
    while last > first and tokens[last - 1].end > stop:
        last -= 1
    if first == last or (first, last) == (clause.first, clause.last):
        return clause
    return Clause(first, last, tokens[first].start, tokens[last - 1].end)


def _of_the_past(story: Story, sentence: Sentence, clause: Clause, at: int, found: Found, announced: bool) -> bool:
    """Whether the time told nearest is too long or too long ago for an event of the day, or still to come.

    What was `announced` may begin later.
    """
    if found.published is None:
        return False
    times = [time for time in _dated(found.times.between(clause.start, clause.end)) if not weighed(story, time)]
    if times:
        times = [min(times, key=lambda time: abs(time.start - at))]
    else:
        times = [time for time in _dated(found.times.between(sentence.start, sentence.end)) if not weighed(story, time)]
    published_s = int((found.published - date(1970, 1, 1)).days) * DAY_S
    intervals = [Interval(time.from_s or 0, time.to_s or 0) for time in times]
    return bool(intervals) and all(
        history(interval, published_s) or (not announced and interval.from_s > published_s + 2 * DAY_S)
        for interval in intervals
    )


def weighed(story: Story, time: TimeMention) -> bool:
    """ "born in 1951", "fewer than on the previous day", "(3 April: 121)": told of no event of the sentence."""
    text = story.text
    if time.start in story.posts or (text[time.start - 1 : time.start] == "(" and text[time.end : time.end + 1] == ":"):
        return True
    return _BESIDE.search(text, max(0, time.start - 40), time.start) is not None


def _dated(times: list[TimeMention]) -> list[TimeMention]:
    return [time for time in times if time.from_s is not None and time.to_s is not None]


def _at_another_time(tokens: list[Token], draft: Draft, others: Iterable[Draft], found: Found) -> bool:
    """ "struck Gaza after militants had fired a missile at soldiers": the general act is no other than itself."""
    if not found.places.between(draft.clause.start, draft.clause.end):
        return False
    for other in others:
        if other is draft or not EVENT_TYPES[other.kind].force or other.kind in GENERAL:
            continue
        between = tokens[draft.at : other.clause.first]
        if other.clause.first <= draft.at or not any(token.low in _WHEN for token in between):
            return False
    return True


def _merged(tokens: list[Token], drafts: list[Draft], found: Found) -> list[Draft]:
    """One draft for each type and clause; general ones and casualties give way to the act that the sentence tells."""
    kept: dict[tuple[str, int], Draft] = {}
    for draft in drafts:
        kept.setdefault((draft.kind, draft.clause.start), draft)
    kinds = [draft.kind for draft in kept.values()]
    acts = [kind for kind in kinds if EVENT_TYPES[kind].force]
    special = [kind for kind in acts if kind not in GENERAL and kind not in _MOVING]
    result: list[Draft] = []
    seen: set[str] = set()
    parted = [at for at, token in enumerate(tokens) if token.text == ";"] if len(kept) > 1 else []
    part = 0
    for draft in kept.values():
        kind = draft.kind
        if sum(at < draft.at for at in parted) != part:  # behind a semicolon another event of the type may be told
            part, seen = sum(at < draft.at for at in parted), set()
        if draft.whole or (kind in GENERAL and _at_another_time(tokens, draft, kept.values(), found)):
            pass
        elif (kind in GENERAL and (special or any(other != kind and is_a(other, kind) for other in kinds))) or (
            kind in GENERAL and seen & GENERAL
        ):
            continue
        if kind in CASUALTIES and (acts or (kind == "harm.wounded" and "harm.killed" in kinds)):
            continue
        if _MET.get(kind) in kinds:
            continue
        if kind in seen and kind != "weapon":  # one sentence, one event of a type, unless it counts several
            continue
        seen.add(kind)
        result.append(draft)
    return result
