"""Watched ground: exact for a stated purpose, entered before; else what everybody may know of where watchers were."""

from __future__ import annotations

from datetime import datetime

from litestar import Response, get
from litestar.concurrency import sync_to_thread

from truceline.mission.asking import Asker
from truceline.model.coverage_map import CoverageMap, CoverageQuery
from truceline.service import typed
from truceline.service.api.effort import AskedPurpose, enter_purpose
from truceline.service.asked import AskedFrom, AskedUntil, moment_of
from truceline.service.grants import may_read, need
from truceline.service.house import House
from truceline.service.problems import AnyRequest, ForbiddenError

#: as good as now: all that is known counts, and the delay is held against the last of it
_END_OF_TIME_S = 1 << 40


@get(
    "/v1/effort/coverage",
    summary="How much of the ground was watched by day, by night and by ear",
    responses=typed.of(
        CoverageMap,
        "With a purpose: small cells in the span of hours asked for. Without: coarse cells, quarters of the time, whole"
        " weeks after a delay, of no fewer watchers than the policy asks; `from` and `until` are not looked at.",
    ),
)
async def coverage(
    request: AnyRequest,
    house: House,
    asker: Asker,
    from_: AskedFrom = None,
    until: AskedUntil = None,
    purpose: AskedPurpose = None,
) -> Response[bytes]:
    stated = purpose if may_read(asker, "observation") else None
    if stated is None:
        query = await sync_to_thread(_told, house, asker)
    else:
        await sync_to_thread(need, house, asker, "read", "position")
        query = CoverageQuery(from_s=moment_of(from_), until_s=moment_of(until))
    await sync_to_thread(house.filled_view)
    found = await house.coverages.of(query, house.limits.work_s)
    if stated is not None:
        await sync_to_thread(enter_purpose, house, asker, stated, "coverage", found.rows)
    return typed.packed(request, found)


def _told(house: House, asker: Asker) -> CoverageQuery:
    """Whoever may not read exact rows is told nothing newer than the last release.

    Raises ForbiddenError where nothing was released.
    """
    if may_read(asker, "observation"):
        return CoverageQuery(told_s=_END_OF_TIME_S)
    released = house.released.newest()
    if released is None:
        raise ForbiddenError("nothing was released yet", advice="Sign in, in a role that may read observations.")
    end_s = int(datetime.fromisoformat(released.bulletin.period_end).timestamp())
    return CoverageQuery(told_s=end_s, told_as_of=released.as_of)


HANDLERS = (coverage,)
