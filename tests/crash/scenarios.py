"""What is done to a store while it is killed, unplugged or refused; and what must hold of it afterwards.

Each scenario acknowledges in words of its own, and looks for what it acknowledged. `sync` says how careful it is:
"full" is the product as it is, the others are controls that must lose something.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec
from tests.plain_logs import PlainLog, root_of

from truceline.mission.intake import Receipt, receipts
from truceline.record import note as notes
from truceline.record.note import SignatureLine
from truceline.stores import files
from truceline.stores.files import write_atomic
from truceline.stores.keyring import published_signer
from truceline.stores.sqlite import SqliteRecord
from truceline.stores.vault import FolderVault
from truceline.stores.witness import WitnessStore

Acknowledge = Callable[[int], None]

#: few pages, so that many checkpoints of the write-ahead log fall into a short run
_AUTOCHECKPOINT_PAGES = 24
_LOG = published_signer("log.example.org/crash")
_LEAVES = [n.to_bytes(4, "big") for n in range(512)]


class Scenario(NamedTuple):
    """`work` goes on until it is told to stop, acknowledging 1, 2, 3 …; `lost` says what is wrong with what is left."""

    work: Callable[[Path, str], Iterator[int]]
    lost: Callable[[Path, int], str]


def _opened(folder: Path, sync: str) -> SqliteRecord:
    record = SqliteRecord(folder / "truceline.db")
    db = record._writes._db  # a control has to reach under the product, which has no such switch
    db.pragma("wal_autocheckpoint", _AUTOCHECKPOINT_PAGES)
    if sync in ("off", "normal"):
        db.pragma("synchronous", 0 if sync == "off" else 1)
    return record


def _without_care(sync: str) -> None:
    """Files that are written and renamed, and never waited for."""
    if sync == "off":
        files.os.fsync = lambda _: None  # type: ignore[attr-defined]


class Line(msgspec.Struct, frozen=True):
    """What is appended."""

    number: int
    text: str


def _line(number: int) -> Line:
    return Line(number, _text(number))


def _text(number: int) -> str:
    return hashlib.sha256(number.to_bytes(4, "big")).hexdigest() * (1 + number % 40)


def append(folder: Path, sync: str) -> Iterator[int]:
    """Entries in batches of one to seven; now and then a value is erased. Acknowledged: how many entries there are."""
    record, number = _opened(folder, sync), 0
    while True:
        record.append([("ruling", _line(number + k)) for k in range(1 + number % 7)])
        number = record.size()
        yield number
        if number % 5 == 0:
            record.erase(number // 2 - _is_erasure(record, number // 2), ["text"], by=["a", "b"], why="asked to")
            number = record.size()
            yield number


def _is_erasure(record: SqliteRecord, index: int) -> int:
    """1 where the entry, or its text, has been erased already: the one before it has not."""
    return int("text" not in record.openings(index))


def append_lost(folder: Path, acknowledged: int) -> str:
    record = SqliteRecord(folder / "truceline.db")
    erased: list[int] = []
    try:
        record.verify()
        for entry in record.entries():
            if entry.kind == "erasure":
                erased.append(int(record.openings(entry.index)["index"].value))  # type: ignore[call-overload]
            elif record.openings(entry.index)["number"].value != entry.index:
                return f"entry {entry.index} is not what was appended"
        if any("text" in record.openings(index) for index in erased):
            return "what was erased can be read"
        missing = acknowledged - record.size()
    finally:
        record.close()
    if missing > 0:
        return f"{missing} acknowledged entries are gone"
    left = b"".join(path.read_bytes() for path in folder.glob("truceline.db*"))
    return "bytes of what was erased are left" if any(_text(index).encode() in left for index in erased) else ""


def intake(folder: Path, sync: str) -> Iterator[int]:
    """Evidence into the vault, then its receipt into the record. Acknowledged: how many pieces."""
    _without_care(sync)
    record, vault, number = _opened(folder, sync), FolderVault(folder / "evidence"), 0
    while True:
        data = _piece(number)
        sha256 = vault.put(data)
        record.append([("receipt", Receipt(sha256, f"{number}.txt", len(data), "text/plain", number))])
        number += 1
        yield number


def intake_lost(folder: Path, acknowledged: int) -> str:
    record, vault = SqliteRecord(folder / "truceline.db"), FolderVault(folder / "evidence")
    try:
        record.verify()
        held = receipts(record)
        for number, receipt in enumerate(held):
            if vault.get(receipt.sha256) != _piece(number):
                return f"piece {number} is not what was received"
        missing = acknowledged - len(held)
        return f"{missing} acknowledged pieces are gone" if missing > 0 else ""
    finally:
        record.close()


def _piece(number: int) -> bytes:
    return f"Report {number}. ".encode() * (1 + 61 * (number % 9))


def replace(folder: Path, sync: str) -> Iterator[int]:
    """One file written again and again. Acknowledged: the version that stands there."""
    _without_care(sync)
    number = 0
    while True:
        number += 1
        write_atomic(folder / "bulletin.html", _version(number))
        yield number


def replace_lost(folder: Path, acknowledged: int) -> str:
    path = folder / "bulletin.html"
    if not path.exists():
        return f"version {acknowledged} is gone" if acknowledged else ""
    data = path.read_bytes()
    number = int(data[:8] or b"0") if data[:8].isdigit() else 0
    if data != _version(number):
        return "the file is neither the old version nor the new one"
    return f"version {acknowledged} gave way to version {number}" if number < acknowledged else ""


def _version(number: int) -> bytes:
    return b"%08d" % number + bytes([number % 251]) * (37 + 997 * (number % 11))


def witness(folder: Path, sync: str) -> Iterator[int]:
    """A witness cosigns a log that grows. Acknowledged: the size that it has signed."""
    store = WitnessStore(folder / "witness.db", published_signer("witness.example.org"))
    store._db.pragma("wal_autocheckpoint", _AUTOCHECKPOINT_PAGES)
    if sync in ("off", "normal"):
        store._db.pragma("synchronous", 0 if sync == "off" else 1)
    keys, size = {_LOG.name: (notes.key_of(_LOG),)}, 0
    while size < len(_LEAVES):
        grown = size + 1
        answer = store.answer(PlainLog(_LOG, _LEAVES[:grown]).request(size), keys, grown)
        assert isinstance(answer, SignatureLine), answer
        size = grown
        yield size


def witness_lost(folder: Path, acknowledged: int) -> str:
    store = WitnessStore(folder / "witness.db", published_signer("witness.example.org"))
    try:
        seen = max((one.size for one in store.seen()), default=0)
        if seen and store.seen()[0].root != root_of(_LEAVES[:seen]):
            return "it remembers another root than it signed"
        return f"it signed size {acknowledged} and remembers {seen}" if seen < acknowledged else ""
    finally:
        store.close()


SCENARIOS: dict[str, Scenario] = {
    "append": Scenario(append, append_lost),
    "intake": Scenario(intake, intake_lost),
    "replace": Scenario(replace, replace_lost),
    "witness": Scenario(witness, witness_lost),
}


def main(name: str, folder: str, sync: str, most: int) -> None:
    """Work until `most`, saying each acknowledgement on standard output. Ends without tidying up, as a cut would."""
    os.write(1, b"ack 0\n")
    for done, acknowledged in enumerate(SCENARIOS[name].work(Path(folder), sync), 1):
        os.write(1, b"ack %d\n" % acknowledged)
        if done >= most:
            break
    os._exit(0)


if __name__ == "__main__":
    import sys

    main(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4]))
