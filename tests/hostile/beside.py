"""Hostile files of doors that are no evidence: gazetteers, rulings, findings of before, archives of years, proofs.

As in `make`: each says by its name what it tries, is small to make, and is the same every time. Whoever runs the
command chose these files, and may have them from a stranger all the same.
"""

from __future__ import annotations

import json
import sqlite3
import struct
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

from tests.hostile.make import BIDI, MIB, File, zipped

_DIGITS = "9" * 5_000
_PLACE = "name,aliases,lat,lon,radius_m,kind,population,within\n"
#: 19 columns of GeoNames: id, name, ascii, alternate names, latitude, longitude, class, code …
_DUMP = "{id}\tPell\tPell\t{more}\t{lat}\t{lon}\tP\tPPL\tUA\t\t12\t\t\t\t{people}\t\t\tEurope/Kyiv\t2026-01-01\n"


def _dump(**cells: str) -> bytes:
    usual = {"id": "1", "more": "", "lat": "49.9", "lon": "36.2", "people": "100"}
    return _DUMP.format(**{**usual, **cells}).encode("utf-8", "surrogatepass")


def gazetteers(inside: str = "file:///etc/passwd", beside: str = "/etc/passwd") -> Iterator[File]:
    """Gazetteers. `inside` is an address that nobody may ask, `beside` a file that nobody may open."""
    yield "people_of_5000_digits.csv", f"{_PLACE}Pell,,49.9,36.2,,,{_DIGITS},\n".encode()
    yield "people_of_400_digits.csv", f"{_PLACE}Pell,,49.9,36.2,,,{'9' * 400},\n".encode()
    yield "radius_of_5000_digits.csv", f"{_PLACE}Pell,,49.9,36.2,{_DIGITS},,,\n".encode()
    yield "radius_of_400_digits.csv", f"{_PLACE}Pell,,49.9,36.2,{'9' * 400},,,\n".encode()
    yield "latitude_nan.csv", f"{_PLACE}Pell,,nan,36.2,,,,\n".encode()
    yield "latitude_with_lines.csv", f"{_PLACE}Pell,,4_9.9,36.2,,,,\n".encode()
    yield "aliases_of_10MB.csv", f"{_PLACE}Pell,{'a;' * (5 * MIB)},49.9,36.2,,,,\n".encode()
    yield "names_with_bidi.csv", f"{_PLACE}Pell{BIDI}\x1b[2J,,49.9,36.2,,,,\nKyiv\x1b[31m,,50,30,,,,\n".encode()
    yield "cell_without_end.csv", f'{_PLACE}Pell,"'.encode() + b"a" * (20 * MIB)
    yield "first_line_of_one_word.csv", b"a" * 200_000
    yield "nul.csv", f"{_PLACE}Pe\0ll,,49.9,36.2,,,,\n".encode()
    yield "id_of_5000_digits.txt", _dump(id=_DIGITS)
    yield "people_of_5000_digits.txt", _dump(people=_DIGITS)
    yield "people_of_400_digits.txt", _dump(people="9" * 400)
    yield "id_of_another_script.txt", _dump() + "1\t²\ten\tPell\t\t\t\t\t\t\n".encode()
    yield "id_in_superscript_alternates.txt", "1\t²\ten\tPell\t\t\t\t\t\t\n".encode()
    yield "id_of_5000_digits_alternates.txt", f"1\t{_DIGITS}\ten\tPell\t\t\t\t\t\t\n".encode()
    yield "names_a_million.txt", _dump(more=",".join(f"Pell{n}" for n in range(1_000_000)))
    for kind, method in (("bzip2", zipfile.ZIP_BZIP2), ("lzma", zipfile.ZIP_LZMA)):
        whole = bytearray(zipped([("UA.txt", _dump() * 1_000)], method))
        at = whole.index(b"UA.txt") + 6
        whole[at + 8 : at + 40] = bytes(32)
        yield f"zip_of_broken_{kind}.zip", bytes(whole)
    yield "zip_of_an_unknown_method.zip", zipped([("UA.txt", _dump())]).replace(b"\x08\0", b"\x63\0")
    yield "geopackage_of_no_such_plane.gpkg", geopackage("UPDATE gpkg_contents SET srs_id = 99999999")
    yield "geopackage_with_a_view_on_itself.gpkg", geopackage("CREATE VIEW v AS SELECT * FROM v", "DROP TABLE places")
    yield (
        "geopackage_of_endless_rows.gpkg",
        geopackage(
            "ALTER TABLE places RENAME TO real",
            "CREATE VIEW places AS WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) "
            "SELECT n AS fid, geom, name FROM real, r",
        ),
    )
    yield "geopackage_of_broken_shapes.gpkg", geopackage("UPDATE places SET geom = x'4750000100000000ffffffffff'")
    yield (
        "geopackage_with_a_trigger.gpkg",
        geopackage("CREATE TRIGGER t AFTER UPDATE ON places BEGIN SELECT load_extension('/tmp/evil.so'); END"),
    )
    layer = "<OGRVRTLayer name='secret'><SrcDataSource>{0}</SrcDataSource></OGRVRTLayer>"
    vrt = f"<OGRVRTDataSource>{layer}</OGRVRTDataSource>"
    yield "pointer_to_a_file.geojson", vrt.format(beside).encode()
    yield "pointer_to_a_host.geojson", vrt.format(f"/vsicurl/{inside}").encode()
    yield "pointer_to_a_host.kml", vrt.format(f"/vsicurl/{inside}").encode()
    yield "pointer_to_a_service.json", f"<OGRWFSDataSource><URL>{inside}</URL></OGRWFSDataSource>".encode()
    yield "pointer_in_an_archive.zip", zipped([("a.vrt", vrt.format(f"/vsicurl/{inside}").encode())])
    link = f'<kml xmlns="http://www.opengis.net/kml/2.2"><NetworkLink><Link><href>{inside}</href></Link></NetworkLink></kml>'
    yield "links.kml", link.encode()
    ring = ",".join(f"[{36 + n % 977 / 1e3},{49 + n % 983 / 1e3}]" for n in range(60_000))
    yield "scribble_of_60000_points.geojson", _named(f'{{"type":"Polygon","coordinates":[[{ring},[36,49]]]}}')
    yield "nowhere.geojson", _named('{"type":"Point","coordinates":[1e400,49]}')
    deep = '{"type":"GeometryCollection","geometries":[' * 2_000 + "]}" * 2_000
    yield "collections_2000_deep.geojson", _named(deep)
    yield "flatgeobuf_that_lies.fgb", b"fgb\x03fgb\x01" + struct.pack("<I", 0xFFFFFFF0) + bytes(2_000)


def _named(geometry: str) -> bytes:
    feature = f'{{"type":"Feature","properties":{{"name":"Pell"}},"geometry":{geometry}}}'
    return f'{{"type":"FeatureCollection","features":[{feature}]}}'.encode()


def geopackage(*statements: str) -> bytes:
    """A GeoPackage with one place, changed by these statements."""
    import numpy as np
    import pyogrio
    import shapely

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.gpkg"
        pyogrio.raw.write(
            path, shapely.to_wkb(np.array([shapely.Point(36, 49)])), [np.array(["Pell"], object)], ["name"],
            layer="places", geometry_type="Point", crs="EPSG:4326", driver="GPKG", SPATIAL_INDEX="NO",
        )  # fmt: skip
        db = sqlite3.connect(path)
        for statement in statements:
            db.execute(statement)
        db.commit()
        db.close()
        return path.read_bytes()


def rulings() -> Iterator[File]:
    """Rulings on pairs of rows, as `fuse --decisions` takes them."""
    head = b"a,b,same,who,why\n"
    yield "ids_of_1MB.csv", head + b"obs_" + b"a" * MIB + b",obs_b,yes,Anna,because\n"
    yield "one_row_with_itself.csv", head + b"obs_a,obs_a,yes,Anna,because\n"
    yield "both_ways.csv", head + b"obs_a,obs_b,yes,Anna,because\nobs_b,obs_a,no,Anna,because\n"
    yield "rows_500000.csv", head + b"".join(b"obs_%d,obs_%d,yes,Anna,because\n" % (n, n + 1) for n in range(500_000))
    yield "words_that_turn.csv", head + f"obs_a,obs_b,maybe{BIDI}\x1b[2J,Anna,=1+1\n".encode()
    yield "nothing.csv", head
    yield "no_head.csv", b"obs_a,obs_b,yes,Anna,because\n"
    yield "decided_of_5000_digits.jsonl", json.dumps(
        {"suggestion": 1, "decision": "accept", "by": "a", "why": "b", "kind": "quote", "text": "t",
         "text_sha256": "0", "start": 1, "end": 2, "model": "m", "prompt_version": "1"}
    ).replace('"start": 1', f'"start": {_DIGITS}').encode()  # fmt: skip


def findings() -> Iterator[File]:
    """What `assess --since` is given as the findings of before."""
    line = {
        "finding_id": "fnd_a", "incident_id": "i1", "provision_id": "p", "status": "breach", "counted": True,
        "belief": 1.0, "plausibility": 1.0, "contested": False, "attribution": "unknown", "attributed_to": None,
        "summary": "words", "reached": True,
    }  # fmt: skip
    whole = json.dumps(line)
    yield "findings_of_before.jsonl", whole.encode() + b"\n"
    for name, number in (("endless", "1e308"), ("overflowing", "1e999"), ("digits", _DIGITS), ("words", '"x"')):
        yield f"belief_{name}.jsonl", whole.replace('"belief": 1.0', f'"belief": {number}').encode() + b"\n"
    yield "finding_deep.jsonl", b"[" * 300_000 + b"\n"
    yield "finding_in_a_list.jsonl", b"[1]\n"
    yield "finding_of_nothing.jsonl", b"null\n{}\n"
    yield "finding_not_utf8.jsonl", whole.encode().replace(b"words", b"\xff\xfe") + b"\n"
    yield "findings_alike_100000.jsonl", (whole.encode() + b"\n") * 100_000


def parquets() -> Iterator[File]:
    """One file of an archive of years."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    sink = pa.BufferOutputStream()
    pq.write_table(pa.table({"observation_id": ["a"] * 3_000, "start_s": ["never"] * 3_000}), sink)
    whole = bytes(sink.getvalue().to_pybytes())
    yield "columns_of_another_kind.parquet", whole
    yield "cut.parquet", whole[: len(whole) // 2]
    yield "middle_broken.parquet", whole[:40] + b"\xff" * (len(whole) // 2) + whole[40 + len(whole) // 2 :]
    yield "footer_broken.parquet", whole[:-60] + b"\xff" * 52 + whole[-8:]
    yield "footer_too_long.parquet", whole[:-8] + struct.pack("<I", 0x7FFFFFF0) + b"PAR1"
    yield "marks_only.parquet", b"PAR1PAR1"
    yield "empty.parquet", b""
    yield "no_parquet.parquet", b"<html>" * 100


def proofs() -> Iterator[File]:
    """Proof files: true ones, bent so that checking them costs much, or says much on a terminal."""
    from tests.proof_files import samples

    with tempfile.TemporaryDirectory() as folder:
        made = samples(Path(folder))
    yield "true.json", made["bulletin"]

    def bent(sample: str, **parts: object) -> bytes:
        return _canonical({**json.loads(made[sample]), **parts})

    yield "figures_of_60MB.json", bent("bulletin", bulletin={"a": [0] * (30 * MIB)})
    yield "figures_of_15MB.json", bent("bulletin", bulletin={"a": [0] * (7 * MIB)})
    yield "names_of_15MB.json", bent("bulletin", bulletin={f"{n:07}": 0 for n in range(MIB)})
    yield "words_of_60MB.json", bent("bulletin", bulletin={"a": "a" * (60 * MIB)})
    deep: object = 1
    for _ in range(700):
        deep = {"a": deep, "b": [0] * 20}
    yield "figures_700_deep.json", bent("bulletin", bulletin={"a": deep})
    yield (
        "figures_50000_deep.json",
        made["bulletin"].replace(b'"night":-1', b'"night":' + b"[" * 50_000 + b"]" * 50_000),
    )
    yield "path_of_a_million.json", bent("entry", path=["0" * 64] * (MIB - 99_999))
    yield "note_of_60MB.json", bent("entry", note="a" * (60 * MIB))
    yield "note_of_a_million_signatures.json", bent("entry", note="a\n\n" + "— a AAAAAAAA\n" * MIB)
    yield "keys_a_million.json", bent("entry", keys=["a+00000000+AAAA"] * MIB)
    yield "leaf_of_60MB.json", bent("entry", leaf="[" * (60 * MIB))
    yield (
        "fields_500000.json",
        bent("entry", disclosed={f"f{n:06}": {"salt": "0" * 32, "value": 0} for n in range(500_000)}),
    )
    yield "commits_500000.json", bent("row", row={**json.loads(made["row"])["row"], "commits": ["0" * 64] * 500_000})
    yield "words_that_turn.json", bent("entry", leaf=f"{BIDI}\x1b[2J")
    yield "format_that_turns.json", bent("entry", format=f"{BIDI}\x1b[2J")
    for name, number in (("digits", _DIGITS), ("fraction", "1.5"), ("nan", "NaN"), ("minus", "-1"), ("huge", "1e400")):
        index = str(json.loads(made["entry"])["index"])
        yield f"index_{name}.json", made["entry"].replace(f'"index":{index},'.encode(), f'"index":{number},'.encode())
    yield "surrogates.json", made["entry"].replace(b'"format":"', b'"format":"\\ud800')
    yield "twice_the_format.json", made["entry"].replace(b'{"disclosed"', b'{"format":"a","disclosed"', 1)
    yield "no_proof.json", b"\0" * (3 * MIB)


def _canonical(value: object) -> bytes:
    """RFC 8785 of what has no fractions and names of ASCII."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode("utf-8") + b"\n"
