"""Reported happenings.

Each has the words for its place, an interval, and, where the words say so, who is alleged to have done it, who says
so, and how they know.

Place: from the trigger's own clause, else its sentence, else the sentence before (with less confidence), else none.
Time: from its own clause, else its sentence, else the day of publication and the day before, which is what news of the
day speaks of. Nothing is read out of denials, threats, plans, conditions and history.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple
from zoneinfo import ZoneInfo

from truceline.extract.calendar import Interval, days
from truceline.extract.dates import history
from truceline.extract.english.actors import actor
from truceline.extract.english.clauses import Clause, clause_at, happened
from truceline.extract.english.kinds import kind_of, target, weapon
from truceline.extract.english.nationalities import COUNTRIES
from truceline.extract.english.places import BEARING
from truceline.extract.english.tallies import NO_TALLY, Tally, killed, tally, wounded
from truceline.extract.english.triggers import ASSESSED, EVIDENCE, STRIKE_NOUNS, TRIGGERS
from truceline.extract.saying import Saying
from truceline.extract.story import Sentence, Story, Token
from truceline.extract.timespans import TimeSpans
from truceline.extract.within import Within
from truceline.model.mentions import EventMention, PlaceMention, QuantityMention, TimeMention
from truceline.model.taxonomy import EVENT_TYPES, is_a
from truceline.model.units import DAY_S

#: types that say little; another event of force in the same sentence tells it better
_GENERAL = frozenset(("air", "fire", "ground", "attack_infrastructure", "attack_civilians"))
_CASUALTIES = frozenset(("harm.killed", "harm.wounded"))
#: not force, and yet somebody's act
_ACTS = ("abuse", "restriction", "ground", "weapon.moved")
_TOLD_NOUNS = frozenset(("shelling", "bombardment", "blast", "explosion", "fighting", "clashes", "bombing"))
_FIRED = frozenset(("fired", "landed", "fell"))
_SURE = {"clause": 800_000, "sentence": 650_000, "before": 450_000, "none": 400_000}
_HEDGE = 100_000
_WIDE_KINDS = frozenset(("region", "oblast", "province", "state", "governorate", "district", "country", "peninsula"))
_WIDE_KINDS = frozenset(("region", "oblast", "province", "state", "governorate", "district", "country", "peninsula"))
_JOINED = frozenset(("and", "or", ", and"))
_PLURAL_KINDS = ("regions", "oblasts", "districts", "provinces", "states", "governorates")


class Found(NamedTuple):
    """What the other rules found in the document."""

    times: Within[TimeMention]
    places: Within[PlaceMention]
    quantities: Within[QuantityMention]
    sayings: dict[int, tuple[Saying, ...]]
    spans: TimeSpans
    published: date | None


_Where = tuple[tuple[str, ...], int | None]


class _Draft(NamedTuple):
    kind: str
    at: int
    clause: Clause
    said: Saying | None


def find_events(story: Story, found: Found, zone: ZoneInfo) -> tuple[EventMention, ...]:
    """Every reported event of the main text."""
    events: list[EventMention] = []
    for sentence in story.sentences:
        tokens = story.spoken_tokens(sentence)
        drafts = _drafts(story, sentence, tokens, found)
        if drafts:
            verb = _verb(story, sentence)
            for draft in _merged(drafts):
                events.extend(_events(story, sentence, tokens, draft, verb, found, zone))
    return tuple(events)


def _drafts(story: Story, sentence: Sentence, tokens: list[Token], found: Found) -> list[_Draft]:
    drafts: list[_Draft] = []
    for at, token in enumerate(tokens):
        trigger = TRIGGERS.get(token.low)
        if trigger is None:
            continue
        clause = clause_at(tokens, at)
        kind = kind_of(trigger, story.text, tokens, at, clause)
        if kind is None or not happened(story.text, tokens, clause, at, kind == "harm.outage"):
            continue
        said = _said(found.sayings.get(sentence.number, ()), token.start)
        if said is not None and said.kind.stance in ("denies", "demands", "rejects", "warns"):
            continue
        if _of_the_past(sentence, clause, found):
            continue
        drafts.append(_Draft(kind, at, clause, said))
    return drafts


def _said(sayings: Iterable[Saying], offset: int) -> Saying | None:
    """The innermost saying whose content holds the offset."""
    holding = [saying for saying in sayings if saying.content and saying.content[0] <= offset < saying.content[1]]
    return min(holding, key=_length, default=None)


def _length(saying: Saying) -> int:
    return saying.content[1] - saying.content[0] if saying.content else 0


def _of_the_past(sentence: Sentence, clause: Clause, found: Found) -> bool:
    """Whether the time told is too long or too long ago for an event of the day."""
    times = found.times.between(clause.start, clause.end) or found.times.between(sentence.start, sentence.end)
    if not times or found.published is None:
        return False
    published_s = int((found.published - date(1970, 1, 1)).days) * DAY_S
    intervals = [
        Interval(time.from_s, time.to_s) for time in times if time.from_s is not None and time.to_s is not None
    ]
    return bool(intervals) and all(
        history(interval, published_s) or interval.from_s > published_s + 2 * DAY_S for interval in intervals
    )


def _merged(drafts: list[_Draft]) -> list[_Draft]:
    """One draft for each type and clause; general ones and casualties give way to the act that the sentence tells."""
    kept: dict[tuple[str, int], _Draft] = {}
    for draft in drafts:
        key = (draft.kind, draft.clause.start)
        kept.setdefault(key, draft)
    kinds = [draft.kind for draft in kept.values()]
    acts = [kind for kind in kinds if EVENT_TYPES[kind].force]
    result: list[_Draft] = []
    seen: set[str] = set()
    for draft in kept.values():
        special = [kind for kind in acts if kind not in _GENERAL]
        if draft.kind in _GENERAL and (special or any(kind != draft.kind and is_a(kind, draft.kind) for kind in kinds)):
            continue
        if draft.kind in _CASUALTIES and (acts or (draft.kind == "harm.wounded" and "harm.killed" in kinds)):
            continue
        if draft.kind in seen and draft.kind != "weapon":  # one sentence, one event of a type, unless it counts several
            continue
        seen.add(draft.kind)
        result.append(draft)
    return result


def _events(
    story: Story,
    sentence: Sentence,
    tokens: list[Token],
    draft: _Draft,
    verb: str,
    found: Found,
    zone: ZoneInfo,
) -> list[EventMention]:
    groups, where = _places(story, sentence, draft, tokens[draft.at].start, found)
    quantities = found.quantities.between(sentence.start, sentence.end)
    trigger = (tokens[draft.at].start, tokens[draft.at].end)
    if where != "clause" and _told_before(tokens, draft):
        return []
    count = tally(draft.kind, draft.clause, trigger, quantities)
    dead, hurt = _casualties(story, sentence, draft, quantities)
    if draft.kind in _CASUALTIES:
        if dead == NO_TALLY and hurt == NO_TALLY:
            return []
        count = dead if draft.kind == "harm.killed" else hurt
    if count != NO_TALLY or dead != NO_TALLY or hurt != NO_TALLY:
        # a figure for several places is not told twice
        groups = [(tuple(word for group, _ in groups for word in group), groups[0][1])]
    interval = _interval(sentence, draft.clause, trigger[0], found, zone)
    end = draft.clause.end - (story.text[draft.clause.end - 1] in ".!?")
    speaker = draft.said.speaker if draft.said is not None else None
    who = actor(story, tokens, draft.clause, draft.at, draft.said, found.spans)
    hedged = ASSESSED.search(story.text, draft.clause.start, draft.clause.end) is not None
    return [
        EventMention(
            item_id=story.document.item_id,
            start=draft.clause.start,
            end=end,
            text=story.text[draft.clause.start : end],
            method=f"rule:event.{tokens[draft.at].low}",
            confidence_ppm=_SURE[where] - (_HEDGE if hedged else 0),
            event_type=draft.kind,
            places=group,
            place_start=place_start,
            start_s=interval.from_s if interval else None,
            end_s=interval.to_s if interval else None,
            verb=verb,
            alleged_actor=who if EVENT_TYPES[draft.kind].force or draft.kind.startswith(_ACTS) else None,
            claimed_by=None if speaker is None else speaker.words,
            weapon=weapon(tokens, draft.clause),
            target=_target(story, tokens, draft),
            count_low=count.low,
            count_high=count.high,
            count_unit=count.unit,
            killed_low=dead.low,
            killed_high=dead.high,
            wounded_low=hurt.low,
            wounded_high=hurt.high,
        )
        for group, place_start in groups
    ]


def _told_before(tokens: list[Token], draft: _Draft) -> bool:
    """ "the raid", "the shelling" without a place beside it: a mention of what was told already."""
    low = tokens[draft.at].low
    before = tokens[max(draft.clause.first, draft.at - 5) : draft.at]
    if low in _FIRED:
        return any(token.low in ("the", "these", "its") for token in before[:-1])
    noun = low in STRIKE_NOUNS or low in _TOLD_NOUNS
    return noun and any(token.low in ("the", "these", "those") for token in before[-2:])


def _casualties(
    story: Story, sentence: Sentence, draft: _Draft, quantities: list[QuantityMention]
) -> tuple[Tally, Tally]:
    """The dead and wounded of the sentence belong to its act of force."""
    if not (EVENT_TYPES[draft.kind].force or draft.kind in _CASUALTIES):
        return NO_TALLY, NO_TALLY
    return killed(story.text, sentence.start, sentence.end, quantities), wounded(
        story.text, sentence.start, sentence.end, quantities
    )


def _target(story: Story, tokens: list[Token], draft: _Draft) -> str | None:
    if draft.kind == "harm.outage":
        lows = {token.low for token in tokens[draft.clause.first : draft.clause.last]}
        if lows & {"power", "electricity", "darkness", "blackout", "blackouts", "outage", "outages"}:
            return "energy"
        return "heating" if lows & {"heat", "heating"} else "water"
    if draft.kind.startswith(("air", "fire", "attack", "harm.damage")):
        return target(story.text, tokens, draft.clause, draft.at)
    return None


def _verb(story: Story, sentence: Sentence) -> str:
    """The strongest evidence verb of the sentence."""
    for verb, pattern in EVIDENCE:
        if pattern.search(story.text, sentence.start, sentence.end):
            return verb
    return "reported"


def _interval(sentence: Sentence, clause: Clause, at: int, found: Found, zone: ZoneInfo) -> Interval | None:
    """Of the clause, else of the sentence, else the day of publication and the day before."""
    last = days(found.published, found.published, zone).to_s if found.published else None
    for start, end in ((clause.start, clause.end), (sentence.start, sentence.end)):
        known = [time for time in found.times.between(start, end) if time.from_s is not None and time.to_s is not None]
        known = [time for time in known if last is None or (time.from_s or 0) < last]
        if known:
            nearest = min(known, key=lambda time: (abs(time.start - at), time.start))
            begin, stop = nearest.from_s or 0, nearest.to_s or 0
            return Interval(begin, stop if last is None else min(stop, last))
    if found.published is None:
        return None
    return days(found.published - timedelta(days=1), found.published, zone)


def _narrowest_first(story: Story, inside: list[PlaceMention], at: int, fired: bool) -> list[PlaceMention]:
    """Regions and countries last, and where fire came from; the others by their distance from the trigger.

    Places that "and" joins stay as they are.
    """
    gaps = (story.text[before.end : after.start].strip() for before, after in pairwise(inside))
    if any(gap in _JOINED for gap in gaps):
        return inside

    def rank(place: PlaceMention) -> tuple[bool, bool, int, int]:
        return fired and place.role == "origin", _wide(place.text), abs(place.start - at), place.start

    return sorted(inside, key=rank)


def _wide(words: str) -> bool:
    return (
        words in COUNTRIES
        or words[0].isdigit()
        or words.rsplit(maxsplit=1)[-1] in _WIDE_KINDS
        or words.split(maxsplit=1)[0] in ("region", "province", "state")
    )


def _places(story: Story, sentence: Sentence, draft: _Draft, trigger: int, found: Found) -> tuple[list[_Where], str]:
    """Words for places with their offset (one group for each place of a list), and where they stood."""
    before = story.sentences[sentence.number - 1] if sentence.number else None
    clause = draft.clause
    scopes = [("clause", clause.start, clause.end), ("sentence", sentence.start, sentence.end)]
    if before is not None and before.paragraph == sentence.paragraph:
        scopes.append(("before", before.start, before.end))
    for where, start, end in scopes:
        inside = [place for place in found.places.between(start, end) if place.role != "dateline"]
        if inside:
            groups = _groups(story, _narrowest_first(story, inside, trigger, draft.kind.startswith(("fire", "air"))))
            bearing = BEARING.search(story.text, sentence.start, sentence.end)
            if bearing is not None:
                groups = [(_from_bearing(bearing.group(), group), start) for group, start in groups]
            return groups, where
    return [((), None)], "none"


def _from_bearing(bearing: str, group: tuple[str, ...]) -> tuple[str, ...]:
    """ "2-4km SE" in a sentence on Hranitne: "2-4km SE of Hranitne"."""
    return (f"{bearing} of {group[0]}", *group[1:])


def _groups(story: Story, inside: list[PlaceMention]) -> list[_Where]:
    """Places joined by "and" are several; others narrow each other, widest last."""
    text = story.text
    groups: list[list[PlaceMention]] = [[inside[0]]]
    for place in inside[1:]:
        gap = text[groups[-1][-1].end : place.start].strip()
        if gap in _JOINED and len(groups[-1]) == 1:
            groups.append([place])
        else:
            groups[-1].append(place)
    words = [tuple(place.text for place in group) for group in groups]
    last = words[-1][0].split()[-1]
    if len(words) > 1 and last in _PLURAL_KINDS:
        single = last[:-1]
        words = [(f"{group[0]} {single}", *group[1:]) for group in words[:-1]] + [
            (words[-1][0].removesuffix(last) + single, *words[-1][1:])
        ]
    return [(words_of, group[0].start) for words_of, group in zip(words, groups, strict=True)]
