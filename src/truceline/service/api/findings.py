"""Findings: machine assessments, which only the commission turns into decisions."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from litestar import Response, get
from litestar.concurrency import sync_to_thread
from litestar.params import Parameter

from truceline.mission.asking import Asker
from truceline.model.bulletin import PublicFinding
from truceline.model.finding import Finding, Status
from truceline.model.view import FindingQuery
from truceline.service import typed
from truceline.service.api.incidents import released_rows
from truceline.service.asked import Asked, AskedNames
from truceline.service.grants import may_read, told
from truceline.service.house import House
from truceline.service.language import Language
from truceline.service.paging import Cursor, Limit, following
from truceline.service.problems import AnyRequest, MissingError
from truceline.service.public import page_of
from truceline.service.released import Released
from truceline.service.speaking import spoken_in

AskedId = Annotated[str, Parameter(pattern=r"^fnd_[0-9a-f]{1,64}$", description="fnd_ and hexadecimal digits.")]


class ExactFindings(msgspec.Struct, frozen=True):
    """For those who may read findings that are not released yet. Their trees are in each finding's own answer."""

    items: tuple[Finding, ...]
    next: str | None
    as_of: int
    exact: Literal[True] = True


class ReleasedFindings(msgspec.Struct, frozen=True):
    """For everybody else: those of the newest bulletin."""

    items: tuple[PublicFinding, ...]
    next: str | None
    as_of: int
    day: str
    exact: Literal[False] = False


@get("/v1/findings", summary="Findings, by their ids", sync_to_thread=True)
def findings(
    request: AnyRequest,
    house: House,
    asker: Asker,
    language: Language,
    incident: AskedNames = None,
    provision: AskedNames = None,
    status: Annotated[list[Status] | None, Parameter(max_items=3)] = None,
    limit: Limit = 100,
    cursor: Cursor = None,
) -> ExactFindings | ReleasedFindings:
    chosen = tuple(incident or ()), tuple(provision or ()), tuple(status or ())
    if may_read(asker, "case"):
        incidents, provisions, statuses = chosen
        query = FindingQuery(incidents=incidents, provisions=provisions, statuses=statuses, limit=limit, cursor=cursor)
        page = house.filled_view().findings(query)
        told(house, asker, "findings", len(page.items), "GET /v1/findings")
        items = spoken_in(language).summaries(page.items)
        return ExactFindings(items, following(request, page.next), page.as_of)
    released, found = _released(house)
    kept = tuple(one for one in found if _meets(one, *chosen))
    some, after = page_of(kept, limit, cursor)
    said = spoken_in(language).released(some)
    return ReleasedFindings(said, following(request, after), released.as_of, released.day)


@get(
    "/v1/findings/{finding_id:str}",
    summary="One finding, with the tree of its reasons",
    responses=typed.of(Finding | PublicFinding, "The finding; as it was released, for whoever may read no more."),
)
async def finding(house: House, asker: Asker, language: Language, finding_id: AskedId) -> Response[bytes]:
    if may_read(asker, "case"):
        await sync_to_thread(house.filled_view)
        return typed.sent(await house.ask("finding", finding_id, language))
    _, found = await sync_to_thread(_released, house)
    one = next((finding for finding in found if finding.finding_id == finding_id), None)
    if one is None:
        raise MissingError(f"no finding {finding_id} was released")
    (said,) = spoken_in(language).released((one,))
    return Response(msgspec.json.encode(said), media_type="application/json")


def _released(house: House) -> tuple[Released, tuple[PublicFinding, ...]]:
    released, rows = released_rows(house, Asked())
    found = (finding for row in rows for finding in row.findings)
    return released, tuple(sorted(found, key=lambda one: one.finding_id))


def _meets(
    one: PublicFinding, incidents: tuple[str, ...], provisions: tuple[str, ...], statuses: tuple[str, ...]
) -> bool:
    return (
        (not incidents or one.incident_id in incidents)
        and (not provisions or one.provision_id in provisions)
        and (not statuses or one.status in statuses)
    )


HANDLERS = (findings, finding)
