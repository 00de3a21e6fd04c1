"""The write-ahead log of a view that was written whole: as long as the view, and moved to its place by somebody else.

SQLite moves a log with the commit that made it long. For a view of a million rows that is most of a gigabyte, and the
desk that wrote it would let those wait whose reports come next.
"""

from __future__ import annotations

import contextlib
import threading
from pathlib import Path
from typing import Final

import apsw

from truceline.stores.connection import BUSY_MS

#: pages (4 MB) at which a writer moves its log by itself: what SQLite does anyway
_USUAL: Final = 1_000


class ViewLog:
    """The log of one writer's file. For the thread that writes."""

    def __init__(self, path: Path, writer: apsw.Connection) -> None:
        self._path, self._writer = path, writer
        self._moving: threading.Thread | None = None

    def leave(self) -> None:
        """A commit comes that makes it long: leave the log where it is."""
        self._writer.wal_autocheckpoint(0)

    def move(self) -> None:
        """Begin to move it, beside whatever is written meanwhile."""
        self.close()
        self._moving = threading.Thread(target=self._move, name="view log", daemon=True)
        self._moving.start()

    def look(self) -> None:
        """Once it is moved, the writer moves by itself what comes."""
        if self._moving is not None and not self._moving.is_alive():
            self._moving = None
            self._writer.wal_autocheckpoint(_USUAL)

    def close(self) -> None:
        if self._moving is not None:
            self._moving.join()

    def _move(self) -> None:
        with contextlib.suppress(apsw.Error):  # the writer's next commits move what is left
            db = apsw.Connection(str(self._path))
            try:
                db.set_busy_timeout(BUSY_MS)
                db.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
            finally:
                db.close()
