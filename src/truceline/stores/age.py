"""Files sealed to people: age-encryption.org/v1 with X25519 recipients, so that any age tool opens them too.

The file key is wrapped for each recipient's public key; the payload is ChaCha20-Poly1305 in chunks of 64 KiB (STREAM).
Nobody can read a file without the secret key of one of its recipients, whoever wrote it included.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from collections.abc import Iterator, Sequence
from typing import BinaryIO, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from truceline.model.errors import InputError, RecordError
from truceline.stores import bech32

_VERSION: Final = b"age-encryption.org/v1"
_X25519: Final = b"age-encryption.org/v1/X25519"
_FILE_KEY_BYTES: Final = 16
_NONCE_BYTES: Final = 16
_CHUNK: Final = 64 * 1024
_TAG: Final = 16
_LINE: Final = 64
_MAX_HEADER: Final = 64 * 1024


class NotARecipientError(InputError):
    """None of the keys at hand opens this file."""


def recipient_of(secret: bytes) -> str:
    """The public name of an X25519 key: `age1…`."""
    public = X25519PrivateKey.from_private_bytes(secret).public_key().public_bytes_raw()
    return bech32.encode("age", public)


def recipient_key(text: str) -> bytes:
    """The public key in `age1…`. Raises InputError for anything else."""
    try:
        public = bech32.decode("age", text.strip())
        if len(public) != 32:
            raise ValueError("it is not 32 bytes")
    except ValueError as error:
        raise InputError(
            f"{text!r} is not the public key of a recipient: {error}",
            advice="It begins with age1; its holder gets it with: truceline keys make NAME --opening",
        ) from error
    return public


class Writer:
    """Seals what is written to it. `close` ends the file; without it the file does not open."""

    def __init__(self, out: BinaryIO, recipients: Sequence[str], file_key: bytes | None = None) -> None:
        self._out = out
        key = file_key or new_file_key()
        header = _header(key, [recipient_key(text) for text in recipients])
        nonce = secrets.token_bytes(_NONCE_BYTES)
        out.write(header + nonce)
        self._cipher = ChaCha20Poly1305(_hkdf(key, nonce, b"payload"))
        self._held = bytearray()
        self._count = 0

    def write(self, data: bytes) -> int:
        self._held += data
        while len(self._held) > _CHUNK:
            self._emit(bytes(self._held[:_CHUNK]), last=False)
            del self._held[:_CHUNK]
        return len(data)

    def close(self) -> None:
        self._emit(bytes(self._held), last=True)
        self._held.clear()

    def _emit(self, chunk: bytes, *, last: bool) -> None:
        self._out.write(self._cipher.encrypt(_nonce(self._count, last), chunk, None))
        self._count += 1


def new_file_key() -> bytes:
    """A fresh key for one file."""
    return secrets.token_bytes(_FILE_KEY_BYTES)


def open_with(source: BinaryIO, identities: Sequence[bytes], where: str) -> Iterator[bytes]:
    """The plain bytes, chunk by chunk, for the holder of one of these X25519 secrets.

    Raises NotARecipientError without one; RecordError, at the chunk, when the file was changed or is broken off.
    """
    stanzas, mac, covered = _read_header(source, where)
    for secret in identities:
        for share, body in stanzas:
            key = _unwrap(secret, share, body)
            if key is not None:
                if not hmac.compare_digest(mac, _mac(key, covered)):
                    raise _changed(where)
                return _payload(source, key, where)
    raise NotARecipientError(
        f"this file is sealed to {len(stanzas)} other keys, not to yours",
        where=where,
        advice="Ask one of its recipients.",
    )


def open_with_file_key(source: BinaryIO, key: bytes, where: str) -> Iterator[bytes]:
    """The plain bytes for whoever has just written the file and checks that it can be read."""
    _, mac, covered = _read_header(source, where)
    if not hmac.compare_digest(mac, _mac(key, covered)):
        raise _changed(where)
    return _payload(source, key, where)


def _payload(source: BinaryIO, key: bytes, where: str) -> Iterator[bytes]:
    cipher = ChaCha20Poly1305(_hkdf(key, source.read(_NONCE_BYTES), b"payload"))
    count, ahead = 0, source.read(_CHUNK + _TAG)
    while True:
        chunk, ahead = ahead, source.read(_CHUNK + _TAG)
        last = not ahead
        try:
            plain = cipher.decrypt(_nonce(count, last), chunk, None)
        except InvalidTag as error:
            raise _changed(where) from error
        if last and not plain and count:
            raise _changed(where)  # the format knows no empty chunk but that of an empty file
        yield plain
        if last:
            return
        count += 1


def _header(key: bytes, recipients: Sequence[bytes]) -> bytes:
    lines = [_VERSION]
    for public in recipients:
        secret = X25519PrivateKey.generate()
        share = secret.public_key().public_bytes_raw()
        wrap = _wrapping(secret.exchange(X25519PublicKey.from_public_bytes(public)), share, public)
        body = _text(ChaCha20Poly1305(wrap).encrypt(bytes(12), key, None))
        lines += [b"-> X25519 " + _text(share), *(body[n : n + _LINE] for n in range(0, len(body), _LINE))]
        if len(body) % _LINE == 0:
            lines.append(b"")
    covered = b"\n".join(lines) + b"\n---"
    return covered + b" " + _text(_mac(key, covered)) + b"\n"


def _read_header(source: BinaryIO, where: str) -> tuple[list[tuple[bytes, bytes]], bytes, bytes]:
    """The X25519 stanzas, the MAC, and the bytes that it covers."""
    no_file = InputError("this is not a file sealed with age", where=where, advice="Give the file that was exported.")
    covered = bytearray()
    stanzas: list[tuple[bytes, bytes]] = []
    share: bytes | None = None
    body = b""
    if source.readline(_MAX_HEADER).rstrip(b"\n") != _VERSION:
        raise no_file
    covered += _VERSION + b"\n"
    while len(covered) < _MAX_HEADER:
        line = source.readline(_MAX_HEADER)
        if not line.endswith(b"\n"):
            raise no_file
        try:
            if share is not None and not line.startswith((b"->", b"---")):
                body += line[:-1]
            elif share is not None:
                stanzas.append((share, _bytes(body)))
                share, body = None, b""
            if line.startswith(b"--- "):
                return stanzas, _bytes(line[4:-1]), bytes(covered + b"---")
            if line.startswith(b"-> X25519 "):
                share = _bytes(line[10:-1])
        except ValueError as error:
            raise no_file from error
        covered += line
    raise no_file


def _unwrap(secret: bytes, share: bytes, body: bytes) -> bytes | None:
    own = X25519PrivateKey.from_private_bytes(secret)
    try:
        shared = own.exchange(X25519PublicKey.from_public_bytes(share))
        wrap = _wrapping(shared, share, own.public_key().public_bytes_raw())
        key = ChaCha20Poly1305(wrap).decrypt(bytes(12), body, None)
    except (InvalidTag, ValueError):  # another recipient's; a share of low order
        return None
    return key if len(key) == _FILE_KEY_BYTES else None


def _wrapping(shared: bytes, share: bytes, public: bytes) -> bytes:
    return _hkdf(shared, share + public, _X25519)


def _mac(key: bytes, covered: bytes) -> bytes:
    return hmac.digest(_hkdf(key, b"", b"header"), covered, hashlib.sha256)


def _hkdf(secret: bytes, salt: bytes, info: bytes) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=32, salt=salt, info=info).derive(secret)


def _nonce(count: int, last: bool) -> bytes:
    return count.to_bytes(11, "big") + bytes((last,))


def _text(data: bytes) -> bytes:
    return base64.b64encode(data).rstrip(b"=")


def _bytes(text: bytes) -> bytes:
    data = base64.b64decode(text + b"=" * (-len(text) % 4), validate=True)
    if _text(data) != text:
        raise ValueError("not the one way to write these bytes in base64")
    return data


def _changed(where: str) -> RecordError:
    return RecordError(
        "the sealed file was changed, or its end is missing", where=where, advice="Take another copy of the file."
    )
