"""Private keys as files of their own, in a folder apart from every mission: a copied mission takes no key with it.

A file holds one Ed25519 key, can be read by its owner alone, and is made whole or not at all.
"""

from __future__ import annotations

import base64
import hashlib
import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from truceline.model.errors import MissionError

_PREFIX = "truceline-key-v1"
_SEED_BYTES = 32
_OTHERS = 0o077


class KeySigner:
    """Signs with a key it holds in memory (`ports.Signer`)."""

    def __init__(self, name: str, seed: bytes) -> None:
        self._name = name
        self._key = Ed25519PrivateKey.from_private_bytes(seed)

    @property
    def name(self) -> str:
        return self._name

    @property
    def public(self) -> bytes:
        return self._key.public_key().public_bytes_raw()

    def sign(self, message: bytes) -> bytes:
        return self._key.sign(message)


def keys_folder(environ: Mapping[str, str]) -> Path:
    """Where keys are kept: `TRUCELINE_KEYS`, else `truceline/keys` in the user's folder for data."""
    if named := environ.get("TRUCELINE_KEYS"):
        return Path(named)
    data = environ.get("XDG_DATA_HOME")
    return (Path(data) if data else Path.home() / ".local" / "share") / "truceline" / "keys"


def key_file(folder: Path, name: str) -> Path:
    """The file of the key that signs as `name`."""
    return folder / quote(name, safe="") / "signing.key"


def load(folder: Path, name: str) -> KeySigner | None:
    """The key that signs as `name`, or null when it is not here. Raises MissionError when others could read it."""
    path = key_file(folder, name)
    try:
        with path.open("rb") as file:
            mode = os.fstat(file.fileno()).st_mode
            text = file.read(4096).decode("ascii", "replace")
    except FileNotFoundError:
        return None
    except OSError as error:
        raise MissionError(
            f"a key cannot be read: {error.strerror}", where=str(path), advice="Check the permissions of the folder."
        ) from error
    if os.name == "posix" and mode & _OTHERS:
        raise MissionError(
            "others on this machine can read this private key",
            where=str(path),
            advice=f"If nobody has: chmod 600 {path}. Otherwise make a new key.",
        )
    return KeySigner(name, _read_seed(text, name, path))


def load_or_make(folder: Path, name: str) -> KeySigner:
    """The key that signs as `name`; made now, by true chance, when there is none."""
    if found := load(folder, name):
        return found
    path = key_file(folder, name)
    seed = secrets.token_bytes(_SEED_BYTES)
    draft = path.with_name(f".{secrets.token_hex(8)}.new")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(f"{_PREFIX} {name} {base64.b64encode(seed).decode('ascii')}\n".encode())
            file.flush()
            os.fsync(file.fileno())
        try:
            path.hardlink_to(draft)  # fails when another process was first: its key is the one
        except FileExistsError:
            return load_or_make(folder, name)
        finally:
            draft.unlink()
        _sync_folder(path.parent)
    except OSError as error:
        raise MissionError(
            f"no key can be made: {error.strerror}",
            where=str(path),
            advice="Check the folder, or name another one in TRUCELINE_KEYS.",
        ) from error
    return KeySigner(name, seed)


def published_signer(name: str) -> KeySigner:
    """The key of an invented mission: everybody can compute it, so that its files come out the same everywhere.

    A signature by it proves nothing, and nothing real may be signed with it.
    """
    return KeySigner(name, hashlib.sha256(f"truceline published key\n{name}".encode()).digest())


def _read_seed(text: str, name: str, path: Path) -> bytes:
    parts = text.split()
    try:
        prefix, owner, encoded = parts
        seed = base64.b64decode(encoded, validate=True)
    except ValueError:
        prefix, owner, seed = "", "", b""
    if prefix != _PREFIX or owner != name or len(seed) != _SEED_BYTES:
        raise MissionError(
            "this is not the key that signs as " + name,
            where=str(path),
            advice="Put the right file back from your backup of keys.",
        )
    return seed


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
