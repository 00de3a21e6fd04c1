"""Who watches: patrols by day, cameras that fail, acoustic sensors. Where they stand, and when they could see."""

from __future__ import annotations

import msgspec
import numpy as np
from numpy.typing import NDArray

from truceline.exercise.happenings import CODE, TYPES, Happenings, local_day, local_hour
from truceline.exercise.params import START_S
from truceline.exercise.scene import Scene
from truceline.exercise.theatre import Floats, Ints

Bools = NDArray[np.bool_]

#: how far, in km, a patrol notices each type; the rest are not noticed in passing
_PATROL_KM = {
    "fire.explosion": 8.0, "fire.shelling": 8.0, "air.missile": 8.0, "air.drone_strike": 7.0, "mine.explosion": 7.0,
    "fire.projectile": 5.0, "fire.muzzle_flash": 4.0, "fire.flare": 5.0, "fire.burst": 3.5, "fire.shot": 2.5,
    "ground.assault": 4.0, "ground.clash": 4.0, "air.drone_sortie": 3.0, "weapon": 2.0, "ground.movement": 2.0,
    "attack_infrastructure": 6.0, "fire.exercise": 8.0,
}  # fmt: skip
_CAMERA_KM = {
    "fire.explosion": 5.0, "fire.shelling": 5.0, "fire.projectile": 5.0, "fire.muzzle_flash": 4.0, "fire.flare": 6.0,
    "fire.burst": 2.5, "fire.shot": 1.0, "air.drone_strike": 5.0, "air.missile": 5.0, "ground.assault": 2.5,
    "mine.explosion": 4.0, "air.drone_sortie": 1.0,
}  # fmt: skip
_ACOUSTIC_KM = {
    "fire.explosion": 9.0, "fire.shelling": 9.0, "air.drone_strike": 9.0, "air.missile": 10.0, "mine.explosion": 8.0,
    "fire.burst": 3.0, "fire.shot": 2.0, "fire.exercise": 9.0,
}  # fmt: skip


class Stations(msgspec.Struct, frozen=True):
    """Fixed watchers, west to east. `on[station, hour]` counts hours since the start of the exercise."""

    kind: str  # camera or acoustic
    x: Floats
    y: Floats
    on: Bools
    reach_km: Floats  # by event type; at night a camera sees six tenths as far

    def name(self, index: int) -> str:
        return f"{self.kind}-{index + 1:02d}"


class Posts(msgspec.Struct, frozen=True):
    """Patrols: arrays [day, half of the day, team]. `denied_s` equals `end_s` where nobody turned the team back."""

    x: Floats
    y: Floats
    start_s: Ints
    end_s: Ints
    denied_s: Ints
    withdrawn: Bools


def stations(scene: Scene, kind: str, part: int) -> Stations:
    """Cameras every 12 km and acoustic sensors every 20 km along the line, with their outages."""
    stream = scene.params.stream(part)
    spacing, table = (12.0, _CAMERA_KM) if kind == "camera" else (20.0, _ACOUSTIC_KM)
    count = max(5, int(scene.theatre.length_km / spacing))
    x = (np.arange(count) + stream.uniform(0.25, 0.75, count)) * scene.theatre.length_km / count
    x -= scene.theatre.length_km / 2
    y = scene.theatre.line_y(x) + stream.uniform(-1.5, 1.5, count)
    outages_a_week, typical_h = (1.1, 14) if kind == "camera" else (0.4, 8)
    on = np.ones((count, scene.params.days * 24), dtype=np.bool_)
    for row in on:
        for _ in range(int(stream.poisson(scene.params.days / 7 * outages_a_week))):
            begin = int(stream.integers(0, len(row)))
            row[begin : begin + 2 + int(stream.geometric(1 / typical_h))] = False
        if stream.random() < 0.25:
            begin = int(stream.integers(0, len(row)))
            row[begin : begin + 120] = False
    return Stations(kind, x, y, on, np.array([table.get(name, 0.0) for name in TYPES]))


def posts(scene: Scene, part: int) -> Posts:
    """Two posts a day for each team in its own 20 km of line, by day only; one half-day in twelve nobody goes out."""
    stream = scene.params.stream(part)
    days, teams = scene.params.days, max(4, int(scene.theatre.length_km / 20))
    shape = (days, 2, teams)
    width = scene.theatre.length_km / teams
    x = (np.arange(teams) + stream.uniform(0.05, 0.95, shape)) * width - scene.theatre.length_km / 2
    y = scene.theatre.line_y(x.ravel()).reshape(shape) + stream.normal(0, 2.5, shape)
    morning = START_S + np.arange(days)[:, None, None] * 86_400 + 8 * 3_600
    half = np.array([0, 4 * 3_600 + 1_800])[None, :, None]
    start = morning + half + stream.integers(0, 8, shape) * 300
    end = start + 4 * 3_600 - stream.integers(0, 8, shape) * 300
    return Posts(x, y, start, end, end.copy(), stream.random(shape) < 1 / 12)


def turn_back(plan: Posts, truth: Happenings, theatre_length_km: float) -> NDArray[np.bool_]:
    """Which restrictions meet a team at its post; from that moment on the team is denied (in place)."""
    met = np.zeros(len(truth), dtype=np.bool_)
    for row in np.flatnonzero(truth.kind == CODE["restriction"]):
        day, half, team = _post_of(plan, truth.start_s[row], truth.x[row], theatre_length_km)
        inside = plan.start_s[day, half, team] < truth.start_s[row] < plan.denied_s[day, half, team]
        if inside and not plan.withdrawn[day, half, team]:
            plan.denied_s[day, half, team] = truth.start_s[row]
            met[row] = True
    return met


def _post_of(plan: Posts, second: np.int64, x: np.float64, length_km: float) -> tuple[int, int, int]:
    day, teams = int((second - START_S) // 86_400), plan.x.shape[2]
    half = int(second >= plan.start_s[day, 1].min())
    return day, half, int(np.clip((x + length_km / 2) / length_km * teams, 0, teams - 1))


class Sightings(msgspec.Struct, frozen=True):
    """Who noticed what: incident, watcher, distance. For patrols the watcher is `day, half, team` packed."""

    incident: Ints
    watcher: Ints
    distance_km: Floats


def noticed(scene: Scene, fixed: Stations, part: int) -> Sightings:
    """What fixed watchers notice among their three nearest, with a chance that falls with distance."""
    stream = scene.params.stream(part)
    truth = scene.truth
    hour = (truth.start_s - START_S) // 3_600
    clock = local_hour(truth.start_s)
    dark = (clock < 6) | (clock >= 18.5)
    reach = fixed.reach_km[truth.kind] * np.where(dark & (fixed.kind == "camera"), 0.6, 1.0)
    found: list[Sightings] = []
    nearest = np.searchsorted(fixed.x, truth.x)
    for step in (-1, 0):
        watcher = np.clip(nearest + step, 0, len(fixed.x) - 1)
        distance = np.hypot(fixed.x[watcher] - truth.x, fixed.y[watcher] - truth.y)
        chance = np.where(distance < reach, 0.9 - 0.5 * distance / np.maximum(reach, 0.1), 0.0)
        seen = fixed.on[watcher, hour] & (stream.random(len(truth)) < chance)
        rows = np.flatnonzero(seen)
        found.append(Sightings(rows, watcher[rows], distance[rows]))
    return _once(found)


def met_by_patrols(scene: Scene, plan: Posts, part: int) -> Sightings:
    """What patrols notice from their posts while they stand there."""
    stream = scene.params.stream(part)
    truth = scene.truth
    day = local_day(truth.start_s)
    teams = plan.x.shape[2]
    reach = np.array([_PATROL_KM.get(name, 0.0) for name in TYPES])[truth.kind]
    own = np.clip(((truth.x / scene.theatre.length_km + 0.5) * teams).astype(np.int64), 0, teams - 1)
    found: list[Sightings] = []
    for half in (0, 1):
        for step in (-1, 0, 1):
            team = np.clip(own + step, 0, teams - 1)
            at = (day, half, team)
            there = (truth.start_s >= plan.start_s[at]) & (truth.start_s < plan.denied_s[at]) & ~plan.withdrawn[at]
            distance = np.hypot(plan.x[at] - truth.x, plan.y[at] - truth.y)
            chance = np.where(distance < reach, 0.9 - 0.5 * distance / np.maximum(reach, 0.1), 0.0)
            rows = np.flatnonzero(there & (stream.random(len(truth)) < chance))
            found.append(Sightings(rows, ((day * 2 + half) * teams + team)[rows], distance[rows]))
    return _once(found)


def _once(found: list[Sightings]) -> Sightings:
    """Sightings of all rounds, each pair of incident and watcher once, sorted by both."""
    incident = np.concatenate([f.incident for f in found])
    watcher = np.concatenate([f.watcher for f in found])
    distance = np.concatenate([f.distance_km for f in found])
    order = np.lexsort((watcher, incident))
    incident, watcher, distance = incident[order], watcher[order], distance[order]
    new = np.ones(len(incident), dtype=np.bool_)
    new[1:] = (incident[1:] != incident[:-1]) | (watcher[1:] != watcher[:-1])
    return Sightings(incident[new], watcher[new], distance[new])
