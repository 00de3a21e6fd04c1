"""Entries on their way into a record: sealed, chained to the last of their source, laid at the edge of the tree.

What comes out is the same for every database; it only has to be written, all of it or nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from truceline.record.edge import Edge, Tile
from truceline.record.entry import Entry
from truceline.record.kinds import OPEN_KINDS, Kind
from truceline.record.sealing import Prepared, Sealed, chain, seal
from truceline.stores.openings import OpeningsLock, kept

if TYPE_CHECKING:
    from truceline.ports import Salts

#: whoever runs the mission, as a source of entries
OPERATOR = "operator"

#: what one client appends, and as which source. Large batches come sealed: that needs no turn at the tree
Batch = tuple[Prepared | Sealed, str]

#: number and hash of a source's newest entry
Last = tuple[int, str]


class Placed:
    """Entries in the order in which they go in, and the tiles that they fill."""

    def __init__(self, first: int) -> None:
        self._first = first
        self.kinds: list[Kind] = []
        self.leaves: list[bytes] = []
        self.hashes: list[bytes] = []
        self.tiles: list[Tile] = []
        self.last: dict[str, Last] = {}
        self._bodies: list[bytes] = []
        self._salts: list[bytes] = []

    @property
    def numbers(self) -> range:
        return range(self._first, self._first + len(self.leaves))

    def openings(self, lock: OpeningsLock | None) -> Iterator[tuple[int, bytes, bytes]]:
        """The number, body and salts of each, as they are kept."""
        apart = zip(self.numbers, self._bodies, self._salts, strict=True)
        if lock is None:
            return apart
        locks = (lock_of(kind, lock) for kind in self.kinds)
        return ((n, *kept(n, body, salts, own)) for (n, body, salts), own in zip(apart, locks, strict=True))

    def entries(self) -> Iterator[Entry]:
        return map(Entry, self.numbers, self.kinds, self.leaves, self._bodies)

    def add(self, sealed: Sealed, first: int, leaves: list[bytes], hashes: list[bytes]) -> None:
        span = slice(first, first + len(leaves))
        self.kinds += sealed.kinds[span]
        self.leaves += leaves
        self.hashes += hashes
        self._bodies += sealed.bodies[span]
        self._salts += sealed.salts[span]


def place(edge: Edge, batches: Sequence[Batch], salts: Salts, last_of: Callable[[str], Last]) -> Placed:
    """Lay entries at the edge, which grows. `last_of` tells of a source's newest entry what is kept of it."""
    together = seal([lines for lines, _ in batches if isinstance(lines, Prepared)], salts)
    placed = Placed(edge.size)
    of_together = 0
    for lines, source in batches:
        n = len(lines.kinds)
        sealed, first = (lines, 0) if isinstance(lines, Sealed) else (together, of_together)
        of_together += 0 if sealed is lines else n
        seq, prev = placed.last.get(source) or last_of(source)
        leaves, hashes = chain(sealed, range(first, first + n), source, seq, prev)
        placed.last[source] = (seq + n, hashes[-1].hex())
        placed.add(sealed, first, leaves, hashes)
    placed.tiles = edge.add(b"".join(placed.hashes))
    return placed


def each_of(placed: Placed, batches: Sequence[Batch]) -> list[tuple[Entry, ...]]:
    """The entries of each batch."""
    entries = placed.entries()
    return [tuple(islice(entries, len(lines.kinds))) for lines, _ in batches]


def lock_of(kind: Kind, lock: OpeningsLock | None) -> OpeningsLock | None:
    """What an entry of this kind is kept under: kinds that are public by themselves stay open."""
    return None if kind in OPEN_KINDS else lock
