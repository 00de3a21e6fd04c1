"""Detections of cameras and acoustic sensors as JSON lines; the cameras' own lines tell when they failed."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from truceline.exercise.effort_file import outage_reason, runs
from truceline.exercise.field import FieldRows
from truceline.exercise.happenings import TYPES
from truceline.exercise.params import START_S
from truceline.exercise.text_columns import degrees, digits, joined, lines, utc, words
from truceline.exercise.theatre import to_degrees_e6
from truceline.exercise.watchers import Stations

#: what a lens or a microphone can tell of each type; it does not know who fired or what hit
_SEEN_AS = {
    "fire.shelling": "fire.explosion", "air.missile": "fire.explosion", "air.drone_strike": "fire.explosion",
    "attack_infrastructure": "fire.explosion", "fire.exercise": "fire.explosion",
}  # fmt: skip
_HEARD_AS = {**_SEEN_AS, "mine.explosion": "fire.explosion"}


def native_ids(stations: Stations, rows: FieldRows) -> pa.Array:
    return joined(f"{stations.kind}-d", digits(np.arange(1, len(rows.incident) + 1)))


def sensor_jsonl(stations: Stations, rows: FieldRows) -> bytes:
    """Detections in the order of time; a camera's file ends with its hours on and its outages."""
    lat, lon = to_degrees_e6(rows.x, rows.y)
    table = _SEEN_AS if stations.kind == "camera" else _HEARD_AS
    kinds = tuple(table.get(name, name) for name in TYPES)
    names = tuple(stations.name(index) for index in range(len(stations.x)))
    confidence = ("0.90", "0.80", "0.65")
    detections = joined(
        '{"kind": "detection", "id": "', native_ids(stations, rows), '", "sensor": "', words(names, rows.watcher),
        '", "at": "', utc(rows.start_s), '", "type": "', words(kinds, rows.kind), '", "lat": ', degrees(lat),
        ', "lon": ', degrees(lon), ', "radius_m": ', digits(rows.radius_m), ', "count": ', digits(rows.count),
        ', "confidence": ', words(confidence, np.minimum(rows.radius_m // 400, 2)), "}",
    )  # fmt: skip
    own = _status_lines(stations) if stations.kind == "camera" else []
    return lines("", pa.concat_arrays([detections.cast(pa.string()), pa.array(own, pa.string())]))


def _status_lines(stations: Stations) -> list[str]:
    lat, lon = (text.to_pylist() for text in map(degrees, to_degrees_e6(stations.x, stations.y)))
    found: list[str] = []
    for index, on in enumerate(stations.on):
        for number, (first, last) in enumerate(runs(on)):
            start, end = utc(START_S + np.array([first, last]) * 3_600).to_pylist()
            who = f'"sensor": "{stations.name(index)}", "start": "{start}", "end": "{end}"'
            if on[first]:
                where = f'"lat": {lat[index]}, "lon": {lon[index]}, "range_m": 5000'
                found.append(f'{{"kind": "status", {who}, "status": "on", {where}}}')
            else:
                reason = outage_reason(stations.kind, index + number // 2)
                found.append(f'{{"kind": "outage", {who}, "reason": "{reason}"}}')
    return found
