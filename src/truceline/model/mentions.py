"""What extract finds in a text. Every mention has its item, its exact span, the method that found it and a confidence.

`text == document.text[start:end]` holds for every mention; a field that could not be resolved is null, never a guess.
"""

from __future__ import annotations

from typing import Literal

import msgspec


class Mention(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind"):
    """Something that a text says, with its exact place: `text` is what stands in `[start, end)` of the item."""

    item_id: str
    start: int
    end: int
    text: str
    method: str  # name of the rule, "rule:quote.marks"
    confidence_ppm: int


class Quote(Mention, frozen=True, kw_only=True, tag="quote"):
    """Verbatim words between quotation marks (the span excludes the marks)."""

    speaker: str | None = None  # as written
    speaker_id: str | None = None  # normalised key, the same for one speaker across items ("maria_zakharova")
    cue: str | None = None  # the verb of saying


Stance = Literal["asserts", "claims", "denies", "confirms", "warns", "agrees", "rejects", "announces", "demands"]


class Statement(Mention, frozen=True, kw_only=True, tag="statement"):
    """Somebody's assertion; the span is its content."""

    speaker: str | None = None
    speaker_id: str | None = None
    mode: Literal["verbatim", "indirect", "mixed"] = "indirect"
    cue: str | None = None
    stance: Stance = "asserts"
    about: str | None = None  # event type of the act that the stance is towards ("denies" … fire.shelling)


class QuantityMention(Mention, frozen=True, kw_only=True, tag="quantity"):
    """A number of something, with bounds where the words leave room. Decimal values are text-free thousandths.

    `value_milli`, `low_milli`, `high_milli` are thousandths, so that records carry no floats.
    """

    value_milli: int | None = None
    low_milli: int | None = None
    high_milli: int | None = None
    unit: str | None = None  # a counting unit of the taxonomy, or "percent"
    of: str | None = None  # what is counted, as written
    claimed_by: str | None = None
    part_of: int | None = None  # where the quantity starts of which this one is a part ("of which 36")


class TimeMention(Mention, frozen=True, kw_only=True, tag="time"):
    """A time expression as the interval it denotes, in UTC, read in the reporting zone."""

    from_s: int | None = None
    to_s: int | None = None


class PersonMention(Mention, frozen=True, kw_only=True, tag="person"):
    """A person named in the text, without titles; in every case of the language, as written."""

    name: str | None = None  # the full name in the nominative, as the text lets it be told
    person_id: str | None = None  # normalised key, the same as a speaker's ("maria_zakharova")


class PlaceMention(Mention, frozen=True, kw_only=True, tag="place"):
    """Words for a place; metonyms ("Moscow said") are not places and do not appear here."""

    role: Literal["event", "dateline", "mention", "origin"] = "mention"


class EventMention(Mention, frozen=True, kw_only=True, tag="event"):
    """An event reported as having happened. `places` are the words for its place, widest last."""

    event_type: str
    places: tuple[str, ...] = ()
    place_start: int | None = None  # where the first place word stands in the text
    start_s: int | None = None
    end_s: int | None = None
    verb: str = "reported"  # evidence verb
    alleged_actor: str | None = None
    claimed_by: str | None = None
    weapon: str | None = None
    target: str | None = None  # protected object class
    count_low: int | None = None
    count_high: int | None = None
    count_unit: str | None = None
    killed_low: int | None = None
    killed_high: int | None = None
    wounded_low: int | None = None
    wounded_high: int | None = None


ElementStatus = Literal["agreed", "ready", "proposed", "demanded", "unresolved", "undisclosed", "rejected"]


class AgreementElement(Mention, frozen=True, kw_only=True, tag="agreement_element"):
    """A part of a possible agreement (a force, guarantees, a plan, territory) and where it stands."""

    element: str
    status: ElementStatus
    by: str | None = None  # who proposed, demanded or rejected it


AnyMention = (
    Quote | Statement | QuantityMention | TimeMention | PersonMention | PlaceMention | EventMention | AgreementElement
)
