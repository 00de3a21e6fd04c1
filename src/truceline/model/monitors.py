"""Monitors' posts and shifts, and the people behind reports: what could get somebody killed.

None of it is in the record, in a reading, in the cache or in an export: it lives in one store under keys of its own
(`stores.positions`), and each look at it is an entry.
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

Name = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
Words = Annotated[str, msgspec.Meta(max_length=2_000)]
Latitude = Annotated[int, msgspec.Meta(ge=-90_000_000, le=90_000_000)]
Longitude = Annotated[int, msgspec.Meta(ge=-180_000_000, le=180_000_000)]


class Post(msgspec.Struct, frozen=True, order=True, forbid_unknown_fields=True):
    """Where monitors stand, or a camera or sensor of theirs."""

    post: Name
    lat_e6: Latitude
    lon_e6: Longitude
    kind: Literal["post", "patrol_base", "camera", "sensor"] = "post"
    note: Words = ""


class Shift(msgspec.Struct, frozen=True, order=True, forbid_unknown_fields=True):
    """Who is where, when. Half-open."""

    post: Name
    start_s: int
    end_s: int
    person: Name  # the pseudonym under which reports come in; the name behind it is an Identity


class Identity(msgspec.Struct, frozen=True, order=True, forbid_unknown_fields=True):
    """The person behind a pseudonym."""

    person: Name
    is_a: Literal["observer", "witness", "interpreter", "driver"]
    name: Words
    contact: Words = ""
    note: Words = ""


Guarded = Post | Shift | Identity
Table = Literal["posts", "shifts", "identities"]

TABLES: dict[Table, type[Post] | type[Shift] | type[Identity]] = {
    "posts": Post,
    "shifts": Shift,
    "identities": Identity,
}
