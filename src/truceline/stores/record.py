"""The record of a mission, whatever database keeps it: a Merkle log in tiles. What `append` returned stays.

A database has two sides, `Reads` and `Writes`; all that follows from them is the same everywhere, here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Protocol

from truceline.model.errors import MissionError, RecordError
from truceline.record.checkpoint import Checkpoint, sign_checkpoint
from truceline.record.entry import Entry, ErasureLine
from truceline.record.kinds import Kind
from truceline.record.leaf import Opening, openings
from truceline.record.merkle import Tree, TreeHead
from truceline.record.sealing import prepare, seal
from truceline.record.whole import Row, Seen, Walked, look_at_leaves, walk
from truceline.stores.group_commit import GroupCommit
from truceline.stores.openings import OpeningsLock
from truceline.stores.placing import OPERATOR, Batch

if TYPE_CHECKING:
    from truceline.ports import Salts, Signer

#: entries that a client seals by itself, while others wait for the disk; fewer are sealed with those of others
_LARGE = 64


#: entries read at a time: a reader holds no long transaction, which would keep what was erased from going
CHUNK = 512


class Reads(Protocol):
    """The side of a database that reads a record; threads may share it. Raises MissionError where it cannot be reached.

    `row`, `leaf` raise RecordError for an entry that is not there. Tiles are those of C2SP tlog-tiles.
    """

    lock: OpeningsLock | None

    def size(self) -> int: ...

    def about(self, name: str) -> str | None:
        """What the record says of itself."""
        ...

    def chunk(self, kind: Kind | None, first: int, end: int, *, newest: bool = False) -> list[Entry]:
        """The next entries, at most CHUNK of them, of all kinds or of one; `newest`: from the last one back."""
        ...

    def rows(self, first: int, end: int) -> list[Row]: ...

    def row(self, index: int) -> Row: ...

    def leaves(self, first: int, end: int) -> list[tuple[int, bytes]]: ...

    def leaf(self, index: int) -> bytes: ...

    def tile(self, level: int, n: int) -> bytes:
        """Hashes of one tile; at the right edge as many as there are."""
        ...

    def is_sealed(self) -> bool: ...

    def sources(self) -> dict[str, tuple[int, str]]:
        """Of each source the number and the hash of its newest entry."""
        ...

    def checkpoint(self, size: int | None) -> bytes | None: ...

    def checkpoints(self) -> tuple[tuple[int, bytes], ...]: ...

    def look_at_all(self, size: int) -> Iterator[Seen]:
        """Every entry by itself, in order. Raises RecordError at the first that does not hold."""
        ...

    def close(self) -> None: ...


class Writes(Protocol):
    """The side of a database that writes a record. What it returned from survives a power cut."""

    lock: OpeningsLock | None

    def append(self, batches: Sequence[Batch]) -> list[tuple[Entry, ...]]:
        """Write all of them or none. Returns the entries of each."""
        ...

    def erase(self, line: ErasureLine) -> Entry: ...

    def reseal(self) -> int: ...

    def settle(self) -> None: ...

    def keep_checkpoint(self, size: int, note: bytes) -> None: ...

    def close(self) -> None: ...


class Record:
    """The append-only record of one mission. Threads may share it; several processes may append to the same one.

    Its tiles are those of C2SP tlog-tiles (`record.merkle.Tiles`).
    """

    def __init__(self, reads: Reads, writes: Writes | None, salts: Salts, where: str) -> None:
        """`writes` is null for a record that is only read; `where` names it in what is said of it."""
        self._where = where
        self._salts = salts
        self._origin = ""  # read when it is first asked for
        self._writer = writes
        self._reader = reads
        self._tree = Tree(reads)
        self._group = GroupCommit[Batch, tuple[Entry, ...]](writes.append) if writes else None

    @property
    def where(self) -> str:
        """Where it lies, for people to read."""
        return self._where

    def keep_under(self, lock: OpeningsLock) -> None:
        """From now on values and salts are kept sealed; those that were kept before stay readable as they are."""
        self._reader.lock = lock
        if self._writer:
            self._writer.lock = lock

    def is_sealed(self) -> bool:
        """Whether an entry is kept under a lock."""
        return self._reader.is_sealed()

    def reseal(self) -> int:
        """Keep what opens every entry under the newest key, also what was in the clear. Returns how many; all or none.

        Leaves, tiles and checkpoints are not touched, so every proof stays the same. Raises MissionError where another
        process still reads: then the old bytes are not yet out of the write-ahead log.
        """
        return self._writes.reseal()

    def settle(self) -> None:
        """Move all that is in a write-ahead log to its place, so that a copy of the record's file alone is whole.

        Raises MissionError where another process reads the record. A database that is no file has nothing to move.
        """
        self._writes.settle()

    # -- appending

    def append(self, lines: Sequence[tuple[Kind, object]], source: str = OPERATOR) -> tuple[Entry, ...]:
        """Append all of `lines`, each (kind, struct without floats), or none. They are on the disk when it returns.

        Raises ValueError for a line that cannot be an entry, MissionError where the disk stands in the way.
        """
        prepared = prepare(lines)
        if not prepared.kinds:
            return ()
        if self._group is None:
            raise self._read_only()
        large = len(prepared.kinds) >= _LARGE
        return self._group.put((seal([prepared], self._salts) if large else prepared, source))

    def erase(self, index: int, fields: Iterable[str], *, by: Sequence[str], why: str) -> Entry:
        """Destroy values and salts of an entry for good, and append the entry that says so. Returns the latter.

        Every proof about the entry stays valid. Raises RecordError where there is no such field any more, MissionError
        where another process still reads: then the bytes are out of the record, but not yet out of its write-ahead log.
        """
        return self._writes.erase(ErasureLine(index, tuple(sorted(set(fields))), tuple(by), why))

    # -- signing

    @property
    def origin(self) -> str:
        """The name of this log in its checkpoints, the same for good."""
        if not self._origin:
            self._origin = self._reader.about("origin") or ""
        return self._origin

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
        self._writes.keep_checkpoint(size, note)

    def checkpoint(self, size: int | None = None) -> bytes | None:
        """The signed note kept for this size, or the newest one; null when there is none."""
        return self._reader.checkpoint(size)

    def checkpoints(self) -> tuple[tuple[int, bytes], ...]:
        """Sizes and notes of all checkpoints kept, oldest first."""
        return self._reader.checkpoints()

    # -- proofs

    def size(self) -> int:
        """How many entries there are."""
        return self._reader.size()

    def tree_head(self, size: int | None = None) -> TreeHead:
        """Size and root of the whole record, or of its first entries."""
        return self._tree.head(self.size() if size is None else size)

    def inclusion(self, index: int, size: int) -> tuple[bytes, ...]:
        """The path that shows entry `index` in the record of `size` entries."""
        return self._tree.inclusion(index, size)

    def consistency(self, old: int, new: int) -> tuple[bytes, ...]:
        """The path that shows that the record of `new` entries begins with the one of `old`."""
        return self._tree.consistency(old, new)

    def tile(self, level: int, n: int) -> bytes:
        """Hashes of one tile of the tree; at the right edge as many as there are."""
        return self._reader.tile(level, n)

    # -- reading

    def head(self) -> Entry | None:
        """The newest entry, or null in an empty record."""
        size = self.size()
        return self.entry(size - 1) if size else None

    def entry(self, index: int) -> Entry:
        """One entry. Raises RecordError when there is none."""
        row = self._reader.row(index)
        return Entry(row.index, row.kind, row.leaf, row.body)

    def entries(self, kind: Kind | None = None) -> Iterator[Entry]:
        """All entries in their order, or those of one kind, as they were when the first one was asked for."""
        return self.since(0, self.size(), kind)

    def since(self, first: int, size: int, kind: Kind | None = None) -> Iterator[Entry]:
        """Entries from number `first` on, before number `size`, in their order."""
        while first < size:
            chunk = self._reader.chunk(kind, first, size)
            yield from chunk
            if len(chunk) < CHUNK:
                return
            first = chunk[-1].index + 1

    def newest(self, size: int, kind: Kind) -> Iterator[Entry]:
        """Entries of a kind before number `size`, the newest first. None is read that nobody asks for."""
        while chunk := self._reader.chunk(kind, 0, size, newest=True):
            yield from chunk
            size = chunk[-1].index

    def leaf(self, index: int) -> bytes:
        """The leaf of an entry: what is in the tree. No key of its values is needed."""
        return self._reader.leaf(index)

    def openings(self, index: int) -> dict[str, Opening]:
        """Values and salts of an entry's fields, but for those erased."""
        row = self._reader.row(index)
        return openings(row.body, row.salts)

    def verify(self) -> int:
        """Check all that is kept. Returns the number of entries; raises RecordError at the first that does not hold."""
        size = self.size()
        return self._stands(walk(self._reader.look_at_all(size), self._reader), size)

    def verify_leaves(self) -> int:
        """Check leaves, tiles and their order, for whoever has no key of the values. Returns the number of entries."""
        size = self.size()
        chunks = (self._reader.leaves(first, first + CHUNK) for first in range(0, size, CHUNK))
        return self._stands(walk(map(look_at_leaves, chunks), self._reader), size)

    def _stands(self, walked: Walked, size: int) -> int:
        if walked.size != size or walked.last != self._reader.sources():
            raise RecordError(
                "its newest entries are not those that were written last",
                where=self._where,
                advice="Restore the record from a backup.",
            )
        return size

    def close(self) -> None:
        self._reader.close()
        if self._writer:
            self._writer.close()

    @property
    def _writes(self) -> Writes:
        if self._writer is None:
            raise self._read_only()
        return self._writer

    def _read_only(self) -> MissionError:
        return MissionError(
            "the record was opened to be read", where=self._where, advice="Open it for writing to append to it."
        )
