"""`incidents.csv`: one row an incident, or the several rows that `truceline fuse` gave the same `incident_id`."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import pyarrow as pa
import pyarrow.compute as pc

from truceline.confined.reading import read_blob, read_rows
from truceline.filters.merged_rows import merged
from truceline.model import tables
from truceline.model.errors import InputError, Rejected
from truceline.model.evidence import Blob, ReadContext
from truceline.model.incident import Incident


def read_incidents(blob: Blob, zone: str) -> tuple[pa.Table, tuple[Rejected, ...]]:
    """Rows of `tables.INCIDENTS`, sorted by id, and the rows that stayed out or went in with a warning.

    Columns are those of the generic table of events, with `incident_id` for the name of the incident.

    Raises:
        InputError: the table has no incident_id, no times, no places or no types.
    """
    reading = read_blob(blob, "generic", ReadContext(time_zone=zone, options={"map": _map_for(blob)}))
    rows = tables.empty(tables.OBSERVATIONS) if reading.observations is None else reading.observations
    named = pc.fill_null(pc.not_equal(rows["native_id"], ""), False)
    nameless = tuple(
        Rejected(blob.filename, line, "incident_id", "nothing", "Give every row the id of its incident.")
        for line in rows.filter(pc.invert(named))["record"].to_pylist()
    )
    return merged(rows.filter(named)), (*filter(_is_news, reading.notes), *nameless)


def _map_for(blob: Blob) -> str:
    """A map under which rows are known by their incident, and told apart by their own ids if they have some."""
    columns = read_rows(blob).columns
    if "incident_id" not in columns:
        raise InputError(
            f"there is no column `incident_id`; found: {', '.join(columns)}",
            where=blob.filename,
            advice="Name it, or let `truceline fuse` find the incidents. Needed too: start, lat, lon, type.",
        )
    own = 'item_id = "event_id"\n' if "event_id" in columns and "item_id" not in columns else ""
    return f'[columns]\nevent_id = "incident_id"\n{own}'


def _is_news(note: Rejected) -> bool:
    """Several rows of one incident are what `truceline fuse` writes, and nothing to warn of."""
    return note.severity != "warning" or note.field != "event_id"


def incidents_of(table: pa.Table) -> Iterator[Incident]:
    """The rows as objects, in their order."""
    for row in table.to_pylist():
        yield msgspec.convert(row, Incident)
