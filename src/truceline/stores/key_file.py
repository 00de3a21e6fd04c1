"""A secret key as a file: readable by its owner alone, made whole or not at all, under a passphrase where one is given.

One line of ASCII:

    truceline-key-v1 NAME BASE64                                      a signing key in the clear
    truceline-key-v2 KIND NAME plain BASE64
    truceline-key-v2 KIND NAME scrypt:LOG2_N:R:P SALT BASE64          ChaCha20-Poly1305 under scrypt (RFC 7914)

The passphrase's key is used once (its salt is fresh), so the nonce is zero, as in age's scrypt recipients. The first
words of the line are the associated data: a sealed key cannot be passed off as another.
"""

from __future__ import annotations

import base64
import os
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Final, Literal

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from truceline.model.errors import MissionError
from truceline.stores.files import sync_folder

KeyKind = Literal["signing", "opening", "content"]
#: asked for the passphrase of a file
Passphrase = Callable[[Path], bytes]

SECRET_BYTES: Final = 32
_V1: Final = "truceline-key-v1"
_V2: Final = "truceline-key-v2"
_OTHERS: Final = 0o077
_ONCE: Final = bytes(12)
#: 128 MiB and half a second: OWASP's first choice for scrypt (2025)
_LOG2_N, _R, _P = 17, 8, 1
#: a file that asks for more memory than 2 GiB, or for less work than we ever write, is not ours
_LOG2_N_BOUNDS = range(15, 22)


class SecretKey(msgspec.Struct, frozen=True):
    """32 secret bytes and what they are for: an Ed25519 seed, an X25519 key, or a key of content."""

    kind: KeyKind
    name: str
    secret: bytes

    def __repr__(self) -> str:
        return f"SecretKey({self.kind}, {self.name})"  # a secret in a log is no secret


class NoKeyError(MissionError):
    """A key that is needed is not here. What it locks stays locked."""


def read_key(path: Path, kind: KeyKind, name: str, passphrase: Passphrase) -> SecretKey | None:
    """The key in this file, or null when there is none.

    Raises MissionError when others on this machine can read it, when it is another key, or for a wrong passphrase.
    """
    try:
        with path.open("rb") as file:
            status = os.fstat(file.fileno())
            text = file.read(4096).decode("ascii", "replace")
    except FileNotFoundError:
        return None
    except OSError as error:
        raise MissionError(
            f"a key cannot be read: {error.strerror}", where=str(path), advice="Check the permissions of the folder."
        ) from error
    if os.name == "posix" and status.st_mode & _OTHERS:
        raise MissionError(
            "others on this machine can read this private key",
            where=str(path),
            advice=f"If nobody has: chmod 600 {path}. Otherwise make a new key.",
        )
    return SecretKey(kind, name, _secret(text, kind, name, path, passphrase))


def is_protected(path: Path) -> bool:
    """Whether a passphrase opens this key."""
    return b" scrypt:" in path.read_bytes()[:4096]


def kind_and_name(path: Path) -> tuple[KeyKind, str]:
    """What a key file says it is; nothing secret is read. Raises MissionError when it is none."""
    return _kind_and_name(path.read_bytes(), str(path))


def from_the_clear(text: bytes, where: str) -> SecretKey:
    """A key out of such a copy. Raises MissionError when it is none."""
    kind, name = _kind_and_name(text, where)
    return SecretKey(kind, name, _secret(text.decode("ascii", "replace"), kind, name, Path(where), _no_passphrase))


def _no_passphrase(path: Path) -> bytes:
    raise MissionError("a shared key has no passphrase", where=str(path), advice="Share it again.")


def _kind_and_name(text: bytes, where: str) -> tuple[KeyKind, str]:
    parts = text[:4096].decode("ascii", "replace").split()
    if parts[:1] == [_V1] and len(parts) == 3:
        return "signing", parts[1]
    if parts[:1] == [_V2] and len(parts) >= 5 and parts[1] in ("signing", "opening", "content"):
        return msgspec.convert(parts[1], KeyKind), parts[2]
    raise MissionError("this is no key", where=where, advice="Put the right file back from your backup of keys.")


def in_the_clear(key: SecretKey) -> bytes:
    """The file of a key without a passphrase, for a copy that is sealed as a whole."""
    return _line(key, None).encode("ascii")


def make_key(path: Path, key: SecretKey, passphrase: bytes | None = None) -> bool:
    """Write a key that is not there yet, durably. False when another process was first: its key is the one.

    Raises MissionError when the folder cannot be written.
    """
    draft = path.with_name(f".{secrets.token_hex(8)}.new")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write(draft, _line(key, passphrase))
        try:
            path.hardlink_to(draft)  # fails where there is a file already
        except FileExistsError:
            return False
        finally:
            draft.unlink()
        sync_folder(path.parent)
    except OSError as error:
        raise _cannot(error, path) from error
    return True


def replace_key(path: Path, key: SecretKey, passphrase: bytes | None = None) -> None:
    """Write a key over the one that is there: the same secret under another passphrase, or under none."""
    draft = path.with_name(f".{secrets.token_hex(8)}.new")
    try:
        _write(draft, _line(key, passphrase))
        draft.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise _cannot(error, path) from error


def fresh_secret() -> bytes:
    """32 bytes of true chance."""
    return secrets.token_bytes(SECRET_BYTES)


def _write(draft: Path, line: str) -> None:
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(line.encode("ascii"))
        file.flush()
        os.fsync(file.fileno())


def _line(key: SecretKey, passphrase: bytes | None) -> str:
    if not key.name or key.name.split() != [key.name] or not key.name.isascii():
        raise ValueError(f"{key.name!r} is no name of a key: ASCII without blanks")
    if passphrase is None and key.kind == "signing":
        return f"{_V1} {key.name} {_text(key.secret)}\n"
    head = f"{_V2} {key.kind} {key.name}"
    if passphrase is None:
        return f"{head} plain {_text(key.secret)}\n"
    salt = secrets.token_bytes(16)
    lock = f"{head} scrypt:{_LOG2_N}:{_R}:{_P}"
    box = _box(passphrase, salt, _LOG2_N, _R, _P).encrypt(_ONCE, key.secret, lock.encode())
    return f"{lock} {_text(salt)} {_text(box)}\n"


def _secret(text: str, kind: KeyKind, name: str, path: Path, passphrase: Passphrase) -> bytes:
    wrong = MissionError(
        f"this is not the key of {name} for {kind}",
        where=str(path),
        advice="Put the right file back from your backup of keys.",
    )
    parts = text.split()
    try:
        if parts[:1] == [_V1] and kind == "signing":
            _, owner, encoded = parts
            secret = base64.b64decode(encoded, validate=True)
        elif parts[:2] == [_V2, kind] and parts[3:4] == ["plain"]:
            _, _, owner, _, encoded = parts
            secret = base64.b64decode(encoded, validate=True)
        elif parts[:2] == [_V2, kind]:
            _, _, owner, lock, salt, encoded = parts
            work = tuple(int(number) for number in lock.removeprefix("scrypt:").split(":"))
            if owner != name or len(work) != 3 or work[0] not in _LOG2_N_BOUNDS or work[1:] != (_R, _P):
                raise wrong
            box, head = base64.b64decode(encoded, validate=True), f"{_V2} {kind} {name} {lock}"
            key = _box(passphrase(path), base64.b64decode(salt, validate=True), *work)
            secret = key.decrypt(_ONCE, box, head.encode())
        else:
            raise wrong
    except InvalidTag as error:
        raise MissionError(
            "the passphrase does not open this key", where=str(path), advice="Give the passphrase it was made with."
        ) from error
    except ValueError as error:
        raise wrong from error
    if owner != name or len(secret) != SECRET_BYTES:
        raise wrong
    return secret


def _box(passphrase: bytes, salt: bytes, log2_n: int, r: int, p: int) -> ChaCha20Poly1305:
    return ChaCha20Poly1305(Scrypt(salt=salt, length=32, n=1 << log2_n, r=r, p=p).derive(passphrase))


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _cannot(error: OSError, path: Path) -> MissionError:
    return MissionError(
        f"no key can be made: {error.strerror}",
        where=str(path),
        advice="Check the folder, or name another one in TRUCELINE_KEYS.",
    )
