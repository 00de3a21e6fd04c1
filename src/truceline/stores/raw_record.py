"""A record as rows, as they lie in a store: for whoever carries it to another store without opening what is sealed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Protocol

import apsw
import msgspec

from truceline.stores.connection import Transaction, connect
from truceline.stores.record_tables import SCHEMA, refusal

#: entries that are carried in one transaction
STEP = 2_000


class RawEntry(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """Leaf and openings of an entry, sealed where they are sealed."""

    index: int
    kind: str
    leaf: bytes
    body: bytes
    salts: bytes


class Rest(msgspec.Struct, frozen=True):
    """What a record keeps besides its entries."""

    about: dict[str, str]
    tiles: list[tuple[int, int, bytes, bytes]]
    sources: list[tuple[str, int, str]]
    checkpoints: list[tuple[int, bytes]]


class RawRecord(Protocol):
    """One side of a move. `put` and `finish` are durable when they return; entries that are there are put again."""

    def size(self) -> int: ...

    def entries(self, first: int, end: int) -> list[RawEntry]: ...

    def rest(self) -> Rest: ...

    def put(self, entries: Iterable[RawEntry]) -> None: ...

    def finish(self, rest: Rest) -> None: ...

    def close(self) -> None: ...


class RawSqlite:
    """The rows of a record's file."""

    def __init__(self, path: Path, *, make: bool = False) -> None:
        self._path = path
        try:
            self._db = connect(path, read_only=not make)
            if make:
                self._db.execute(SCHEMA)
        except apsw.Error as error:
            raise refusal(error, path) from error

    def size(self) -> int:
        found = self._all("SELECT ifnull(max(idx) + 1, 0) FROM leaves")
        return int(found[0][0])

    def entries(self, first: int, end: int) -> list[RawEntry]:
        query = (
            "SELECT idx, kind, leaf, body, salts FROM leaves JOIN openings USING (idx)"
            " WHERE idx >= ? AND idx < ? ORDER BY idx"
        )
        return [RawEntry(*row) for row in self._all(query, (first, end))]

    def rest(self) -> Rest:
        return Rest(
            dict(self._all("SELECT name, value FROM about")),
            self._all("SELECT level, n, root, hashes FROM tiles ORDER BY level, n"),
            self._all("SELECT source, seq, hash FROM sources ORDER BY source"),
            self._all("SELECT size, note FROM checkpoints ORDER BY size"),
        )

    def put(self, entries: Iterable[RawEntry]) -> None:
        kept = list(entries)
        self._written(
            ("INSERT INTO leaves VALUES (?, ?, ?)", ((e.index, e.kind, e.leaf) for e in kept)),
            ("INSERT INTO openings VALUES (?, ?, ?)", ((e.index, e.body, e.salts) for e in kept)),
        )

    def finish(self, rest: Rest) -> None:
        self._written(
            ("INSERT OR REPLACE INTO about VALUES (?, ?)", rest.about.items()),
            ("INSERT INTO tiles VALUES (?, ?, ?, ?)", rest.tiles),
            ("INSERT INTO sources VALUES (?, ?, ?)", rest.sources),
            ("INSERT INTO checkpoints VALUES (?, ?)", rest.checkpoints),
        )

    def close(self) -> None:
        """All that was put lies in the one file then."""
        if not self._db.readonly("main"):
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self._db.close()

    def _all(self, query: str, values: tuple[object, ...] = ()) -> list[Any]:
        try:
            found: list[Any] = self._db.execute(query, values).fetchall()
        except apsw.Error as error:
            raise refusal(error, self._path) from error
        return found

    def _written(self, *steps: tuple[str, Iterable[Any]]) -> None:
        try:
            with Transaction(self._db):
                for query, values in steps:
                    self._db.executemany(query, values)
        except apsw.Error as error:
            raise refusal(error, self._path) from error


def all_of(record: RawRecord, first: int = 0) -> Iterator[list[RawEntry]]:
    """The entries from `first` on, some at a time."""
    size = record.size()
    for at in range(first, size, STEP):
        yield record.entries(at, min(at + STEP, size))
