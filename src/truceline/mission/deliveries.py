"""Sources that sign what they send: whose key is whose, which of their numbers came, and which never did."""

from __future__ import annotations

import threading
from collections.abc import Iterable

import msgspec

from truceline.mission.folder import Mission
from truceline.mission.intake import receipt_of
from truceline.model.errors import InputError
from truceline.record.delivery import Delivery, check_delivery, read_delivery
from truceline.record.note import SIGNATURE
from truceline.stores.named_keys import named_key
from truceline.stores.record import Record


class ConflictError(InputError):
    """A number of a source stands for two different things: one of them is forged, or the source counts wrongly."""


class Signed(msgspec.Struct, frozen=True):
    """A delivery with the note that proves it, as the receipt keeps it."""

    delivery: Delivery
    note: str
    connector: str | None


class SourceStanding(msgspec.Struct, frozen=True):
    """How far a source's numbers have come. `missing` are ranges of numbers, both ends included."""

    source: str
    came: int
    last: int
    missing: tuple[tuple[int, int], ...]


def open_signed(mission: Mission, record: Record, note: bytes, sha256: str) -> Signed:
    """Who sent these bytes, as the note proves. Raises InputError for a source, key or signature that is not right."""
    name = read_delivery(note).source
    device = next((one for one in mission.devices if one.name == name), None)
    if device is None:
        raise InputError(
            f"no source {name!r} has a key in this mission",
            where="signature",
            advice="Add it to mission.toml: [[device]] name, key.",
        )
    key = named_key(device.key, SIGNATURE, f"[[device]] {name}")
    return Signed(check_delivery(note, key, record.origin, sha256), note.decode(), device.connector)


class Deliveries:
    """The numbers of every source that signs, kept up to date while many append. Threads share it."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._came: dict[str, dict[int, str]] = {}
        self._seen = 0
        self._using = threading.Lock()

    def check(self, delivery: Delivery) -> None:
        """Raises ConflictError where this number came before with other bytes."""
        with self._using:
            self._catch_up()
            came = self._came.get(delivery.source, {}).get(delivery.seq)
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
            came = [(source, sorted(numbers)) for source, numbers in sorted(self._came.items())]
        return tuple(SourceStanding(source, len(all_), all_[-1], missing(all_)) for source, all_ in came)

    def _catch_up(self) -> None:
        size = self._record.size()
        for entry in self._record.since(self._seen, size, "receipt"):
            receipt = receipt_of(entry.body)
            if isinstance(receipt.source, str) and isinstance(receipt.seq, int):
                self._came.setdefault(receipt.source, {}).setdefault(receipt.seq, receipt.sha256)
        self._seen = max(self._seen, size)


def missing(came: Iterable[int]) -> tuple[tuple[int, int], ...]:
    """The numbers from 1 to the last that did not come, as ranges."""
    found, expected = [], 1
    for number in sorted(came):
        if number > expected:
            found.append((expected, number - 1))
        expected = number + 1
    return tuple(found)
