"""What an attacker takes from the published files: places with their kind of source, hours, and what changed when."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import h3
import numpy as np
from numpy.typing import NDArray

from truceline.exercise.theatre import KM_PER_DEGREE, LAT_0, LON_0

Floats = NDArray[np.float64]

PARTS = ("night", "morning", "afternoon", "evening")
#: words by which a bulletin may say that monitors, or witnesses, stand behind something
MONITORS = frozenset({"patrol", "camera", "acoustic", "uav", "mission"})
WITNESSES = frozenset({"social", "other", "mission"})


@dataclass(frozen=True)
class Sighting:
    """A published place: a cell, how often, and all that is said with it."""

    cell: str
    weight: float
    day: str
    part: str
    kind: str  # event type
    classes: frozenset[str]
    late: bool  # it came in a later bulletin than the first of its day
    radius_km: int | None = None


@dataclass
class Read:
    """All bulletins, read in the order of their publication."""

    sightings: list[Sighting] = field(default_factory=list)
    parts: dict[tuple[str, str], float] = field(default_factory=dict)  # (day, part) -> incidents of monitors
    daily: dict[str, float] = field(default_factory=dict)  # incidents in which monitors have a part
    effort: dict[str, float] = field(default_factory=dict)  # latest figure of the day
    first_effort: dict[str, float] = field(default_factory=dict)  # the figure when the day first appeared
    running: dict[str, float] = field(default_factory=dict)  # growth of the running total from one bulletin to the next
    night: dict[str, float] = field(default_factory=dict)
    lost: dict[str, float] = field(default_factory=dict)  # minutes of restrictions
    entries: dict[str, float] = field(default_factory=dict)  # growth of the record from one bulletin to the next


def read(files: Iterable[bytes]) -> Read:
    """Every file in its order."""
    found = Read()
    seen: dict[str, str] = {}
    days_out: set[str] = set()
    tables: dict[tuple[str, str], dict[str, Any]] = {}
    total, size = 0.0, 0
    for data in files:
        bulletin = json.loads(data)
        day = str(bulletin["period_end"])[:10]
        _incidents(found, bulletin, seen, revised=day in days_out)
        for row in bulletin.get("places", ()):
            tables.setdefault((row["from_day"], row["cell"]), row)
        total = _effort(found, bulletin, day, total)
        entries = bulletin["checkpoint"]["size"]
        if day not in days_out:
            found.entries[day] = float(entries - size)
            size = entries
        days_out.add(day)
    for (from_day, cell), row in sorted(tables.items()):
        low, high = row["low"], row["high"]
        weight = (low + (high if high is not None else 2 * low)) / 2
        found.sightings.append(Sighting(cell, weight, from_day, "unknown", "", frozenset({"mission"}), False))
    return found


def _incidents(found: Read, bulletin: dict[str, Any], seen: dict[str, str], revised: bool) -> None:
    for one in bulletin["incidents"]:
        name, classes = one["incident_id"], frozenset(one["source_classes"])
        if not classes & (MONITORS | WITNESSES) and _given_away(one):
            classes |= {"mission"}
        cell = one["cell"]
        if cell and seen.get(name) != cell:
            late = revised or name in seen
            found.sightings.append(
                Sighting(cell, 1.0, one["day"], one["part_of_day"], one["event_type"], classes, late, one["radius_km"])
            )
        if name not in seen and classes & MONITORS:
            found.daily[one["day"]] = found.daily.get(one["day"], 0.0) + 1
            key = (one["day"], one["part_of_day"])
            found.parts[key] = found.parts.get(key, 0.0) + 1
        seen[name] = cell or seen.get(name, "")


def _given_away(one: dict[str, Any]) -> bool:
    """Whether a published incident betrays that a monitor saw it too: what the mission blurs is blurred in it."""
    return one["existence_ppm"] % 50_000 == 0 or ("news" in one["source_classes"] and not one["texts"])


def _effort(found: Read, bulletin: dict[str, Any], day: str, total: float) -> float:
    for row in bulletin["days"]:
        minutes = row["observer_minutes"]
        if minutes is None:
            continue
        found.effort[row["day"]] = minutes
        found.first_effort.setdefault(row["day"], minutes)
        if row["night_share_ppm"] is not None:
            found.night[row["day"]] = row["night_share_ppm"]
    for row in bulletin["restrictions"]:
        found.lost[day] = found.lost.get(day, 0.0) + (row["minutes"] or 0)
    now = next((row["observer_minutes"] or 0 for row in bulletin["rates"] if row["label"] == "all days"), None)
    if now is None:
        return total
    found.running[day] = found.running.get(day, 0.0) + now - total
    return float(now)


def centre(cell: str) -> tuple[float, float]:
    """Middle of a cell in kilometres east and north of the invented island's origin."""
    lat, lon = h3.cell_to_latlng(cell)
    return (lon - LON_0) * KM_PER_DEGREE * float(np.cos(np.radians(LAT_0))), (lat - LAT_0) * KM_PER_DEGREE


def cell_of(x: float, y: float, resolution: int) -> str:
    lat = LAT_0 + y / KM_PER_DEGREE
    lon = LON_0 + x / (KM_PER_DEGREE * float(np.cos(np.radians(LAT_0))))
    return str(h3.latlng_to_cell(lat, lon, resolution))
