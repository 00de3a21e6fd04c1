"""Where a view in SQLite lies: in the cache, or for a locked mission in memory."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from truceline.mission.folder import Mission
from truceline.model.errors import MissionError
from truceline.model.ids import sha256_hex
from truceline.stores.envelope import DATA_KEYS

FILE: Final = "view.db"


def view_path(mission: Mission) -> Path:
    """The view's file. What a mission under lock holds must not lie on a disk in the clear.

    Raises MissionError where the system has no place in memory that only this user can read.
    """
    if not (mission.policy.encrypt or (mission.folder / DATA_KEYS).exists()):
        return mission.cache_path / FILE
    name = f"truceline-{os.getuid()}-{sha256_hex(os.fsencode(mission.folder.resolve()))[:16]}"
    for base in filter(None, (os.environ.get("XDG_RUNTIME_DIR"), "/dev/shm")):
        folder = Path(base) / name
        if Path(base).is_dir():
            folder.mkdir(mode=0o700, exist_ok=True)
            if folder.stat(follow_symlinks=False).st_uid == os.getuid() and not folder.is_symlink():
                folder.chmod(0o700)
                return folder / FILE
    raise MissionError(
        "there is no place in memory for the view of a locked mission",
        where=str(mission.folder),
        advice="Set XDG_RUNTIME_DIR to a folder of a memory file system that only you can read.",
    )
