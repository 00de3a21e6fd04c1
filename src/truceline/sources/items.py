"""Texts as JSON lines: `{"id", "text", "published"?, "source"?, "url"?}`, one item a line.

`Document.text` is the `text` of the line, so offsets hold in it. The line's `id` is the item's part in the file.
"""

from __future__ import annotations

import msgspec

from truceline.ingest.decode import gunzip, gunzip_head
from truceline.model.errors import UNREADABLE, InputError, Rejected
from truceline.model.evidence import Accounting, Blob, Document, ReadContext
from truceline.model.ids import content_id
from truceline.model.reading import Reading
from truceline.sources.article import document_of
from truceline.sources.credits import credit_in
from truceline.sources.dates import find_date
from truceline.sources.decoding import MAX_BYTES, suffix_of
from truceline.sources.layout import lay_out

_SUFFIXES = frozenset({".jsonl", ".ndjson"})


class Line(msgspec.Struct):
    """One item as it is written."""

    id: str | int
    text: str
    published: str | None = None
    source: str | None = None
    url: str | None = None


_decoder = msgspec.json.Decoder(Line)


class ItemsSource:
    """Many texts in one file of JSON lines."""

    @property
    def name(self) -> str:
        return "items"

    def recognises(self, head: bytes, filename: str) -> bool:
        """By its ending and a first line with "id" and "text"."""
        head = gunzip_head(head)
        first = head.lstrip(b"\xef\xbb\xbf \t\r\n").split(b"\n", 1)[0]
        named = b'"id"' in first and b'"text"' in first
        return suffix_of(filename) in _SUFFIXES and first.startswith(b"{") and named

    def read(self, blob: Blob, context: ReadContext) -> Reading:
        """An item for each good line; the others are notes. Raises InputError when the file is empty."""
        data = gunzip(blob.data, blob.filename)
        if not data.strip(b" \t\r\n\xef\xbb\xbf"):
            raise InputError("the file is empty", where=blob.filename, advice='Write one {"id", "text"} object a line.')
        notes: list[Rejected] = []
        taken: dict[str, Document] = {}
        rows = repeated = 0
        for number, line in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
            if not line.strip():
                continue
            rows += 1
            item = decoded(line, number, blob, notes)
            if item is None:
                continue
            document = _document(item, number, blob, context, notes)
            earlier = taken.setdefault(str(item.id), document)
            if earlier is document:
                continue
            if earlier.text == document.text:
                repeated += 1
            else:
                advice = "Ids must be unique; the first text is in."
                notes.append(Rejected(blob.filename, number, "id", f"{item.id!r} again, with another text", advice))
        documents = tuple(sorted(taken.values(), key=lambda d: d.item_id))
        accounting = Accounting(rows, len(documents), repeated, rows - len(documents) - repeated)
        items = tuple(document.item for document in documents)
        return Reading(items=items, documents=documents, notes=tuple(notes), accounting=accounting)


def decoded(line: bytes, number: int, blob: Blob, notes: list[Rejected]) -> Line | None:
    """The item of a line; a note says why there is none."""
    if len(line) > MAX_BYTES:
        notes.append(Rejected(blob.filename, number, "line", f"{len(line)} bytes", f"The limit is {MAX_BYTES}."))
        return None
    try:
        item = _decoder.decode(line)
    except msgspec.ValidationError as error:
        field = str(error).partition("`$.")[2].rstrip("`") or "line"
        notes.append(Rejected(blob.filename, number, field, str(error), 'Each line needs "id" and "text", as strings.'))
        return None
    except UNREADABLE as error:
        notes.append(Rejected(blob.filename, number, "line", str(error), "Write one JSON object a line, in UTF-8."))
        return None
    if not item.text.strip():
        notes.append(Rejected(blob.filename, number, "text", "no text", "Leave the line out, or give its text."))
        return None
    return item


def _document(item: Line, number: int, blob: Blob, context: ReadContext, notes: list[Rejected]) -> Document:
    layout = lay_out(item.text, context.time_zone)
    published = find_date(item.published, context.time_zone) if item.published else None
    if item.published and published is None:
        advice = "Write ISO 8601, as 2026-01-08 or 2026-01-08T14:05:00Z; the item is in without its date."
        notes.append(Rejected(blob.filename, number, "published", item.published[:80], advice, "warning"))
    credit = layout.credit or (credit_in(item.source) if item.source else None)
    document = document_of(
        item.text,
        blob,
        context,
        media_type="application/x-ndjson",
        layout=msgspec.structs.replace(layout, credit=credit, published=published or layout.published),
        part=str(item.id),
        item_id=content_id("itm", "items", str(item.id), item.text),
        host=item.source,
        provenance=item.url or "",
    )
    source = item.source or document.item.source
    return msgspec.structs.replace(document, item=msgspec.structs.replace(document.item, source=source))


SOURCE = ItemsSource()
