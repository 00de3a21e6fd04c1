"""A case of the commission as the public may read it: what offices said and decided, never who held them."""

from __future__ import annotations

from typing import Literal

import msgspec


class PublicSeat(msgspec.Struct, frozen=True):
    """Which party speaks for a side of the commission."""

    office: str  # side_a, side_b
    party: str


class PublicReply(msgspec.Struct, frozen=True):
    """What a party answered in a case, in its own words."""

    party: str
    day: str
    words: str


class PublicDissent(msgspec.Struct, frozen=True):
    """Why the holder of a seat holds otherwise than the decision, in their own words."""

    seat: str
    day: str
    words: str


class PublicRemedy(msgspec.Struct, frozen=True):
    """What a party undertook after a decision."""

    party: str
    words: str
    due: str | None  # YYYY-MM-DD
    status: Literal["open", "done", "overdue"]


class PublicCase(msgspec.Struct, frozen=True, kw_only=True):
    """A case that is or was before the commission. Offices sign and dissent; no person is named.

    The incident's type and day are those that the bulletin of its own day tells.
    """

    case_id: str
    incident_id: str
    event_type: str | None = None  # null for an incident that came to another one since
    day: str | None = None  # YYYY-MM-DD
    brought_by: str  # office
    stage: str
    outcome: str
    attributed_to: str | None  # name of the party; only with a violation that two offices signed
    provisions: tuple[str, ...]
    opened: str  # days, YYYY-MM-DD
    decided: str | None
    grounds: str
    signed_by: tuple[str, ...]
    dissent: tuple[str, ...]
    replies: tuple[PublicReply, ...]
    remedies: tuple[PublicRemedy, ...]
    dissents: tuple[PublicDissent, ...] = ()  # the words that go with them
