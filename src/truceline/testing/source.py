"""check_source: what a connector promises, tried on examples of its format and on hostile variants of them."""

from __future__ import annotations

import gzip
import hashlib
import pickle
import random
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial

import msgspec

from truceline.ingest.decode import to_utf8
from truceline.ingest.read import read
from truceline.ingest.unpack import unpack
from truceline.model.errors import TrucelineError
from truceline.model.evidence import Blob, ReadContext
from truceline.model.ids import sha256_hex
from truceline.model.reading import Reading
from truceline.ports import Source
from truceline.testing.reading import check_reading, check_sums
from truceline.testing.rules import NotConformantError, demand

#: a single read of a small hostile file that takes longer hangs
_HANG_S = 60.0
_CUTS = 16
_CONTEXT = ReadContext()


def check_source(
    source: Source,
    examples: Sequence[bytes],
    *,
    filename: str = "example.csv",
    context: ReadContext = _CONTEXT,
    rows_are_lines: bool = True,
) -> None:
    """Tries every promise of `ports.Source` and raises NotConformantError for the first that is broken.

    Args:
        source: the connector.
        examples: small files in its format, of which something can be taken; the more of its corners, the better.
        filename: what the files are called.
        context: options that the examples need.
        rows_are_lines: whether lines can be put into another order without changing what they say. Then ids must
            not hang on the order, and rows appended must leave the others' ids alone.
    """
    demand(isinstance(source, Source), "port", f"{source!r} lacks name, recognises or read", "it is the whole contract")
    demand(source.name.isidentifier(), "name", f"{source.name!r} is no identifier", "missions name sources by it")
    demand(examples, "examples", "none were given", "a promise must be tried on something")
    for data in examples:
        reading = _read(source, data, filename, context)
        lines = (
            to_utf8(unpack(data, filename), filename).data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n")
        )
        demand(reading.accounting.taken, "examples", "nothing was taken from one", "it must show what the source reads")
        check_reading(reading, filename, lines + 1)
        _check_recognition(source, data, filename)
        _check_pure(source, data, filename, context, reading)
        if rows_are_lines:
            _check_order(source, data, filename, context, reading)
        for name, hostile in _variants(data):
            _try(source, hostile, filename, context, name)
    for name, hostile in _rubbish():
        _try(source, hostile, filename, context, name)
        _no_exception(partial(source.recognises, hostile[:65_536], filename), f"recognises({name})")


def fingerprint(reading: Reading) -> str:
    """SHA-256 over everything a reading says: equal for equal readings, on every machine."""
    digest = hashlib.sha256()
    for table in (reading.observations, reading.effort):
        rows = table.to_pylist() if table is not None else None
        digest.update(msgspec.json.encode(rows, order="sorted"))
    rest = (reading.items, reading.documents, reading.claims, reading.series, reading.notes, reading.accounting)
    digest.update(msgspec.json.encode(rest, order="sorted"))
    return digest.hexdigest()


def ids_of(reading: Reading) -> frozenset[str]:
    """Ids of everything taken; the items' own hang on the bytes of the whole file and are left out."""
    found = {claim.claim_id for claim in reading.claims}
    for table in (reading.observations, reading.effort):
        if table is not None:
            found.update(table.column(0).to_pylist())
    return frozenset(found)


def _blob(data: bytes, filename: str) -> Blob:
    return Blob(sha256=sha256_hex(data), data=data, filename=filename, source="", received_s=0)


def _read(source: Source, data: bytes, filename: str, context: ReadContext) -> Reading:
    return read(_blob(data, filename), source, context)


def _check_recognition(source: Source, data: bytes, filename: str) -> None:
    known = source.recognises(data[:65_536], filename)
    demand(known, "recognises", "an example is not recognised by its head", "files come without a declaration")
    packed = gzip.compress(data, mtime=0)[:65_536]
    demand(source.recognises(packed, f"{filename}.gz"), "recognises", "not when packed with gzip", "archives are .gz")


def _check_pure(source: Source, data: bytes, filename: str, context: ReadContext, first: Reading) -> None:
    why = "the same evidence must give the same bytes, or nobody can check a figure"
    again = _read(source, bytes(bytearray(data)), filename, context)
    demand(fingerprint(first) == fingerprint(again), "pure", "a second read differs from the first", why)
    carried = pickle.loads(pickle.dumps(first))
    demand(
        fingerprint(first) == fingerprint(carried),
        "round trip",
        "a reading that was packed and unpacked differs",
        "reading runs in a process of its own",
    )
    packed = _read(source, gzip.compress(data, mtime=0), filename, context)
    demand(ids_of(first) == ids_of(packed), "gzip", "packed with gzip it gives other ids", "packing adds nothing")


def _check_order(source: Source, data: bytes, filename: str, context: ReadContext, first: Reading) -> None:
    lines = data.rstrip(b"\r\n").split(b"\n")
    head = len(lines) - first.accounting.rows
    if head not in (0, 1):
        return
    body = lines[head:]
    turned = _read(source, b"\n".join([*lines[:head], *reversed(body)]) + b"\n", filename, context)
    demand(
        ids_of(turned) == ids_of(first),
        "stable ids",
        f"rows in another order give other ids: {sorted(ids_of(turned) ^ ids_of(first))[:4]}",
        "an id comes from what a row says, not from where it stands",
    )
    if len(body) > 1:
        shorter = _read(source, b"\n".join([*lines[:head], *body[:-1]]) + b"\n", filename, context)
        lost = ids_of(shorter) - ids_of(first)
        demand(not lost, "stable ids", f"a row appended changed {sorted(lost)[:4]}", "late rows must not rename others")
    doubled = _read(source, b"\n".join([*lines, *body]) + b"\n", filename, context)
    demand(
        ids_of(doubled) == ids_of(first),
        "repeats",
        "every row twice gives other ids",
        "the same row is one observation",
    )


def _variants(data: bytes) -> Iterator[tuple[str, bytes]]:
    """An example cut, soiled and disguised."""
    step = max(1, len(data) // _CUTS)
    for cut in range(0, len(data), step):
        yield f"cut after {cut} bytes", data[:cut]
    middle = len(data) // 2
    yield "a NUL byte inside", data[:middle] + b"\x00" + data[middle:]
    yield "bytes that do not decode", data[:middle] + b"\xff\xfe\x81" + data[middle:]
    yield "a byte order mark", b"\xef\xbb\xbf" + data
    yield "line ends of Windows", data.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    yield "line ends of old Macs", data.replace(b"\n", b"\r")
    yield "a stray quote", data[:middle] + b'"' + data[middle:]
    yield "a line of 1.5 MB", data + b"x" * 1_500_000 + b"\n"
    yield "an open quote and 50,000 lines", data + b'"' + (b"x" * 29 + b"\n") * 50_000
    yield "a cut zip", b"PK\x03\x04" + data
    yield "a cut gzip", gzip.compress(data, mtime=0)[:-9]
    text = data.decode("utf-8", "replace")
    yield "UTF-16", text.encode("utf-16")
    yield "UTF-16 without a mark", text.encode("utf-16-le")
    yield "Windows-1251", text.encode("cp1251", "replace")
    chance = random.Random(len(data))
    for number in range(4):
        soiled = bytearray(data)
        for _ in range(max(1, len(data) // 50)):
            soiled[chance.randrange(len(soiled))] = chance.randrange(256)
        yield f"random damage {number}", bytes(soiled)


def _rubbish() -> Iterator[tuple[str, bytes]]:
    """Files of no format at all."""
    chance = random.Random(7)
    yield "nothing", b""
    yield "a line end", b"\n"
    yield "NUL bytes", b"\x00" * 4_096
    yield "random bytes", chance.randbytes(20_000)
    yield "commas", b"," * 100_000
    yield "quotes", b'"' * 100_000
    yield "deep JSON", b"[" * 100_000
    yield "deep JSON of objects", b'{"a":' * 50_000
    yield "a list with NaN", b'[{"a": NaN}]'
    yield "a gzip mark", b"\x1f\x8b"
    yield "a bomb", gzip.compress(b"0," * 500_000, mtime=0)


def _try(source: Source, data: bytes, filename: str, context: ReadContext, name: str) -> None:
    def attempt() -> None:
        try:
            reading = read(_blob(data, filename), source, context)
        except TrucelineError:
            return
        check_sums(reading)

    _no_exception(attempt, name)


def _no_exception(attempt: Callable[[], object], name: str) -> None:
    began = time.monotonic()
    try:
        attempt()
    except NotConformantError as error:
        raise NotConformantError(f"on {name}: {error}") from error
    except Exception as error:
        raise NotConformantError(
            f"rule “hostile input”: {name} raised {type(error).__name__}: {error}. "
            "Why: one bad file must not stop the others; raise InputError or note the row."
        ) from error
    spent = time.monotonic() - began
    demand(spent < _HANG_S, "hostile input", f"{name} took {spent:.0f} s", "a small file must not hold up the night")
