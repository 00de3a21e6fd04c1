"""Small blobs in one SQLite file, `evidence/pack.db`: hundreds a second need no file each, and share their commits.

Under a lock the rows are those of a sealed vault: a keyed hash instead of the name, the name and the bytes sealed.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import apsw

from truceline.model.errors import MissionError, RecordError
from truceline.model.ids import sha256_hex
from truceline.stores.connection import Transaction, connect, has_table
from truceline.stores.envelope import Envelope
from truceline.stores.files import make_folder
from truceline.stores.record_tables import refusal
from truceline.stores.vault import changed, is_name

FILE: Final = "pack.db"
#: what is larger is kept as a file, which anybody can read without this program
SMALL_BYTES: Final = 64 * 1024

_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS blobs (name BLOB PRIMARY KEY, head BLOB NOT NULL, body BLOB NOT NULL) STRICT;
"""


class PackVault:
    """A `ports.Vault`; threads share it. What is put together shares one commit.

    The file is made with the first blob, so that a mission that nobody sends anything to has none.
    """

    def __init__(self, folder: Path, envelope: Envelope | None = None) -> None:
        self._path = folder / FILE
        self._envelope = envelope
        self._using = threading.RLock()
        self._db: apsw.Connection | None = None

    def put(self, data: bytes) -> str:
        """Keep `data`; when this returns, the bytes survive a power cut."""
        self.put_all([data])
        return sha256_hex(data)

    def put_all(self, blobs: Sequence[bytes]) -> None:
        if not blobs:
            return
        rows = [self._kept(sha256_hex(data), data) for data in blobs]
        with self._refused():
            make_folder(self._path.parent)
            db = self._open()
            with Transaction(db):
                db.executemany("INSERT OR IGNORE INTO blobs VALUES (?, ?, ?)", rows)

    def get(self, sha256: str) -> bytes:
        """The plain bytes of this name. Raises RecordError when missing or changed, NoKeyError without the key."""
        found = self._row(sha256) if is_name(sha256) else None
        if found is None:
            raise RecordError(
                f"evidence {sha256[:12]}… is missing",
                where=str(self._path),
                advice="Restore it from a backup or the sender.",
            )
        head, body = found
        try:
            data = body if not head else self._opener.open("evidence", body, "blob", sha256)
        except RecordError as error:
            raise changed(sha256, self._path) from error
        if sha256_hex(data) != sha256:
            raise changed(sha256, self._path)
        return data

    def has(self, sha256: str) -> bool:
        return is_name(sha256) and self._row(sha256) is not None

    def drop(self, sha256: str) -> None:
        """Destroy the bytes of this name, in the file and in its write-ahead log."""
        keys = self._keys(sha256)
        with self._reading() as db:
            if db is None:
                return
            with Transaction(db):
                db.executemany("DELETE FROM blobs WHERE name = ?", [(key,) for key in keys])
            self._empty_log(db)

    def names(self) -> Iterator[str]:
        """Every kept hash, sorted."""
        with self._reading() as db:
            rows: list[Any] = [] if db is None else db.execute("SELECT name, head FROM blobs").fetchall()
        return iter(sorted(self._name_in(bytes(name), bytes(head)) for name, head in rows))

    def reseal(self) -> int:
        """Seal anew, under the newest data key, whatever lies in the clear or under an older one. Returns how many."""
        with self._reading() as db:
            if db is None or self._envelope is None:
                return 0
            held: list[Any] = db.execute("SELECT name, head FROM blobs").fetchall()
            old = [
                (bytes(key), bytes(head))
                for key, head in held
                if not head or not self._envelope.is_newest("evidence", bytes(head))
            ]
            with Transaction(db):
                for key, head in old:
                    name = self._name_in(key, head)
                    data = self.get(name)
                    db.execute("DELETE FROM blobs WHERE name = ?", (key,))
                    db.execute("INSERT OR REPLACE INTO blobs VALUES (?, ?, ?)", self._kept(name, data))
            self._empty_log(db)
        return len(old)

    def close(self) -> None:
        with self._using:
            if self._db is not None:
                self._db.close()
                self._db = None

    def _kept(self, name: str, data: bytes) -> tuple[bytes, bytes, bytes]:
        if self._envelope is None:
            return bytes.fromhex(name), b"", data
        key = self._envelope.tag("names", name)
        head = self._envelope.seal("evidence", bytes.fromhex(name), "head", key.hex())
        return key, head, self._envelope.seal("evidence", data, "blob", name)

    def _row(self, sha256: str) -> tuple[bytes, bytes] | None:
        with self._reading() as db:
            if db is not None:
                for key in self._keys(sha256):
                    found: Any = db.execute("SELECT head, body FROM blobs WHERE name = ?", (key,)).fetchone()
                    if found is not None:
                        return bytes(found[0]), bytes(found[1])
        return None

    def _keys(self, sha256: str) -> list[bytes]:
        """Where a blob may stand: in the clear, and under lock."""
        return [bytes.fromhex(sha256), *([] if self._envelope is None else [self._envelope.tag("names", sha256)])]

    def _name_in(self, key: bytes, head: bytes) -> str:
        return key.hex() if not head else self._opener.open("evidence", head, "head", key.hex()).hex()

    @property
    def _opener(self) -> Envelope:
        if self._envelope is None:
            raise RecordError(
                "evidence is sealed, and the wrapped data keys are gone",
                where=str(self._path),
                advice="Restore data-keys.json from a backup of the mission: no other opens what is locked.",
            )
        return self._envelope

    def _open(self) -> apsw.Connection:
        if self._db is None:
            db = connect(self._path, read_only=False)
            if not has_table(db, "blobs"):
                db.execute(_SCHEMA)
            self._db = db
        return self._db

    def _empty_log(self, db: apsw.Connection) -> None:
        """The write-ahead log holds old bytes until it is emptied."""
        row: Any = db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if row[0]:
            raise MissionError(
                "another process reads the evidence, so old bytes are not yet out of its write-ahead log",
                where=str(self._path),
                advice="Stop `truceline serve`, then run the same command again.",
            )

    @contextmanager
    def _reading(self) -> Iterator[apsw.Connection | None]:
        """The connection; null where nothing was ever kept."""
        with self._refused():
            yield self._open() if self._db is not None or self._path.exists() else None

    @contextmanager
    def _refused(self) -> Iterator[None]:
        try:
            with self._using:
                yield
        except apsw.Error as error:
            raise refusal(error, self._path) from error
