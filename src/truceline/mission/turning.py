"""Turning keys: a new key for a purpose, and sealing anew what an old one has sealed."""

from __future__ import annotations

from pathlib import Path

from truceline.mission.asking import Asker, require
from truceline.mission.code_lock import resealed
from truceline.mission.folder import Mission
from truceline.mission.locks import envelope_of, is_locked, keyring_of, note_key
from truceline.mission.signed import need_order
from truceline.mission.stores import accounts_of, forget_answers, locked_evidence_of
from truceline.model.errors import MissionError, UsageError
from truceline.ports import Clock
from truceline.stores.age import open_with, recipient_key, sealed
from truceline.stores.envelope import Envelope, KeyEvent
from truceline.stores.files import remove_tree
from truceline.stores.key_file import read_key
from truceline.stores.keyring import ContentKeys, key_file, restore_key
from truceline.stores.passphrase import passphrase_for
from truceline.stores.positions import FILE, PositionStore
from truceline.stores.record import Record

_HOW_TO_SIGN = (
    "truceline access turn MISSION PURPOSE [--to age1…] -o turn.note, sign it twice, then --statement turn.note"
)


def rotate(
    mission: Mission,
    record: Record,
    who: Asker,
    purpose: str,
    clock: Clock,
    statement: bytes | None,
    passphrase: bytes | None = None,
) -> KeyEvent:
    """A new key for this purpose. In a mission with roles, two people have signed for it.

    Raises UsageError for a purpose that has no key; RecordError or RefusedError without the signatures.
    """
    envelope = _envelope(mission, record, clock)
    if purpose not in envelope.generations:
        known = ", ".join(sorted(envelope.generations)) or "none yet: they are made when they are first needed"
        raise UsageError(f"there is no key of {purpose!r}", advice=f"Keys of this mission: {known}.")
    require(record, who, "add", "key", "held", clock)
    need_order(record, "keys", statement_about(purpose), statement, _HOW_TO_SIGN)
    return envelope.rotate(purpose, passphrase)


def reseal(mission: Mission, record: Record, clock: Clock) -> int:
    """Seal anew whatever lies in the clear or under an older data key, then drop those keys. Returns how many objects.

    Copies that somebody took before open no longer with the keys that are left. Safe to kill and to repeat.
    """
    envelope = _envelope(mission, record, clock)
    done = 0
    dropped: frozenset[str] = frozenset()
    if is_locked(mission):
        done += sum(vault.reseal() for vault in locked_evidence_of(mission, envelope))
        done += record.reseal()
        remove_tree(mission.cache_path)  # it comes back identical, sealed
        forget_answers(mission)
        dropped |= envelope.old_keys("evidence") | envelope.old_keys("openings") | envelope.old_keys("cache")
    if (mission.folder / FILE).exists():
        store = PositionStore(mission.folder / FILE, envelope)
        done += store.reseal()
        store.close()
        dropped |= envelope.old_keys("positions") | envelope.old_keys("identity")
    if envelope.has("codes"):
        done += _reseal_codes(mission, envelope)
        dropped |= envelope.old_keys("codes")
    envelope.forget(dropped)
    return done


def _reseal_codes(mission: Mission, envelope: Envelope) -> int:
    """Secrets of sign-in codes, while people sign in. Whoever gets another phone meanwhile has it under the new key."""
    accounts = accounts_of(mission)
    try:
        return sum(
            accounts.reseal_secret(one.name, one.secret, resealed(envelope, one.name, one.secret))
            for one in accounts.accounts()
            if one.secret
        )
    finally:
        accounts.close()


def destroy_old(mission: Mission, record: Record, clock: Clock) -> tuple[KeyEvent, ...]:
    """Destroy the key files of earlier generations. Backups made before the rotation open no longer."""
    envelope = _envelope(mission, record, clock)
    keys = ContentKeys(keyring_of(mission), envelope.name)
    gone = []
    for purpose, current in envelope.generations.items():
        for generation in keys.generations(purpose):
            if generation < current:
                key_id = keys.get(purpose, generation).key_id
                keys.destroy(purpose, generation)
                gone.append(KeyEvent("destroyed", purpose, generation, key_id))
    return tuple(gone)


def share(
    mission: Mission,
    record: Record,
    who: Asker,
    purpose: str,
    recipient: str,
    clock: Clock,
    statement: bytes | None,
) -> bytes:
    """The key that wraps this purpose's data keys, sealed to one person. That it was given is an entry of the record.

    In a mission with roles, two people have signed for it. Raises RefusedError, RecordError; NoKeyError where the key
    is not here.
    """
    require(record, who, "add", "key", "held", clock)
    envelope = _envelope(mission, record, clock)
    generation = envelope.generations.get(purpose)
    if generation is None:
        raise UsageError(f"there is no key of {purpose!r} yet", advice="It is made when it is first needed.")
    keys = ContentKeys(keyring_of(mission), envelope.name)
    recipient_key(recipient)
    need_order(record, "keys", statement_about(purpose, recipient), statement, _HOW_TO_SIGN)
    key = keys.get(purpose, generation)
    note_key(record, KeyEvent("shared", purpose, generation, key.key_id), clock, to=recipient)
    return sealed(keys.file_in_the_clear(purpose, generation), [recipient])


def take(file: Path, name: str, keyring: Path) -> Path:
    """Put a shared key into the keyring. Returns its file. Raises NotARecipientError for somebody else's."""
    own = read_key(key_file(keyring, name, "opening"), "opening", name, passphrase_for)
    if own is None:
        raise MissionError(f"the opening key of {name} is not here", where=str(keyring), advice="Bring it.")
    with file.open("rb") as source:
        text = b"".join(open_with(source, [own.secret], str(file)))
    return restore_key(text, keyring)


def statement_about(purpose: str, recipient: str | None = None) -> dict[str, str]:
    """The lines of a statement that allows a rotation, or giving the key to one person."""
    return {"purpose": purpose} | ({} if recipient is None else {"to": recipient})


def _envelope(mission: Mission, record: Record, clock: Clock) -> Envelope:
    envelope = envelope_of(mission, record, clock)
    assert envelope is not None  # a record was given
    return envelope
