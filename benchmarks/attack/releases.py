"""All that leaves the house in a mission: a bulletin for each day, and revised ones; and controls without a door."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import h3
import msgspec
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from benchmarks.attack.worlds import CUT_OFF_S, DAY_S, WIRE, World

from truceline.exercise.params import ZONE
from truceline.measure.days import days
from truceline.measure.rates import rates
from truceline.model.bulletin import Bulletin, PublicCheckpoint
from truceline.model.evidence import Document, EvidenceItem
from truceline.model.measures import Effect, Verdict
from truceline.model.period import Period, reporting_day
from truceline.model.tables import FINDINGS, empty
from truceline.model.units import from_e6
from truceline.record.material import Material, ReleasePolicy
from truceline.record.public_effort import told_days
from truceline.record.redact import redact

CUT_OFF = "19:30"
#: every so many days the bulletin of the day is revised twelve hours later
REVISED_EVERY = 5

#: of a mission that asks for no more than the table
POLICY = ReleasePolicy(cell_resolution=5, delay_h=24, min_cell=3)

Door = Callable[[Material], Bulletin]


def through(policy: ReleasePolicy) -> Door:
    """The door as it stands."""
    return lambda material: redact(material, policy)


def bulletins(world: World, door: Door, period_days: int = 1) -> Iterator[bytes]:
    """The data annex of every bulletin, in the order of publication. Each knows what had come in until then."""
    for day in range(period_days, world.days, period_days):
        end_s = world.start_s + day * DAY_S + CUT_OFF_S - 2 * 3_600
        period = Period(end_s - period_days * DAY_S, end_s, ZONE, reporting_day(end_s - 1, ZONE, 1_170).isoformat())
        yield msgspec.json.encode(door(material(world, period, end_s)))
        if day % REVISED_EVERY == 0:
            yield msgspec.json.encode(door(material(world, period, end_s + 12 * 3_600)))


def material(world: World, period: Period, now_s: int) -> Material:
    """What the house knows at a moment."""
    incidents = world.incidents.filter(pa.array(world.known_s <= now_s))
    members = world.members.filter(pa.array(world.received_s <= now_s))
    effort = world.effort.filter(pa.array(world.effort_received_s <= now_s))
    known = incidents.filter(pc.less(incidents["start_s"], period.end_s))
    measured = days(
        known, None, members, world.observations, effort, None, period.zone,
        cut_off=CUT_OFF, first_s=period.start_s, last_s=period.end_s - 1,
    )  # fmt: skip
    measured = tuple(day for day in measured if day.day <= period.end_day)
    return Material(
        mission=world.name,
        invented=True,
        period=period,
        cut_off=CUT_OFF,
        agreement=None,
        items=(),
        documents=(_WIRE,),
        mentions=(),
        observations=world.observations,
        effort=effort,
        origins=(),
        pairs=(),
        incidents=incidents,
        members=members,
        findings=empty(FINDINGS),
        counts=(),
        counts_before=(),
        days=measured,
        rates=rates(told_days(measured, effort, POLICY, period.zone, CUT_OFF)),
        verdict=Verdict("undetermined", Effect(None, None, None), (), (), ()),
        audits=(),
        checkpoint=_checkpoint(int(np.searchsorted(world.entries_s, now_s, "right"))),
    )


#: the text behind what the press tells
_WIRE = Document(
    EvidenceItem(f"itm_{WIRE}", "", "", "text/plain", WIRE, "news", "wire.txt", reported_s=None, received_s=0), "", ()
)


def _checkpoint(size: int) -> PublicCheckpoint:
    return PublicCheckpoint(size=size, note="", unsigned=0, log_key="", grade="unattested", witnesses=())


#: a cell so small that it is a point
POINT = 13


def open_door(material: Material) -> Bulletin:
    """Control: redaction switched off. Each incident with its exact place, its hour and its kind of source."""
    return _opened(material, lambda lat, lon, _: (lat, lon))


def noisy_door(material: Material) -> Bulletin:
    """Control: noise instead of cells, a ring of 1 to 5 km, fresh for each incident: it averages out."""

    def moved(lat: float, lon: float, name: str) -> tuple[float, float]:
        stream = np.random.Generator(np.random.PCG64(np.random.SeedSequence(int(name[4:], 16))))
        angle, km = stream.uniform(0, 2 * np.pi), stream.uniform(1, 5)
        return lat + km * np.sin(angle) / 111.195, lon + km * np.cos(angle) / 111.195

    return _opened(material, moved)


def fine_door(material: Material) -> Bulletin:
    """Control: cells of 250 km², but each incident by itself, at once, with the kind of its source."""
    return _opened(material, lambda lat, lon, _: (lat, lon), 5)


def _opened(
    material: Material, moved: Callable[[float, float, str], tuple[float, float]], size: int = POINT
) -> Bulletin:
    bulletin = redact(material, ReleasePolicy(cell_resolution=5, delay_h=0, min_cell=1))
    inside = material.incidents.filter(
        pc.and_(
            pc.greater_equal(material.incidents["start_s"], material.period.start_s),
            pc.less(material.incidents["start_s"], material.period.end_s),
        )
    )
    rows = {row["incident_id"]: row for row in inside.to_pylist()}
    classes: dict[str, list[str]] = {}
    members = material.members.filter(pc.is_in(material.members["incident_id"], pa.array(sorted(rows), pa.string())))
    joined = members.join(material.observations.select(["observation_id", "source_class"]), "observation_id")
    for name, kind in zip(joined["incident_id"].to_pylist(), joined["source_class"].to_pylist(), strict=True):
        classes.setdefault(name, []).append(kind)
    shown = []
    for incident in bulletin.incidents:
        row = rows.get(incident.incident_id)
        if row is None:
            continue
        lat, lon = moved(from_e6(row["lat_e6"]), from_e6(row["lon_e6"]), incident.incident_id)
        hour = (row["start_s"] // 3_600 - 2) % 24
        part = (
            "night" if hour < 5 or hour >= 21 else "morning" if hour < 12 else "afternoon" if hour < 17 else "evening"
        )
        shown.append(
            msgspec.structs.replace(
                incident,
                cell=str(h3.latlng_to_cell(lat, lon, size)),
                part_of_day=part,
                source_classes=tuple(sorted(set(classes[incident.incident_id]))),
            )
        )
    return msgspec.structs.replace(bulletin, incidents=tuple(shown))
