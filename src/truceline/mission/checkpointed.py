"""The checkpoint that a bulletin carries: the state of the record it was made from, and who signed that."""

from __future__ import annotations

from datetime import UTC, datetime

from truceline.mission.folder import Mission
from truceline.mission.signing import log_keys, name_key, sign
from truceline.mission.witnesses import attested, checkpoints, trusted
from truceline.model.agreement import Agreement
from truceline.model.bulletin import PublicCheckpoint, PublicWitness
from truceline.record.checkpoint import Opened
from truceline.record.entry import Entry
from truceline.record.kinds import OF_THE_HOUSE
from truceline.record.note import write
from truceline.record.standings import Standing
from truceline.record.witnessing import NEUTRAL
from truceline.stores.record import Record

#: a bulletin does not rest on what was done with it, so publishing it again gives the same bytes
_NOT_BEHIND = OF_THE_HOUSE | {"release", "approval", "recall", "disclosure"}


def newest_before_release(record: Record) -> Entry | None:
    """The newest entry that a bulletin could rest on."""
    for index in reversed(range(record.size())):
        entry = record.entry(index)
        if entry.kind not in _NOT_BEHIND:
            return entry
    return None


def size_behind(record: Record) -> int:
    """How many entries a bulletin made now would rest on."""
    newest = newest_before_release(record)
    return 0 if newest is None else newest.index + 1


def public_checkpoint(mission: Mission, record: Record, agreement: Agreement | None) -> PublicCheckpoint:
    """The checkpoint of all that a bulletin rests on; where that cannot be signed, the newest one before it."""
    name_key(mission, record)
    size = size_behind(record)
    sign(mission, record, size)
    return checkpoint_of(mission, record, agreement, size)


def checkpoint_of(mission: Mission, record: Record, agreement: Agreement | None, size: int) -> PublicCheckpoint:
    """The newest signed checkpoint of the first `size` entries, and who signed it. Nothing is written."""
    named = trusted(mission, agreement)
    opened = next((one for one in checkpoints(record, named) if one.checkpoint.size <= size), None)
    keys = log_keys(record)
    attestation = attested(mission, record, agreement, opened.checkpoint.size if opened else 0)
    return PublicCheckpoint(
        size=opened.checkpoint.size if opened else 0,
        note=_note(opened),
        unsigned=size - (opened.checkpoint.size if opened else 0),
        log_key=keys[0].text if keys else "",
        grade=attestation.grade,
        witnesses=tuple(
            _public(one, key, agreement)
            for one, key in zip(attestation.standings, (one.key.text for one in named), strict=True)
        ),
    )


def _note(opened: Opened | None) -> str:
    return write(opened.note).decode() if opened else ""


def _public(standing: Standing, key: str, agreement: Agreement | None) -> PublicWitness:
    side = standing.side
    return PublicWitness(
        side=agreement.party_name(side) if agreement and side != NEUTRAL else side,
        neutral=standing.side == NEUTRAL,
        key=key,
        signed=standing.signed,
        last_size=standing.size,
        last_time=None if standing.time_s is None else moment(standing.time_s),
    )


def moment(time_s: int) -> str:
    """A witness's time, to the second, in UTC."""
    return datetime.fromtimestamp(time_s, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
