"""A text as the document that readers are given, for tests of extract."""

from __future__ import annotations

from truceline.model.evidence import Document, EvidenceItem, Span


def news_of(
    text: str, day: str | None = None, language: str | None = None, *, published_s: int | None = None
) -> Document:
    """News of one outlet, all of it body, published on that day."""
    item = EvidenceItem("itm_x", "", "", "text/plain", "own", "news", "x.txt", None, 0)
    body = (Span(0, len(text)),)
    return Document(item=item, text=text, body=body, published_s=published_s, published_day=day, language=language)
