"""Effort: who could have seen what, when. Where watchers stand is told for a stated purpose, and entered before."""

from __future__ import annotations

from typing import Annotated, Literal
from urllib.parse import unquote

import msgspec
from litestar import get
from litestar.params import HeaderParameter

from truceline.mission.asking import Asker, line_of
from truceline.model.bulletin import PublicDay
from truceline.model.effort import Effort
from truceline.model.view import EffortQuery
from truceline.service.asked import AskedBox, AskedFrom, AskedUntil, box_of, moment_of
from truceline.service.grants import may_read, need, told
from truceline.service.house import House
from truceline.service.paging import Cursor, Limit, following
from truceline.service.problems import AnyRequest, ForbiddenError, ProblemError

_LEAST_PURPOSE = 10
#: how an extended value begins (RFC 8187)
_EXTENDED = "UTF-8''"

AskedPurpose = Annotated[
    str | None,
    HeaderParameter(
        name="Truceline-Purpose",
        max_length=2_000,
        description="What the places of watchers are needed for; it enters the record before they are told. Words"
        " beyond ASCII come as an extended value (RFC 8187): UTF-8'' and then percent-encoded.",
    ),
]


class ExactEffort(msgspec.Struct, frozen=True):
    """`places`: whether the rows say who watched and from where; without a purpose they do not."""

    items: tuple[Effort, ...]
    next: str | None
    as_of: int
    places: bool
    exact: Literal[True] = True


class ReleasedEffort(msgspec.Struct, frozen=True):
    """For everybody else: the days of the newest bulletin, each with the hours behind it."""

    items: tuple[PublicDay, ...]
    next: str | None
    as_of: int
    day: str
    exact: Literal[False] = False


@get("/v1/effort", summary="Hours of watching, outages and denials", sync_to_thread=True)
def effort(
    request: AnyRequest,
    house: House,
    asker: Asker,
    bbox: AskedBox = None,
    from_: AskedFrom = None,
    until: AskedUntil = None,
    purpose: AskedPurpose = None,
    limit: Limit = 100,
    cursor: Cursor = None,
) -> ExactEffort | ReleasedEffort:
    if not may_read(asker, "observation"):
        return _released(house)
    if purpose is None and bbox is not None:
        raise ForbiddenError(
            "which watchers stand in a box says where they stand",
            advice="State a purpose (header Truceline-Purpose), or leave out bbox.",
        )
    query = EffortQuery(
        bbox=box_of(bbox), from_s=moment_of(from_), until_s=moment_of(until), limit=limit, cursor=cursor
    )
    if purpose is None:
        page = house.filled_view().effort(query)
        told(house, asker, "effort", len(page.items), "GET /v1/effort")
        rows = tuple(map(_unplaced, page.items))
    else:
        need(house, asker, "read", "position")
        page = house.filled_view().effort(query)
        enter_purpose(house, asker, purpose, "effort", len(page.items))
        rows = page.items
    return ExactEffort(rows, following(request, page.next), page.as_of, purpose is not None)


def enter_purpose(house: House, asker: Asker, purpose: str, table: str, rows: int) -> None:
    """Who looked at positions, why, and at how many, is in the record before the answer is given."""
    purpose = unquote(purpose[len(_EXTENDED) :]) if purpose[: len(_EXTENDED)].upper() == _EXTENDED else purpose
    if len(purpose.strip()) < _LEAST_PURPOSE:
        raise ProblemError(
            403, "no purpose was stated, and positions are not shown without one", advice="Say what it is for."
        )
    line = line_of(
        asker,
        "read",
        "position",
        house.clock,
        reason="the table grants it, for a stated purpose",
        table=table,
        purpose=purpose.strip(),
        rows=rows,
        allowed=True,
    )
    house.record.append([("access", line)])


def _unplaced(row: Effort) -> Effort:
    """The hours without who watched, from where and in which row that stands."""
    return msgspec.structs.replace(
        row, watcher="", item_id="", record=0, lat_e6=None, lon_e6=None, range_m=None, reason=None
    )


def _released(house: House) -> ReleasedEffort:
    released = house.released.newest()
    if released is None:
        raise ForbiddenError("nothing was released yet", advice="Sign in, in a role that may read observations.")
    return ReleasedEffort(released.bulletin.days, None, released.as_of, released.day)


HANDLERS = (effort,)
