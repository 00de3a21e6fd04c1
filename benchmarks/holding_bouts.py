"""A second family of made wars, of another nature than the model that judges them: bouts that feed on themselves.

No constant of `truceline.measure` was chosen on it. Events of a day are a Poisson number whose mean is in part the
memory of the days before (A. Hawkes, Biometrika 58, 1971, in days); in some wars a figure is of the dead, each event
bringing a geometric number of them; offensives of two to six weeks come every few months; weekends are quieter in some;
and the watchers are silent for days on end.
"""

from __future__ import annotations

import numpy as np

from holding_made import BEFORE, FIRST_DAY, FROM, Made, Scenario
from truceline.measure.series import DaySeries, Truce

_LEVELS = (0.7, 3.0, 8.0, 25.0, 90.0)
_FIRST_BOUT = 900_000


def bouts(seed: int, scenario: Scenario) -> Made:
    """One series of this family; its nature is of the seed alone."""
    chance = np.random.default_rng(_FIRST_BOUT + seed)
    level, own = float(chance.choice(_LEVELS)), float(chance.choice([0.2, 0.45, 0.65]))
    memory, dead = float(chance.choice([0.5, 0.8])), float(chance.choice([1.0, 1.0, 4.0]))
    weekend = float(chance.choice([1.0, 1.0, 0.6]))
    n = BEFORE + scenario.days
    given = level / dead * _offensives(chance, n)
    given[BEFORE:] *= scenario.factors()
    given *= np.where(np.arange(n) % 7 >= 5, weekend, 1.0)
    effort = chance.gamma(12, 1 / 12, n) if chance.random() < 0.3 else np.ones(n)
    told = not np.all(effort == 1.0)
    if scenario.name == "only the effort fell":
        effort[BEFORE:] *= 0.45
        told = True
    counts = np.zeros(n)
    remembered = float(given[0])
    for day in range(n):
        events = int(chance.poisson((1 - own) * given[day] + own * min(remembered, 4 * given[day])))
        remembered = memory * remembered + (1 - memory) * events
        seen = int(chance.binomial(events, min(effort[day] / 2.5, 1.0))) if told else events
        counts[day] = seen if dead == 1.0 or not seen else seen + chance.negative_binomial(seen, 1 / dead)
    values = tuple(None if gap else float(count) for gap, count in zip(_silence(chance, n), counts, strict=True))
    series = DaySeries(FIRST_DAY, values, tuple(effort.tolist()) if told else None)
    return Made(scenario, level, series, Truce(FROM))


def _offensives(chance: np.random.Generator, n: int) -> np.ndarray:
    """1, and up to 2.5 in offensives, which begin and end within a week; none begins in force."""
    height, level = float(chance.choice([1.0, 1.5, 2.5])), np.zeros(n)
    day = int(chance.integers(20, 120))
    while day < BEFORE:
        level[day : min(day + int(chance.integers(14, 43)), BEFORE)] = 1.0
        day += int(chance.integers(60, 150))
    smooth = np.convolve(np.pad(level, 3, mode="edge"), np.ones(7) / 7, mode="valid")
    return np.asarray(height**smooth)


def _silence(chance: np.random.Generator, n: int) -> np.ndarray:
    """Days on which nobody told anything: stretches of one to five, in a third of the wars."""
    silent = np.zeros(n, dtype=bool)
    if chance.random() < 1 / 3:
        for start in np.flatnonzero(chance.random(n) < 0.03):
            silent[start : start + int(chance.integers(1, 6))] = True
    return silent
