"""Single fields of an entry, laid open to somebody with the proof that they stand in the record."""

from __future__ import annotations

import msgspec

from truceline.mission.folder import Mission
from truceline.mission.proofs import entry_proof
from truceline.mission.signed import NotSigned, check_held, ordered
from truceline.mission.signing import log_keys, sign
from truceline.model.errors import RecordError
from truceline.ports import Clock
from truceline.record.note import parse_key
from truceline.record.proof import Proof
from truceline.stores.record import Record


class DisclosureLine(msgspec.Struct, frozen=True):
    """What the record keeps of a disclosure: which fields of which entry, to whom, why, on whose order."""

    entry: int
    fields: tuple[str, ...]
    to: str
    why: str
    by: tuple[str, ...]
    statement: str
    at_s: int


def disclose(
    mission: Mission,
    record: Record,
    entry: int,
    fields: tuple[str, ...],
    to: str,
    why: str,
    *,
    signed: bytes | None,
    alone: str,
    clock: Clock,
) -> Proof | NotSigned:
    """The proof that lays open these fields and no others; or, first, the statement that two people must sign.

    Raises UsageError for a field that the entry does not hold (any more).
    """
    check_held(record, entry, fields)
    about = {"entry": str(entry), "fields": ",".join(sorted(fields)), "to": to, "why": why}
    order = ordered(record, "disclose", about, signed, alone)
    if isinstance(order, NotSigned):
        return order
    line = DisclosureLine(entry, tuple(sorted(fields)), to, why, order.by, order.statement, clock.now_s())
    record.append([("disclosure", line)])
    sign(mission, record)
    keys = (*log_keys(record), *(parse_key(rule.key) for rule in mission.witnesses))
    proof = entry_proof(record, keys, entry, sorted(fields))
    if proof is None:
        raise RecordError(
            "no checkpoint covers this entry",
            where=record.where,
            advice="Its signing key is not on this machine: truceline keys list.",
        )
    return proof
