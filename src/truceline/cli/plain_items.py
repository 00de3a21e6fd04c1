"""items.jsonl read for comparison alone: a hundred times as many lines a second as with every part laid out.

Comparing needs the paragraphs, a headline, the day and the source. Bylines, captions and datelines are not looked for:
a few words of each text more are compared.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime

from truceline.ingest.decode import gunzip
from truceline.model.errors import InputError, Rejected
from truceline.model.evidence import Accounting, Blob, Document, EvidenceItem, Span
from truceline.model.ids import content_id
from truceline.ports import Reading
from truceline.sources.credits import credit_in
from truceline.sources.dates import find_date
from truceline.sources.items import Line, decoded

_FINAL = re.compile(r"[.!?…:;,][\"'”’»)\]]*\s*$")
_HEADLINE = 200
_ADVICE = "Write ISO 8601, as 2026-01-08 or 2026-01-08T14:05:00Z; the item is in without its date."


def read_plain(blob: Blob) -> Reading:
    """An item for each good line; the others are notes. Raises InputError when the file is empty."""
    data = gunzip(blob.data, blob.filename)
    notes: list[Rejected] = []
    taken: dict[str, Document] = {}
    credits: dict[str, str | None] = {}
    rows = repeated = 0
    for number, line in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        if not line.strip():
            continue
        rows += 1
        if (item := decoded(line, number, blob, notes)) is None:
            continue
        key = str(item.id)
        if (earlier := taken.get(key)) is None:
            taken[key] = _document(item, key, number, blob, notes, credits)
        elif earlier.text == item.text:
            repeated += 1
        else:
            advice = "Ids must be unique; the first text is in."
            notes.append(Rejected(blob.filename, number, "id", f"{item.id!r} again, with another text", advice))
    if not rows:
        raise InputError("the file is empty", where=blob.filename, advice='Write one {"id", "text"} object a line.')
    documents = tuple(taken.values())
    accounting = Accounting(rows, len(documents), repeated, rows - len(documents) - repeated)
    return Reading(items=(), documents=documents, notes=tuple(notes), accounting=accounting)


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
