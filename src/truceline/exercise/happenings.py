"""What truly happened: the incidents of sixty days as parallel columns.

Background along the line, hot spots, bursts (children about 2 km and 8 hours apart, the hard case of fusion) and strike
waves in single nights. Fighting before the ceasefire, a drop, a slow rise, and a collapse in the last five days.
"""

from __future__ import annotations

import msgspec
import numpy as np
from numpy.typing import NDArray

from truceline.exercise.params import START_S, ZONE_OFFSET_S, ExerciseParams
from truceline.exercise.theatre import Floats, Ints, Theatre

#: event type, share before the ceasefire, share after; the rest of the columns hang on the type
_MIX: tuple[tuple[str, float, float], ...] = (
    ("fire.explosion", 0.24, 0.27),
    ("fire.shelling", 0.20, 0.13),
    ("fire.burst", 0.15, 0.22),
    ("fire.shot", 0.10, 0.15),
    ("fire.projectile", 0.05, 0.04),
    ("fire.muzzle_flash", 0.02, 0.02),
    ("fire.flare", 0.02, 0.03),
    ("air.drone_strike", 0.08, 0.04),
    ("air.drone_sortie", 0.04, 0.05),
    ("ground.assault", 0.035, 0.004),
    ("ground.clash", 0.025, 0.006),
    ("mine.explosion", 0.01, 0.01),
    ("weapon", 0.025, 0.025),
    ("restriction", 0.005, 0.005),
)
TYPES: tuple[str, ...] = (
    *(row[0] for row in _MIX),
    "air.missile",
    "attack_infrastructure",
    "fire.exercise",
    "ground.movement",
)
CODE = {name: code for code, name in enumerate(TYPES)}
#: weapons seen, with a calibre where one belongs to the class
WEAPONS: tuple[tuple[str, int], ...] = (
    ("", 0),
    ("mortar", 82),
    ("mortar", 120),
    ("artillery_100", 122),
    ("artillery_100", 152),
    ("mlrs", 122),
    ("tank", 125),
    ("small_arms", 0),
    ("heavy_machine_gun", 12),
    ("recon_drone", 0),
    ("fpv_drone", 0),
    ("attack_drone", 0),
    ("cruise_missile", 0),
)
TARGETS: tuple[str, ...] = (
    "", "residential", "transport", "industry", "school",
    "energy.power_plant", "energy.substation", "energy.refinery", "energy.storage", "energy.transformer",
    "energy.pipeline",
)  # fmt: skip


#: days of slow rise before the collapse
ERODING_DAYS = 12


class Happenings(msgspec.Struct, frozen=True):
    """Columns of equal length, sorted by time. `actor` is 0 for the side north of the line and 1 for the other."""

    kind: Ints  # index into TYPES
    start_s: Ints
    x: Floats
    y: Floats
    actor: Ints
    count: Ints
    weapon: Ints  # index into WEAPONS
    target: Ints  # index into TARGETS
    killed: Ints
    wounded: Ints
    planted: Ints  # index into the list of planted acts, or -1

    def __len__(self) -> int:
        return len(self.kind)

    def take(self, rows: Ints) -> Happenings:
        return Happenings(*(getattr(self, name)[rows] for name in self.__struct_fields__))

    @staticmethod
    def joined(parts: tuple[Happenings, ...]) -> Happenings:
        """All parts as one, sorted by time (ties by the order of the parts)."""
        whole = Happenings(*(np.concatenate([getattr(p, n) for p in parts]) for n in Happenings.__struct_fields__))
        return whole.take(np.argsort(whole.start_s, kind="stable"))


def level(params: ExerciseParams) -> Floats:
    """Expected incidents on each day: 1.8 times the mean before the ceasefire, a quarter after, then the collapse."""
    day = np.arange(params.days)
    share = np.where(day < params.truce_day, 1.8, 0.36)
    eroding = (day >= params.collapse_day - ERODING_DAYS) & (day < params.collapse_day)
    share = np.where(eroding, 0.36 + 0.03 * (day - (params.collapse_day - ERODING_DAYS)), share)
    share = np.where(day >= params.collapse_day, 1.2 + 0.25 * (day - params.collapse_day), share)
    return np.asarray(share * params.incidents_per_day * params.scale, dtype=np.float64)


def happen(params: ExerciseParams, theatre: Theatre) -> Happenings:
    """The unplanned incidents of all days."""
    stream = params.stream(3)
    drift = np.zeros(params.days)
    for index in range(1, params.days):
        drift[index] = 0.6 * drift[index - 1] + stream.normal(0, 0.10)
    per_day = stream.poisson(level(params) * np.exp(drift))
    total = int(per_day.sum())
    day = np.repeat(np.arange(params.days, dtype=np.int64), per_day)
    x, y, second = _where_and_when(params, theatre, stream, day)
    kind = _kinds(stream, second >= params.truce_s)
    return _columns(theatre, stream, kind, second, x, y, total)


def _where_and_when(
    params: ExerciseParams, theatre: Theatre, stream: np.random.Generator, day: Ints
) -> tuple[Floats, Floats, Ints]:
    total = len(day)
    half = theatre.length_km / 2 - 2
    x = stream.uniform(-half, half, total)
    y = theatre.line_y(x) + np.clip(stream.laplace(0, 3.5, total), -40, 40)
    hour = np.clip(stream.normal(15, 6, total) % 24, 0, 23.999)
    second = START_S + day * 86_400 + (hour * 3_600).astype(np.int64)
    _gather_in_hot_spots(theatre, stream, day, params.days, x, y)
    _draw_to_settlements(theatre, stream, x, y)
    _burst(stream, params, x, y, second)
    return x, y, second


def _gather_in_hot_spots(
    theatre: Theatre, stream: np.random.Generator, day: Ints, days: int, x: Floats, y: Floats
) -> None:
    """Move 35 % of the incidents to hot spots of heavy-tailed weight that are active for some weeks (in place)."""
    count = max(4, int(theatre.length_km / 15))
    half = theatre.length_km / 2 - 5
    hot_x = stream.uniform(-half, half, count)
    hot_y = theatre.line_y(hot_x) + stream.normal(0, 1.5, count)
    begin = stream.integers(-10, days - 10, count)
    weight = (1 - stream.random(count)) ** (-1 / 1.5)
    which = stream.choice(count, size=len(day), p=weight / weight.sum())
    active = (day >= begin[which]) & (day < begin[which] + 25) & (stream.random(len(day)) < 0.75)
    x[active] = (hot_x[which] + stream.normal(0, 1.5, len(day)))[active]
    y[active] = (hot_y[which] + stream.normal(0, 1.5, len(day)))[active]


def _draw_to_settlements(theatre: Theatre, stream: np.random.Generator, x: Floats, y: Floats) -> None:
    """Two thirds happen in or by a settlement: within its radius rather than in the open (in place)."""
    near = theatre.nearest_settlement(x, y)
    places = theatre.settlements
    drawn = (stream.random(len(x)) < 0.66) & (np.hypot(places.x[near] - x, places.y[near] - y) < 6)
    spread = places.radius_m[near] / 2_447.7
    x[drawn] = (places.x[near] + stream.normal(0, 1, len(x)) * spread)[drawn]
    y[drawn] = (places.y[near] + stream.normal(0, 1, len(x)) * spread)[drawn]


def _burst(stream: np.random.Generator, params: ExerciseParams, x: Floats, y: Floats, second: Ints) -> None:
    """A quarter follow another incident of the same day, about 2 km and up to 8 hours away (in place)."""
    total = len(x)
    child = np.flatnonzero(stream.random(total) < 0.25)
    parent = np.maximum(child - 1 - stream.integers(0, 4, len(child)), 0)
    x[child] = x[parent] + stream.normal(0, 1.4, len(child))
    y[child] = y[parent] + stream.normal(0, 1.4, len(child))
    second[child] = np.clip(
        second[parent] + (stream.laplace(0, 3.0, len(child)) * 3_600).astype(np.int64), START_S, params.end_s - 1
    )


def _kinds(stream: np.random.Generator, in_force: NDArray[np.bool_]) -> Ints:
    drawn = stream.random(len(in_force))
    before = np.cumsum([row[1] for row in _MIX])
    after = np.cumsum([row[2] for row in _MIX])
    last = len(_MIX) - 1
    kind = np.where(
        in_force,
        np.searchsorted(after / after[-1], drawn, side="right"),
        np.searchsorted(before / before[-1], drawn, side="right"),
    )
    return np.minimum(kind, last).astype(np.int64)


def _columns(
    theatre: Theatre, stream: np.random.Generator, kind: Ints, second: Ints, x: Floats, y: Floats, total: int
) -> Happenings:
    """Who, how many, with what: everything that hangs on the type and the side of the line."""
    depth = y - theatre.line_y(x)
    hit_north = depth > 0
    own_side = np.isin(kind, _codes("weapon", "restriction", "fire.muzzle_flash", "ground.movement"))
    fired_from_north = hit_north == own_side  # who is seen on a side owns it; what falls on a side came from the other
    fired_from_north ^= stream.random(total) < 0.06
    few = stream.geometric(0.35, total)
    many = np.isin(kind, _codes("fire.explosion", "fire.burst", "fire.shot", "fire.projectile"))
    hurtful = np.isin(kind, _codes("fire.shelling", "air.drone_strike", "ground.assault", "mine.explosion"))
    happening = Happenings(
        kind=kind, start_s=second, x=x, y=y,
        actor=np.where(fired_from_north, 0, 1).astype(np.int64),
        count=np.where(many, few, 1).astype(np.int64),
        weapon=_weapons(stream, kind),
        target=_targets(stream, kind),
        killed=np.where(hurtful & (stream.random(total) < 0.10), stream.geometric(0.6, total), 0).astype(np.int64),
        wounded=np.where(hurtful & (stream.random(total) < 0.22), stream.geometric(0.45, total), 0).astype(np.int64),
        planted=np.full(total, -1, dtype=np.int64),
    )  # fmt: skip
    _store_weapons(theatre, stream, happening)
    _in_office_hours(stream, happening)
    return happening.take(np.argsort(happening.start_s, kind="stable"))


def _codes(*names: str) -> list[int]:
    return [CODE[name] for name in names]


def _weapons(stream: np.random.Generator, kind: Ints) -> Ints:
    weapon = np.zeros(len(kind), dtype=np.int64)
    draw = stream.random(len(kind))
    for names, choices in (
        (("weapon",), (1, 2, 3, 4, 5, 6)),
        (("fire.shelling", "fire.explosion"), (0, 1, 2, 3, 4)),
        (("fire.burst", "fire.shot"), (7, 8)),
        (("air.drone_strike",), (10, 11)),
        (("air.drone_sortie",), (9,)),
        (("air.missile",), (12,)),
    ):
        rows = np.isin(kind, _codes(*names))
        weapon[rows] = np.array(choices)[(draw[rows] * len(choices)).astype(np.int64)]
    return weapon


def _targets(stream: np.random.Generator, kind: Ints) -> Ints:
    target = np.zeros(len(kind), dtype=np.int64)
    rows = np.isin(kind, _codes("fire.shelling", "air.drone_strike")) & (stream.random(len(kind)) < 0.3)
    target[rows] = stream.integers(1, 5, int(rows.sum()))
    return target


def _store_weapons(theatre: Theatre, stream: np.random.Generator, happening: Happenings) -> None:
    """Weapons in the open stand anywhere from 3 to 60 km behind their own side's line (in place)."""
    rows = np.flatnonzero(happening.kind == CODE["weapon"])
    depth = stream.uniform(3, 60, len(rows))
    sign = np.where(happening.actor[rows] == 0, 1, -1)
    happening.y[rows] = theatre.line_y(happening.x[rows]) + sign * depth


def _in_office_hours(stream: np.random.Generator, happening: Happenings) -> None:
    """Patrols are turned back while they are out: between nine and three (in place)."""
    rows = np.flatnonzero(happening.kind == CODE["restriction"])
    midnight = START_S + local_day(happening.start_s[rows]) * 86_400
    happening.start_s[rows] = midnight + stream.integers(9 * 3_600, 15 * 3_600, len(rows))


def clear_of(truth: Happenings, centre: tuple[float, float], half_km: float, from_s: int) -> None:
    """Move what would happen in a square after a moment to just beside it (in place): the square is kept for plants."""
    inside = (np.abs(truth.x - centre[0]) < half_km) & (np.abs(truth.y - centre[1]) < half_km)
    rows = inside & (truth.start_s >= from_s) & (truth.planted < 0)
    truth.x[rows] += np.where(truth.x[rows] < centre[0], -2 * half_km, 2 * half_km)


def strike_waves(params: ExerciseParams, theatre: Theatre) -> Happenings:
    """Single nights of drones and missiles against towns in depth: five nights apart, then twice."""
    stream = params.stream(4)
    nights = [*range(2, params.truce_day, 5), params.collapse_day + 1, params.collapse_day + 3]
    per_night = max(4, int(0.3 * params.incidents_per_day * params.scale))
    day = np.repeat(np.array(nights), per_night)
    total = len(day)
    places = theatre.settlements
    weight = np.sqrt(places.population.astype(np.float64))
    town = stream.choice(len(places.names), size=total, p=weight / weight.sum())
    spread = places.radius_m[town] / 2_447.7
    kind = np.where(stream.random(total) < 0.7, CODE["air.drone_strike"], CODE["air.missile"]).astype(np.int64)
    second = START_S + day * 86_400 + stream.integers(0, 5 * 3_600, total)
    x = places.x[town] + stream.normal(0, 1, total) * spread
    y = places.y[town] + stream.normal(0, 1, total) * spread
    return _columns(theatre, stream, kind, second, x, y, total)


def local_day(second: Ints) -> Ints:
    """Index of the local calendar day since the start of the exercise."""
    return (second - START_S) // 86_400


def local_hour(second: Ints) -> Floats:
    """Local hour of the day, 0 to 24."""
    return np.asarray(((second + ZONE_OFFSET_S) % 86_400) / 3_600.0, dtype=np.float64)
