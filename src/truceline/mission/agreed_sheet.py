"""An agreement as its pages need it."""

from __future__ import annotations

import msgspec

from truceline.model.agreed_sheet import AgreedSheet, PartyRow, ProvisionRow, SectorRow
from truceline.model.agreement import Agreement


def agreed_sheet(agreement: Agreement | None) -> AgreedSheet:
    """The sheet; an empty one for a mission without an agreement, or with one that has faults."""
    if agreement is None:
        return AgreedSheet()
    return AgreedSheet(
        agreement.name,
        tuple(PartyRow(party.party_id, party.name) for party in agreement.parties),
        tuple(ProvisionRow(one.provision_id, one.words, one.citation) for one in agreement.provisions),
        tuple(
            SectorRow(zone.zone_id, zone.kind, zone.label or zone.zone_id, msgspec.json.decode(zone.geometry))
            for zone in agreement.zones
        ),
    )
