"""Crossing points on the line, and the notices of the two border services: which point closed when, and opened again.

A point has the days of the war: it closes for some hours more often while there is fighting. Nobody else reports of it,
so these are incidents of one report each, beside all that happens by chance; they are numbered after those.
"""

from __future__ import annotations

import msgspec
import numpy as np
import pyarrow as pa

from truceline.exercise.ledger import rows_of
from truceline.exercise.params import START_S
from truceline.exercise.scene import Scene
from truceline.exercise.text_columns import csv_bytes, degrees, digits, joined, utc, words
from truceline.exercise.theatre import Floats, Ints, to_degrees_e6
from truceline.exercise.truth import INCIDENTS_TRUE
from truceline.model.taxonomy import EVENT_TYPES

FILE, SOURCE = "crossings.csv", "crossing_points"
_TYPES = ("crossing_point.closed", "crossing_point.opened")
_EVERY_KM = 45.0
#: chance of a closure on a day of fighting, of the ceasefire, of its last days
_FIGHTING, _QUIET, _LAST = 0.22, 0.05, 0.6
_OPENS_H = 7
_RADIUS_M = 300


class Notices(msgspec.Struct, frozen=True):
    """Parallel columns in the order of their file: a closure, then its end."""

    kind: Ints  # index into the two types
    start_s: Ints
    end_s: Ints
    x: Floats
    y: Floats
    point: Ints
    side: Ints  # of the service that closed it

    def __len__(self) -> int:
        return len(self.kind)


def notices(scene: Scene) -> Notices:
    """Closures of each point and day by chance, alike for both services; each ends on its day."""
    stream, params = scene.params.stream(60), scene.params
    count = max(3, int(scene.theatre.length_km / _EVERY_KM))
    day, point = (grid.ravel() for grid in np.meshgrid(np.arange(params.days), np.arange(count), indexing="ij"))
    chance = np.where(day < params.truce_day, _FIGHTING, np.where(day < params.collapse_day, _QUIET, _LAST))
    drawn, begin, lasts = stream.random(len(day)), stream.integers(0, 16, len(day)), stream.integers(4, 16, len(day))
    drawn[(day == params.days - 1) & (point == 0)] = 0.0  # the bulletin of the last day tells of one
    closed = np.flatnonzero(drawn < chance)
    start = START_S + day[closed] * 86_400 + _OPENS_H * 3_600 + begin[closed] * 1_800
    end = start + lasts[closed] * 1_800
    x = (np.arange(count) + 0.5) * scene.theatre.length_km / count - scene.theatre.length_km / 2
    where = np.repeat(point[closed], 2)
    second = np.column_stack([start, end]).ravel()
    kind = np.tile(np.arange(2), len(closed))
    return Notices(
        kind=kind,
        start_s=second,
        end_s=np.where(kind == 0, np.repeat(end, 2), second + 60),
        x=x[where],
        y=scene.theatre.line_y(x)[where],
        point=where,
        side=np.repeat((day + point)[closed] % 2, 2),
    )


def crossings_csv(scene: Scene, said: Notices) -> bytes:
    """The bytes of `crossings.csv`, a generic events file."""
    lat, lon = to_degrees_e6(said.x, said.y)
    name = joined("Crossing point ", digits(said.point + 1))
    done = words((" closed", " opened again"), said.kind)
    return csv_bytes(
        {
            "event_id": _ids(said),
            "start": utc(said.start_s),
            "end": utc(said.end_s),
            "lat": degrees(lat),
            "lon": degrees(lon),
            "radius_m": digits(np.full(len(said), _RADIUS_M)),
            "type": words(_TYPES, said.kind),
            "actor": words(tuple(side.name for side in scene.theatre.sides), said.side),
            "count": digits(np.ones(len(said), dtype=np.int64)),
            "unit": words(tuple(EVENT_TYPES[name].unit for name in _TYPES), said.kind),
            "text": joined(name, done),
        }
    )


def reports(said: Notices, first: int) -> pa.Table:
    """The truth of its rows; the incidents are numbered from `first` on."""
    return rows_of(FILE, SOURCE, first + np.arange(len(said)), _ids(said), {}, first=2)


def incidents(scene: Scene, said: Notices, first: int) -> pa.Table:
    lat, lon = to_degrees_e6(said.x, said.y)
    return pa.table(
        {
            "incident": first + np.arange(len(said)),
            "event_type": words(_TYPES, said.kind),
            "start_s": said.start_s,
            "lat_e6": lat,
            "lon_e6": lon,
            "actor": words(tuple(side.party_id for side in scene.theatre.sides), said.side),
            "planted": pa.nulls(len(said), pa.string()),
        },
        schema=INCIDENTS_TRUE,
    )


def _ids(said: Notices) -> pa.Array:
    return joined("notice-", digits(np.arange(1, len(said) + 1)))
