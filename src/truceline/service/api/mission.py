"""GET /v1/mission: what every page needs to know of the mission. All of it stands in any bulletin too."""

from __future__ import annotations

import msgspec
from litestar import Response, get

from truceline.mission.agreed_sheet import agreed_sheet
from truceline.mission.folder import Box
from truceline.model.agreed_sheet import PartyRow, ProvisionRow, SectorRow
from truceline.model.settlement import Settlement
from truceline.service import typed
from truceline.service.house import House


class MissionSheet(msgspec.Struct, frozen=True, kw_only=True):
    name: str
    zone: str
    cut_off: str
    languages: tuple[str, ...]
    invented: bool
    area_e6: Box | None
    agreement: str | None
    parties: tuple[PartyRow, ...]
    provisions: tuple[ProvisionRow, ...]
    sectors: tuple[SectorRow, ...]
    now_s: int
    as_of: int  # of the newest bulletin that stands; 0 before the first


@get("/v1/mission", summary="Name, zone, parties, provisions and sectors of the mission", sync_to_thread=True)
def mission(house: House) -> MissionSheet:
    from truceline.mission.agreed import agreement_if_sound  # a server starts without the language of agreements

    agreed = agreed_sheet(agreement_if_sound(house.mission))
    settings = house.mission.settings
    released = house.released.newest()
    return MissionSheet(
        **msgspec.structs.asdict(agreed),
        name=settings.name,
        zone=settings.zone,
        cut_off=settings.cut_off,
        languages=settings.languages,
        invented=settings.invented,
        area_e6=house.mission.area_e6,
        now_s=house.clock.now_s(),
        as_of=0 if released is None else released.as_of,
    )


class Settlements(msgspec.Struct, frozen=True):
    items: tuple[Settlement, ...]


@get(
    "/v1/mission/settlements",
    summary="The larger settlements of the mission's area, for maps",
    responses=typed.of(Settlements, "The same for everybody, the largest first."),
)
async def settlements(house: House) -> Response[bytes]:
    return typed.sent(await house.maps.settlements(within_s=house.limits.work_s))


HANDLERS = (mission, settlements)
