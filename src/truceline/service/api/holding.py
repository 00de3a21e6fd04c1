"""Is it holding? The verdict with its reasons and its series: the same figures as the bulletin's."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

import msgspec
from litestar import Response, get
from litestar.concurrency import sync_to_thread
from litestar.params import Parameter

from truceline.mission.asking import Asker
from truceline.model.bulletin import PublicDay, PublicProvision, PublicRate, PublicVerdict
from truceline.model.holding_sheet import HoldingSheet
from truceline.model.measures import Nowcast
from truceline.service import typed
from truceline.service.came import check_came
from truceline.service.grants import may_read
from truceline.service.house import House
from truceline.service.language import Language
from truceline.service.problems import ForbiddenError
from truceline.service.speaking import spoken_in

AskedDay = Annotated[date | None, Parameter(description="Last day of the period; without it, that of the evidence.")]


class ReleasedHolding(msgspec.Struct, frozen=True, kw_only=True):
    """What the newest bulletin says: for those who may not read exact rows."""

    verdict: PublicVerdict
    series: tuple[PublicDay, ...]
    rates: tuple[PublicRate, ...]
    by_provision: tuple[PublicProvision, ...]
    late: tuple[Nowcast, ...]
    day: str
    as_of: int
    exact: Literal[False] = False


@get(
    "/v1/holding",
    summary="Whether the ceasefire is holding, and the days behind the answer",
    responses=typed.of(HoldingSheet | ReleasedHolding, "The sheet; as it was released, for whoever may read no more."),
)
async def holding(house: House, asker: Asker, language: Language, day: AskedDay = None) -> Response[bytes]:
    if may_read(asker, "observation"):
        check_came(house, day)
        asked = "" if day is None else day.isoformat()
        return typed.sent(await house.ask("holding", asked, language))
    sheet = await sync_to_thread(_released, house, language)
    return Response(msgspec.json.encode(sheet), media_type="application/json")


def _released(house: House, language: Language) -> ReleasedHolding:
    released = house.released.newest()
    if released is None:
        raise ForbiddenError("nothing was released yet", advice="Sign in, in a role that may read observations.")
    told = released.bulletin
    spoken = spoken_in(language)
    return ReleasedHolding(
        verdict=spoken.verdict(told.verdict),
        series=told.days,
        rates=tuple(map(spoken.rate, told.rates)),
        by_provision=tuple(map(spoken.provision, told.provisions)),
        late=told.late,
        day=released.day,
        as_of=released.as_of,
    )


HANDLERS = (holding,)
