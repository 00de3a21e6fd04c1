"""Erasure: values and evidence are destroyed for good; the entries that say they were there, and every proof, stand.

The order is the first thing that is written. Whatever a kill leaves undone, the same command finishes.
"""

from __future__ import annotations

import msgspec

from truceline.mission.destroyed import DestructionLine, destructions
from truceline.mission.folder import Mission
from truceline.mission.intake import receipts
from truceline.mission.locks import vault_of
from truceline.mission.signed import NotSigned, Order, check_held, ordered
from truceline.mission.stores import forget_answers
from truceline.mission.tables import KINDS
from truceline.model.errors import UsageError
from truceline.ports import Clock
from truceline.stores.record import Record

#: what a receipt says that could name somebody
_NAMING = ("filename",)


class Erased(msgspec.Struct, frozen=True):
    """What was destroyed."""

    blobs: int
    fields: int
    by: tuple[str, ...]


def erase_evidence(
    mission: Mission, record: Record, sha256: str, why: str, *, signed: bytes | None, alone: str, clock: Clock
) -> Erased | NotSigned:
    """Destroy a piece of evidence: its bytes, its name, and what was read from it. Its receipt stands.

    Answers of stages are read again from what is left, and the secrets that open the rows of earlier tables go with
    the rest, so that nobody can try guesses on a row that rested on it. Raises UsageError for evidence nobody received.
    """
    held = next((r.sha256 for r in receipts(record) if r.sha256.startswith(sha256)), None)
    if held is None or len(sha256) < 8:
        raise UsageError(
            f"no evidence {sha256!r} was received",
            advice="Give its SHA-256, or at least the first eight digits: truceline export MISSION evidence.",
        )
    order: Order | NotSigned
    if held in destructions(record):
        order = Order(destructions(record)[held].by)
    else:
        order = ordered(record, "erase", {"evidence": held, "why": why}, signed, alone)
        if isinstance(order, NotSigned):
            return order
        line = DestructionLine(held, None, (), why, order.by, order.statement, clock.now_s())
        record.append([("destruction", line)])
    gone = 0
    vault = vault_of(mission)
    if vault.has(held):
        vault.drop(held)
        gone = 1
    forget_answers(mission)
    return Erased(gone, _forget(record, held, order.by, why), order.by)


def erase_fields(
    record: Record,
    entry: int,
    fields: tuple[str, ...],
    why: str,
    *,
    signed: bytes | None,
    alone: str,
    clock: Clock,
) -> Erased | NotSigned:
    """Destroy fields of an entry with their salts. Raises UsageError for fields that it does not hold."""
    check_held(record, entry, fields)
    about = {"entry": str(entry), "fields": ",".join(sorted(fields)), "why": why}
    order = ordered(record, "erase", about, signed, alone)
    if isinstance(order, NotSigned):
        return order
    line = DestructionLine(None, entry, tuple(sorted(fields)), why, order.by, order.statement, clock.now_s())
    record.append([("destruction", line)])
    record.erase(entry, fields, by=order.by, why=why)
    return Erased(0, len(fields), order.by)


def _forget(record: Record, sha256: str, by: tuple[str, ...], why: str) -> int:
    """Erase the names in its receipts, and what opens the rows of tables made so far."""
    wanted: list[tuple[int, tuple[str, ...]]] = []
    for entry in record.entries("receipt"):
        if msgspec.json.decode(entry.body)["sha256"] == sha256:
            wanted.append((entry.index, _NAMING))
    wanted += [(entry.index, ("secret",)) for kind in KINDS for entry in record.entries(kind)]
    gone = 0
    for index, fields in wanted:
        left = tuple(name for name in fields if name in record.openings(index))
        if left:
            record.erase(index, left, by=by, why=why)
            gone += len(left)
    return gone
