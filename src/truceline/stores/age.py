"""Files sealed to people: age-encryption.org/v1 with X25519 recipients, done by rage, so that any age tool opens them.

Nobody can read a file without the secret key of one of its recipients, whoever wrote it included. rage pulls what it
seals, and pushes what it opens; a pipe with a thread at its other end lets both go through in blocks.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import BinaryIO, Final, TypeVar, cast

import pyrage
from pyrage import x25519

from truceline.model.errors import InputError, RecordError
from truceline.stores import bech32

T = TypeVar("T")

_VERSION: Final = b"age-encryption.org/v1\n"
_SECRET_BYTES: Final = 32
_BLOCK: Final = 1 << 20
#: rage's words for a file that is sealed to others; nothing else tells it from a file that was changed
_OTHERS: Final = "No matching keys found"


class NotARecipientError(InputError):
    """None of the keys at hand opens this file."""


def new_secret() -> bytes:
    """A fresh X25519 key."""
    return secrets.token_bytes(_SECRET_BYTES)


def recipient_of(secret: bytes) -> str:
    """The public name of an X25519 key: `age1…`."""
    return str(_identity(secret).to_public())


def recipient_key(text: str) -> x25519.Recipient:
    """The public key in `age1…`. Raises InputError for anything else."""
    try:
        return x25519.Recipient.from_str(text.strip())
    except pyrage.RecipientError as error:
        raise InputError(
            f"{text!r} is not the public key of a recipient: {error}",
            advice="It begins with age1; its holder gets it with: truceline keys make NAME --opening",
        ) from error


def sealed(plain: bytes, recipients: Sequence[str]) -> bytes:
    """A few bytes, sealed."""
    return cast("bytes", pyrage.encrypt(plain, [recipient_key(text) for text in recipients]))


def seal_to(out: BinaryIO, recipients: Sequence[str], write: Callable[[BinaryIO], T]) -> T:
    """Seal to `out` whatever `write` writes into the file that it is given. Raises what either of the two raises.

    What was sealed when `write` failed is no whole file of anything: drop it.
    """
    keys = [recipient_key(text) for text in recipients]
    source, sink = os.pipe()
    watched = _Watched(out)

    def seal() -> None:
        with os.fdopen(source, "rb") as plain:
            pyrage.encrypt_io(plain, watched, keys)

    broken = False
    with ThreadPoolExecutor(1) as other:
        sealing = other.submit(seal)
        try:
            with os.fdopen(sink, "wb") as plain:
                written = write(plain)
        except BrokenPipeError:  # the other end gave up, and says why
            broken = True
    if watched.error is not None:
        raise watched.error
    sealing.result()
    if broken:
        raise BrokenPipeError("sealing ended before all was written")
    return written


def open_with(source: BinaryIO, identities: Sequence[bytes], where: str) -> Generator[bytes, None, None]:
    """The plain bytes, block by block, for the holder of one of these X25519 secrets.

    Raises NotARecipientError without one; RecordError, at the latest at the end, when the file was changed or is broken
    off.
    """
    if source.read(len(_VERSION)) != _VERSION:
        raise InputError("this is not a file sealed with age", where=where, advice="Give the file that was exported.")
    source.seek(-len(_VERSION), os.SEEK_CUR)
    keys = [_identity(secret) for secret in identities]
    outlet, inlet = os.pipe()

    def open_() -> None:
        with os.fdopen(inlet, "wb", buffering=0) as plain:
            pyrage.decrypt_io(source, plain, keys)

    with ThreadPoolExecutor(1) as other:
        opening = other.submit(open_)
        with os.fdopen(outlet, "rb") as plain:
            while block := plain.read(_BLOCK):
                yield block
        try:
            opening.result()
        except pyrage.DecryptError as error:
            raise _not_opened(str(error), where) from error
        except OSError as error:
            if error.errno is not None:  # the disk's own
                raise
            raise _not_opened(str(error), where) from error


class _Watched:
    """A file to write to that keeps its error: rage passes on its words alone, and at a file's end not even these."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self.error: OSError | None = None

    def write(self, data: bytes) -> int:
        try:
            return self._out.write(data)
        except OSError as error:
            self.error = error
            raise

    def flush(self) -> None:
        self._out.flush()


def _identity(secret: bytes) -> x25519.Identity:
    return x25519.Identity.from_str(bech32.encode("age-secret-key-", secret).upper())


def _not_opened(error: str, where: str) -> InputError | RecordError:
    if error == _OTHERS:
        found = "this file is sealed to other keys, not to yours"
        return NotARecipientError(found, where=where, advice="Ask one of its recipients.")
    found = f"the sealed file was changed, or its end is missing ({error})"
    return RecordError(found, where=where, advice="Take another copy of the file.")
