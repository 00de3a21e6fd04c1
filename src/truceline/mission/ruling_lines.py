"""What the record keeps of reviewers' rulings, and what a reviewer says."""

from __future__ import annotations

from typing import Literal

import msgspec

from truceline.stores.record import Record

Verdict = Literal["same", "apart", "withdrawn"]


class Ruled(msgspec.Struct, frozen=True):
    """What somebody says of two observations, whose ids may be cut to a unique beginning."""

    a: str
    b: str
    verdict: Verdict
    who: str
    why: str


class RulingLine(msgspec.Struct, frozen=True):
    """What the record keeps of a ruling. `a` comes before `b`."""

    a: str
    b: str
    verdict: Verdict
    who: str
    why: str
    ruled_s: int


def ruling_lines(record: Record) -> tuple[RulingLine, ...]:
    """Every ruling, also those that others have replaced or withdrawn, in the order in which they were made."""
    return tuple(msgspec.json.decode(entry.body, type=RulingLine) for entry in record.entries("ruling"))
