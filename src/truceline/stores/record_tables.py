"""The tables of a record in SQLite, how they are opened, and what a refusal of theirs means.

SQLite up to 3.51.2 can corrupt a write-ahead log when two connections write at once, so the version is checked first.
"""

from __future__ import annotations

from pathlib import Path

import apsw

from truceline.model.errors import MissionError, RecordError

_OLDEST_SOUND_SQLITE = (3, 51, 3)
_BUSY_MS = 10_000

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


def connect(path: Path, *, read_only: bool) -> apsw.Connection:
    """A connection whose commits are on the disk when they return, and whose deletions leave zeros behind.

    Raises MissionError where the file cannot be opened, or where SQLite is too old for several writers.
    """
    if tuple(int(n) for n in apsw.sqlite_lib_version().split(".")) < _OLDEST_SOUND_SQLITE:
        raise MissionError(
            f"SQLite {apsw.sqlite_lib_version()} may damage a record that two processes use",
            where=str(path),
            advice="Install a newer apsw: pip install -U apsw",
        )
    flags = apsw.SQLITE_OPEN_READONLY if read_only else apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE
    db = apsw.Connection(str(path), flags=flags)
    db.set_busy_timeout(_BUSY_MS)
    if not read_only:
        for name, value in (("journal_mode", "wal"), ("synchronous", 2), ("secure_delete", 1)):
            db.pragma(name, value)
    return db


def has_table(db: apsw.Connection, name: str) -> bool:
    return bool(db.execute("SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = ?", (name,)).get)


def refusal(error: apsw.Error, path: Path) -> MissionError | RecordError:
    """What SQLite's refusal means for whoever ran the command."""
    for kind, found, advice in _ADVICE:
        if isinstance(error, kind):
            return MissionError(found, where=str(path), advice=advice)
    return RecordError(f"the record refused: {error}", where=str(path), advice="Restore it from a backup.")
