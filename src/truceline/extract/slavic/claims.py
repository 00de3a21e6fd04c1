"""Who claims a figure, and which places an event happened at."""

from __future__ import annotations

import msgspec

from truceline.extract.within import Within
from truceline.model.mentions import EventMention, PlaceMention, QuantityMention, Quote, Statement


def claimed(
    quantities: tuple[QuantityMention, ...], statements: tuple[Statement, ...], quotes: tuple[Quote, ...]
) -> tuple[QuantityMention, ...]:
    """The quantities with their claimants: the speaker of the innermost statement or quotation that holds each."""
    owner: dict[int, tuple[int, str]] = {}
    known = Within(quantities)
    spoken: tuple[Statement | Quote, ...] = (*statements, *quotes)
    for one in spoken:
        if one.speaker is None:
            continue
        for found in known.between(one.start, one.end):
            length = one.end - one.start
            if found.end <= one.end and (found.start not in owner or (length, one.speaker) < owner[found.start]):
                owner[found.start] = (length, one.speaker)
    return tuple(
        msgspec.structs.replace(found, claimed_by=owner[found.start][1]) if found.start in owner else found
        for found in quantities
    )


def with_roles(places: tuple[PlaceMention, ...], events: tuple[EventMention, ...]) -> tuple[PlaceMention, ...]:
    """The places with the role "event" where an event happened there."""
    where = {event.place_start for event in events if event.place_start is not None}
    known = Within(places)
    for event in events:
        where |= {place.start for place in known.between(event.start, event.end) if place.text in event.places}
    return tuple(
        msgspec.structs.replace(place, role="event") if place.start in where and place.role == "mention" else place
        for place in places
    )
