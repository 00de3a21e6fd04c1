"""Secret keys as files of their own, in a folder apart from every mission: a copied mission takes no key with it.

KEYS/NAME/signing.key              Ed25519: signs checkpoints, cosignatures, grants
KEYS/NAME/opening.key              X25519: opens what was sealed to its holder
KEYS/NAME/content-PURPOSE-N.key    wraps a mission's keys of content; N counts rotations
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote, unquote

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from truceline.model.errors import MissionError
from truceline.stores.files import wipe_file
from truceline.stores.key_file import (
    KeyKind,
    NoKeyError,
    Passphrase,
    SecretKey,
    fresh_secret,
    from_the_clear,
    in_the_clear,
    is_protected,
    make_key,
    read_key,
)
from truceline.stores.passphrase import passphrase_for

_CONTENT_FILE = re.compile(r"content-([a-z]+)-([1-9][0-9]{0,8})\.key")


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


class KeyOnDisk(msgspec.Struct, frozen=True, order=True):
    """A key file as a list shows it."""

    name: str
    kind: KeyKind
    file: str
    protected: bool


class ContentKey(msgspec.Struct, frozen=True):
    """One generation of the key that wraps a purpose's data keys."""

    purpose: str
    generation: int
    secret: bytes

    @property
    def key_id(self) -> str:
        """Names the key and tells nothing of it: a hash of 256 secret bits."""
        return hashlib.sha256(b"truceline content key\n" + self.secret).hexdigest()[:16]

    def __repr__(self) -> str:
        return f"ContentKey({self.purpose}, {self.generation}, {self.key_id})"


def keys_folder(environ: Mapping[str, str]) -> Path:
    """Where keys are kept: `TRUCELINE_KEYS`, else `truceline/keys` in the user's folder for data."""
    if named := environ.get("TRUCELINE_KEYS"):
        return Path(named)
    data = environ.get("XDG_DATA_HOME")
    return (Path(data) if data else Path.home() / ".local" / "share") / "truceline" / "keys"


def key_file(folder: Path, name: str, kind: KeyKind = "signing") -> Path:
    """The file of the key of `name`."""
    return folder / folder_name(name) / f"{kind}.key"


def folder_name(name: str) -> str:
    """The folder of a name's keys: no name leads out of the keyring."""
    quoted = quote(name, safe="")
    return quoted.replace(".", "%2E") if set(quoted) <= {"."} else quoted


def load(folder: Path, name: str, passphrase: Passphrase = passphrase_for) -> KeySigner | None:
    """The key that signs as `name`, or null when it is not here. Raises MissionError when others could read it."""
    found = read_key(key_file(folder, name), "signing", name, passphrase)
    return None if found is None else KeySigner(name, found.secret)


def load_or_make(folder: Path, name: str, passphrase: Passphrase = passphrase_for) -> KeySigner:
    """The key that signs as `name`; made now, by true chance, when there is none."""
    return KeySigner(name, secret_of(folder, name, "signing", passphrase).secret)


def secret_of(folder: Path, name: str, kind: KeyKind, passphrase: Passphrase = passphrase_for) -> SecretKey:
    """The key of this kind of `name`; made now when there is none."""
    path = key_file(folder, name, kind)
    found = read_key(path, kind, name, passphrase)
    if found is None and make_key(path, made := SecretKey(kind, name, fresh_secret())):
        return made
    return found or secret_of(folder, name, kind, passphrase)


def published_signer(name: str) -> KeySigner:
    """The key of an invented mission: everybody can compute it, so that its files come out the same everywhere.

    A signature by it proves nothing, and nothing real may be signed with it.
    """
    return KeySigner(name, hashlib.sha256(f"truceline published key\n{name}".encode()).digest())


def keys_on_disk(folder: Path) -> tuple[KeyOnDisk, ...]:
    """Every key file below `folder`, sorted; no secret is read."""
    found = []
    for path in folder.glob("*/*.key"):
        kind = "content" if _CONTENT_FILE.fullmatch(path.name) else path.stem
        if kind in ("signing", "opening", "content"):
            entry = KeyOnDisk(unquote(path.parent.name), msgspec.convert(kind, KeyKind), path.name, is_protected(path))
            found.append(entry)
    return tuple(sorted(found))


def restore_key(text: bytes, folder: Path) -> Path:
    """Put a key out of a sealed copy into its place. Returns its file. Raises MissionError where another key has it."""
    key = from_the_clear(text, "sealed key")
    if key.kind == "content":
        owner, _, rest = key.name.partition(":")
        path = folder / owner / f"content-{rest.replace(':', '-')}.key"
        if _CONTENT_FILE.fullmatch(path.name) is None or folder_name(unquote(owner)) != owner:
            raise MissionError(f"{key.name!r} is no name of a key", where=str(folder), advice="Ask for it again.")
    else:
        path = key_file(folder, key.name, key.kind)
    if not make_key(path, key) and read_key(path, key.kind, key.name, passphrase_for) != key:
        raise MissionError(
            "there is another key of this name already", where=str(path), advice="Point TRUCELINE_KEYS elsewhere."
        )
    return path


class ContentKeys:
    """The keys that wrap one mission's data keys, by purpose and generation."""

    def __init__(self, folder: Path, name: str, passphrase: Passphrase = passphrase_for) -> None:
        self._folder = folder / folder_name(name)
        self._name = name
        self._passphrase = passphrase

    def generations(self, purpose: str) -> tuple[int, ...]:
        """The generations whose files are here, oldest first."""
        matches = (_CONTENT_FILE.fullmatch(path.name) for path in self._folder.glob("content-*.key"))
        return tuple(sorted(int(match[2]) for match in matches if match and match[1] == purpose))

    def get(self, purpose: str, generation: int) -> ContentKey:
        """One generation. Raises NoKeyError when its file is not here."""
        path = self.path(purpose, generation)
        found = read_key(path, "content", self._label(purpose, generation), self._passphrase)
        if found is None:
            raise NoKeyError(
                f"the key of this mission's {purpose} is not here, and nothing that it locks can be read",
                where=str(path),
                advice="Put the file back from your backup of keys, or point TRUCELINE_KEYS to the folder that has it. "
                "A key that is lost for good cannot be made again.",
            )
        return ContentKey(purpose, generation, found.secret)

    def make(self, purpose: str, passphrase: bytes | None = None) -> ContentKey:
        """The next generation, by true chance."""
        generation = max(self.generations(purpose), default=0) + 1
        key = SecretKey("content", self._label(purpose, generation), fresh_secret())
        if not make_key(self.path(purpose, generation), key, passphrase):
            return self.make(purpose, passphrase)
        return ContentKey(purpose, generation, key.secret)

    def file_in_the_clear(self, purpose: str, generation: int) -> bytes:
        """The file of a key without its passphrase, to be sealed to somebody."""
        key = self.get(purpose, generation)
        return in_the_clear(SecretKey("content", self._label(purpose, generation), key.secret))

    def destroy(self, purpose: str, generation: int) -> None:
        """Overwrite a key file and take it away. A backup of it still opens what it opened."""
        wipe_file(self.path(purpose, generation))

    def path(self, purpose: str, generation: int) -> Path:
        return self._folder / f"content-{purpose}-{generation}.key"

    def _label(self, purpose: str, generation: int) -> str:
        return f"{folder_name(self._name)}:{purpose}:{generation}"
