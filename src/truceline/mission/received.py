"""What the record acknowledges: which evidence, and which numbers of the sources that sign."""

from __future__ import annotations

import threading
from collections.abc import Iterable

import msgspec

from truceline.mission.intake import Receipt, receipt_of
from truceline.model.errors import InputError
from truceline.record.delivery import Delivery
from truceline.record.entry import Entry
from truceline.stores.record import Record


class ConflictError(InputError):
    """A number of a source stands for two different things: one of them is forged, or the source counts wrongly."""


class SourceStanding(msgspec.Struct, frozen=True):
    """How far a source's numbers have come. `missing` are ranges of numbers, both ends included."""

    source: str
    came: int
    last: int
    missing: tuple[tuple[int, int], ...]


class Received:
    """The receipts of a record, kept up to date while many append to it. Threads share it."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._entries: dict[bytes, int] = {}  # by the hash of the evidence
        self._numbers: dict[str, dict[int, str]] = {}  # of each source that signs: what came under them
        self._seen = 0
        self._using = threading.Lock()

    def entry(self, sha256: str) -> int | None:
        """The number of the first receipt of these bytes, as far as the record has come."""
        (found,) = self.entries([sha256])
        return found

    def entries(self, names: Iterable[str]) -> list[int | None]:
        """Of each of these hashes the number of its first receipt, as far as the record has come."""
        with self._using:
            self._catch_up()
            return [self._entries.get(bytes.fromhex(sha256)) for sha256 in names]

    def took(self, entries: Iterable[Entry], receipts: Iterable[Receipt]) -> None:
        """These receipts were just appended: what comes next need not be read again where nobody else was before it."""
        with self._using:
            for entry, receipt in zip(entries, receipts, strict=True):
                if entry.index == self._seen:
                    self._take(entry.index, receipt)
                    self._seen += 1

    def check(self, delivery: Delivery) -> None:
        """Raises ConflictError where this number came before with other bytes."""
        with self._using:
            self._catch_up()
            came = self._numbers.get(delivery.source, {}).get(delivery.seq)
        if came is not None and came != delivery.sha256:
            raise ConflictError(
                f"number {delivery.seq} of {delivery.source} came before, with other bytes",
                where=delivery.source,
                advice="What came first stands. If the source lost its count, have it go on above its last number.",
            )

    def standings(self) -> tuple[SourceStanding, ...]:
        """Every source that signs, by name."""
        with self._using:
            self._catch_up()
            came = [(source, sorted(numbers)) for source, numbers in sorted(self._numbers.items())]
        return tuple(SourceStanding(source, len(all_), all_[-1], missing(all_)) for source, all_ in came)

    def _catch_up(self) -> None:
        size = self._record.size()
        for entry in self._record.since(self._seen, size, "receipt"):
            self._take(entry.index, receipt_of(entry.body))
        self._seen = max(self._seen, size)

    def _take(self, index: int, receipt: Receipt) -> None:
        self._entries.setdefault(bytes.fromhex(receipt.sha256), index)
        if isinstance(receipt.source, str) and isinstance(receipt.seq, int):
            self._numbers.setdefault(receipt.source, {}).setdefault(receipt.seq, receipt.sha256)


def missing(came: Iterable[int]) -> tuple[tuple[int, int], ...]:
    """The numbers from 1 to the last that did not come, as ranges."""
    found, expected = [], 1
    for number in sorted(came):
        if number > expected:
            found.append((expected, number - 1))
        expected = number + 1
    return tuple(found)
