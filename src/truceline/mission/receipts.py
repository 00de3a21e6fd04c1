"""Receipts to take away: one signed note for each piece of evidence, and whether the record keeps what they promise."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import msgspec

from truceline.mission.folder import Mission
from truceline.mission.intake import Receipt
from truceline.mission.signing import Withheld, log_keys, signer_of
from truceline.model.errors import MissionError, RecordError
from truceline.record.merkle import leaf_hash
from truceline.record.note import VerifierKey
from truceline.record.promise import Promise, open_promise, promise_of, sign_promise
from truceline.stores.files import make_folder, read_bytes, write_atomic
from truceline.stores.record import Record


def give(mission: Mission, record: Record, taken: Iterable[Receipt], folder: Path, now_s: int) -> int:
    """Write a signed receipt for each of these pieces of evidence. Returns how many there are.

    Raises MissionError without the record's key: then nobody can sign.
    """
    wanted = {receipt.sha256 for receipt in taken}
    if not wanted:
        return 0
    signer = signer_of(mission, record)
    if isinstance(signer, Withheld):
        raise MissionError(signer.found, where=str(mission.folder), advice=signer.advice)
    make_folder(folder)
    for entry in record.entries("receipt"):
        sha256 = msgspec.json.decode(entry.body, type=Receipt).sha256
        if sha256 in wanted:
            note = sign_promise(promise_of(entry, record.origin, now_s), signer)
            write_atomic(folder / f"{sha256}.receipt", note)
    return len(wanted)


def check(record: Record, file: Path) -> Promise:
    """What a receipt promises, when the record keeps it. Raises RecordError when it does not, or when it is none."""
    promise = _opened(read_bytes(file), record.origin, log_keys(record))
    if promise.index >= record.size() or leaf_hash(record.leaf(promise.index)) != promise.leaf:
        raise RecordError(
            f"entry {promise.index} is not the one that was promised",
            where=str(file),
            advice="Keep this receipt and ask the witnesses for their checkpoints: together they show the omission.",
        )
    return promise


def _opened(data: bytes, origin: str, keys: Iterable[VerifierKey]) -> Promise:
    failure = RecordError("the record names no key of its own", where="receipt", advice="Ask where it comes from.")
    for key in keys:
        try:
            return open_promise(data, origin, key)
        except RecordError as error:
            failure = error
    raise failure
