"""What the parties claim of each other in numbers, and whether it adds up. Both sides are audited alike."""

from __future__ import annotations

from typing import Literal

import msgspec
from litestar import Response, get
from litestar.concurrency import sync_to_thread

from truceline.mission.asking import Asker
from truceline.model.bulletin import PublicAudit
from truceline.model.claim import AuditPoint, Claim
from truceline.service import typed
from truceline.service.grants import may_read
from truceline.service.house import House
from truceline.service.language import Language
from truceline.service.problems import ForbiddenError
from truceline.service.speaking import spoken_in


class ExactClaims(msgspec.Struct, frozen=True):
    claims: tuple[Claim, ...]
    audit: tuple[AuditPoint, ...]
    as_of: int


class ReleasedClaims(msgspec.Struct, frozen=True):
    """The audit as the newest bulletin tells it."""

    audit: tuple[PublicAudit, ...]
    day: str
    as_of: int
    exact: Literal[False] = False


@get(
    "/v1/claims",
    summary="The parties' claims, and what the audit says of them",
    responses=typed.of(ExactClaims | ReleasedClaims, "Both; the audit as released, for whoever may no more."),
)
async def claims(house: House, asker: Asker, language: Language) -> Response[bytes]:
    if may_read(asker, "observation"):
        return typed.sent(await house.ask("claims", language))
    sheet = await sync_to_thread(_released, house, language)
    return Response(msgspec.json.encode(sheet), media_type="application/json")


def _released(house: House, language: Language) -> ReleasedClaims:
    released = house.released.newest()
    if released is None:
        raise ForbiddenError("nothing was released yet", advice="Sign in, in a role that may read observations.")
    audit = spoken_in(language).audit(released.bulletin.audits, house.mission.settings.zone)
    return ReleasedClaims(audit, released.day, released.as_of)


HANDLERS = (claims,)
