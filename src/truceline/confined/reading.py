"""Reading one item through its connector, in a worker: what the outside asks, and what is done inside."""

from __future__ import annotations

import msgspec

from truceline.confined.keeper import Exceeded, Task, keeper
from truceline.ingest.read import read
from truceline.ingest.submission import Submission, blob_of
from truceline.model.errors import InputError
from truceline.model.tables import EFFORT, OBSERVATIONS
from truceline.ports import Reading
from truceline.sources.catalogue import HEAD_BYTES, by_name, module_of, names, recognise

#: what a file may hold and still be empty: a byte order mark, blanks, the zeros of a copy that was broken off
_BLANK = b"\xef\xbb\xbf\x00 \t\r\n"

_READ: Task[Reading] = Task("truceline.confined.reading:work", Reading)
_encode = msgspec.msgpack.Encoder().encode
_submission = msgspec.msgpack.Decoder(Submission)


def read_confined(submission: Submission, data: bytes) -> Reading:
    """Everything an item says, read in a worker by the connector that is named, or that knows its bytes.

    Raises InputError when it cannot be used, UsageError for a connector that does not exist, Exceeded for an item that
    cost too much or broke its reader.
    """
    reading = keeper().call(_READ, data, _encode(submission), _needs(submission.connector))
    for table, schema in ((reading.observations, OBSERVATIONS), (reading.effort, EFFORT)):
        if table is not None and not table.schema.equals(schema):
            raise Exceeded("its reader brought back a table of another form", advice="Please report this.")
    return reading


def expect_items() -> None:
    """Begin to load the readers: there will be items of any kind."""
    keeper().load(_READ.module, *_needs(None))


def _needs(connector: str | None) -> tuple[str, ...]:
    wanted = names() if connector is None else (connector,)
    return tuple(module for name in wanted if (module := module_of(name)) is not None)


def work(data: bytes, asked: bytes) -> Reading:
    """In the worker: recognise the item, and read it."""
    submission = _submission.decode(asked)
    source = (
        by_name(submission.connector) if submission.connector else recognise(data[:HEAD_BYTES], submission.filename)
    )
    if source is None and not data.strip(_BLANK):
        raise InputError("the file is empty", advice="Send it again; its receipt stays in the record.")
    if source is None:
        raise InputError(
            "no source knows this format",
            advice="Name one in mission.toml ([[source]] connector = …), or map.toml.",
        )
    return read(blob_of(submission, data, source), source, submission.context)
