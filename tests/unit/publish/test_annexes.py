"""The data annex in its formats: JSON with its schema, GeoJSON, CSV."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import jsonschema
import msgspec
import pytest
from shapely.geometry import shape
from tests.golden.publish.sample_bulletin import empty_bulletin, sample_bulletin

from truceline.model.bulletin import Bulletin, Ring
from truceline.model.errors import UsageError
from truceline.model.rings import signed_area
from truceline.model.schemas import schema
from truceline.publish.geojson import render_geojson
from truceline.publish.json import render_json, render_schema
from truceline.publish.tables import TABLES, render_csv

#: words that no public file may use as a name: each would help to find a monitor
LOCATING = ("watcher", "bearing", "distance", "observer_id", "range_m", "position")


def rows(bulletin: Bulletin, table: str = "incidents") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(render_csv(bulletin, table).decode(), newline="")))


@pytest.mark.parametrize("bulletin", [sample_bulletin(), empty_bulletin()], ids=["small", "empty"])
def test_json_follows_its_schema_and_comes_back_whole(bulletin: Bulletin) -> None:
    data = render_json(bulletin)
    schema = json.loads(render_schema())
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(data), schema)
    assert msgspec.json.decode(data, type=Bulletin) == bulletin


def test_the_annex_follows_the_schema_that_the_command_prints() -> None:
    """`truceline schema Bulletin` is what others validate by."""
    published = schema("Bulletin")
    jsonschema.Draft202012Validator.check_schema(published)
    jsonschema.validate(json.loads(render_json(sample_bulletin())), published)
    wrong = json.loads(render_json(sample_bulletin()))
    wrong["corrections"][0]["why"] = "they lied"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(wrong, published)


def test_json_is_canonical() -> None:
    data = render_json(sample_bulletin())
    again = json.dumps(json.loads(data), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert again.encode() == data


def test_the_schema_refuses_what_is_no_bulletin() -> None:
    wrong = json.loads(render_json(sample_bulletin()))
    wrong["verdict"]["verdict"] = "violated by them"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(wrong, json.loads(render_schema()))


def test_geojson_has_a_flat_feature_for_each_incident() -> None:
    bulletin = sample_bulletin(60)
    collection = json.loads(render_geojson(bulletin))
    features, places = (
        collection["features"][: len(bulletin.incidents)],
        collection["features"][len(bulletin.incidents) :],
    )
    assert [feature["id"] for feature in features] == [i.incident_id for i in bulletin.incidents]
    assert [feature["properties"]["cell"] for feature in places] == [place.cell for place in bulletin.places]
    for feature in collection["features"]:
        assert all(not isinstance(value, (dict, list)) for value in feature["properties"].values())
    for feature, incident in zip(features, bulletin.incidents, strict=True):
        assert (feature["geometry"] is None) == (incident.cell_outline is None)


def test_geojson_rings_are_closed_and_counterclockwise() -> None:
    bulletin = sample_bulletin()
    turned = tuple(
        msgspec.structs.replace(i, cell_outline=Ring(tuple(reversed(i.cell_outline.lon_lat_e6))))
        for i in bulletin.incidents
        if i.cell_outline
    )
    for incidents in (bulletin.incidents, turned):
        collection = json.loads(render_geojson(msgspec.structs.replace(bulletin, incidents=incidents)))
        polygons = [shape(feature["geometry"]) for feature in collection["features"] if feature["geometry"]]
        assert polygons and all(polygon.is_valid and polygon.exterior.is_ccw for polygon in polygons)


def test_signed_area_of_a_square() -> None:
    square = [(0, 0), (2, 0), (2, 2), (0, 2), (0, 0)]
    assert signed_area(square) == 8 and signed_area(square[::-1]) == -8


def test_an_outline_that_is_no_ring_is_no_geometry() -> None:
    bulletin = sample_bulletin(1)
    broken = msgspec.structs.replace(bulletin.incidents[0], cell_outline=Ring(((1, 2), (3, 4))))
    collection = json.loads(render_geojson(msgspec.structs.replace(bulletin, incidents=(broken,))))
    assert collection["features"][0]["geometry"] is None


def test_the_worst_finding_speaks_for_the_incident() -> None:
    bulletin = sample_bulletin(1)
    one = bulletin.findings[0]
    findings = tuple(
        msgspec.structs.replace(one, finding_id=f"fnd_{status}", status=status)
        for status in ("no_breach", "breach", "undetermined")
    )
    feature = json.loads(render_geojson(msgspec.structs.replace(bulletin, findings=findings)))["features"][0]
    assert feature["properties"]["finding"] == "breach"


def test_csv_has_a_row_for_each_incident_and_finding() -> None:
    bulletin = sample_bulletin()
    extra = msgspec.structs.replace(bulletin.incidents[0], incident_id="inc_without_finding")
    found = rows(msgspec.structs.replace(bulletin, incidents=(*bulletin.incidents, extra)))
    assert len(found) == len(bulletin.findings) + 1
    assert found[-1]["incident_id"] == "inc_without_finding" and found[-1]["finding_id"] == ""


@pytest.mark.parametrize("table", TABLES)
def test_every_table_has_its_heading_even_when_empty(table: str) -> None:
    full, bare = (render_csv(b, table).decode().splitlines()[0] for b in (sample_bulletin(), empty_bulletin()))
    assert full == bare and "," in full


@pytest.mark.parametrize("table", TABLES)
def test_no_cell_of_any_table_is_a_formula(table: str) -> None:
    def attack(value: Any) -> Any:
        if isinstance(value, str):
            return '=HYPERLINK("http://x")\u202e\n+1'
        if isinstance(value, msgspec.Struct):
            return type(value)(**{name: attack(getattr(value, name)) for name in value.__struct_fields__})
        return tuple(attack(part) for part in value) if isinstance(value, tuple) else value

    for row in rows(attack(sample_bulletin()), table):
        for cell in row.values():
            assert not cell.startswith(("=", "+", "-", "@")) and "\u202e" not in cell and "\n" not in cell


def test_a_negative_number_stays_a_number() -> None:
    bulletin = sample_bulletin()
    count = msgspec.structs.replace(bulletin.counts[0], previous_low=-3)
    assert rows(msgspec.structs.replace(bulletin, counts=(count,)), "counts")[0]["previous_low"] == "-3"


def test_an_unknown_table_is_refused_with_the_names() -> None:
    with pytest.raises(UsageError, match="incidents, counts"):
        render_csv(sample_bulletin(), "watchers")


def test_no_public_name_could_locate_a_monitor() -> None:
    types = json.loads(render_schema())["$defs"].values()
    names = {name for public in types for name in public.get("properties", {})}
    names |= set(json.loads(render_geojson(sample_bulletin()))["features"][0]["properties"])
    for table in TABLES:
        names |= set(render_csv(empty_bulletin(), table).decode().splitlines()[0].split(","))
    assert [name for name in names if any(word in name for word in LOCATING)] == []
