"""What leaves in formats of others, opened by programs of others: and never more than the data annex says."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import capvalidator
import geopandas
import h3
import mapbox_vector_tile
import msgspec
import openpyxl
import pmtiles.reader
import pyogrio
import pytest
from lxml import etree
from rocrate.rocrate import ROCrate
from tests.golden.publish.sample_bulletin import empty_bulletin, sample_bulletin

from truceline.mission.annex import public_table
from truceline.mission.release import CRATE, FORMATS, rendered
from truceline.model.bulletin import Bulletin, Ring
from truceline.model.public_tables import PUBLIC, PUBLIC_DESCRIBED
from truceline.publish.cap import render_cap
from truceline.publish.crate import PARTS, STAGES
from truceline.publish.json import render_json
from truceline.publish.pmtiles import render_pmtiles
from truceline.publish.stix import render_stix

CAP = {"cap": "urn:oasis:names:tc:emergency:cap:1.2"}
VALIDATOR = shutil.which("stix2_validator", path=f"{os.environ.get('PATH', '')}:{Path.home()}/.local/bin")


def _annex(form: str, bulletin: Bulletin, folder: Path) -> Path:
    ((name, data),) = rendered(bulletin, ("en",), (form,)).items()
    (folder / name).write_bytes(data)
    return folder / name


def _cells(bulletin: Bulletin) -> set[str]:
    return {incident.cell for incident in bulletin.incidents if incident.cell and incident.cell_outline}


def _across(incidents: int = 3) -> Bulletin:
    """A bulletin whose first incident lies across the antimeridian."""
    cell = "839b40fffffffff"
    corners = [(round(lon * 1e6), round(lat * 1e6)) for lat, lon in h3.cell_to_boundary(cell)]
    bulletin = sample_bulletin(incidents)
    first = msgspec.structs.replace(
        bulletin.incidents[0], cell=cell, cell_outline=Ring((*corners, corners[0])), radius_km=9
    )
    return msgspec.structs.replace(bulletin, incidents=(first, *bulletin.incidents[1:]))


# Sheets and maps


@pytest.mark.parametrize("table", PUBLIC)
def test_every_column_that_leaves_is_described(table: str) -> None:
    about, schema = PUBLIC_DESCRIBED[table], PUBLIC[table]
    assert list(about.columns) == schema.names and set(about.key) <= set(schema.names)
    for field in schema:
        column = about.columns[field.name]
        assert column.meaning.endswith(".") and bool(column.null) == field.nullable, field.name
    assert public_table(sample_bulletin(), table).schema.equals(schema)


def test_a_workbook_has_a_sheet_for_each_table(tmp_path: Path) -> None:
    bulletin = sample_bulletin()
    book = openpyxl.load_workbook(_annex("xlsx", bulletin, tmp_path))
    assert book.sheetnames == ["about", "columns", *PUBLIC]
    about = {row[0].value: row[1].value for row in book["about"].iter_rows(min_row=2)}
    assert about["bulletin_id"] == bulletin.bulletin_id and about["licence"] and "INVENTED" in about["warning"]
    told = {(row[0].value, row[1].value) for row in book["columns"].iter_rows(min_row=2)}
    assert told == {(name, column) for name, schema in PUBLIC.items() for column in schema.names}
    assert book["incidents"].max_row == len(bulletin.incidents) + 1
    assert [cell.value for cell in book["counts"]["A"]][1:] == [count.label for count in bulletin.counts]


def test_maps_have_the_published_cells_and_nothing_finer(tmp_path: Path) -> None:
    bulletin = sample_bulletin()
    layers = geopandas.read_file(_annex("gpkg", bulletin, tmp_path), layer="incidents")
    frames = [layers, geopandas.read_parquet(_annex("parquet", bulletin, tmp_path))]
    for frame in frames:
        assert len(frame) == len(bulletin.incidents)
        assert set(frame.loc[frame.geometry.notna(), "cell"]) == _cells(bulletin)
        assert set(frame.geom_type.dropna()) == {"Polygon"}, "a cell is never reduced to a point"
    assert {name for name, _ in pyogrio.list_layers(tmp_path / "bulletin.gpkg")} == {"incidents", "places", "hot_spots"}


def test_hashtags_stand_below_the_names(tmp_path: Path) -> None:
    rows = list(csv.reader(io.StringIO(_annex("hxl", sample_bulletin(), tmp_path).read_text(encoding="utf-8"))))
    tags = dict(zip(rows[0], rows[1], strict=True))
    assert tags["killed_low"] == "#affected+killed+min" and tags["day"] == "#date+occurred"
    assert len(rows) == len(sample_bulletin().incidents) + 2


# PMTiles


def _features(data: bytes, layer: str, zoom: int) -> list[dict[str, Any]]:
    found = []
    for (z, _, _), tile in pmtiles.reader.all_tiles(pmtiles.reader.MemorySource(data)):
        if z == zoom:
            layers = mapbox_vector_tile.decode(pmtiles.reader.gzip.decompress(tile))
            found += layers.get(layer, {"features": []})["features"]
    return found


def test_gdal_reads_the_tiles_and_finds_the_cells_where_they_are(tmp_path: Path) -> None:
    bulletin = sample_bulletin()
    path = _annex("pmtiles", bulletin, tmp_path)
    cells = geopandas.read_file(path, layer="cells").to_crs(4326)
    assert set(cells["cell"]) == _cells(bulletin)
    for row in cells.dissolve("cell").itertuples():
        lat, lon = h3.cell_to_latlng(row.Index)
        assert row.geometry.buffer(0.01).contains(geopandas.points_from_xy([lon], [lat])[0])
    incidents = geopandas.read_file(path, layer="incidents")
    placed = {i.incident_id for i in bulletin.incidents if i.cell and i.cell_outline}
    assert set(incidents["incident_id"]) == placed and "Point" not in set(incidents.geom_type)


def test_each_zoom_holds_every_cell_and_incidents_come_later() -> None:
    data = render_pmtiles(sample_bulletin())
    reader = pmtiles.reader.Reader(pmtiles.reader.MemorySource(data))
    assert (reader.header()["min_zoom"], reader.header()["max_zoom"]) == (0, 8)
    assert {layer["id"] for layer in reader.metadata()["vector_layers"]} >= {"areas", "cells", "incidents"}
    for zoom in range(9):
        told = _features(data, "cells", zoom)
        assert {feature["properties"]["cell"] for feature in told} == _cells(sample_bulletin())
        assert bool(_features(data, "incidents", zoom)) == (zoom >= 4)


def test_a_cell_across_the_antimeridian_is_in_tiles_on_both_sides() -> None:
    reader = pmtiles.reader.all_tiles(pmtiles.reader.MemorySource(render_pmtiles(_across())))
    columns = set()
    for (z, x, _), tile in reader:
        layers = mapbox_vector_tile.decode(pmtiles.reader.gzip.decompress(tile))
        named = [f["properties"]["cell"] for f in layers.get("cells", {"features": []})["features"]]
        if z == 3 and "839b40fffffffff" in named:
            columns.add(x)
    assert columns == {0, 7}


# CAP


def _cap(bulletin: Bulletin) -> etree._Element:
    data = render_cap(bulletin)
    valid, words = capvalidator.Validator(data).schema()
    assert valid, words
    return etree.fromstring(data)


def _said(alert: etree._Element, path: str) -> list[str]:
    return [str(found.text) for found in alert.findall(path, CAP)]


def test_a_notice_follows_the_schema_and_tells_of_the_past() -> None:
    alert = _cap(sample_bulletin())
    assert _said(alert, "cap:info/cap:language") == ["en", "uk", "ru"]
    assert set(_said(alert, "cap:info/cap:urgency")) == {"Past"}
    assert set(_said(alert, "cap:info/cap:severity")) == {"Unknown"}
    assert not _said(alert, "cap:info/cap:instruction") and not _said(alert, "cap:info/cap:responseType")
    assert len(set(_said(alert, "cap:info/cap:event"))) == 3
    assert len(_said(alert, "cap:info/cap:area/cap:polygon")) == 3 * len(_cells(sample_bulletin()))


def test_an_exercise_is_no_actual_alert() -> None:
    real, invented = (_cap(msgspec.structs.replace(sample_bulletin(), invented=is_one)) for is_one in (False, True))
    assert (_said(real, "cap:status"), _said(invented, "cap:status")) == (["Actual"], ["Exercise"])
    assert not _said(real, "cap:note") and "INVENTED" in _said(invented, "cap:note")[0]


def test_a_notice_of_nothing_and_one_across_the_antimeridian_are_valid() -> None:
    assert not _said(_cap(empty_bulletin()), "cap:info/cap:area")
    polygons = _said(_cap(_across()), "cap:info/cap:area/cap:polygon")
    sides = {point.split(",")[1] for ring in polygons for point in ring.split() if "180.0" in point}
    assert sides == {"180.000000", "-180.000000"}


# STIX


def _objects(bulletin: Bulletin) -> list[dict[str, Any]]:
    objects: list[dict[str, Any]] = json.loads(render_stix(bulletin))["objects"]
    return objects


def test_a_bundle_refers_to_nothing_that_is_not_in_it() -> None:
    objects = _objects(sample_bulletin())
    ids = [thing["id"] for thing in objects]
    assert len(ids) == len(set(ids))
    by_kind = {kind: [thing for thing in objects if thing["type"] == kind] for kind in {t["type"] for t in objects}}
    assert len(by_kind["incident"]) == len(sample_bulletin().incidents)
    assert set(by_kind["report"][0]["object_refs"]) <= set(ids)
    for one in by_kind["relationship"]:
        assert {one["source_ref"], one["target_ref"]} <= set(ids) and one["relationship_type"] == "located-at"
    assert not {"threat-actor", "intrusion-set", "campaign"} & by_kind.keys(), "nobody is named as one"
    assert all(thing["created"] <= thing["modified"] for thing in objects)


def test_a_place_reaches_as_far_as_its_cell_and_its_evidence() -> None:
    bulletin = _across()
    first = next(thing for thing in _objects(bulletin) if thing["type"] == "location")
    middle = h3.cell_to_latlng("839b40fffffffff")
    assert h3.great_circle_distance(middle, (first["latitude"], first["longitude"]), unit="m") < 2_000
    corners = h3.cell_to_boundary("839b40fffffffff")
    far_m = max(h3.great_circle_distance((first["latitude"], first["longitude"]), c, unit="m") for c in corners)
    assert far_m + 9_000 - 200 <= first["precision"] <= far_m + 9_200


def test_an_incident_is_the_same_thing_in_the_next_bulletin() -> None:
    bulletin = sample_bulletin()
    later = msgspec.structs.replace(bulletin, bulletin_id="bul_next", period_end="2031-05-01T19:30:00+03:00")
    old, new = ({t["id"]: t for t in _objects(b) if t["type"] != "report"} for b in (bulletin, later))
    assert old.keys() == new.keys()
    assert all(old[name]["created"] == new[name]["created"] for name in old)
    assert all(new[n] == old[n] or new[n]["modified"] > old[n]["modified"] for n in old)


@pytest.mark.skipif(VALIDATOR is None, reason="needs stix2-validator (uv tool install stix2-validator)")
def test_the_validator_of_oasis_finds_nothing(tmp_path: Path) -> None:
    for number, bulletin in enumerate((sample_bulletin(3), empty_bulletin(), _across())):
        (tmp_path / f"{number}.json").write_bytes(render_stix(bulletin))
    # 103: ids of version 5 come from content; 202: a place of an incident is permitted, not suggested
    command = [str(VALIDATOR), "-d", "103,202", *map(str, sorted(tmp_path.iterdir()))]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    assert told.returncode == 0 and told.stdout.count("STIX JSON: Valid") == 3, told.stdout
    assert "Warning" not in told.stdout, told.stdout


# RO-Crate and PROV


def _crate(folder: Path, bulletin: Bulletin) -> ROCrate:
    forms = ("html", "json", "geojson", "stix", "pmtiles", CRATE)
    for name, data in rendered(bulletin, ("en", "uk"), forms).items():
        (folder / name).write_bytes(data)
    return ROCrate(str(folder))


def test_a_crate_names_every_file_and_how_it_came_about(tmp_path: Path) -> None:
    crate = _crate(tmp_path, sample_bulletin())
    files = {entity.id: entity for entity in crate.data_entities}
    assert set(files) == {path.name for path in tmp_path.iterdir()} - {"ro-crate-metadata.json"}
    for name, entity in files.items():
        assert int(entity["contentSize"]) == (tmp_path / name).stat().st_size
        made_by = entity["wasGeneratedBy"]
        assert made_by.id == ("#redact" if name == "bulletin.json" else "#publish")
        assert made_by["instrument"]["name"].startswith("truceline") and made_by["instrument"]["softwareVersion"]


def test_every_figure_leads_back_to_the_evidence(tmp_path: Path) -> None:
    bulletin = sample_bulletin()
    crate = _crate(tmp_path, bulletin)
    parts = {name for name, value in json.loads(render_json(bulletin)).items() if isinstance(value, (list, dict))}
    assert parts - {"scope"} <= set(PARTS), "a part of the annex without provenance"
    assert set(PARTS) <= set(Bulletin.__struct_fields__)

    def back(entity: Any) -> set[str]:
        made_by = entity.get("wasGeneratedBy")
        sources = entity.get("wasDerivedFrom") or (made_by.get("used") if made_by else None) or []
        sources = sources if isinstance(sources, list) else [sources]
        return {entity.id}.union(*(back(source) for source in sources))

    for name in PARTS:
        roots = back(crate.get(f"bulletin.json#/{name}"))
        assert roots & {"#evidence", "#agreement", "#record"}, name
    assert {stage.name for stage in STAGES} == {
        "ingest",
        "extract",
        "locate",
        "derive",
        "fuse",
        "assess",
        "measure",
        "adjudicate",
    }


def test_a_crate_of_an_exercise_says_so(tmp_path: Path) -> None:
    crate = _crate(tmp_path, msgspec.structs.replace(sample_bulletin(), invented=True))
    assert crate.description.startswith("INVENTED EXERCISE")


# All of them


_TEXTS = ("cap", "stix", "hxl", "geojson", CRATE)


def _swapped(words: str) -> str:
    return words.replace("Northern", "\0").replace("Southern", "Northern").replace("\0", "Southern")


@pytest.mark.parametrize("form", _TEXTS)
def test_swapping_the_sides_gives_the_mirrored_file(form: str) -> None:
    bulletin = sample_bulletin()
    mirrored = msgspec.json.decode(_swapped(render_json(bulletin).decode()).encode(), type=Bulletin)
    one, other = (b"".join(rendered(b, ("en",), (form,)).values()).decode() for b in (bulletin, mirrored))
    assert _swapped(one) == other


_PROGRAM = """
import hashlib
from tests.golden.publish.sample_bulletin import sample_bulletin
from truceline.mission.release import FORMATS, rendered
made = rendered(sample_bulletin(), ("uk",), tuple(form for form in FORMATS if form not in ("pdf", "html")))
print("\\n".join(f"{name} {hashlib.sha256(data).hexdigest()}" for name, data in made.items()))
"""


def test_equal_bulletins_are_equal_bytes() -> None:
    sums = []
    for zone, seed in (("UTC", "0"), ("Pacific/Auckland", "7")):
        environment = os.environ | {"TZ": zone, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)}
        root = Path(__file__).parents[3]
        done = subprocess.run(
            [sys.executable, "-c", _PROGRAM], env=environment, cwd=root, capture_output=True, text=True, check=True
        )
        sums.append(done.stdout)
    assert sums[0] == sums[1] and len(sums[0].splitlines()) == len(FORMATS) - 2


@pytest.mark.parametrize("form", [form for form in FORMATS if form not in ("pdf", "html", "md", CRATE)])
def test_a_bulletin_of_nothing_is_a_file_too(form: str, tmp_path: Path) -> None:
    assert _annex(form, empty_bulletin(), tmp_path).stat().st_size > 0
