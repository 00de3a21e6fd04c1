"""Event mentions to observations: one for each event and place, with the circle that holds the place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

import msgspec
import pyarrow as pa
from msgspec.structs import asdict

from truceline.locate.context import each, event_words, in_context
from truceline.locate.geodesy import distance_m
from truceline.locate.resolve import Candidate, Resolved
from truceline.locate.scenery import Scenery
from truceline.locate.totals import without_totals
from truceline.model.evidence import Document
from truceline.model.ids import content_id
from truceline.model.mentions import AnyMention, EventMention, PlaceMention
from truceline.model.observation import Observation
from truceline.model.tables import OBSERVATIONS
from truceline.model.units import DAY_S, PPM
from truceline.ports import Gazetteer

#: how far back an event may lie of which a report gives no time, and how far when its own day is not known either
_RECENT_S = 3 * DAY_S
_UNDATED_S = 30 * DAY_S
_UNDECIDED = "rule:place.undecided"


class PlaceReading(msgspec.Struct, frozen=True):
    """Words for a place as they stand in a document, the place they mean, and every place that they may mean.

    `resolved` is null when the words are unknown or when the candidates, which stay, lie too far apart to choose.
    """

    item_id: str
    words: str
    start: int
    end: int
    resolved: Resolved | None
    candidates: tuple[Candidate, ...]


def locate(documents: Iterable[Document], mentions: Iterable[AnyMention], gazetteer: Gazetteer) -> pa.Table:
    """Observations from the event mentions of documents, sorted by id (OBSERVATIONS).

    An event at several places gives an observation for each; a wider place that holds a narrower one of the same event
    only tells which one is meant. An event whose place is not known, or cannot be told, stays in without one; the total
    of a briefing that tells no place is no event, and gives none (`totals`).
    """
    rows: dict[str, Observation] = {}
    for document, found in _by_document(documents, mentions):
        scenery = Scenery(document, found, gazetteer)
        for event in without_totals(one for one in found if isinstance(one, EventMention)):
            rows |= {row.observation_id: row for row in _observations(document, event, gazetteer, scenery)}
    return pa.Table.from_pylist([asdict(rows[key]) for key in sorted(rows)], schema=OBSERVATIONS)


def places(
    documents: Iterable[Document], mentions: Iterable[AnyMention], gazetteer: Gazetteer
) -> tuple[PlaceReading, ...]:
    """How each place mention of documents is read, in the order of the text, with all that it may be."""
    readings: list[PlaceReading] = []
    for document, found in _by_document(documents, mentions):
        scenery = Scenery(document, found, gazetteer)
        for mention in found:
            if isinstance(mention, PlaceMention):
                start, end = mention.start, mention.end
                words = in_context(document.text, start, end, gazetteer)
                resolved, candidates = scenery.resolve(words, start, end)
                readings.append(PlaceReading(document.item_id, words, start, end, resolved, candidates))
    return tuple(sorted(readings, key=lambda reading: (reading.item_id, reading.start, reading.end)))


def _by_document(
    documents: Iterable[Document], mentions: Iterable[AnyMention]
) -> Iterator[tuple[Document, list[AnyMention]]]:
    by_item: dict[str, list[AnyMention]] = {}
    for mention in mentions:
        by_item.setdefault(mention.item_id, []).append(mention)
    for document in documents:
        yield document, by_item.get(document.item_id, [])


def _observations(
    document: Document, event: EventMention, gazetteer: Gazetteer, scenery: Scenery
) -> Iterator[Observation]:
    words = list(dict.fromkeys(part for place in event.places for part in each(place)))
    read = [(name, event_words(document.text, event, name, gazetteer)) for name in words]
    resolved = [(name, scenery.resolve(reading, event.start, event.end)[0]) for name, reading in read]
    found = _narrowest([(name, place) for name, place in resolved if place])
    if found:
        yield from (_row(document, event, name, place, event.method) for name, place in found)
    else:
        unknown = not any(gazetteer.find(reading) for _, reading in read)
        method = event.method if unknown else f"{event.method}+{_UNDECIDED}"
        yield _row(document, event, words[0] if words else None, None, method)


def _narrowest(places: list[tuple[str, Resolved]]) -> list[tuple[str, Resolved]]:
    """Places without those that hold another of them, and without repetitions."""
    unique = list({found.place.place_id: (name, found) for name, found in reversed(places)}.values())[::-1]
    return [wide for wide in unique if not any(_holds(wide[1], other[1]) for other in unique if other is not wide)]


def _holds(wide: Resolved, narrow: Resolved) -> bool:
    a, b = wide.place, narrow.place
    return 2 * b.radius_m <= a.radius_m and distance_m((a.lat_e6, a.lon_e6), (b.lat_e6, b.lon_e6)) <= a.radius_m


def _row(
    document: Document, event: EventMention, words: str | None, found: Resolved | None, method: str
) -> Observation:
    start_s, end_s = _interval(document, event)
    place = found.place if found else None
    certain = found.confidence_ppm if found else PPM
    key = place.place_id if place else words
    return Observation(
        observation_id=content_id("obs", event.item_id, event.start, event.end, event.event_type, key),
        item_id=event.item_id,
        span_start=event.start,
        span_end=event.end,
        source=document.item.source,
        source_class=document.item.source_class,
        event_type=event.event_type,
        start_s=start_s,
        end_s=end_s,
        lat_e6=place.lat_e6 if place else None,
        lon_e6=place.lon_e6 if place else None,
        radius_m=place.radius_m if place else None,
        place_words=words,
        count_low=event.count_low,
        count_high=event.count_high,
        count_unit=event.count_unit,
        verb=event.verb,
        alleged_actor=event.alleged_actor,
        claimant=event.claimed_by,
        weapon=event.weapon,
        target=event.target,
        killed_low=event.killed_low,
        killed_high=event.killed_high,
        wounded_low=event.wounded_low,
        wounded_high=event.wounded_high,
        text=event.text,
        reported_s=document.published_s,
        method=f"{method}+{found.method}" if found else method,
        confidence_ppm=event.confidence_ppm * certain // PPM,
    )


def _interval(document: Document, event: EventMention) -> tuple[int, int]:
    """The event's own interval; else the days before its publication; else the month before it was received."""
    end = event.end_s if event.end_s is not None else _reported_by(document)
    if event.start_s is not None:
        return event.start_s, max(end, event.start_s + 1)
    known = document.published_s is not None or document.published_day is not None
    return end - (_RECENT_S if known else _UNDATED_S), end


def _reported_by(document: Document) -> int:
    """The second by which the report existed."""
    if document.published_s is not None:
        return document.published_s + 1
    if document.published_day is not None:
        day = datetime.fromisoformat(document.published_day).replace(tzinfo=UTC)
        return int(day.timestamp()) + DAY_S + DAY_S // 2  # the day ends last west of Greenwich
    return document.item.received_s + 1
