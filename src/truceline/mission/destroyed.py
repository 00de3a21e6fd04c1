"""What was ordered destroyed, as the record says."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from truceline.stores.record import Record


class DestructionLine(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the record keeps of an order to destroy: a piece of evidence, fields of an entry, or rows of positions."""

    sha256: str | None
    entry: int | None
    fields: tuple[str, ...]
    why: str
    by: tuple[str, ...]
    statement: str  # signed by two people; empty where one person is all there is
    at_s: int
    positions: tuple[str, ...] = ()  # names of rows: chance, and never given to another row


def destructions(record: Record) -> dict[str, DestructionLine]:
    """Evidence that was ordered destroyed, by its hash."""
    return {line.sha256: line for line in _lines(record) if line.sha256 is not None}


def destroyed_positions(record: Record) -> frozenset[str]:
    """Names of all rows of positions that were ordered destroyed."""
    return frozenset(name for line in _lines(record) for name in line.positions)


def _lines(record: Record) -> Iterator[DestructionLine]:
    return (msgspec.json.decode(entry.body, type=DestructionLine) for entry in record.entries("destruction"))
