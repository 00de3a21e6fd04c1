"""From the parts of an article to its item and document: what text, HTML and feeds have in common."""

from __future__ import annotations

from truceline.extract.language import detect
from truceline.model.errors import Rejected
from truceline.model.evidence import Accounting, Blob, Document, EvidenceItem, ReadContext
from truceline.model.ids import content_id
from truceline.model.reading import Reading
from truceline.sources.layout import Layout, lay_out

#: names a blob carries when no source was declared for it
CONNECTORS = ("", "text", "html", "feed")


def document_of(
    text: str,
    blob: Blob,
    context: ReadContext,
    *,
    media_type: str,
    layout: Layout | None = None,
    part: str = "",
    item_id: str | None = None,
    host: str | None = None,
    provenance: str = "",
    language: str | None = None,
) -> Document:
    """A document with its item; `layout` may be given where the format knows better than the lines of the text."""
    parts = layout or lay_out(text, context.time_zone)
    published = parts.published
    published_s = published.published_s if published else None
    declared = blob.source if blob.source not in CONNECTORS else None
    item = EvidenceItem(
        item_id=item_id or content_id("itm", blob.sha256, part),
        sha256=blob.sha256,
        part=part,
        media_type=media_type,
        source=declared or parts.credit or host or blob.source or "text",
        source_class=context.source_class or "news",
        filename=blob.filename,
        reported_s=published_s,
        received_s=blob.received_s,
        provenance=provenance,
    )
    return Document(
        item=item,
        text=text,
        body=parts.body,
        headline=parts.headline,
        byline=parts.byline,
        credit=parts.credit,
        published_s=published_s,
        published_day=published.day if published and published_s is None else None,
        language=language or detect(text),
    )


def reading_of(document: Document, notes: tuple[Rejected, ...]) -> Reading:
    """The reading of a blob that is one article."""
    whole = Accounting(rows=1, taken=1, repeated=0, rejected=0)
    return Reading(items=(document.item,), documents=(document,), notes=notes, accounting=whole)
