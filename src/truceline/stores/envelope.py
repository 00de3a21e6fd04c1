"""Encryption at rest in two steps: data keys lock what a mission holds, keys outside the mission lock the data keys.

`data-keys.json` lies in the mission folder and holds data keys wrapped; it is worthless without the keyring. Rotation
wraps them again under a new key and begins new data keys; nothing that was sealed is touched, and neither is the
record, which binds the plain bytes.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Final, Literal

import msgspec

from truceline.model.errors import UNREADABLE, MissionError
from truceline.model.ids import canonical_bytes
from truceline.stores.files import read_bytes, write_atomic
from truceline.stores.key_file import NoKeyError, fresh_secret
from truceline.stores.keyring import ContentKey, ContentKeys
from truceline.stores.openings import SEALED_MAGIC
from truceline.stores.sealing import SealBrokenError, seal, unseal

DATA_KEYS: Final = "data-keys.json"

#: what is locked by keys of its own
Use = Literal["evidence", "names", "cache", "openings", "positions", "identity", "canaries", "codes"]
#: use -> the key outside the mission that wraps its data keys; whoever may not read positions is not given their key
PURPOSES: Final[dict[Use, str]] = {
    "evidence": "content",
    "names": "content",
    "cache": "content",
    "openings": "content",
    "positions": "positions",
    "identity": "identity",
    "canaries": "canaries",
    "codes": "accounts",
}
#: a name must be found again after any rotation, so this key is wrapped again and never replaced
_LASTING: Final[frozenset[Use]] = frozenset({"names", "canaries"})
_MAGIC: Final = SEALED_MAGIC
_ID_BYTES: Final = 8


class DataKey(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A data key, wrapped by one generation of the key of its purpose."""

    id: str
    use: Use
    generation: int
    wrapped: bytes


class DataKeys(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file: `name` is the folder of the keyring in which the wrapping keys lie."""

    v: Literal[1]
    name: str
    keys: tuple[DataKey, ...] = ()


class KeyEvent(msgspec.Struct, frozen=True):
    """What happened to a key, for the record."""

    what: Literal["made", "rotated", "shared", "destroyed"]
    purpose: str
    generation: int
    key_id: str


class Envelope:
    """Seals under the newest data key of a use, and opens what any of them has sealed.

    `told` hears of every key that is made or replaced.
    """

    def __init__(self, path: Path, name: str, keys: ContentKeys, told: Callable[[KeyEvent], None]) -> None:
        self._path = path
        self._keys = keys
        self._told = told
        self._table = _read(path) if path.exists() else DataKeys(1, name)
        self._plain: dict[str, bytes] = {}
        self._wrapping: dict[tuple[str, int], ContentKey] = {}

    def seal(self, use: Use, plain: bytes, *context: str) -> bytes:
        """`plain`, sealed for this use and bound to what `context` names. Raises NoKeyError without the key."""
        key = self._newest(use) or self._begin(use)
        return _MAGIC + bytes.fromhex(key.id) + seal(self._open_key(key), plain, self._bound(use, context))

    def open(self, use: Use, sealed: bytes, *context: str) -> bytes:
        """What was sealed. Raises NoKeyError without the key, SealBrokenError when it was changed or moved."""
        id_ = sealed[len(_MAGIC) : len(_MAGIC) + _ID_BYTES].hex()
        key = next((key for key in self._table.keys if key.id == id_ and key.use == use), None)
        if sealed[: len(_MAGIC)] != _MAGIC or key is None:
            raise SealBrokenError(
                f"sealed {use} bytes name a key that {DATA_KEYS} does not have",
                where=str(self._path),
                advice="Restore both from one backup.",
            )
        return unseal(self._open_key(key), sealed[len(_MAGIC) + _ID_BYTES :], self._bound(use, context))

    def tag(self, use: Use, *parts: str) -> bytes:
        """32 bytes that only a holder of the key can tell to belong to `parts`; the same after any rotation."""
        assert use in _LASTING
        key = self._newest(use) or self._begin(use)
        return hmac.digest(self._open_key(key), self._bound(use, parts), hashlib.sha256)

    def begin(self, *uses: Use) -> None:
        """Have a data key for each of these uses; those that are there are not opened."""
        for use in uses:
            if self._newest(use) is None:
                self._begin(use)

    def has(self, use: Use) -> bool:
        """Whether anything was ever sealed for this use."""
        return self._newest(use) is not None

    def can_open(self, use: Use) -> bool:
        """Whether the key of this use is here."""
        key = self._newest(use)
        if key is None:
            return True
        try:
            self._open_key(key)
        except NoKeyError:
            return False
        return True

    def rotate(self, purpose: str, passphrase: bytes | None = None) -> KeyEvent:
        """A new key for this purpose: every data key is wrapped again, and what is sealed from now on has a new one.

        Safe to kill: the new key is durable before the table names it, and the old one stays until it is destroyed.
        """
        held = [key for key in self._table.keys if PURPOSES[key.use] == purpose]
        opened = {key.id: self._open_key(key) for key in held}
        new = self._keys.make(purpose, passphrase)
        self._wrapping[purpose, new.generation] = new
        again = [self._wrap(key.id, key.use, opened[key.id], new) for key in held]
        uses = dict.fromkeys(key.use for key in held if key.use not in _LASTING)
        fresh = [self._wrap(secrets.token_hex(_ID_BYTES), use, fresh_secret(), new) for use in uses]
        others = [key for key in self._table.keys if PURPOSES[key.use] != purpose]
        self._write((*others, *again, *fresh))
        event = KeyEvent("rotated", purpose, new.generation, new.key_id)
        self._told(event)
        return event

    def forget(self, ids: frozenset[str]) -> None:
        """Drop data keys under which nothing is sealed any more: older copies of those bytes open no longer."""
        self._write(tuple(key for key in self._table.keys if key.id not in ids or key.use in _LASTING))

    def is_newest(self, use: Use, sealed: bytes) -> bool:
        """Whether these bytes are sealed under the newest data key of their use."""
        key = self._newest(use)
        return key is not None and sealed[len(_MAGIC) : len(_MAGIC) + _ID_BYTES].hex() == key.id

    def old_keys(self, use: Use) -> frozenset[str]:
        """Ids of the data keys of this use but for the newest."""
        return frozenset([key.id for key in self._table.keys if key.use == use][:-1])

    @property
    def name(self) -> str:
        """The folder of the keyring with the wrapping keys."""
        return self._table.name

    @staticmethod
    def uses_of(path: Path) -> frozenset[str]:
        """For what a table has data keys; no key is needed. Empty where there is no table."""
        return frozenset(key.use for key in _read(path).keys) if path.exists() else frozenset()

    @staticmethod
    def name_of(path: Path) -> str:
        """The folder of the keyring with the wrapping keys, as the table says."""
        return _read(path).name

    @property
    def generations(self) -> dict[str, int]:
        """Purpose -> the generation that wraps its data keys."""
        return {PURPOSES[key.use]: key.generation for key in self._table.keys}

    def _newest(self, use: Use) -> DataKey | None:
        return next((key for key in reversed(self._table.keys) if key.use == use), None)

    def _begin(self, use: Use) -> DataKey:
        """The first data key of a use, under the purpose's key, which is made when the mission has none yet."""
        purpose = PURPOSES[use]
        generation = self.generations.get(purpose)
        if generation is None:
            wrapping = self._keys.make(purpose)
            self._wrapping[purpose, wrapping.generation] = wrapping
            self._told(KeyEvent("made", purpose, wrapping.generation, wrapping.key_id))
        else:
            wrapping = self._wrapping_key(purpose, generation)
        key = self._wrap(secrets.token_hex(_ID_BYTES), use, fresh_secret(), wrapping)
        self._write((*self._table.keys, key))
        return key

    def _wrap(self, id_: str, use: Use, secret: bytes, wrapping: ContentKey) -> DataKey:
        self._plain[id_] = secret
        return DataKey(
            id_, use, wrapping.generation, seal(wrapping.secret, secret, self._bound(use, ("data key", id_)))
        )

    def _open_key(self, key: DataKey) -> bytes:
        if key.id not in self._plain:
            wrapping = self._wrapping_key(PURPOSES[key.use], key.generation)
            self._plain[key.id] = unseal(wrapping.secret, key.wrapped, self._bound(key.use, ("data key", key.id)))
        return self._plain[key.id]

    def _wrapping_key(self, purpose: str, generation: int) -> ContentKey:
        if (purpose, generation) not in self._wrapping:
            self._wrapping[purpose, generation] = self._keys.get(purpose, generation)
        return self._wrapping[purpose, generation]

    def _bound(self, use: Use, context: tuple[str, ...]) -> bytes:
        return canonical_bytes(["truceline", self._table.name, use, *context])

    def _write(self, keys: tuple[DataKey, ...]) -> None:
        table = msgspec.structs.replace(self._table, keys=keys)
        write_atomic(self._path, msgspec.json.format(msgspec.json.encode(table)))
        self._table = table


def _read(path: Path) -> DataKeys:
    try:
        return msgspec.json.decode(read_bytes(path), type=DataKeys)
    except UNREADABLE as error:
        raise MissionError(
            f"the wrapped data keys cannot be read: {error}",
            where=str(path),
            advice="Restore the file from a backup: without it nothing that was sealed can be opened.",
        ) from error


class CacheLock:
    """The lock of `stores.cache` for a mission that is encrypted. What does not open is made anew."""

    def __init__(self, envelope: Envelope) -> None:
        self._envelope = envelope

    def seal(self, plain: bytes, name: str) -> bytes:
        return self._envelope.seal("cache", plain, name)

    def open(self, sealed: bytes, name: str) -> bytes | None:
        try:
            return self._envelope.open("cache", sealed, name)
        except SealBrokenError:
            return None


class EntryLock:
    """The lock of the record's openings (`stores.openings`)."""

    def __init__(self, envelope: Envelope) -> None:
        self._envelope = envelope

    def seal(self, plain: bytes, name: str) -> bytes:
        return self._envelope.seal("openings", plain, name)

    def open(self, sealed: bytes, name: str) -> bytes:
        return self._envelope.open("openings", sealed, name)
