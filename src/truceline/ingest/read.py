"""Bytes to evidence: one call, pure, with arguments and answer that can cross to a child process."""

from __future__ import annotations

import msgspec

from truceline.model.errors import InputError, Rejected
from truceline.model.evidence import Blob, ReadContext
from truceline.ports import Reading, Source


def read(blob: Blob, source: Source, context: ReadContext) -> Reading:
    """Everything `blob` holds, according to `source`.

    Raises InputError when nothing can be used, or when the source breaks its own promise that every row is
    accounted for (rows == taken + repeated + rejected): a count that does not add up must never be published.
    """
    if not blob.data:
        raise InputError("the file is empty", where=blob.filename, advice="Check the download.")
    reading = source.read(blob, context)
    sums = reading.accounting
    if sums.rows != sums.taken + sums.repeated + sums.rejected:
        raise InputError(
            f"source {source.name} read {sums.rows} rows but accounts for "
            f"{sums.taken} taken + {sums.repeated} repeated + {sums.rejected} rejected",
            where=blob.filename,
            advice="This is a fault of the source, not of the file: run truceline.testing.check_source on it.",
        )
    if not sums.rows and not reading.notes:  # whoever brought it should hear that it was read, and empty
        nothing = Rejected(blob.filename, 0, "", "no record is in it", "Is it the right file?", "warning")
        return msgspec.structs.replace(reading, notes=(nothing,))
    return reading
