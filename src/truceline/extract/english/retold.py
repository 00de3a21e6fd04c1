"""What is told again: "the attack" without a place of its own, and a toll in a later sentence."""

from __future__ import annotations

import msgspec

from truceline.extract.calendar import Interval
from truceline.extract.counts import NO_TALLY, Tally
from truceline.extract.english.happenings import GENERAL, Draft
from truceline.extract.english.lexicon import BE, PREPOSITIONS
from truceline.extract.english.triggers import MUNITIONS, STRIKE_NOUNS
from truceline.extract.english.whereabouts import Where
from truceline.extract.story import Token
from truceline.model.mentions import EventMention
from truceline.model.taxonomy import EVENT_TYPES, is_a

_TOLD_NOUNS = frozenset(
    (
        "shelling",
        "bombardment",
        "blast",
        "explosion",
        "fighting",
        "clashes",
        "bombing",
        "incursion",
        "ambush",
        "violence",
        "abduction",
        "abductions",
        "kidnapping",
        "kidnappings",
        "explosions",
        "blasts",
        "arrests",
    )
)
_FIRED = frozenset(("fired", "landed", "fell"))
#: what a munition did, told of one that was told before: "when the bomb went off"
_BURST = frozenset(("went", "exploded", "detonated", "landed", "fell", "hit", "struck", "fired"))
_IN_FLIGHT = frozenset(("air.drone_sortie", "air.entry", "air.missile"))
DOWNING = frozenset(("downed", "intercepted", "intercepting", "downing", "shot", "destroyed", "destroying"))
_STRUCK = ("target", "struck", "strik", "hit", "attack", "pound", "barrage")
_OCCURRED = frozenset(("taken", "took", "occurred", "happened", "began", "started", "lasted"))
_DEADLY = ("fire", "air", "attack", "mine.explosion", "ground.assault", "ground.clash", "ground.raid")
#: how far before a toll its act may have been told (code points)
_NEAR = 320
#: how far below the title the lead may tell its event (code points)
_LEAD = 500
_DEEDS = frozenset(
    ("hit", "struck", "took", "came", "left", "was", "were", "also", "which", "happened", "broke", "began")
)
_UPON = frozenset(("on", "in", "at", "against", "near"))
_DEFINITE = frozenset(("the", "these", "those", "this", "that"))
#: "24 of them", "of which 24", "most": what is told in kinds
_COUNTED = frozenset(("them", "these", "those", "which"))
_SHARES = frozenset(("most", "half", "others", "rest", "some", "all", "many", "few"))


def told_before(tokens: list[Token], draft: Draft, where: str) -> bool:
    """ "the raid", "the shelling" without a place beside it: a mention of what was told already."""
    low = tokens[draft.at].low
    before = tokens[max(draft.clause.first, draft.at - 5) : draft.at]
    if low in _FIRED:
        arms = [token.low for token in before if token.low not in BE]
        return bool(arms) and arms[-1] in MUNITIONS and any(word in ("the", "these", "its") for word in arms[:-1])
    noun = (low in STRIKE_NOUNS and low not in ("hit", "hits")) or low in _TOLD_NOUNS
    if where == "clause" and (not noun or _goes_on(tokens, draft.at)):
        return False
    if any(token.low in _OCCURRED for token in tokens[draft.at + 1 : draft.at + 5]):
        return False
    return noun and any(token.low in _DEFINITE for token in before[-2:])


def spoken_of(
    tokens: list[Token], draft: Draft, groups: list[Where], interval: Interval | None, events: list[EventMention]
) -> bool:
    """ "called the strike on Pell a provocation": an act that was told already, with its place and at its time."""
    low = tokens[draft.at].low
    noun = low in STRIKE_NOUNS or low in _TOLD_NOUNS
    ahead = tokens[draft.at + 1].low if draft.at + 1 < len(tokens) else ""
    before = tokens[max(0, draft.at - 2) : draft.at]
    if not noun or ahead not in _UPON or not any(token.low in _DEFINITE for token in before) or interval is None:
        return False
    places = {word for group, _ in groups for word in group}
    return any(
        EVENT_TYPES[event.event_type].force
        and places.intersection(event.places)
        and (event.start_s or 0) < interval.to_s
        and interval.from_s < (event.end_s or 0)
        for event in events
    )


def _goes_on(tokens: list[Token], at: int) -> bool:
    """ "the attack on Pell", "the strike hit …": the noun has a place or a deed of its own."""
    ahead = tokens[at + 1].low if at + 1 < len(tokens) else ""
    return ahead in PREPOSITIONS or ahead in _DEEDS or ahead.endswith("ed")


def same_munition(tokens: list[Token], draft: Draft, events: list[EventMention]) -> bool:
    """ "when the bomb went off", "the bomb had been fired by the army": that of an act told before."""
    if tokens[draft.at].low not in _BURST or not any(event.event_type.startswith(_DEADLY) for event in events):
        return False
    at = draft.at - 1
    while at > 0 and (tokens[at].low in BE or tokens[at].low in ("had", "has", "have")):
        at -= 1
    return at > 0 and tokens[at].low in MUNITIONS and tokens[at - 1].low == "the"


def met_before(tokens: list[Token], draft: Draft, where: str, earlier: list[EventMention]) -> bool:
    """ "Air defences downed 144 of them": the same act from the air, seen from its other end."""
    if where in ("clause", "sentence"):
        return False
    struck = tokens[draft.at].low.startswith(_STRUCK)
    if draft.kind in GENERAL and struck and not draft.whole:  # "it had targeted a command post": the act that was told
        return any(EVENT_TYPES[event.event_type].force for event in earlier)
    if draft.kind not in _IN_FLIGHT:
        return False
    return tokens[draft.at].low in DOWNING and any(event.event_type.startswith("air") for event in earlier)


def adds_toll(
    earlier: list[EventMention],
    where: str,
    groups: list[Where],
    dead: Tally,
    hurt: Tally,
    events: list[EventMention],
    begin: int,
    losses: bool = False,
) -> bool:
    """Puts the dead and wounded to the last act of force that the paragraph told, when it had none of its own and the
    sentence names no other place. Returns whether it did."""
    acts = [event for event in earlier if event.event_type.startswith(_DEADLY)]
    if losses:
        return True  # "our losses: two killed": of the day, and of no act that was told
    near = [act for act in acts if begin - act.end < _NEAR]
    named = {word for group, _ in groups for word in group} if where in ("clause", "sentence") else set()
    last = near[-1] if near else None
    if named:  # one of several places of an act
        last = next((act for act in reversed(near) if _at(named, act.places)), last)
    if last is not None and not named and any(act.places != last.places for act in acts if act.start == last.start):
        return False  # one toll of several places is not the last one's
    if last is None or (dead != NO_TALLY and (last.killed_low, last.killed_high) != (None, None)):
        return False
    if hurt != NO_TALLY and (last.wounded_low, last.wounded_high) != (None, None):
        return False
    if named and not _at(named, last.places):
        return False
    at = len(events) - 1 - events[::-1].index(last)
    if dead != NO_TALLY:
        last = msgspec.structs.replace(last, killed_low=dead.low, killed_high=dead.high)
    if hurt != NO_TALLY:
        last = msgspec.structs.replace(last, wounded_low=hurt.low, wounded_high=hurt.high)
    events[at] = last
    return True


def counted_before(events: list[EventMention], where: str, dead: Tally, hurt: Tally) -> bool:
    """ "confirmed three deaths", without a place of their own: those of an act that was told."""
    if where in ("clause", "sentence") or (dead == NO_TALLY and hurt == NO_TALLY):
        return False
    return any(
        (dead == NO_TALLY or (event.killed_low, event.killed_high) == (dead.low, dead.high))
        and (hurt == NO_TALLY or (event.wounded_low, event.wounded_high) == (hurt.low, hurt.high))
        for event in events
        if EVENT_TYPES[event.event_type].force
    )


def _at(named: set[str], places: tuple[str, ...]) -> bool:
    """Whether a place is one of those told before: "Dolna" is one of the "settlements of Dolna"."""
    return any(place == word or place.endswith(f" of {word}") for place in places for word in named)


def without_headings(
    events: list[EventMention], headings: list[tuple[int, int]], title: tuple[int, int] | None
) -> list[EventMention]:
    """What a heading announces and the text below tells is one event, told below; a title announces the lead."""
    if not headings:
        return events

    def announced(event: EventMention) -> bool:
        return any(start <= event.start < end for start, end in headings)

    told = [event for event in events if not announced(event)]
    return [
        event
        for event in events
        if not announced(event)
        or not any(_same(event, other) or _lead(event, other, title) for other in told if other.start > event.start)
    ]


def _lead(heading: EventMention, event: EventMention, title: tuple[int, int] | None) -> bool:
    """Whether an event of the title is told again at once, if by another name of its place."""
    if title is None or not title[0] <= heading.start < title[1] or event.start - title[1] > _LEAD:
        return False
    kinds = heading.event_type, event.event_type
    if not (is_a(kinds[0], kinds[1]) or is_a(kinds[1], kinds[0]) or all(EVENT_TYPES[kind].force for kind in kinds)):
        return False
    if heading.killed_low is None or event.killed_low is None:
        return True
    least, most = heading.killed_low, heading.killed_high
    return least <= (event.killed_high or event.killed_low) and (most is None or event.killed_low <= most)


def _same(heading: EventMention, event: EventMention) -> bool:
    if heading.event_type != event.event_type:
        return False
    if not heading.places or not event.places:
        return not heading.places
    return heading.places[0].split()[-1] in event.places[0].split() or event.places[0] in heading.places


def classifies(tokens: list[Token], draft: Draft, where: str) -> bool:
    """ "24 of them were shellings", "the rest were assaults": of what kind the acts of a total are, and no act more."""
    if where in ("clause", "sentence") or not tokens[draft.at].low.endswith("s"):
        return False
    be = next((at for at in range(draft.at - 1, max(0, draft.at - 4), -1) if tokens[at].low in BE), None)
    if be is None:
        return False
    before = tokens[be - 1].low
    counted = before in _COUNTED and be > 2 and tokens[be - 2].low == "of"
    return counted or before in _SHARES or (before[0].isdigit() and draft.at == be + 1)
