"""A finding: an incident held against a provision, with the tree of reasons that led to it."""

from __future__ import annotations

from typing import Literal

import msgspec

Status = Literal["breach", "no_breach", "undetermined"]


class Reason(msgspec.Struct, frozen=True, kw_only=True):
    """One node of a reason tree: a sentence, and in how many of the worlds it is met, open or not met."""

    words: str
    met: int
    unknown: int
    not_met: int
    children: tuple[Reason, ...] = ()


class ReadingResult(msgspec.Struct, frozen=True, kw_only=True):
    """What the provision gives under one reading of when it is in force."""

    according_to: str
    status: Status
    counted: bool
    belief_ppm: int
    plausibility_ppm: int
    tree: Reason


class Finding(msgspec.Struct, frozen=True, kw_only=True):
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
