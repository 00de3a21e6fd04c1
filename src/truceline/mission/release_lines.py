"""What the record keeps of releases and recalls: read by whoever asks what stands, without what makes a bulletin."""

from __future__ import annotations

import msgspec

from truceline.record.figures import FiguresRoot
from truceline.stores.record import Record


class ReleaseLine(msgspec.Struct, frozen=True):
    """What the record keeps of a bulletin: the hash of each file that left."""

    bulletin_id: str
    files: dict[str, str]  # by its path below bulletins/, so that no day's file can stand in for another's
    figures: FiguresRoot | None = None  # over every value of bulletin.json, so that one can be shown without the rest
    approved: str = ""  # the statement that two people signed; empty where the operator released alone


def releases(record: Record) -> tuple[ReleaseLine, ...]:
    """Every release, oldest first."""
    return tuple(msgspec.json.decode(entry.body, type=ReleaseLine) for entry in record.entries("release"))


class RecallLine(msgspec.Struct, frozen=True):
    """What the record keeps of a recall, with the hash of each notice."""

    bulletin_id: str
    day: str
    why: str
    who: str
    at_s: int
    files: dict[str, str]


def recalls(record: Record) -> tuple[RecallLine, ...]:
    """Every recall, oldest first."""
    return tuple(msgspec.json.decode(entry.body, type=RecallLine) for entry in record.entries("recall"))
