"""Plain-text articles.

`Document.text` is the file as decoded: nothing is translated, and a UTF-8 byte-order mark stays as U+FEFF, so that
offsets are code points of the file. Line ends may be of any kind. A file's own time stamps are never used.
"""

from __future__ import annotations

from truceline.model.evidence import Blob, ReadContext
from truceline.model.reading import Reading
from truceline.sources.article import document_of, reading_of
from truceline.sources.decoding import decode, suffix_of
from truceline.sources.header import plain_head

_SUFFIXES = frozenset({".txt", ".text", ".md", ""})
_MARKUP = (b"<?xml", b"<!doctype", b"<html", b"<rss", b"<feed")
_MOST_CONTROLS = 0.01


class TextSource:
    """One article a file, in UTF-8 (or UTF-16, Windows-1251, KOI8-U, Windows-1252, with a warning)."""

    @property
    def name(self) -> str:
        return "text"

    def recognises(self, head: bytes, filename: str) -> bool:
        """Text by its ending, and neither markup nor binary by its bytes."""
        head = plain_head(head)
        if suffix_of(filename) not in _SUFFIXES or not head.strip():
            return False
        start = head.lstrip()[:64].lower()
        if start.startswith((*_MARKUP, b"{", b"%pdf", b"pk\x03\x04")):
            return False
        return head.count(0) <= _MOST_CONTROLS * len(head)

    def read(self, blob: Blob, context: ReadContext) -> Reading:
        """One item and its document. Raises InputError on empty, binary or over-long input."""
        text, notes = decode(blob.data, blob.filename)
        return reading_of(document_of(text, blob, context, media_type="text/plain"), notes)


SOURCE = TextSource()
