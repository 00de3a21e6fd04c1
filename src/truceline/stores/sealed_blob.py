"""A piece of evidence under lock, as bytes: a head that says to whoever has the key which it is, then the body.

A keyed hash is its name, wherever it is kept: whoever holds a copy of a report must not find out from names alone that
it is here.
"""

from __future__ import annotations

from typing import Final

from truceline.stores.envelope import Envelope

ENDING: Final = ".sealed"
_HEAD_LENGTH_BYTES: Final = 2
#: no head is longer
HEAD_BYTES: Final = 256


def keyed_name(envelope: Envelope, sha256: str) -> str:
    """The name that the sealed blob is kept under; the same after any rotation of keys."""
    return envelope.tag("names", sha256).hex() + ENDING


def sealed(envelope: Envelope, sha256: str, data: bytes) -> bytes:
    """Head and body of a blob."""
    head = envelope.seal("evidence", bytes.fromhex(sha256), "head", keyed_name(envelope, sha256))
    return len(head).to_bytes(_HEAD_LENGTH_BYTES, "big") + head + envelope.seal("evidence", data, "blob", sha256)


def body_of(envelope: Envelope, whole: bytes, sha256: str) -> bytes:
    """The plain bytes. Raises RecordError where they were changed, NoKeyError without the key."""
    return envelope.open("evidence", whole[_end_of_head(whole) :], "blob", sha256)


def name_in(envelope: Envelope, kept: str, beginning: bytes) -> str:
    """The hash that the head names, of a blob kept under `kept`; its first HEAD_BYTES are enough."""
    head = beginning[_HEAD_LENGTH_BYTES : _end_of_head(beginning)]
    return envelope.open("evidence", head, "head", kept).hex()


def is_of_newest(envelope: Envelope, beginning: bytes) -> bool:
    """Whether it is sealed under the newest data key."""
    return envelope.is_newest("evidence", beginning[_HEAD_LENGTH_BYTES : _end_of_head(beginning)])


def _end_of_head(whole: bytes) -> int:
    return _HEAD_LENGTH_BYTES + int.from_bytes(whole[:_HEAD_LENGTH_BYTES], "big")
