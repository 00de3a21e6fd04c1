"""Hostile files of formats that travel with reports: sheets, archives in archives, columns, letters, maps, pictures.

As in `make`: each says by its name what it tries, is small to make, and is the same every time. Most are formats that
no connector reads; what is asked of the house is to say so, soon and in words.
"""

from __future__ import annotations

import base64
import gzip
import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator

from tests.hostile.make import MIB, File, row, table, zipped

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NEVER = (1980, 1, 1, 0, 0, 0)
_SHEET = f'<?xml version="1.0"?><worksheet xmlns="{_MAIN}"><sheetData>'.encode()
_SHEET_END = b"</sheetData></worksheet>"
_PNG = b"\x89PNG\r\n\x1a\n"


def sheets() -> Iterator[File]:
    """Spreadsheets: bombs, too much of everything, what points or calls outside."""
    yield "sheet_of_1GiB.xlsx", _bomb("xl/worksheets/sheet1.xml", 1_024, _SHEET, _SHEET_END, _workbook())
    cells = b'<row r="1">' + b"<c><v>1</v></c>" * 1_000_000 + b"</row>"
    yield "sheet_of_a_million_columns.xlsx", _xlsx({"xl/worksheets/sheet1.xml": _SHEET + cells + _SHEET_END})
    strings = f'<sst xmlns="{_MAIN}" count="4294967295" uniqueCount="4294967295">'.encode() + b"<si><t>a</t></si>" * 10
    yield "shared_strings_that_lie.xlsx", _xlsx({"xl/sharedStrings.xml": strings + b"</sst>"})
    yield "shared_strings_of_1GiB.xlsx", _bomb("xl/sharedStrings.xml", 1_024, strings, b"</sst>", _workbook())
    outside = '<Relationship Id="rId1" Type="{0}/externalLinkPath" Target="{1}" TargetMode="External"/>'
    for name, target in (
        ("file", "file:///etc/passwd"),
        ("share", r"\\evil.example\s\a.xlsx"),
        ("http", "http://[::1]/"),
    ):
        links = f"<Relationships>{outside.format(_OFFICE, target)}</Relationships>".encode()
        yield f"external_link_{name}.xlsx", _xlsx({"xl/externalLinks/_rels/externalLink1.xml.rels": links})
    calls = ("WEBSERVICE(&quot;http://[::1]/&quot;)", "cmd|'/C calc'!A0", "HYPERLINK(&quot;file:///&quot;)", "1/0")
    formulas = "".join(f'<row r="{n}"><c t="str"><f>{call}</f><v>1</v></c></row>' for n, call in enumerate(calls, 1))
    yield "formula_cells.xlsx", _xlsx({"xl/worksheets/sheet1.xml": _SHEET + formulas.encode() + _SHEET_END})
    dtd = b'<!DOCTYPE sst [<!ENTITY x SYSTEM "file:///etc/passwd">]><sst><si><t>&x;</t></si></sst>'
    yield "document_type.xlsx", _xlsx({"xl/sharedStrings.xml": dtd})
    yield "macros.xlsm", _xlsx({"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4_096)})
    repeated = '<table:table-row table:number-rows-repeated="2147483647"><table:table-cell/></table:table-row>'
    yield (
        "repeated_rows.ods",
        zipped([("mimetype", b"application/vnd.oasis.opendocument"), ("content.xml", repeated.encode())]),
    )
    yield "sheet_alone.csv.zip", zipped([("sheet1.xml", _SHEET + cells + _SHEET_END)])


def nested() -> Iterator[File]:
    """Archives in archives, and archives that are read otherwise by each program."""
    good = table(row(1))
    inner = good
    for level in range(40):
        inner = zipped([(f"{level}.zip" if level else "a.csv", inner)])
    yield "zip_40_deep.zip", inner
    inner = good
    for _ in range(40):
        inner = gzip.compress(inner)
    yield "gzip_40_deep.csv.gz", inner
    yield "zip_with_two_directories.csv.zip", zipped([("a.csv", good)]) + zipped([("b.csv", table(row(2)))])
    other = bytearray(zipped([("a.csv", good)]))
    at = other.index(b"a.csv")
    other[at : at + 5] = b"z.exe"
    yield "zip_named_twice_otherwise.csv.zip", bytes(other)
    whole = bytearray(zipped([("a.csv", good)]))
    whole[-12:-10] = b"\xff\xff"  # entries of the directory
    yield "zip_that_claims_65535_members.csv.zip", bytes(whole)
    yield "zip_of_65535_bytes_of_nothing.zip", b"PK\x05\x06" + bytes(18) + b"PK\x03\x04" + bytes(65_535)
    yield "zip_with_extra_fields.csv.zip", _zip_with_extra(good, 65_000)
    yield "gzip_of_300000_members.csv.gz", gzip.compress(b"") * 300_000
    yield "gzip_with_zeros_behind.csv.gz", gzip.compress(good) + bytes(5 * MIB)
    yield "folders_30000_deep.zip", zipped([("a/" * 30_000 + "a.csv", good)])


def columns() -> Iterator[File]:
    """Parquet and Arrow whose descriptions are hostile."""
    import pyarrow as pa

    ten = pa.table({"lat": [1.0] * 10})
    notes = {f"k{n}": "v" * 1_000 for n in range(20_000)}
    yield "parquet_of_20MB_of_metadata.parquet", _parquet(ten.replace_schema_metadata(notes))
    yield (
        "parquet_that_lies_about_rows.parquet",
        _with_rows(_parquet(pa.table({"lat": [1.0] * 12_345})), 12_345, 1 << 60),
    )
    deep: pa.DataType = pa.int64()
    for _ in range(90):
        deep = pa.struct([("a", deep)])
    value: object = 1
    for _ in range(90):
        value = {"a": value}
    yield "parquet_90_deep.parquet", _parquet(pa.table({"a": pa.array([value], deep)}))
    word = pa.DictionaryArray.from_arrays(pa.array([0] * 200_000, pa.int32()), pa.array(["a" * 4 * MIB]))
    yield "parquet_dictionary_of_800GB.parquet", _parquet(pa.table({"text": word}))
    yield "parquet_of_10000_columns.parquet", _parquet(pa.table({f"c{n}": [1] for n in range(10_000)}))


def markup_beside() -> Iterator[File]:
    """Pages with more of something than any page has."""
    yield "tags_100000_deep.html", b"<html><body>" + b"<span>" * 100_000 + b"words"
    yield "tags_of_100000_names.html", b"<html><body>" + b"".join(b"<t%d>" % n for n in range(100_000))
    alike = " ".join(f"a{n:06}='{'x' * 10}'" for n in range(100_000))
    yield "attributes_in_every_element.html", f"<html><body {alike}>{'<body b=1>' * 50_000}".encode()
    yield "entities_1000000.html", b"<html><body><p>" + b"&lt;" * 1_000_000
    yield "entities_that_overflow.html", b"<html><body><p>" + b"&#99999999999999;" * 200_000
    yield "entity_without_end.html", b"<html><body><p>&" + b"a" * (3 * MIB)
    yield "drawings_in_formulas.html", b"<html><body>" + b"<math><mi><svg><desc>" * 20_000
    yield "frames_and_templates.html", b"<html><body>" + b"<template><frameset><table>" * 30_000
    yield "page_that_fetches.html", (
        b'<html><body><p>Mortar fire hit Kharkiv.</p><link rel=stylesheet href="http://[::1]/"><iframe src="file:///etc/passwd">'
        b'</iframe><object data="//evil.example/a"></object><meta http-equiv=refresh content="0;http://[::1]/"></body></html>'
    )  # fmt: skip


def letters() -> Iterator[File]:
    """E-mail as it is saved from a mailbox."""
    head = "From: a@b.example\nTo: c@d.example\nSubject: Shelling\nMIME-Version: 1.0\n"
    parts = "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(5_000))
    yield "letter_of_parts_in_parts.eml", (head + parts + "Content-Type: text/plain\n\nwords\n").encode()
    coded = base64.encodebytes(gzip.compress(bytes(50 * MIB)) * 20)
    yield "letter_with_a_bomb.eml", (head + "Content-Transfer-Encoding: base64\n\n").encode() + coded
    yield (
        "letter_of_40MB_of_base64.eml",
        (head + "Content-Transfer-Encoding: base64\n\n").encode() + b"AAAA" * (10 * MIB),
    )
    yield "letter_with_a_header_of_10MB.eml", (head + "X-Long: ").encode() + b"a" * (10 * MIB) + b"\n\nwords\n"
    yield "letter_of_500000_headers.eml", (head + "X: y\n" * 500_000 + "\nwords\n").encode()
    yield "letter_of_coded_words.eml", (head + "Subject: " + "=?utf-8?b?w6k=?= " * 50_000 + "\n\nwords\n").encode()
    yield "letter_in_letters.eml", (("Content-Type: message/rfc822\n\n" * 20_000) + "words").encode()
    yield "letters_30000.mbox", ("From a Mon Mar  2 00:00:00 2026\n" + head + "\nwords\n\n").encode() * 30_000


def maps() -> Iterator[File]:
    """KML, KMZ, GPX and GeoJSON."""
    kml = '<?xml version="1.0"?>{0}<kml xmlns="http://www.opengis.net/kml/2.2"><Document>{1}</Document></kml>'
    laughs = '<!DOCTYPE kml [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>'
    yield "entities.kml", kml.format(laughs, "<name>&b;&c;</name>").encode()
    link = "<NetworkLink><Link><href>{0}</href></Link></NetworkLink>"
    links = "".join(map(link.format, ("file:///etc/passwd", "http://[::1]/a.kml", r"\\evil.example\a.kmz")))
    yield "links.kml", kml.format("", links).encode()
    line = "36.1,49.9,0 " * 1_000_000
    yield "line_of_a_million_points.kml", kml.format("", f"<coordinates>{line}</coordinates>").encode()
    yield "folders_100000_deep.kml", kml.format("", "<Folder>" * 100_000).encode()
    yield "bomb.kmz", _bomb("doc.kml", 1_024, kml.format("", "<name>").encode(), b"</name></Document></kml>", {})
    yield "outside.kmz", zipped([("../../doc.kml", kml.format("", links).encode()), ("/etc/a.png", _PNG)])
    yield "track.gpx", b'<?xml version="1.0"?><gpx>' + b'<trkpt lat="NaN" lon="1e400"/>' * 100_000
    ring = ",".join(f"[{36 + n % 1_000 / 1e4},{49 + n / 1e6}]" for n in range(1_000_000))
    yield "ring_of_a_million_points.geojson", _features('{"type":"Polygon","coordinates":[[' + ring + ",[36,49]]]}")
    digits = "36." + "1" * 100_000
    yield "places_of_100000_digits.geojson", _features(f'{{"type":"Point","coordinates":[{digits},{digits}]}}')
    point = '{"type":"Feature","properties":{"id":"z"},"geometry":{"type":"Point","coordinates":[36,49]}}'
    many = ",".join([point] * 100_000)
    yield "features_100000.geojson", f'{{"type":"FeatureCollection","features":[{many}]}}'.encode()


def pictures() -> Iterator[File]:
    """Pictures that claim, or become, more than any camera takes."""
    for name, wide, high in (("50000_wide", 50_000, 50_000), ("2147483647_wide", 2**31 - 1, 2**31 - 1), ("none", 0, 0)):
        yield f"png_{name}.png", _png(wide, high, b"")
    yield "png_of_49_megapixels.png", _png(7_000, 7_000, zlib.compress(bytes(7_001 * 7_000), 9), depth=8)
    yield "png_of_1GiB_of_notes.png", _PNG + _chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(256 * MIB), 1)) * 4
    yield "png_of_4294967295_frames.png", _png(8, 8, b"", (b"acTL", struct.pack(">II", 2**32 - 1, 0)))
    yield "png_of_a_million_chunks.png", _PNG + _chunk(b"tEXt", b"a\0b") * 500_000
    jpeg = b"\xff\xd8\xff\xc0" + struct.pack(">HBHHB", 17, 8, 65_535, 65_535, 3) + bytes(9)
    yield "jpeg_65535_wide.jpg", jpeg + b"\xff\xd9"
    yield "jpeg_of_scans.jpg", _jpeg_of_scans(3_000)
    entry = struct.pack("<HHII", 0x8769, 4, 1, 8) + struct.pack("<I", 8)  # of a list, whose next list is itself
    exif = b"Exif\0\0II*\0\x08\0\0\0\x01\0" + entry
    app1 = b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif
    yield "jpeg_with_exif_in_a_circle.jpg", b"\xff\xd8" + app1 + _small_jpeg()[2:]
    webp = b"VP8X" + struct.pack("<IB3x", 10, 0) + (16_383).to_bytes(3, "little") * 2
    yield "webp_16384_wide.webp", b"RIFF" + struct.pack("<I", len(webp) + 4) + b"WEBP" + webp
    yield "svg_that_fetches.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>'


def of_two_kinds() -> Iterator[File]:
    """What one program takes for this and the next for that."""
    archive = zipped([("a.csv", table(row(1)))])
    page = b"<html><body><script>alert(1)</script><p>Mortar fire hit Kharkiv.</p></body></html>"
    yield "picture_and_archive.png", _png(8, 8, zlib.compress(bytes(72)), depth=8) + archive
    yield "picture_and_page.jpg", b"\xff\xd8\xff\xfe" + struct.pack(">H", len(page) + 2) + page + b"\xff\xd9"
    yield "pdf_and_archive.pdf", b"%PDF-1.7\n" + page + archive + b"\n%%EOF"
    yield "sheet_and_page.xlsx.html", page + _xlsx({})
    yield "letter_and_table.csv", b"From: a@b.example\n\n" + table(row(1))
    yield "kml_as_table.csv", b"<kml><Placemark><name>start,lat,lon,type</name></Placemark></kml>\n" + table(row(1))


def long_lines() -> Iterator[File]:
    """Lines of 100 MB, with good ones behind."""
    good = b'{"id": "b", "text": "Mortar fire hit Kharkiv on Tuesday."}\n'
    yield "line_of_100MB.jsonl", b'{"id": "a", "text": "' + b"a" * (100 * MIB) + b'"}\n' + good
    yield (
        "lines_of_100MB_packed.jsonl.gz",
        gzip.compress((b'{"id": "a", "text": "' + b"a" * (100 * MIB) + b'"}\n') * 3 + good),
    )
    yield "line_of_brackets_of_100MB.jsonl", b"[" * (100 * MIB) + b"\n" + good
    yield "line_of_escapes_of_40MB.jsonl", b'{"id": "a", "text": "' + b"\\u0041" * (7 * MIB) + b'"}\n' + good
    yield "line_of_100MB.csv", table(row(1)) + b"x" * (100 * MIB) + b"\n" + row(2).encode()


KINDS: tuple[Callable[[], Iterator[File]], ...] = (
    sheets,
    nested,
    columns,
    markup_beside,
    letters,
    maps,
    pictures,
    of_two_kinds,
    long_lines,
)


def _workbook() -> dict[str, bytes]:
    return {
        "[Content_Types].xml": b"<Types/>",
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}"><sheets><sheet name="a"/></sheets></workbook>'.encode(),
    }


def _xlsx(parts: dict[str, bytes]) -> bytes:
    usual = {**_workbook(), "xl/worksheets/sheet1.xml": _SHEET + _SHEET_END}
    return zipped(list({**usual, **parts}.items()))


def _bomb(name: str, mebibytes: int, before: bytes, after: bytes, others: dict[str, bytes]) -> bytes:
    """An archive in which one member is mostly blanks, packed without ever being whole in memory."""
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for other, data in others.items():
            archive.writestr(zipfile.ZipInfo(other, _NEVER), data)
        entry = zipfile.ZipInfo(name, _NEVER)
        entry.compress_type = zipfile.ZIP_DEFLATED
        with archive.open(entry, "w", force_zip64=True) as member:
            member.write(before)
            for _ in range(mebibytes):
                member.write(b" " * MIB)
            member.write(after)
    return sink.getvalue()


def _zip_with_extra(data: bytes, length: int) -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w") as archive:
        entry = zipfile.ZipInfo("a.csv", _NEVER)
        entry.extra = struct.pack("<HH", 0x7777, length) + bytes(length)
        archive.writestr(entry, data)
    return sink.getvalue()


def _features(geometry: str) -> bytes:
    feature = f'{{"type":"Feature","properties":{{"id":"z","kind":"zone","label":"Z"}},"geometry":{geometry}}}'
    return f'{{"type":"FeatureCollection","features":[{feature}]}}'.encode()


def _parquet(rows: object) -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    sink = pa.BufferOutputStream()
    pq.write_table(rows, sink, compression="zstd")
    return bytes(sink.getvalue().to_pybytes())


def _with_rows(parquet: bytes, rows: int, claimed: int) -> bytes:
    """The file with another number of rows wherever its footer says it (Thrift's compact protocol: zigzag, varint)."""
    length = struct.unpack("<I", parquet[-8:-4])[0]
    footer = parquet[-8 - length : -8].replace(_varint(2 * rows), _varint(2 * claimed))
    return parquet[: -8 - length] + footer + struct.pack("<I", len(footer)) + b"PAR1"


def _varint(number: int) -> bytes:
    found = b""
    while number > 127:
        found += bytes([number & 127 | 128])
        number >>= 7
    return found + bytes([number])


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _png(wide: int, high: int, pixels: bytes, *more: tuple[bytes, bytes], depth: int = 1) -> bytes:
    head = _chunk(b"IHDR", struct.pack(">IIBBBBB", wide, high, depth, 0, 0, 0, 0))
    return _PNG + head + b"".join(_chunk(*one) for one in more) + _chunk(b"IDAT", pixels) + _chunk(b"IEND", b"")


def _small_jpeg() -> bytes:
    from PIL import Image

    made = io.BytesIO()
    Image.new("L", (8, 8)).save(made, "JPEG")
    return made.getvalue()


def _jpeg_of_scans(times: int) -> bytes:
    """A picture drawn in steps, the last of them again and again: each costs as much as the whole."""
    from PIL import Image

    made = io.BytesIO()
    Image.new("L", (4_000, 4_000)).save(made, "JPEG", progressive=True)
    whole = made.getvalue()
    scan = whole[whole.rindex(b"\xff\xda") : -2]
    return whole[:-2] + scan * times + whole[-2:]
