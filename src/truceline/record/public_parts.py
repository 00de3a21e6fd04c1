"""Sector by sector, provision by provision and kind by kind, day by day: drawn from what each day's own bulletin lists.

A sector is what the mission names so, else a zone of the agreement. An incident lies in it where the cell that is
published of it has its middle there; so what the mission alone knows, which has no published place, is in no sector.
Nothing is told here that could not be counted in the daily bulletins.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

import h3
import msgspec
import pyarrow as pa
import pyarrow.compute as pc
import shapely

from truceline.model.agreement import Agreement, Zone
from truceline.model.bulletin import PublicIncident, PublicTrend, TrendOf
from truceline.model.period import Period, period_ending, reporting_day
from truceline.model.taxonomy import EVENT_TYPES
from truceline.record.cells import edge_m
from truceline.record.material import Material, ReleasePolicy
from truceline.record.public_incidents import incidents_in, public_cell, witnesses_of
from truceline.record.public_kinds import TYPES
from truceline.record.weeks import minutes_of

#: days that are drawn: twice the period, and two weeks at the least
_LEAST_DAYS = 14
_MOST_DAYS = 56
_METRES_A_DEGREE = 111_195


class _Sector(msgspec.Struct, frozen=True):
    name: str
    label: str
    area: Any  # a prepared geometry


def sectors_of(agreement: Agreement | None, policy: ReleasePolicy, named: tuple[Zone, ...] = ()) -> tuple[_Sector, ...]:
    """The sectors that the mission named, else the agreement's zones, wide enough that a published cell can be said to
    lie in them."""
    zones = named or (agreement.zones if agreement else ())
    widest_m = edge_m(policy.care_of_published.cell_resolution)
    found = ((zone, shapely.from_geojson(zone.geometry)) for zone in zones if _may_be_sector(zone))
    return tuple(
        _Sector(zone.zone_id, zone.label or zone.zone_id, area) for zone, area in found if is_as_wide(area, widest_m)
    )


def is_as_wide(area: Any, widest_m: float) -> bool:
    """Whether some part of the area is as wide and as high as a cell."""
    return any(_narrowest_m(part) >= widest_m for part in shapely.get_parts(area))


def _may_be_sector(zone: Zone) -> bool:
    return zone.kind == "zone" and zone.zone_id != "theatre"


def _narrowest_m(area: Any) -> float:
    west, south, east, north = shapely.bounds(area)
    return float(min(north - south, east - west) * _METRES_A_DEGREE)


class Inside:
    """In which sectors a published cell lies; each cell is looked up once."""

    def __init__(self, sectors: tuple[_Sector, ...]) -> None:
        self._sectors = sectors
        self._known: dict[str, tuple[str, ...]] = {}

    def __call__(self, cell: str | None) -> tuple[str, ...]:
        if cell is None:
            return ()
        if cell not in self._known:
            lat, lon = h3.cell_to_latlng(cell)
            self._known[cell] = tuple(s.name for s in self._sectors if shapely.contains_xy(s.area, lon, lat))
        return self._known[cell]


def sectors_of_incidents(
    incidents: Iterable[PublicIncident],
    agreement: Agreement | None,
    policy: ReleasePolicy,
    named: tuple[Zone, ...] = (),
) -> Mapping[str, tuple[str, ...]]:
    inside = Inside(sectors_of(agreement, policy, named))
    return {incident.incident_id: inside(incident.cell) for incident in incidents}


def drawn_in(material: Material) -> Drawn | None:
    """What the days before the period's end are drawn from; null where none was measured."""
    days = _days(material)
    return Drawn(material, days) if days else None


def public_parts(material: Material, policy: ReleasePolicy, drawn: Drawn | None) -> tuple[PublicTrend, ...]:
    """Sectors, then provisions, each with its days; a part in which nothing happened on any of them stays, at zero."""
    if drawn is None or not (material.agreement or material.sectors):
        return ()
    return (*_by_sector(material, policy, drawn), *_by_provision(material, drawn))


def public_trends_of_kinds(drawn: Drawn | None) -> tuple[PublicTrend, ...]:
    """The event types of kinds with a section of their own, each with its days; one that nothing was of is left out."""
    if drawn is None:
        return ()
    ids, types = (drawn.rows[name].to_pylist() for name in ("incident_id", "event_type"))
    held: dict[str, list[str]] = {code: [] for code in TYPES}
    for incident, code in zip(ids, types, strict=True):
        if code in held and drawn.day[incident] in drawn.days:
            held[code].append(incident)
    return tuple(
        drawn.trend("kind", code, EVENT_TYPES[code].label, mine, [one for one in mine if one in drawn.breached])
        for code, mine in held.items()
        if mine
    )


def _days(material: Material) -> tuple[str, ...]:
    """The last days measured, up to the end of the period."""
    length = round(material.period.length_s / 86_400)
    wanted = min(max(2 * length, _LEAST_DAYS), _MOST_DAYS)
    return tuple(day.day for day in material.days[-wanted:])


class Drawn:
    """Incidents of the days drawn, each with its reporting day, and the findings on them."""

    def __init__(self, material: Material, days: tuple[str, ...]) -> None:
        self.days = days
        zone, minutes = material.period.zone, minutes_of(material.cut_off)
        first = period_ending(date.fromisoformat(days[0]), 1, zone, minutes)
        self.rows = incidents_in(material.incidents, Period(first.start_s, material.period.end_s, zone, ""))
        ids = self.rows["incident_id"].to_pylist()
        bounds = zip(self.rows["start_s"].to_pylist(), self.rows["end_s"].to_pylist(), strict=True)
        told = (reporting_day((start + end) // 2, zone, minutes).isoformat() for start, end in bounds)
        self.day: dict[str, str] = dict(zip(ids, told, strict=True))
        findings = material.findings.filter(pc.is_in(material.findings["incident_id"], pa.array(ids, pa.string())))
        self.findings = list(
            zip(*(findings[name].to_pylist() for name in ("provision_id", "incident_id", "status")), strict=True)
        )
        self.breached = {incident for _, incident, status in self.findings if status == "breach"}

    def trend(
        self,
        of: TrendOf,
        name: str,
        label: str,
        held: Iterable[str],
        broken: Iterable[str],
    ) -> PublicTrend:
        """The numbers of a part for each of the days."""
        incidents = Counter(self.day[one] for one in held)
        breaches = Counter(self.day[one] for one in broken)
        return PublicTrend(
            of,
            name,
            label,
            self.days,
            tuple(incidents[day] for day in self.days),
            tuple(breaches[day] for day in self.days),
        )


def _by_sector(material: Material, policy: ReleasePolicy, drawn: Drawn) -> Iterator[PublicTrend]:
    sectors = sectors_of(material.agreement, policy, material.sectors)
    if not sectors:
        return
    inside = Inside(sectors)
    force = pa.array([code for code, kind in EVENT_TYPES.items() if kind.force], pa.string())
    rows = drawn.rows.filter(pc.is_in(drawn.rows["event_type"], force))
    witnesses = witnesses_of(material, frozenset(rows["incident_id"].to_pylist()))
    lies: dict[str, list[str]] = {sector.name: [] for sector in sectors}
    for row in rows.to_pylist():
        for name in inside(public_cell(row, witnesses[row["incident_id"]], policy)):
            lies[name].append(row["incident_id"])
    for sector in sectors:
        there = lies[sector.name]
        broken = [one for one in there if one in drawn.breached]
        yield drawn.trend("sector", sector.name, sector.label, there, broken)


def _by_provision(material: Material, drawn: Drawn) -> Iterator[PublicTrend]:
    for one in material.agreement.provisions if material.agreement else ():
        mine = [(incident, status) for name, incident, status in drawn.findings if name == one.provision_id]
        held = {incident for incident, status in mine if status != "no_breach"}
        broken = {incident for incident, status in mine if status == "breach"}
        yield drawn.trend("provision", one.provision_id, one.citation or one.provision_id, held, broken)
