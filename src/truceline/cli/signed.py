"""Signatures of a record in words: how far they reach, who made them, and who is silent since when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from truceline.mission.signatures import Signatures
    from truceline.record.standings import Standing

_GRADES = {
    "unattested": "Not attested: that takes the neutral witness and one side's.",
    "attested": "Attested: the neutral witness and a side's signed this state.",
    "jointly_attested": "Jointly attested: the neutral witness and every side's signed this state.",
}


def lines_of(signatures: Signatures) -> Iterator[str]:
    """For people."""
    if not signatures.size:
        yield "Nothing is signed yet."
    else:
        newer = f"; {signatures.unsigned} newer ones are not signed yet" if signatures.unsigned else ""
        yield f"The record's own key signed {signatures.size} entries{newer}."
    if signatures.attestation.standings:
        yield _GRADES[signatures.attestation.grade]
    else:
        yield "Nobody else signs: mission.toml names no witness."
    for one in signatures.attestation.standings:
        yield f"  {one.side}: {one.name} {_said(one)}"
    if signatures.log_key:
        yield f"Key of the record: {signatures.log_key}"


def summary_of(signatures: Signatures) -> dict[str, object]:
    """For programs."""
    return {
        "size": signatures.size,
        "unsigned": signatures.unsigned,
        "checkpoints": signatures.checkpoints,
        "log_key": signatures.log_key,
        "grade": signatures.attestation.grade,
        "witnesses": [
            {
                "side": one.side,
                "name": one.name,
                "signed": one.signed,
                "last_size": one.size,
                "last_time": None if one.time_s is None else _at(one.time_s),
            }
            for one in signatures.attestation.standings
        ],
    }


def _said(one: Standing) -> str:
    if one.size is None or one.time_s is None:
        return "has never signed."
    if one.signed:
        return f"signed it at {_at(one.time_s)}."
    return f"is silent since {_at(one.time_s)}: it signed {one.size} entries then."


def _at(time_s: int) -> str:
    return datetime.fromtimestamp(time_s, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
