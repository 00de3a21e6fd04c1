"""What a headline tells, and the text tells again: one event, told where it is told in full."""

from __future__ import annotations

from truceline.extract.slavic.drafts import GENERAL
from truceline.extract.slavic.placing import stem
from truceline.model.mentions import EventMention
from truceline.model.taxonomy import is_a

_ACTS = ("air", "fire", "attack")


def without_headlines(events: list[EventMention], above: set[int]) -> list[EventMention]:
    """The events without those of headlines (their numbers in `above`) that the text below tells too.

    The same event is the same kind of act at the same place.
    """
    below = [event for number, event in enumerate(events) if number not in above]
    return [
        event
        for number, event in enumerate(events)
        if number not in above or not any(_again(event, other) for other in below)
    ]


def _again(told: EventMention, other: EventMention) -> bool:
    same = is_a(told.event_type, other.event_type) or is_a(other.event_type, told.event_type)
    family = told.event_type.split(".")[0] == other.event_type.split(".")[0]
    acts = told.event_type.startswith(_ACTS) and other.event_type.startswith(_ACTS)
    vague = acts and told.event_type in GENERAL
    if not (same or vague or (family and acts)) or other.start < told.start:
        return False
    if told.count_low is not None and told.count_low != other.count_low:
        return False
    if told.start_s is not None and other.start_s is not None and not _overlap(told, other):
        return False
    names = {_key(place) for place in told.places}
    return not names or bool(names & {_key(place) for place in other.places})


def _overlap(told: EventMention, other: EventMention) -> bool:
    return (told.start_s or 0) < (other.end_s or 0) and (other.start_s or 0) < (told.end_s or 0)


def _key(place: str) -> str:
    return stem(place.lower().split()[-1]).rstrip("ьй")
