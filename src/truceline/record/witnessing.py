"""What a witness decides, and what the signatures of several witnesses are worth together.

A witness has one duty: never to sign two histories of one record. It keeps the largest state it has signed and signs
another only when that one is proven to begin with it (c2sp.org/tlog-witness). Each side of an agreement and a neutral
body run one; so that nobody has a veto, the neutral one and any one side already *attest*, and all together attest
*jointly*. The sides are alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

import msgspec

from truceline.model.errors import RecordError
from truceline.record.merkle import EMPTY_ROOT, Head, TreeHead, verify_consistency
from truceline.record.note import UnsignedNoteError, VerifierKey, verify
from truceline.record.witness_request import WitnessRequest

#: what stands for the witness that belongs to no side
NEUTRAL = "neutral"

#: before its first signature a witness has seen the empty record, with which every other one begins
NOTHING_SEEN = TreeHead(0, EMPTY_ROOT)

Reason = Literal["malformed", "unknown_log", "not_signed", "smaller_than_old", "other_size", "inconsistent"]
Grade = Literal["unattested", "attested", "jointly_attested"]


class Refusal(msgspec.Struct, frozen=True):
    """Why a witness does not sign. `size` is what it has seen, when the other side is mistaken about that."""

    reason: Reason
    found: str
    size: int | None = None

    @property
    def is_evidence(self) -> bool:
        """Whether the log signed something that does not fit what it signed before."""
        return self.reason == "inconsistent"


def admit(request: WitnessRequest, logs: Mapping[str, tuple[VerifierKey, ...]]) -> Refusal | None:
    """Whether the checkpoint is one that a known log signed. Null: it is."""
    keys = logs.get(request.checkpoint.origin)
    if keys is None:
        return Refusal("unknown_log", f"this witness does not know the log {request.checkpoint.origin!r}")
    try:
        verify(request.note, keys)
    except UnsignedNoteError as error:
        return Refusal("not_signed", error.found)
    return None


def judge(request: WitnessRequest, seen: Head) -> Refusal | None:
    """Whether a checkpoint that was admitted continues what this witness has `seen` of that log. Null: sign it.

    Call it, and keep the new state, in one step that no other request can come between.
    """
    checkpoint = request.checkpoint
    if request.old_size > checkpoint.size:
        return Refusal(
            "smaller_than_old", f"it has {checkpoint.size} entries, fewer than the {request.old_size} before"
        )
    if request.old_size != seen.size:
        return Refusal("other_size", f"this witness has signed {seen.size} entries of this log", seen.size)
    try:
        verify_consistency(seen, checkpoint, request.proof)
    except RecordError as error:
        return Refusal("inconsistent", error.found)
    return None


def grade(signed: Iterable[str], parties: Iterable[str]) -> Grade:
    """What it means that the witnesses of these sides signed one state. `parties` are the sides there are.

    Attested: the neutral witness and any one side. Jointly attested: the neutral witness and every side.
    """
    have, sides = set(signed), set(parties) - {NEUTRAL}
    if NEUTRAL not in have or not have & sides:
        return "unattested"
    return "jointly_attested" if sides <= have and len(sides) > 1 else "attested"
