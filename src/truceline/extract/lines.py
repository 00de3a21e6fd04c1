"""A mention as one line of JSON, with decimal numbers and ISO 8601 times for whoever reads it outside."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache, lru_cache

import msgspec

from truceline.model.mentions import AnyMention, EventMention, QuantityMention, TimeMention

#: fields shown under another name or as a plain number
_SHOWN_OTHERWISE = frozenset(
    [
        "text",
        "item_id",
        "start",
        "end",
        "value_milli",
        "low_milli",
        "high_milli",
        "part_of",
        "from_s",
        "to_s",
        "event_type",
        "places",
        "place_start",
        "start_s",
        "end_s",
    ]
)


def to_line(
    mention: AnyMention, *, file: str, shift: int = 0, rendition: bool = False, language: str | None = None
) -> bytes:
    """The mention as UTF-8 JSON without a line end. `shift` is added to the offsets (code points).

    `start` and `end` are offsets in every line, so that `text == file[start:end]` holds for all kinds alike; the
    interval of an event or a time is `from` and `to` (ISO 8601, UTC, half-open). `language` is that of the text, null
    where it could not be told.
    """
    kind = type(mention)
    line: dict[str, object] = {
        "kind": kind.__struct_config__.tag,
        "item": mention.item_id,
        "file": file,
        "start": mention.start + shift,
        "end": mention.end + shift,
        "text": mention.text,
        "language": language,
    }
    if isinstance(mention, QuantityMention):
        line |= {
            "value": _plain(mention.value_milli),
            "low": _plain(mention.low_milli),
            "high": _plain(mention.high_milli),
            "part_of": None if mention.part_of is None else mention.part_of + shift,
        }
    elif isinstance(mention, TimeMention):
        line |= {"from": _iso(mention.from_s), "to": _iso(mention.to_s)}
    elif isinstance(mention, EventMention):
        line |= {
            "type": mention.event_type,
            "place": mention.places[0] if mention.places else None,
            "places": mention.places,
            "from": _iso(mention.start_s),
            "to": _iso(mention.end_s),
        }
    for name in _shown_alike(kind):
        line[name] = getattr(mention, name)
    if rendition:
        line["rendition"] = True
    return msgspec.json.encode(line)


@cache
def _shown_alike(kind: type[AnyMention]) -> tuple[str, ...]:
    return tuple(name for name in kind.__struct_fields__ if name not in _SHOWN_OTHERWISE)


def _plain(milli: int | None) -> int | float | None:
    if milli is None:
        return None
    return milli // 1000 if milli % 1000 == 0 else milli / 1000


@lru_cache(maxsize=1_000)
def _iso(seconds: int | None) -> str | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
