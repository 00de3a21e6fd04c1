"""Where each witness stands: what it signed last, and whether it signed the state in question.

A witness that is silent stops nothing and is not passed over either: everybody sees since when.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from truceline.record.checkpoint import Opened
from truceline.record.note import VerifierKey
from truceline.record.witnessing import Grade, grade


class Trusted(msgspec.Struct, frozen=True, order=True):
    """A witness that a mission names: for a party, by its id, or for none of them."""

    side: str
    key: VerifierKey
    url: str = ""


class Standing(msgspec.Struct, frozen=True):
    """What one witness signed. Sizes are null when it never signed anything."""

    side: str
    name: str
    signed: bool  # the state in question
    size: int | None = None  # of the largest state it signed
    time_s: int | None = None  # when it signed that


class Attestation(msgspec.Struct, frozen=True):
    """What the signatures under one state are worth, and where each witness stands."""

    grade: Grade
    standings: tuple[Standing, ...]


def attestation(
    size: int, checkpoints: Iterable[Opened], witnesses: Sequence[Trusted], parties: Iterable[str]
) -> Attestation:
    """What attests the state of `size` entries, from the checkpoints of its record, the largest first.

    Only signatures under that very state count: whoever holds its note alone can check no other.
    """
    newest: dict[VerifierKey, tuple[int, int | None]] = {}
    signers: set[VerifierKey] = set()
    for opened in checkpoints:
        for verified in opened.signed_by:
            newest.setdefault(verified.key, (opened.checkpoint.size, verified.time_s))
            if opened.checkpoint.size == size:
                signers.add(verified.key)
    standings = tuple(
        Standing(one.side, one.key.name, one.key in signers, *newest.get(one.key, (None, None)))
        for one in sorted(witnesses)
    )
    return Attestation(grade((one.side for one in standings if one.signed), parties), standings)
