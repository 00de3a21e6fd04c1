"""Suspend and evacuate: export everything to people's public keys, verify the copy, seal the record, then wipe.

Each step is durable before the next begins, and `sealing.json` says how far it came: after a kill the same command goes
on. Nothing is wiped before a copy was written, read back from the disk and compared. The keys go first: once they are
gone, what a locked mission leaves on a disk is noise. For a mission that was never locked, overwriting promises little
on flash disks and on file systems that copy on write; `stores.files.wipe_file` says what it cannot do.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final, Literal

import msgspec

from truceline.mission.asking import Asker, require
from truceline.mission.folder import SEALED, SEALING, Mission
from truceline.mission.intake import evidence_digest, receipts
from truceline.mission.locks import keyring_of
from truceline.mission.signed import NotSigned, need_order, ordered
from truceline.mission.signing import sign
from truceline.mission.view_place import forget_memory
from truceline.model.errors import MissionError, RecordError, UsageError
from truceline.model.ids import sha256_hex
from truceline.ports import Clock
from truceline.stores.age import recipient_key
from truceline.stores.evacuation import Member, free_bytes, read_copy, sha256_of_file, write_copy
from truceline.stores.files import make_folder, read_bytes, remove_tree, sync_folder, wipe_file, write_atomic
from truceline.stores.key_file import in_the_clear, kind_and_name, read_key
from truceline.stores.keyring import folder_name, keys_folder, restore_key
from truceline.stores.passphrase import passphrase_for
from truceline.stores.record import Record

#: what is made anew, or belongs to this machine
_NOT_COPIED: Final = frozenset({"cache", ".lock", ".desk.lock", SEALING})
_FILES: Final = "mission"
_KEYS: Final = "keys"
_CODE_DIGITS: Final = 24

_HOW_TO_SIGN: Final = "truceline access seal MISSION age1… -o seal.note, sign it twice, then --statement seal.note"

Stage = Literal["begun", "copied", "wiping"]


class SealLine(msgspec.Struct, frozen=True):
    """What the record keeps: the last entry of a record that was evacuated says to whom."""

    what: Literal["begun", "given up", "opened"]
    who: str
    recipients: tuple[str, ...]
    evidence_digest: str
    at_s: int


class Sealing(msgspec.Struct, frozen=True):
    """How far the sealing of a mission came."""

    stage: Stage
    to: str
    recipients: tuple[str, ...]
    keys: str  # the mission's folder of keys on this machine
    began_s: int
    who: str
    wait: bool = False  # for a recipient's confirmation, before anything is wiped
    checkpoint: str = ""  # signed note over the whole record, where the signing key was here
    copy_sha256: str = ""
    code_sha256: str = ""  # of the code that only a recipient can read in the copy
    files: int = 0
    size_bytes: int = 0


class Plan(msgspec.Struct, frozen=True):
    """What would be copied and wiped."""

    files: tuple[Path, ...]
    keys: tuple[Path, ...]
    size_bytes: int


def state_of(folder: Path) -> Sealing | None:
    """How far the sealing of this folder came; null where none was begun."""
    path = folder / SEALING
    return msgspec.json.decode(read_bytes(path), type=Sealing) if path.exists() else None


def plan(mission: Mission, keys: Path) -> Plan:
    """The files that would go into the copy, and the key files."""
    files = tuple(
        path
        for path in sorted(mission.folder.rglob("*"))
        if path.is_file() and path.relative_to(mission.folder).parts[0] not in _NOT_COPIED
    )
    own = tuple(sorted(keys.glob("*.key"))) if keys.is_dir() else ()
    return Plan(files, own, sum(path.stat().st_size for path in (*files, *own)))


def begin(
    mission: Mission,
    record: Record,
    who: Asker,
    to: Path,
    recipients: Sequence[str],
    clock: Clock,
    statement: bytes | None,
    *,
    wait: bool = False,
) -> Sealing:
    """Note that the mission is being sealed. From here on only this command works in it.

    Raises UsageError for a target inside the mission or on a full disk, InputError for a mistyped recipient; in a
    mission with roles RecordError without two signatures.
    """
    to = to.resolve()
    for text in recipients:
        recipient_key(text)
    if not recipients:
        raise UsageError(
            "nobody could open the copy", advice="Name a recipient: --recipient age1…, at least two people."
        )
    if to.is_relative_to(mission.folder.resolve()) or to.exists():
        raise UsageError(f"{to} is inside the mission or there already", advice="Name a new file on another disk.")
    require(record, who, "seal", "record", "held", clock)
    need_order(record, "seal", statement_about(recipients), statement, _HOW_TO_SIGN)
    keys = keyring_of(mission) / folder_name(record.origin)
    wanted = plan(mission, keys).size_bytes
    if free_bytes(to.parent) < wanted * 1.1 + (1 << 20):
        raise UsageError(f"{to.parent} has no room for {wanted} bytes", advice="Name a file on a larger disk.")
    state = Sealing("begun", str(to), tuple(recipients), str(keys), clock.now_s(), who.name, wait)
    _keep(mission.folder, state)
    return state


def waits_for_signatures(record: Record, recipients: Sequence[str], statement: bytes | None) -> bool:
    """Whether this mission would refuse to be sealed to these people until two of it have signed for that."""
    return isinstance(ordered(record, "seal", statement_about(recipients), statement, alone=""), NotSigned)


def enter(mission: Mission, record: Record, state: Sealing) -> Sealing:
    """Close the record: its last entry says to whom it goes, and a checkpoint is signed where the key is here."""
    held = evidence_digest(receipts(record))
    line = SealLine("begun", state.who, state.recipients, held, state.began_s)
    if line not in [msgspec.json.decode(entry.body, type=SealLine) for entry in record.entries("seal")]:
        record.append([("seal", line)])
    note = sign(mission, record).note
    return state if note is None else msgspec.structs.replace(state, checkpoint=note.decode())


def copy(mission: Mission, state: Sealing) -> Sealing:
    """Write the copy and read it back. The state keeps the hash of the code by which a recipient confirms it.

    The record must be closed, with its write-ahead log emptied, by whoever calls.
    """
    keys = Path(state.keys)
    found = plan(mission, keys)
    members = [
        Member(f"{_FILES}/{path.relative_to(mission.folder).as_posix()}", path)
        for path in found.files
        if not path.name.startswith("truceline.db-")  # emptied into truceline.db before
    ]
    members += [Member(f"{_KEYS}/{path.name}", _key_for_copy(path)) for path in found.keys]
    written = write_copy(Path(state.to), members, state.recipients)
    code = written.manifest_sha256[:_CODE_DIGITS]
    done = msgspec.structs.replace(
        state,
        stage="copied",
        copy_sha256=written.sha256,
        code_sha256=sha256_hex(code.encode()),
        files=written.files,
        size_bytes=written.size_bytes,
    )
    _keep(mission.folder, done)
    return done


def confirm(state: Sealing, code: str) -> None:
    """Raises UsageError unless this is the code that a recipient read in the copy."""
    if sha256_hex(code.strip().lower().encode()) != state.code_sha256:
        raise UsageError(
            "this is not the code of the copy",
            advice="A recipient gets it with: truceline seal open FILE --as NAME --check",
        )


def wipe(folder: Path, state: Sealing) -> int:
    """Destroy the keys, then the mission. Returns how many files. What stays says where the copy is, and its hash.

    Raises RecordError, before anything is touched, when the copy is no longer what was verified.
    """
    if state.stage == "copied":
        to = Path(state.to)
        if not to.exists() or sha256_of_file(to) != state.copy_sha256:
            raise RecordError(
                "the copy is not there, or was changed since it was verified",
                where=state.to,
                advice="Nothing was wiped. Give up with --give-up, then seal again.",
            )
        state = msgspec.structs.replace(state, stage="wiping")
        _keep(folder, state)
    keys = Path(state.keys)
    if keys.parent.resolve() != keys_folder(os.environ).resolve():
        raise MissionError(
            "the keys of this mission are not in the folder of keys of this shell",
            where=state.keys,
            advice="Set TRUCELINE_KEYS as it was when the sealing began, then run the same command.",
        )
    done = remove_tree(keys)
    forget_memory(folder)
    order = ("data-keys.json", "positions.db", "truceline.db", "truceline.db-wal", "truceline.db-shm")
    for name in order:
        if (folder / name).exists():
            wipe_file(folder / name)
            done += 1
    for path in sorted(folder.iterdir()):
        if path.is_dir():
            done += remove_tree(path)
        elif path.name not in (SEALING, SEALED, ".lock"):
            wipe_file(path)
            done += 1
    write_atomic(folder / SEALED, msgspec.json.format(msgspec.json.encode(state)))
    wipe_file(folder / SEALING)
    return done


def give_up(mission: Mission, record: Record, state: Sealing, who: Asker, clock: Clock) -> None:
    """Go back to work. The record says that the sealing was given up; a copy that was written stays where it is.

    Raises UsageError once the wiping has begun.
    """
    if state.stage == "wiping":
        raise UsageError("the wiping has begun, and keys are gone", advice="Run the same command to its end.")
    line = SealLine("given up", who.name, state.recipients, evidence_digest(receipts(record)), clock.now_s())
    record.append([("seal", line)])
    (mission.folder / SEALING).unlink()
    sync_folder(mission.folder)


def open_copy(file: Path, secret: bytes, into: Path | None, keyring: Path) -> tuple[str, int]:
    """Open a copy: files into a new folder, keys into the keyring. Returns the code of the copy and how many files.

    Without `into` all is checked and nothing is written. Raises NotARecipientError, RecordError; UsageError where there
    is something already.
    """
    if into is None:
        manifest, listed = read_copy(file, [secret], None)
        return manifest[:_CODE_DIGITS], len(listed)
    if into.exists():
        raise UsageError(f"{into} is there already", advice="Name a new folder.")
    part = into.with_name(f".{into.name}.part")
    remove_tree(part)
    make_folder(part)
    manifest, listed = read_copy(file, [secret], part)
    make_folder(part / _FILES)
    for path in sorted((part / _KEYS).glob("*.key")):
        restore_key(read_bytes(path), keyring)
    remove_tree(part / _KEYS)
    (part / _FILES).replace(into)
    remove_tree(part)
    sync_folder(into.parent)
    return manifest[:_CODE_DIGITS], len(listed)


def note_opened(record: Record, who: str, clock: Clock) -> None:
    """Enter that an evacuated mission goes on."""
    record.append([("seal", SealLine("opened", who, (), evidence_digest(receipts(record)), clock.now_s()))])


def statement_about(recipients: Sequence[str]) -> dict[str, str]:
    """The lines of a statement that allows a sealing: to whom. It can be signed long before it is needed."""
    return {f"recipient_{n}": text for n, text in enumerate(sorted(recipients), 1)}


def _key_for_copy(path: Path) -> bytes:
    """A key of the mission without its passphrase: the copy itself is what protects it."""
    kind, name = kind_and_name(path)
    key = read_key(path, kind, name, passphrase_for)
    if key is None:
        raise MissionError("a key went away meanwhile", where=str(path), advice="Run the same command again.")
    return in_the_clear(key)


def _keep(folder: Path, state: Sealing) -> None:
    write_atomic(folder / SEALING, msgspec.json.format(msgspec.json.encode(state)))
