"""No file tells more than its bulletin: not who saw a thing, not when word of it came in, not when the file was made.

What a format adds of its own is opened here: times of members of archives, tables of SQLite, statistics of Parquet,
ids and times of STIX and RO-Crate, tiles, and the order of rows in each.
"""

from __future__ import annotations

import gzip
import io
import json
import re
import sqlite3
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import mapbox_vector_tile
import msgspec
import pmtiles.reader
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.unit.record.test_parts_and_scope import day_of, world
from tests.unit.record.test_redact import POLICY

from truceline.mission.annex import public_table
from truceline.mission.release import RENDERERS, rendered
from truceline.model.bulletin import Bulletin
from truceline.model.evidence import PUBLISHED
from truceline.publish.flat import flat_incidents
from truceline.record.material import Material
from truceline.record.redact import redact

#: without the PDF and the page, which say nothing that the Markdown does not and take long to make
FORMATS = tuple(form for form in RENDERERS if form not in ("pdf", "html"))
#: moments that stand in every file of a format, whatever it tells of
FIXED = frozenset({"1980-01-01T00:00:00.000Z", "2026-11-22T00:00:00.000Z"})


def known() -> Material:
    """A day of which the press and a patrol tell, two incidents each, and three weeks of places before it."""
    return world(day_of(6), 7)


def files(material: Material) -> dict[str, bytes]:
    return rendered(redact(material, POLICY), ("en",), (*FORMATS, "crate"))


@pytest.fixture(scope="module")
def released() -> dict[str, bytes]:
    return files(known())


@pytest.fixture(scope="module")
def bulletin() -> Bulletin:
    return redact(known(), POLICY)


def _other_hands(table: pa.Table) -> pa.Table:
    """The same reports of the mission's own by other people, who were told later; the press as it was."""
    rows = table.to_pylist()
    for n, row in enumerate(rows):
        if row.get("source_class") not in PUBLISHED:
            row["source_class"] = "camera"
            row |= {name: f"post-{n}" for name in ("source", "watcher") if name in row}
        if "reported_s" in row:
            row["reported_s"] = row["end_s"] + 977 * (n + 1)
    return pa.Table.from_pylist(rows[::-1], table.schema)


def test_who_saw_it_and_when_word_came_in_shows_in_no_file(released: dict[str, bytes]) -> None:
    """Nor the order in which it came: rows stand in the order of what they tell."""
    plain = known()
    tables = {name: getattr(plain, name) for name in ("incidents", "members", "findings")}
    other = msgspec.structs.replace(
        plain,
        observations=_other_hands(plain.observations),
        effort=_other_hands(plain.effort),
        items=tuple(msgspec.structs.replace(item, received_s=9) for item in reversed(plain.items)),
        documents=plain.documents[::-1],
        mentions=plain.mentions[::-1],
        **{name: table.take(pa.array(range(table.num_rows - 1, -1, -1))) for name, table in tables.items()},
    )
    assert other.observations.to_pylist() != plain.observations.to_pylist()
    again = files(other)
    assert [name for name in released if released[name] != again[name]] == []


def _opened(name: str, data: bytes) -> Iterator[str]:
    """All words in a file, out of whatever they are packed in."""
    if name.endswith(".xlsx"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield from (archive.read(member).decode() for member in archive.namelist())
    elif name.endswith(".pmtiles"):
        source = pmtiles.reader.MemorySource(data)
        yield json.dumps(pmtiles.reader.Reader(source).metadata())
        for _, tile in pmtiles.reader.all_tiles(source):
            yield str(mapbox_vector_tile.decode(gzip.decompress(tile)))
    elif name.endswith(".gpkg"):
        with sqlite3.connect(":memory:") as store:
            store.deserialize(data)
            tables = [row[0] for row in store.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            for table in tables:
                if not table.startswith("rtree"):
                    yield str(store.execute(f'SELECT * FROM "{table}"').fetchall())
    elif name.endswith(".parquet"):
        file = pq.ParquetFile(io.BytesIO(data))
        yield str(file.metadata.metadata) + file.metadata.created_by + str(file.read().to_pylist())
    else:
        yield data.decode()


def _moments(bulletin: Bulletin) -> set[str]:
    """The moments that the bulletin tells, in the spellings that formats have for them."""
    told = {bulletin.period_start, bulletin.period_end, *re.findall(_MOMENT, msgspec.json.encode(bulletin).decode())}
    days = {incident.day for incident in bulletin.incidents}
    first = {f"{day}T00:00:00+14:00" for day in days}  # as the day begins anywhere
    utc = {datetime.fromisoformat(one).astimezone(UTC) for one in told | first}
    return told | {f"{one:%Y-%m-%dT%H:%M:%S}{end}" for one in utc for end in (".000Z", "Z", "+00:00")} | FIXED


_MOMENT = r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d[0-9:.]*(?:Z|[+-]\d\d:\d\d)?"


def test_every_moment_in_a_file_is_one_that_the_bulletin_tells(released: dict[str, bytes], bulletin: Bulletin) -> None:
    told = _moments(bulletin)
    strange = {
        (name, one)
        for name, data in released.items()
        for words in _opened(name, data)
        for one in re.findall(_MOMENT, words)
    }
    assert {(name, one) for name, one in strange if one not in told} == set()


def test_members_of_a_workbook_have_no_time_of_their_own(released: dict[str, bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(released["bulletin.xlsx"])) as archive:
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not archive.comment and not any(member.comment or member.extra for member in archive.infolist())


def test_statistics_of_a_column_are_of_the_rows_that_leave(released: dict[str, bytes], bulletin: Bulletin) -> None:
    meta = pq.ParquetFile(io.BytesIO(released["bulletin.parquet"])).metadata
    table = public_table(bulletin, "incidents")
    cells = {name: {value for value in table[name].to_pylist() if value is not None} for name in table.column_names}
    paths = {meta.row_group(0).column(n).path_in_schema for n in range(meta.num_columns)}
    assert paths - set(table.column_names) == {
        "geometry",
        *(f"bbox.{side}" for side in ("xmin", "ymin", "xmax", "ymax")),
    }
    for group in (meta.row_group(n) for n in range(meta.num_row_groups)):
        for column in (group.column(n) for n in range(meta.num_columns)):
            if column.path_in_schema in cells and column.statistics and column.statistics.has_min_max:
                assert {column.statistics.min, column.statistics.max} <= cells[column.path_in_schema]


def test_rows_stand_in_the_order_of_what_they_tell(released: dict[str, bytes], bulletin: Bulletin) -> None:
    rows = [(one.day, one.incident_id) for one in bulletin.incidents]
    assert rows == sorted(rows) and len(rows) == 4
    found = [(one.provision_id, one.incident_id) for one in bulletin.findings]
    assert found == sorted(found)
    places = [(one.from_day, one.of, one.cell) for one in bulletin.places]
    assert places == sorted(places)
    names = [name for _, name in rows]
    for file in ("bulletin.csv", "bulletin.geojson", "bulletin.hxl.csv", "bulletin.stix.json"):
        words = next(data for name, data in released.items() if name == file).decode()
        assert [name for name in names if name in words] == names
        assert sorted(names, key=words.index) == names


def test_tiles_hold_cells_and_the_columns_that_leave(released: dict[str, bytes], bulletin: Bulletin) -> None:
    told = {row["incident_id"]: row for row, _ in flat_incidents(bulletin)}
    source = pmtiles.reader.MemorySource(released["bulletin.pmtiles"])
    held: list[dict[str, Any]] = []
    for _, tile in pmtiles.reader.all_tiles(source):
        layer = mapbox_vector_tile.decode(gzip.decompress(tile)).get("incidents", {"features": []})
        held += [one["properties"] for one in layer["features"]]
    assert {one["incident_id"] for one in held} == {name for name, row in told.items() if row["cell"]}
    assert all(value == told[one["incident_id"]][name] for one in held for name, value in one.items())


def test_a_file_made_tomorrow_is_the_same_file(released: dict[str, bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + timedelta(days=1).total_seconds())
    assert files(known()) == released


def test_what_is_not_told_stands_in_no_file(released: dict[str, bytes]) -> None:
    """No watcher, no exact place, no second of an incident, no bearing; not even packed away."""
    plain = known()
    secret = {"patrol North-7", "post North-7", "obs_", "47.512345", "36.598765", "47512345", "36598765"}
    secret |= {str(at) for at in plain.incidents["start_s"].to_pylist()}
    for name, data in released.items():
        words = "".join(_opened(name, data))
        assert not {one for one in secret if one in words}, name
        assert not {one for one in secret if one.encode() in data}, name
