"""Texts longer than any article are read portion by portion, so that memory is that of one portion.

What is carried from sentence to sentence (a speaker, the day that is told of, an open quotation) is not carried from
one portion to the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from truceline.model.evidence import Document, Span
from truceline.model.mentions import AnyMention, EventMention, QuantityMention

#: code points of a text that are read at once; longer than any article
PORTION = 200_000
#: how far before the end of a portion a better place to cut is looked for
_BACK = 2_000
_PLACES = (re.compile(r"\n\s"), re.compile(r"[.!?…][\"'”’»)\]]{0,2}\s"), re.compile(r"\s"))


def portions(document: Document) -> Iterator[tuple[int, Document]]:
    """The document, or its portions as documents, each with the offset at which it begins in the text."""
    text = document.text
    if len(text) <= PORTION:
        yield 0, document
        return
    for number, spans in enumerate(_grouped([piece for span in document.body for piece in _cut(text, span)])):
        start, end = spans[0].start, spans[-1].end
        headline = document.headline if number == 0 else None
        if headline is not None and (headline.end > start or start - headline.start > PORTION):
            headline = None
        base = start if headline is None else headline.start
        yield (
            base,
            msgspec.structs.replace(
                document,
                text=text[base:end],
                body=tuple(_moved(span, -base) for span in spans),
                headline=None if headline is None else _moved(headline, -base),
                byline=None,
            ),
        )


def shifted(mentions: list[AnyMention], base: int) -> list[AnyMention]:
    """The mentions of a portion with the offsets of the whole text."""
    return mentions if base == 0 else [_shifted(mention, base) for mention in mentions]


def _shifted(mention: AnyMention, base: int) -> AnyMention:
    start, end = mention.start + base, mention.end + base
    if isinstance(mention, EventMention) and mention.place_start is not None:
        return msgspec.structs.replace(mention, start=start, end=end, place_start=mention.place_start + base)
    if isinstance(mention, QuantityMention) and mention.part_of is not None:
        return msgspec.structs.replace(mention, start=start, end=end, part_of=mention.part_of + base)
    return msgspec.structs.replace(mention, start=start, end=end)


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _grouped(spans: list[Span]) -> Iterator[list[Span]]:
    """Neighbouring spans as long as they fit in one portion."""
    group: list[Span] = []
    for span in spans:
        if group and span.end - group[0].start > PORTION:
            yield group
            group = []
        group.append(span)
    if group:
        yield group


def _cut(text: str, span: Span) -> Iterator[Span]:
    """A paragraph in pieces of at most a portion: cut at the end of a line, of a sentence, at a blank, or anywhere."""
    start = span.start
    while span.end - start > PORTION:
        end = _place(text, start + PORTION)
        yield Span(start, end)
        start = end
    if start < span.end:
        yield Span(start, span.end)


def _place(text: str, limit: int) -> int:
    for place in _PLACES:
        last = 0
        for match in place.finditer(text, limit - _BACK, limit):
            last = match.end()
        if last:
            return last
    return limit
