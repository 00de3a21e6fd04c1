"""Observations: exact rows, for those who may read them. The public never sees one: it sees incidents."""

from __future__ import annotations

import msgspec
from litestar import get

from truceline.mission.asking import Asker
from truceline.model.view import ObservationQuery, ShownObservation
from truceline.service.asked import AskedNames
from truceline.service.grants import need, told
from truceline.service.house import House
from truceline.service.paging import Cursor, Limit, following
from truceline.service.problems import AnyRequest


class Observations(msgspec.Struct, frozen=True):
    items: tuple[ShownObservation, ...]
    next: str | None
    as_of: int


@get("/v1/observations", summary="Observations, by their ids", sync_to_thread=True)
def observations(
    request: AnyRequest,
    house: House,
    asker: Asker,
    incident: AskedNames = None,
    item: AskedNames = None,
    source: AskedNames = None,
    limit: Limit = 100,
    cursor: Cursor = None,
) -> Observations:
    need(house, asker, "read", "observation")
    query = ObservationQuery(
        incidents=tuple(incident or ()),
        items=tuple(item or ()),
        sources=tuple(source or ()),
        limit=limit,
        cursor=cursor,
    )
    page = house.filled_view().observations(query)
    told(house, asker, "observations", len(page.items), "GET /v1/observations")
    return Observations(page.items, following(request, page.next), page.as_of)


HANDLERS = (observations,)
