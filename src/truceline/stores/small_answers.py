"""Answers of stages about single small files, in one SQLite file of the cache: thousands need no file each.

Nothing waits for the disk. What a power cut takes is made again, and what it leaves half written does not have the
digest that stands before every answer. Answers lie one behind the other, in the order in which they came: under their
keys, which are random, each would be written into a page of its own.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, Final, TypeVar

import apsw

from truceline.stores.connection import BUSY_MS, Transaction, write_ahead
from truceline.stores.files import make_folder

T = TypeVar("T")

FILE: Final = "small.db"

_SCHEMA: Final = """
DROP TABLE IF EXISTS answers;  -- of an older program, whose answers nobody asks for
CREATE TABLE IF NOT EXISTS small (n INTEGER PRIMARY KEY, stage TEXT, key TEXT, data BLOB NOT NULL, UNIQUE (stage, key));
"""


class SmallAnswers:
    """Bytes by stage and key. Threads and processes share it; a file that is damaged or gone holds nothing."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE
        self._using = threading.RLock()
        self._db: tuple[int, apsw.Connection] | None = None

    def get(self, stage: str, key: str) -> bytes | None:
        def ask(db: apsw.Connection) -> bytes | None:
            found: Any = db.execute("SELECT data FROM small WHERE stage = ? AND key = ?", (stage, key)).get
            return None if found is None else bytes(found)

        return self._with(ask, make=False)

    def several(self, stage: str, keys: Sequence[str]) -> dict[str, bytes]:
        """Those of these that are kept, by key: one question, where many are asked for."""

        def ask(db: apsw.Connection) -> dict[str, bytes]:
            sql = "SELECT key, data FROM small WHERE stage = ? AND key IN (SELECT value FROM json_each(?))"
            return {str(key): bytes(data) for key, data in db.execute(sql, (stage, json.dumps(keys)))}

        return self._with(ask, make=False) or {}

    def put_all(self, stage: str, answers: Iterable[tuple[str, bytes]]) -> None:
        """Keep bytes, each under its key."""

        def write(db: apsw.Connection) -> None:
            with Transaction(db):
                rows = ((stage, key, data) for key, data in answers)
                db.executemany("INSERT OR REPLACE INTO small (stage, key, data) VALUES (?, ?, ?)", rows)

        self._with(write, make=True)

    def forget_others(self, stage: str, keys: frozenset[str]) -> None:
        def forget(db: apsw.Connection) -> None:
            held: Any = db.execute("SELECT key FROM small WHERE stage = ?", (stage,)).fetchall()
            gone = [(stage, key) for (key,) in held if key not in keys]
            with Transaction(db):
                db.executemany("DELETE FROM small WHERE stage = ? AND key = ?", gone)

        self._with(forget, make=False)

    def _with(self, work: Callable[[apsw.Connection], T | None], *, make: bool) -> T | None:
        """What `work` answers; null where there is no file, or none that can be used: a cache may fail."""
        with self._using:
            try:
                db = self._connection(make=make)
                return None if db is None else work(db)
            except apsw.Error:
                self._let_go()
                return None

    def _connection(self, *, make: bool) -> apsw.Connection | None:
        number = self._path.stat().st_ino if self._path.exists() else None
        if self._db is not None and self._db[0] != number:
            self._let_go()
        if self._db is None and (make or number is not None):
            make_folder(self._path.parent)
            db = apsw.Connection(str(self._path))
            db.set_busy_timeout(BUSY_MS)
            write_ahead(db)
            db.pragma("synchronous", 0)
            db.execute(_SCHEMA)
            self._db = self._path.stat().st_ino, db
        return None if self._db is None else self._db[1]

    def _let_go(self) -> None:
        if self._db is not None:
            self._db[1].close()
            self._db = None
