"""A text with everything read in it, made ready to be shown: every mention with its place and what is known of it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple
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
LanguageAt = Callable[[int], str | None]

#: evidence by which a monitor's report holds casualties for established; any other leaves them as reported
_CORROBORATED = frozenset({"saw", "camera_recorded", "imagery_revealed", "corroborated"})
#: kinds of event that are their own toll: the number of persons stands there already
_TOLLS = {"harm.killed": "killed", "harm.wounded": "wounded"}


def shown_text(
    document: Document,
    mentions: Iterable[AnyMention],
    name: str,
    zone: str,
    most_words: int | None = None,
    reprinted: bool = True,
    located: Located = lambda _: (),
    language_at: LanguageAt = lambda _: None,
) -> ShownText:
    """The document line by line.

    Args:
        mentions: what was read in it; those of other items are passed over.
        zone: IANA zone in which moments are written.
        most_words: characters of a mark's words that are shown; null for all of them.
        reprinted: whether the lines have their words.
        located: more facts about a place, from outside the text.
        language_at: the language in which an offset was read; null where it is not known.
    """
    mine = sorted(
        (m for m in mentions if m.item_id == document.item_id), key=lambda m: (m.start, -m.end, kind_of(m), m.method)
    )
    told = _Told(zone, located, {m.start: m.text for m in mine if isinstance(m, QuantityMention)})
    return ShownText(
        item_id=document.item_id,
        name=name,
        url=document.item.provenance if document.item.provenance.startswith(("http://", "https://")) else "",
        language=document.language,
        published=_published(document, zone),
        reprinted=reprinted,
        lines=tuple(_lines(document, reprinted, language_at, [m.start for m in mine])),
        marks=tuple(_mark(n, m, most_words, _facts(m, told)) for n, m in enumerate(mine[:MOST_MARKS], 1)),
        marks_left_out=len(mine[MOST_MARKS:]),
    )


def kind_of(mention: AnyMention) -> str:
    """The kind as it is written in every export."""
    return str(type(mention).__struct_config__.tag)


def _published(document: Document, zone: str) -> str:
    if document.published_s is not None:
        return _moment(document.published_s, zone)
    return document.published_day or ""


def _lines(document: Document, reprinted: bool, language_at: LanguageAt, starts: Sequence[int]) -> Iterator[ShownLine]:
    """The lines in order. `starts`: where marks begin, in order: there and at its ends a line is asked its language."""
    spans = [(span, "body") for span in document.body]
    spans += [(span, "headline") for span in (document.headline,) if span]
    spans += [(span, "byline") for span in (document.byline,) if span]
    for span, role in sorted(spans):
        words = span.of(document.text) if reprinted else ""
        within = starts[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
        told = {language_at(place) for place in (span.start, *within, max(span.start, span.end - 1))} - {None}
        language = "several" if len(told) > 1 else next(iter(told), None)
        other = None if language == document.language else language
        yield ShownLine(role, span.start, span.end, words, other)  # type: ignore[arg-type]


def _mark(number: int, m: AnyMention, most_words: int | None, facts: Iterable[Fact]) -> ShownMark:
    return ShownMark(
        number=number,
        kind=kind_of(m),
        start=m.start,
        end=m.end,
        words=m.text if most_words is None else shortened(m.text, most_words),
        facts=tuple(fact for fact in facts if fact.value or fact.form == "missing"),
        method=m.method,
        confidence_ppm=m.confidence_ppm,
    )


def shortened(words: str, most: int) -> str:
    """The words on one line, cut at a word with " …" where they are longer than `most` characters."""
    flat = " ".join(words.split())
    return flat if len(flat) <= most else flat[:most].rsplit(" ", 1)[0] + " …"


class _Told(NamedTuple):
    """What it takes to tell the facts of a mark: zone, places, and the numbers of which others are part."""

    zone: str
    located: Located
    numbers: dict[int, str]


def _facts(m: AnyMention, told: _Told) -> Iterator[Fact]:
    """What is known of a mark, what it is first; of its speaker, place and time also that they are not told."""
    if isinstance(m, (Quote, Statement)):
        yield from _said(m)
    elif isinstance(m, QuantityMention):
        yield from _amount("value", m.low_milli, m.high_milli, m.value_milli, m.unit)
        yield Fact("of", m.of or "")
        yield Fact("claimed_by", m.claimed_by or "")
        yield Fact("part_of", "" if m.part_of is None else told.numbers.get(m.part_of, ""))
    elif isinstance(m, TimeMention):
        yield _interval(m.from_s, m.to_s, told.zone)
    elif isinstance(m, PersonMention):
        yield Fact("name", m.name or "")
    elif isinstance(m, PlaceMention):
        yield Fact("place_role", m.role, "code")
        yield from told.located(m)
    elif isinstance(m, AgreementElement):
        yield Fact("element", m.element, "code")
        yield Fact("element_status", m.status, "code")
        yield Fact("by", m.by or "")
    else:
        yield from _event(m, told.zone)
        yield from told.located(m)


def _said(m: Quote | Statement) -> Iterator[Fact]:
    yield _named("speaker", m.speaker)
    if isinstance(m, Statement):
        yield Fact("stance", m.stance, "code")
        yield Fact("about", m.about or "", "code")
        yield Fact("mode", m.mode, "code")
    yield Fact("cue", m.cue or "")


def _event(m: EventMention, zone: str) -> Iterator[Fact]:
    yield Fact("event_type", m.event_type, "code")
    yield _named("places", "; ".join(m.places))
    yield _interval(m.start_s, m.end_s, zone)
    yield Fact("verb", m.verb, "code")
    yield Fact("alleged_actor", m.alleged_actor or "")
    yield Fact("claimed_by", m.claimed_by or "")
    yield Fact("weapon", m.weapon or "", "code")
    yield Fact("target", m.target or "", "code")
    own = _TOLLS.get(m.event_type)
    if own is None or _toll(m, own) == (None, None):
        yield from _amount("count", *_milli(m.count_low, m.count_high), None, m.count_unit)
    standing = "corroborated" if m.verb in _CORROBORATED else "reported"
    for harm in ("killed", "wounded"):
        yield from _bounds(f"{harm}_{standing}", *_toll(m, harm), None)


def _toll(m: EventMention, harm: str) -> tuple[int | None, int | None]:
    """Persons killed or wounded, in thousandths."""
    return _milli(m.killed_low, m.killed_high) if harm == "killed" else _milli(m.wounded_low, m.wounded_high)


def _named(name: str, words: str | None) -> Fact:
    return Fact(name, words) if words else Fact(name, "", "missing")


def _milli(low: int | None, high: int | None) -> tuple[int | None, int | None]:
    return None if low is None else low * 1000, None if high is None else high * 1000


def _amount(name: str, low: int | None, high: int | None, value: int | None, unit: str | None) -> Iterator[Fact]:
    for fact in _bounds(name, low, high, value):
        yield Fact(name, f"{fact.value} {unit}", "amount") if unit else fact


def _bounds(name: str, low: int | None, high: int | None, value: int | None) -> Iterator[Fact]:
    low, high = (value, value) if low is None and high is None else (low, high)
    if low is not None or high is not None:
        yield Fact(name, f"{'' if low is None else low}..{'' if high is None else high}", "bounds")


def _interval(from_s: int | None, to_s: int | None, zone: str) -> Fact:
    if from_s is None and to_s is None:
        return Fact("when", "", "missing")
    ends = ("" if moment is None else _moment(moment, zone) for moment in (from_s, to_s))
    return Fact("when", "/".join(ends), "interval")


def _moment(moment_s: int, zone: str) -> str:
    return datetime.fromtimestamp(moment_s, ZoneInfo(zone)).isoformat(timespec="minutes")
