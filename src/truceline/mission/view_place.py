"""Where a mission's view lies: in its cache or its database; for a locked mission in the memory of this machine."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from truceline.mission.folder import Mission
from truceline.model.errors import MissionError
from truceline.model.ids import sha256_hex
from truceline.stores.envelope import DATA_KEYS, Envelope

FILE: Final = "view.db"
_FILES: Final = (FILE, f"{FILE}-wal", f"{FILE}-shm")


def in_database(mission: Mission) -> bool:
    """Whether the view is in the mission's database: nothing that a lock holds may lie there in the clear."""
    return bool(mission.store.url) and not _in_memory(mission)


def view_path(mission: Mission) -> Path:
    """The file of a view outside a database. What a mission under lock holds must not lie on a disk in the clear.

    Raises MissionError where the system has no place in memory that only this user can read.
    """
    if not _in_memory(mission):
        return mission.cache_path / FILE
    for folder in _places(mission.folder):
        folder.mkdir(mode=0o700, exist_ok=True)
        if folder.stat(follow_symlinks=False).st_uid == os.getuid() and not folder.is_symlink():
            folder.chmod(0o700)
            return folder / FILE
    raise MissionError(
        "there is no place in memory for the view of a locked mission",
        where=str(mission.folder),
        advice="Set XDG_RUNTIME_DIR to a folder of a memory file system that only you can read.",
    )


def forget_memory(folder: Path) -> None:
    """Take the view of the mission in this folder out of memory. Whoever has it open finds that it was deleted."""
    for place in _places(folder):
        if place.is_dir() and not place.is_symlink():
            for name in _FILES:
                (place / name).unlink(missing_ok=True)
            with contextlib.suppress(OSError):  # somebody makes it anew just now
                place.rmdir()


def _in_memory(mission: Mission) -> bool:
    return mission.policy.encrypt or "openings" in Envelope.uses_of(mission.folder / DATA_KEYS)


def _places(folder: Path) -> Iterator[Path]:
    name = f"truceline-{os.getuid()}-{sha256_hex(os.fsencode(folder.resolve()))[:16]}"
    for base in filter(None, (os.environ.get("XDG_RUNTIME_DIR"), "/dev/shm")):
        if Path(base).is_dir():
            yield Path(base) / name
