"""Bytes of an article to text, without ever moving an offset behind the reader's back.

UTF-8 is decoded as it stands: a byte-order mark stays as U+FEFF and line ends are not translated, so that offsets in
the text are code points of the file. Other encodings are told by their byte-order mark or by the letters they give,
and say so in a warning.
"""

from __future__ import annotations

import codecs
import re
from pathlib import PurePath

from truceline.ingest.decode import gunzip
from truceline.model.errors import InputError, Rejected

#: bytes that are read as one text; longer input is something else, and no item has the time in which to read its words
MAX_BYTES = 8_000_000
#: more bytes than any article: read, and said
_LONG = 2_000_000

_UTF16_MARKS = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_CYRILLIC_RUN = re.compile(r"[а-яёіїєґ’']{3,}", re.IGNORECASE)
#: the commonest words of Russian and Ukrainian, to tell one encoding of Cyrillic from another
_SMALL_CYRILLIC = re.compile(
    r"(?<!\w)(?:в|во|на|и|і|з|із|с|со|у|та|а|о|об|не|но|але|як|как|це|это|для|по|за|до|від|от|що|что|про)(?!\w)"
)
_LONGEST_UTF8_TAIL = 3
_MOST_CONTROLS = 0.002
_FEW_BROKEN = 0.001
#: a file with so many whole characters beyond ASCII for each broken place is UTF-8 that was damaged
_WHOLE_FOR_A_BROKEN = 10


def decode(data: bytes, filename: str) -> tuple[str, tuple[Rejected, ...]]:
    """The text of an article file and the warnings about its encoding.

    Raises InputError when the bytes are empty, binary, or more than MAX_BYTES.
    """
    data = unpacked(data, filename)
    _refuse_unusable(data, filename)
    text, warnings = _decode_any(data, filename)
    if not text.strip().strip("\ufeff\0"):
        raise InputError("the file has no text", where=filename, advice="Download it again, or leave it out.")
    controls = len(_CONTROL.findall(text))
    if controls > max(2, len(text) * _MOST_CONTROLS):
        raise InputError(
            f"{controls} control characters among {len(text)} characters: this is binary data, not an article",
            where=filename,
            advice="Give the text, HTML or feed itself; name the connector of the source if it is another format.",
        )
    if controls:
        advice = "They stay in the text, so that offsets hold; check the program that wrote the file."
        warnings = (*warnings, warning(filename, f"{controls} control characters (NUL or similar)", advice))
    if len(data) > _LONG:
        found = f"{len(data)} bytes are more than any article: read in portions, each by itself"
        advice = "Split a collection into one file an article, or into JSON lines."
        warnings = (*warnings, warning(filename, found, advice, field="length"))
    return text, warnings


def unpacked(data: bytes, filename: str) -> bytes:
    """The bytes inside when `data` is gzip. Raises InputError beyond MAX_BYTES, counted while unpacking."""
    return gunzip(data, filename, MAX_BYTES) if data.startswith(b"\x1f\x8b") else data


def suffix_of(filename: str) -> str:
    """The ending that tells the format, in lower case: ".html" of "page.HTML.gz"."""
    return PurePath(filename.lower().removesuffix(".gz")).suffix


def warning(filename: str, found: str, advice: str, field: str = "encoding") -> Rejected:
    """A note on a file as a whole that went in nevertheless."""
    return Rejected(file=filename, line=0, field=field, found=found, advice=advice, severity="warning")


def _refuse_unusable(data: bytes, filename: str) -> None:
    if not data.strip(b" \t\r\n\0\xef\xbb\xbf"):
        raise InputError("the file is empty", where=filename, advice="Download it again, or leave it out.")
    if len(data) > MAX_BYTES:
        raise InputError(
            f"{len(data)} bytes are too many for one article (limit {MAX_BYTES})",
            where=filename,
            advice="Split a collection into one file an article, or give a table or feed to its own connector.",
        )


def _decode_any(data: bytes, filename: str) -> tuple[str, tuple[Rejected, ...]]:
    for mark, encoding in _UTF16_MARKS:
        if data.startswith(mark):
            return _converted(data[len(mark) :].decode(encoding, errors="replace"), encoding, filename)
    bare = _bare_utf16(data)
    if bare:
        return _converted(data.decode(bare, errors="replace"), bare, filename)
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        return _decode_broken_utf8(data, error, filename)


def _bare_utf16(data: bytes) -> str | None:
    """UTF-16 without a mark: text in Latin or Cyrillic letters then has a constant byte at every other place."""
    head = data[:4096]
    if len(head) < 8 or b"\0" not in head:
        return None
    for encoding, high in (("utf-16-le", head[1::2]), ("utf-16-be", head[0::2])):
        if sum(byte in (0, 4) for byte in high) > 0.9 * len(high):
            return encoding
    return None


def _decode_broken_utf8(data: bytes, error: UnicodeDecodeError, filename: str) -> tuple[str, tuple[Rejected, ...]]:
    if error.start >= len(data) - _LONGEST_UTF8_TAIL and error.start > 0:
        note = warning(filename, "the last character is cut in two: the file is truncated", "Download it again.")
        return data.decode("utf-8", errors="replace"), (note,)
    lenient = data.decode("utf-8", errors="replace")
    broken = lenient.count("\ufffd")
    whole = sum(letter >= "\x80" for letter in lenient) - broken
    few = broken <= max(1, len(lenient) * _FEW_BROKEN) and any(byte >= 0xC2 for byte in data[: error.start])
    if few or whole >= _WHOLE_FOR_A_BROKEN * broken:
        note = warning(
            filename, f"{broken} places are not valid UTF-8", "They are shown as U+FFFD; check the download."
        )
        return lenient, (note,)
    encoding = _single_byte_encoding(data)
    return _converted(data.decode(encoding, errors="replace"), encoding, filename)


def _single_byte_encoding(data: bytes) -> str:
    """Windows-1251 or KOI8-U when the upper bytes make Cyrillic words, whichever has more small words; else 1252."""
    upper = sum(byte >= 0x80 for byte in data)
    if not upper:
        return "cp1252"
    scores: list[tuple[int, int, str]] = []
    for encoding in ("cp1251", "koi8-u"):
        text = data.decode(encoding, errors="replace")
        runs = [run for run in _CYRILLIC_RUN.findall(text) if run.isalpha()]
        if sum(map(len, runs)) > 0.5 * upper:
            names = sum(run[:1].isupper() and run[1:].islower() for run in runs)
            scores.append((len(_SMALL_CYRILLIC.findall(text.lower())), names, encoding))
    return max(scores, key=lambda score: score[:2])[2] if scores else "cp1252"


def _converted(text: str, encoding: str, filename: str) -> tuple[str, tuple[Rejected, ...]]:
    advice = "Offsets count characters of the decoded text; save the file as UTF-8 if they must hold in the file."
    return text, (warning(filename, f"read as {encoding}, not UTF-8", advice),)
