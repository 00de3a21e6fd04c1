"""What an agreement's pages need: parties, provisions, zones on the map. It is as public as the bulletins of it."""

from __future__ import annotations

import msgspec


class PartyRow(msgspec.Struct, frozen=True):
    party_id: str
    name: str


class ProvisionRow(msgspec.Struct, frozen=True):
    provision_id: str
    words: str
    citation: str


class SectorRow(msgspec.Struct, frozen=True):
    """A zone or line of the agreement; `geometry` is a GeoJSON geometry in WGS 84 degrees."""

    sector_id: str
    kind: str
    name: str
    geometry: dict[str, object]


class AgreedSheet(msgspec.Struct, frozen=True):
    agreement: str | None = None
    parties: tuple[PartyRow, ...] = ()
    provisions: tuple[ProvisionRow, ...] = ()
    sectors: tuple[SectorRow, ...] = ()
