"""One process at a time changes a mission; a second one is told who holds it, and loses nothing."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from truceline.model.errors import MissionError
from truceline.stores.files import disk_error


@contextmanager
def mission_lock(folder: Path) -> Iterator[None]:
    """Hold the mission while the block runs. The operating system frees it when the process dies.

    Raises MissionError at once when another process holds it.
    """
    path = folder / ".lock"
    try:
        handle = path.open("a+")
    except OSError as error:
        raise disk_error(error, path) from error
    with handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            handle.seek(0)
            holder = handle.read().strip() or "unknown"
            raise MissionError(
                f"another process (number {holder}) is working on this mission",
                where=str(folder),
                advice="Wait until it has finished, then run the same command again.",
            ) from error
        handle.seek(0)
        handle.truncate()
        handle.write(str(os.getpid()))
        handle.flush()
        yield
