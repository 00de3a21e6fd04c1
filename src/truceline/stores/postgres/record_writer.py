"""Writing a record in PostgreSQL: whole groups of entries in one transaction, and the erasure of values.

Whoever appends holds the row `head` until the commit, so several processes take turns. Where the connection breaks
before the commit was sent, nothing was written and the group is written again. Where it breaks after, the next
connection first waits for that row, and then sees whether the entries are there: nobody guesses.
"""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from typing import Final, TypeVar

import psycopg

from truceline.model.errors import MissionError, RecordError
from truceline.ports import Salts
from truceline.record.edge import Edge
from truceline.record.entry import Entry, ErasureLine
from truceline.record.leaf import GENESIS, openings, without
from truceline.record.sealing import prepare
from truceline.stores.openings import OpeningsLock, kept, opened
from truceline.stores.placing import OPERATOR, Batch, Last, Placed, each_of, lock_of, place
from truceline.stores.postgres.links import Link, Links, rows
from truceline.stores.postgres.record_reader import read_edge
from truceline.stores.postgres.refusals import is_lost, refusal
from truceline.stores.postgres.texts import kept as kept_text
from truceline.stores.record import CHUNK

T = TypeVar("T")

_LEAF: Final = ("int8", "text", "bytea")
_OPENING: Final = ("int8", "text", "bytea", "bytea")

#: from so many rows on they are sent as a stream
_MANY = 24
#: for how long a transaction that was broken off is begun again
_PATIENCE_S = 30.0
_PAUSE_S = 0.2


class UnknownOutcomeError(MissionError):
    """The connection broke during a commit, and the database could not be asked since whether it was kept."""


class _Turn:
    """A transaction that holds the head of the record."""

    def __init__(self, link: Link, edge: Edge, xid: str) -> None:
        self.link = link
        self.edge = edge
        self.xid = xid
        self.placed: Placed | None = None
        self._last: list[tuple[str, Sequence[object]]] = []

    def at_last(self, query: str, values: Sequence[object]) -> None:
        """A statement that is sent together with the commit: the server is waited for once."""
        self._last.append((query, values))

    def commit(self) -> None:
        with self.link.pipeline():
            for query, values in self._last:
                self.link.execute(query, values)
            self.link.execute("COMMIT")


class PostgresWriter:
    """One connection that writes, for one thread at a time; other processes may write the same record."""

    def __init__(self, links: Links, salts: Salts) -> None:
        self._links = links
        self._salts = salts
        self._using = threading.RLock()
        self._link: Link | None = None
        self._edge = Edge()
        self._last: dict[str, Last] = {}
        self.lock: OpeningsLock | None = None

    def append(self, batches: Sequence[Batch]) -> list[tuple[Entry, ...]]:
        """Write all of them or none, durably. Returns the entries of each.

        Raises UnknownOutcomeError where the connection broke during the commit and did not come back in time.
        """
        return self._written(lambda turn: self._place(turn, batches))

    def erase(self, line: ErasureLine) -> Entry:
        """Destroy values and salts, and write the entry that says so.

        The old row is out of the table when it returns; the server's own log and its backups are its administrator's.
        """
        ((entry,),) = self._written(lambda turn: self._erase(turn, line))
        self._vacuum("openings")
        return entry

    def reseal(self) -> int:
        """Keep what opens every entry under the newest key. Returns how many; nothing without a lock."""
        if self.lock is None:
            return 0
        done = self._written(self._reseal)
        self._vacuum("openings")
        return done

    def settle(self) -> None:
        """There is no file of this process's own to settle."""

    def keep_checkpoint(self, size: int, note: bytes) -> None:
        query = "INSERT INTO checkpoints VALUES (%s, %s) ON CONFLICT (size) DO UPDATE SET note = excluded.note"
        self._links.ask(lambda link: link.execute(query, (size, note)))

    def close(self) -> None:
        with self._using:
            if self._link is not None:
                self._link.close()
                self._link = None

    # -- one transaction

    def _written(self, work: Callable[[_Turn], T]) -> T:
        """What `work` answers, once what it wrote is on the disk. It may be called again, for another transaction."""
        until = time.monotonic() + _PATIENCE_S
        with self._using:
            while True:
                turn: _Turn | None = None
                try:
                    turn = self._begin()
                    answer = work(turn)
                    turn.commit()
                except psycopg.Error as error:
                    self._break_off()
                    if not is_lost(error) or (turn is None and time.monotonic() > until):
                        raise refusal(error, self._links.where) from error
                    if turn is None or turn.placed is None or not self._came_through(turn, error):
                        if time.monotonic() > until:
                            raise refusal(error, self._links.where) from error
                        time.sleep(_PAUSE_S)
                        continue
                except BaseException:  # an interrupt too: the next one must not go on in this transaction
                    self._break_off()
                    raise
                self._keep(turn)
                return answer

    def _begin(self) -> _Turn:
        if self._link is None or self._link.closed:
            self._link = self._links.connect()
        link = self._link
        with link.pipeline():
            link.execute("BEGIN")
            found = link.execute("SELECT size, pg_current_xact_id()::text FROM head FOR UPDATE", binary=True)
            row = found.fetchone()
        if row is None:
            raise RecordError("the head of the record is gone", where=self._links.where, advice="Restore a backup.")
        size, xid = int(row[0]), str(row[1])
        if size != self._edge.size:
            self._edge = read_edge(link, size)
            self._last = {}
        return _Turn(link, self._edge.copy(), xid)

    def _begin_when_there(self) -> _Turn:
        until = time.monotonic() + _PATIENCE_S
        while True:
            try:
                return self._begin()
            except psycopg.Error as error:
                self._break_off()
                if not is_lost(error) or time.monotonic() > until:
                    raise
                time.sleep(_PAUSE_S)

    def _keep(self, turn: _Turn) -> None:
        if turn.placed is not None:
            self._edge = turn.edge
            self._last |= turn.placed.last

    def _break_off(self) -> None:
        """Whatever the transaction had done is undone by the server when its connection goes."""
        link, self._link = self._link, None
        self._edge, self._last = Edge(), {}
        if link is not None:
            with contextlib.suppress(psycopg.Error):
                link.close()

    def _came_through(self, turn: _Turn, lost: psycopg.Error) -> bool:
        """Whether a transaction whose connection broke was committed. Waits until that is decided.

        Its number tells it, and so do its leaves: a server that crashed may give the number of a transaction that left
        no trace to another one.
        """
        placed = turn.placed
        assert placed is not None
        try:
            now = self._begin_when_there()
            ((status,),) = rows(now.link, "SELECT pg_xact_status(%s::text::xid8)", (turn.xid,))
            first = placed.numbers[0]
            there = rows(now.link, "SELECT leaf FROM leaves WHERE idx = %s", (first,))
            now.link.execute("ROLLBACK")
        except (psycopg.Error, MissionError) as error:
            self._break_off()
            raise UnknownOutcomeError(
                "the connection to the database broke during a commit, and has not come back since:"
                " whether the entries were kept is not known yet",
                where=self._links.where,
                advice="When the server is back, run the same command again: it looks before it writes.",
            ) from error
        return status in ("committed", None) and [(placed.leaves[0],)] == there

    # -- what is written

    def _place(self, turn: _Turn, batches: Sequence[Batch]) -> list[tuple[Entry, ...]]:
        """Lay entries at the edge of the tree, and write them."""
        placed = place(turn.edge, batches, self._salts, lambda source: self._last_of(turn.link, source))
        turn.placed = placed
        leaves = zip(placed.numbers, placed.kinds, placed.leaves, strict=True)
        apart = zip(placed.openings(self.lock), placed.kinds, strict=True)
        self._insert(turn, "leaves", _LEAF, leaves)
        self._insert(turn, "openings", _OPENING, ((n, kind, body, salts) for (n, body, salts), kind in apart))
        for tile in placed.tiles:
            turn.at_last("INSERT INTO tiles VALUES (%s, %s, %s, %s)", (tile.level, tile.n, tile.root, tile.hashes))
        for source, last in sorted(placed.last.items()):
            turn.at_last(
                "INSERT INTO sources VALUES (%s, %s, %s)"
                " ON CONFLICT (source) DO UPDATE SET seq = excluded.seq, hash = excluded.hash",
                (kept_text(source), *last),
            )
        turn.at_last("UPDATE head SET size = %s", (turn.edge.size,))
        return each_of(placed, batches)

    def _insert(self, turn: _Turn, table: str, types: Sequence[str], values: Iterable[Sequence[object]]) -> None:
        """Rows into a table of these types: few go with the commit, many as one stream before it."""
        assert turn.placed is not None
        if len(turn.placed.leaves) < _MANY:
            marks = ", ".join(["%s"] * len(types))
            for row in values:
                turn.at_last(f"INSERT INTO {table} VALUES ({marks})", row)
            return
        with turn.link.cursor() as cursor, cursor.copy(f"COPY {table} FROM STDIN (FORMAT BINARY)") as stream:
            stream.set_types(types)
            for row in values:
                stream.write_row(row)

    def _erase(self, turn: _Turn, line: ErasureLine) -> list[tuple[Entry, ...]]:
        gone = frozenset(line.fields)
        found = rows(turn.link, "SELECT kind, body, salts FROM openings WHERE idx = %s", (line.index,))
        if not found:
            raise RecordError(
                f"there is no entry {line.index}", where=self._links.where, advice="Entries count from 0."
            )
        kind, body, salts = found[0]
        body, salts = opened(line.index, body, salts, self.lock)
        if kind == "erasure" or not gone or not gone <= openings(body, salts).keys():
            raise RecordError(
                f"entry {line.index} holds no fields {', '.join(line.fields)} to erase",
                where=self._links.where,
                advice="Name fields that it still holds; what was erased is said for good.",
            )
        left = kept(line.index, *without(body, salts, gone), lock_of(kind, self.lock))
        turn.link.execute("UPDATE openings SET body = %s, salts = %s WHERE idx = %s", (*left, line.index))
        return self._place(turn, [(prepare([("erasure", line)]), OPERATOR)])

    def _reseal(self, turn: _Turn) -> int:
        done = 0
        for first in range(0, turn.edge.size, CHUNK):
            found = rows(
                turn.link,
                "SELECT idx, kind, body, salts FROM openings WHERE idx >= %s AND idx < %s",
                (first, first + CHUNK),
            )
            again = [
                (*kept(n, *opened(n, body, salts, self.lock), lock_of(kind, self.lock)), n)
                for n, kind, body, salts in found
            ]
            with turn.link.cursor() as cursor:
                cursor.executemany("UPDATE openings SET body = %s, salts = %s WHERE idx = %s", again)
            done += len(again)
        return done

    def _last_of(self, link: Link, source: str) -> Last:
        """Number and hash of a source's newest entry."""
        if source not in self._last:
            found = rows(link, "SELECT seq, hash FROM sources WHERE source = %s", (source,))
            self._last[source] = (int(found[0][0]), str(found[0][1])) if found else (0, GENESIS)
        return self._last[source]

    def _vacuum(self, table: str) -> None:
        """Take dead rows out of the table, so that what was in them is read by nobody any more."""
        self._links.ask(lambda link: link.execute(f"VACUUM {table}"))
