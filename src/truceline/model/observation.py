"""An observation as an object, for whoever decides about one. The columns are those of `tables.OBSERVATIONS`."""

from __future__ import annotations

from typing import Literal

import msgspec


class Observation(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody's report that something happened: what, when, where, how many, seen how, claimed by whom.

    Place: `lat_e6`, `lon_e6` and `radius_m` are all set or all null; `radius_m` holds the true place with p = .95.
    Time: the event happened somewhere in `[start_s, end_s)`, or lasted through it for types of duration.
    """

    observation_id: str
    item_id: str
    record: int = 0  # 1-based line of the row in a table file; 0 in a text
    span_start: int | None = None
    span_end: int | None = None
    native_id: str | None = None  # the source's own id of the row
    source: str
    source_class: str
    event_type: str
    start_s: int
    end_s: int
    lat_e6: int | None = None
    lon_e6: int | None = None
    radius_m: int | None = None
    place_words: str | None = None
    count_low: int | None = None
    count_high: int | None = None
    count_unit: str | None = None
    verb: str = "reported"
    alleged_actor: str | None = None
    claimant: str | None = None
    weapon: str | None = None
    calibre_mm: int | None = None
    target: str | None = None
    assessment: str | None = None  # impact, outgoing, airburst, undetermined
    killed_low: int | None = None
    killed_high: int | None = None
    wounded_low: int | None = None
    wounded_high: int | None = None
    text: str | None = None  # headline or note, as written
    reported_s: int | None = None
    method: str
    confidence_ppm: int


class Origin(msgspec.Struct, frozen=True, gc=False):
    """Items that go back to one origin, however many outlets carry it."""

    origin_id: str
    items: tuple[str, ...]


class SharedSpan(msgspec.Struct, frozen=True, gc=False):
    """A run of the narrator's words that stands in both items."""

    a_start: int
    a_end: int
    b_start: int
    b_end: int


class Derivation(msgspec.Struct, frozen=True, gc=False):
    """How two items relate, with the spans that say so. Undetermined never adds a witness."""

    a: str
    b: str
    relation: str  # copy rewrite partial independent undetermined; ruled: one_origin two_origins
    score_ppm: int
    spans: tuple[SharedSpan, ...]
    reason: str
    direction: str | None = None  # a_from_b b_from_a, where the evidence says which came first
    credit: str | None = None  # whom the later credits, as written


class PairDecision(msgspec.Struct, frozen=True):
    """A reviewer's word on whether two observations are about one incident. It is followed, whatever the evidence."""

    a: str
    b: str
    same: bool
    who: str
    why: str


#: what a person may say of two texts: they go back to one origin, to two, or nobody can tell
TextVerdict = Literal["one_origin", "two_origins", "undetermined"]


class TextDecision(msgspec.Struct, frozen=True):
    """A reviewer's word on whether two items go back to one origin. It is followed, whatever the words of the texts."""

    a: str
    b: str
    verdict: TextVerdict
    who: str
    why: str
