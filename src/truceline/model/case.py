"""The commission's case: four separate stages, each with its own state."""

from __future__ import annotations

from typing import Literal

import msgspec

CaseStage = Literal["monitoring", "verification", "investigation", "dispute_resolution", "closed"]
Outcome = Literal["violation", "no_violation", "pending", "unable_to_rule"]


class Reply(msgspec.Struct, frozen=True):
    """A party's answer, part of the record."""

    party: str
    words: str
    replied_s: int


class Decision(msgspec.Struct, frozen=True):
    """What the commission decided, signed by people. Only here may an act be attributed."""

    decision_id: str
    case_id: str
    outcome: Outcome
    attributed_to: str | None
    grounds: str
    signed_by: tuple[str, ...]
    dissent: tuple[str, ...]
    decided_s: int


class Remedy(msgspec.Struct, frozen=True):
    """What a party undertook, and by when."""

    remedy_id: str
    decision_id: str
    party: str
    words: str
    due_s: int | None
    status: Literal["open", "done", "overdue"] = "open"


class Case(msgspec.Struct, frozen=True):
    """One incident before the commission."""

    case_id: str
    incident_id: str
    findings: tuple[str, ...]
    stage: CaseStage
    outcome: Outcome = "pending"
    replies: tuple[Reply, ...] = ()
    decisions: tuple[Decision, ...] = ()
    remedies: tuple[Remedy, ...] = ()
