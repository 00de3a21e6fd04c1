"""GET /v1/mission: what every page needs to know of the mission. All of it stands in any bulletin too."""

from __future__ import annotations

import msgspec
from litestar import get

from truceline.mission.folder import Box, Mission
from truceline.mission.work import agreement_if_sound
from truceline.service.house import House


class PartyRow(msgspec.Struct, frozen=True):
    party_id: str
    name: str


class ProvisionRow(msgspec.Struct, frozen=True):
    provision_id: str
    words: str
    citation: str


class ZoneRow(msgspec.Struct, frozen=True):
    """A zone or line of the agreement; `geometry` is GeoJSON in WGS 84 degrees."""

    zone_id: str
    kind: str
    name: str
    geometry: msgspec.Raw


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
    sectors: tuple[ZoneRow, ...]
    now_s: int
    as_of: int


@get("/v1/mission", summary="Name, zone, parties, provisions and sectors of the mission", sync_to_thread=True)
def mission(house: House) -> MissionSheet:
    parties, provisions, sectors, agreement = _agreed(house.mission)
    settings = house.mission.settings
    return MissionSheet(
        name=settings.name,
        zone=settings.zone,
        cut_off=settings.cut_off,
        languages=settings.languages,
        invented=settings.invented,
        area_e6=house.mission.area_e6,
        agreement=agreement,
        parties=parties,
        provisions=provisions,
        sectors=sectors,
        now_s=house.clock.now_s(),
        as_of=house.record.size(),
    )


_Agreed = tuple[tuple[PartyRow, ...], tuple[ProvisionRow, ...], tuple[ZoneRow, ...], str | None]


def _agreed(mission: Mission) -> _Agreed:
    agreement = agreement_if_sound(mission)
    if agreement is None:
        return (), (), (), None
    return (
        tuple(PartyRow(party.party_id, party.name) for party in agreement.parties),
        tuple(ProvisionRow(one.provision_id, one.words, one.citation) for one in agreement.provisions),
        tuple(
            ZoneRow(one.zone_id, one.kind, one.label or one.zone_id, msgspec.Raw(one.geometry.encode()))
            for one in agreement.zones
        ),
        agreement.name,
    )


HANDLERS = (mission,)
