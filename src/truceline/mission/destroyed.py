"""What was ordered destroyed, as the record says."""

from __future__ import annotations

import msgspec

from truceline.stores.record import Record


class DestructionLine(msgspec.Struct, frozen=True):
    """What the record keeps of an order to destroy: a piece of evidence, or fields of an entry."""

    sha256: str | None
    entry: int | None
    fields: tuple[str, ...]
    why: str
    by: tuple[str, ...]
    statement: str  # signed by two people; empty where one person is all there is
    at_s: int


def destructions(record: Record) -> dict[str, DestructionLine]:
    """Evidence that was ordered destroyed, by its hash."""
    lines = (msgspec.json.decode(entry.body, type=DestructionLine) for entry in record.entries("destruction"))
    return {line.sha256: line for line in lines if line.sha256 is not None}
