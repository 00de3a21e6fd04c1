"""Checkpoints: the text a log signs, which says how many entries it has and what their root is.

Source: c2sp.org/tlog-checkpoint v1.0.0. Proofs do not bind the size of the tree, so the size is only ever taken from
here, after the signature was verified.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

import msgspec

from truceline.model.errors import RecordError
from truceline.record.merkle import HASH_BYTES
from truceline.record.note import (
    MalformedNoteError,
    Note,
    Verified,
    VerifierKey,
    decoded,
    encoded,
    parse,
    sign,
    verify,
    write,
)

if TYPE_CHECKING:
    from truceline.ports import Signer

_LARGEST = 2**63 - 1
_SIZE = re.compile(r"0|[1-9][0-9]{0,18}")


class Checkpoint(msgspec.Struct, frozen=True):
    """A state of a log."""

    origin: str  # which log
    size: int
    root: bytes  # 32 bytes, RFC 6962
    extensions: tuple[str, ...] = ()  # not audited by anybody; we write none

    @property
    def text(self) -> str:
        """The text that is signed."""
        return "".join(f"{line}\n" for line in (self.origin, str(self.size), encoded(self.root), *self.extensions))


class Opened(msgspec.Struct, frozen=True):
    """A checkpoint whose signatures were verified, with those that hold."""

    checkpoint: Checkpoint
    signed_by: tuple[Verified, ...]
    note: Note


def read_text(text: str) -> Checkpoint:
    """Read the text of a note as a checkpoint. Raises MalformedNoteError."""
    origin, *rest = text.removesuffix("\n").split("\n")
    if not text.endswith("\n") or len(rest) < 2 or not origin or not all(rest):
        raise _malformed("it lacks one of its lines: origin, size, root")
    size, root, *extensions = rest
    if not _SIZE.fullmatch(size) or int(size) > _LARGEST:
        raise _malformed(f"{size[:40]!r} is no size of a tree")
    raw = decode_hash(root)
    if raw is None:
        raise _malformed(f"{root[:60]!r} is no root")
    return Checkpoint(origin, int(size), raw, tuple(extensions))


def decode_hash(text: str) -> bytes | None:
    """32 bytes from canonical base64, or null."""
    raw = decoded(text)
    return raw if raw is not None and len(raw) == HASH_BYTES else None


def sign_checkpoint(checkpoint: Checkpoint, signer: Signer) -> bytes:
    """The signed note of `checkpoint`. Call it for a state that is durable, never before."""
    return write(Note(checkpoint.text, (sign(checkpoint.text, signer),)))


def open_checkpoint(data: bytes, origin: str, log: VerifierKey, witnesses: Iterable[VerifierKey] = ()) -> Opened:
    """Read a signed checkpoint of `origin`. Raises RecordError unless `log` signed it and each known line holds.

    A witness's signature alone proves nothing here: the log itself must have signed.
    """
    note = parse(data)
    checkpoint = read_text(note.text)
    if checkpoint.origin != origin:
        raise RecordError(
            f"it is a checkpoint of {checkpoint.origin!r}, not of {origin!r}",
            where="checkpoint",
            advice="Check which record it belongs to.",
        )
    verify(note, (log,))
    return Opened(checkpoint, verify(note, (log, *witnesses)), note)


def _malformed(found: str) -> MalformedNoteError:
    return MalformedNoteError(
        found, where="checkpoint", advice="Ask for it again from whoever made it; do not mend it by hand."
    )
