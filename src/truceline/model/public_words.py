"""What published texts say, in a bulletin: statements, numbers, parts of an agreement, which are one witness."""

from __future__ import annotations

import msgspec

from truceline.model.phrase import Phrase


class PublicStatement(msgspec.Struct, frozen=True):
    """What somebody said in public, quoted from a published text."""

    speaker: str | None
    words: str
    mode: str
    stance: str
    source: str
    item_id: str
    start: int
    end: int


class PublicElement(msgspec.Struct, frozen=True):
    """A part of a possible agreement and where it stands, in words of published texts."""

    element: str
    status: str
    by: str | None
    words: str
    source: str
    item_id: str


class PublicQuantity(msgspec.Struct, frozen=True):
    """A number that somebody published, claimed by whom."""

    value_low_milli: int | None
    value_high_milli: int | None
    unit: str | None
    of: str | None
    claimed_by: str | None
    words: str
    source: str
    item_id: str


class PublicLink(msgspec.Struct, frozen=True):
    """How two published items of one origin relate; `a` and `b` are their places among its items, from 0."""

    a: int
    b: int
    relation: str
    direction: str | None  # a_from_b b_from_a, where the evidence says which came first


class PublicOrigin(msgspec.Struct, frozen=True):
    """Published items that go back to one origin, and why."""

    origin_id: str
    items: tuple[str, ...]
    sources: tuple[str, ...]
    relation: str
    reason: str
    links: tuple[PublicLink, ...] = ()


class PublicAudit(msgspec.Struct, frozen=True):
    """One thing that the audit of the parties' figures looked at."""

    check: str
    claimant: str
    as_of: str
    verdict: str
    words: str
    told: Phrase | None = None  # the words in any language
