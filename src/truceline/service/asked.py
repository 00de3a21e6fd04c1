"""Filters of incidents as they stand in an address, alike for lists, maps and OGC features."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Literal, get_args

import msgspec
from litestar.params import Parameter, QueryParameter

from truceline.model.taxonomy import EVENT_TYPES
from truceline.model.units import E6
from truceline.model.view import Box, IncidentQuery, Sort
from truceline.service.problems import ProblemError

#: degrees
NUMBER = r"-?[0-9]{1,3}(\.[0-9]{1,12})?"
BBOX = rf"^{NUMBER}(,{NUMBER}){{3}}$"

Status = Literal["breach", "undetermined", "no_breach", "none"]

#: codes of event types, and of their families
TYPES = tuple(sorted({code for name in EVENT_TYPES for code in (name, name.partition(".")[0])}))

AskedBox = Annotated[
    str | None, QueryParameter(name="bbox", pattern=BBOX, description="west,south,east,north in degrees (WGS 84).")
]
AskedFrom = Annotated[
    datetime | None, QueryParameter(name="from", description="Overlaps [from, until). Default zone UTC.")
]
AskedUntil = Annotated[datetime | None, QueryParameter(name="until", description="Overlaps [from, until).")]
AskedTypes = Annotated[
    list[str] | None,
    QueryParameter(name="type", max_items=50, description="Event types; a family such as `fire` is all of its kinds."),
]
AskedStatuses = Annotated[
    list[Status] | None, QueryParameter(name="status", max_items=4, description="Of the findings.")
]
AskedNames = Annotated[list[str] | None, Parameter(max_items=50)]
AskedWords = Annotated[
    str | None, QueryParameter(name="q", max_length=200, description="Words of a report or of its place.")
]

SORTS = get_args(Sort)


class Asked(msgspec.Struct, frozen=True):
    """What of the address is about incidents."""

    bbox: Box | None = None
    from_s: int | None = None
    until_s: int | None = None
    types: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    provisions: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    words: str | None = None

    def query(self, sort: Sort = "-start_s", limit: int = 100, cursor: str | None = None) -> IncidentQuery:
        return IncidentQuery(**msgspec.structs.asdict(self), sort=sort, limit=limit, cursor=cursor)


def provide_asked(
    bbox: AskedBox = None,
    from_: AskedFrom = None,
    until: AskedUntil = None,
    types: AskedTypes = None,
    statuses: AskedStatuses = None,
    provision: AskedNames = None,
    sector: AskedNames = None,
    words: AskedWords = None,
) -> Asked:
    """The filters of an address."""
    return Asked(
        box_of(bbox),
        moment_of(from_),
        moment_of(until),
        tuple(types or ()),
        tuple(statuses or ()),
        tuple(provision or ()),
        tuple(sector or ()),
        words or None,
    )


def box_of(words: str | None) -> Box | None:
    """A box in micro-degrees; what lies beyond the poles and the date line is cut off.

    A box whose west lies east of its east reaches over the date line. Raises ProblemError (400) where its south lies
    north of its north: no ground does.
    """
    if words is None:
        return None
    west, south, east, north = (float(one) for one in words.split(","))
    if south > north:
        raise ProblemError(
            400,
            "the south of this box lies north of its north",
            where="bbox",
            advice="Write west,south,east,north; west and east may change places, over the date line.",
        )
    return _e6(west, 180), _e6(south, 90), _e6(east, 180), _e6(north, 90)


def moment_of(moment: datetime | None) -> int | None:
    """UTC epoch seconds; without an offset the time is read as UTC."""
    if moment is None:
        return None
    return int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp())


def _e6(degrees: float, most: int) -> int:
    return round(max(-most, min(most, degrees)) * E6)
