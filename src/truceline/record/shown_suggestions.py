"""Suggestions of a language model beside the words they are about, ready for a person to accept or reject."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from truceline.model.evidence import Document
from truceline.model.mentions import AnyMention, EventMention, QuantityMention, Quote, Statement, TimeMention
from truceline.model.shown import Fact, ReviewedText, ShownMark, ShownRefusal, ShownSuggestion
from truceline.model.suggestion import Refused, Suggestion
from truceline.record.shown_texts import kind_of, shown_text


def reviewed_text(
    document: Document,
    suggestions: Iterable[Suggestion],
    refused: Iterable[Refused],
    lines: Mapping[tuple[int, int, str], str],
    name: str,
    zone: str,
) -> ReviewedText:
    """The document with each suggestion as a mark. `lines` has the line of each, by its start, end and kind."""
    by_place = {place_of(one.mention): one for one in suggestions}
    text = shown_text(document, (one.mention for one in by_place.values()), name, zone)
    return ReviewedText(
        text=text,
        suggestions=tuple(_shown(mark, by_place[_place(mark)], lines[_place(mark)]) for mark in text.marks),
        refused=tuple(ShownRefusal(one.kind, one.quotation, one.reason) for one in refused),
    )


def _shown(mark: ShownMark, suggestion: Suggestion, line: str) -> ShownSuggestion:
    checks = [Fact("verbatim", f"[{mark.start}:{mark.end}]"), *_checks(suggestion.mention)]
    agreed = Fact("rule", suggestion.agreed_by) if suggestion.agreed_by else Fact("no_rule", "", "missing")
    return ShownSuggestion(mark, (*checks, agreed), line)


def _checks(mention: AnyMention) -> Iterator[Fact]:
    """What had to hold for this kind of find, besides its words standing in the text."""
    if isinstance(mention, QuantityMention):
        yield Fact("number_again", mention.text)
    elif isinstance(mention, TimeMention):
        yield Fact("date_again", mention.text)
    elif isinstance(mention, EventMention):
        yield Fact("in_taxonomy", mention.event_type)
        if mention.places:
            yield Fact("place_stands", mention.places[0])
    speaker = mention.speaker if isinstance(mention, Quote | Statement) else getattr(mention, "claimed_by", None)
    if speaker and not isinstance(mention, QuantityMention):
        yield Fact("speaker_stands", speaker)


def place_of(mention: AnyMention) -> tuple[int, int, str]:
    """What tells a suggestion from the others of its text."""
    return mention.start, mention.end, kind_of(mention)


def _place(mark: ShownMark) -> tuple[int, int, str]:
    return mark.start, mark.end, mark.kind
