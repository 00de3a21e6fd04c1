"""Receipts to take away: the log's signed promise that an entry stands at its place, and by when all can see it.

Whoever holds one can show an omission with signed words alone: a checkpoint from after the deadline that is too small,
or a proof that another entry stands in that place. `source` and `seq` are the deliverer's own, so that a number that is
missing from a row of receipts shows too. The form is that of a signed note; the idea that of the signed certificate
timestamp and its maximum merge delay (RFC 6962 section 3).
"""

from __future__ import annotations

import base64
from collections.abc import Sequence

import msgspec

from truceline.model.errors import UNREADABLE, RecordError
from truceline.ports import Signer
from truceline.record.canonical import canonical
from truceline.record.checkpoint import decode_hash
from truceline.record.entry import Entry
from truceline.record.merkle import Head, verify_inclusion
from truceline.record.note import MalformedNoteError, Note, VerifierKey, parse, sign, verify, write

#: by then a checkpoint that holds the entry has been shown to the witnesses
MERGE_DELAY_S = 86_400

_FIRST = "truceline receipt/v1"


class Promise(msgspec.Struct, frozen=True):
    """In the log `origin`, entry `index` has this leaf hash: the `seq`-th of its source. Times: UTC epoch seconds."""

    origin: str
    index: int
    leaf: bytes
    source: str
    seq: int
    deadline_s: int

    @property
    def text(self) -> str:
        """The text that is signed, seven lines."""
        leaf, source = base64.b64encode(self.leaf).decode("ascii"), canonical(self.source).decode()
        lines = (_FIRST, self.origin, str(self.index), leaf, source, str(self.seq), str(self.deadline_s))
        return "".join(f"{line}\n" for line in lines)


def promise_of(entry: Entry, origin: str, now_s: int) -> Promise:
    """What is promised of an entry that is on the disk."""
    leaf = entry.read
    return Promise(origin, entry.index, bytes.fromhex(entry.hash), leaf.source, leaf.seq, now_s + MERGE_DELAY_S)


def sign_promise(promise: Promise, signer: Signer) -> bytes:
    """The signed note to give away. Call it for an entry that is durable, never before."""
    return write(Note(promise.text, (sign(promise.text, signer),)))


def open_promise(data: bytes, origin: str, key: VerifierKey) -> Promise:
    """Read a receipt that `key` signed. Raises RecordError unless it is one of this log, to the letter."""
    note = parse(data)
    promise = _read(note.text)
    if promise.text != note.text:
        raise _malformed("it is not written as we write them")
    if promise.origin != origin:
        raise RecordError(
            f"it is a receipt of {promise.origin!r}, not of {origin!r}", where="receipt", advice="Ask that log."
        )
    verify(note, (key,))
    return promise


def is_late(promise: Promise, head: Head, seen_s: int) -> bool:
    """Whether a checkpoint that a witness saw at `seen_s` breaks the promise: the time is over, the entry not in it."""
    return seen_s > promise.deadline_s and head.size <= promise.index


def is_denied(promise: Promise, leaf: bytes, path: Sequence[bytes], head: Head) -> bool:
    """Whether the entry proved to stand in the promised place is another. Raises RecordError when nothing is proved."""
    verify_inclusion(leaf, promise.index, path, head)
    return leaf != promise.leaf


def _read(text: str) -> Promise:
    lines = text.removesuffix("\n").split("\n")
    if len(lines) != 7 or lines[0] != _FIRST:
        raise _malformed("it has not the seven lines of one")
    _, origin, index, leaf, source, seq, deadline_s = lines
    hash_ = decode_hash(leaf)
    try:
        told = msgspec.json.decode(source, type=str)
        if hash_ is None:
            raise ValueError("no hash")
        return Promise(origin, int(index), hash_, told, int(seq), int(deadline_s))
    except (*UNREADABLE, ValueError):
        raise _malformed("one of its lines cannot be read") from None


def _malformed(found: str) -> MalformedNoteError:
    return MalformedNoteError(found, where="receipt", advice="Ask for it again; do not mend it by hand.")
