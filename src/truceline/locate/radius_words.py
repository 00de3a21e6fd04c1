"""How precise the words for a place are: "near X", "X district", "3-5 km SE of X", "на схід від X", "под X"."""

from __future__ import annotations

import re
from typing import Literal

import msgspec
from msgspec.structs import replace

from truceline.locate import phrases
from truceline.locate.compass import bearing_deg, metres

Relation = Literal[
    "at",
    "near",
    "outskirts",
    "community",
    "district",
    "region",
    "direction",
    "towards",
    "facility",
    "plant",
    "offset",
    "between",
    "part",
    "river",
]


class PlaceWords(msgspec.Struct, frozen=True):
    """Words for a place, taken apart. `core` is the name; the rest says where in relation to it."""

    core: str
    relation: Relation = "at"
    bearing_deg: float | None = None  # clockwise from north; of "offset" and "part"
    low_m: int | None = None
    high_m: int | None = None
    other: str | None = None  # the second name of "between X and Y"
    within: str | None = None  # words for the division that is said to hold it, or for where it lies
    sort: Literal["city", "village"] | None = None


#: "Kherson's", "Золоте-4": a possessive, or the number of a part of a settlement
_TAIL = re.compile(r"(?:['’]s?|-\d{1,2})$")
_DEPTH = 3
_UNSEEN = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")


def read(words: str, depth: int = 0) -> PlaceWords:
    """Take words for a place apart. Words that say nothing about precision come back as the bare name."""
    text = " ".join(_UNSEEN.sub("", words).split()).strip(" ,.;:")
    if text.isalpha():
        return PlaceWords(text)  # one word, which has nothing around it
    if depth < _DEPTH and (held := _held(text, depth)):
        return held
    for pattern in phrases.OFFSETS:
        if match := pattern.match(text):
            return _offset(match)
    if match := phrases.first(phrases.BETWEEN, text):
        return PlaceWords(_bare(match["core"]).core, "between", other=_bare(match["other"]).core)
    if match := phrases.first(phrases.RIVER, text):
        return PlaceWords(_bare(match["core"]).core, "river")
    if match := phrases.first(phrases.OUTSKIRTS, text):
        return PlaceWords(_bare(match["core"]).core, "outskirts")
    if match := phrases.first(phrases.TOWARDS, text):
        return PlaceWords(_bare(match["core"]).core, "towards")
    if (
        depth < _DEPTH
        and (match := phrases.first(phrases.PART, text))
        and (bearing := bearing_deg(match["compass"])) is not None
    ):
        return PlaceWords(match["core"], "part", bearing_deg=bearing)
    if match := phrases.first(phrases.DISENGAGEMENT, text):
        return PlaceWords(_bare(match["core"]).core, "near")
    if match := phrases.MIDDLE.match(text):
        return PlaceWords(match["core"], "part")
    if depth < _DEPTH and (match := phrases.NEAR.match(text)):
        inner = read(match["core"], depth + 1)
        return replace(inner, relation="near") if inner.relation == "at" else inner
    bare = _bare(text)
    for relation, pattern in phrases.KINDS:
        if match := pattern.match(bare.core):
            return replace(_bare(match["core"]), relation=relation)
    return bare


def _held(text: str, depth: int) -> PlaceWords | None:
    """A name with the division that holds it: "X, Y region", "X Y-ської області", "X (60 km south of Y)"."""
    if match := phrases.BRACKETED.match(text):
        inner = read(match["core"], depth + 1)
        return replace(inner, within=inner.within or match["about"].strip())
    for pattern in phrases.HELD:
        if (match := pattern.match(text)) and not phrases.names_nothing(match["core"]):
            inner = read(match["core"], depth + 1)
            return replace(inner, within=inner.within or match["division"])
    return None


def _bare(name: str) -> PlaceWords:
    """The name without article, kind and preposition before it; a kind says what sort of place is meant."""
    text, sort = name, None
    for _ in range(3):
        match = phrases.LEADING.match(text)
        if not match or match.end() == len(text) or not match.group():
            break
        sort = sort or ("city" if match["city"] else "village" if match["village"] else None)
        text = text[match.end() :]
    stripped = _TAIL.sub("", text.strip(" ,.;:"))
    return PlaceWords(stripped or name, sort=sort)  # type: ignore[arg-type]


def _offset(match: re.Match[str]) -> PlaceWords:
    part = match.groupdict()
    bearing = bearing_deg(part["compass"]) if part.get("compass") else None
    low = high = None
    if part.get("unit") or part.get("one"):
        low, high = metres(part)
    bare = _bare(part["core"])
    return PlaceWords(bare.core, "offset", bearing_deg=bearing, low_m=low, high_m=high, sort=bare.sort)
