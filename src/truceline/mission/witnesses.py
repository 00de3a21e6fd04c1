"""The witnesses that a mission names, and what they have signed of its record."""

from __future__ import annotations

from collections.abc import Iterator

from truceline.mission.folder import SETTINGS, Mission
from truceline.mission.signing import log_keys, opened_checkpoint
from truceline.model.agreement import Agreement
from truceline.model.errors import MissionError, RecordError
from truceline.record.checkpoint import Opened
from truceline.record.note import COSIGNATURE, VerifierKey
from truceline.record.standings import Attestation, Trusted, attestation
from truceline.record.witnessing import NEUTRAL
from truceline.stores.named_keys import named_key
from truceline.stores.record import Record


def trusted(mission: Mission, agreement: Agreement | None) -> tuple[Trusted, ...]:
    """The witnesses of mission.toml. Raises MissionError where one could pass for two, or for a side there is not."""
    where = str(mission.folder / SETTINGS)
    sides = set(parties(mission, agreement))
    found: list[Trusted] = []
    for rule in mission.witnesses:
        key = named_key(rule.key, COSIGNATURE, where)
        if rule.side != NEUTRAL and rule.side not in sides:
            raise MissionError(
                f"a witness is named for {rule.side!r}, which is no party of the agreement",
                where=where,
                advice=f"Sides: {', '.join(sorted(sides))}, {NEUTRAL}.",
            )
        if any(key.public == other.key.public for other in found):
            raise MissionError(
                f"the key of {key.name} is named twice",
                where=where,
                advice="One key is one witness: each side needs a key of its own.",
            )
        if rule.url and not rule.url.startswith(("https://", "http://")):
            raise MissionError(
                f"{rule.url!r} is no address of a witness",
                where=where,
                advice='Write url = "https://…", or leave it out.',
            )
        found.append(Trusted(rule.side, key, rule.url))
    return tuple(sorted(found))


def parties(mission: Mission, agreement: Agreement | None) -> tuple[str, ...]:
    """The sides there are: the agreement's parties; without an agreement, those that witnesses are named for."""
    if agreement is not None and agreement.parties:
        return tuple(party.party_id for party in agreement.parties)
    return tuple(sorted({rule.side for rule in mission.witnesses} - {NEUTRAL}))


def checkpoints(record: Record, witnesses: tuple[Trusted, ...]) -> Iterator[Opened]:
    """The record's checkpoints that its own key signed, the largest first. One that does not hold is passed over."""
    keys, theirs = log_keys(record), tuple(one.key for one in witnesses)
    for _, note in reversed(record.checkpoints()):
        try:
            yield opened_checkpoint(record, note, keys, theirs)
        except RecordError:
            continue


def attested(mission: Mission, record: Record, agreement: Agreement | None, size: int) -> Attestation:
    """What the witnesses' signatures say of the state of `size` entries."""
    named = trusted(mission, agreement)
    return attestation(size, checkpoints(record, named), named, parties(mission, agreement))


def seen_by(record: Record, witness: Trusted) -> int:
    """How many entries this witness has signed, as far as the record knows."""
    name = witness.key.name.encode()
    keys = log_keys(record)
    for size, note in reversed(record.checkpoints()):
        if name in note and _signed(record, note, keys, witness.key):
            return size
    return 0


def _signed(record: Record, note: bytes, keys: tuple[VerifierKey, ...], key: VerifierKey) -> bool:
    try:
        return any(one.key == key for one in opened_checkpoint(record, note, keys, (key,)).signed_by)
    except RecordError:
        return False
