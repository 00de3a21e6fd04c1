"""The largest state that a key has signed, kept beside the key and so apart from the record.

A record that was restored from a backup does not know what was signed after it; the key's own folder does. That folder
may be restored too. So a second file holds when the first was last written, as the file system counts it (the change
time, which no copy and no restore can set): where the two differ, the mark may be an old one.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import msgspec

from truceline.model.errors import UNREADABLE, MissionError
from truceline.stores.files import make_folder, read_bytes, write_atomic


class Mark(msgspec.Struct, frozen=True):
    """What was signed last."""

    size: int
    root: str  # hex


class SignedMark:
    """The mark of one log in a folder of keys."""

    def __init__(self, folder: Path, origin: str) -> None:
        self._path = folder / quote(origin, safe="") / "signed.json"
        self._stamp = self._path.with_name("signed.stamp")

    def read(self) -> Mark | None:
        """The mark, or null when this folder of keys has signed nothing. Raises MissionError when it is unreadable."""
        if not self._path.exists():
            return None
        try:
            return msgspec.json.decode(read_bytes(self._path), type=Mark)
        except UNREADABLE as error:
            raise MissionError(
                "what this key signed last cannot be read",
                where=str(self._path),
                advice="Put the file back from your backup of keys; or take it away, and ask the witnesses: "
                "truceline witness ask MISSION",
            ) from error

    def is_as_written(self) -> bool:
        """Whether the mark is the file that was written here last, and no copy of it."""
        return self._stamp.exists() and read_bytes(self._stamp) == self._now()

    def write(self, mark: Mark) -> None:
        """Durable when it returns: call it before the signature leaves."""
        make_folder(self._path.parent)
        write_atomic(self._path, msgspec.json.encode(mark) + b"\n")
        write_atomic(self._stamp, self._now())

    def _now(self) -> bytes:
        status = self._path.stat()
        return f"{status.st_ino} {status.st_ctime_ns}\n".encode()
