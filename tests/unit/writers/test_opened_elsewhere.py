"""What is written is what other programs read: csv, openpyxl, GDAL, pyarrow, geopandas and a validator."""

from __future__ import annotations

import csv
import json
import shutil
import sqlite3
import subprocess
from pathlib import Path

import geopandas
import geoparquet_validator
import jsonschema
import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pyogrio
import pytest
import shapely

from truceline.mission.formats import write_table
from truceline.model.column_texts import DESCRIBED
from truceline.model.columns import json_schema
from truceline.model.errors import UsageError

needs_gdal = pytest.mark.skipif(shutil.which("ogrinfo") is None, reason="needs Debian's gdal-bin")

LINES = 'a "quoted", word\nand a line; ’ and 試験'
MOMENT = "1962-05-25T05:20:00Z"
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "|", "%")


def _written(table: pa.Table, path: Path, name: str = "incidents", **options: bool) -> Path:
    write_table(table, path, DESCRIBED[name], name, **options)
    return path


def test_csv_gives_every_value_back(incidents: pa.Table, tmp_path: Path) -> None:
    with _written(incidents, tmp_path / "i.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == incidents.num_rows
    assert rows[1]["alleged_actor"] == "Сторона «Ї», ’ж" and rows[1]["claimants"] == "сторона а; side b"
    assert rows[2]["start"] == MOMENT and rows[2]["lon"] == "179.999999"
    assert rows[3]["target"] == LINES
    assert (rows[4]["count_low"], rows[4]["lat"], rows[4]["killed_low"]) == ("-3", "0.0", "")
    assert (rows[0]["actor_disputed"], rows[0]["killed_low"]) == ("true", "0")


def _texts(cells: list[object]) -> list[str]:
    return [cell for cell in cells if isinstance(cell, str)]


def test_no_cell_of_a_sheet_runs(incidents: pa.Table, tmp_path: Path) -> None:
    with _written(incidents, tmp_path / "i.csv").open(encoding="utf-8", newline="") as file:
        cells: list[object] = [cell for row in csv.reader(file) for cell in row]
    book = openpyxl.load_workbook(_written(incidents, tmp_path / "i.xlsx"))
    formulas = [cell for row in book["incidents"].iter_rows() for cell in row if cell.data_type == "f"]
    cells += [cell for row in book["incidents"].iter_rows(values_only=True) for cell in row]
    numbers = {"-3", "-18.0", "-179.999999"}
    assert not formulas
    assert not [text for text in _texts(cells) if text.lstrip(" ").startswith(DANGEROUS) and text not in numbers]
    assert '\'=HYPERLINK("http://x")' in cells and "'-2+3" in cells and "' =1+1" in cells
    assert not [text for text in _texts(cells) if "\u202e" in text] and "a\\u202eb" in cells


def test_in_a_workbook_numbers_are_numbers_and_nothing_is_empty_text(incidents: pa.Table, tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(_written(incidents, tmp_path / "i.xlsx"))["incidents"]
    head, *rows = list(sheet.iter_rows(values_only=True))
    third, fifth = (dict(zip(head, row, strict=True)) for row in (rows[2], rows[4]))
    assert (fifth["count_low"], fifth["lat"], fifth["killed_low"]) == (-3, 0, None)
    assert (third["start"], third["lon"], third["actor_disputed"]) == (MOMENT, 179.999999, False)


def test_hashtags_stand_below_the_names(incidents: pa.Table, tmp_path: Path) -> None:
    with _written(incidents, tmp_path / "i.csv", hxl=True).open(encoding="utf-8", newline="") as file:
        head, tags, first = [next(rows) for rows in [csv.reader(file)] for _ in range(3)]
    sheet = openpyxl.load_workbook(_written(incidents, tmp_path / "i.xlsx", hxl=True))["incidents"]
    assert [cell.value or "" for cell in sheet[2]] == tags
    told = dict(zip(head, tags, strict=True))
    assert (told["lat"], told["start"], told["incident_id"]) == ("#geo+lat", "#date+start", "#event+code")
    assert first[0].startswith("inc_")
    with pytest.raises(UsageError, match="no row for hashtags"):
        _written(incidents, tmp_path / "i.gpkg", hxl=True)


def test_lines_of_json_follow_their_schema(incidents: pa.Table, tmp_path: Path) -> None:
    lines = _written(incidents, tmp_path / "i.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    schema = json_schema("incidents", DESCRIBED["incidents"], incidents.schema)
    jsonschema.Draft202012Validator.check_schema(schema)
    for row in rows:
        jsonschema.validate(row, schema)
    assert rows == incidents.to_pylist()
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**rows[0], "start_s": None}, schema)


def _require_valid(path: Path) -> None:
    report = geoparquet_validator.check(str(path))
    assert not geoparquet_validator.failed(report), report
    assert {"core", "covering"} <= {test["id"].split("/")[2] for test in report["outcomes"] if test["status"] == "pass"}


def test_geoparquet_is_valid_and_keeps_names_units_and_words(incidents: pa.Table, tmp_path: Path) -> None:
    path = _written(incidents, tmp_path / "i.parquet")
    _require_valid(path)
    frame = geopandas.read_parquet(path).set_index("incident_id")
    assert frame.crs == "OGC:CRS84" and len(frame) == incidents.num_rows
    first = frame.loc[f"inc_{1:024x}"]
    assert (first.geometry.x, first.geometry.y, first.lat_e6) == (30.5234, 50.4501, 50_450_100)
    assert frame.loc[f"inc_{2:024x}"].geometry is None
    assert frame.loc[f"inc_{4:024x}"].target == LINES and frame.loc[f"inc_{3:024x}"].start_s == -240_000_000
    schema = pq.read_schema(path)
    assert schema.field("lat_e6").metadata[b"unit"] == b"micro-degrees"
    assert b"probability 0.95" in schema.field("radius_m").metadata[b"description"]


def test_a_reader_of_geoparquet_finds_neighbours_by_their_boxes(incidents: pa.Table, tmp_path: Path) -> None:
    path = _written(incidents, tmp_path / "i.parquet")
    kyiv = geopandas.read_parquet(path, bbox=(30, 50, 31, 51))
    assert sorted(kyiv["incident_id"]) == [f"inc_{1:024x}", f"inc_{8:024x}"]
    order = pq.read_table(path)["incident_id"].to_pylist()
    assert abs(order.index(f"inc_{1:024x}") - order.index(f"inc_{8:024x}")) == 1
    assert order[-3:] == [f"inc_{n:024x}" for n in (2, 6, 7)], "rows without a place come last, in their order"


def test_cells_across_the_antimeridian_are_cut_in_two(cells: pa.Table, tmp_path: Path) -> None:
    path = _written(cells, tmp_path / "c.parquet", "public_coverage")
    _require_valid(path)
    _written(cells, tmp_path / "c.geojson", "public_coverage")
    _written(cells, tmp_path / "c.gpkg", "public_coverage")
    for frame in (
        geopandas.read_parquet(path),
        geopandas.read_file(tmp_path / "c.geojson"),
        geopandas.read_file(tmp_path / "c.gpkg"),
    ):
        home, across = frame.set_index("cell").geometry.loc[["831e45fffffffff", "839b40fffffffff"]]
        assert home.geom_type == "Polygon" and home.is_valid and home.contains(shapely.Point(31, 49))
        assert across.geom_type == "MultiPolygon" and across.is_valid
        assert across.area < 2 and across.bounds[0] == -180 and across.bounds[2] == 180
        assert all(part.exterior.is_ccw for part in (home, *across.geoms))


def test_geojson_is_flat_and_its_points_are_where_they_were(incidents: pa.Table, tmp_path: Path) -> None:
    path = _written(incidents, tmp_path / "i.geojson")
    collection = json.loads(path.read_text(encoding="utf-8"))
    assert len(collection["features"]) == incidents.num_rows and set(collection) == {"type", "features"}
    assert not [v for f in collection["features"] for v in f["properties"].values() if isinstance(v, (dict, list))]
    assert collection["features"][1]["geometry"] is None
    frame = geopandas.read_file(path)
    assert frame.geometry[2].coords[0] == (179.999999, -18) and frame["target"][3] == LINES
    assert str(frame["start"][2]).startswith("1962-05-25 05:20:00")


def test_an_empty_table_is_a_file_that_opens(incidents: pa.Table, tmp_path: Path) -> None:
    none = incidents.slice(0, 0)
    assert len(geopandas.read_file(_written(none, tmp_path / "n.geojson"))) == 0
    assert len(geopandas.read_parquet(_written(none, tmp_path / "n.parquet"))) == 0
    assert len(geopandas.read_file(_written(none, tmp_path / "n.gpkg"))) == 0
    assert _written(none, tmp_path / "n.jsonl").read_bytes() == b""
    assert len(list(openpyxl.load_workbook(_written(none, tmp_path / "n.xlsx"))["incidents"].iter_rows())) == 1


@needs_gdal
def test_gdal_reads_moments_words_and_places(incidents: pa.Table, tmp_path: Path) -> None:
    path = _written(incidents, tmp_path / "i.gpkg")
    shown = subprocess.run(["ogrinfo", "-al", str(path)], capture_output=True, text=True, check=True).stdout
    assert "Feature Count: 8" in shown and 'ID["EPSG",4326]' in shown
    assert "start (DateTime) = 1962/05/25 05:20:00+00" in shown and "POINT (30.5234 50.4501)" in shown
    assert "DESCRIPTION=What several observations are held to be about" in shown
    back = tmp_path / "back.geojson"
    subprocess.run(["ogr2ogr", str(back), str(path), "-where", "count_low = -3"], check=True, capture_output=True)
    (feature,) = json.loads(back.read_text())["features"]
    assert feature["geometry"]["coordinates"] == [0, 0] and feature["properties"]["killed_low"] is None


def test_a_geopackage_says_what_its_columns_mean(incidents: pa.Table, tmp_path: Path) -> None:
    path = _written(incidents, tmp_path / "i.gpkg")
    assert pyogrio.read_info(path)["features"] == incidents.num_rows
    with sqlite3.connect(path) as file:
        words = dict(file.execute("SELECT column_name, description FROM gpkg_data_columns").fetchall())
    assert "probability 0.95" in words["radius_m"] and "Latitude" in words["lat"]
    assert set(words) == set(pyogrio.read_info(path)["fields"])


def test_a_table_without_places_has_no_map(tmp_path: Path) -> None:
    members = pa.table({"observation_id": ["obs_1"], "incident_id": ["inc_1"], "p_same_ppm": [1]})
    for ending in ("geojson", "gpkg"):
        with pytest.raises(UsageError, match="no places"):
            write_table(members, tmp_path / f"m.{ending}")
    write_table(members, tmp_path / "m.parquet")
    assert pq.read_table(tmp_path / "m.parquet").num_rows == 1
    assert [path.name for path in tmp_path.iterdir()] == ["m.parquet"]


@pytest.mark.parametrize("words", ["x" * 40_000, "\u202e" * 6_000, "\U0001f600" * 20_000, "=" + "<&>" * 20_000])
def test_one_text_that_no_cell_holds_costs_no_other_row(incidents: pa.Table, tmp_path: Path, words: str) -> None:
    """As it is written: spelled out, quoted, in UTF-16."""
    targets = ["house"] * incidents.num_rows
    targets[2] = words
    at = incidents.schema.get_field_index("target")
    long = incidents.set_column(at, incidents.schema.field("target"), [targets])
    (note,) = write_table(long, tmp_path / "i.xlsx", DESCRIBED["incidents"], "incidents")
    assert (note.line, note.field, note.severity) == (4, "target", "warning")
    rows = list(openpyxl.load_workbook(tmp_path / "i.xlsx").active.iter_rows(values_only=True))
    assert len(rows) == 1 + incidents.num_rows
    cells = [str(row[at]) for row in rows[1:]]
    assert cells.count("house") == incidents.num_rows - 1
    assert len(cells[2].encode("utf-16-le")) // 2 <= 32_767 and cells[2].endswith("hold all of them]")
