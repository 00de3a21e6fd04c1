"""items.jsonl read for comparison alone: a hundred times as many lines a second as with every part laid out.

Comparing needs the paragraphs, a headline, the day and the source. Bylines, captions and datelines are not looked for:
a few words of each text more are compared. Lines are read one by one, so that a file may be larger than memory.
"""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from truceline.model.errors import InputError, Rejected
from truceline.model.evidence import Blob, Document, EvidenceItem, Span
from truceline.model.ids import content_id
from truceline.sources.credits import credit_in
from truceline.sources.dates import find_date
from truceline.sources.decoding import MAX_BYTES
from truceline.sources.items import Line, decoded
from truceline.stores.files import readable_name

_FINAL = re.compile(r"[.!?…:;,][\"'”’»)\]]*\s*$")
_HEADLINE = 200
_ADVICE = "Write ISO 8601, as 2026-01-08 or 2026-01-08T14:05:00Z; the item is in without its date."
_GZIP, _MARK = b"\x1f\x8b", b"\xef\xbb\xbf"


def read_plain(path: Path, notes: list[Rejected]) -> Iterator[Document]:
    """An item for each good line, in the order of the file; the others become notes.

    Raises InputError when the file is empty, cannot be read, or is damaged gzip: what came before the damage is in.
    """
    # what `decoded` and `_document` say of a line is said of this file
    blob = Blob(sha256="", data=b"", filename=readable_name(path.name), source="", received_s=0)
    taken: dict[str, bytes] = {}
    credits: dict[str, str | None] = {}
    rows = 0
    for number, line in enumerate(_lines(path), 1):
        if not line.strip():
            continue
        rows += 1
        if (item := decoded(line, number, blob, notes)) is None:
            continue
        key, digest = str(item.id), sha256(item.text.encode("utf-8", "surrogatepass")).digest()[:12]
        if (earlier := taken.setdefault(key, digest)) is digest:
            yield _document(item, key, number, blob, notes, credits)
        elif earlier != digest:
            advice = "Ids must be unique; the first text is in."
            notes.append(Rejected(blob.filename, number, "id", f"{item.id!r} again, with another text", advice))
    if not rows:
        raise InputError("the file is empty", where=blob.filename, advice='Write one {"id", "text"} object a line.')


def _lines(path: Path) -> Iterator[bytes]:
    """The lines of a file, packed or not; of one that is too long the beginning, just too long as well."""
    try:
        with path.open("rb") as file:
            packed = file.read(2) == _GZIP
            file.seek(0)
            yield from _unmarked(gzip.GzipFile(fileobj=file) if packed else file)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise InputError(
            f"the gzip data are damaged ({error})", where=str(path), advice="Download the file again, or unpack it."
        ) from error
    except OSError as trouble:
        raise InputError(
            f"cannot be read ({trouble.strerror})", where=str(path), advice="Check the path and its permissions."
        ) from trouble


def _unmarked(file: BinaryIO | gzip.GzipFile) -> Iterator[bytes]:
    first = True
    while line := file.readline(MAX_BYTES + 2):
        rest = line
        while len(rest) == MAX_BYTES + 2 and not rest.endswith(b"\n"):
            rest = file.readline(MAX_BYTES + 2)
        yield line.removeprefix(_MARK) if first else line
        first = False


def _document(
    item: Line, key: str, number: int, blob: Blob, notes: list[Rejected], credits: dict[str, str | None]
) -> Document:
    published_s, day = _published(item.published)
    if item.published and day is None:
        notes.append(Rejected(blob.filename, number, "published", item.published[:80], _ADVICE, "warning"))
    source = item.source or "items"
    if source not in credits:
        credits[source] = credit_in(source)
    evidence = EvidenceItem(
        item_id=content_id("itm", "items", key, item.text),
        sha256=blob.sha256,
        part=key,
        media_type="application/x-ndjson",
        source=source,
        source_class="news",
        filename=blob.filename,
        reported_s=published_s,
        received_s=blob.received_s,
        provenance=item.url or "",
    )
    headline, body = _parts(item.text)
    return Document(
        item=evidence,
        text=item.text,
        body=body,
        headline=headline,
        credit=credits[source],
        published_s=published_s,
        published_day=day if published_s is None else None,
    )


def _published(words: str | None) -> tuple[int | None, str | None]:
    """An instant and its day, or a day alone."""
    if not words:
        return None, None
    try:
        moment = datetime.fromisoformat(words)
    except ValueError:
        found = find_date(words, "UTC")
        return (found.published_s, found.day) if found else (None, None)
    if len(words) <= 10:
        return None, moment.date().isoformat()
    return int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()), moment.date().isoformat()


def _parts(text: str) -> tuple[Span | None, tuple[Span, ...]]:
    """A headline, where the first line looks like one, and the paragraphs: blocks of lines, or the lines themselves
    where no line is blank."""
    separator = "\n\n" if "\n\n" in text else "\n"
    spans = []
    at = 0
    for block in text.split(separator):
        if block and not block.isspace():
            spans.append(Span(at, at + len(block)))
        at += len(block) + len(separator)
    if len(spans) > 1 and spans[0].end - spans[0].start <= _HEADLINE and not _FINAL.search(spans[0].of(text)):
        return spans[0], tuple(spans[1:])
    return None, tuple(spans)
