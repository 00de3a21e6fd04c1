"""Words that were published already: statements, agreement elements, quantities, and which items are one witness.

Only items of public sources pass; what a monitor or a witness wrote never does.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from truceline.model.bulletin import PublicElement, PublicLink, PublicOrigin, PublicQuantity, PublicStatement
from truceline.model.evidence import Document, EvidenceItem
from truceline.model.ids import content_id
from truceline.model.mentions import AgreementElement, Mention, QuantityMention, Quote, Statement
from truceline.model.observation import Derivation
from truceline.model.period import Period
from truceline.record.material import Material
from truceline.record.shown_texts import shortened

PUBLIC_CLASSES = frozenset({"news", "official", "ngo"})

#: longer quotations are cut at a word: a bulletin refers to texts, it does not reprint them
_MOST_CHARACTERS = 320
_MOST_OF_HEADLINE = 70


def public_statements(material: Material) -> tuple[PublicStatement, ...]:
    """What was said in the period's public items, each utterance once, in the order of the texts.

    A phrase quoted inside a statement, or inside a longer quotation, stands in the words of that one.
    """
    sources = public_sources(material)
    said = [m for m in _public(material, sources) if isinstance(m, (Quote, Statement)) and m.speaker]
    return tuple(
        PublicStatement(
            speaker=m.speaker,
            words=_short(m.text),
            mode="verbatim" if isinstance(m, Quote) else m.mode,
            stance="asserts" if isinstance(m, Quote) else m.stance,
            source=sources[m.item_id],
            item_id=m.item_id,
            start=m.start,
            end=m.end,
        )
        for m in said
        if not any(_holds(other, m) for other in said)
    )


def _holds(outer: Quote | Statement, inner: Quote | Statement) -> bool:
    """Whether `inner` is told by `outer`: within it, or the same words as a verbatim quotation."""
    if outer is inner or outer.item_id != inner.item_id:
        return False
    if (outer.start, outer.end) == (inner.start, inner.end):
        return isinstance(outer, Quote) and isinstance(inner, Statement)
    return outer.start <= inner.start and inner.end <= outer.end


def public_elements(material: Material) -> tuple[PublicElement, ...]:
    """Agreement elements, once for each element and status; the first mention carries the words."""
    sources = public_sources(material)
    seen: dict[tuple[str, str, str | None], PublicElement] = {}
    for m in _public(material, sources):
        if isinstance(m, AgreementElement):
            seen.setdefault(
                (m.element, m.status, m.by),
                PublicElement(m.element, m.status, m.by, _short(m.text), sources[m.item_id], m.item_id),
            )
    return tuple(seen[key] for key in sorted(seen, key=lambda k: (k[0], k[1], k[2] or "")))


def public_quantities(material: Material) -> tuple[PublicQuantity, ...]:
    """Numbers with a counting unit, once for each origin, value, unit and claimant: a copy is no second number."""
    sources = public_sources(material)
    origin_of = material.published_origin_of
    seen: dict[tuple[object, ...], PublicQuantity] = {}
    for m in _public(material, sources):
        if isinstance(m, QuantityMention) and m.unit not in (None, "percent"):
            key = (origin_of.get(m.item_id, m.item_id), m.value_milli, m.low_milli, m.high_milli, m.unit, m.claimed_by)
            seen.setdefault(
                key,
                PublicQuantity(
                    m.low_milli, m.high_milli, m.unit, m.of, m.claimed_by, _short(m.text), sources[m.item_id], m.item_id
                ),
            )
    return tuple(seen.values())


def public_origins(material: Material) -> tuple[PublicOrigin, ...]:
    """Groups of public items that go back to one origin, named by these items; items alone are not listed."""
    sources = public_sources(material)
    related = {frozenset((pair.a, pair.b)): pair for pair in material.pairs}
    shown = []
    for origin in material.published_origins:
        items = tuple(item for item in origin.items if item in sources)
        if len(items) < 2:
            continue
        pairs = [related[key] for key in _pairs_of(items) if key in related]
        relation, reason = (pairs[0].relation, pairs[0].reason) if pairs else ("", "")
        names = tuple(sources[item] for item in items)
        name = content_id("org", *items)
        shown.append(PublicOrigin(name, items, names, relation, reason, _links(items, pairs)))
    return tuple(shown)


def _links(items: tuple[str, ...], pairs: list[Derivation]) -> tuple[PublicLink, ...]:
    """The pairs that join the items; those that are told apart are joined by others."""
    at = {item: place for place, item in enumerate(items)}
    return tuple(
        PublicLink(at[pair.a], at[pair.b], pair.relation, pair.direction)
        for pair in pairs
        if pair.relation not in ("independent", "undetermined", "two_origins")
    )


def _pairs_of(items: tuple[str, ...]) -> list[frozenset[str]]:
    return [frozenset((a, b)) for n, a in enumerate(items) for b in items[n + 1 :]]


def public_sources(material: Material) -> dict[str, str]:
    """Public items of the period, and the name each is quoted under."""
    documents = {document.item_id: document for document in material.documents}
    return {
        item.item_id: name_of(item, documents.get(item.item_id))
        for item in material.items
        if item.source_class in PUBLIC_CLASSES and _inside(item, documents.get(item.item_id), material.period)
    }


def name_of(item: EvidenceItem, document: Document | None) -> str:
    """What an item is quoted under: its source, or its file where the source is any text; and the agency credited."""
    credit = document.credit if document else None
    name = item.source if item.source != "text" else item.filename
    return f"{name} ({credit})" if credit and credit != name else name


def named(document: Document) -> str:
    """What a text is quoted under, with the beginning of its headline to tell it from others of its source."""
    name = name_of(document.item, document)
    headline = shortened(document.headline.of(document.text), _MOST_OF_HEADLINE) if document.headline else ""
    return f"{name}: {headline}" if headline else name


def _inside(item: EvidenceItem, document: Document | None, period: Period) -> bool:
    """Whether an item may be of the period. One without a date is shown rather than hidden; where only the day is
    known, any hour of it may be."""
    if item.reported_s is not None:
        return period.start_s <= item.reported_s < period.end_s
    if document is None or not document.published_day:
        return True
    day = datetime.fromisoformat(document.published_day).replace(tzinfo=ZoneInfo(period.zone))
    return day.timestamp() < period.end_s and period.start_s < (day + timedelta(days=1)).timestamp()


def _public(material: Material, sources: dict[str, str]) -> list[Mention]:
    by_item: dict[str, list[Mention]] = defaultdict(list)
    for mention in material.mentions:
        if mention.item_id in sources:
            by_item[mention.item_id].append(mention)
    return [m for item_id in sorted(by_item) for m in sorted(by_item[item_id], key=lambda m: (m.start, m.end))]


def _short(words: str) -> str:
    return shortened(words, _MOST_CHARACTERS)
