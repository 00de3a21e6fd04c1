"""A verb told once for a list of places: "21 БПЛА сбит над Белгородской областью, 18 — над Брянской"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from msgspec.structs import replace

from truceline.extract.counts import count_of
from truceline.extract.slavic.countedphrases import start_of
from truceline.extract.slavic.text import Line
from truceline.extract.slavic.wordclasses import NUMBER, TRIGGER, VERB
from truceline.extract.within import Within
from truceline.model.mentions import EventMention, PlaceMention, QuantityMention

_OVER = frozenset(("над", "в", "у", "во", "на"))
_BREAKS = frozenset(",;")
#: tokens of such a piece before the name of its place
_LONGEST = 8


def elsewhere_too(
    event: EventMention, text: str, line: Line, places: Within[PlaceMention], quantities: list[QuantityMention]
) -> Iterator[EventMention]:
    """The event at each further place that has a number and no verb of its own."""
    tokens = line.tokens
    told = event.place_start
    if told is None:
        return
    for place in places.between(told + 1, line.sentence.end):
        first = at = bisect_left(tokens, place.start, key=start_of)
        while first > 0 and at - first < _LONGEST and tokens[first - 1].text not in _BREAKS:
            first -= 1
        piece = tokens[first:at]
        if not first or tokens[first - 1].text not in _BREAKS or tokens[first - 1].start < told or not piece:
            continue
        acts = any(token.kinds & (TRIGGER | VERB) for token in piece)
        counted = any(token.kinds & NUMBER or token.text[0].isdigit() for token in piece)
        over = any(token.low in _OVER for token in piece)
        if acts or not counted or not over:
            continue
        count = next((one for one in quantities if piece[0].start <= one.start < place.start), None)
        yield replace(
            event,
            start=piece[0].start,
            end=place.end,
            text=text[piece[0].start : place.end],
            places=(place.text,),
            place_start=place.start,
            count_low=None if count is None else count_of(count.low_milli),
            count_high=None if count is None else count_of(count.high_milli),
            count_unit=None if count is None else event.count_unit,
        )
