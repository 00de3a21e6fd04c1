"""Is it holding, in one sheet: the verdict, and the days behind it, together, by sector and by provision."""

from __future__ import annotations

import msgspec

from truceline.model.measures import Change, DayMeasure, Effect, Nowcast, Rate
from truceline.model.phrase import Phrase


class HoldingDay(DayMeasure, frozen=True, kw_only=True):
    """A reporting day. `low`..`high`: what its count will be once all is reported; the count itself where none is late.

    Rates are of incidents that watchers saw or heard, for a hundred observer-hours, in thousandths.
    """

    day_s: int
    count: int
    low: int
    high: int
    effort_h: int
    rate_milli: int | None
    rate_low_milli: int | None
    rate_high_milli: int | None


class SectorDays(msgspec.Struct, frozen=True):
    """Incidents of force in a sector, one number for each day of the series."""

    sector_id: str
    name: str
    incidents: tuple[int, ...]
    breaches: tuple[int, ...]


class ProvisionDays(msgspec.Struct, frozen=True):
    """Incidents held against a provision, one number for each day of the series."""

    provision_id: str
    words: str
    citation: str
    breaches: tuple[int, ...]
    undetermined: tuple[int, ...]
    counted: tuple[int, ...]


class HoldingSheet(msgspec.Struct, frozen=True, kw_only=True):
    verdict: str
    effect: Effect
    changes: tuple[Change, ...]
    alarms: tuple[str, ...]
    reasons: tuple[str, ...]
    told: tuple[Phrase, ...]
    series: tuple[HoldingDay, ...]
    rates: tuple[Rate, ...]
    late: tuple[Nowcast, ...]
    trends: tuple[Phrase, ...]
    by_sector: tuple[SectorDays, ...]
    by_provision: tuple[ProvisionDays, ...]
    as_of: int
