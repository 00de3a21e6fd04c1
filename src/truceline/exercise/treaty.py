"""The invented agreement as `agreement.toml` and `zones.geojson`, and its figures for whoever computes the truth."""

from __future__ import annotations

import json
from importlib import resources
from string import Template

import msgspec
import numpy as np

from truceline.exercise.params import START_S, ZONE, ZONE_OFFSET_S, ExerciseParams
from truceline.exercise.parties import Side
from truceline.exercise.theatre import Floats, Theatre, to_degrees_e6

SECURITY_KM = 10.0
DRONE_BUFFER_KM = 3.0
ARTILLERY_KM = 25.0
MLRS_KM = 35.0
#: half the side of the square disengagement area and of the square repair site
DISENGAGEMENT_KM = 1.5
REPAIR_KM = 1.0
#: half the side of the square around each energy facility of the annex
ENERGY_KM = 1.0
QUIET_H = 168


class Terms(msgspec.Struct, frozen=True):
    """Moments and places of the agreement that hang on the length of the exercise and the line."""

    signed_s: int
    truce_s: int
    staged_none_s: int  # until here weapons may be on the move
    staged_counted_s: int  # until here they are counted
    energy_from_s: tuple[int, int]  # according to the side north of the line, and to the other
    energy_until_s: int
    repair_from_s: int
    repair_until_s: int
    disengagement: tuple[float, float]  # centre, km
    repair_site: tuple[float, float]


def terms(params: ExerciseParams, theatre: Theatre) -> Terms:
    day = 86_400
    first = START_S + params.truce_day * day
    left = -theatre.length_km / 2
    x1, x2 = left + 0.3 * theatre.length_km, left + 0.7 * theatre.length_km
    repair_day = first + (params.collapse_day - params.truce_day) // 2 * day
    return Terms(
        signed_s=first - day // 2,
        truce_s=params.truce_s,
        staged_none_s=first - day // 2 + 7 * day,
        staged_counted_s=first - day // 2 + 12 * day,
        energy_from_s=(first + 60, first + 7 * day),
        energy_until_s=params.end_s + 30 * day,
        repair_from_s=repair_day + 9 * 3_600,
        repair_until_s=repair_day + 15 * 3_600,
        disengagement=(x1, float(theatre.line_y(np.array([x1]))[0])),
        repair_site=(x2, float(theatre.line_y(np.array([x2]))[0])),
    )


class Entry(msgspec.Struct, frozen=True):
    """A register entry; `side` is 0 north of the line, 1 south of it."""

    kind: str
    side: int
    at_s: int
    standing: str
    x: float
    y: float
    source: str


def stamp(second: int) -> str:
    """Local wall clock with offset, as the agreement's files write it."""
    moment = np.datetime64(second + ZONE_OFFSET_S, "s")
    return f"{moment}-02:00"


def agreement_toml(theatre: Theatre, agreed: Terms, register: tuple[Entry, ...]) -> bytes:
    """The template of the agreement with its moments, parties and register put in."""
    north, south = theatre.sides
    template = resources.files("truceline.exercise").joinpath("agreement.template.toml").read_text(encoding="utf-8")
    return (
        Template(template)
        .substitute(
            zone=ZONE,
            signed=stamp(agreed.signed_s),
            parties="\n".join((_party(theatre, north, 60.0), _party(theatre, south, -60.0))),
            register="\n".join(_entry(entry, theatre) for entry in register),
            north=north.party_id,
            south=south.party_id,
            truce=stamp(agreed.truce_s),
            staged_none=stamp(agreed.staged_none_s),
            staged_counted=stamp(agreed.staged_counted_s),
            energy_north=stamp(agreed.energy_from_s[0]),
            energy_south=stamp(agreed.energy_from_s[1]),
            energy_until=stamp(agreed.energy_until_s),
            repair_from=stamp(agreed.repair_from_s),
            repair_until=stamp(agreed.repair_until_s),
        )
        .encode()
    )


def _party(theatre: Theatre, side: Side, y: float) -> str:
    lat, lon = _degrees(0.0, y + float(theatre.line_y(np.zeros(1))[0]))
    names = json.dumps(list(side.aliases), ensure_ascii=False)
    return f'[[party]]\nid = "{side.party_id}"\nname = "{side.name}"\naliases = {names}\nhome = [{lon}, {lat}]\n'


def _degrees(x: float, y: float) -> tuple[str, str]:
    lat, lon = to_degrees_e6(np.array([x]), np.array([y]))
    return f"{int(lat[0]) / 1e6:.6f}", f"{int(lon[0]) / 1e6:.6f}"


def _entry(entry: Entry, theatre: Theatre) -> str:
    lat, lon = _degrees(entry.x, entry.y)
    return (
        f'[[register]]\nkind = "{entry.kind}"\nparty = "{theatre.sides[entry.side].party_id}"\n'
        f'at = "{stamp(entry.at_s)}"\nstanding = "{entry.standing}"\n'
        f'place = [{lon}, {lat}]\nsource = "{entry.source}"\n'
    )


def zones_geojson(theatre: Theatre, agreed: Terms) -> bytes:
    """Lines and zones in degrees, longitude first, six digits."""
    half = theatre.length_km / 2 + 20
    x = np.arange(-half, half + 1, 2.0)
    features = [
        _feature("contact", "line", "Line of contact", "LineString", _points(x, theatre.line_y(x))),
        _feature("line_march", "line", "Line of 1 March", "LineString", _points(x, theatre.old_line_y(x))),
        _feature(
            "disengagement", "zone", "Disengagement area", "Polygon", [_square(agreed.disengagement, DISENGAGEMENT_KM)]
        ),
        _feature("repair_site", "zone", "Waterworks", "Polygon", [_square(agreed.repair_site, REPAIR_KM)]),
        _feature(
            "energy_sites",
            "zone",
            "Energy facilities of the annex",
            "MultiPolygon",
            [
                [_square((float(a), float(b)), ENERGY_KM)]
                for a, b in zip(theatre.energy_x, theatre.energy_y, strict=True)
            ],
        ),
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False, indent=1).encode()


def _feature(zone_id: str, kind: str, label: str, shape: str, coordinates: list[object]) -> dict[str, object]:
    return {
        "type": "Feature",
        "properties": {"id": zone_id, "kind": kind, "label": label},
        "geometry": {"type": shape, "coordinates": coordinates},
    }


def _points(x: Floats, y: Floats) -> list[object]:
    lat, lon = to_degrees_e6(x, y)
    return [[int(b) / 1e6, int(a) / 1e6] for a, b in zip(lat, lon, strict=True)]


def _square(centre: tuple[float, float], half: float) -> list[object]:
    corners = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1], [-1, -1]]) * half
    return _points(corners[:, 0] + centre[0], corners[:, 1] + centre[1])
