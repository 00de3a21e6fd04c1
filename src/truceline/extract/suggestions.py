"""A language model's answer about a text, held against the text: what does not stand there is refused.

Accepted is only what is found verbatim, with offsets that are the text's own; whose speaker and place are words of the
text; whose number and date the rules read as the model did. So a model can point at words that the rules passed over,
and cannot add a fact.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Literal, TypeVar

import msgspec

from truceline.extract.extract import ExtractParams, extract
from truceline.model.evidence import Document, Span
from truceline.model.mentions import (
    AnyMention,
    EventMention,
    PersonMention,
    PlaceMention,
    QuantityMention,
    Quote,
    Stance,
    Statement,
    TimeMention,
)
from truceline.model.suggestion import Refused, Suggestion
from truceline.model.taxonomy import EVENT_TYPES

_Read = TypeVar("_Read", QuantityMention, TimeMention)
Kind = Literal["quote", "statement", "quantity", "time", "person", "place", "event"]

#: a suggestion is never surer than the least sure rule that has all its parts
_SURE = 400_000
_SHOWN = 200


class Said(msgspec.Struct, frozen=True):
    """One find as the model gives it. `quotation` is verbatim; `start` is where it believes it to stand."""

    kind: Kind
    quotation: str
    start: int | None = None
    speaker: str | None = None
    stance: Stance = "asserts"
    value: float | None = None
    unit: str | None = None
    from_: str | None = msgspec.field(default=None, name="from")
    to: str | None = None
    type: str | None = None
    place: str | None = None


class Answer(msgspec.Struct, frozen=True):
    """A model's whole answer."""

    found: tuple[Said, ...]


class Weighed(msgspec.Struct, frozen=True):
    """What of an answer stands, in order of its place, and what does not."""

    suggestions: tuple[Suggestion, ...]
    refused: tuple[Refused, ...]


class _UnfoundedError(Exception):
    """The text does not bear out what the model said."""


def weigh(
    document: Document,
    answer: Iterable[Said],
    params: ExtractParams,
    *,
    model: str,
    prompt_version: str,
    by_rules: Sequence[AnyMention] | None = None,
) -> Weighed:
    """Each of the model's finds against the text. `by_rules`: what the rules found in it, when it is known already."""
    known = extract((document,), params) if by_rules is None else by_rules
    again = _Again(document, params)
    taken: dict[tuple[int, int, str], Suggestion] = {}
    refused: list[Refused] = []
    for said in answer:
        try:
            mention = _mention(document, said, again)
        except _UnfoundedError as reason:
            refused.append(Refused(said.kind, said.quotation[:_SHOWN], str(reason)))
            continue
        agreed = next((rule.method for rule in known if _same(rule, mention)), None)
        taken.setdefault((mention.start, mention.end, said.kind), Suggestion(mention, model, prompt_version, agreed))
    return Weighed(tuple(taken[key] for key in sorted(taken)), tuple(refused))


def _mention(document: Document, said: Said, again: _Again) -> AnyMention:
    span = _stands(document.text, said.quotation, said.start)
    base = {
        "item_id": document.item_id,
        "start": span.start,
        "end": span.end,
        "text": span.of(document.text),
        "method": "model:suggestion",
        "confidence_ppm": _SURE,
    }
    if said.kind == "quote":
        return Quote(**base, speaker=_words(document, said.speaker, "speaker"))  # type: ignore[arg-type]
    if said.kind == "statement":
        speaker = _words(document, said.speaker, "speaker")
        return Statement(**base, speaker=speaker, stance=said.stance)  # type: ignore[arg-type]
    if said.kind == "quantity":
        return _quantity(span, said, again)
    if said.kind == "time":
        return _time(span, said, again)
    if said.kind == "person":
        return PersonMention(**base)  # type: ignore[arg-type]
    if said.kind == "place":
        return PlaceMention(**base)  # type: ignore[arg-type]
    return _event(document, said, base)


def _stands(text: str, quotation: str, start: int | None) -> Span:
    """Where the words stand: at the model's offset, else at the one place where the text has them."""
    if not quotation.strip():
        raise _UnfoundedError("no words are quoted")
    if start is not None and start >= 0 and text.startswith(quotation, start):
        return Span(start, start + len(quotation))
    first = text.find(quotation)
    if first < 0:
        raise _UnfoundedError("the text does not have these words")
    if text.find(quotation, first + 1) >= 0:
        raise _UnfoundedError("the text has these words several times, and the offset fits none of them")
    return Span(first, first + len(quotation))


def _words(document: Document, words: str | None, what: str) -> str | None:
    if words is not None and (not words.strip() or words not in document.text):
        raise _UnfoundedError(f"the {what} {words[:_SHOWN]!r} is not in the text")
    return words


def _quantity(span: Span, said: Said, again: _Again) -> QuantityMention:
    for read in again.read(span):
        if isinstance(read, QuantityMention) and said.value is not None:
            values = (read.value_milli, read.low_milli, read.high_milli)
            if round(said.value * 1000) in values and said.unit in (None, read.unit):
                return _as_suggested(read)
    raise _UnfoundedError(f"the rules do not read {said.value} {said.unit or ''} in these words".replace("  ", " "))


def _time(span: Span, said: Said, again: _Again) -> TimeMention:
    interval = (_seconds(said.from_), _seconds(said.to))
    for read in again.read(span):
        if isinstance(read, TimeMention) and None not in interval and (read.from_s, read.to_s) == interval:
            return _as_suggested(read)
    raise _UnfoundedError(f"the rules do not read {said.from_} to {said.to} in these words")


def _event(document: Document, said: Said, base: dict[str, object]) -> EventMention:
    if said.type not in EVENT_TYPES:
        raise _UnfoundedError(f"{said.type!r} is no event type of the taxonomy")
    place = _words(document, said.place, "place")
    where = document.text.find(place) if place else None
    claimed_by = _words(document, said.speaker, "speaker")
    places = (place,) if place else ()
    return EventMention(**base, event_type=said.type, places=places, place_start=where, claimed_by=claimed_by)  # type: ignore[arg-type]


class _Again:
    """What the rules read in words where they stand: within their paragraph, and nowhere else; each paragraph once."""

    def __init__(self, document: Document, params: ExtractParams) -> None:
        self._document = document
        self._params = params
        self._kept: dict[Span, tuple[AnyMention, ...]] = {}

    def read(self, span: Span) -> Iterator[AnyMention]:
        around = next((body for body in self._document.body if body.start <= span.start and span.end <= body.end), span)
        if around not in self._kept:
            alone = msgspec.structs.replace(self._document, body=(around,), headline=None)
            self._kept[around] = extract((alone,), self._params)
        return (m for m in self._kept[around] if m.start < span.end and m.end > span.start)


def _as_suggested(read: _Read) -> _Read:
    return msgspec.structs.replace(read, method="model:suggestion", confidence_ppm=_SURE)


def _seconds(words: str | None) -> int | None:
    try:
        moment = datetime.fromisoformat(words) if words else None
    except ValueError:
        return None
    return None if moment is None or moment.tzinfo is None else int(moment.timestamp())


def _same(rule: AnyMention, suggested: AnyMention) -> bool:
    """The same kind of find in the same words: more than half of the shorter span is shared, and the sense agrees."""
    if type(rule) is not type(suggested):
        return False
    shared = min(rule.end, suggested.end) - max(rule.start, suggested.start)
    if shared * 2 <= min(rule.end - rule.start, suggested.end - suggested.start):
        return False
    if isinstance(rule, Quote | Statement) and isinstance(suggested, Quote | Statement):
        return rule.speaker == suggested.speaker
    if isinstance(rule, EventMention) and isinstance(suggested, EventMention):
        return rule.event_type == suggested.event_type and (not suggested.places or suggested.places[0] in rule.places)
    return True
