"""Bytes to evidence: one call, pure, with arguments and answer that can cross to a child process."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from truceline.ingest.ahead import before_receipt
from truceline.model.errors import InputError, Rejected, TrucelineError
from truceline.model.evidence import Blob, ReadContext
from truceline.model.reading import Reading
from truceline.ports import JointSource, Source


class Given(msgspec.Struct, frozen=True):
    """A blob, and how it is to be read."""

    blob: Blob
    source: Source
    context: ReadContext


def read(blob: Blob, source: Source, context: ReadContext) -> Reading:
    """Everything `blob` holds, according to `source`.

    Nothing that its source sent as it happened begins after it was received (`ingest.ahead`).

    Raises InputError when nothing can be used, or when the source breaks its own promise that every row is
    accounted for (rows == taken + repeated + rejected): a count that does not add up must never be published.
    """
    if not blob.data:
        raise InputError("the file is empty", where=blob.filename, advice="Check the download.")
    return _checked(source.read(blob, context), blob, source)


def read_all(given: Sequence[Given]) -> list[Reading | TrucelineError]:
    """What `read` makes of each blob, or the error that it raises.

    Those that one source can read at once are; what it cannot is read by itself, and each is refused by itself.
    """
    answers: list[Reading | None] = [None] * len(given)
    for source, places in _alike(given):
        some = [given[at] for at in places]
        found = source.read_together([one.blob for one in some], [one.context for one in some])
        for at, reading in zip(places, found, strict=True):
            answers[at] = reading
    return [_settled(one, answer) for one, answer in zip(given, answers, strict=True)]


def _settled(one: Given, found: Reading | None) -> Reading | TrucelineError:
    """What was found, if it keeps the source's promise; else what reading the blob by itself gives."""
    try:
        return read(one.blob, one.source, one.context) if found is None else _checked(found, one.blob, one.source)
    except TrucelineError as error:
        return error


def _alike(given: Sequence[Given]) -> list[tuple[JointSource, list[int]]]:
    """Those that a source can read at once, by their places: no two of the same bytes, none of another context."""
    groups: dict[tuple[str, bytes], tuple[JointSource, dict[str, int]]] = {}
    for at, one in enumerate(given):
        if isinstance(one.source, JointSource) and one.blob.data:
            context = msgspec.structs.replace(one.context, source_class=None)
            key = one.source.name, msgspec.msgpack.encode(context, order="sorted")
            groups.setdefault(key, (one.source, {}))[1].setdefault(one.blob.sha256, at)
    return [(source, list(places.values())) for source, places in groups.values() if len(places) > 1]


def _checked(reading: Reading, blob: Blob, source: Source) -> Reading:
    """Raises InputError where a row is not accounted for."""
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
    return before_receipt(reading, blob.received_s, blob.filename) if blob.sent else reading
