"""Checkpoints of a mission's record: when they are signed, with which key, and when not.

A log that signs two histories can never be believed again, so a checkpoint is only signed when the record continues
all that its key has signed before, as far as anybody can know: the key's own mark says so, and where the record was
moved or restored, the witnesses are asked first.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from truceline.mission.folder import Mission
from truceline.mission.locks import keyring_of
from truceline.model.errors import MissionError, RecordError
from truceline.ports import Signer
from truceline.record.checkpoint import Checkpoint, Opened, open_checkpoint, sign_checkpoint
from truceline.record.note import VerifierKey, key_of, parse_key
from truceline.stores.keyring import load, load_or_make, published_signer
from truceline.stores.record import Record
from truceline.stores.signed_mark import Mark, SignedMark

_LOG = "log"


class KeyLine(msgspec.Struct, frozen=True):
    """What the record keeps of a key of its own: that this one signs its checkpoints from here on."""

    purpose: str
    key: str


class Withheld(msgspec.Struct, frozen=True):
    """Why nothing was signed, and what to do. Work goes on; the newest entries are not signed yet."""

    found: str
    advice: str
    ask_first: bool = False  # the witnesses can settle it


class Signing(msgspec.Struct, frozen=True):
    """A checkpoint that stands, or why there is no new one."""

    note: bytes | None
    withheld: Withheld | None = None


def log_keys(record: Record) -> tuple[VerifierKey, ...]:
    """The keys that the record itself names for its checkpoints, newest first."""
    lines = (msgspec.json.decode(entry.body, type=dict[str, object]) for entry in record.entries("key"))
    return tuple(reversed([parse_key(str(line["key"])) for line in lines if line.get("purpose") == _LOG]))


def opened_checkpoint(
    record: Record, data: bytes, keys: tuple[VerifierKey, ...], witnesses: tuple[VerifierKey, ...] = ()
) -> Opened:
    """A checkpoint of this record that one of its keys signed. Raises RecordError."""
    failure: RecordError | None = None
    for key in keys:
        try:
            return open_checkpoint(data, record.origin, key, witnesses)
        except RecordError as error:
            failure = failure or error
    raise failure or RecordError(
        "the record names no key of its own",
        where="checkpoint",
        advice="A record that was never signed has no checkpoint either: ask where this one comes from.",
    )


def name_key(mission: Mission, record: Record) -> None:
    """Let the record say which key signs it, when it does not yet: the first entry of a new one."""
    if not log_keys(record):
        signer_of(mission, record)


def sign(mission: Mission, record: Record, size: int | None = None, *, confirmed: bool = False) -> Signing:
    """Sign the state of `size` entries (all there are), unless that could be a second history.

    What is signed is on the disk already. `confirmed`: the witnesses were asked and have seen nothing else.
    """
    wanted = record.size() if size is None else size
    if wanted == 0:
        return Signing(None)
    kept = record.checkpoint(wanted)
    if kept is not None and _holds(record, kept):
        return Signing(kept)
    found = signer_of(mission, record)
    if isinstance(found, Withheld):
        return Signing(None, found)
    if not mission.settings.invented:
        try:
            withheld = _remember(mission, record, wanted, confirmed=confirmed)
        except MissionError as error:
            return Signing(None, Withheld(error.found, error.advice))
        if withheld is not None:
            return Signing(None, withheld)
    head = record.tree_head(wanted)
    note = sign_checkpoint(Checkpoint(record.origin, head.size, head.root), found)
    record.keep_checkpoint(head.size, note)
    return Signing(note)


def _remember(mission: Mission, record: Record, wanted: int, *, confirmed: bool) -> Withheld | None:
    """Mark what is about to be signed. Says why not, where that could be a second history."""
    memory = SignedMark(keyring_of(mission), record.origin)
    mark = memory.read()
    withheld = None if mark is None else _forked(record, mark)
    if withheld is not None:
        return withheld
    if mission.witnesses and not confirmed and (mark is None or not memory.is_as_written()):
        return Withheld(
            "the folder of keys was moved or restored since it last signed, and the witnesses may have seen more",
            f"Ask them first: truceline witness ask {mission.folder}",
            ask_first=True,
        )
    largest = record.tree_head(max(wanted, mark.size if mark is not None else 0))
    memory.write(Mark(largest.size, largest.root.hex()))
    return None


def _forked(record: Record, mark: Mark) -> Withheld | None:
    """Whether the record does not continue what its key has signed."""
    if mark.size > record.size():
        return Withheld(
            f"{mark.size} entries of this record were signed, and it has only {record.size()}: it was restored "
            "from an old backup, or cut",
            "Restore the newest backup of truceline.db. If there is none, begin a new mission and take the "
            "evidence in again: what was signed cannot be signed differently.",
        )
    if record.tree_head(mark.size).root.hex() != mark.root:
        return Withheld(
            f"the first {mark.size} entries of this record are not those that were signed",
            "Restore the newest backup of truceline.db, and find out who changed it.",
        )
    return None


def signer_of(mission: Mission, record: Record) -> Signer | Withheld:
    """The key that signs this record; it is named in the record before it signs anything."""
    named = log_keys(record)
    if mission.settings.invented:
        signer: Signer = published_signer(record.origin)
    else:
        try:
            held = load(keyring_of(mission), record.origin)
            if held is None and named:
                return Withheld(
                    f"the key that signs this record is not here: {named[0].text}",
                    "Put it back from your backup of keys, or point TRUCELINE_KEYS at the folder that has it.",
                )
            signer = held or _made(keyring_of(mission), record)
        except MissionError as error:
            return Withheld(error.found, error.advice)
    key = key_of(signer)
    if not named:
        record.append([("key", KeyLine(_LOG, key.text))])
    elif key not in named:
        return Withheld(
            f"the key here is not one that the record names: {key.text}",
            f"Put back the one it names from your backup of keys: {named[0].text}",
        )
    return signer


def _made(keys: Path, record: Record) -> Signer:
    """A new key, which has signed nothing: its mark says so, unless somebody who was quicker has signed with it."""
    signer = load_or_make(keys, record.origin)
    memory = SignedMark(keys, record.origin)
    if memory.read() is None:
        nothing = record.tree_head(0)
        memory.write(Mark(nothing.size, nothing.root.hex()))
    return signer


def _holds(record: Record, data: bytes) -> bool:
    """Whether a kept checkpoint is of this very history and by a key of its own."""
    try:
        checkpoint = opened_checkpoint(record, data, log_keys(record)).checkpoint
    except RecordError:
        return False
    return checkpoint.root == record.tree_head(checkpoint.size).root
