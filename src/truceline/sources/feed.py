"""RSS and Atom feeds: many items in one blob.

An entry's id comes from its own guid and words, not from the file it was seen in: the same entry in two downloads of a
feed is one item. `Document.text` is a rendition (title, blank line, text of the entry); offsets hold in it.
"""

from __future__ import annotations

import calendar
import io
import re
from collections.abc import Iterator
from typing import Any

import feedparser
from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException
from msgspec.structs import replace

from truceline.ingest.decode import gunzip_head
from truceline.model.errors import InputError, Rejected
from truceline.model.evidence import Accounting, Blob, Document, ReadContext, Span
from truceline.model.ids import content_id
from truceline.model.reading import Reading
from truceline.sources.article import document_of
from truceline.sources.dates import Published
from truceline.sources.decoding import decode, unpacked, warning
from truceline.sources.layout import Layout, lay_out
from truceline.sources.markup import UNCOUNTED, lines_of, parse

_ROOT = re.compile(rb"<(?:rss|feed|rdf:RDF)[\s>]", re.I)
_DECLARATIONS = re.compile(r"<!(?:DOCTYPE|ENTITY)", re.I)
_CLOCK = re.compile(r"\d:\d\d")
MAX_ENTRIES = 5_000
#: elements nested in one another, and entries, of anything that is a feed: beyond, parsers work for minutes
_MOST_DEPTH, _MOST_ATTRIBUTES, _MOST_READ = 100, 200, 10 * MAX_ENTRIES
#: bytes of a feed that is not well-formed XML: the lenient parser is slow
_MOST_LENIENT = 2_000_000
_TAG = re.compile(r"<(/?)([A-Za-z_][^\s/<>]*)([^<>]*)>")
MEDIA_TYPE = "application/rss+xml"


class FeedSource:
    """RSS 0.9–2.0, RDF and Atom."""

    @property
    def name(self) -> str:
        return "feed"

    def recognises(self, head: bytes, filename: str) -> bool:
        """By its root element."""
        start = gunzip_head(head)[:4096]
        return bool(_ROOT.search(start)) and b"<html" not in start.lower()

    def read(self, blob: Blob, context: ReadContext) -> Reading:
        """An item for each entry, in the order of the feed. Raises InputError on no feed, or one that is unsafe."""
        data = unpacked(blob.data, blob.filename)
        notes = list(_check(data, blob.filename))
        parsed = feedparser.parse(io.BytesIO(data), resolve_relative_uris=False)
        entries = list(parsed.entries)
        if not entries and not parsed.version:
            raise InputError("this is no RSS or Atom feed", where=blob.filename, advice="Give the feed's own address.")
        taken: dict[str, Document] = {}
        guids: dict[str, str] = {}
        rejected = repeated = 0
        for number, entry in enumerate(entries, 1):
            document = _document(entry, number, blob, context, notes) if number <= MAX_ENTRIES else None
            if document is None:
                rejected += 1
            elif document.item_id in taken:
                repeated += 1
            else:
                notes += _same_guid(guids, entry, document, number, blob)
                taken[document.item_id] = document
        documents = tuple(taken[key] for key in sorted(taken))
        if len(entries) > MAX_ENTRIES:
            notes.append(_rejected(blob, MAX_ENTRIES + 1, "entry", f"{len(entries)} entries", "Split the feed."))
        accounting = Accounting(rows=len(entries), taken=len(documents), repeated=repeated, rejected=rejected)
        items = tuple(document.item for document in documents)
        return Reading(items=items, documents=documents, notes=tuple(notes), accounting=accounting)


def _check(data: bytes, filename: str) -> tuple[Rejected, ...]:
    """Refuse what XML can be made to do to a parser, and say when the feed is not well-formed."""
    text, _ = decode(data, filename)
    if _DECLARATIONS.search(text):
        advice = (
            "Declarations can expand without end or read files. Remove the <!DOCTYPE …> part if you trust the feed."
        )
        raise InputError("the feed declares a document type or entities", where=filename, advice=advice)
    _check_shape(text, filename)
    try:
        ElementTree.fromstring(data, forbid_dtd=True)
    except DefusedXmlException as error:
        raise InputError(
            f"unsafe XML: {error}", where=filename, advice="Ask the publisher for a plain feed."
        ) from error
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        if len(data) > _MOST_LENIENT:
            found = f"not well-formed XML ({error}), and {len(data)} bytes long"
            raise InputError(found, where=filename, advice="Ask the publisher for a sound feed.") from error
        return (warning(filename, f"not well-formed XML ({error})", "What could be read is in.", field="xml"),)
    return ()


def _check_shape(text: str, filename: str) -> None:
    """Refuse what is nested, or has attributes or entries, as no feed does. CDATA is left out: it is text."""
    depth = entries = 0
    for piece in _outside_cdata(text):
        for match in _TAG.finditer(piece):
            closing, name, rest = match.groups()
            entries += not closing and name.rpartition(":")[2] in ("item", "entry")
            if name.lower() not in UNCOUNTED and not rest.endswith("/"):
                depth += -1 if closing else 1
            if depth > _MOST_DEPTH or entries > _MOST_READ or rest.count("=") > _MOST_ATTRIBUTES:
                found = (
                    f"elements nested more than {_MOST_DEPTH} deep"
                    if depth > _MOST_DEPTH
                    else f"more than {_MOST_READ} entries"
                    if entries > _MOST_READ
                    else f"an element with more than {_MOST_ATTRIBUTES} attributes"
                )
                raise InputError(found, where=filename, advice="Split the feed, or ask the publisher for a plain one.")


def _outside_cdata(text: str) -> Iterator[str]:
    at = 0
    while (start := text.find("<![CDATA[", at)) >= 0:
        yield text[at:start]
        end = text.find("]]>", start)
        if end < 0:
            return
        at = end + 3
    yield text[at:]


def _document(entry: Any, number: int, blob: Blob, context: ReadContext, notes: list[Rejected]) -> Document | None:
    """The document of one entry; None with a note when it has no words."""
    title = _plain(str(entry.get("title") or ""), blob, number, notes)
    body = _plain(_markup(entry), blob, number, notes)
    if title is None or body is None:
        return None
    headline = " ".join(title.split())
    text = "\n\n".join(part for part in (headline, body) if part)
    if not text:
        notes.append(_rejected(blob, number, "entry", "an entry without words", "Nothing to do."))
        return None
    layout = lay_out(text, context.time_zone, headline=Span(0, len(headline)) if headline and body else None)
    return document_of(
        text,
        blob,
        context,
        media_type=MEDIA_TYPE,
        layout=_dated(layout, entry),
        part=f"entry/{number}",
        item_id=content_id("itm", "feed", _guid(entry), text),
        provenance=str(entry.get("link") or ""),
    )


def _markup(entry: Any) -> str:
    """The fullest text an entry has."""
    contents = [str(content.get("value") or "") for content in entry.get("content") or ()]
    return max([*contents, str(entry.get("summary") or "")], key=len)


def _plain(markup: str, blob: Blob, number: int, notes: list[Rejected]) -> str | None:
    """Readable lines of a fragment of HTML; None with a note when it is beyond the caps."""
    if "<" not in markup and "&" not in markup:
        return markup.strip()
    try:
        tree = parse(f"<div>{markup}</div>", blob.filename)
    except InputError as error:
        notes.append(_rejected(blob, number, "entry", error.found, error.advice))
        return None
    return lines_of(tree) if tree is not None else ""


def _guid(entry: Any) -> str:
    """What the publisher calls the entry: its guid, else its link, else its title."""
    return str(entry.get("id") or entry.get("link") or entry.get("title") or "")


def _dated(layout: Layout, entry: Any) -> Layout:
    """The entry's own date before any in its words. A date without a clock time stays a day."""
    field = next((name for name in ("published", "updated") if name in entry), None)
    if field is None:
        return layout
    written = str(entry.get(field) or "")
    parsed = entry.get(f"{field}_parsed")
    if not parsed:
        return layout
    day = f"{parsed.tm_year:04d}-{parsed.tm_mon:02d}-{parsed.tm_mday:02d}"
    instant = int(calendar.timegm(parsed)) if _CLOCK.search(written) else None
    return replace(layout, published=Published(instant, day, 0, 0))


def _same_guid(guids: dict[str, str], entry: Any, document: Document, number: int, blob: Blob) -> list[Rejected]:
    """A warning when two entries have one guid and different words: both are kept."""
    guid = _guid(entry)
    other = guids.setdefault(guid, document.item_id)
    if not guid or other == document.item_id:
        return []
    advice = "Both are kept; the publisher may have corrected the entry."
    note = Rejected(blob.filename, number, "guid", f"{guid} stands for two different entries", advice, "warning")
    return [note]


def _rejected(blob: Blob, number: int, field: str, found: str, advice: str) -> Rejected:
    """A note on an entry that stays out; its number stands in for the line."""
    return Rejected(blob.filename, number, field, found, advice)


SOURCE = FeedSource()
