"""Reading one item through its connector, in a worker: what the outside asks, and what is done inside."""

from __future__ import annotations

import msgspec
import pyarrow as pa

from truceline.confined.keeper import Exceeded, Task, keeper
from truceline.ingest.read import Given, read
from truceline.ingest.submission import Submission, blob_of
from truceline.model.errors import InputError, Rejected
from truceline.model.evidence import Blob, ReadContext
from truceline.model.reading import Reading
from truceline.model.tables import EFFORT, OBSERVATIONS
from truceline.sources.catalogue import HEAD_BYTES, by_name, module_of, names, recognise
from truceline.sources.table import Table, read_table

#: what a file may hold and still be empty: a byte order mark, blanks, the zeros of a copy that was broken off
_BLANK = b"\xef\xbb\xbf\x00 \t\r\n"


class Filtered(msgspec.Struct, frozen=True):
    """What a filter knows of a file besides its bytes: there is no mission, and the connector is settled."""

    blob: Blob  # without its bytes
    connector: str
    context: ReadContext


class _Rows(msgspec.Struct, frozen=True):
    """A table of text on its way out of a worker."""

    columns: pa.Table
    lines: pa.Table  # one column
    rows: int
    notes: list[Rejected]


_READ: Task[Reading] = Task("truceline.confined.reading:work", Reading)
_READ_BLOB: Task[Reading] = Task("truceline.confined.reading:work_on_blob", Reading)
_READ_TABLE: Task[_Rows] = Task("truceline.confined.reading:work_on_table", _Rows)
_encode = msgspec.msgpack.Encoder().encode
_submission = msgspec.msgpack.Decoder(Submission)
_filtered = msgspec.msgpack.Decoder(Filtered)


def read_confined(submission: Submission, data: bytes) -> Reading:
    """Everything an item says, read in a worker by the connector that is named, or that knows its bytes.

    Raises InputError when it cannot be used, UsageError for a connector that does not exist, Exceeded for an item that
    cost too much or broke its reader.
    """
    return of_form(keeper().call(_READ, data, _encode(submission), needs_of(submission.connector)))


def read_blob(blob: Blob, connector: str, context: ReadContext) -> Reading:
    """What the connector of this name makes of a file, in a worker. Raises as `read_confined` does, with the file."""
    asked = Filtered(msgspec.structs.replace(blob, data=b""), connector, context)
    try:
        return of_form(keeper().call(_READ_BLOB, blob.data, _encode(asked), needs_of(connector)))
    except Exceeded as error:
        error.where = error.where or blob.filename
        raise


def read_rows(blob: Blob) -> Table:
    """`sources.table.read_table` of a file, in a worker. Raises as `read_blob` does."""
    asked = _encode(msgspec.structs.replace(blob, data=b""))
    try:
        found = keeper().call(_READ_TABLE, blob.data, asked)
    except Exceeded as error:
        error.where = error.where or blob.filename
        raise
    columns = {name: one_array(found.columns.column(name)) for name in found.columns.column_names}
    lines = found.lines.column(0).to_numpy()
    return Table(file=blob.filename, columns=columns, lines=lines, rows=found.rows, notes=found.notes)


def one_array(column: pa.ChunkedArray) -> pa.Array:
    """The column in one piece."""
    return column.chunk(0) if column.num_chunks == 1 else column.combine_chunks()


def of_form(reading: Reading) -> Reading:
    """The reading, if its tables have the columns that they are to have. Raises Exceeded."""
    for table, schema in ((reading.observations, OBSERVATIONS), (reading.effort, EFFORT)):
        if table is not None and not table.schema.equals(schema):
            raise Exceeded("its reader brought back a table of another form", advice="Please report this.")
    return reading


def expect_items() -> None:
    """Begin to load the readers: there will be items of any kind."""
    keeper().load(_READ.module, *needs_of(None))


def needs_of(connector: str | None) -> tuple[str, ...]:
    """The modules in which an item is read: those of all connectors, where none is named."""
    wanted = names() if connector is None else (connector,)
    return tuple(module for name in wanted if (module := module_of(name)) is not None)


def work(data: bytes, asked: bytes) -> Reading:
    """In the worker: recognise the item, and read it."""
    given = given_of(_submission.decode(asked), data)
    return read(given.blob, given.source, given.context)


def given_of(submission: Submission, data: bytes) -> Given:
    """In the worker: the item as a blob, and the source that is named or knows its bytes. Raises InputError."""
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
    return Given(blob_of(submission, data, source), source, submission.context)


def work_on_blob(data: bytes, asked: bytes) -> Reading:
    """In the worker: read a filter's file."""
    filtered = _filtered.decode(asked)
    return by_name(filtered.connector).read(msgspec.structs.replace(filtered.blob, data=data), filtered.context)


def work_on_table(data: bytes, asked: bytes) -> _Rows:
    """In the worker: cut a table into cells."""
    blob = msgspec.structs.replace(msgspec.msgpack.decode(asked, type=Blob), data=data)
    table = read_table(blob)
    lines = pa.table({"line": pa.array(table.lines, pa.int64())})
    return _Rows(pa.table(table.columns), lines, table.rows, table.notes)
