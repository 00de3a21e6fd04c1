"""The evidence folder under lock: the same names to the program, and nothing to learn from the files.

The record binds the plain bytes, so receipts and proofs are those of an open vault.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from truceline.model.errors import RecordError
from truceline.model.ids import sha256_hex
from truceline.stores.envelope import Envelope
from truceline.stores.files import read_bytes, sync_folder, wipe_file, write_atomic
from truceline.stores.sealed_blob import ENDING, HEAD_BYTES, body_of, is_of_newest, keyed_name, name_in, sealed
from truceline.stores.vault import FolderVault, changed, is_name


class SealedVault:
    """A `ports.Vault`. What was put in the clear before is still found; what is put now is sealed."""

    def __init__(self, folder: Path, envelope: Envelope) -> None:
        self._folder = folder
        self._envelope = envelope
        self._clear = FolderVault(folder)

    def put(self, data: bytes) -> str:
        """Keep `data`, sealed; when this returns, the bytes survive a power cut."""
        name = sha256_hex(data)
        path = self._path(name)
        self._clear.make_room(path)
        if path.exists():
            sync_folder(path.parent)
        else:
            self._write(path, name, data)
        return name

    def put_all(self, blobs: Sequence[bytes]) -> None:
        for data in blobs:
            self.put(data)

    def get(self, sha256: str) -> bytes:
        """The plain bytes of this name. Raises RecordError when missing or changed, NoKeyError without the key."""
        if self._clear.has(sha256):
            return self._clear.get(sha256)
        path = self._path(sha256)
        if not path.exists():
            return self._clear.get(sha256)  # which says what is missing
        try:
            data = body_of(self._envelope, read_bytes(path), sha256)
        except RecordError as error:
            raise changed(sha256, path) from error
        if sha256_hex(data) != sha256:
            raise changed(sha256, path)
        return data

    def has(self, sha256: str) -> bool:
        return is_name(sha256) and (self._clear.has(sha256) or self._path(sha256).is_file())

    def drop(self, sha256: str) -> None:
        """Destroy the bytes of this name, sealed and in the clear."""
        if self._clear.has(sha256):
            self._clear.drop(sha256)
        path = self._path(sha256)
        if path.exists():
            wipe_file(path)

    def names(self) -> Iterator[str]:
        """Every kept hash, sorted; each file's head says which it is."""
        return iter(sorted({*self._clear.names(), *(self._name_in(path) for path in self.sealed_files())}))

    def sealed_files(self) -> Iterator[Path]:
        """The sealed files, sorted by path."""
        return iter(sorted(self._folder.glob(f"*/*{ENDING}")))

    def reseal(self) -> int:
        """Seal anew, under the newest data key, whatever lies in the clear or under an older one. Returns how many.

        Safe to kill: a blob's new file is durable before its old bytes go.
        """
        done = 0
        for name in tuple(self._clear.names()):
            self.put(self._clear.get(name))
            self._clear.drop(name)
            done += 1
        for path in self.sealed_files():
            if not is_of_newest(self._envelope, _beginning(path)):
                name = self._name_in(path)
                self._write(path, name, self.get(name))
                done += 1
        return done

    def _write(self, path: Path, name: str, data: bytes) -> None:
        write_atomic(path, sealed(self._envelope, name, data))

    def _name_in(self, path: Path) -> str:
        return name_in(self._envelope, path.name, _beginning(path))

    def _path(self, sha256: str) -> Path:
        if not is_name(sha256):
            self._clear.get(sha256)  # raises: no name leads out of the folder
        kept = keyed_name(self._envelope, sha256)
        return self._folder / kept[:2] / kept


def _beginning(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(HEAD_BYTES)
