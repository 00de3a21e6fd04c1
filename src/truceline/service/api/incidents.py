"""Incidents: a list, columns for a map, and one with its evidence side by side.

Whoever may not read exact rows is given the incidents of the last release, as they were released.
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from litestar import Response, get
from litestar.concurrency import sync_to_thread
from litestar.params import Parameter

from truceline.mission.asking import Asker
from truceline.model.bulletin import PublicFinding, PublicIncident
from truceline.model.detail import IncidentDetail
from truceline.model.view import MapColumns, ShownIncident, Sort
from truceline.service import columns, typed
from truceline.service.asked import Asked
from truceline.service.grants import may_read, told
from truceline.service.house import House
from truceline.service.language import Language
from truceline.service.paging import Cursor, Limit, following
from truceline.service.problems import AnyRequest, ForbiddenError, MissingError
from truceline.service.public import PublicRow, chosen, columns_of, page_of
from truceline.service.released import Released
from truceline.service.speaking import spoken_in

#: incidents of one map
MOST_ON_MAP = 200_000

AskedId = Annotated[str, Parameter(pattern=r"^inc_[0-9a-f]{1,64}$", description="inc_ and hexadecimal digits.")]


class ExactIncidents(msgspec.Struct, frozen=True):
    """For those who may read exact rows."""

    items: tuple[ShownIncident, ...]
    next: str | None
    as_of: int
    exact: Literal[True] = True


class ReleasedIncident(msgspec.Struct, frozen=True):
    """An incident as it was released, with its findings."""

    incident: PublicIncident
    findings: tuple[PublicFinding, ...]
    status: str


class ReleasedIncidents(msgspec.Struct, frozen=True):
    """For everybody else: what the newest bulletin holds. `day` names it."""

    items: tuple[ReleasedIncident, ...]
    next: str | None
    as_of: int
    day: str
    exact: Literal[False] = False


@get("/v1/incidents", summary="Incidents, newest first", sync_to_thread=True)
def incidents(
    request: AnyRequest,
    house: House,
    asker: Asker,
    asked: Asked,
    language: Language,
    sort: Sort = "-start_s",
    limit: Limit = 100,
    cursor: Cursor = None,
) -> ExactIncidents | ReleasedIncidents:
    if may_read(asker, "observation"):
        page = house.filled_view().incidents(asked.query(sort, limit, cursor))
        told(house, asker, "incidents", len(page.items), "GET /v1/incidents")
        return ExactIncidents(page.items, following(request, page.next), page.as_of)
    released, rows = released_rows(house, asked)
    some, after = page_of(rows, limit, cursor)
    told_rows = tuple(_released(row, language) for row in some)
    return ReleasedIncidents(told_rows, following(request, after), released.as_of, released.day)


@get(
    "/v1/incidents/map",
    summary="Incidents column by column, for a map and its list",
    responses=typed.of(MapColumns, f"Columns of equal length; as bytes to whoever accepts {columns.MEDIA_TYPE}."),
)
async def incidents_map(request: AnyRequest, house: House, asker: Asker, asked: Asked) -> Response[bytes]:
    as_bytes = columns.MEDIA_TYPE in request.headers.get("accept", "")
    media_type = columns.MEDIA_TYPE if as_bytes else "application/json"
    if not may_read(asker, "observation"):
        released, rows = await sync_to_thread(released_rows, house, asked)
        shown = columns_of(rows, released.as_of)
        body = columns.written(shown) if as_bytes else msgspec.json.encode(shown)
        return Response(body, media_type=media_type, headers={"Vary": "Accept"})
    await sync_to_thread(house.filled_view)
    maps = house.map_columns if as_bytes else house.maps
    found = await maps.of(asked.query(limit=MOST_ON_MAP), house.limits.work_s)
    await sync_to_thread(told, house, asker, "incidents", found.rows, "GET /v1/incidents/map")
    return typed.packed(request, found, media_type)


@get(
    "/v1/incidents/{incident_id:str}",
    summary="One incident, with its evidence side by side, origins, bonds, findings and proof",
    responses=typed.of(IncidentDetail | ReleasedIncident, "The incident; as it was released, for whoever may no more."),
)
async def incident(house: House, asker: Asker, language: Language, incident_id: AskedId) -> Response[bytes]:
    if may_read(asker, "observation"):
        await sync_to_thread(house.filled_view)
        found = await house.ask("detail", incident_id, language)
        await sync_to_thread(told, house, asker, "incidents", 1, f"GET /v1/incidents/{incident_id}")
        return typed.sent(found)
    _, rows = await sync_to_thread(released_rows, house, Asked())
    row = next((row for row in rows if row.incident.incident_id == incident_id), None)
    if row is None:
        raise MissingError(f"no incident {incident_id} was released")
    return Response(msgspec.json.encode(_released(row, language)), media_type="application/json")


def released_rows(house: House, asked: Asked) -> tuple[Released, tuple[PublicRow, ...]]:
    """The last release, and the chosen of its incidents. Raises ForbiddenError where nothing was released."""
    released = house.released.newest()
    if released is None:
        raise ForbiddenError(
            "nothing was released yet, and exact incidents are not public",
            advice="Sign in, in a role that may read observations.",
        )
    return released, tuple(chosen(released.rows, asked))


def _released(row: PublicRow, language: Language) -> ReleasedIncident:
    return ReleasedIncident(row.incident, spoken_in(language).released(row.findings), row.status)


HANDLERS = (incidents, incidents_map, incident)
