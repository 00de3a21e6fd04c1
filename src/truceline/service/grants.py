"""Whether whoever asks may read a class, asked of the table of access through the door; and what is noted of it."""

from __future__ import annotations

from litestar.concurrency import sync_to_thread

from truceline.mission.asking import Asker
from truceline.record.access import Action, Class, State
from truceline.service.house import House


def may_read(asker: Asker, what: Class, state: State = "held") -> bool:
    """Whether the table lets them; nothing is entered, for whoever may not is shown what was released."""
    return asker.may("read", what, state).allowed


def need(house: House, asker: Asker, action: Action, what: Class, state: State = "held") -> None:
    """Raises ProblemError (401), or RefusedError where somebody has a role that may not; that enters the record."""
    house.door.need(asker, action, what, state)


async def needed(house: House, asker: Asker, action: Action, what: Class, state: State = "held") -> None:
    """`need` for a route that answers in the loop: only a refusal waits, for the disk."""
    if not asker.may(action, what, state).allowed:
        await sync_to_thread(need, house, asker, action, what, state)


def told(house: House, asker: Asker, table: str, rows: int, question: str, purpose: str = "") -> None:
    """Somebody was told exact rows: entered at once the first time, then together with what follows."""
    house.door.reads.told(asker, table, rows, question, purpose)
