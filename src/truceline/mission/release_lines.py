"""What the record keeps of releases and recalls: read by whoever asks what stands, without what makes a bulletin."""

from __future__ import annotations

import msgspec

from truceline.mission.signed import people_at
from truceline.model.errors import RecordError
from truceline.model.ids import sha256_hex
from truceline.record.figures import FiguresRoot
from truceline.record.statement import need_two, parse_statement
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


def digest_of_hashes(hashes: dict[str, str]) -> str:
    """One hash over all files of a release, from the hash of each (the form of `sha256sum`, sorted by name)."""
    return sha256_hex("".join(f"{hashes[name]}  {name}\n" for name in sorted(hashes)).encode())


def check_release(record: Record, index: int, line: ReleaseLine) -> None:
    """Whether the release of entry `index` rests on the signatures that it names. Raises RecordError."""
    if not line.approved:
        return
    note, said = parse_statement(line.approved.encode())
    hashes = {name.partition("/")[2]: digest for name, digest in line.files.items()}
    days = {name.partition("/")[0] for name in line.files}
    about = {"bulletin": line.bulletin_id, "day": next(iter(days), ""), "files": digest_of_hashes(hashes)}
    if len(days) != 1 or (said.what, said.mission, said.about) != ("release", record.origin, about):
        raise RecordError(
            "the statement that was signed is about other files",
            where=f"record entry {index}",
            advice="Do not rely on this release.",
        )
    need_two(note, said, people_at(record, index))
