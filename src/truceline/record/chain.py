"""The hash chain that was the record up to version 0.2: read once, to be taken over."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import msgspec

from truceline.model.errors import RecordError
from truceline.model.ids import canonical_bytes
from truceline.record.kinds import Kind
from truceline.record.leaf import GENESIS


class Link(msgspec.Struct, frozen=True):
    """One entry of the chain. `body` is canonical JSON without floats."""

    seq: int
    kind: Kind
    body: bytes
    prev: str
    hash: str


class TakeoverLine(msgspec.Struct, frozen=True):
    """What the record keeps of a chain taken over: how many entries, and the hash of its last one."""

    entries: int
    head: str


def link_hash(seq: int, kind: Kind, body: bytes, prev: str) -> str:
    """Hash that binds an entry to its place: SHA-256 over 0x00 and the canonical JSON of `{body, kind, prev, seq}`."""
    link = canonical_bytes({"seq": seq, "kind": kind, "body": msgspec.json.decode(body), "prev": prev})
    return hashlib.sha256(b"\x00" + link).hexdigest()


def chained(lines: Iterable[tuple[Kind, bytes]]) -> tuple[str, ...]:
    """The hashes that the chain gave these entries, so that one noted in its days can still be looked for."""
    hashes: list[str] = []
    for seq, (kind, body) in enumerate(lines, start=1):
        hashes.append(link_hash(seq, kind, body, hashes[-1] if hashes else GENESIS))
    return tuple(hashes)


def verify_chain(links: Iterable[Link]) -> str:
    """Walk the chain and return its head. Raises RecordError at the first entry that does not hold."""
    seq, prev = 0, GENESIS
    for link in links:
        where = f"record entry {link.seq}"
        if link.seq != seq + 1:
            raise RecordError(
                f"entry {seq + 1} is missing: the next one is {link.seq}", where=where, advice="Restore the record."
            )
        if link.prev != prev:
            raise RecordError("it does not follow the entry before it", where=where, advice="Restore the record.")
        if link_hash(link.seq, link.kind, link.body, link.prev) != link.hash:
            raise RecordError("its words were changed after it was written", where=where, advice="Restore the record.")
        seq, prev = link.seq, link.hash
    return prev
