"""Bytes sealed under a key: authenticated, bound to what they are, readable only whole or not at all.

Each seal draws 24 bytes of chance and derives a key of its own with HMAC-SHA256, so that no nonce can ever meet a key
twice. Segments of 1 MiB follow the STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizár 2015), as in
age-encryption.org/v1: the nonce is the segment's number and whether it is the last, so none can be dropped, moved or
added. Cipher: ChaCha20-Poly1305 (RFC 8439). The context is associated data of every segment.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Iterator
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from truceline.model.errors import RecordError

_SALT_BYTES: Final = 24
_TAG_BYTES: Final = 16
_SEGMENT: Final = 1 << 20


class SealBrokenError(RecordError):
    """Sealed bytes do not open: they were changed, moved from elsewhere, or sealed under another key."""


def seal(key: bytes, plain: bytes, context: bytes) -> bytes:
    """`plain` under `key`, bound to `context`: 40 bytes longer, and 16 more for each further MiB."""
    salt = secrets.token_bytes(_SALT_BYTES)
    cipher = _cipher(key, salt)
    parts = [salt]
    for n, start, last in _segments(len(plain), _SEGMENT):
        parts.append(cipher.encrypt(_nonce(n, last), plain[start : start + _SEGMENT], context))
    return b"".join(parts)


def unseal(key: bytes, sealed: bytes, context: bytes) -> bytes:
    """What was sealed with this key and context. Raises SealBrokenError for anything else."""
    cipher = _cipher(key, sealed[:_SALT_BYTES])
    body = memoryview(sealed)[_SALT_BYTES:]
    try:
        return b"".join(
            cipher.decrypt(_nonce(n, last), bytes(body[start : start + _SEGMENT + _TAG_BYTES]), context)
            for n, start, last in _segments(len(body), _SEGMENT + _TAG_BYTES)
        )
    except InvalidTag as error:
        raise SealBrokenError(
            "sealed bytes do not open: they were changed, or belong elsewhere",
            advice="Restore the file from a backup.",
        ) from error


def _cipher(key: bytes, salt: bytes) -> ChaCha20Poly1305:
    return ChaCha20Poly1305(hmac.digest(key, b"truceline seal 1\n" + salt, hashlib.sha256))


def _segments(size: int, step: int) -> Iterator[tuple[int, int, bool]]:
    """Number, start, and whether it is the last. No bytes are one empty segment."""
    count = max(1, -(-size // step))
    return ((n, n * step, n == count - 1) for n in range(count))


def _nonce(n: int, last: bool) -> bytes:
    return n.to_bytes(11, "big") + bytes((last,))
