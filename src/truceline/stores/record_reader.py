"""Reading a record: entries, tiles and checkpoints as they lie in SQLite. It never waits for whoever writes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import apsw

from truceline.model.errors import MissionError, RecordError
from truceline.record.edge import Edge
from truceline.record.entry import Entry
from truceline.record.kinds import OPEN_KINDS, Kind
from truceline.record.merkle import TILE_WIDTH, leaf_hash
from truceline.record.whole import Row, Seen
from truceline.stores.connection import connect, has_table
from truceline.stores.openings import SEALED_MAGIC, OpeningsLock, opened
from truceline.stores.record import CHUNK
from truceline.stores.record_check import look_at_all
from truceline.stores.record_tables import Turn


class RecordReader:
    """One connection that reads, for one thread at a time."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._edge = Edge()
        self._reading = Turn(path)
        self.lock: OpeningsLock | None = None
        with self._reading:
            self._db = connect(path, read_only=True)
            if has_table(self._db, "entries"):
                raise MissionError(
                    "this record was made by version 0.2 and was not taken over yet",
                    where=str(path),
                    advice="Run any command that may write it once, such as: truceline run MISSION",
                )

    def size(self) -> int:
        with self._reading:
            return size_of(self._db)

    def about(self, name: str) -> str | None:
        """What the record says of itself."""
        row = self._row("SELECT value FROM about WHERE name = ?", (name,))
        return None if row is None else str(row[0])

    def chunk(self, kind: Kind | None, first: int, end: int, *, newest: bool = False) -> list[Entry]:
        """The next entries, of all kinds or of one."""
        named = "" if kind is None else "kind = ? AND"
        values = (first, end) if kind is None else (kind, first, end)
        with self._reading:
            rows: list[Any] = self._db.execute(
                f"SELECT idx, kind, leaf, body, salts FROM leaves JOIN openings USING (idx)"
                f" WHERE {named} idx >= ? AND idx < ? ORDER BY idx {'DESC' if newest else ''} LIMIT {CHUNK}",
                values,
            ).fetchall()
        return [Entry(n, k, leaf, opened(n, body, salts, self.lock)[0]) for n, k, leaf, body, salts in rows]

    def rows(self, first: int, end: int) -> list[Row]:
        """All that is kept of these entries."""
        with self._reading:
            rows: list[Any] = self._db.execute(
                "SELECT idx, kind, leaf, body, salts FROM leaves JOIN openings USING (idx)"
                " WHERE idx >= ? AND idx < ? ORDER BY idx",
                (first, end),
            ).fetchall()
        return [Row(n, kind, leaf, *opened(n, body, salts, self.lock)) for n, kind, leaf, body, salts in rows]

    def leaves(self, first: int, end: int) -> list[tuple[int, bytes]]:
        """Numbers and leaves of these entries, without what opens them."""
        with self._reading:
            rows: list[Any] = self._db.execute(
                "SELECT idx, leaf FROM leaves WHERE idx >= ? AND idx < ? ORDER BY idx", (first, end)
            ).fetchall()
        return [(n, bytes(leaf)) for n, leaf in rows]

    def leaf(self, index: int) -> bytes:
        """One leaf. Raises RecordError when there is none."""
        found = self.leaves(index, index + 1)
        if not found:
            raise RecordError(f"there is no entry {index}", where=str(self._path), advice="Entries count from 0.")
        return found[0][1]

    def row(self, index: int) -> Row:
        """All that is kept of one entry. Raises RecordError when there is none."""
        found = self.rows(index, index + 1)
        if not found:
            raise RecordError(f"there is no entry {index}", where=str(self._path), advice="Entries count from 0.")
        return found[0]

    def tile(self, level: int, n: int) -> bytes:
        """Hashes of one tile; at the right edge as many as there are."""
        row = self._row("SELECT hashes FROM tiles WHERE level = ? AND n = ?", (level, n))
        return self._unfilled(level, n) if row is None else bytes(row[0])

    def is_sealed(self) -> bool:
        """Whether an entry is kept under a lock; the newest that could be is looked at."""
        marks = ", ".join("?" * len(OPEN_KINDS))
        row = self._row(
            f"SELECT body FROM openings WHERE idx = (SELECT max(idx) FROM leaves WHERE kind NOT IN ({marks}))",
            tuple(sorted(OPEN_KINDS)),
        )
        return row is not None and bytes(row[0][: len(SEALED_MAGIC)]) == SEALED_MAGIC

    def sources(self) -> dict[str, tuple[int, str]]:
        """Of each source the number and the hash of its newest entry."""
        with self._reading:
            rows: list[Any] = self._db.execute("SELECT source, seq, hash FROM sources").fetchall()
        return {source: (seq, hash_) for source, seq, hash_ in rows}

    def checkpoint(self, size: int | None) -> bytes | None:
        where = "ORDER BY size DESC LIMIT 1" if size is None else "WHERE size = ?"
        row = self._row(f"SELECT note FROM checkpoints {where}", () if size is None else (size,))
        return None if row is None else bytes(row[0])

    def checkpoints(self) -> tuple[tuple[int, bytes], ...]:
        with self._reading:
            rows: list[Any] = self._db.execute("SELECT size, note FROM checkpoints ORDER BY size").fetchall()
        return tuple((size, bytes(note)) for size, note in rows)

    def look_at_all(self, size: int) -> Iterator[Seen]:
        return look_at_all(partial(RecordReader, self._path), self, size)

    def close(self) -> None:
        with self._reading:
            self._db.close()

    def _row(self, query: str, values: tuple[object, ...]) -> Any:
        with self._reading:
            return self._db.execute(query, values).fetchone()

    def _unfilled(self, level: int, n: int) -> bytes:
        with self._reading:
            size = size_of(self._db)
            if size != self._edge.size:
                self._edge = read_edge(self._db, size)
            return self._edge.tile(level, n) or b""


def size_of(db: apsw.Connection) -> int:
    """How many entries there are."""
    newest: int | None = db.execute("SELECT max(idx) FROM leaves").get
    return 0 if newest is None else newest + 1


def read_edge(db: apsw.Connection, size: int) -> Edge:
    """The right edge of the tree: at most 255 leaves are hashed, and 255 roots of tiles are read a level."""
    newest: Any = db.execute("SELECT leaf FROM leaves WHERE idx >= ? ORDER BY idx", (size - size % TILE_WIDTH,))
    levels = [b"".join(leaf_hash(leaf) for (leaf,) in newest)]
    while filled := size // TILE_WIDTH ** len(levels):
        first = filled - filled % TILE_WIDTH
        roots: Any = db.execute(
            "SELECT root FROM tiles WHERE level = ? AND n >= ? ORDER BY n", (len(levels) - 1, first)
        )
        levels.append(b"".join(root for (root,) in roots))
    return Edge(size, levels)
