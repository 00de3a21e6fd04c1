"""Totals of a briefing: "133 violations in the past day" is a claim with a number, and no event at a place.

A total has no place of its own by which its next telling could be known again, so that every translation of a briefing
would be one more incident. It stays a mention, with its statement and its quantity, and is no observation.
"""

from __future__ import annotations

from collections.abc import Iterable

from truceline.model.mentions import EventMention
from truceline.model.taxonomy import EVENT_TYPES, Unit
from truceline.model.units import HOUR_S

#: what counts acts; rounds, explosions and machines are counted within one act
_ACTS: frozenset[Unit] = frozenset(("attack", "strike", "event"))
#: acts of one place are seldom told of a shorter time than this without their place, totals never
_PERIOD_S = 3 * HOUR_S


def without_totals(events: Iterable[EventMention]) -> list[EventMention]:
    """Events that happened somewhere: without counts of several acts over a period of which no place is told.

    What is counted beside such a total in the same clause ("24 shellings, 12 drone flights") is a total, too. A count
    that names a place ("struck Pell three times"), what was hit, or the dead and wounded, tells of an event.
    """
    events = list(events)
    clauses = {(one.start, one.end) for one in events if one.count_unit in _ACTS and _unplaced_count(one)}
    return [one for one in events if (one.start, one.end) not in clauses or not _unplaced_count(one)]


def _unplaced_count(event: EventMention) -> bool:
    several = (event.count_low or event.count_high or 0) > 1
    harm = event.killed_low, event.killed_high, event.wounded_low, event.wounded_high
    hit = event.target is not None and event.target != "military"
    return (
        several
        and not event.places
        and not hit
        and all(number is None for number in harm)
        and EVENT_TYPES[event.event_type].force
        and _over_a_period(event)
    )


def _over_a_period(event: EventMention) -> bool:
    """Whether hours are told, or no time at all."""
    return event.start_s is None or event.end_s is None or event.end_s - event.start_s >= _PERIOD_S
