"""Incidents on their way out: what is dropped, what is coarsened, what is kept."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

import msgspec
import pyarrow as pa
import pyarrow.compute as pc

from truceline.model.agreement import Agreement
from truceline.model.bulletin import PublicIncident
from truceline.model.period import Period
from truceline.model.units import HOUR_S
from truceline.record.cells import Sighting, edge_m, outline, public_cells
from truceline.record.material import Material, ReleasePolicy

#: classes of source that stand somewhere: what they saw is delayed and never published alone
MONITORS = frozenset({"patrol", "camera", "acoustic", "uav"})

#: classes of source that anybody can look up: nothing they say can point to a monitor or a witness of ours
PUBLISHED = frozenset({"news", "official", "ngo", "dataset", "satellite", "alert"})

_PART_OF_DAY_H = 6  # a wider interval is not put into a part of the day

PartOfDay = Literal["night", "morning", "afternoon", "evening", "unknown"]


class Witnesses(msgspec.Struct, frozen=True):
    """Which classes of source stand behind an incident, and which items."""

    classes: tuple[str, ...]
    items: tuple[str, ...]

    @property
    def monitors(self) -> bool:
        return not MONITORS.isdisjoint(self.classes)


def incidents_in(incidents: pa.Table, period: Period) -> pa.Table:
    """Incidents whose middle moment lies in the period: each belongs to one period only."""
    middle = pc.divide(pc.add(incidents["start_s"], incidents["end_s"]), 2)
    inside = pc.and_(pc.greater_equal(middle, period.start_s), pc.less(middle, period.end_s))
    return incidents.filter(inside)


def public_incidents(material: Material, policy: ReleasePolicy) -> tuple[PublicIncident, ...]:
    """The period's incidents as public types, sorted by day and id."""
    rows = incidents_in(material.incidents, material.period).to_pylist()
    witnesses = _witnesses(material, frozenset(row["incident_id"] for row in rows))
    sightings = [_sighting(row, witnesses[row["incident_id"]], material.period, policy) for row in rows]
    cells = public_cells(sightings, policy.cell_resolution, policy.min_cell)
    texts = frozenset(document.item_id for document in material.documents)
    shown = [
        _public(row, cell, witnesses[row["incident_id"]], material, texts)
        for row, cell in zip(rows, cells, strict=True)
    ]
    return tuple(sorted(shown, key=lambda incident: (incident.day, incident.incident_id)))


def _witnesses(material: Material, wanted: frozenset[str]) -> dict[str, Witnesses]:
    """Source classes and items behind each wanted incident."""
    members = material.members.filter(pc.is_in(material.members["incident_id"], pa.array(sorted(wanted), pa.string())))
    behind = material.observations.select(["observation_id", "source_class", "item_id"])
    joined = members.join(behind, "observation_id")
    classes: dict[str, set[str]] = defaultdict(set)
    items: dict[str, set[str]] = defaultdict(set)
    columns = (joined[name].to_pylist() for name in ("incident_id", "source_class", "item_id"))
    for incident_id, source_class, item_id in zip(*columns, strict=True):
        classes[incident_id].add(source_class)
        items[incident_id].add(item_id)
    return {i: Witnesses(tuple(sorted(classes[i])), tuple(sorted(items[i]))) for i in wanted}


def _sighting(row: dict[str, object], witnesses: Witnesses, period: Period, policy: ReleasePolicy) -> Sighting:
    # A weapon that was seen can become a target: it waits twice as long.
    hours = policy.delay_h * (2 if str(row["event_type"]).startswith("weapon") else 1)
    end_s = row["end_s"]
    assert isinstance(end_s, int)
    return Sighting(
        lat_e6=_whole(row["lat_e6"]),
        lon_e6=_whole(row["lon_e6"]),
        radius_m=_whole(row["radius_m"]),
        by_monitors=witnesses.monitors,
        withheld=witnesses.monitors and period.end_s - end_s < hours * HOUR_S,
    )


def _public(
    row: dict[str, object], cell: str | None, witnesses: Witnesses, material: Material, texts: frozenset[str]
) -> PublicIncident:
    start_s, end_s = row["start_s"], row["end_s"]
    assert isinstance(start_s, int) and isinstance(end_s, int)
    claimants = row["claimants"]
    assert isinstance(claimants, list)
    local = datetime.fromtimestamp((start_s + end_s) // 2, ZoneInfo(material.period.zone))
    return PublicIncident(
        incident_id=str(row["incident_id"]),
        event_type=str(row["event_type"]),
        day=local.date().isoformat(),
        part_of_day=part_of_day(local.hour, end_s - start_s),
        cell=cell,
        cell_outline=None if cell is None else outline(cell),
        area=None,
        radius_km=_public_radius_km(_whole(row["radius_m"]), cell, witnesses),
        origins_min=_count(row["origins_min"]),
        origins_max=_count(row["origins_max"]),
        n_reports=_count(row["n_observations"]),
        claimants=_public_claimants(claimants, witnesses, material.agreement),
        source_classes=witnesses.classes,
        count_low=_whole(row["count_low"]),
        count_high=_whole(row["count_high"]),
        count_unit=None if row["count_unit"] is None else str(row["count_unit"]),
        killed_low=_whole(row["killed_low"]),
        killed_high=_whole(row["killed_high"]),
        wounded_low=_whole(row["wounded_low"]),
        wounded_high=_whole(row["wounded_high"]),
        target=None if row["target"] is None else str(row["target"]),
        weapon=None if row["weapon"] is None else str(row["weapon"]),
        existence_ppm=_count(row["existence_ppm"]),
        texts=_public_texts(witnesses, texts),
    )


def _public_texts(witnesses: Witnesses, texts: frozenset[str]) -> tuple[str, ...]:
    """Published texts behind the incident.

    None where a monitor or a witness is behind it too: a text names a place exactly, and whoever else reported that
    incident was there.
    """
    if not PUBLISHED.issuperset(witnesses.classes):
        return ()
    return tuple(item for item in witnesses.items if item in texts)


def part_of_day(hour: int, length_s: int) -> PartOfDay:
    """Night is 21 to 5, local time; an interval longer than six hours is in no part."""
    if length_s > _PART_OF_DAY_H * HOUR_S:
        return "unknown"
    parts: tuple[tuple[int, PartOfDay], ...] = ((5, "night"), (12, "morning"), (17, "afternoon"), (21, "evening"))
    return next((part for until, part in parts if hour < until), "night")


def _public_radius_km(radius_m: int | None, cell: str | None, witnesses: Witnesses) -> int | None:
    """The evidence's radius, rounded up; never finer than the cell where monitors stood behind it."""
    if radius_m is None:
        return None
    if witnesses.monitors:
        if cell is None:
            return None
        radius_m = max(radius_m, edge_m(int(cell[1], 16)))
    return -(-radius_m // 1000)


def _public_claimants(names: list[str], witnesses: Witnesses, agreement: Agreement | None) -> tuple[str, ...]:
    """Who said so in public. Where monitors were told, only a party's name leaves: a witness never does."""
    if not witnesses.monitors:
        return tuple(names)
    parties = {party.party_id for party in agreement.parties} if agreement else set()
    return tuple(name for name in names if name in parties)


def _whole(value: object) -> int | None:
    assert value is None or isinstance(value, int)
    return value


def _count(value: object) -> int:
    assert isinstance(value, int)
    return value
