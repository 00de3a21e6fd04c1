"""The record in SQLite: a Merkle log in tiles, write-ahead log, full sync. What `append` returned survives a power cut.

Clients that append at the same time share one transaction, and so one wait for the disk (group commit). Only one thread
uses a connection at a time; reading has a connection of its own, so that it never waits for the disk.
"""

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
from truceline.ports import Salts, Signer
from truceline.record.chain import Link, TakeoverLine, verify_chain
from truceline.record.checkpoint import Checkpoint, sign_checkpoint
from truceline.record.edge import Edge
from truceline.record.entry import Entry, ErasureLine
from truceline.record.kinds import Kind
from truceline.record.leaf import GENESIS, Opening, Prepared, leaf_bytes, openings, prepare, seal, without
from truceline.record.merkle import TILE_WIDTH, Tree, TreeHead, leaf_hash
from truceline.record.whole import Row, look_at, walk
from truceline.stores.record_tables import SCHEMA, connect, has_table, refusal
from truceline.stores.salts import ChanceSalts

#: whoever runs the mission, as a source of entries
OPERATOR = "operator"

#: entries read at a time: a reader holds no long transaction, which would keep the write-ahead log from being emptied
_CHUNK = 512
_TILES_IN_MEMORY = 2_000


class _Job:
    """What one client wants to append, and what became of it."""

    __slots__ = ("_turn", "entries", "error", "leads", "lines", "source")

    def __init__(self, lines: Prepared, source: str) -> None:
        self.lines = lines
        self.source = source
        self.entries: tuple[Entry, ...] | None = None
        self.error: Exception | None = None
        self.leads = False
        self._turn = threading.Lock()
        self._turn.acquire()

    @property
    def done(self) -> bool:
        return self.entries is not None or self.error is not None

    def wait(self) -> None:
        """Until it is done, or is to lead the next group."""
        self._turn.acquire()

    def wake(self) -> None:
        self._turn.release()


class SqliteRecord:
    """The append-only record of one mission. May be shared by threads; several processes may append."""

    def __init__(
        self, path: Path, *, read_only: bool = False, salts: Salts | None = None, origin: str | None = None
    ) -> None:
        self._path = path
        self._salts = salts or ChanceSalts()
        self._waiting: list[_Job] = []
        self._queue, self._led = threading.Lock(), False
        self._writing, self._reading = threading.RLock(), threading.RLock()
        self._known: dict[tuple[int, int], bytes] = {}
        self._edge = Edge()
        self._last: dict[str, tuple[int, str]] = {}
        with self._refusing():
            if not read_only:
                self._db = connect(path, read_only=False)
                self._prepare(origin)
            self._reader = connect(path, read_only=True)
            if read_only:
                self._db = self._reader
                self._check_version()

    # -- appending

    def append(self, lines: Sequence[tuple[Kind, object]], source: str = OPERATOR) -> tuple[Entry, ...]:
        """Append all of `lines`, each (kind, struct without floats), or none. They are on the disk when it returns.

        Raises ValueError for a line that cannot be an entry, MissionError where the disk stands in the way.
        """
        job = _Job(prepare(lines), source)
        if not job.lines.kinds:
            return ()
        with self._queue:
            self._waiting.append(job)
            job.leads, self._led = not self._led, True
        if not job.leads:
            self._await(job)
        if not job.done:
            self._lead()
        if job.entries is None:
            with self._refusing():
                raise job.error or self._not_written()
        return job.entries

    def erase(self, index: int, fields: Iterable[str], *, by: Sequence[str], why: str) -> Entry:
        """Destroy values and salts of an entry for good, and append the entry that says so. Returns the latter.

        Every proof about the entry stays valid. Raises RecordError where there is no such field any more, MissionError
        where another process still reads: then the bytes are out of the record, but not yet out of its write-ahead log.
        """
        gone = frozenset(fields)
        line = ErasureLine(index, tuple(sorted(gone)), tuple(by), why)
        job = _Job(prepare([("erasure", line)]), OPERATOR)
        with self._refusing(), self._writing:
            with self._transaction() as edge:
                kind, body, salts = self._opening_of(self._db, index)
                if kind == "erasure" or not gone or not gone <= openings(body, salts).keys():
                    raise RecordError(
                        f"entry {index} holds no fields {', '.join(sorted(gone))} to erase",
                        where=str(self._path),
                        advice="Name fields that it still holds; what was erased is said for good.",
                    )
                self._db.execute(
                    "UPDATE openings SET body = ?, salts = ? WHERE idx = ?", (*without(body, salts, gone), index)
                )
                ((entry,),) = self._place(edge, [job])
            self._empty_log()
        return entry

    def _await(self, job: _Job) -> None:
        """Until the job is done or is to lead; whoever is interrupted meanwhile leaves no other waiting."""
        try:
            job.wait()
        except BaseException:
            with self._queue:
                self._waiting = [other for other in self._waiting if other is not job]
            if job.leads and not job.done:
                self._lead()
            raise

    def _lead(self) -> None:
        """Write all that waits in one transaction, then hand over to whoever came meanwhile."""
        with self._writing:
            with self._queue:
                group, self._waiting = self._waiting, []
            try:
                self._commit(group)
            finally:
                with self._queue:
                    self._led = bool(self._waiting)
                    following = self._waiting[:1]
                    for job in following:
                        job.leads = True
                for job in (*following, *group):
                    job.wake()

    def _commit(self, jobs: list[_Job]) -> None:
        try:
            with self._transaction() as edge:
                placed = self._place(edge, jobs)
        except BaseException as error:
            for job in jobs:
                job.error = error if isinstance(error, Exception) else self._not_written()
            if not isinstance(error, Exception):
                raise
            return
        for job, entries in zip(jobs, placed, strict=True):
            job.entries = entries

    def _not_written(self) -> RecordError:
        return RecordError("the entry was not written", where=str(self._path), advice="Append it again.")

    @contextmanager
    def _transaction(self) -> Iterator[Edge]:
        """All that the block writes, or nothing. Yields the edge that it is to grow."""
        last = dict(self._last)
        self._db.execute("BEGIN IMMEDIATE")
        try:
            edge = self._load_edge(self._db).copy()
            yield edge
            self._db.execute("COMMIT")
        except BaseException:
            self._last = last
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            raise
        self._edge = edge

    def _place(self, edge: Edge, jobs: Sequence[_Job]) -> list[tuple[Entry, ...]]:
        """Write entries at the edge of the tree."""
        sealed = seal([job.lines for job in jobs], self._salts)
        rest = iter(sealed)
        placed: list[tuple[Entry, ...]] = []
        hashes: list[bytes] = []
        for job in jobs:
            seq, prev = self._last_of(job.source)
            entries: list[Entry] = []
            for one in islice(rest, len(job.lines.kinds)):
                seq += 1
                leaf = leaf_bytes(one, job.source, seq, prev)
                hash_ = leaf_hash(leaf)
                prev = hash_.hex()
                entries.append(Entry(edge.size + len(hashes), one.kind, leaf, one.body))
                hashes.append(hash_)
            self._last[job.source] = (seq, prev)
            placed.append(tuple(entries))
        new = [entry for entries in placed for entry in entries]
        kept = [(e.index, e.body, s.salts) for e, s in zip(new, sealed, strict=True)]
        tiles = [(tile.level, tile.n, tile.hashes, tile.root) for tile in edge.add(b"".join(hashes))]
        last = [(source, *self._last[source]) for source in dict.fromkeys(job.source for job in jobs)]
        self._db.executemany("INSERT INTO leaves VALUES (?, ?, ?)", [(e.index, e.kind, e.leaf) for e in new])
        self._db.executemany("INSERT INTO openings VALUES (?, ?, ?)", kept)
        if tiles:
            self._db.executemany("INSERT INTO tiles VALUES (?, ?, ?, ?)", tiles)
        self._db.executemany(
            "INSERT INTO sources VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET seq = ?2, hash = ?3", last
        )
        return placed

    def _last_of(self, source: str) -> tuple[int, str]:
        """Number and hash of a source's newest entry."""
        if source not in self._last:
            row = self._db.execute("SELECT seq, hash FROM sources WHERE source = ?", (source,)).fetchone()
            self._last[source] = row or (0, GENESIS)
        return self._last[source]

    def _empty_log(self) -> None:
        """Move the write-ahead log into the file and cut it off: until then it holds what was erased."""
        busy, _, _ = self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone() or (1, 0, 0)
        if busy:
            raise MissionError(
                "the values are erased, but the write-ahead log still holds their bytes: another process is reading it",
                where=str(self._path),
                advice="Close what reads this mission, then run: truceline verify MISSION",
            )

    # -- signing

    @property
    def origin(self) -> str:
        """The name of this log in its checkpoints, the same for good."""
        with self._refusing(), self._reading:
            row = self._reader.execute("SELECT value FROM about WHERE name = 'origin'").fetchone()
        return str(row[0]) if row else ""

    def sign(self, signer: Signer) -> bytes:
        """Sign a checkpoint of all that is on the disk, and keep it. Returns the signed note.

        Ask the witnesses for their size first where the record may have been restored from a backup.
        """
        head = self.tree_head()
        note = sign_checkpoint(Checkpoint(self.origin, head.size, head.root), signer)
        self.keep_checkpoint(head.size, note)
        return note

    def keep_checkpoint(self, size: int, note: bytes) -> None:
        """Keep a signed note for this size, in place of one with fewer cosignatures."""
        with self._refusing(), self._writing:
            self._db.execute(
                "INSERT INTO checkpoints VALUES (?1, ?2) ON CONFLICT DO UPDATE SET note = ?2", (size, note)
            )

    def checkpoint(self, size: int | None = None) -> bytes | None:
        """The signed note kept for this size, or the newest one; null when there is none."""
        where = "ORDER BY size DESC LIMIT 1" if size is None else "WHERE size = ?"
        return self._one(f"SELECT note FROM checkpoints {where}", () if size is None else (size,))

    def checkpoints(self) -> tuple[tuple[int, bytes], ...]:
        """Sizes and notes of all checkpoints kept, oldest first."""
        with self._refusing(), self._reading:
            return tuple(self._reader.execute("SELECT size, note FROM checkpoints ORDER BY size"))

    # -- proofs

    def size(self) -> int:
        """How many entries there are."""
        with self._refusing(), self._reading:
            return _size(self._reader)

    def tree_head(self, size: int | None = None) -> TreeHead:
        """Size and root of the whole record, or of its first entries."""
        return Tree(self).head(self.size() if size is None else size)

    def inclusion(self, index: int, size: int) -> tuple[bytes, ...]:
        """The path that shows entry `index` in the record of `size` entries."""
        return Tree(self).inclusion(index, size)

    def consistency(self, old: int, new: int) -> tuple[bytes, ...]:
        """The path that shows that the record of `new` entries begins with the one of `old`."""
        return Tree(self).consistency(old, new)

    def tile(self, level: int, n: int) -> bytes:
        """Hashes of one tile of the tree (C2SP tlog-tiles); at the right edge as many as there are."""
        found = self._known.get((level, n))
        if found is not None:
            return found
        with self._refusing(), self._reading:
            row = self._reader.execute("SELECT hashes FROM tiles WHERE level = ? AND n = ?", (level, n)).fetchone()
            if row is None:
                return self._load_edge(self._reader).tile(level, n) or b""
        if len(self._known) >= _TILES_IN_MEMORY:
            self._known.clear()
        self._known[level, n] = row[0]
        return bytes(row[0])

    # -- reading

    def head(self) -> Entry | None:
        """The newest entry, or null in an empty record."""
        size = self.size()
        return self.entry(size - 1) if size else None

    def entry(self, index: int) -> Entry:
        """One entry. Raises RecordError when there is none."""
        found = next(self._chunk(None, index, index + 1), None)
        if found is None:
            raise RecordError(f"there is no entry {index}", where=str(self._path), advice="Entries count from 0.")
        return found

    def entries(self, kind: Kind | None = None) -> Iterator[Entry]:
        """All entries in their order, or those of one kind, as they were when the first one was asked for."""
        first, size = 0, self.size()
        while first < size:
            chunk = tuple(self._chunk(kind, first, size))
            yield from chunk
            if len(chunk) < _CHUNK:
                return
            first = chunk[-1].index + 1

    def leaf(self, index: int) -> bytes:
        """The leaf of an entry: what is in the tree."""
        return self.entry(index).leaf

    def openings(self, index: int) -> dict[str, Opening]:
        """Values and salts of an entry's fields, but for those erased."""
        with self._refusing(), self._reading:
            _, body, salts = self._opening_of(self._reader, index)
        return openings(body, salts)

    def verify(self) -> int:
        """Check all that is kept. Returns the number of entries; raises RecordError at the first that does not hold."""
        size = self.size()
        walked = walk(map(look_at, self._rows(size)), self)
        with self._refusing(), self._reading:
            kept: dict[Any, Any] = {row[0]: row[1:] for row in self._reader.execute("SELECT * FROM sources")}
        if walked.size != size or kept != walked.last:
            raise RecordError(
                "its newest entries are not those that were written last",
                where=str(self._path),
                advice="Restore the record from a backup.",
            )
        return size

    def _rows(self, size: int) -> Iterator[list[Row]]:
        """All that is kept of every entry, in order, in pieces."""
        for first in range(0, size, _CHUNK):
            with self._refusing(), self._reading:
                found: list[Any] = self._reader.execute(
                    "SELECT idx, kind, leaf, body, salts FROM leaves JOIN openings USING (idx)"
                    " WHERE idx >= ? AND idx < ? ORDER BY idx",
                    (first, min(first + _CHUNK, size)),
                ).fetchall()
            yield [Row(*row) for row in found]

    def close(self) -> None:
        with self._writing, self._reading:
            self._reader.close()
            self._db.close()

    # -- the file

    def _chunk(self, kind: Kind | None, first: int, end: int) -> Iterator[Entry]:
        named = "" if kind is None else "kind = ? AND"
        values = (first, end) if kind is None else (kind, first, end)
        with self._refusing(), self._reading:
            rows: list[Any] = self._reader.execute(
                f"SELECT idx, kind, leaf, body FROM leaves JOIN openings USING (idx)"
                f" WHERE {named} idx >= ? AND idx < ? ORDER BY idx LIMIT {_CHUNK}",
                values,
            ).fetchall()
        return (Entry(*row) for row in rows)

    def _opening_of(self, db: apsw.Connection, index: int) -> tuple[Kind, bytes, bytes]:
        row = db.execute(
            "SELECT kind, body, salts FROM leaves JOIN openings USING (idx) WHERE idx = ?", (index,)
        ).fetchone()
        if row is None:
            raise RecordError(f"there is no entry {index}", where=str(self._path), advice="Entries count from 0.")
        return row[0], bytes(row[1]), bytes(row[2])

    def _one(self, query: str, values: tuple[int, ...]) -> bytes | None:
        with self._refusing(), self._reading:
            row = self._reader.execute(query, values).fetchone()
        return bytes(row[0]) if row else None

    def _load_edge(self, db: apsw.Connection) -> Edge:
        """The right edge as it lies on the disk; the one in memory where nobody else has appended."""
        size = _size(db)
        if size != self._edge.size:
            self._edge = self._read_edge(db, size)
            self._last = {}
        return self._edge

    def _read_edge(self, db: apsw.Connection, size: int) -> Edge:
        kept = db.execute("SELECT leaf FROM leaves WHERE idx >= ? ORDER BY idx", (size - size % TILE_WIDTH,))
        levels = [b"".join(leaf_hash(leaf) for (leaf,) in kept)]
        while filled := size // TILE_WIDTH ** len(levels):
            first = filled - filled % TILE_WIDTH
            roots = db.execute("SELECT root FROM tiles WHERE level = ? AND n >= ? ORDER BY n", (len(levels) - 1, first))
            levels.append(b"".join(root for (root,) in roots))
        return Edge(size, levels)

    def _prepare(self, origin: str | None) -> None:
        """Make the tables where there are none, and take over the hash chain of an older version."""
        if has_table(self._db, "about") and not has_table(self._db, "entries"):
            return
        self._db.execute("BEGIN IMMEDIATE")
        try:
            self._db.execute(SCHEMA)
            name = origin or f"truceline/{self._salts.draw([(1, b'origin')]).hex()}"
            self._db.execute("INSERT OR IGNORE INTO about VALUES ('origin', ?)", (name,))
            if has_table(self._db, "entries"):
                self._take_over()
            self._db.execute("COMMIT")
        except BaseException:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            raise

    def _take_over(self) -> None:
        """The entries of a chain become the first leaves, and one more says what its head was."""
        rows: list[Any] = self._db.execute("SELECT seq, kind, body, prev, hash FROM entries ORDER BY seq").fetchall()
        links = [Link(seq, kind, bytes(body), prev, hash_) for seq, kind, body, prev, hash_ in rows]
        head = verify_chain(links)
        lines: list[tuple[Kind, object]] = [(link.kind, msgspec.json.decode(link.body)) for link in links]
        lines.append(("takeover", TakeoverLine(len(links), head)))
        edge = Edge()
        self._place(edge, [_Job(prepare(lines), OPERATOR)])
        self._db.execute("DROP TABLE entries")
        self._edge = edge

    def _check_version(self) -> None:
        if has_table(self._db, "entries"):
            raise MissionError(
                "this record was made by version 0.2 and was not taken over yet",
                where=str(self._path),
                advice="Run any command that may write it once, such as: truceline run MISSION",
            )

    @contextmanager
    def _refusing(self) -> Iterator[None]:
        try:
            yield
        except apsw.Error as error:
            raise refusal(error, self._path) from error


def _size(db: apsw.Connection) -> int:
    row = db.execute("SELECT max(idx) FROM leaves").fetchone()
    return 0 if row is None or row[0] is None else int(row[0]) + 1
