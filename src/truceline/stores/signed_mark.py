"""The largest state that a key has signed, kept beside the key and so apart from the record.

A record that was restored from a backup does not know what was signed after it; the key's own folder does. The mark
also names the file the record was in, so that one that was moved or put back is noticed.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import msgspec

from truceline.model.errors import MissionError
from truceline.stores.files import make_folder, read_bytes, write_atomic


class Mark(msgspec.Struct, frozen=True):
    """What was signed last, and in which file it was."""

    size: int
    root: str  # hex
    file: int  # inode of the record's file: another one after it was copied or restored


class SignedMark:
    """The mark of one log in a folder of keys."""

    def __init__(self, folder: Path, origin: str) -> None:
        self._path = folder / quote(origin, safe="") / "signed.json"

    def read(self) -> Mark | None:
        """The mark, or null when this folder of keys has signed nothing."""
        if not self._path.exists():
            return None
        try:
            return msgspec.json.decode(read_bytes(self._path), type=Mark)
        except msgspec.DecodeError as error:
            raise MissionError(
                f"what was signed last cannot be read: {error}",
                where=str(self._path),
                advice="Put it back from your backup of keys. Without it, ask the witnesses before anything is signed: "
                "move this file away and run truceline witness ask MISSION",
            ) from error

    def write(self, mark: Mark) -> None:
        """Durable when it returns: call it before the signature leaves."""
        make_folder(self._path.parent)
        write_atomic(self._path, msgspec.json.encode(mark) + b"\n")


def file_of(record: Path) -> int:
    """What tells the record's file from a copy of it on the same disk."""
    return record.stat().st_ino
