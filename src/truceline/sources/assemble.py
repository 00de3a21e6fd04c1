"""From a sheet to a reading: ids from content, repeats collapsed, tables in the model's schema, the sums of rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from truceline.model import tables
from truceline.model.errors import Rejected
from truceline.model.evidence import Accounting, Blob, EvidenceItem, ReadContext, SourceClass
from truceline.model.ids import content_id
from truceline.model.reading import Reading
from truceline.sources.identity import identities
from truceline.sources.runs import begins
from truceline.sources.sheet import Sheet

#: a column of the answer: one value for all rows, or an array with an entry for each row of the sheet
Column = Any


def item_of(blob: Blob, context: ReadContext, source: str, source_class: SourceClass, media_type: str) -> EvidenceItem:
    """The evidence item of a whole table file."""
    return EvidenceItem(
        item_id=content_id("itm", blob.sha256, ""),
        sha256=blob.sha256,
        part="",
        media_type=media_type,
        source=blob.source or source,
        source_class=context.source_class or source_class,
        filename=blob.filename,
        reported_s=None,
        received_s=blob.received_s,
    )


class OfRows(msgspec.Struct, frozen=True):
    """What of an item stands in each of its rows: columns, where a sheet holds rows of several items."""

    item_id: Column
    source: Column
    source_class: Column


#: the one item of a sheet, or those of its rows
Item = EvidenceItem | OfRows


def of_rows(items: Sequence[EvidenceItem], sheet: Sheet) -> Item:
    """The item of each row of a sheet, whose files are these items."""
    if len(items) == 1:
        return items[0]
    rows, names = pa.array(sheet.file_of), OfRows.__struct_fields__
    return OfRows(*(pa.array([getattr(item, name) for item in items], pa.string()).take(rows) for name in names))


def observations(
    sheet: Sheet,
    item: EvidenceItem,
    *,
    identity: Sequence[str],
    method: str,
    confidence_ppm: Column,
    native_id: str | None = None,
    fields: Mapping[str, Column],
) -> Reading:
    """A reading whose every row is an observation. Arguments as in `observation_table`."""
    table, keep, repeated = observation_table(
        sheet,
        item,
        identity=identity,
        method=method,
        confidence_ppm=confidence_ppm,
        native_id=native_id,
        fields=fields,
    )
    return Reading(
        items=(item,),
        observations=table,
        notes=tuple(sorted(sheet.notes)),
        accounting=sums(sheet.rows, len(keep), repeated),
    )


def observation_table(
    sheet: Sheet,
    item: Item,
    *,
    identity: Sequence[str],
    method: str,
    confidence_ppm: Column,
    native_id: str | None = None,
    fields: Mapping[str, Column],
) -> tuple[pa.Table, np.ndarray, int]:
    """The living rows of a sheet as OBSERVATIONS, the rows they are, and how many repeats fell away.

    `identity` names the columns whose cells make the id: what the source says, without what it says about its own
    handling (a time of upload). `fields` are columns of OBSERVATIONS by name; those left out are null.
    """
    given: dict[str, Column] = {
        "item_id": item.item_id,
        "record": sheet.lines,
        "source": item.source,
        "source_class": item.source_class,
        "verb": "reported",
        "method": method,
        "confidence_ppm": confidence_ppm,
        "native_id": sheet.words(native_id) if native_id else None,
        **fields,
    }
    ids = identities(sheet, "obs", item.source, identity)
    keep, repeated = settle(sheet, ids)
    if native_id and sheet.has(native_id):
        _same_native(sheet, keep, native_id)
    return build(tables.OBSERVATIONS, {"observation_id": ids, **given}, keep, len(sheet)), keep, repeated


def sums(rows: int, taken: int, repeated: int) -> Accounting:
    """The account of a file: what was neither taken nor a repeat was refused."""
    return Accounting(rows=rows, taken=taken, repeated=repeated, rejected=rows - taken - repeated)


def settle(sheet: Sheet, ids: pa.Array) -> tuple[np.ndarray, int]:
    """Living rows in the order of their ids, the first line of each id only; and how many repeats fell away.

    Rows of several files come file by file: what two of them say alike is no repeat. Each group of repeats gets one
    warning that lists every line.
    """
    alive = np.flatnonzero(sheet.alive)
    order = alive[pc.sort_indices(ids.take(pa.array(alive))).to_numpy(zero_copy_only=False)]
    if not len(order):
        return order, 0
    order = order[np.argsort(sheet.file_of[order], kind="stable")]
    chosen, files = ids.take(pa.array(order)), sheet.file_of[order]
    first = begins(chosen)
    first[1:] |= files[1:] != files[:-1]
    starts = np.flatnonzero(first)
    ends = np.append(starts[1:], len(order))
    keep = order[starts].copy()
    for group in np.flatnonzero(ends - starts > 1):
        rows = np.sort(order[starts[group] : ends[group]])
        keep[group] = rows[0]
        sheet.notes.append(_repeat(sheet, rows))
    return keep, int(len(order) - len(keep))


def build(schema: pa.Schema, given: Mapping[str, Column], keep: np.ndarray, size: int) -> pa.Table:
    """Columns of `schema` from what is given, the rows `keep` in this order. Unknown names are an error."""
    unknown = set(given) - set(schema.names)
    assert not unknown, f"no such columns: {sorted(unknown)}"
    rows = pa.array(keep)
    columns = [_column(given.get(field.name), field, rows, size) for field in schema]
    return pa.Table.from_arrays(columns, schema=schema)


def _column(value: Column, field: pa.Field, rows: pa.Array, size: int) -> pa.Array:
    if value is None:
        return pa.nulls(len(rows), field.type)
    if isinstance(value, (str, int)):
        return pa.repeat(pa.scalar(value, field.type), len(rows))
    if isinstance(value, np.ndarray):
        value = pa.array(value)
    if isinstance(value, pa.ChunkedArray):
        value = value.combine_chunks()
    assert len(value) == size, f"{field.name}: {len(value)} entries for {size} rows"
    taken = value.take(rows)
    return taken if taken.type == field.type else taken.cast(field.type)


def _repeat(sheet: Sheet, rows: np.ndarray) -> Rejected:
    lines = ", ".join(str(line) for line in sheet.lines[rows[1:]])
    return Rejected(
        file=sheet.named(rows[0]),
        line=int(sheet.lines[rows[0]]),
        field="",
        found=f"the same row again on line{'s' if len(rows) > 2 else ''} {lines}",
        advice="Taken once. If these are different events, give each an id of its own.",
        severity="warning",
    )


def _same_native(sheet: Sheet, keep: np.ndarray, native_id: str) -> None:
    """Warns of rows that share the source's own id and differ in content. Both stay."""
    cells = sheet.text(native_id).take(pa.array(keep)).dictionary_encode()
    if len(cells.dictionary) == len(keep):
        return
    codes = cells.indices.to_numpy(zero_copy_only=False)
    order = np.lexsort((sheet.lines[keep], codes, sheet.file_of[keep]))
    rows, sorted_codes, files = keep[order], codes[order], sheet.file_of[keep][order]
    again = np.flatnonzero((sorted_codes[1:] == sorted_codes[:-1]) & (files[1:] == files[:-1])) + 1
    for at in again:
        name = sheet.cell(native_id, int(rows[at]))
        if name:
            sheet.notes.append(
                Rejected(
                    file=sheet.named(rows[at]),
                    line=int(sheet.lines[rows[at]]),
                    field=native_id,
                    found=f"{name}, also on line {sheet.lines[rows[at - 1]]} with other content",
                    advice="Both were taken. A corrected row? Then leave the older one out.",
                    severity="warning",
                )
            )
