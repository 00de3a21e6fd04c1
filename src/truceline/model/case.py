"""The commission's case: four separate stages, each with its own state."""

from __future__ import annotations

from typing import Literal

import msgspec

from truceline.model.ids import content_id

CaseStage = Literal["monitoring", "verification", "investigation", "dispute_resolution", "closed"]
Outcome = Literal["violation", "no_violation", "pending", "unable_to_rule"]
#: what somebody can hold; "pending" is where nobody has ruled yet
Ruling = Literal["violation", "no_violation", "unable_to_rule"]
#: who sits in the commission: the two sides alike, and the chair
Seat = Literal["chair", "side_a", "side_b"]


class Reply(msgspec.Struct, frozen=True):
    """A party's answer, part of the record."""

    party: str
    words: str
    replied_s: int


class Vote(msgspec.Struct, frozen=True):
    """What the holder of a seat would decide, and why. The last one of a seat holds."""

    seat: Seat
    outcome: Ruling
    attributed_to: str | None
    grounds: str
    cast_s: int


class Proposal(msgspec.Struct, frozen=True):
    """A decision in the exact words that two people of different offices are asked to sign."""

    number: int  # among all proposals of the mission: it can be decided upon once
    outcome: Ruling
    attributed_to: str | None
    grounds: str
    statement: str  # what is signed, byte for byte
    signed_by: tuple[str, ...]  # offices whose signatures are in the record
    proposed_s: int


class Decision(msgspec.Struct, frozen=True):
    """What the commission decided, signed by people. Only here may an act be attributed."""

    decision_id: str
    case_id: str
    outcome: Outcome
    attributed_to: str | None
    grounds: str
    signed_by: tuple[str, ...]
    dissent: tuple[str, ...]  # seats that had voted otherwise
    decided_s: int


class Dissent(msgspec.Struct, frozen=True):
    """The words of a seat that holds otherwise than a decision."""

    seat: Seat
    decision_id: str
    words: str
    said_s: int


class Remedy(msgspec.Struct, frozen=True):
    """What a party undertook, and by when."""

    remedy_id: str
    decision_id: str
    party: str
    words: str
    due_s: int | None
    status: Literal["open", "done", "overdue"] = "open"


class FollowUp(msgspec.Struct, frozen=True):
    """What somebody says became of a remedy."""

    remedy_id: str
    by: str  # office
    status: Literal["open", "done"]
    words: str
    said_s: int


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
    brought_by: str = ""  # office; empty for a case that nobody has taken up yet
    why: str = ""
    opened_s: int = 0
    moved: tuple[tuple[CaseStage, str, int], ...] = ()  # stage, reason, moment
    votes: tuple[Vote, ...] = ()  # of each seat the last one
    proposals: tuple[Proposal, ...] = ()
    dissents: tuple[Dissent, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    steps: int = 0  # changes of its state so far: of two that are made at once the first one counts


def case_id_of(incident_id: str) -> str:
    """The name of the case of an incident: there is one."""
    return content_id("cas", incident_id)
