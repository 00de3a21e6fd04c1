"""What is said in a case, as the record keeps it: a case is what its lines add up to, and nothing else.

`office` is what the table of access calls it (monitoring, chair, side_a, side_b); names of people stay in the record.
A line that changes the state of a case says which change it is (`step`), so that of two made at once the first counts.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from truceline.model.case import CaseStage, Ruling, Seat


class Opened(msgspec.Struct, frozen=True, tag_field="line", tag="opened"):
    """Somebody brought an incident: monitors to be looked at, a side before the commission at once."""

    case_id: str
    incident_id: str
    findings: tuple[str, ...]
    stage: Literal["monitoring", "verification"]
    office: str
    who: str
    why: str
    at_s: int
    first_report: str = ""  # the observation that the incident is called after: it leads on when the name has gone


class Moved(msgspec.Struct, frozen=True, tag_field="line", tag="moved"):
    case_id: str
    step: int
    stage: CaseStage
    office: str
    who: str
    why: str
    at_s: int


class Replied(msgspec.Struct, frozen=True, tag_field="line", tag="replied"):
    case_id: str
    party: str
    office: str
    who: str
    words: str
    at_s: int


class Voted(msgspec.Struct, frozen=True, tag_field="line", tag="voted"):
    case_id: str
    seat: Seat
    who: str
    outcome: Ruling
    attributed_to: str | None
    grounds: str
    at_s: int


class Proposed(msgspec.Struct, frozen=True, tag_field="line", tag="proposed"):
    case_id: str
    step: int
    number: int
    outcome: Ruling
    attributed_to: str | None
    grounds: str
    statement: str
    office: str
    who: str
    at_s: int


class Signed(msgspec.Struct, frozen=True, tag_field="line", tag="signed"):
    """A signature under a proposal: a signed note over the statement's exact bytes."""

    case_id: str
    number: int
    note: str
    at_s: int


class Dissented(msgspec.Struct, frozen=True, tag_field="line", tag="dissented"):
    case_id: str
    decision_id: str
    seat: Seat
    who: str
    words: str
    at_s: int


class Undertaken(msgspec.Struct, frozen=True, tag_field="line", tag="undertaken"):
    case_id: str
    step: int
    decision_id: str
    party: str
    words: str
    due_s: int | None
    office: str
    who: str
    at_s: int


class Followed(msgspec.Struct, frozen=True, tag_field="line", tag="followed"):
    case_id: str
    remedy_id: str
    office: str
    who: str
    status: Literal["open", "done"]
    words: str
    at_s: int


Line = Opened | Moved | Replied | Voted | Proposed | Signed | Dissented | Undertaken | Followed
