"""Articles as HTML pages.

`Document.text` is a rendition: headline, byline and the paragraphs of the main text, a blank line between. Offsets
hold in it. The main text is found by trafilatura; what the page declares (structured data, meta and time elements)
gives headline, author, date and address.
"""

from __future__ import annotations

import re

import trafilatura
from lxml.html import HtmlElement
from msgspec.structs import replace

from truceline.ingest.decode import gunzip_head
from truceline.model.errors import InputError, Rejected
from truceline.model.evidence import Blob, ReadContext, Span
from truceline.model.reading import Reading
from truceline.sources import credits
from truceline.sources.article import document_of, reading_of
from truceline.sources.decoding import MAX_BYTES, decode, suffix_of, unpacked, warning
from truceline.sources.layout import Layout, lay_out
from truceline.sources.markup import lines_of, parse
from truceline.sources.page_data import PageData, page_data

_SUFFIXES = frozenset({".html", ".htm", ".xhtml"})
_START = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html)\b", re.I | re.S
)
_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)\b", re.I)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]{3,20})", re.I)
_DECLARABLE = frozenset(
    {"windows-1251", "cp1251", "koi8-r", "koi8-u", "iso-8859-5", "windows-1252", "iso-8859-1", "iso-8859-15"}
)


class HtmlSource:
    """One article a page."""

    @property
    def name(self) -> str:
        return "html"

    def recognises(self, head: bytes, filename: str) -> bool:
        """By its first element, or by its ending when it is no feed."""
        head = gunzip_head(head)
        if _START.match(head):
            return True
        return suffix_of(filename) in _SUFFIXES and b"<" in head and not _FEED.search(head[:2000])

    def read(self, blob: Blob, context: ReadContext) -> Reading:
        """One item and its document. Raises InputError on input beyond the caps or without any text."""
        markup, notes = _decoded(blob)
        tree = parse(markup, blob.filename)
        main = _main_text(tree) if tree is not None else ""
        if tree is None or not main.strip():
            raise InputError(
                "the page has no text", where=blob.filename, advice="Save it after it has loaded, or as .txt."
            )
        declared = page_data(tree, context.time_zone)
        text, layout = _rendition(main, declared, context.time_zone)
        document = document_of(
            text,
            blob,
            context,
            media_type="text/html",
            layout=layout,
            host=declared.host,
            provenance=declared.url or "",
            language=declared.language if declared.language in ("en", "uk", "ru") else None,
        )
        return reading_of(document, notes)


def _decoded(blob: Blob) -> tuple[str, tuple[Rejected, ...]]:
    """The markup; what the page declares its encoding to be counts where it is not UTF-8."""
    data = unpacked(blob.data, blob.filename)
    match = _CHARSET.search(data[:4096])
    encoding = match.group(1).decode("ascii").lower() if match else ""
    if encoding in _DECLARABLE and len(data) <= MAX_BYTES:
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            note = warning(blob.filename, f"read as {encoding}, as the page declares", "Nothing to do.")
            return data.decode(encoding, errors="replace"), (note,)
    return decode(data, blob.filename)


def _main_text(tree: HtmlElement) -> str:
    """The main text by trafilatura; for pages too plain for it, all readable lines."""
    found = trafilatura.extract(tree, include_comments=False, include_tables=False, deduplicate=False, fast=True)
    return found or lines_of(tree)


def _rendition(main: str, declared: PageData, time_zone: str) -> tuple[str, Layout]:
    paragraphs = [line.strip() for line in main.split("\n") if line.strip()]
    headline = declared.headline or ""
    if headline and paragraphs and paragraphs[0] == headline:
        paragraphs = paragraphs[1:]
    byline = ""
    if declared.author and not any(declared.author in line for line in paragraphs[:2]):
        byline = declared.author if declared.author.lower().startswith("by ") else f"By {declared.author}"
    text = "\n\n".join(part for part in (headline, byline, *paragraphs) if part)
    layout = lay_out(text, time_zone, headline=Span(0, len(headline)) if headline else None)
    credit = layout.credit or (credits.credit_in(declared.author) if declared.author else None)
    return text, replace(layout, credit=credit, published=declared.published or layout.published)


SOURCE = HtmlSource()
