"""An incident and what was found of it as the public may see it, and the places that are published."""

from __future__ import annotations

from typing import Literal

import msgspec

from truceline.model.phrase import Phrase


class Ring(msgspec.Struct, frozen=True):
    """A closed outline in micro-degrees, first point repeated last."""

    lon_lat_e6: tuple[tuple[int, int], ...]


class PublicArea(msgspec.Struct, frozen=True):
    """A zone or line of the agreement, as published in it."""

    name: str
    kind: Literal["zone", "line", "theatre", "region"]
    rings: tuple[Ring, ...]
    label: str = ""


class PublicIncident(msgspec.Struct, frozen=True, kw_only=True):
    """An incident as the public may see it: a day, counts, origins; a coarse cell where it was published."""

    incident_id: str
    event_type: str
    day: str  # YYYY-MM-DD in the mission's zone
    part_of_day: Literal["night", "morning", "afternoon", "evening", "unknown"]
    cell: str | None  # H3 index; null where the radius is larger than the cell or the place is withheld
    cell_outline: Ring | None
    area: str | None  # name of the region or sector
    radius_km: int | None  # of the evidence, rounded up
    origins_min: int
    origins_max: int
    n_reports: int
    claimants: tuple[str, ...]
    source_classes: tuple[str, ...]
    count_low: int | None
    count_high: int | None
    count_unit: str | None
    killed_low: int | None
    killed_high: int | None
    wounded_low: int | None
    wounded_high: int | None
    target: str | None
    weapon: str | None
    existence_ppm: int
    texts: tuple[str, ...] = ()  # published texts behind it


class PublicPlaces(msgspec.Struct, frozen=True):
    """How many incidents that the mission alone knows lie in a cell, in a week: unlinked from any incident or day."""

    from_day: str
    until_day: str
    of: str  # incidents, weapons, civilians
    cell: str
    cell_outline: Ring
    low: int
    high: int | None  # null: that many or more


class PublicFinding(msgspec.Struct, frozen=True, kw_only=True):
    """A finding as the public may see it: the clause, the status, how much speaks for it. No decision."""

    finding_id: str
    incident_id: str
    provision_id: str
    provision_words: str
    status: Literal["breach", "no_breach", "undetermined"]
    counted: bool
    belief_ppm: int
    plausibility_ppm: int
    contested: bool
    attribution: str
    attributed_to: str | None  # only with a signed decision
    summary: str  # why, in a sentence
    told: Phrase | None = None  # the same, to be said in other languages


class PublicHotSpot(msgspec.Struct, frozen=True):
    """A published cell in which, with its neighbours, more happened than the watching there explains."""

    cell: str
    cell_outline: Ring
    incidents: int  # published ones of the period in it
