"""Tables of events as they were given: rows in order, and the observation that each became."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

import msgspec
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from truceline.confined.keeper import Exceeded, Task, keeper
from truceline.confined.reading import one_array
from truceline.model.errors import InputError, Rejected
from truceline.model.evidence import Blob, ReadContext
from truceline.model.reading import Reading
from truceline.model.units import E6
from truceline.ports import Source
from truceline.sources import catalogue, generic
from truceline.sources.column_map import map_for
from truceline.sources.table import read_table


class Given(msgspec.Struct, frozen=True):
    """All rows of all files in order, the observation that each became (null for none), and the observations."""

    rows: pa.Table  # text columns
    observation_ids: pa.Array
    observations: pa.Table  # each id once
    notes: tuple[Rejected, ...]
    files: tuple[str, ...]
    file_of: np.ndarray  # for each row, the place of its file in `files`
    zone: str = "UTC"  # IANA zone in which days and bare clock times were read, and times are shown


def given_of(blobs: Sequence[Blob], map_text: str | None, zone: str) -> Given:
    """Read tables of events, each by its map where `map_text` (a map.toml) has one for it, else in its own format.

    Raises InputError for a file in which there are none.
    """
    asked = _Asked(map_text, zone, len(blobs))
    found = [_confined(blob, asked) for blob in blobs]
    return Given(
        pa.concat_tables([one.rows for one in found], promote_options="default").combine_chunks(),
        pa.concat_arrays([one_array(one.ids.column(0)) for one in found]),
        _each_once([one.observations for one in found]),
        tuple(note for one in found for note in one.notes),
        tuple(blob.filename for blob in blobs),
        np.repeat(np.arange(len(found)), [one.rows.num_rows for one in found]),
        zone,
    )


class _Asked(msgspec.Struct, frozen=True):
    """How a table is to be read; one of how many; and what is known of it besides its bytes."""

    map_text: str | None
    zone: str
    tables: int
    blob: Blob | None = None


class _One(msgspec.Struct, frozen=True):
    """One table as it was given."""

    rows: pa.Table
    ids: pa.Table  # one column: the observation that each row became
    observations: pa.Table
    notes: tuple[Rejected, ...]


_TASK: Task[_One] = Task("truceline.merging.given:work", _One)


def _confined(blob: Blob, asked: _Asked) -> _One:
    """A table read in a worker, where it can do no harm."""
    told = msgspec.structs.replace(asked, blob=msgspec.structs.replace(blob, data=b""))
    try:
        return keeper().call(_TASK, blob.data, msgspec.msgpack.encode(told))
    except Exceeded as error:
        error.where = error.where or blob.filename
        raise


def work(data: bytes, asked_bytes: bytes) -> _One:
    """In the worker: recognise a table and read it."""
    asked = msgspec.msgpack.decode(asked_bytes, type=_Asked)
    assert asked.blob is not None, "a table has a name"
    blob, map_text = msgspec.structs.replace(asked.blob, data=data), asked.map_text
    context = ReadContext(time_zone=asked.zone, options={} if map_text is None else {"map": map_text})
    source = _source_of(blob, map_text)
    # a table that names no source is one: its file's
    own = blob if blob.source else msgspec.structs.replace(blob, source=PurePath(blob.filename).stem)
    reading = source.read(own if source.name == "generic" else blob, context)
    if reading.observations is None:
        raise InputError(
            f"a {source.name} table holds no events", where=blob.filename, advice="Give tables of events to `fuse`."
        )
    rows, ids = _own_rows(blob, reading) if source.name == "generic" else _key_rows(reading.observations)
    if source.name == "generic" and asked.tables > 1:
        rows = _with_keys(rows, ids, reading.observations)
    return _One(rows, pa.table({"observation_id": ids}), reading.observations, reading.notes)


def _source_of(blob: Blob, map_text: str | None) -> Source:
    if map_text is not None and map_for(map_text, blob.filename, generic.COLUMNS) is not None:
        return generic.SOURCE
    source = catalogue.recognise(blob.data[: catalogue.HEAD_BYTES], blob.filename)
    # whatever else can be read is read as text; here it is a table, and which of its columns are missing is told
    return generic.SOURCE if source is None or source.name == "text" else source


def _own_rows(blob: Blob, reading: Reading) -> tuple[pa.Table, pa.Array]:
    """Every row of an events table as it stands, and its observation; repeated rows share that of the first."""
    assert reading.observations is not None
    table = read_table(blob)
    at = pc.index_in(pa.array(table.lines, pa.int64()), reading.observations.column("record").cast(pa.int64()))
    ids = reading.observations.column("observation_id").combine_chunks().take(at)
    rows = pa.table(table.columns)
    return rows, pc.coalesce(ids, _of_first(rows, ids)) if ids.null_count else ids


def _of_first(rows: pa.Table, ids: pa.Array) -> pa.Array:
    """The observation of the first row that says the same; null where none that could be read does."""
    known = [name for name in rows.column_names if name in _KNOWN] or rows.column_names
    content = pc.binary_join_element_wise(*(rows.column(name).combine_chunks() for name in known), "\x1f")
    read = ids.is_valid()
    return ids.filter(read).take(pc.index_in(content, content.filter(read)))


def _with_keys(rows: pa.Table, ids: pa.Array, observations: pa.Table) -> pa.Table:
    """Rows under columns of their own get the columns of `events.csv` as well, so that all tables have those."""
    keys, key_ids = _key_rows(observations)
    at = pc.index_in(ids, key_ids)
    for name in keys.column_names:
        if name not in rows.column_names and name != "line":
            rows = rows.append_column(name, keys.column(name).combine_chunks().take(at))
    return rows


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


def _each_once(tables: Sequence[pa.Table]) -> pa.Table:
    """A row that stands in two files is one observation; within a file its source has seen to that."""
    if len(tables) == 1:
        return tables[0].combine_chunks()
    observations = pa.concat_tables(tables)
    ids = observations.column("observation_id").combine_chunks()
    _, first = np.unique(ids.dictionary_encode().indices.to_numpy(), return_index=True)
    return observations.take(pa.array(np.sort(first))).combine_chunks()
