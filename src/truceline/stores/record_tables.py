"""The tables of a record in SQLite, and what a refusal of theirs means."""

from __future__ import annotations

import threading
from pathlib import Path

import apsw

from truceline.model.errors import MissionError, RecordError

SCHEMA = """
CREATE TABLE IF NOT EXISTS leaves (idx INTEGER PRIMARY KEY, kind TEXT NOT NULL, leaf BLOB NOT NULL) STRICT;
CREATE INDEX IF NOT EXISTS leaves_by_kind ON leaves (kind, idx);
CREATE TABLE IF NOT EXISTS openings (idx INTEGER PRIMARY KEY, body BLOB NOT NULL, salts BLOB NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS tiles (
  level INTEGER NOT NULL, n INTEGER NOT NULL, root BLOB NOT NULL, hashes BLOB NOT NULL, PRIMARY KEY (level, n)
) STRICT;
CREATE TABLE IF NOT EXISTS sources (source TEXT PRIMARY KEY, seq INTEGER NOT NULL, hash TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS checkpoints (size INTEGER PRIMARY KEY, note BLOB NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS about (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TRIGGER IF NOT EXISTS leaves_never_change BEFORE UPDATE ON leaves
  BEGIN SELECT raise(ABORT, 'the record is append-only'); END;
CREATE TRIGGER IF NOT EXISTS leaves_never_go BEFORE DELETE ON leaves
  BEGIN SELECT raise(ABORT, 'the record is append-only'); END;
CREATE TRIGGER IF NOT EXISTS openings_never_go BEFORE DELETE ON openings
  BEGIN SELECT raise(ABORT, 'the record is append-only'); END;
CREATE TRIGGER IF NOT EXISTS tiles_never_change BEFORE UPDATE ON tiles
  BEGIN SELECT raise(ABORT, 'the record is append-only'); END;
CREATE TRIGGER IF NOT EXISTS tiles_never_go BEFORE DELETE ON tiles
  BEGIN SELECT raise(ABORT, 'the record is append-only'); END;
"""

_ADVICE: tuple[tuple[type[apsw.Error], str, str], ...] = (
    (apsw.FullError, "the disk is full", "Free some space and run the same command again; nothing kept was lost."),
    (apsw.ReadOnlyError, "the record cannot be written", "Check the permissions of the folder and of truceline.db."),
    (apsw.CantOpenError, "the record cannot be opened", "Check the path and the permissions of the folder."),
    (apsw.BusyError, "another process is writing this record", "Wait for it to finish, then run the command again."),
    (apsw.LockedError, "another process is writing this record", "Wait for it to finish, then run the command again."),
    (apsw.NotADBError, "truceline.db is not a record", "Restore it from a backup; the evidence folder is untouched."),
    (apsw.CorruptError, "truceline.db is damaged", "Restore it from a backup; the evidence folder is untouched."),
    (
        apsw.IOError,
        "the disk reported an error",
        "Check the disk and the space on it, then run the same command again.",
    ),
)


def refusal(error: apsw.Error, path: Path) -> MissionError | RecordError:
    """What SQLite's refusal means for whoever ran the command."""
    for kind, found, advice in _ADVICE:
        if isinstance(error, kind):
            return MissionError(found, where=str(path), advice=advice)
    return RecordError(f"the record refused: {error}", where=str(path), advice="Restore it from a backup.")


class Turn:
    """One thread at a time at a connection; what SQLite refuses meanwhile is said in words."""

    __slots__ = ("_path", "_using")

    def __init__(self, path: Path) -> None:
        self._path = path
        self._using = threading.RLock()

    def __enter__(self) -> None:
        self._using.acquire()

    def __exit__(self, raised: type[BaseException] | None, error: BaseException | None, _: object) -> None:
        self._using.release()
        if isinstance(error, apsw.Error):
            raise refusal(error, self._path) from error
