"""What act a statement is about: the type of the one event that is told in its words."""

from __future__ import annotations

import msgspec

from truceline.extract.within import Within
from truceline.model.mentions import EventMention, Statement

#: code points by which the clause of an event may stand out of the content ("що", a mark)
_LEAD = 6


def with_acts(statements: tuple[Statement, ...], events: tuple[EventMention, ...]) -> tuple[Statement, ...]:
    """The statements, each with the type of its event where all events told in it are of one type."""
    told = Within(events)
    finished: list[Statement] = []
    for statement in statements:
        near = told.between(statement.start - _LEAD, statement.end)
        types = {event.event_type for event in near if event.end <= statement.end + _LEAD}
        about = types.pop() if len(types) == 1 else statement.about
        finished.append(statement if about is None else msgspec.structs.replace(statement, about=about))
    return tuple(finished)
