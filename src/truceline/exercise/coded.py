"""Coded event data: six registers that read reports and type them into rows of the generic events file.

Each register has its class, its reach, and a precision it can honestly give. The errors that such data have are planted
at the rates of `RATES`, and the truth knows of each.
"""

from __future__ import annotations

import msgspec
import numpy as np
from numpy.typing import NDArray

from truceline.exercise.happenings import CODE, TYPES, Happenings, local_day
from truceline.exercise.params import START_S, ZONE_OFFSET_S
from truceline.exercise.scene import Scene
from truceline.exercise.theatre import Floats, Ints, Theatre

Bools = NDArray[np.bool_]


class Rates(msgspec.Struct, frozen=True):
    """Shares of rows with each error: assumed, of the size that studies of coded event data report."""

    misdeclared: float = 0.05  # a fine radius is declared for a coarse place
    wrong_town: float = 0.01  # another town, of the same name where there is one
    zone_slip: float = 0.02  # local time written as if it were UTC
    next_day: float = 0.05  # day of the report instead of the day of the event
    type_confusion: float = 0.08
    missing_actor: float = 0.35
    repeated: float = 0.06  # the same register reports the incident once more
    spurious: float = 0.04  # nothing happened


RATES = Rates()


class Register(msgspec.Struct, frozen=True):
    """One coded source. `side` 0 or 1: it reports only what the other side does; -1: it reports all."""

    name: str
    source_class: str
    reach: float  # share of incidents it reports, before visibility
    places: tuple[float, float, float, float]  # exact, town, district, region
    times: tuple[float, float, float, float]  # minute, hour, day, several days
    side: int = -1


REGISTERS: tuple[Register, ...] = (
    Register("registry", "dataset", 0.60, (0.05, 0.65, 0.22, 0.08), (0.05, 0.15, 0.70, 0.10)),
    Register("press", "news", 0.50, (0.05, 0.70, 0.20, 0.05), (0.05, 0.25, 0.60, 0.10)),
    Register("relief", "ngo", 0.36, (0.25, 0.60, 0.15, 0.00), (0.10, 0.45, 0.40, 0.05)),
    Register("channels", "social", 0.62, (0.40, 0.50, 0.10, 0.00), (0.55, 0.30, 0.15, 0.00)),
    Register("north_command", "official", 0.92, (0.10, 0.60, 0.25, 0.05), (0.15, 0.30, 0.55, 0.00), 0),
    Register("south_command", "official", 0.92, (0.10, 0.60, 0.25, 0.05), (0.15, 0.30, 0.55, 0.00), 1),
)

#: what a coder may write instead of the true type
_MISTAKEN = {
    "fire.explosion": "fire.shelling", "fire.shelling": "fire.explosion", "fire.burst": "fire.shot",
    "fire.shot": "fire.burst", "fire.projectile": "fire.explosion", "fire.muzzle_flash": "fire",
    "fire.flare": "fire", "air.drone_strike": "fire.shelling", "air.drone_sortie": "air",
    "ground.assault": "ground.clash", "ground.clash": "ground.assault", "mine.explosion": "fire.explosion",
    "air.missile": "air.strike", "attack_infrastructure": "fire.shelling",
}  # fmt: skip
#: types as a register may write them: the true ones, then the wider ones that only a mistake gives
WRITTEN: tuple[str, ...] = (*TYPES, "fire", "air", "air.strike")


class CodedRows(msgspec.Struct, frozen=True):
    """Rows of one register, in the order of its file. `incident` is -1 for a spurious row."""

    incident: Ints
    kind: Ints  # index into WRITTEN
    start_s: Ints
    end_s: Ints
    x: Floats
    y: Floats
    radius_m: Ints
    place: Ints  # index of the settlement named
    actor: Ints  # 0, 1, or -1 where not stated
    count: Ints
    killed: Ints
    wounded: Ints
    weapon: Ints
    target: Ints
    misdeclared: Bools
    wrong_town: Bools
    zone_slip: Bools
    next_day: Bools


def visibility(scene: Scene) -> Floats:
    """How much is heard of an incident, 0.25 to 1.6: near people, with harm, and loud ones more."""
    truth, places = scene.truth, scene.theatre.settlements
    near = scene.theatre.nearest_settlement(truth.x, truth.y)
    people = np.log10(places.population[near] + 10.0) / 5.0
    harm = np.where(truth.killed + truth.wounded > 0, 0.35, 0.0)
    loud = np.isin(
        truth.kind, [CODE[k] for k in ("fire.shelling", "air.drone_strike", "air.missile", "ground.assault")]
    )
    quiet = np.isin(truth.kind, [CODE[k] for k in ("fire.shot", "fire.flare", "fire.muzzle_flash", "weapon")])
    return np.asarray(np.clip(0.25 + people + harm + 0.25 * loud - 0.35 * quiet, 0.25, 1.6), dtype=np.float64)


def report(scene: Scene, register: Register, heard: Floats, stream: np.random.Generator) -> CodedRows:
    """The rows of one register."""
    truth = scene.truth
    chance = np.minimum(register.reach * heard, 0.97)
    if register.side >= 0:
        chance = np.where(truth.actor == 1 - register.side, chance, 0.0)
    chance = np.where(truth.kind == CODE["restriction"], 0.0, chance)
    chosen = np.flatnonzero(stream.random(len(truth)) < chance)
    again = chosen[stream.random(len(chosen)) < RATES.repeated]
    rows = np.sort(np.concatenate([chosen, again]), kind="stable")
    invented = stream.choice(rows, int(len(rows) * RATES.spurious)) if len(rows) else rows
    incident = np.concatenate([rows, np.full(len(invented), -1, dtype=np.int64)])
    base = truth.take(np.concatenate([rows, invented]))
    return _row_order(_written(scene, register, base, incident, stream))


class _Told(msgspec.Struct, frozen=True):
    """The incident as the register came to hear of it: for a spurious row somewhere and somewhen else."""

    x: Floats
    y: Floats
    second: Ints


def _heard_of(scene: Scene, base: Happenings, spurious: Bools, stream: np.random.Generator) -> _Told:
    total = len(base)
    days = np.where(spurious, stream.integers(-3, 4, total), 0)
    return _Told(
        base.x + np.where(spurious, stream.normal(0, 12, total), 0.0),
        base.y + np.where(spurious, stream.normal(0, 6, total), 0.0),
        np.clip(base.start_s + days * 86_400, START_S, scene.params.end_s - 1),
    )


def _written(
    scene: Scene, register: Register, base: Happenings, incident: Ints, stream: np.random.Generator
) -> CodedRows:
    total = len(incident)
    told = _heard_of(scene, base, incident < 0, stream)
    place = scene.theatre.nearest_settlement(told.x, told.y)
    wrong_town = stream.random(total) < RATES.wrong_town
    place = np.where(wrong_town, _other_town(scene.theatre, stream, place), place)
    fine = np.searchsorted(np.cumsum(register.places)[:-1], stream.random(total), side="right")
    fine = np.where(wrong_town, 1, fine)
    x, y, radius = _place(scene.theatre, stream, fine, place, told)
    misdeclared = (stream.random(total) < RATES.misdeclared) & (fine >= 1)
    grain = np.searchsorted(np.cumsum(register.times)[:-1], stream.random(total), side="right")
    zone_slip = (stream.random(total) < RATES.zone_slip) & (grain <= 1)
    next_day = (stream.random(total) < RATES.next_day) & (grain == 2)
    written = told.second + zone_slip * ZONE_OFFSET_S + next_day * 86_400
    start, end = _interval(stream, grain, np.clip(written, START_S, scene.params.end_s - 1), scene.params.end_s)
    confused = stream.random(total) < RATES.type_confusion
    unstated = (stream.random(total) < RATES.missing_actor) & (register.side < 0)
    known = (stream.random(total) < 0.6) | (base.kind == CODE["weapon"])
    counts = np.maximum(1, np.rint(base.count * np.exp(stream.normal(0, 0.25, total)))).astype(np.int64)
    return CodedRows(
        incident=incident, kind=np.where(confused, _mistakes()[base.kind], base.kind), start_s=start, end_s=end,
        x=x, y=y, radius_m=np.where(misdeclared, 500, radius), place=place, actor=np.where(unstated, -1, base.actor),
        count=counts, killed=base.killed, wounded=base.wounded, weapon=np.where(known, base.weapon, 0),
        target=base.target, misdeclared=misdeclared, wrong_town=wrong_town, zone_slip=zone_slip, next_day=next_day,
    )  # fmt: skip


def _mistakes() -> Ints:
    position = {name: i for i, name in enumerate(WRITTEN)}
    return np.array([position[_MISTAKEN.get(name, name)] for name in TYPES], dtype=np.int64)


def _other_town(theatre: Theatre, stream: np.random.Generator, place: Ints) -> Ints:
    """The homonym where the town has one, else any town."""
    homonym = theatre.settlements.homonym[place]
    return np.where(homonym >= 0, homonym, stream.integers(0, len(theatre.settlements.names), len(place)))


def _place(
    theatre: Theatre, stream: np.random.Generator, fine: Ints, place: Ints, told: _Told
) -> tuple[Floats, Floats, Ints]:
    """Reported centre and honest radius: exact, the town's, the district's (25 km stretch), the region's (100 km)."""
    places, x, y = theatre.settlements, told.x, told.y
    exact_m = stream.integers(3, 11, len(place)) * 100
    sigma_km = exact_m / 2_447.7
    stretch, wide = np.rint(x / 25.0) * 25.0, np.rint(x / 100.0) * 100.0
    depth = y - theatre.line_y(x)
    band = np.sign(depth) * (np.abs(depth) // 16 * 16 + 8)
    half = np.sign(depth) * (np.abs(depth) // 50 * 50 + 25)
    row_x = np.select([fine == 0, fine == 1, fine == 2], [x + stream.normal(0, 1, len(x)) * sigma_km,
                                                          places.x[place], stretch], wide)  # fmt: skip
    row_y = np.select([fine == 0, fine == 1, fine == 2], [y + stream.normal(0, 1, len(x)) * sigma_km, places.y[place],
                      theatre.line_y(stretch) + band], theatre.line_y(wide) + half)  # fmt: skip
    off_town = np.hypot(places.x[place] - x, places.y[place] - y) * 1_000
    inside = off_town <= places.radius_m[place]  # beyond it the words are "near X", "some way from X"
    town = np.select([inside, off_town <= 4_500, off_town <= 9_000], [places.radius_m[place], 5_000, 10_000], 25_000)
    radius = np.select([fine == 0, fine == 1, fine == 2], [exact_m, town, 20_000], 60_000)
    return row_x, row_y, radius.astype(np.int64)


def _interval(stream: np.random.Generator, grain: Ints, second: Ints, last_s: int) -> tuple[Ints, Ints]:
    """Half-open interval that holds the moment: its minute, its hour, its local day, or three days."""
    day_start = START_S + local_day(second) * 86_400
    back = stream.integers(0, 3, len(second)) * 86_400
    start = np.select(
        [grain == 0, grain == 1, grain == 2],
        [second // 60 * 60, second // 3_600 * 3_600, day_start],
        np.clip(day_start - back, START_S, last_s - 3 * 86_400),  # no register looks beyond its first and last day
    )
    length = np.select([grain == 0, grain == 1, grain == 2], [60, 3_600, 86_400], 3 * 86_400)
    return start.astype(np.int64), (start + length).astype(np.int64)


def _row_order(rows: CodedRows) -> CodedRows:
    """By the start written, so that a file does not give away which rows belong together."""
    order = np.lexsort((rows.radius_m, rows.kind, rows.start_s))
    return CodedRows(*(getattr(rows, name)[order] for name in rows.__struct_fields__))
