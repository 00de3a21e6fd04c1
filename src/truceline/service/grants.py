"""Whether whoever asks may read a class: asked of the table of access, which refuses what it does not say."""

from __future__ import annotations

from truceline.mission.asking import Asker, require
from truceline.record.access import Action, Class, State
from truceline.service.house import House
from truceline.service.problems import ForbiddenError


def may_read(asker: Asker, what: Class, state: State = "held") -> bool:
    """Whether the table lets them; nothing is entered, for whoever may not is shown what was released."""
    return asker.may("read", what, state).allowed


def need(house: House, asker: Asker, action: Action, what: Class, state: State = "held") -> None:
    """Raises RefusedError where the table says no; the refusal of somebody who has a role enters the record."""
    if asker.role == "public":
        found = asker.may(action, what, state)
        if not found.allowed:
            raise ForbiddenError(f"this is not public: {found.reason}", advice="Sign in, in a role that may read it.")
    else:
        require(house.record, asker, action, what, state, house.clock)
