"""Tables of events as they were given, and as they come back with their incidents."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from pathlib import Path

import msgspec
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from truceline.cli.given import blob_of
from truceline.fuse.fuse import Fused
from truceline.model.errors import InputError, Rejected
from truceline.model.evidence import Blob, ReadContext
from truceline.model.units import E6, PPM
from truceline.ports import Reading, Source
from truceline.publish.safe import csv_cell
from truceline.sources import catalogue, generic
from truceline.sources.table import read_table

#: columns of the answer that are ours; one of the same name in the input gives way
ADDED = ("incident_id", "p_same", "n_origins")
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?")


class Given(msgspec.Struct, frozen=True):
    """All rows of all files in order, the observation that each became (null for none), and the observations."""

    rows: pa.Table  # text columns
    observation_ids: pa.Array
    observations: pa.Table  # each id once
    notes: tuple[Rejected, ...]


def given_of(paths: Sequence[Path], map_text: str | None, zone: str) -> Given:
    """Read tables of events. Raises InputError for a file in which there are none."""
    tables, ids, readings = [], [], []
    context = ReadContext(time_zone=zone, options={} if map_text is None else {"map": map_text})
    for path in paths:
        blob = blob_of(path)
        source = _source_of(blob, map_text is not None)
        reading = source.read(blob, context)
        if reading.observations is None:
            raise InputError(
                f"a {source.name} table holds no events", where=str(path), advice="Give tables of events to `fuse`."
            )
        rows, row_ids = _own_rows(blob, reading) if source.name == "generic" else _key_rows(reading.observations)
        tables.append(rows)
        ids.append(row_ids)
        readings.append(reading)
    return Given(
        pa.concat_tables(tables, promote_options="default").combine_chunks(),
        pa.concat_arrays(ids),
        _each_once(pa.concat_tables([r.observations for r in readings])),
        tuple(note for reading in readings for note in reading.notes),
    )


def merged(given: Given, fused: Fused) -> pa.Table:
    """The given rows with ADDED at the end."""
    member = pc.index_in(given.observation_ids, fused.members.column("observation_id").combine_chunks())
    incident_ids = fused.members.column("incident_id").combine_chunks().take(member)
    incident = pc.index_in(incident_ids, fused.incidents.column("incident_id").combine_chunks())
    p_same = pc.divide(fused.members.column("p_same_ppm").combine_chunks().take(member).cast(pa.float64()), PPM)
    origins = fused.incidents.column("origins_min").combine_chunks().take(incident)
    rows = given.rows.drop_columns([name for name in ADDED if name in given.rows.column_names])
    for name, column in zip(ADDED, (incident_ids, p_same, origins), strict=True):
        rows = rows.append_column(name, column)
    return rows


def encoded(rows: pa.Table, ending: str) -> bytes:
    """As CSV (RFC 4180) that no spreadsheet takes for formulas, JSON lines, or Parquet."""
    if ending == "parquet":
        import pyarrow.parquet as pq

        sink = pa.BufferOutputStream()
        pq.write_table(rows, sink)
        data: bytes = sink.getvalue().to_pybytes()
        return data
    if ending == "jsonl":
        return b"".join(msgspec.json.encode(row) + b"\n" for row in rows.to_pylist())
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([csv_cell(name) for name in rows.column_names])
    writer.writerows(zip(*(_cells(column) for column in rows.columns), strict=True))
    return out.getvalue().encode()


def _cells(column: pa.ChunkedArray) -> list[object]:
    values: list[object] = column.to_pylist()
    if not pa.types.is_string(column.type):
        return values
    return [csv_cell(v) if isinstance(v, str) and not _NUMBER.fullmatch(v) else v for v in values]


def _source_of(blob: Blob, mapped: bool) -> Source:
    if mapped:
        return generic.SOURCE
    source = catalogue.recognise(blob.data[: catalogue.HEAD_BYTES], blob.filename)
    return source or generic.SOURCE


def _own_rows(blob: Blob, reading: Reading) -> tuple[pa.Table, pa.Array]:
    """Every row of an events table as it stands, and its observation; repeated rows share that of the first."""
    assert reading.observations is not None
    table = read_table(blob)
    at = pc.index_in(pa.array(table.lines, pa.int64()), reading.observations.column("record").cast(pa.int64()))
    ids = reading.observations.column("observation_id").combine_chunks().take(at)
    rows = pa.table(table.columns)
    known = [name for name in rows.column_names if name in _KNOWN] or rows.column_names
    content = pc.binary_join_element_wise(*(rows.column(name).combine_chunks() for name in known), "\x1f")
    read = ids.is_valid()
    first = pc.index_in(content, content.filter(read))
    return rows, pc.coalesce(ids, ids.filter(read).take(first))


#: names under which the columns that make a row's identity are found
_KNOWN = frozenset(
    {*generic.COLUMNS, "id", "latitude", "longitude", "lng", "long", "start_time", "datetime", "date", "end_time"}
    | {"event_type"}
)


def _key_rows(observations: pa.Table) -> tuple[pa.Table, pa.Array]:
    """Rows of a table in a format of its own under the columns of `events.csv`, in the order of the file.

    `line` is the line of the file; rows that say the same are one.
    """
    ordered = observations.sort_by([("record", "ascending"), ("observation_id", "ascending")]).combine_chunks()
    columns = {
        "event_id": ordered.column("native_id"),
        "source": ordered.column("source"),
        "start": _moments(ordered.column("start_s")),
        "end": _moments(ordered.column("end_s")),
        "lat": _degrees(ordered.column("lat_e6")),
        "lon": _degrees(ordered.column("lon_e6")),
        "radius_m": ordered.column("radius_m").cast(pa.string()),
        "type": ordered.column("event_type"),
        "source_class": ordered.column("source_class"),
        "actor": ordered.column("alleged_actor"),
        "claimant": ordered.column("claimant"),
        "target": ordered.column("target"),
        "weapon": ordered.column("weapon"),
        "killed": _exact(ordered.column("killed_low"), ordered.column("killed_high")),
        "wounded": _exact(ordered.column("wounded_low"), ordered.column("wounded_high")),
        "count": _exact(ordered.column("count_low"), ordered.column("count_high")),
        "unit": ordered.column("count_unit"),
        "line": ordered.column("record").cast(pa.string()),
    }
    return pa.table(columns), ordered.column("observation_id").combine_chunks()


def _exact(low: pa.ChunkedArray, high: pa.ChunkedArray) -> pa.Array:
    """A number where the report gives one, nothing where it gives two bounds."""
    return pc.if_else(pc.equal(low, high), low, None).cast(pa.string())


def _moments(seconds: pa.ChunkedArray) -> pa.Array:
    stamps = np.datetime_as_string(seconds.to_numpy().astype("datetime64[s]"), unit="s")
    return pc.binary_join_element_wise(pa.array(stamps.tolist(), pa.string()), "Z", "")


def _degrees(micro: pa.ChunkedArray) -> pa.Array:
    return pa.array([None if value is None else f"{value / E6:.6f}" for value in micro.to_pylist()], pa.string())


def _each_once(observations: pa.Table) -> pa.Table:
    """A row that stands in two files is one observation."""
    ids = observations.column("observation_id").combine_chunks()
    _, first = np.unique(ids.dictionary_encode().indices.to_numpy(), return_index=True)
    return observations.take(pa.array(np.sort(first))).combine_chunks()
