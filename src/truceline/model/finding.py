"""A finding: an incident held against a provision, with the tree of reasons that led to it."""

from __future__ import annotations

from typing import Literal

import msgspec

# Trees of frozen values hold no cycles: `gc=False` spares a hundred thousand findings the collector's walks.

Status = Literal["breach", "no_breach", "undetermined"]


class Reason(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One node of a reason tree: a sentence, and in how many of the worlds it is met, open or not met."""

    words: str
    met: int
    unknown: int
    not_met: int
    children: tuple[Reason, ...] = ()


class ReadingResult(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What the provision gives under one reading of when it is in force."""

    according_to: str
    status: Status
    counted: bool
    belief_ppm: int
    plausibility_ppm: int
    tree: Reason


class Finding(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A machine assessment, not a decision. Where the readings disagree it is undetermined and contested."""

    finding_id: str
    incident_id: str
    provision_id: str
    status: Status
    counted: bool
    belief_ppm: int
    plausibility_ppm: int
    contested: bool
    attribution: str
    attributed_to: str | None
    summary: str
    readings: tuple[ReadingResult, ...] = ()
    would_change: tuple[str, ...] = ()
    agreement_version: str = ""
