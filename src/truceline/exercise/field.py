"""What watchers report: rows of the patrols' sheet and detections of cameras and acoustic sensors.

A watcher's place for an event is its own position plus a bearing and a distance, so the error grows with distance; the
radius it states is honest except in one row of twenty-five.
"""

from __future__ import annotations

import msgspec
import numpy as np
from numpy.typing import NDArray

from truceline.exercise.happenings import CODE
from truceline.exercise.params import START_S, ZONE_OFFSET_S
from truceline.exercise.scene import Scene
from truceline.exercise.theatre import Floats, Ints
from truceline.exercise.watchers import Posts, Sightings

Bools = NDArray[np.bool_]

#: shares of field rows with an error
MISDECLARED = 0.04
ZONE_SLIP = 0.01

#: types that are seen rather than heard
_SEEN = ("weapon", "ground.movement", "air.drone_sortie", "fire.projectile", "fire.flare", "fire.muzzle_flash")


class FieldRows(msgspec.Struct, frozen=True):
    """Rows in the order of their file. `watcher` is packed as in `Sightings`; `follow_up` rows were learnt next day."""

    incident: Ints
    kind: Ints  # index into TYPES
    start_s: Ints
    end_s: Ints
    x: Floats
    y: Floats
    radius_m: Ints
    watcher: Ints
    actor: Ints
    count: Ints
    weapon: Ints
    target: Ints
    seen: Bools
    follow_up: Bools
    misdeclared: Bools
    zone_slip: Bools

    def take(self, rows: Ints) -> FieldRows:
        return FieldRows(*(getattr(self, name)[rows] for name in self.__struct_fields__))


def detections(scene: Scene, found: Sightings, part: int) -> FieldRows:
    """Rows of fixed watchers: the second, the type, and a place from bearing and range."""
    stream = scene.params.stream(part)
    rows = _rows(scene, found, stream, base_m=150, share=0.10)
    return _sorted(rows)


def patrol_rows(scene: Scene, found: Sightings, met: Bools, plan: Posts, part: int) -> FieldRows:
    """What patrols put on their sheet: what they noticed, where they were turned back, and each planted act.

    A planted act by day has a team tasked to it; one by night is followed up the next morning, to the hour.
    """
    stream = scene.params.stream(part)
    truth = scene.truth
    asked = np.flatnonzero((truth.planted >= 0) | met)
    asked = asked[~np.isin(asked, found.incident)]
    teams = plan.x.shape[2]
    own = np.clip(((truth.x[asked] / scene.theatre.length_km + 0.5) * teams).astype(np.int64), 0, teams - 1)
    day = (truth.start_s[asked] - START_S) // 86_400
    half = (truth.start_s[asked] + ZONE_OFFSET_S) % 86_400 >= 12.5 * 3_600
    both = Sightings(
        np.concatenate([found.incident, asked]),
        np.concatenate([found.watcher, (day * 2 + half) * teams + own]),
        np.concatenate([found.distance_km, np.full(len(asked), 0.4)]),
    )
    rows = _rows(scene, both, stream, base_m=200, share=0.12)
    clock = (truth.start_s[both.incident] + ZONE_OFFSET_S) % 86_400 / 3_600
    night = (truth.planted[both.incident] >= 0) & ((clock < 8) | (clock >= 19))
    start = np.where(night, rows.start_s // 3_600 * 3_600, rows.start_s // 60 * 60)
    end = np.where(night, start + 3_600, start + 60)
    return _sorted(msgspec.structs.replace(rows, start_s=start, end_s=end, follow_up=night))


def _rows(scene: Scene, found: Sightings, stream: np.random.Generator, *, base_m: int, share: float) -> FieldRows:
    total = len(found.incident)
    base = scene.truth.take(found.incident)
    radius = np.rint((base_m + found.distance_km * share * 1_000) / 50).astype(np.int64) * 50
    sigma_km = radius / 2_447.7
    misdeclared = (stream.random(total) < MISDECLARED) & (base.planted < 0)
    zone_slip = (stream.random(total) < ZONE_SLIP) & (base.planted < 0)
    off = np.where(misdeclared, 5.0, 1.0) * sigma_km
    second = np.maximum(base.start_s + zone_slip * ZONE_OFFSET_S, START_S)
    stated = (base.planted >= 0) | (stream.random(total) < 0.5) | np.isin(base.kind, [CODE["weapon"]])
    counted = np.maximum(1, np.rint(base.count * np.exp(stream.normal(0, 0.12, total)))).astype(np.int64)
    return FieldRows(
        incident=found.incident, kind=base.kind, start_s=second, end_s=second + 1,
        x=base.x + stream.normal(0, 1, total) * off, y=base.y + stream.normal(0, 1, total) * off,
        radius_m=radius, watcher=found.watcher, actor=np.where(stated, base.actor, -1), count=counted,
        weapon=np.where(stated, base.weapon, 0), target=base.target,
        seen=np.isin(base.kind, [CODE[n] for n in _SEEN]) | (found.distance_km < 1.5),
        follow_up=np.zeros(total, dtype=np.bool_), misdeclared=misdeclared, zone_slip=zone_slip,
    )  # fmt: skip


def _sorted(rows: FieldRows) -> FieldRows:
    return rows.take(np.lexsort((rows.kind, rows.watcher, rows.start_s)))
