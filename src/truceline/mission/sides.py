"""Which party speaks for which side of the commission."""

from __future__ import annotations

import msgspec

from truceline.mission.asking import Asker
from truceline.mission.folder import Mission
from truceline.model.agreement import Agreement
from truceline.model.errors import AgreementError


class Sides(msgspec.Struct, frozen=True):
    """Which party speaks for which side."""

    side_a: str | None
    side_b: str | None

    def of(self, who: Asker) -> str | None:
        return self.parties.get(who.role)

    @property
    def parties(self) -> dict[str, str]:
        """Office -> party, for the sides that have one."""
        seats = {"side_a": self.side_a, "side_b": self.side_b}
        return {office: party for office, party in seats.items() if party is not None}


def sides_of(mission: Mission, agreement: Agreement | None) -> Sides:
    """The parties of the two sides: as mission.toml has them, else in the order of the agreement.

    Raises AgreementError for a party that the agreement does not know.
    """
    parties = [party.party_id for party in agreement.parties] if agreement else []
    given = (mission.seats.side_a, mission.seats.side_b)
    for name in given:
        if name is not None and name not in parties:
            raise AgreementError(
                f"[commission] names {name!r}, which is no party of the agreement",
                where=str(mission.folder / "mission.toml"),
                advice=f"Parties: {', '.join(parties) or 'none, there is no agreement'}.",
            )
    left = [party for party in parties if party not in given]
    a = given[0] or (left.pop(0) if left else None)
    return Sides(a, given[1] or (left.pop(0) if left else None))
