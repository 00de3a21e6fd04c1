"""Whether every signed checkpoint of a record is still true of it, and how far the signatures reach."""

from __future__ import annotations

import msgspec

from truceline.mission.folder import Mission
from truceline.mission.signing import log_keys, opened_checkpoint
from truceline.mission.witnesses import attested, trusted
from truceline.model.agreement import Agreement
from truceline.model.errors import RecordError
from truceline.record.checkpoint import Opened
from truceline.record.standings import Attestation
from truceline.stores.record import Record


class Signatures(msgspec.Struct, frozen=True):
    """The newest checkpoint and who signed it."""

    size: int  # entries under it; 0 when nothing was ever signed
    unsigned: int  # newer entries
    checkpoints: int
    log_key: str  # of the record itself; empty when it has none
    attestation: Attestation


def signatures(mission: Mission, record: Record, agreement: Agreement | None) -> Signatures:
    """Check each checkpoint that is kept. Raises RecordError at the first that is not of this very record."""
    keys = log_keys(record)
    theirs = tuple(one.key for one in trusted(mission, agreement))
    kept = record.checkpoints()
    newest = 0
    for size, note in kept:
        opened = opened_checkpoint(record, note, keys, theirs)
        check_note(record, opened)
        newest = max(newest, size)
    return Signatures(
        size=newest,
        unsigned=record.size() - newest,
        checkpoints=len(kept),
        log_key=keys[0].text if keys else "",
        attestation=attested(mission, record, agreement, newest),
    )


def check_note(record: Record, opened: Opened) -> None:
    """Raises RecordError unless the record begins with what this checkpoint says."""
    checkpoint = opened.checkpoint
    if checkpoint.size > record.size():
        raise _cut(f"{checkpoint.size} entries were signed, and here are only {record.size()}")
    if record.tree_head(checkpoint.size).root != checkpoint.root:
        raise _cut(f"its first {checkpoint.size} entries are not those that were signed")


def check_noted(record: Record, note: bytes) -> int:
    """Check a signed note that somebody kept, such as a bulletin's. Returns its size; raises RecordError."""
    opened = opened_checkpoint(record, note, log_keys(record))
    check_note(record, opened)
    return opened.checkpoint.size


def _cut(found: str) -> RecordError:
    return RecordError(
        found,
        where="record",
        advice="It was replaced, cut or rewritten since. Keep that note: it proves so. Restore the newest backup.",
    )
