"""Reading a record in PostgreSQL: entries, tiles and checkpoints as they lie there. Nobody waits for who writes."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from typing import TypeVar

from truceline.model.errors import RecordError
from truceline.record.edge import Edge
from truceline.record.entry import Entry
from truceline.record.kinds import OPEN_KINDS, Kind
from truceline.record.merkle import TILE_WIDTH, leaf_hash
from truceline.record.whole import Row, Seen
from truceline.stores.openings import SEALED_MAGIC, OpeningsLock, opened
from truceline.stores.postgres.links import Link, Links, rows
from truceline.stores.record import CHUNK
from truceline.stores.record_check import look_at_all

T = TypeVar("T")

_ALL = "SELECT l.idx, l.kind, leaf, body, salts FROM leaves l JOIN openings USING (idx) WHERE"


class PostgresReader:
    """The side of a database that reads a record (`stores.record.Reads`)."""

    def __init__(self, links: Links) -> None:
        self._links = links
        self._edge = Edge()
        self._edging = threading.Lock()
        self.lock: OpeningsLock | None = None

    def size(self) -> int:
        return self._links.ask(size_of)

    def about(self, name: str) -> str | None:
        row = self._links.row("SELECT value FROM about WHERE name = %s", (name,))
        return None if row is None else str(row[0])

    def chunk(self, kind: Kind | None, first: int, end: int, *, newest: bool = False) -> list[Entry]:
        order = "l.idx DESC" if newest else "l.idx"
        named = "" if kind is None else "l.kind = %s AND"
        values = (first, end) if kind is None else (kind, first, end)
        found = self._links.rows(f"{_ALL} {named} l.idx >= %s AND l.idx < %s ORDER BY {order} LIMIT {CHUNK}", values)
        return [Entry(n, k, leaf, opened(n, body, salts, self.lock)[0]) for n, k, leaf, body, salts in found]

    def rows(self, first: int, end: int) -> list[Row]:
        found = self._links.rows(f"{_ALL} l.idx >= %s AND l.idx < %s ORDER BY l.idx", (first, end))
        return [Row(n, kind, leaf, *opened(n, body, salts, self.lock)) for n, kind, leaf, body, salts in found]

    def row(self, index: int) -> Row:
        return self._the_one(self.rows(index, index + 1), index)

    def leaves(self, first: int, end: int) -> list[tuple[int, bytes]]:
        query = "SELECT idx, leaf FROM leaves WHERE idx >= %s AND idx < %s ORDER BY idx"
        return [(n, leaf) for n, leaf in self._links.rows(query, (first, end))]

    def leaf(self, index: int) -> bytes:
        return self._the_one(self.leaves(index, index + 1), index)[1]

    def tile(self, level: int, n: int) -> bytes:
        row = self._links.row("SELECT hashes FROM tiles WHERE level = %s AND n = %s", (level, n))
        return self._unfilled(level, n) if row is None else row[0]

    def is_sealed(self) -> bool:
        row = self._links.row(
            "SELECT body FROM openings WHERE idx = (SELECT max(idx) FROM leaves WHERE NOT kind = ANY(%s))",
            (sorted(OPEN_KINDS),),
        )
        return row is not None and row[0][: len(SEALED_MAGIC)] == SEALED_MAGIC

    def sources(self) -> dict[str, tuple[int, str]]:
        return {source: (seq, hash_) for source, seq, hash_ in self._links.rows("SELECT * FROM sources")}

    def checkpoint(self, size: int | None) -> bytes | None:
        where = "ORDER BY size DESC LIMIT 1" if size is None else "WHERE size = %s"
        row = self._links.row(f"SELECT note FROM checkpoints {where}", () if size is None else (size,))
        return None if row is None else row[0]

    def checkpoints(self) -> tuple[tuple[int, bytes], ...]:
        return tuple((size, note) for size, note in self._links.rows("SELECT * FROM checkpoints ORDER BY size"))

    def look_at_all(self, size: int) -> Iterator[Seen]:
        return look_at_all(partial(_opened, self._links.url), self, size)

    def close(self) -> None:
        self._links.close()

    def _the_one(self, found: list[T], index: int) -> T:
        if not found:
            raise RecordError(f"there is no entry {index}", where=self._links.where, advice="Entries count from 0.")
        return found[0]

    def _unfilled(self, level: int, n: int) -> bytes:
        size = self.size()
        with self._edging:
            if size != self._edge.size:
                self._edge = self._links.ask(lambda link: read_edge(link, size))
            return self._edge.tile(level, n) or b""


def _opened(url: str) -> PostgresReader:
    return PostgresReader(Links(url))


def size_of(link: Link) -> int:
    """How many entries there are."""
    ((newest,),) = rows(link, "SELECT max(idx) FROM leaves")
    return 0 if newest is None else int(newest) + 1


def read_edge(link: Link, size: int) -> Edge:
    """The right edge of the tree of `size` entries: at most 255 leaves are hashed, 255 roots of tiles read a level."""
    newest = rows(
        link, "SELECT leaf FROM leaves WHERE idx >= %s AND idx < %s ORDER BY idx", (size - size % TILE_WIDTH, size)
    )
    levels = [b"".join(leaf_hash(leaf) for (leaf,) in newest)]
    while filled := size // TILE_WIDTH ** len(levels):
        roots = rows(
            link,
            "SELECT root FROM tiles WHERE level = %s AND n >= %s AND n < %s ORDER BY n",
            (len(levels) - 1, filled - filled % TILE_WIDTH, filled),
        )
        levels.append(b"".join(root for (root,) in roots))
    return Edge(size, levels)
