"""The record in SQLite: append-only, write-ahead log, full sync. What `append` has returned survives a power cut.

SQLite up to 3.51.2 can corrupt a write-ahead log when two connections write at once, so the version is checked first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import apsw

from truceline.model.errors import MissionError, RecordError
from truceline.record.ledger import Entry, Kind, next_entry

_OLDEST_SOUND_SQLITE = (3, 51, 3)

_SCHEMA = """
CREATE TABLE IF NOT EXISTS entries (
  seq  INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  body BLOB NOT NULL,
  prev TEXT NOT NULL,
  hash TEXT NOT NULL UNIQUE
) STRICT;
CREATE INDEX IF NOT EXISTS entries_by_kind ON entries (kind, seq);
CREATE TRIGGER IF NOT EXISTS entries_never_change BEFORE UPDATE ON entries
  BEGIN SELECT raise(ABORT, 'the record is append-only'); END;
CREATE TRIGGER IF NOT EXISTS entries_never_go BEFORE DELETE ON entries
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


class SqliteRecord:
    """The append-only record of one mission."""

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self._path = path
        if tuple(int(n) for n in apsw.sqlite_lib_version().split(".")) < _OLDEST_SOUND_SQLITE:
            raise MissionError(
                f"SQLite {apsw.sqlite_lib_version()} may damage a record that two processes use",
                where=str(path),
                advice="Install a newer apsw: pip install -U apsw",
            )
        flags = apsw.SQLITE_OPEN_READONLY if read_only else apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE
        try:
            self._db = apsw.Connection(str(path), flags=flags)
            self._db.set_busy_timeout(10_000)
            if not read_only:
                self._db.execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL")
                self._db.execute(_SCHEMA)
        except apsw.Error as error:
            raise self._refusal(error) from error

    def append(self, lines: Sequence[tuple[Kind, object]]) -> tuple[Entry, ...]:
        """Append all of `lines` in one transaction, or none. Each is (kind, value without floats)."""
        added: list[Entry] = []
        try:
            with self._db:
                head = self.head()
                for kind, value in lines:
                    head = next_entry(head, kind, value)
                    self._db.execute(
                        "INSERT INTO entries (seq, kind, body, prev, hash) VALUES (?, ?, ?, ?, ?)",
                        (head.seq, head.kind, head.body, head.prev, head.hash),
                    )
                    added.append(head)
        except apsw.Error as error:
            raise self._refusal(error) from error
        return tuple(added)

    def head(self) -> Entry | None:
        """The newest entry, or null in an empty record."""
        return next(self._select("ORDER BY seq DESC LIMIT 1"), None)

    def entries(self, kind: Kind | None = None) -> Iterator[Entry]:
        """All entries in their order, or those of one kind."""
        if kind is None:
            return self._select("ORDER BY seq")
        return self._select("WHERE kind = ? ORDER BY seq", kind)

    def close(self) -> None:
        self._db.close()

    def _select(self, tail: str, *values: str) -> Iterator[Entry]:
        try:
            for seq, kind, body, prev, digest in self._db.execute(
                f"SELECT seq, kind, body, prev, hash FROM entries {tail}", values
            ):
                yield Entry(seq, kind, bytes(body), prev, digest)
        except apsw.Error as error:
            raise self._refusal(error) from error

    def _refusal(self, error: apsw.Error) -> MissionError | RecordError:
        for kind, found, advice in _ADVICE:
            if isinstance(error, kind):
                return MissionError(found, where=str(self._path), advice=advice)
        return RecordError(f"the record refused: {error}", where=str(self._path), advice="Restore it from a backup.")
