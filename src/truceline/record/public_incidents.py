"""Incidents on their way out: what is dropped, what is coarsened, what is kept."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Literal
from zoneinfo import ZoneInfo

import msgspec
import pyarrow as pa
import pyarrow.compute as pc

from truceline.model.agreement import Agreement
from truceline.model.bulletin import PublicIncident
from truceline.model.evidence import PUBLISHED
from truceline.model.period import Period
from truceline.model.units import HOUR_S, PPM
from truceline.record.cells import cell_of, outline
from truceline.record.material import Material, ReleasePolicy
from truceline.record.public_origins import Count, Counted, Origins
from truceline.record.publication import PlaceClass, own_classes, public_classes

_PART_OF_DAY_H = 6  # a wider interval is not put into a part of the day
#: probabilities in which the mission has a part are told in these steps: finer ones say who saw it, and how well
COARSE_PPM = 50_000

PartOfDay = Literal["night", "morning", "afternoon", "evening", "unknown"]


class Told(msgspec.Struct, frozen=True):
    """One report in public, as far as it says when and where."""

    start_s: int
    end_s: int
    lat_e6: int | None
    lon_e6: int | None
    radius_m: int | None


class Witnesses(msgspec.Struct, frozen=True):
    """Which classes of source stand behind an incident, and what anybody could read of it.

    An incident that was published is told from what was published alone. So nothing said of it, no number of origins,
    no probability, no missing text, is another where a monitor of the mission saw it too.
    """

    classes: tuple[str, ...]
    items: tuple[str, ...] = ()  # published ones
    told: tuple[Told, ...] = ()  # what published reports say of when and where
    reports: int = 0  # published ones
    counted: Counted = Counted(1, 1, 0)  # their origins, and how probable it is that they speak of something
    claimants: tuple[str, ...] = ()  # whom published reports name
    guarded: bool = False  # the mission has monitors or witnesses of its own, whatever it knows of this incident

    @property
    def own(self) -> bool:
        """The mission's monitors or witnesses have a part in it."""
        return not PUBLISHED.issuperset(self.classes)

    @property
    def only_own(self) -> bool:
        return PUBLISHED.isdisjoint(self.classes)

    @property
    def alike(self) -> bool:
        """Whether places, hours and probabilities are told no finer than they could be where the mission had a part."""
        return self.own or self.guarded


def incidents_in(incidents: pa.Table, period: Period) -> pa.Table:
    """Incidents whose middle moment lies in the period: each belongs to one period only."""
    middle = pc.divide(pc.add(incidents["start_s"], incidents["end_s"]), 2)
    inside = pc.and_(pc.greater_equal(middle, period.start_s), pc.less(middle, period.end_s))
    return incidents.filter(inside)


def witnesses_in(material: Material) -> dict[str, Witnesses]:
    """What stands behind each incident of the period."""
    inside = incidents_in(material.incidents, material.period)
    return witnesses_of(material, frozenset(inside["incident_id"].to_pylist()))


def published_only(incidents: pa.Table, members: pa.Table, observations: pa.Table) -> pa.Table:
    """Incidents in which the mission has no part: what is drawn from them says nothing of who watches where."""
    own = observations.filter(pc.invert(pc.is_in(observations["source_class"], pa.array(sorted(PUBLISHED)))))
    mine = members.filter(pc.is_in(members["observation_id"], own["observation_id"].combine_chunks()))
    return incidents.filter(pc.invert(pc.is_in(incidents["incident_id"], mine["incident_id"].combine_chunks())))


def public_incidents(
    material: Material, policy: ReleasePolicy, witnesses: dict[str, Witnesses]
) -> tuple[PublicIncident, ...]:
    """The period's incidents as public types, sorted by day and id.

    What anybody published has the cell and the hour of what was published, and the mission's part in it is not told.
    What the mission alone knows has a day and nothing of a place: its places are released by the week
    (`public_places`), unlinked.
    """
    rows = incidents_in(material.incidents, material.period).to_pylist()
    texts = frozenset(document.item_id for document in material.documents)
    parties = parties_of(material.agreement)
    zone = material.period.zone
    shown = [public_incident(row, witnesses[row["incident_id"]], policy, zone, parties, texts) for row in rows]
    return tuple(sorted(shown, key=lambda incident: (incident.day, incident.incident_id)))


def witnesses_of(material: Material, wanted: frozenset[str]) -> dict[str, Witnesses]:
    """Source classes, items and published reports behind each wanted incident."""
    members = material.members.filter(pc.is_in(material.members["incident_id"], pa.array(sorted(wanted), pa.string())))
    columns = ["observation_id", "source_class", *_BEHIND, *Told.__struct_fields__]
    seen = pc.is_in(material.observations["observation_id"], members["observation_id"].combine_chunks())
    behind = {row["observation_id"]: row for row in material.observations.select(columns).filter(seen).to_pylist()}
    reports: dict[str, list[dict[str, Any]]] = {incident: [] for incident in wanted}
    pairs = (members[name].to_pylist() for name in ("incident_id", "observation_id"))
    for incident, observation in zip(*pairs, strict=True):
        if observation in behind:
            reports[incident].append(behind[observation])
    guarded = has_own(material)
    count = Origins(material).counted
    return {incident: behind_it(rows, count, guarded) for incident, rows in reports.items()}


def has_own(material: Material) -> bool:
    """Whether the mission has anybody who could be found: monitors, machines or witnesses."""
    classes = pc.unique(material.observations["source_class"]).to_pylist()
    return material.effort.num_rows > 0 or not PUBLISHED.issuperset(classes)


#: columns of OBSERVATIONS that tell who reports
_BEHIND = ("item_id", "record", "source", "verb", "confidence_ppm", "claimant")


def behind_it(rows: Iterable[dict[str, Any]], count: Count, guarded: bool) -> Witnesses:
    """What stands behind an incident of these rows of OBSERVATIONS; `count` tells their origins."""
    rows = list(rows)
    published = [row for row in rows if row["source_class"] in PUBLISHED]
    told = {Told(*(row[name] for name in Told.__struct_fields__)) for row in published}
    return Witnesses(
        tuple(sorted({row["source_class"] for row in rows})),
        tuple(sorted({row["item_id"] for row in published})),
        tuple(sorted(told, key=_order)),
        len(published),
        count(published),
        tuple(sorted({row["claimant"] for row in published if row["claimant"] is not None})),
        guarded,
    )


def _order(told: Told) -> tuple[object, ...]:
    return tuple((value is None, value or 0) for value in msgspec.structs.astuple(told))


def classes_of(row: dict[str, Any], witnesses: Witnesses) -> tuple[PlaceClass, ...]:
    """The rows of the table that hold for its place."""
    if not witnesses.only_own:
        return ("published",)
    return own_classes(row["event_type"], row["target"], bool(row["killed_high"] or row["wounded_high"]))


def parties_of(agreement: Agreement | None) -> frozenset[str]:
    """The parties whose names may leave as those of claimants."""
    return frozenset(party.party_id for party in agreement.parties) if agreement else frozenset()


def public_incident(
    row: dict[str, Any],
    witnesses: Witnesses,
    policy: ReleasePolicy,
    zone: str,
    parties: frozenset[str],
    texts: frozenset[str] = frozenset(),
) -> PublicIncident:
    """One row of INCIDENTS as it may leave; `texts` are the items that may be named."""
    hours = _hours(row, witnesses)
    local = datetime.fromtimestamp((row["start_s"] + row["end_s"]) // 2, ZoneInfo(zone))
    place = _place(row, witnesses)
    cell = public_cell(row, witnesses, policy)
    counted, reports = _counted(row, witnesses)
    return PublicIncident(
        incident_id=row["incident_id"],
        event_type=row["event_type"],
        day=local.date().isoformat(),
        part_of_day=_part(hours, zone),
        cell=cell,
        cell_outline=None if cell is None else outline(cell),
        area=None,
        radius_km=None if place is None or place.radius_m is None else -(-place.radius_m // 1000),
        origins_min=counted.least,
        origins_max=counted.most,
        n_reports=reports,
        claimants=_public_claimants(row["claimants"], witnesses, parties),
        source_classes=public_classes(witnesses.classes),
        count_low=row["count_low"],
        count_high=row["count_high"],
        count_unit=row["count_unit"],
        killed_low=row["killed_low"],
        killed_high=row["killed_high"],
        wounded_low=row["wounded_low"],
        wounded_high=row["wounded_high"],
        target=row["target"],
        weapon=row["weapon"],
        existence_ppm=counted.existence_ppm,
        texts=tuple(item for item in witnesses.items if item in texts),
    )


def _place(row: dict[str, Any], witnesses: Witnesses) -> Told | None:
    """Where it was, as anybody could know: the narrowest place that was published; in a mission that has nobody to be
    found, that of all reports together."""
    if not witnesses.alike:
        return Told(row["start_s"], row["end_s"], row["lat_e6"], row["lon_e6"], row["radius_m"])
    placed = [told for told in witnesses.told if told.radius_m is not None and told.lat_e6 is not None]
    return min(placed, key=lambda told: (told.radius_m, _order(told)), default=None)


def _hours(row: dict[str, Any], witnesses: Witnesses) -> tuple[int, int] | None:
    """When it was, as anybody could know; null where the mission alone knows: its hours are those of a shift."""
    if not witnesses.alike:
        return row["start_s"], row["end_s"]
    return min(((t.start_s, t.end_s) for t in witnesses.told), key=lambda hours: hours[1] - hours[0], default=None)


def public_cell(row: dict[str, Any], witnesses: Witnesses, policy: ReleasePolicy) -> str | None:
    """The cell of one row of INCIDENTS as it may leave; null for what the mission alone knows."""
    place = _place(row, witnesses)
    if place is None:
        return None
    return cell_of(place.lat_e6, place.lon_e6, place.radius_m, policy.care_of_published.cell_resolution)


def _part(hours: tuple[int, int] | None, zone: str) -> PartOfDay:
    if hours is None:
        return "unknown"
    local = datetime.fromtimestamp((hours[0] + hours[1]) // 2, ZoneInfo(zone))
    return part_of_day(local.hour, hours[1] - hours[0])


def part_of_day(hour: int, length_s: int) -> PartOfDay:
    """Night is 21 to 5, local time; an interval longer than six hours is in no part."""
    if length_s > _PART_OF_DAY_H * HOUR_S:
        return "unknown"
    parts: tuple[tuple[int, PartOfDay], ...] = ((5, "night"), (12, "morning"), (17, "afternoon"), (21, "evening"))
    return next((part for until, part in parts if hour < until), "night")


def _counted(row: dict[str, Any], witnesses: Witnesses) -> tuple[Counted, int]:
    """Origins, probability and number of reports, of what was published. How many of its own saw a thing says where
    they stand: it is not told, and how probable that makes it is told in steps."""
    if witnesses.only_own:
        return Counted(1, 1, coarse(row["existence_ppm"])), 1
    if witnesses.alike:
        return witnesses.counted, witnesses.reports
    return Counted(row["origins_min"], row["origins_max"], row["existence_ppm"]), row["n_observations"]


def coarse(ppm: int) -> int:
    """A probability in steps, never quite certain unless it was."""
    return ppm if ppm in (0, PPM) else min(max(round(ppm / COARSE_PPM) * COARSE_PPM, COARSE_PPM), PPM - COARSE_PPM)


def _public_claimants(names: list[str], witnesses: Witnesses, parties: frozenset[str]) -> tuple[str, ...]:
    """Who said so in public. Where the mission alone was told, only a party's name leaves: a witness never does."""
    if not witnesses.own:
        return tuple(names)
    return tuple(name for name in names if name in (parties if witnesses.only_own else witnesses.claimants))
