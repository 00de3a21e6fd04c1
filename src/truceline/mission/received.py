"""Which evidence the record acknowledges, kept up to date while many append to it."""

from __future__ import annotations

import threading

from truceline.mission.intake import receipt_of
from truceline.stores.record import Record


class Received:
    """The entry of each piece of evidence, by its hash. Threads share it."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._entry: dict[bytes, int] = {}
        self._seen = 0
        self._using = threading.Lock()

    def entry(self, sha256: str) -> int | None:
        """The number of the first receipt of these bytes, as far as the record has come."""
        with self._using:
            size = self._record.size()
            for entry in self._record.since(self._seen, size, "receipt"):
                self._entry.setdefault(bytes.fromhex(receipt_of(entry.body).sha256), entry.index)
            self._seen = max(self._seen, size)
            return self._entry.get(bytes.fromhex(sha256))
