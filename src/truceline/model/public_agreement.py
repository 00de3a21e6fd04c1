"""The agreement in a bulletin: its clauses, when they are in force, and what was found against them."""

from __future__ import annotations

from typing import Literal

import msgspec


class PublicWindow(msgspec.Struct, frozen=True):
    """A clause with a short time of its own (a repair truce, a window of silence), and how it was kept so far."""

    provision_id: str
    words: str
    citation: str
    start: str  # local date and time with offset
    end: str
    state: Literal["ahead", "running", "over"]
    breaches: int
    undetermined: int


class PublicInForce(msgspec.Struct, frozen=True):
    """One reading of when the agreement, or a clause with a time of its own, is in force."""

    citation: str  # of the clause; empty for the agreement as a whole
    according_to: str  # name of a party or of the reading; empty: all
    start: str | None  # local date and time with offset; null: open
    end: str | None


class PublicProvision(msgspec.Struct, frozen=True):
    """A clause of the agreement in its own words, and what was found against it in the period."""

    provision_id: str
    words: str
    citation: str
    in_force: tuple[str, ...]  # one sentence for each reading
    breaches: int
    undetermined: int
    no_breach: int
    counted: int
    by_party: tuple[PublicPartyCount, ...] = ()
    unattributed: int = 0  # breaches without such a decision


class PublicPartyCount(msgspec.Struct, frozen=True):
    """Breaches of a provision that a decision, signed by people, attributes to a party."""

    party: str
    breaches: int
