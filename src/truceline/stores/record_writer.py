"""Writing a record: whole groups of entries in one transaction, and the erasure of values."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

import apsw
import msgspec

from truceline.model.errors import MissionError, RecordError
from truceline.ports import Salts
from truceline.record.chain import Link, TakeoverLine, verify_chain
from truceline.record.edge import Edge, Tile
from truceline.record.entry import Entry, ErasureLine
from truceline.record.kinds import OPEN_KINDS, Kind
from truceline.record.leaf import GENESIS, openings, without
from truceline.record.sealing import Prepared, Sealed, chain, prepare, seal
from truceline.stores.connection import connect, has_table, transaction
from truceline.stores.openings import OpeningsLock, kept, opened
from truceline.stores.record_reader import read_edge, size_of
from truceline.stores.record_tables import SCHEMA, refusal

#: whoever runs the mission, as a source of entries
OPERATOR = "operator"

#: what one client appends, and as which source. Large batches come sealed: that needs no turn at the tree
Batch = tuple[Prepared | Sealed, str]


class _Columns:
    """Entries in the order in which they go in."""

    def __init__(self, first: int) -> None:
        self._first = first
        self.kinds: list[Kind] = []
        self.leaves: list[bytes] = []
        self.hashes: list[bytes] = []
        self.bodies: list[bytes] = []
        self.salts: list[bytes] = []

    def add(self, sealed: Sealed, first: int, leaves: list[bytes], hashes: list[bytes]) -> None:
        span = slice(first, first + len(leaves))
        self.kinds += sealed.kinds[span]
        self.leaves += leaves
        self.hashes += hashes
        self.bodies += sealed.bodies[span]
        self.salts += sealed.salts[span]

    @property
    def numbers(self) -> range:
        return range(self._first, self._first + len(self.leaves))

    def entries(self) -> Iterator[Entry]:
        return map(Entry, self.numbers, self.kinds, self.leaves, self.bodies)


class RecordWriter:
    """One connection that writes, for one thread at a time; other processes may write the same file."""

    def __init__(self, path: Path, salts: Salts, origin: str | None) -> None:
        self._path = path
        self._salts = salts
        self._using = threading.RLock()
        self._edge = Edge()
        self._last: dict[str, tuple[int, str]] = {}
        self.lock: OpeningsLock | None = None
        with self._writing():
            self._db = connect(path, read_only=False)
            self._prepare(origin)

    def append(self, batches: Sequence[Batch]) -> list[tuple[Entry, ...]]:
        """Write all of them or none, durably. Returns the entries of each."""
        with self._writing(), self._transaction() as edge:
            return self._place(edge, batches)

    def erase(self, line: ErasureLine) -> Entry:
        """Destroy values and salts, and write the entry that says so."""
        gone = frozenset(line.fields)
        with self._writing():
            with self._transaction() as edge:
                kind, body, salts = self._opening_of(line.index)
                if kind == "erasure" or not gone or not gone <= openings(body, salts).keys():
                    raise RecordError(
                        f"entry {line.index} holds no fields {', '.join(line.fields)} to erase",
                        where=str(self._path),
                        advice="Name fields that it still holds; what was erased is said for good.",
                    )
                left = kept(line.index, *without(body, salts, gone), self._lock_of(kind))
                self._db.execute("UPDATE openings SET body = ?, salts = ? WHERE idx = ?", (*left, line.index))
                ((entry,),) = self._place(edge, [(prepare([("erasure", line)]), OPERATOR)])
            self._empty_log()
        return entry

    def reseal(self) -> int:
        """Keep what opens every entry under the newest key. Returns how many; nothing without a lock."""
        lock = self.lock
        if lock is None:
            return 0
        with self._writing():
            with self._transaction():
                rows: list[Any] = self._db.execute(
                    "SELECT idx, kind, body, salts FROM leaves JOIN openings USING (idx)"
                ).fetchall()
                again = [
                    (*kept(n, *opened(n, body, salts, lock), self._lock_of(kind)), n) for n, kind, body, salts in rows
                ]
                self._db.executemany("UPDATE openings SET body = ?, salts = ? WHERE idx = ?", again)
            self._empty_log()
        return len(rows)

    def _lock_of(self, kind: Kind) -> OpeningsLock | None:
        return None if kind in OPEN_KINDS else self.lock

    def settle(self) -> None:
        """Move the write-ahead log into the file."""
        with self._writing():
            self._empty_log()

    def keep_checkpoint(self, size: int, note: bytes) -> None:
        with self._writing():
            self._db.execute(
                "INSERT INTO checkpoints VALUES (?1, ?2) ON CONFLICT DO UPDATE SET note = ?2", (size, note)
            )

    def close(self) -> None:
        with self._using:
            self._db.close()

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            with self._using:
                yield
        except apsw.Error as error:
            raise refusal(error, self._path) from error

    @contextmanager
    def _transaction(self) -> Iterator[Edge]:
        """All that the block writes, or nothing. Yields the edge that it is to grow."""
        last = self._last.copy()
        try:
            with transaction(self._db):
                edge = self._newest_edge().copy()
                yield edge
        except BaseException:
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
        """Seal entries, chain them to the last of their source, and write them at the edge of the tree."""
        together = seal([lines for lines, _ in batches if isinstance(lines, Prepared)], self._salts)
        placed = _Columns(edge.size)
        of_together = 0
        for lines, source in batches:
            n = len(lines.kinds)
            sealed, first = (lines, 0) if isinstance(lines, Sealed) else (together, of_together)
            of_together += 0 if sealed is lines else n
            seq, prev = self._last_of(source)
            leaves, hashes = chain(sealed, range(first, first + n), source, seq, prev)
            self._last[source] = (seq + n, hashes[-1].hex())
            placed.add(sealed, first, leaves, hashes)
        self._insert(placed, edge.add(b"".join(placed.hashes)), {source for _, source in batches})
        entries = placed.entries()
        return [tuple(islice(entries, len(lines.kinds))) for lines, _ in batches]

    def _insert(self, placed: _Columns, tiles: Sequence[Tile], sources: Iterable[str]) -> None:
        apart: Iterable[tuple[int, bytes, bytes]] = zip(placed.numbers, placed.bodies, placed.salts, strict=True)
        if self.lock is not None:
            locks = map(self._lock_of, placed.kinds)
            apart = [(n, *kept(n, body, salts, lock)) for (n, body, salts), lock in zip(apart, locks, strict=True)]
        db = self._db
        db.executemany(
            "INSERT INTO leaves VALUES (?, ?, ?)", zip(placed.numbers, placed.kinds, placed.leaves, strict=True)
        )
        db.executemany("INSERT INTO openings VALUES (?, ?, ?)", apart)
        if tiles:
            rows = [(tile.level, tile.n, tile.root, tile.hashes) for tile in tiles]
            db.executemany("INSERT INTO tiles VALUES (?, ?, ?, ?)", rows)
        db.executemany(
            "INSERT INTO sources VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET seq = ?2, hash = ?3",
            [(source, *self._last[source]) for source in sources],
        )

    def _last_of(self, source: str) -> tuple[int, str]:
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
        with transaction(self._db):
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
