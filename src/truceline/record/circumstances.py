"""What a clause hangs on that no public row tells: a place, an hour, whose act it was, an exception.

Where that is one thing alone, the status of a finding says how it stands, and a sentence may name it. Of several the
status does not say which; whoever is told it learns on which side of a border an act was that only a monitor placed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from math import inf
from zoneinfo import ZoneInfo

from truceline.model.agreement import Agreement, Condition, InForce, Provision
from truceline.model.grounds import State
from truceline.model.units import DAY_S

#: attributes that stand in the public row of an incident, or follow from what does
PUBLIC_ATTRIBUTES = frozenset({"target", "weapon", "heavy", "count", "killed", "wounded"})


def circumstances(provision: Provision, agreement: Agreement, *, counted: bool) -> int:
    """How many there are, besides whether the clause was in force; of what is counted and no breach, that could lift
    the breach."""
    lifting = bool(provision.stages) + len(provision.unless)
    if counted:
        return lifting
    leaves = sum(one.act is None and one.attr not in PUBLIC_ATTRIBUTES for one in _leaves(provision.when))
    binds_some = bool(provision.bearers) and any(one.party_id not in provision.bearers for one in agreement.parties)
    return leaves + binds_some + lifting


def in_force_on(day: str, readings: Iterable[InForce], zone: str) -> State:
    """Whether a clause was in force throughout a day and those beside it, by all its readings; open where it changes.

    Args:
        day: YYYY-MM-DD, of the calendar of `zone`.
    """
    start_s = datetime.fromisoformat(day).replace(tzinfo=ZoneInfo(zone)).timestamp() - DAY_S
    found = {_throughout(reading, start_s, start_s + 3 * DAY_S) for reading in readings}
    return found.pop() if len(found) == 1 else "open"


def _throughout(reading: InForce, start_s: float, end_s: float) -> State:
    from_s = -inf if reading.from_s is None else reading.from_s
    until_s = inf if reading.until_s is None else reading.until_s
    if reading.never or end_s <= from_s or until_s <= start_s:
        return "no"
    return "yes" if from_s <= start_s and end_s <= until_s else "open"


def _leaves(node: Condition) -> Iterator[Condition]:
    if not node.children:
        yield node
    for child in node.children:
        yield from _leaves(child)
