"""What is locked in a mission folder, and with which keys: vault, cache and the record's values.

`[policy] encrypt = true` locks what is kept from then on; what was kept before is sealed by `truceline keys reseal`. A
mission that is locked stays so, whatever the setting says later.
"""

from __future__ import annotations

import os
from pathlib import Path

import msgspec

from truceline.mission.folder import Mission
from truceline.mission.stores import evidence_of
from truceline.model.errors import MissionError
from truceline.ports import Clock, Vault
from truceline.stores.cache import FolderCache
from truceline.stores.clock import SystemClock
from truceline.stores.envelope import DATA_KEYS, CacheLock, EntryLock, Envelope, KeyEvent, Use
from truceline.stores.keyring import ContentKeys, keys_folder
from truceline.stores.record import Record

#: what `[policy] encrypt` locks
_LOCKED: tuple[Use, ...] = ("names", "evidence", "cache", "openings")


class KeyLine(msgspec.Struct, frozen=True):
    """What the record keeps of a key: that it is there, never what it is."""

    what: str
    purpose: str
    generation: int
    key_id: str
    at_s: int
    to: str = ""  # whom it was given to


def keyring_of(mission: Mission) -> Path:
    """The folder of keys. Raises MissionError when it lies in the mission: a copy would take the keys along."""
    folder = keys_folder(os.environ)
    if folder.resolve().is_relative_to(mission.folder.resolve()):
        raise MissionError(
            "the folder of keys lies inside the mission, so whoever copies one has both",
            where=str(folder),
            advice="Point TRUCELINE_KEYS to a folder elsewhere, best on a medium of its own.",
        )
    return folder


def envelope_of(mission: Mission, record: Record | None, clock: Clock | None = None) -> Envelope | None:
    """The mission's locks; null where it has none. With a record they can begin, and each new key is an entry of it."""
    path = mission.folder / DATA_KEYS
    if record is None and not path.exists():
        return None
    name = record.origin if record is not None else ""

    def told(event: KeyEvent) -> None:
        if record is None:
            raise MissionError(
                "no key is made outside the record", where=str(path), advice="Run: truceline run MISSION"
            )
        note_key(record, event, clock or SystemClock())

    return Envelope(path, name, ContentKeys(keyring_of(mission), name_in(path) or name), told)


def name_in(path: Path) -> str:
    """The folder of the keyring that a table of data keys names; empty without one."""
    return Envelope.name_of(path) if path.exists() else ""


def note_key(record: Record, event: KeyEvent, clock: Clock, to: str = "") -> None:
    """Put what happened to a key into the record."""
    line = KeyLine(event.what, event.purpose, event.generation, event.key_id, clock.now_s(), to)
    record.append([("key", line)])


def is_locked(mission: Mission) -> bool:
    """Whether what the mission keeps is sealed."""
    envelope = envelope_of(mission, None)
    return envelope is not None and envelope.has("openings")


def has_key(mission: Mission) -> bool:
    """Whether what the record holds can be read here."""
    envelope = envelope_of(mission, None)
    return envelope is None or envelope.can_open("openings")


def lock_record(mission: Mission, record: Record, *, read_only: bool = False) -> None:
    """Put the record's values under lock, where the mission is to be locked or is.

    Without the key no value is read or written (NoKeyError); leaves, tiles and checkpoints are, so that an operator who
    holds no content key can keep the record and have it witnessed.
    """
    if record.is_sealed() and not (mission.folder / DATA_KEYS).exists():
        raise MissionError(
            "the record is locked, and the wrapped data keys are gone",
            where=str(mission.folder / DATA_KEYS),
            advice="Restore that file from a backup of the mission: no other opens what is locked.",
        )
    if not (mission.policy.encrypt and not read_only) and not is_locked(mission):
        return
    envelope = envelope_of(mission, record)
    assert envelope is not None
    if not read_only:
        envelope.begin(*_LOCKED)
    record.keep_under(EntryLock(envelope))


def vault_of(mission: Mission, *, pack_small: bool = False) -> Vault:
    """The mission's evidence, sealed or in the clear; where many come, what is small goes into the folder's pack."""
    envelope = envelope_of(mission, None)
    sealing = envelope if envelope is not None and envelope.has("evidence") else None
    return evidence_of(mission, sealing, pack_small=pack_small)


def cache_of(mission: Mission) -> FolderCache:
    """The cache, sealed or in the clear: what stages return holds what the evidence holds."""
    envelope = envelope_of(mission, None)
    lock = CacheLock(envelope) if envelope is not None and envelope.has("cache") else None
    return FolderCache(mission.cache_path, lock)
