"""Coded rows as a generic events file: ISO 8601 times, WGS 84 degrees, one header line."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from truceline.exercise.coded import WRITTEN, CodedRows, Register
from truceline.exercise.happenings import TARGETS, WEAPONS
from truceline.exercise.text_columns import csv_bytes, degrees, digits, joined, utc, words
from truceline.exercise.theatre import Theatre, to_degrees_e6
from truceline.model.taxonomy import EVENT_TYPES

_UNITS = tuple(EVENT_TYPES[name].unit for name in WRITTEN)
_LABELS = tuple(EVENT_TYPES[name].label for name in WRITTEN)


def native_ids(register: Register, total: int) -> pa.Array:
    return joined(f"{register.name}-", digits(np.arange(1, total + 1)))


def events_csv(theatre: Theatre, register: Register, rows: CodedRows) -> bytes:
    """The bytes of `events_<register>.csv`."""
    lat, lon = to_degrees_e6(rows.x, rows.y)
    sides = tuple(side.name for side in theatre.sides)
    calibre = np.array([calibre for _, calibre in WEAPONS])[rows.weapon]
    return csv_bytes(
        {
            "event_id": native_ids(register, len(rows.incident)),
            "source": words((register.name,), np.zeros(len(rows.incident), dtype=np.int64)),
            "start": utc(rows.start_s),
            "end": utc(rows.end_s),
            "lat": degrees(lat),
            "lon": degrees(lon),
            "radius_m": digits(rows.radius_m),
            "type": words(WRITTEN, rows.kind),
            "source_class": words((register.source_class,), np.zeros(len(rows.incident), dtype=np.int64)),
            "actor": words((*sides, ""), np.where(rows.actor < 0, 2, rows.actor)),
            "target": words(TARGETS, rows.target),
            "weapon": words(tuple(name for name, _ in WEAPONS), rows.weapon),
            "calibre_mm": digits(calibre, calibre == 0),
            "killed": digits(rows.killed, rows.killed == 0),
            "wounded": digits(rows.wounded, rows.wounded == 0),
            "count": digits(rows.count),
            "unit": words(_UNITS, rows.kind),
            "text": _text(theatre, rows),
        }
    )


def _text(theatre: Theatre, rows: CodedRows) -> pa.Array:
    names = tuple(name.en for name in theatre.settlements.names)
    return joined(words(_LABELS, rows.kind), " near ", words(names, rows.place))
