"""Taking evidence in: bytes into the vault, a receipt into the record, then a first reading for whoever brought it.

Order: the blob is durable before its receipt, and the receipt before anybody is told (reference: RFC 6962 logs sign
only what is stored). A second ingest of the same bytes adds nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from truceline.ingest.sniff import media_type_of
from truceline.mission.folder import Mission
from truceline.mission.locks import vault_of
from truceline.model.errors import InputError, UsageError
from truceline.model.ids import sha256_hex
from truceline.ports import Clock, Progress
from truceline.stores.files import read_bytes, readable_name
from truceline.stores.record import Record


class Receipt(msgspec.Struct, frozen=True):
    """What the record keeps of one received file."""

    sha256: str
    filename: str
    size_bytes: int
    media_type: str
    received_s: int
    connector: str | None = None  # named by whoever brought it; else recognised from the bytes
    source: str | msgspec.UnsetType = msgspec.UNSET  # who sent it, where it was sent and not brought as a file
    seq: int | msgspec.UnsetType = msgspec.UNSET  # the source's own number for it, where the source signed
    signature: str | msgspec.UnsetType = msgspec.UNSET  # the signed note of the source


#: stands for the name of a file whose name was erased
ERASED = "erased"

#: appending this many receipts in one transaction keeps a large intake fast and a lost one small
_GROUP = 200


def ingest(
    mission: Mission,
    record: Record,
    paths: Iterable[Path],
    clock: Clock,
    progress: Progress,
    connector: str | None = None,
) -> tuple[tuple[Receipt, ...], int]:
    """Keep every file below `paths`. Returns the new receipts and the number of files that were there already.

    Raises MissionError when the disk stands in the way; what was acknowledged before stays.
    """
    files = tuple(_files(paths))
    if not files:
        raise UsageError("there is no file to take in", advice="Name files, or folders that hold some.")
    vault = vault_of(mission)
    known = {receipt.sha256 for receipt in receipts(record)}
    taken: list[Receipt] = []
    waiting: list[Receipt] = []
    repeated = 0
    progress.start("ingest", len(files))
    for path in files:
        data = read_bytes(path)
        sha256 = sha256_hex(data)
        if sha256 in known:
            repeated += 1
        else:
            vault.put(data)
            known.add(sha256)
            kind = media_type_of(data, path.name)
            waiting.append(Receipt(sha256, readable_name(path.name), len(data), kind, clock.now_s(), connector))
        if len(waiting) >= _GROUP:
            taken += _acknowledge(record, waiting)
            waiting = []
        progress.advance()
    taken += _acknowledge(record, waiting)
    progress.done()
    return tuple(taken), repeated


def receipts(record: Record) -> tuple[Receipt, ...]:
    """Every receipt, in the order of arrival."""
    return tuple(receipt_of(entry.body) for entry in record.entries("receipt"))


def receipt_of(body: bytes) -> Receipt:
    """A receipt as it was written, or as it stands after its name was erased."""
    return msgspec.convert({"filename": ERASED, **msgspec.json.decode(body)}, Receipt)


def _acknowledge(record: Record, waiting: list[Receipt]) -> list[Receipt]:
    if waiting:
        record.append([("receipt", receipt) for receipt in waiting])
    return waiting


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    """Files named, and all files below folders named, sorted; hidden files are not evidence."""
    for path in paths:
        if path.is_dir():
            yield from sorted(p for p in path.rglob("*") if p.is_file() and not p.name.startswith("."))
        elif path.is_file():
            yield path
        else:
            raise InputError("there is no such file or folder", where=str(path), advice="Check the path.")


def known_by(held: tuple[Receipt, ...], until_s: int | None) -> tuple[Receipt, ...]:
    """What had come in before this moment."""
    return tuple(receipt for receipt in held if until_s is None or receipt.received_s < until_s)


def evidence_digest(held: tuple[Receipt, ...]) -> str:
    """One hash over the sorted hashes of all evidence."""
    return sha256_hex("\n".join(sorted(receipt.sha256 for receipt in held)).encode())
