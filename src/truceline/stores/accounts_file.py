"""The file of accounts: for its owner alone, opened when it is first needed; what is wrong with it is said in words."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import apsw

from truceline.model.errors import MissionError
from truceline.stores.connection import connect
from truceline.stores.files import disk_error

_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS accounts (
  name TEXT PRIMARY KEY, password TEXT NOT NULL, secret BLOB NOT NULL, subject TEXT NOT NULL,
  made_s INTEGER NOT NULL, changed_s INTEGER NOT NULL, used_step INTEGER NOT NULL DEFAULT -1
) STRICT;
CREATE UNIQUE INDEX IF NOT EXISTS accounts_by_subject ON accounts (subject) WHERE subject <> '';
CREATE TABLE IF NOT EXISTS spares (
  name TEXT NOT NULL REFERENCES accounts ON DELETE CASCADE, hash TEXT NOT NULL, PRIMARY KEY (name, hash)
) STRICT;
CREATE TABLE IF NOT EXISTS sessions (
  token_sha256 TEXT PRIMARY KEY, person TEXT NOT NULL, how TEXT NOT NULL, "grant" INTEGER NOT NULL,
  agent_sha256 TEXT NOT NULL, made_s INTEGER NOT NULL, seen_s INTEGER NOT NULL, ends_s INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS sessions_by_person ON sessions (person);
CREATE TABLE IF NOT EXISTS browsers (
  token_sha256 TEXT NOT NULL, person TEXT NOT NULL, until_s INTEGER NOT NULL, PRIMARY KEY (token_sha256, person)
) STRICT;
CREATE TABLE IF NOT EXISTS failures (key TEXT PRIMARY KEY, count INTEGER NOT NULL, last_s INTEGER NOT NULL) STRICT;
CREATE INDEX IF NOT EXISTS failures_by_count ON failures (count, last_s);
CREATE TABLE IF NOT EXISTS answers (
  person TEXT NOT NULL, key TEXT NOT NULL, request_sha256 TEXT NOT NULL, status INTEGER NOT NULL,
  media_type TEXT NOT NULL, body BLOB NOT NULL, at_s INTEGER NOT NULL, PRIMARY KEY (person, key)
) STRICT;
CREATE INDEX IF NOT EXISTS answers_by_age ON answers (at_s);
"""
_OTHERS: Final = 0o077


class AccountsFile:
    """Two connections to the file: one reads while the other waits for the disk. Threads take turns at each."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._reading, self._writing = threading.RLock(), threading.RLock()
        self._opening = threading.Lock()
        self._held: tuple[apsw.Connection, apsw.Connection] | None = None
        self._file: tuple[int, int] | None = None

    @contextmanager
    def open(self, *, to_write: bool) -> Iterator[apsw.Connection]:
        """A connection, while the block runs. Raises MissionError with what is wrong with the file, and advice."""
        try:
            with self._writing if to_write else self._reading:
                yield self._connections()[to_write]
        except apsw.Error as error:
            raise _refusal(error, self._path) from error

    def close(self) -> None:
        with self._writing, self._reading:
            for db in self._held or ():
                db.close()
            self._held = None

    def _connections(self) -> tuple[apsw.Connection, apsw.Connection]:
        """Those to the file that is there now. Raises MissionError for one that others can read."""
        with self._opening:
            if self._held is not None and self._file != _identity(self._path):
                self._held = None  # closed with the last who is at work in it
                raise MissionError(
                    f"{self._path.name} was taken away while it was in use",
                    where=str(self._path),
                    advice="Put it back, or make the accounts again: truceline accounts add MISSION NAME",
                )
            if self._held is None:
                _make(self._path)
                self._held = connect(self._path, read_only=False), connect(self._path, read_only=False)
                self._held[1].execute(_SCHEMA)
                self._file = _identity(self._path)
            return self._held


def _make(path: Path) -> None:
    """An empty file for its owner alone, where there is none."""
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        mode = os.fstat(handle).st_mode
        os.close(handle)
    except OSError as error:
        raise disk_error(error, path) from error
    if os.name == "posix" and mode & _OTHERS:
        raise MissionError(
            f"others on this machine can read {path.name}",
            where=str(path),
            advice=f"If nobody has: chmod 600 {path}. Otherwise set every password again.",
        )


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


_CLOSED: Final = "Nobody can sign in until then."
_BACK: Final = f"Restore it from a backup, or move it away and add the accounts again. {_CLOSED}"
_RIGHTS: Final = f"Check the permissions of the file and its folder. {_CLOSED}"
_ADVICE: Final[tuple[tuple[type[apsw.Error], str, str], ...]] = (
    (apsw.NotADBError, "the file of accounts is damaged", _BACK),
    (apsw.CorruptError, "the file of accounts is damaged", _BACK),
    (
        apsw.FullError,
        "the accounts cannot be written: the disk is full",
        f"Free some space; nothing kept was lost. {_CLOSED}",
    ),
    (apsw.ReadOnlyError, "the accounts cannot be written", _RIGHTS),
    (apsw.CantOpenError, "the file of accounts cannot be opened", _RIGHTS),
    (apsw.BusyError, "another process is writing the accounts", f"Try again. {_CLOSED}"),
)


def _refusal(error: apsw.Error, path: Path) -> MissionError:
    for kind, found, advice in _ADVICE:
        if isinstance(error, kind):
            return MissionError(found, where=str(path), advice=advice)
    return MissionError(
        f"the file of accounts refused: {error}", where=str(path), advice=f"Restore it from a backup. {_CLOSED}"
    )
