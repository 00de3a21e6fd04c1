"""What a mission may bring: GeoNames dumps, their alternate names, and boundary files of any country."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pyogrio
import pytest
import shapely

from truceline.locate.gazetteer import Layered, from_files, from_rows
from truceline.locate.geodesy import distance_m
from truceline.model.errors import InputError


def row(
    number: int,
    name: str,
    lat: float | str,
    lon: float | str,
    *codes: str,
    kind: str = "P.PPL",
    others: str = "",
    people: str = "900",
) -> str:
    """A line of a GeoNames dump."""
    feature_class, _, code = kind.partition(".")
    divisions = [*codes[1:], "", "", "", ""][:4]
    cells = [str(number), name, name, others, str(lat), str(lon), feature_class, code, codes[0], "", *divisions]
    return "\t".join([*cells, people, "", "1", "Asia/Damascus", "2020-01-01"])


DUMP = "\n".join(
    [
        row(1, "Orvan", 36.10, 36.50, "ZZ", "12", "3", others="Орван,Orwan,zhzh,ZZQ", people="40000"),
        row(2, "Dalm", 36.20, 36.60, "ZZ", "12", "3"),
        row(3, "Dalm", 35.20, 38.60, "ZZ", "13", "9"),
        row(4, "Tesk", 36.30, 36.40, "ZZ", "12", "4"),
        row(5, "Pell Province", 36.2, 36.5, "ZZ", "12", kind="A.ADM1", others="Pell", people="0"),
        row(6, "Lorn District", 36.15, 36.55, "ZZ", "12", "3", kind="A.ADM2", people="0"),
        row(7, "Orvan Hill", 36.15, 36.55, "ZZ", "12", "3", kind="T.HLL"),
    ]
).encode()
ALTERNATE = b"""11\t1\ten\tOrvan City\t\t\t\t\t\t
12\t1\ten\tKarsk\t\t\t\t1\t\t
13\t1\tlink\tOrvan Link\t\t\t\t\t\t
14\t999\ten\tNowhere\t\t\t\t\t\t
"""


def zipped(**files: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "."), data)
    return buffer.getvalue()


def test_a_dump_gives_settlements_and_divisions_with_the_circle_of_what_lies_in_them() -> None:
    index = from_files([("ZZ.txt", DUMP)])
    (town,) = index.find("Орвані")
    assert (town.lat_e6, town.lon_e6, town.population, town.within) == (36_100_000, 36_500_000, 40_000, "ZZ.12")
    assert len(index.find("Dalm")) == 2 and index.find("Orvan Hill") == ()
    (province,) = index.find("Pell province")
    assert province.kind == "region" and 10_000 < province.radius_m < 40_000
    (district,) = index.find("Lorn District")
    assert district.kind == "district" and district.radius_m < province.radius_m
    assert [place.within for place in index.find("Dalm, Pell Province")] == ["ZZ.12"]
    assert index.find("5 km east of Orvan")[0].lon_e6 > town.lon_e6


def test_an_archive_and_alternate_names_are_read_with_it() -> None:
    archive = zipped(ZZ__txt=DUMP, readme__txt=b"words")
    index = from_files([("alternateNamesV2.txt", ALTERNATE), ("ZZ.zip", archive)])
    assert index.find("Orvan City")[0].via == "name" and index.find("Karsk")[0].via == "former"
    assert index.find("Orvan Link") == ()


def test_only_what_lies_in_the_area_is_taken() -> None:
    index = from_files([("allCountries.txt", DUMP)], (36_000_000, 36_000_000, 37_000_000, 37_000_000))
    assert len(index.find("Dalm")) == 1


@pytest.mark.parametrize(
    ("line", "found"),
    [
        (row(8, "X", 95, 0, "ZZ"), "latitude"),
        (row(8, "X", 1, "east", "ZZ"), "longitude"),
        (row(8, "", 1, 1, "ZZ"), "name"),
        (row(8, "X", 1, 1, "ZZ", people="many"), "population"),
        ("8\tX\t1", "3 columns"),
    ],
)
def test_a_faulty_dump_is_refused_with_line_and_field(line: str, found: str) -> None:
    with pytest.raises(InputError) as caught:
        from_files([("ZZ.txt", DUMP + b"\n" + line.encode())])
    assert caught.value.where == "ZZ.txt:8" and found in caught.value.found and caught.value.advice


def square(west: float, south: float, size: float) -> shapely.Polygon:
    return shapely.box(west, south, west + size, south + size)


def geojson(*features: tuple[dict[str, object], object]) -> bytes:
    found = [{"type": "Feature", "properties": p, "geometry": g} for p, g in features]
    return json.dumps({"type": "FeatureCollection", "features": found}).encode()


SQUARE = json.loads(shapely.to_geojson(square(36.0, 35.0, 0.2)))
COD = {"ADM2_EN": "Lorn", "ADM2_UA": "Лорнський", "ADM2_PCODE": "ZZ1203", "ADM1_EN": "Pell", "ADM0_EN": "Zedland"}


def test_a_division_is_the_circle_that_holds_its_polygon() -> None:
    index = from_files([("zzz_adm2.geojson", geojson((COD, SQUARE)))])
    (place,) = index.find("Lorn district")
    assert place.kind == "district" and place.division == "Pell, Zedland" and place.place_id.endswith("ZZ1203")
    assert distance_m((place.lat_e6, place.lon_e6), (35_100_000, 36_100_000)) < 100
    corner = distance_m((place.lat_e6, place.lon_e6), (35_000_000, 36_000_000))
    assert 0.75 * corner < place.radius_m < corner
    assert index.find("ZZ1203") == () and index.find("Лорнському районі")[0].place_id == place.place_id


@pytest.mark.parametrize("driver", ["GPKG", "ESRI Shapefile"])
def test_other_formats_and_other_projections(tmp_path: Path, driver: str) -> None:
    from pyproj import Transformer

    turn = Transformer.from_crs("EPSG:4326", "EPSG:32637", always_xy=True)
    shape = shapely.transform(square(36.0, 35.0, 0.2), turn.transform, interleaved=False)
    folder = tmp_path / ("x.gpkg" if driver == "GPKG" else "x.shp")
    names = [[value] for value in ("Лорн", "Lorn")]
    import numpy as np

    pyogrio.raw.write(
        folder, np.array([shapely.to_wkb(shape)], dtype=object), [np.array(n, dtype=object) for n in names],
        ["name", "name_en"], geometry_type="Polygon", crs="EPSG:32637", driver=driver, encoding="UTF-8",
    )  # fmt: skip
    if driver == "GPKG":
        data, name = folder.read_bytes(), "x.gpkg"
    else:
        parts = {path.name.replace(".", "__"): path.read_bytes() for path in tmp_path.iterdir()}
        data, name = zipped(**parts), "x.zip"
    (place,) = from_files([(name, data)]).find("Лорн")
    assert distance_m((place.lat_e6, place.lon_e6), (35_100_000, 36_100_000)) < 500 and place.kind == "district"


def test_every_layer_of_a_geopackage_is_read(tmp_path: Path) -> None:
    import numpy as np

    path = tmp_path / "cod.gpkg"
    for layer, fields in (
        ("adm1", {"ADM1_EN": "Pell"}),
        ("adm2", {"ADM1_EN": "Pell", "ADM2_EN": "Lorn"}),
        ("lines", {"length": "7"}),
    ):
        columns = [np.array([value], dtype=object) for value in fields.values()]
        pyogrio.raw.write(
            path, np.array([shapely.to_wkb(square(36.0, 35.0, 0.2))], dtype=object), columns, list(fields),
            layer=layer, geometry_type="Polygon", crs="EPSG:4326", driver="GPKG", append=path.exists(),
        )  # fmt: skip
    index = from_files([("cod.gpkg", path.read_bytes())])
    assert index.find("Pell region")[0].kind == "region" and index.find("Lorn district")[0].kind == "district"


@pytest.mark.parametrize(
    ("name", "data", "where", "found"),
    [
        (
            "a.geojson",
            geojson((COD, SQUARE), ({**COD, "ADM2_EN": None, "ADM2_UA": " "}, SQUARE)),
            "feature 2",
            "ADM2_EN",
        ),
        ("a.geojson", geojson((COD, None)), "feature 1", "geometry"),
        ("a.geojson", geojson(({"label_x": "Lorn"}, SQUARE)), "a.geojson", "label_x"),
        ("a.geojson", b"{not json", "a.geojson", "cannot"),
        ("a.geojson", b"", "a.geojson", "cannot"),
        ("a.gpkg", b"SQLite format 3\0", "a.gpkg", "cannot"),
        ("a.zip", b"PK\3\4", "a.zip", "ZIP"),
        ("a.shp", b"", "a.shp", "unknown"),
        ("a.docx", b"", "a.docx", "unknown"),
    ],
)
def test_a_faulty_boundary_file_is_refused_with_feature_and_field(
    name: str, data: bytes, where: str, found: str
) -> None:
    with pytest.raises(InputError) as caught:
        from_files([(name, data)])
    words = f"{caught.value.where} {caught.value.found}"
    assert where in words and (found in words or found == "cannot") and caught.value.advice


def test_files_are_asked_together_and_the_world_after_them() -> None:
    own = from_files([("a.csv", b"name,lat,lon\nQuell,1,2\n"), ("ZZ.txt", DUMP)])
    world = from_rows(b"name,lat,lon\nQuell,5,6\nKwell,7,8\nParis,48.9,2.3\n")
    layered = Layered(own, world)
    assert layered.find("Quell")[0].lat_e6 == 1_000_000 and layered.find("Orvan")
    assert layered.find("Kwell")[0].lat_e6 == 7_000_000  # the name itself, before a name that sounds like it
    assert layered.find("Paris")[0].lat_e6 == 48_900_000


ROWS = b"name,aliases,lat,lon\nQuell,Kwell;Kuell,1,2\nDalm,,3,4\n"
DIVISIONS = geojson((COD, SQUARE), ({**COD, "ADM2_EN": "Tesk"}, SQUARE))


@pytest.mark.parametrize(
    ("cap", "most", "name", "data", "found"),
    [
        ("dumps._MOST_PLACES", 1, "a.csv", ROWS, "places"),
        ("dumps._MOST_NAMES", 3, "a.csv", ROWS, "names"),
        ("dumps._MOST_PLACES", 5, "ZZ.txt", DUMP, "places"),
        ("dumps._MOST_NAMES", 3, "ZZ.txt", DUMP, "names"),
        ("gazetteer._MOST_BYTES_OF_ROWS", len(ROWS) - 1, "a.csv", ROWS, "bytes"),
        ("boundaries._MOST_FEATURES", 1, "a.geojson", DIVISIONS, "features"),
    ],
)
def test_what_is_more_than_any_gazetteer_has_is_refused(
    monkeypatch: pytest.MonkeyPatch, cap: str, most: int, name: str, data: bytes, found: str
) -> None:
    from_files([(name, data)])
    monkeypatch.setattr(f"truceline.locate.{cap}", most)
    with pytest.raises(InputError, match=found) as caught:
        from_files([(name, data)])
    assert caught.value.where == name and caught.value.advice


def test_an_archive_is_not_unpacked_beyond_what_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("ZZ.txt", DUMP)
        made.writestr("readme.txt", b"words" * 10_000)
    archive, most = ("ZZ.zip", buffer.getvalue()), len(DUMP) + 50_000
    from_files([archive], most_bytes=most)
    monkeypatch.setattr(zipfile.ZipFile, "read", None)
    for files, fewer in (([archive], 1), ([("a.csv", ROWS), archive], 0)):
        with pytest.raises(InputError, match="when unpacked") as caught:
            from_files(files, most_bytes=most - fewer)
        assert caught.value.where == "ZZ.zip"
