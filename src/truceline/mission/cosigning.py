"""Asking witnesses to sign the record: only when somebody says so, and none of them can stop the work by silence.

Each is first asked what it has seen. If that is more than this record holds, or another history, the record was put
back or changed: then nothing is signed any more, whoever else would sign.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import msgspec

from truceline.mission.folder import Mission
from truceline.mission.locks import keyring_of
from truceline.mission.signing import Withheld, log_keys, opened_checkpoint, sign
from truceline.mission.witnesses import seen_by, trusted
from truceline.model.agreement import Agreement
from truceline.model.errors import RecordError
from truceline.ports import Reply, Witness
from truceline.record.checkpoint import Checkpoint, read_text
from truceline.record.note import (
    Note,
    SignatureLine,
    UnsignedNoteError,
    parse,
    parse_line,
    verify_line,
    write,
)
from truceline.record.standings import Trusted
from truceline.record.witness_request import write_request
from truceline.stores.record import Record
from truceline.stores.signed_mark import Mark, SignedMark

Outcome = Literal["signed", "answered", "silent", "refused", "by_files"]
Connect = Callable[[Trusted], Witness]

#: a witness that we are mistaken about tells its size, and is asked once more from there
_TRIES = 2


class Heard(msgspec.Struct, frozen=True):
    """What one witness did."""

    side: str
    name: str
    outcome: Outcome
    found: str = ""


class Asked(msgspec.Struct, frozen=True):
    """The checkpoint the witnesses were asked to sign, and what they did; or why there was none."""

    size: int | None
    heard: tuple[Heard, ...]
    withheld: Withheld | None = None


def ask(
    mission: Mission,
    record: Record,
    agreement: Agreement | None,
    connect: Connect,
    *,
    size: int | None = None,
    anyway: bool = False,
) -> Asked:
    """Ask every witness that has an address to sign the state of `size` entries (all there are).

    Raises RecordError when a witness shows a history that this record's key signed and this record does not hold.
    `anyway`: sign even though the keys were moved and not every witness could say what it has seen.
    """
    named = trusted(mission, agreement)
    near = tuple(one for one in named if one.url)
    agreeing = [one for one in near if _agrees(mission, record, one, connect(one))]
    signing = sign(mission, record, size, confirmed=anyway or (bool(near) and len(agreeing) == len(near)))
    if signing.note is None:
        return Asked(None, tuple(_only_reached(one, agreeing) for one in named), signing.withheld)
    note = parse(signing.note)
    checkpoint = read_text(note.text)
    heard: list[Heard] = []
    for one in named:
        if not one.url:
            heard.append(Heard(one.side, one.key.name, "by_files"))
            continue
        answer = _ask_one(record, one, connect(one), note, checkpoint)
        if isinstance(answer, SignatureLine):
            note = _with_newest(note, answer)
            record.keep_checkpoint(checkpoint.size, write(note))
            heard.append(Heard(one.side, one.key.name, "signed"))
        else:
            heard.append(answer)
    return Asked(checkpoint.size, tuple(heard))


def take(mission: Mission, record: Record, agreement: Agreement | None, answer: bytes, name: str = "") -> Heard | bytes:
    """Take the answer of a witness that was asked by a file.

    A cosignature is kept with the checkpoint it is under. When the answer is a size, the request from there is
    returned: `name` says whose answer it is. Raises RecordError for anything else.
    """
    named = trusted(mission, agreement)
    seen = _size(answer)
    if seen is not None:
        one = next((one for one in named if one.key.name == name), None)
        if one is None:
            raise _unreadable(f"it is a size, and nobody says whose ({name or 'no name'})")
        return request_from(record, seen)
    for line in _lines(answer):
        for one in named:
            if (line.name, line.key_id) == (one.key.name, one.key.key_id) and _kept(record, one, line):
                return Heard(one.side, one.key.name, "signed")
    raise _unreadable("it bears no signature of a witness of this mission under a checkpoint of this record")


def requests(mission: Mission, record: Record, agreement: Agreement | None) -> dict[str, bytes]:
    """For each witness without an address, by its name: the request for the newest checkpoint."""
    return {
        one.key.name: request_from(record, seen_by(record, one)) for one in trusted(mission, agreement) if not one.url
    }


def request_from(record: Record, old_size: int) -> bytes:
    """A request for the newest checkpoint to a witness that has seen `old_size` entries. Raises RecordError."""
    note = record.checkpoint()
    if note is None:
        raise RecordError("nothing of this record is signed yet", advice="Run: truceline witness ask MISSION")
    size = read_text(parse(note).text).size
    if old_size > size:
        raise _ahead(f"a witness says that it has signed {old_size} entries, and the newest checkpoint has {size}")
    return write_request(old_size, record.consistency(old_size, size), note)


def _agrees(mission: Mission, record: Record, one: Trusted, link: Witness) -> bool:
    """Whether a witness could be reached and has seen nothing but what this record holds."""
    reply = link.checkpoint(record.origin)
    if reply.status == 404:
        return seen_by(record, one) == 0
    if reply.status != 200:
        return False
    try:
        opened = opened_checkpoint(record, reply.body, log_keys(record), (one.key,))
    except RecordError:
        return False
    theirs = opened.checkpoint
    if theirs.size <= record.size() and record.tree_head(theirs.size).root == theirs.root:
        return True
    _note_for_good(mission, record, theirs)
    words = "another history" if theirs.size <= record.size() else "more of it"
    raise _ahead(
        f"{one.key.name} has signed {words}: {theirs.size} entries, and this record's own key had signed them before; "
        f"here are {record.size()}"
    )


def _note_for_good(mission: Mission, record: Record, theirs: Checkpoint) -> None:
    """From now on nothing is signed here that does not hold what was signed there."""
    if not mission.settings.invented:
        SignedMark(keyring_of(mission), record.origin).write(Mark(theirs.size, theirs.root.hex()))


def _ask_one(record: Record, one: Trusted, link: Witness, note: Note, checkpoint: Checkpoint) -> SignatureLine | Heard:
    old = min(seen_by(record, one), checkpoint.size)
    for _ in range(_TRIES):
        reply = link.add_checkpoint(write_request(old, record.consistency(old, checkpoint.size), write(note)))
        if reply.status == 200:
            return _signature(reply.body, note, one)
        if reply.status != 409:
            return _not_signed(one, reply)
        size = _size(reply.body)
        if size is None or size > checkpoint.size:
            return Heard(one.side, one.key.name, "refused", f"it says it has signed {reply.body[:20]!r} entries")
        old = size
    return Heard(one.side, one.key.name, "refused", "it says something else each time about what it has signed")


def _signature(body: bytes, note: Note, one: Trusted) -> SignatureLine | Heard:
    try:
        for line in _lines(body):
            if (line.name, line.key_id) == (one.key.name, one.key.key_id):
                verify_line(note.text, line, one.key)
                return line
    except RecordError as error:
        return Heard(one.side, one.key.name, "refused", f"its answer is worth nothing: {error.found}")
    return Heard(one.side, one.key.name, "refused", "its answer bears no signature by its key")


def _not_signed(one: Trusted, reply: Reply) -> Heard:
    if reply.status is None:
        return Heard(one.side, one.key.name, "silent", reply.silence)
    words = reply.body[:200].decode("utf-8", "replace").strip()
    return Heard(one.side, one.key.name, "refused", f"status {reply.status}: {words}")


def _only_reached(one: Trusted, agreeing: list[Trusted]) -> Heard:
    """What a witness did while there was nothing to sign."""
    outcome: Outcome = "answered" if one in agreeing else "silent" if one.url else "by_files"
    return Heard(one.side, one.key.name, outcome)


def _kept(record: Record, one: Trusted, line: SignatureLine) -> bool:
    """Put a cosignature under the checkpoint that it is a signature of; whether there is one."""
    for size, data in reversed(record.checkpoints()):
        note = parse(data)
        try:
            verify_line(note.text, line, one.key)
        except UnsignedNoteError:
            continue
        record.keep_checkpoint(size, write(_with_newest(note, line)))
        return True
    return False


def _with_newest(note: Note, line: SignatureLine) -> Note:
    """A witness that signs again replaces what it signed before."""
    others = (held for held in note.lines if (held.name, held.key_id) != (line.name, line.key_id))
    return Note(note.text, (*others, line))


def _lines(body: bytes) -> tuple[SignatureLine, ...]:
    rows = body.decode("utf-8", "replace").removesuffix("\n").split("\n")
    return tuple(parse_line(row) for row in rows[:100])


def _size(body: bytes) -> int | None:
    words = body.strip()
    return int(words) if words.isdigit() and len(words) < 20 else None


def _unreadable(found: str) -> RecordError:
    return RecordError(
        found, where="answer of a witness", advice="Take the file that truceline witness sign wrote, unchanged."
    )


def _ahead(found: str) -> RecordError:
    return RecordError(
        found,
        where="witness",
        advice="This record was restored from an old backup, or changed. Sign nothing. Restore the newest backup of "
        "truceline.db; if there is none, begin a new mission and take the evidence in again.",
    )
