"""The record as a hash chain: each entry binds the one before it, so that none can be changed, dropped or moved.

An entry's hash is SHA-256 over 0x00 and the canonical JSON of `{body, kind, prev, seq}`. The chain says *that* the
record was not rewritten since somebody noted its head; it cannot say who wrote it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Literal

import msgspec

from truceline.model.errors import RecordError
from truceline.model.ids import canonical_bytes

Kind = Literal["receipt", "agreement", "stage", "release", "ruling", "incidents"]

#: what stands before the first entry
GENESIS = "0" * 64


class Entry(msgspec.Struct, frozen=True):
    """One line of the record. `body` is canonical JSON without floats."""

    seq: int
    kind: Kind
    body: bytes
    prev: str
    hash: str


def entry_hash(seq: int, kind: Kind, body: bytes, prev: str) -> str:
    """Hash that binds an entry to its place."""
    leaf = canonical_bytes({"seq": seq, "kind": kind, "body": msgspec.json.decode(body), "prev": prev})
    return hashlib.sha256(b"\x00" + leaf).hexdigest()


def next_entry(head: Entry | None, kind: Kind, value: object) -> Entry:
    """The entry that would follow `head`. Raises ValueError when `value` holds a float."""
    seq = head.seq + 1 if head else 1
    prev = head.hash if head else GENESIS
    body = canonical_bytes(value)
    return Entry(seq, kind, body, prev, entry_hash(seq, kind, body, prev))


def verify_chain(entries: Iterable[Entry]) -> str:
    """Walk the chain and return its head. Raises RecordError at the first entry that does not hold."""
    seq, prev = 0, GENESIS
    for entry in entries:
        where = f"record entry {entry.seq}"
        if entry.seq != seq + 1:
            raise RecordError(
                f"entry {seq + 1} is missing: the next one is {entry.seq}", where=where, advice="Restore the record."
            )
        if entry.prev != prev:
            raise RecordError("it does not follow the entry before it", where=where, advice="Restore the record.")
        if entry_hash(entry.seq, entry.kind, entry.body, entry.prev) != entry.hash:
            raise RecordError("its words were changed after it was written", where=where, advice="Restore the record.")
        seq, prev = entry.seq, entry.hash
    return prev
