"""The evidence folder: every received byte under the name of its hash, in `evidence/ab/ab12…`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from truceline.model.errors import RecordError
from truceline.model.ids import sha256_hex
from truceline.stores.files import make_folder, read_bytes, sync_folder, wipe_file, write_atomic

_HEX = frozenset("0123456789abcdef")


class FolderVault:
    """A `ports.Vault` on a plain folder, so that evidence can be read without this program."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._durable: set[Path] = set()  # folders whose own names this process has made durable

    def put(self, data: bytes) -> str:
        """Keep `data`; when this returns, the bytes survive a power cut."""
        name = sha256_hex(data)
        path = self._path(name)
        self.make_room(path)
        if path.exists():
            sync_folder(path.parent)  # whoever wrote it may have been stopped before its name was durable
        else:
            write_atomic(path, data)
        return name

    def put_all(self, blobs: Sequence[bytes]) -> None:
        for data in blobs:
            self.put(data)

    def make_room(self, path: Path) -> None:
        """The folder that a blob will lie in, durably, also where somebody made it and was stopped before it was so."""
        if path.parent not in self._durable:
            make_folder(path.parent)
            sync_folder(self._folder)
            sync_folder(self._folder.parent)
            self._durable.add(path.parent)

    def get(self, sha256: str) -> bytes:
        """The bytes of this name. Raises RecordError when they are missing or were changed."""
        path = self._path(sha256)
        if not path.exists():
            raise RecordError(
                f"evidence {sha256[:12]}… is missing", where=str(path), advice="Restore it from a backup or the sender."
            )
        data = read_bytes(path)
        if sha256_hex(data) != sha256:
            raise changed(sha256, path)
        return data

    def has(self, sha256: str) -> bool:
        return is_name(sha256) and self._path(sha256).is_file()

    def drop(self, sha256: str) -> None:
        """Destroy bytes: whose sealed copy is durable, or whose erasure was ordered."""
        wipe_file(self._path(sha256))

    def names(self) -> Iterator[str]:
        """Every kept hash, sorted. Half-written neighbours of a killed process are not evidence."""
        if not self._folder.exists():
            return
        for folder in sorted(self._folder.iterdir()):
            if folder.is_dir():
                yield from sorted(p.name for p in folder.iterdir() if is_name(p.name))

    def _path(self, sha256: str) -> Path:
        """Where a blob lies. Raises RecordError for a name that is not a hash: none leads out of the folder."""
        if not is_name(sha256):
            raise RecordError(
                f"{sha256!r} is not a SHA-256 in hex", where=str(self._folder), advice="Take the name from a receipt."
            )
        return self._folder / sha256[:2] / sha256


def changed(sha256: str, path: Path) -> RecordError:
    """What is said of a file that holds other bytes than were received."""
    return RecordError(
        f"evidence {sha256[:12]}… no longer has the bytes that were received",
        where=str(path),
        advice="Restore the file from a backup; its receipt in the record names the right hash.",
    )


def is_name(name: str) -> bool:
    """Whether this is a SHA-256 in hex."""
    return len(name) == 64 and set(name) <= _HEX
