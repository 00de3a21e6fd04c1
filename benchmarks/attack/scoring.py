"""How near the attacker came: places matched to those who stand there, and hours on duty told from hours off.

The matching is the attacker's best: each guess is taken for whoever makes the sum of distances smallest, which nobody
without the truth could do. What the map alone gives is matched in the same way.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
from benchmarks.attack.attackers import METHODS, about, baseline
from benchmarks.attack.reading import MONITORS, PARTS, WITNESSES, Read, centre
from benchmarks.attack.worlds import Person, World
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment
from scipy.stats import rankdata

Floats = NDArray[np.float64]

#: seeds of the guesses from the map alone: as many as there are methods, so that both have the same luck
_DRAWS = len(METHODS)
#: hours of each part of the day, as bulletins name them
_PART_OF_HOUR = np.array([0 if h < 5 or h >= 21 else 1 if h < 12 else 2 if h < 17 else 3 for h in range(24)])
#: within this of a post, what is seen may be seen from it, km
_AROUND_KM = 15.0


@dataclass(frozen=True)
class Placed:
    """Distances in km from each person to the guess for it, by method; `map` are those of the map alone."""

    methods: dict[str, Floats]
    map: dict[str, Floats]


def place(read: Read, world: World, kind: str) -> Placed | None:
    """Every method against the observers, or the witnesses, of a world."""
    people = world.of(kind)
    if not people:
        return None
    chosen = about(read, MONITORS if kind == "observer" else WITNESSES)
    truth = np.array([(who.x, who.y) for who in people])
    return Placed(
        methods={
            name: _errors(method(read, chosen, len(people), world.terrain), truth) for name, method in METHODS.items()
        },
        map={f"map {seed}": _errors(baseline(world.terrain, len(people), seed), truth) for seed in range(_DRAWS)},
    )


def _errors(guesses: Floats, truth: Floats) -> Floats:
    distance = np.hypot(truth[:, None, 0] - guesses[None, :, 0], truth[:, None, 1] - guesses[None, :, 1])
    rows, columns = linear_sum_assignment(distance)
    errors = np.full(len(truth), np.inf)
    errors[rows] = distance[rows, columns]
    return errors


def pooled(placed: list[Placed]) -> tuple[str, float, float]:
    """The best method over all worlds, its median error, and the best median of the map alone (km)."""
    medians = {name: float(np.median(np.concatenate([one.methods[name] for one in placed]))) for name in METHODS}
    maps = [float(np.median(np.concatenate([one.map[name] for one in placed]))) for name in placed[0].map]
    best = min(medians, key=lambda name: (medians[name], name))
    return best, medians[best], min(maps)


def shifts(read: Read, world: World) -> dict[str, list[float]]:
    """For each signal, the AUC of every observer: 0.5 is chance. `hours: …` tells parts of a day apart, `days: …` days.

    The attacker is even told where each observer stands.
    """
    found: dict[str, list[float]] = {}
    days = [date.fromordinal(_first_day(world) + n).isoformat() for n in range(world.days)]
    for who in world.of("observer"):
        assert who.duty is not None
        parts = np.stack([who.duty[:, part == _PART_OF_HOUR].mean(axis=1) >= 0.4 for part in range(4)], axis=1)
        for name, score in _hour_signals(read, who, days).items():
            found.setdefault(f"hours: {name}", []).append(_auc(score.ravel(), parts.ravel()))
        long = who.duty.sum(axis=1)
        present = long > np.median(long) * 0.75
        for name, line in _day_signals(read, who, days).items():
            known = ~np.isnan(line)
            found.setdefault(f"days: {name}", []).append(_auc(line[known], present[known]))
    return {name: [auc for auc in aucs if not np.isnan(auc)] for name, aucs in found.items()}


def _first_day(world: World) -> int:
    return date(1970, 1, 1).toordinal() + world.start_s // 86_400


def _hour_signals(read: Read, who: Person, days: list[str]) -> dict[str, Floats]:
    everywhere = np.array([[read.parts.get((day, part), 0.0) for part in PARTS] for day in days])
    near = np.zeros((len(days), len(PARTS)))
    at = {day: row for row, day in enumerate(days)}
    for one in read.sightings:
        if one.day in at and one.part in PARTS and one.classes & MONITORS and _near(one.cell, who):
            near[at[one.day], PARTS.index(one.part)] += one.weight
    habit = near.sum(axis=0, keepdims=True) / max(near.sum(), 1.0) + near * 0.01
    night = np.array([read.night.get(day, 500_000) for day in days])
    dark = np.array([1.0, 0.0, 0.0, 0.0])[None, :] * (night - np.median(night))[:, None]
    return {"incidents": everywhere, "incidents near by": near, "habit near by": habit, "night share": dark}


def _day_signals(read: Read, who: Person, days: list[str]) -> dict[str, Floats]:
    near = dict.fromkeys(days, 0.0)
    for one in read.sightings:
        if one.day in near and one.classes & MONITORS and _near(one.cell, who):
            near[one.day] += one.weight
    return {
        "effort": _line(read.effort, days),
        "effort, first told": _line(read.first_effort, days),
        "running total": _line(read.running, days),
        "growth of the record": _line(read.entries, days),
        "restrictions": -_line(read.lost, days, 0.0),
        "incidents": _line(read.daily, days, 0.0),
        "incidents near by": np.array([near[day] for day in days]),
    }


def _line(values: dict[str, float], days: list[str], missing: float = np.nan) -> Floats:
    return np.array([values.get(day, missing) for day in days], dtype=np.float64)


def _near(cell: str, who: Person) -> bool:
    x, y = centre(cell)
    return float(np.hypot(x - who.x, y - who.y)) < _AROUND_KM


def _auc(score: Floats, truth: NDArray[np.bool_]) -> float:
    """Chance that an hour on duty has the higher score; ties count half."""
    ones, zeros = int(truth.sum()), int((~truth).sum())
    if not ones or not zeros:
        return float("nan")
    return float((rankdata(score)[truth].sum() - ones * (ones + 1) / 2) / (ones * zeros))
