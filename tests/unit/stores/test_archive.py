"""Archives: partitioned GeoParquet that comes back row for row."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import shapely

from truceline.model.errors import InputError, UsageError
from truceline.stores.archive import Archive, read_archive, write_archive

SCHEMA = pa.schema(
    [
        pa.field("name", pa.string(), nullable=False),
        pa.field("start_s", pa.int64(), nullable=False),
        pa.field("lat_e6", pa.int32()),
        pa.field("lon_e6", pa.int32()),
        pa.field("note", pa.string()),
    ]
)
ROWS = [
    {"name": "a", "start_s": 1_700_000_000, "lat_e6": 48_100_000, "lon_e6": 37_800_000, "note": None},
    {"name": "b", "start_s": 1_700_000_000, "lat_e6": None, "lon_e6": None, "note": "nowhere"},
    {"name": "c", "start_s": 1_703_000_000, "lat_e6": 90_000_000, "lon_e6": 0, "note": "pole"},
    {"name": "d", "start_s": -1, "lat_e6": -16_500_000, "lon_e6": 180_000_000, "note": "where the day begins"},
    {"name": "e", "start_s": 1_700_000_100, "lat_e6": 0, "lon_e6": 0, "note": None},
]
TABLE = pa.Table.from_pylist(ROWS, schema=SCHEMA)


def test_every_row_comes_back(tmp_path: Path) -> None:
    write_archive(tmp_path / "a", TABLE)
    assert read_archive(tmp_path / "a", SCHEMA).sort_by("name").equals(TABLE)


def test_columns_are_read_when_they_are_asked_for(tmp_path: Path) -> None:
    write_archive(tmp_path / "a", TABLE.drop_columns(["note"]))
    archive = Archive(tmp_path / "a", SCHEMA)
    whole = read_archive(tmp_path / "a", SCHEMA)
    assert archive.num_rows == whole.num_rows == 5
    assert archive.column("lat_e6").equals(whole.column("lat_e6"))
    assert archive.column("note").null_count == 5
    assert archive.select(["start_s", "name"]).equals(whole.select(["start_s", "name"]))
    assert archive.take(pa.array([3, 0])).equals(whole.take([3, 0]))


def test_folders_say_month_and_cell(tmp_path: Path) -> None:
    write_archive(tmp_path / "a", TABLE)
    folders = {path.parent.relative_to(tmp_path / "a").as_posix() for path in (tmp_path / "a").rglob("*.parquet")}
    assert "month=2023-11/cell=none" in folders
    assert {folder.partition("/")[0] for folder in folders} == {"month=2023-11", "month=2023-12", "month=1969-12"}


def test_other_readers_find_points(tmp_path: Path) -> None:
    write_archive(tmp_path / "a", TABLE)
    [path] = [p for p in (tmp_path / "a").rglob("*.parquet") if "a" in pq.ParquetFile(p).read()["name"].to_pylist()]
    table = pq.ParquetFile(path).read()
    geo = json.loads(table.schema.metadata[b"geo"])
    assert geo["columns"][geo["primary_column"]]["encoding"] == "WKB"
    point = shapely.from_wkb(table.column("geometry")[0].as_py())
    assert (point.x, point.y) == (37.8, 48.1)


def test_equal_tables_give_equal_files(tmp_path: Path) -> None:
    for name in "ab":
        write_archive(tmp_path / name, TABLE)
    one, two = (sorted((tmp_path / name).rglob("*.parquet")) for name in "ab")
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in two]


def test_a_folder_in_use_is_not_written_to(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("x")
    with pytest.raises(UsageError, match="not empty"):
        write_archive(tmp_path, TABLE)


def test_what_is_no_archive_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no Parquet"):
        read_archive(tmp_path, SCHEMA)
    pq.write_table(pa.table({"other": [1]}), tmp_path / "x.parquet")
    with pytest.raises(InputError, match="no column name"):
        read_archive(tmp_path, SCHEMA)
    (tmp_path / "x.parquet").write_bytes(b"PAR1 cut")
    with pytest.raises(InputError):
        read_archive(tmp_path, SCHEMA)


def test_a_file_that_is_broken_in_the_middle_is_told(tmp_path: Path) -> None:
    """Of a page that is damaged Arrow speaks as of a disk that is."""
    write_archive(tmp_path / "a", TABLE)
    path = next((tmp_path / "a").rglob("*.parquet"))
    whole = bytearray(path.read_bytes())
    whole[20:60] = b"\xff" * 40
    path.write_bytes(whole)
    with pytest.raises(InputError, match="Write it again"):
        read_archive(tmp_path / "a", SCHEMA)
