"""Every parser of bytes from outside, each as a function of bytes that must end in an answer or in one of our errors.

Any other error, a promise that is not kept, or an answer that cannot cross to another process is a fault.
"""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path

import msgspec

from truceline.assess.language import examine
from truceline.confined import wire
from truceline.extract.extract import extract, params_of
from truceline.fetching.addresses import why_not_public
from truceline.fetching.urls import parsed
from truceline.ingest import decode, json_text, sniff
from truceline.ingest.read import read
from truceline.ingest.unpack import unpack, unpack_head
from truceline.locate.gazetteer import from_files
from truceline.model.errors import InputError, TrucelineError
from truceline.model.evidence import Blob, ReadContext
from truceline.model.reading import Reading
from truceline.record import checkpoint, note, proof
from truceline.sources import catalogue, generic
from truceline.sources.column_map import map_for
from truceline.sources.dates import find_date
from truceline.sources.table import read_table

Target = Callable[[bytes], object]

SAMPLES = Path(__file__).parents[1] / "data" / "sources"
_MOST = 1 << 20

#: connector -> file of sample rows
_SAMPLE_OF = {
    "acled": "acled.csv",
    "ucdp_ged": "ucdp_ged.csv",
    "gtd": "gtd.csv",
    "scad": "scad.csv",
    "ucdp_agreements": "peace_agreements.csv",
    "viina": "viina_events.csv",
    "firms": "firms_modis.csv",
    "alerts": "alerts_official.csv",
    "claims": "claims_contract.csv",
    "smm_counts": "smm_counts.csv",
    "war_fires": "war_fires.csv",
    "casualties": "casualties.json",
    "effort": "effort.csv",
    "patrol": "patrol_form.csv",
    "sensor": "sensor.jsonl",
    "gdelt_events": "gdelt_events.tsv",
    "gdelt_mentions": "gdelt_mentions.tsv",
    "generic": "events.csv",
}
_NAME_OF = {"html": "a.html", "feed": "a.xml", "text": "a.txt", "decisions": "a.csv"}
_ITEMS = b'{"id": "a", "text": "Two drones struck a depot.", "published": "2026-01-08", "source": "AFP"}\n'
_RSS = (
    b'<?xml version="1.0"?><rss version="2.0"><channel><title>F</title><item><guid>1</guid><title>Shelling</title>'
    b"<description>&lt;p&gt;Two hurt.&lt;/p&gt;</description><pubDate>Thu, 08 Jan 2026 10:00:00 GMT</pubDate></item>"
    b"</channel></rss>"
)
_PAGE = (
    b'<!DOCTYPE html><html lang="en"><head><title>T</title><meta property="article:published_time" '
    b'content="2026-01-08T10:20:00+02:00"><script type="application/ld+json">{"@type":"NewsArticle","author":'
    b'{"name":"A B"}}</script></head><body><article><h1>T</h1><p>Two drones struck a depot near Sarvenna.</p>'
    b"</article></body></html>"
)
_TEXT = "Shelling kills two\n\nBy Reuters | March 3, 2026\n\nMortar fire hit Kharkiv on Tuesday, “a lot”, he said.\n"
_DUMP = b"1\tKyiv\tKyiv\tKiev\t50.45\t30.52\tP\tPPLC\tUA\t\t12\t\t\t\t2797553\t\t187\tEurope/Kiev\t2024-01-01\n"
_DECISIONS = b"a,b,same,who,why\nobs_1,obs_2,yes,Ann,seen\n"
_AGREEMENT = b"""[agreement]
id = "a"
name = "A"
version = "1"
time_zone = "UTC"
[[party]]
id = "A"
name = "Alder"
[[reading]]
according_to = "all"
from = "2026-03-01T00:00"
[[provision]]
id = "fire"
words = "All fire shall cease."
citation = "Article 1"
when = { all = [{ act = "fire" }, { in_zone = "z" }] }
"""
_ZONES = json.dumps(
    {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": {"id": "z", "kind": "zone", "label": "Z"},
                "geometry": {"type": "Polygon", "coordinates": [[[36, 49], [37, 49], [37, 50], [36, 49]]]},
            }
        ],
    }
).encode()


def _zipped(name: str, data: bytes) -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo(name), data)
    return sink.getvalue()


def _source(name: str, data: bytes) -> None:
    """A connector reads it as `ingest` does; the answer crosses to another process and back."""
    source = catalogue.by_name(name)
    context = ReadContext(time_zone="Europe/Kyiv", bounds_e6=(22_000_000, 44_000_000, 41_000_000, 53_000_000))
    ending = Path(
        _SAMPLE_OF.get(name, f"a.{ {'html': 'html', 'feed': 'xml', 'text': 'txt'}.get(name, 'jsonl') }")
    ).suffix
    blob = Blob("0" * 64, data, f"a{ending}", name, 0)
    source.recognises(data[: catalogue.HEAD_BYTES], blob.filename)
    _crosses(read(blob, source, context))


def _crosses(reading: Reading) -> None:
    tables = [table for table in (reading.observations, reading.effort) if table is not None]
    for table in tables:
        table.validate(full=True)
    bare = msgspec.structs.replace(reading, observations=None, effort=None)
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(bare), type=Reading) == bare


def _recognise(data: bytes) -> None:
    for filename in ("a", "a.csv", "a.html", "a.jsonl", "a.xml", "a.csv.gz"):
        catalogue.recognise(data, filename)
        sniff.media_type_of(data, filename)


def _packed(data: bytes) -> None:
    unpack(data, "a", _MOST)
    unpack_head(data)
    decode.gunzip(data, "a", _MOST)
    decode.gunzip_head(data)


def _encoding(data: bytes) -> None:
    decode.to_utf8(data, "a").data.decode("utf-8")


def _json(data: bytes) -> None:
    text = data.decode("utf-8", "replace")
    for number, line in enumerate(text.split("\n"), 1):
        found = json_text.line_object(line, number, "a")
        if isinstance(found, dict):
            for value in found.values():
                json_text.cell(value)
    json_text.elements(text, "a")


def _text(data: bytes) -> None:
    """All that is read out of an article; every span lies in it."""
    source = catalogue.by_name("text")
    reading = read(Blob("0" * 64, data, "a.txt", "s", 0), source, ReadContext(time_zone="Europe/Kyiv"))
    for mention in extract(reading.documents, params_of("Europe/Kyiv")):
        assert 0 <= mention.start <= mention.end <= len(reading.documents[0].text)


def _agreement(data: bytes) -> None:
    examine(data, _ZONES, "a.toml", "zones.geojson")


def _zones(data: bytes) -> None:
    examine(_AGREEMENT, data, "a.toml", "zones.geojson")


def _gazetteer(filename: str, data: bytes) -> None:
    from_files([(filename, data)])


def _map(data: bytes) -> None:
    map_for(data.decode("utf-8", "replace"), "a.csv", generic.COLUMNS)


def _table(data: bytes) -> None:
    table = read_table(Blob("0" * 64, data, "a.csv", "s", 0))
    assert all(len(column) == len(table.lines) for column in table.columns.values())


def _date(data: bytes) -> None:
    find_date(data.decode("utf-8", "replace"), "Europe/Kyiv")


def _url(data: bytes) -> None:
    words = data.decode("utf-8", "replace")
    why_not_public(words)
    url = parsed(words)
    assert parsed(str(url)) == url, "what is asked for is what was checked"


def _answer(data: bytes) -> None:
    """A worker's answer as it arrives: the frame, and a value in shared memory."""
    import os

    try:
        answer = msgspec.msgpack.decode(data, type=wire.Answer)
    except (msgspec.DecodeError, UnicodeDecodeError):
        answer = wire.Answer("done", place=(0, len(data)), tables=((0, len(data)),))
    shared = os.memfd_create("fuzz") if hasattr(os, "memfd_create") else os.open("/dev/null", os.O_RDWR)
    try:
        os.write(shared, data)
        wire.value_of(answer, shared, Reading, 1 << 20)
    except wire.BrokenAnswerError:
        return
    finally:
        os.close(shared)


def _frame(data: bytes) -> None:
    try:
        msgspec.msgpack.decode(data, type=wire.Answer)
    except msgspec.DecodeError:
        return


def _note(data: bytes) -> None:
    found = note.parse(data)
    checkpoint.read_text(found.text)


def _proof(data: bytes) -> None:
    proof.verify_proof(data)


TARGETS: dict[str, Target] = {
    **{f"source-{name}": partial(_source, name) for name in catalogue.names()},
    "recognise": _recognise,
    "packed": _packed,
    "encoding": _encoding,
    "json": _json,
    "text": _text,
    "table": _table,
    "map": _map,
    "agreement": _agreement,
    "zones": _zones,
    "gazetteer-csv": partial(_gazetteer, "a.csv"),
    "gazetteer-dump": partial(_gazetteer, "UA.txt"),
    "gazetteer-zip": partial(_gazetteer, "UA.zip"),
    "gazetteer-boundaries": partial(_gazetteer, "a.geojson"),
    "date": _date,
    "url": _url,
    "answer": _answer,
    "note": _note,
    "proof": _proof,
}

_SEEDS: dict[str, tuple[bytes, ...]] = {
    "source-html": (_PAGE,),
    "source-feed": (_RSS,),
    "source-text": (_TEXT.encode(), _TEXT.encode("utf-16"), "Обстріл Харкова".encode("cp1251")),
    "source-items": (_ITEMS, gzip.compress(_ITEMS, mtime=0)),
    "source-decisions": (_DECISIONS,),
    "recognise": (_PAGE, _RSS, _ITEMS, _DECISIONS, gzip.compress(_DECISIONS, mtime=0)),
    "packed": (gzip.compress(_TEXT.encode(), mtime=0), _zipped("a.csv", _DECISIONS)),
    "encoding": (_TEXT.encode("utf-16"), "Обстріл".encode("cp1251"), "Обстріл".encode("koi8-u")),
    "json": (_ITEMS, b'[{"a": [1, 2.5, null]}, {"b": "\\u0041"}]'),
    "text": (_TEXT.encode(), "Обстріл Харкова: двоє загиблих, заявив Сергій Лисак у вівторок.".encode()),
    "table": (_DECISIONS, b'a;b\n"x\ny";2\n'),
    "map": (b'[columns]\nstart = "when"\n[types]\n"shelling" = "fire.shelling"\n[[table]]\nmatch = "*.csv"\n',),
    "agreement": (_AGREEMENT,),
    "zones": (_ZONES,),
    "gazetteer-csv": (b"place_id,name,lat,lon,radius_m,kind\np1,Sarvenna,49.1,36.2,1000,settlement\n",),
    "gazetteer-dump": (
        b"1\tKyiv\tKyiv\tKiev\t50.45\t30.52\tP\tPPLC\tUA\t\t12\t\t\t\t2797553\t\t187\tEurope/Kiev\t2024-01-01\n",
    ),
    "gazetteer-boundaries": (_ZONES,),
    "date": (b"March 3, 2026 14:05 EET", "3 березня 2026".encode(), b"2026-03-03T01:02:03+02:00"),
    "url": (b"https://example.org:8443/a?b=c#d", b"http://[2606:4700::1]/", "http://новини.укр/".encode()),
    "answer": (msgspec.msgpack.encode(wire.Answer("done", b"x", (0, 9), ((0, 9),))),),
    "note": (
        b"example.org/log\n3\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n\n\xe2\x80\x94 example.org/log AAAAAAAA\n",
    ),
    "proof": (b'{"v":1}',),
}


@cache
def seeds(name: str) -> tuple[bytes, ...]:
    """Whole inputs from which the broken ones are made."""
    sample = _SAMPLE_OF.get(name.removeprefix("source-")) if name.startswith("source-") else None
    return _SEEDS.get(name, ()) + (() if sample is None else ((SAMPLES / sample).read_bytes()[:4_000],)) or (b"",)


def run(name: str, data: bytes) -> None:
    """One input to one parser. Our own errors are answers, if they say what was found and what to do."""
    try:
        TARGETS[name](data)
    except TrucelineError as error:
        assert error.found, "an error says what was found"
        assert error.advice or not isinstance(error, InputError), f"an error says what to do: {error.found}"
