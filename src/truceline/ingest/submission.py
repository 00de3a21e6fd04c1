"""One received file on its way to a source, and its reading on the way to the stages."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
import pyarrow as pa
import pyarrow.compute as pc

from truceline.model.agreement import Agreement
from truceline.model.errors import InputError, Rejected
from truceline.model.evidence import Accounting, Blob, Document, ReadContext
from truceline.model.reading import Reading
from truceline.model.tables import EFFORT, OBSERVATIONS
from truceline.ports import Source


class Submission(msgspec.Struct, frozen=True):
    """What is known of a received file before it is read."""

    sha256: str
    filename: str
    source: str | None  # declared name; null for that of the connector
    connector: str | None  # named connector; null to recognise it from the bytes
    media_type: str
    received_s: int
    context: ReadContext
    sent: bool = False  # by its source, as it happened; false for a file that somebody brought


def nothing_read(submission: Submission, error: InputError) -> Reading:
    """The reading of a file that cannot be used: a note, so that the rest of the evidence goes on."""
    note = Rejected(submission.filename, 0, "", error.found, error.advice)
    return Reading(items=(), notes=(note,), accounting=Accounting(rows=1, taken=0, repeated=0, rejected=1))


def blob_of(submission: Submission, data: bytes, source: Source) -> Blob:
    """The bytes with what is known about them from outside."""
    return Blob(
        sha256=submission.sha256,
        data=data,
        filename=submission.filename,
        source=submission.source or source.name,
        received_s=submission.received_s,
        media_type=submission.media_type,
        sent=submission.sent,
    )


def lay_together(tables: Iterable[pa.Table | None], schema: pa.Schema, key: str) -> pa.Table:
    """One table sorted by `key`, each key once: equal keys are one row in several downloads; the first item's stays."""
    given = (table for table in tables if table is not None and table.num_rows)
    parts = [table if table.column_names == schema.names else table.select(schema.names) for table in given]
    if not parts:
        return schema.empty_table()
    whole = pa.concat_tables(parts)
    order = _order(whole, key)
    columns = (whole[name].combine_chunks().take(order) for name in schema.names)  # one laid together at a time
    return pa.Table.from_arrays(list(columns), schema=schema)


def _order(whole: pa.Table, key: str) -> pa.Array:
    """Rows in the order of their keys, the first item's row for each key."""
    marks = whole.select([key, "item_id", "record"]).combine_chunks()
    order = pc.sort_indices(marks, [(name, "ascending") for name in marks.column_names])
    keys = marks[key].combine_chunks().take(order)
    again = pc.equal(keys[1:], keys[:-1])
    return order.filter(pa.concat_arrays([pa.array([True]), pc.invert(again)]))


def all_observations(tables: Iterable[pa.Table | None], agreement: Agreement | None, until_s: int | None) -> pa.Table:
    """Every observation known by `until_s`, with actors and claimants under the parties' ids where they are parties."""
    table = lay_together(tables, OBSERVATIONS, "observation_id")
    if until_s is not None:
        known = pc.less(pc.coalesce(table["reported_s"], table["end_s"]), until_s)
        table = table.filter(known)
    if agreement is None:
        return table
    for column in ("alleged_actor", "claimant"):
        table = table.set_column(
            table.schema.get_field_index(column), OBSERVATIONS.field(column), _party_names(table[column], agreement)
        )
    return table


def known_documents(documents: Iterable[Document], until_s: int | None) -> tuple[Document, ...]:
    """Texts known by `until_s`, each item once, sorted by item."""
    known = {
        d.item_id: d
        for d in documents
        if until_s is None or (d.published_s if d.published_s is not None else d.item.received_s) < until_s
    }
    return tuple(known[item_id] for item_id in sorted(known))


def all_effort(tables: Iterable[pa.Table | None]) -> pa.Table:
    """Every stretch of effort."""
    return lay_together(tables, EFFORT, "effort_id")


def _party_names(column: pa.ChunkedArray, agreement: Agreement) -> pa.Array:
    """The column with every name of a party replaced by its id; other names stay as written."""
    coded = column.combine_chunks().dictionary_encode()
    names = [agreement.party_of(name) or name for name in coded.dictionary.to_pylist()]
    return pc.take(pa.array(names, pa.string()), coded.indices)
