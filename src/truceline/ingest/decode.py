"""Bytes to UTF-8: decompression with a counted cap, byte order marks, UTF-16, and honest words about the rest."""

from __future__ import annotations

import re
import struct
import zlib

import msgspec

from truceline.ingest.limits import MAX_BYTES
from truceline.model.errors import InputError, Rejected

_GZIP = b"\x1f\x8b"
_FIRST_CHUNK, _CHUNK = 1 << 10, 1 << 20
_BOMS: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
#: words of Cyrillic in Windows-1251: two letters or more in a row
_CYRILLIC_1251 = re.compile(rb"[\xc0-\xff\xa8\xb8\xaf\xbf\xb2\xb3\xaa\xba\xa5\xb4]{2,}")
_HIGH = re.compile(rb"[\x80-\xff]")
_SAMPLE = 65_536


class Utf8(msgspec.Struct, frozen=True):
    """Text as UTF-8 without a mark. `damaged`: bytes that do not decode stand in it as U+FFFD."""

    data: bytes
    encoding: str
    damaged: bool
    notes: tuple[Rejected, ...] = ()


def gunzip(data: bytes, where: str, limit: int = MAX_BYTES) -> bytes:
    """The bytes inside, when `data` is gzip; `data` itself otherwise. Counts while reading and stops at `limit`."""
    if not data.startswith(_GZIP):
        if len(data) > limit:
            raise _too_big(where, limit)
        return data
    out, at = bytearray(), 0
    while data.startswith(_GZIP, at):
        at = _member(memoryview(data), at, out, where, limit)
    return bytes(out)


def gunzip_head(head: bytes, size: int = _SAMPLE) -> bytes:
    """The first bytes inside a gzip file of which only the beginning is known; `head` itself when it is not gzip."""
    if not head.startswith(_GZIP):
        return head
    try:
        return zlib.decompressobj(wbits=31).decompress(head, size)
    except zlib.error:
        return b""


def to_utf8(data: bytes, where: str) -> Utf8:
    """`data` as UTF-8. A guess at the encoding is said as a warning; bytes that fit none are marked, never dropped."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _transcode(data[len(mark) :], encoding, where)
    bare = _bare_utf16(data)
    if bare is not None:
        return _transcode(data, bare, where)
    if not _is_utf8(data):
        try:
            data.decode("utf-8")
        except UnicodeDecodeError as error:
            return _not_utf8(data, error, where)
    return Utf8(data=data, encoding="utf-8", damaged=False)


def _is_utf8(data: bytes) -> bool:
    """Whether all of it decodes, without the decoded text, which would be up to four times as large."""
    import pyarrow as pa  # it takes long to load, and articles are read without it

    ends = pa.py_buffer(struct.pack("=2q", 0, len(data)))
    try:
        pa.Array.from_buffers(pa.large_string(), 1, [None, ends, pa.py_buffer(data)]).validate(full=True)
    except pa.ArrowInvalid:
        return False
    return True


def _member(data: memoryview, at: int, out: bytearray, where: str, limit: int) -> int:
    """Unpacks the gzip member that begins at `at` onto `out`; where it ends.

    It is read in pieces that grow: what the last of them holds beyond the end is copied, and a file may have 300,000
    members.
    """
    reader = zlib.decompressobj(wbits=31)
    size = _FIRST_CHUNK
    try:
        while at < len(data):
            piece = data[at : at + size]
            out += reader.decompress(piece, limit - len(out) + 1)
            if len(out) > limit or reader.unconsumed_tail:
                raise _too_big(where, limit)
            at += len(piece)
            if reader.eof:
                return at - len(reader.unused_data)
            size = min(2 * size, _CHUNK)
    except zlib.error as error:
        raise InputError(
            f"the gzip data are damaged ({error})", where=where, advice="Download the file again, or unpack it first."
        ) from error
    raise InputError("the gzip data end too early", where=where, advice="Download the file again: a part is missing.")


def _too_big(where: str, limit: int) -> InputError:
    return InputError(
        f"more than {limit // (1024 * 1024)} MiB when unpacked",
        where=where,
        advice="Split the file by month or region and ingest the parts: rows are recognised again by their content.",
    )


def _bare_utf16(data: bytes) -> str | None:
    """UTF-16 without a mark: every other byte is 0x00 (Latin) or 0x04 (Cyrillic), which no other text has."""
    sample = data[:2_048]
    if len(sample) < 4 or 0 not in sample:
        return None
    share_even, share_odd = (sum(byte in (0, 4) for byte in half) / len(half) for half in (sample[0::2], sample[1::2]))
    if share_odd > 0.9 and share_even < 0.3:
        return "utf-16-le"
    if share_even > 0.9 and share_odd < 0.3:
        return "utf-16-be"
    return None


def _transcode(data: bytes, encoding: str, where: str) -> Utf8:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        text = data.decode(encoding, "replace")
        line = text[: text.find("�")].count("\n") + 1
        return Utf8(
            data=text.encode("utf-8", "replace"),
            encoding=encoding,
            damaged=True,
            notes=(_damage(where, line, encoding, error),),
        )
    notes = () if encoding == "utf-8" else (_read_as(where, encoding),)
    return Utf8(data=text.encode("utf-8", "replace"), encoding=encoding, damaged=False, notes=notes)


def _not_utf8(data: bytes, error: UnicodeDecodeError, where: str) -> Utf8:
    line = data.count(b"\n", 0, error.start) + 1
    if _looks_1251(data[max(0, error.start - _SAMPLE // 2) : error.start + _SAMPLE]):
        text = data.decode("cp1251", "replace")
        return Utf8(
            data=text.encode(), encoding="windows-1251", damaged="�" in text, notes=(_read_as(where, "windows-1251"),)
        )
    text = data.decode("utf-8", "replace")
    return Utf8(data=text.encode(), encoding="utf-8", damaged=True, notes=(_damage(where, line, "utf-8", error),))


def _looks_1251(sample: bytes) -> bool:
    """Words of high bytes that are no valid UTF-8 sequences: nearly all high bytes stand in Cyrillic words."""
    high = len(_HIGH.findall(sample))
    in_words = sum(len(word) for word in _CYRILLIC_1251.findall(sample))
    replaced = sample.decode("utf-8", "replace").count("�")
    return high > 0 and in_words >= 0.8 * high and replaced >= 0.5 * high


def _read_as(where: str, encoding: str) -> Rejected:
    return Rejected(
        file=where,
        line=0,
        field="",
        found=f"the file is {encoding}, not UTF-8",
        advice="It was read as such. Check a name or two; save it as UTF-8 if they look wrong.",
        severity="warning",
    )


def _damage(where: str, line: int, encoding: str, error: UnicodeDecodeError) -> Rejected:
    byte = error.object[error.start]
    return Rejected(
        file=where,
        line=line,
        field="",
        found=f"byte 0x{byte:02x} does not decode as {encoding}",
        advice="Rows with such bytes stay out. Save the file as UTF-8 and ingest it again.",
        severity="warning",
    )
