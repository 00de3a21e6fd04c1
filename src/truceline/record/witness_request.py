"""What is sent to a witness: the size it has seen, a proof from there, and the new checkpoint. c2sp.org/tlog-witness.

The same bytes travel over HTTP and, for a witness without a network, as a file.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from truceline.record.checkpoint import Checkpoint, decode_hash, read_text
from truceline.record.note import MAX_NOTE_BYTES, MalformedNoteError, Note, encoded, parse

#: proofs grow with the logarithm of the size, and sizes end below 2^63
MAX_PROOF_LINES = 63
MAX_REQUEST_BYTES = MAX_NOTE_BYTES + 64 * 64

_OLD = re.compile(rb"old (0|[1-9][0-9]{0,18})")


class WitnessRequest(msgspec.Struct, frozen=True):
    """A request that can be read. Nothing in it has been verified."""

    old_size: int
    proof: tuple[bytes, ...]
    note: Note
    checkpoint: Checkpoint


def write_request(old_size: int, proof: Sequence[bytes], note: bytes) -> bytes:
    """The bytes of a request; `note` is a signed checkpoint."""
    hashes = "".join(f"{encoded(hash_)}\n" for hash_ in proof)
    return f"old {old_size}\n{hashes}\n".encode() + note


def parse_request(data: bytes) -> WitnessRequest:
    """Read a request. Raises MalformedNoteError."""
    if len(data) > MAX_REQUEST_BYTES:
        raise _malformed(f"it has {len(data)} bytes, more than {MAX_REQUEST_BYTES}")
    top, gap, note = data.partition(b"\n\n")
    first, *rows = top.split(b"\n")
    old = _OLD.fullmatch(first)
    if not gap or old is None or int(old[1]) >= 2**63:
        raise _malformed("it does not begin with the size the witness has seen")
    if len(rows) > MAX_PROOF_LINES:
        raise _malformed(f"its proof has more than {MAX_PROOF_LINES} lines")
    proof = tuple(_hash(row) for row in rows)
    parsed = parse(note)
    return WitnessRequest(int(old[1]), proof, parsed, read_text(parsed.text))


def _hash(row: bytes) -> bytes:
    raw = decode_hash(row.decode("latin-1"))
    if raw is None:
        raise _malformed("a line of its proof is no hash")
    return raw


def _malformed(found: str) -> MalformedNoteError:
    return MalformedNoteError(
        found, where="request to a witness", advice="Make it again: truceline witness ask MISSION --files FOLDER"
    )
