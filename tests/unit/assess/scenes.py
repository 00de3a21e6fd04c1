"""Agreements and incidents for the tests of assess: a straight line at 36° E, A to the west, B to the east."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
import pyarrow as pa

from truceline.assess.language import load
from truceline.model.agreement import Agreement
from truceline.model.incident import Incident
from truceline.model.tables import EFFORT, INCIDENTS

#: 2031-03-02 00:00 UTC
START_S = 1_930_176_000
HOUR_S = 3_600
DAY_S = 86_400
#: metres of one degree of longitude at 48° N, near enough for placing incidents
DEGREE_M = 74_600

HEAD = """
[agreement]
id = "t"
name = "Test truce"
{head}

[[party]]
id = "A"
name = "Alder"
home = [34.0, 48.0]

[[party]]
id = "B"
name = "Birch"
home = [38.0, 48.0]
"""

READING = """
[[reading]]
according_to = "all"
from = "2031-03-02T00:00"
until = "2031-06-01T00:00"
"""

BUFFER = """
[[zone]]
id = "buffer"
buffer_km = 2
of = "contact"
"""

SQUARE = [[35.9, 47.95], [36.1, 47.95], [36.1, 48.05], [35.9, 48.05], [35.9, 47.95]]


def feature(zone_id: str, kind: str, coordinates: object) -> dict[str, object]:
    shape = {"zone": "Polygon", "line": "LineString", "point": "Point"}[kind]
    return {
        "type": "Feature",
        "properties": {"id": zone_id, "kind": kind},
        "geometry": {"type": shape, "coordinates": coordinates},
    }


LINES = (
    feature("contact", "line", [[36.0, 47.0], [36.0, 49.0]]),
    feature("older", "line", [[35.8, 47.0], [35.8, 49.0]]),
    feature("square", "zone", [SQUARE]),
)


def zones(*features: Mapping[str, object]) -> bytes:
    return msgspec.json.encode({"type": "FeatureCollection", "features": features or LINES})


def toml(body: str, head: str = "", reading: str = READING) -> bytes:
    return (HEAD.format(head=head) + reading + BUFFER + body).encode()


def clause(when: str, rest: str = "", provision_id: str = "p") -> str:
    head = f'[[provision]]\nid = "{provision_id}"\nwords = "The act is prohibited."\ncitation = "Article 1"\n'
    return f"{head}when = {when}\n{rest}\n"


def agreement(body: str, head: str = "", reading: str = READING) -> Agreement:
    return load(toml(body, head, reading), zones(), "agreement.toml")


def incident(number: int = 1, east_km: float = 0.0, radius_m: int | None = 100, **fields: Any) -> Incident:
    """A shelling ten days into the truce, so far east of the line, by A, seen by monitors."""
    start = fields.pop("start_s", START_S + 10 * DAY_S)
    values: dict[str, Any] = {
        "incident_id": f"inc_{number:024x}",
        "event_type": "fire.shelling",
        "type_share_ppm": 1_000_000,
        "start_s": start,
        "end_s": start + 1,
        "lat_e6": 48_000_000,
        "lon_e6": 36_000_000 + round(east_km * 1000 / DEGREE_M * 1_000_000),
        "radius_m": radius_m,
        "n_observations": 1,
        "n_sources": 1,
        "origins_min": 1,
        "origins_max": 1,
        "claimants": (),
        "alleged_actor": "Alder",
        "actor_disputed": False,
        "weapon": None,
        "calibre_mm": None,
        "target": None,
        "count_low": None,
        "count_high": None,
        "count_unit": None,
        "killed_low": None,
        "killed_high": None,
        "wounded_low": None,
        "wounded_high": None,
        "verb": "saw",
        "existence_ppm": 900_000,
    }
    return Incident(**{**values, **fields})


def table(*incidents: Incident) -> pa.Table:
    return pa.Table.from_pylist([msgspec.to_builtins(one) for one in incidents], schema=INCIDENTS)


def watch(
    start_s: int, end_s: int, status: str = "on", watcher: str = "W", sector: str | None = "square"
) -> dict[str, object]:
    empty = dict.fromkeys(EFFORT.names)
    return empty | {
        "effort_id": f"eff_{watcher}_{start_s}_{status}",
        "item_id": "itm_0",
        "record": 0,
        "watcher": watcher,
        "source_class": "camera",
        "start_s": start_s,
        "end_s": end_s,
        "status": status,
        "sector": sector,
    }


def effort(*watches: dict[str, object]) -> pa.Table:
    return pa.Table.from_pylist(list(watches), schema=EFFORT)
