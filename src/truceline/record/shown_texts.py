"""A text with everything read in it, made ready to be shown: every mention with its place and what is known of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from truceline.model.evidence import Document
from truceline.model.mentions import (
    AgreementElement,
    AnyMention,
    EventMention,
    PersonMention,
    PlaceMention,
    QuantityMention,
    Quote,
    Statement,
    TimeMention,
)
from truceline.model.shown import Fact, ShownLine, ShownMark, ShownText

#: of one text; a page with more of them cannot be read
MOST_MARKS = 5_000

#: facts that only the house may know: where a place word was put on the map
Located = Callable[[PlaceMention | EventMention], tuple[Fact, ...]]


def shown_text(
    document: Document,
    mentions: Iterable[AnyMention],
    name: str,
    zone: str,
    most_words: int | None = None,
    reprinted: bool = True,
    located: Located = lambda _: (),
) -> ShownText:
    """The document line by line.

    Args:
        mentions: what was read in it; those of other items are passed over.
        zone: IANA zone in which moments are written.
        most_words: characters of a mark's words that are shown; null for all of them.
        reprinted: whether the lines have their words.
        located: more facts about a place, from outside the text.
    """
    mine = sorted(
        (m for m in mentions if m.item_id == document.item_id), key=lambda m: (m.start, -m.end, kind_of(m), m.method)
    )
    return ShownText(
        item_id=document.item_id,
        name=name,
        url=document.item.provenance if document.item.provenance.startswith(("http://", "https://")) else "",
        language=document.language,
        published=_published(document, zone),
        reprinted=reprinted,
        lines=tuple(_lines(document, reprinted)),
        marks=tuple(_mark(n, m, zone, most_words, located) for n, m in enumerate(mine[:MOST_MARKS], 1)),
        marks_left_out=len(mine[MOST_MARKS:]),
    )


def kind_of(mention: AnyMention) -> str:
    """The kind as it is written in every export."""
    return str(type(mention).__struct_config__.tag)


def _published(document: Document, zone: str) -> str:
    if document.published_s is not None:
        return _moment(document.published_s, zone)
    return document.published_day or ""


def _lines(document: Document, reprinted: bool) -> Iterator[ShownLine]:
    spans = [(span, "body") for span in document.body]
    spans += [(span, "headline") for span in (document.headline,) if span]
    spans += [(span, "byline") for span in (document.byline,) if span]
    for span, role in sorted(spans):
        words = span.of(document.text) if reprinted else ""
        yield ShownLine(role, span.start, span.end, words)  # type: ignore[arg-type]


def _mark(number: int, m: AnyMention, zone: str, most_words: int | None, located: Located) -> ShownMark:
    return ShownMark(
        number=number,
        kind=kind_of(m),
        start=m.start,
        end=m.end,
        words=m.text if most_words is None else shortened(m.text, most_words),
        facts=tuple(fact for fact in _facts(m, zone, located) if fact.value),
        method=m.method,
        confidence_ppm=m.confidence_ppm,
    )


def shortened(words: str, most: int) -> str:
    """The words on one line, cut at a word with " …" where they are longer than `most` characters."""
    flat = " ".join(words.split())
    return flat if len(flat) <= most else flat[:most].rsplit(" ", 1)[0] + " …"


def _facts(m: AnyMention, zone: str, located: Located) -> Iterator[Fact]:
    if isinstance(m, (Quote, Statement)):
        yield from _said(m)
    elif isinstance(m, QuantityMention):
        yield from _bounds("value", m.low_milli, m.high_milli, m.value_milli)
        yield Fact("unit", m.unit or "", "unit")
        yield Fact("of", m.of or "")
        yield Fact("claimed_by", m.claimed_by or "")
        yield Fact("part_of", "" if m.part_of is None else str(m.part_of), "number")
    elif isinstance(m, TimeMention):
        yield from _interval(m.from_s, m.to_s, zone)
    elif isinstance(m, PersonMention):
        yield Fact("name", m.name or "")
    elif isinstance(m, PlaceMention):
        yield Fact("place_role", m.role, "code")
        yield from located(m)
    elif isinstance(m, AgreementElement):
        yield Fact("element", m.element, "code")
        yield Fact("element_status", m.status, "code")
        yield Fact("by", m.by or "")
    else:
        yield from _event(m, zone)
        yield from located(m)


def _said(m: Quote | Statement) -> Iterator[Fact]:
    yield Fact("speaker", m.speaker or "")
    if isinstance(m, Statement):
        yield Fact("mode", m.mode, "code")
        yield Fact("stance", m.stance, "code")
        yield Fact("event_type", m.about or "", "code")
    yield Fact("cue", m.cue or "")


def _event(m: EventMention, zone: str) -> Iterator[Fact]:
    yield Fact("event_type", m.event_type, "code")
    yield Fact("places", "; ".join(m.places))
    yield from _interval(m.start_s, m.end_s, zone)
    yield Fact("verb", m.verb, "code")
    yield Fact("alleged_actor", m.alleged_actor or "")
    yield Fact("claimed_by", m.claimed_by or "")
    yield Fact("weapon", m.weapon or "", "code")
    yield Fact("target", m.target or "", "code")
    yield from _counted("count", m.count_low, m.count_high)
    yield Fact("unit", m.count_unit or "", "unit")
    yield from _counted("killed", m.killed_low, m.killed_high)
    yield from _counted("wounded", m.wounded_low, m.wounded_high)


def _counted(name: str, low: int | None, high: int | None) -> Iterator[Fact]:
    yield from _bounds(name, None if low is None else low * 1000, None if high is None else high * 1000, None)


def _bounds(name: str, low: int | None, high: int | None, value: int | None) -> Iterator[Fact]:
    low, high = (value, value) if low is None and high is None else (low, high)
    if low is not None or high is not None:
        yield Fact(name, f"{'' if low is None else low}..{'' if high is None else high}", "bounds")


def _interval(from_s: int | None, to_s: int | None, zone: str) -> Iterator[Fact]:
    for name, moment in (("from", from_s), ("to", to_s)):
        if moment is not None:
            yield Fact(name, _moment(moment, zone), "moment")


def _moment(moment_s: int, zone: str) -> str:
    return datetime.fromtimestamp(moment_s, ZoneInfo(zone)).isoformat(timespec="minutes")
