"""Writing a record: whole groups of entries in one transaction, and the erasure of values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec

from truceline.model.errors import MissionError, RecordError
from truceline.ports import Salts
from truceline.record.chain import Link, TakeoverLine, verify_chain
from truceline.record.edge import Edge
from truceline.record.entry import Entry, ErasureLine
from truceline.record.kinds import Kind
from truceline.record.leaf import GENESIS, openings, without
from truceline.record.sealing import prepare
from truceline.stores.connection import Transaction, connect, has_table
from truceline.stores.openings import OpeningsLock, kept, opened
from truceline.stores.placing import OPERATOR, Batch, Last, each_of, lock_of, place
from truceline.stores.record_reader import read_edge, size_of
from truceline.stores.record_tables import SCHEMA, Turn


class RecordWriter:
    """One connection that writes, for one thread at a time; other processes may write the same file."""

    def __init__(self, path: Path, salts: Salts, origin: str | None) -> None:
        self._path = path
        self._salts = salts
        self._writing = Turn(path)
        self._edge = Edge()
        self._last: dict[str, Last] = {}
        self.lock: OpeningsLock | None = None
        with self._writing:
            self._db = connect(path, read_only=False)
            self._prepare(origin)

    def append(self, batches: Sequence[Batch]) -> list[tuple[Entry, ...]]:
        """Write all of them or none, durably. Returns the entries of each."""
        with self._writing, self._transaction() as edge:
            return self._place(edge, batches)

    def erase(self, line: ErasureLine) -> Entry:
        """Destroy values and salts, and write the entry that says so."""
        gone = frozenset(line.fields)
        with self._writing:
            with self._transaction() as edge:
                kind, body, salts = self._opening_of(line.index)
                if kind == "erasure" or not gone or not gone <= openings(body, salts).keys():
                    raise RecordError(
                        f"entry {line.index} holds no fields {', '.join(line.fields)} to erase",
                        where=str(self._path),
                        advice="Name fields that it still holds; what was erased is said for good.",
                    )
                left = kept(line.index, *without(body, salts, gone), lock_of(kind, self.lock))
                self._db.execute("UPDATE openings SET body = ?, salts = ? WHERE idx = ?", (*left, line.index))
                ((entry,),) = self._place(edge, [(prepare([("erasure", line)]), OPERATOR)])
            self._empty_log()
        return entry

    def reseal(self) -> int:
        """Keep what opens every entry under the newest key. Returns how many; nothing without a lock."""
        lock = self.lock
        if lock is None:
            return 0
        with self._writing:
            with self._transaction():
                rows: list[Any] = self._db.execute(
                    "SELECT idx, kind, body, salts FROM leaves JOIN openings USING (idx)"
                ).fetchall()
                again = [
                    (*kept(n, *opened(n, body, salts, lock), lock_of(kind, self.lock)), n)
                    for n, kind, body, salts in rows
                ]
                self._db.executemany("UPDATE openings SET body = ?, salts = ? WHERE idx = ?", again)
            self._empty_log()
        return len(rows)

    def settle(self) -> None:
        """Move the write-ahead log into the file."""
        with self._writing:
            self._empty_log()

    def keep_checkpoint(self, size: int, note: bytes) -> None:
        with self._writing:
            self._db.execute(
                "INSERT INTO checkpoints VALUES (?1, ?2) ON CONFLICT DO UPDATE SET note = ?2", (size, note)
            )

    def close(self) -> None:
        with self._writing:
            self._db.close()

    @contextmanager
    def _transaction(self) -> Iterator[Edge]:
        """All that the block writes, or nothing. Yields the edge that it is to grow."""
        last = self._last.copy()
        try:
            with Transaction(self._db):
                edge = self._newest_edge().copy()
                yield edge
        except BaseException:  # whatever it was, an interrupt too, the transaction is rolled back: so is what we know
            self._last = last
            raise
        self._edge = edge

    def _newest_edge(self) -> Edge:
        """The edge in memory, or the one on the disk where another process has appended."""
        size = size_of(self._db)
        if size != self._edge.size:
            self._edge = read_edge(self._db, size)
            self._last = {}
        return self._edge

    def _place(self, edge: Edge, batches: Sequence[Batch]) -> list[tuple[Entry, ...]]:
        """Lay entries at the edge of the tree, and write them."""
        placed = place(edge, batches, self._salts, self._last_of)
        db = self._db
        db.executemany(
            "INSERT INTO leaves VALUES (?, ?, ?)", zip(placed.numbers, placed.kinds, placed.leaves, strict=True)
        )
        db.executemany("INSERT INTO openings VALUES (?, ?, ?)", placed.openings(self.lock))
        if placed.tiles:
            rows = [(tile.level, tile.n, tile.root, tile.hashes) for tile in placed.tiles]
            db.executemany("INSERT INTO tiles VALUES (?, ?, ?, ?)", rows)
        db.executemany(
            "INSERT INTO sources VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET seq = ?2, hash = ?3",
            [(source, *last) for source, last in placed.last.items()],
        )
        self._last |= placed.last
        return each_of(placed, batches)

    def _last_of(self, source: str) -> Last:
        """Number and hash of a source's newest entry."""
        if source not in self._last:
            row: Any = self._db.execute("SELECT seq, hash FROM sources WHERE source = ?", (source,)).fetchone()
            self._last[source] = row or (0, GENESIS)
        return self._last[source]

    def _opening_of(self, index: int) -> tuple[Kind, bytes, bytes]:
        row: Any = self._db.execute(
            "SELECT kind, body, salts FROM leaves JOIN openings USING (idx) WHERE idx = ?", (index,)
        ).fetchone()
        if row is None:
            raise RecordError(f"there is no entry {index}", where=str(self._path), advice="Entries count from 0.")
        return row[0], *opened(index, row[1], row[2], self.lock)

    def _empty_log(self) -> None:
        """Move the write-ahead log into the file and cut it off: until then it holds what was erased."""
        row: Any = self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if row[0]:
            raise MissionError(
                "it is written, but the write-ahead log still holds the old bytes: another process is reading it",
                where=str(self._path),
                advice="Close whatever else has this mission open: the last to close it empties the log.",
            )

    def _prepare(self, origin: str | None) -> None:
        """Make the tables where there are none, and take over the hash chain of an older version."""
        if has_table(self._db, "about") and not has_table(self._db, "entries"):
            return
        with Transaction(self._db):
            self._db.execute(SCHEMA)
            name = origin or f"truceline/{self._salts.draw([(1, b'origin')]).hex()}"
            self._db.execute("INSERT OR IGNORE INTO about VALUES ('origin', ?)", (name,))
            if has_table(self._db, "entries"):
                self._take_over()

    def _take_over(self) -> None:
        """The entries of a chain become the first leaves, and one more says what its head was."""
        rows: Any = self._db.execute("SELECT seq, kind, body, prev, hash FROM entries ORDER BY seq").fetchall()
        links = [Link(seq, kind, bytes(body), prev, hash_) for seq, kind, body, prev, hash_ in rows]
        head = verify_chain(links)
        lines: list[tuple[Kind, object]] = [(link.kind, msgspec.json.decode(link.body)) for link in links]
        lines.append(("takeover", TakeoverLine(len(links), head)))
        edge = Edge()
        self._place(edge, [(prepare(lines), OPERATOR)])
        self._db.execute("DROP TABLE entries")
        self._edge = edge
