"""Made series with a known answer: does a verdict say what was put in? For `holding.py`.

A series is 240 days of war, then a truce, drawn from a negative binomial around a latent AR(1) level: levels of .2 to
200 a day, with or without a weekly season, a trend, gaps, zeros that are no peace, an effort that falls. What happens
in force is the scenario, and it has one right answer. Seeds under 10,000 are for tuning; the tables are of others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np

from holding_oracle import Nature, best
from truceline.measure.alarms import alarms_in
from truceline.measure.holding import holding
from truceline.measure.series import DaySeries, Truce

BEFORE, FIRST_DAY, FROM = 240, "2030-01-01", "2030-08-29"
_LEVELS = (0.2, 1.0, 5.0, 20.0, 60.0, 200.0)
_VERDICTS = ("holding", "eroding", "collapsed", "undetermined")
REPORTING = 10_000
_CALM_DAYS = 180


class Scenario(NamedTuple):
    """What is put in: the factor on the level before for each day in force, and the answer that is right."""

    name: str
    right: str
    days: int
    cut: float  # level in force over the level before
    rise: float = 1.0  # over the level in force
    at: int = 0  # days before the end at which the rise begins
    lasts: int = 999
    ramp: int = 0  # days over which it comes

    def factors(self) -> np.ndarray:
        day = np.arange(self.days)
        since = day - (self.days - self.at)
        share = np.clip((since + 1) / max(self.ramp, 1), 0.0, 1.0)
        risen = (since >= 0) & (since < self.lasts)
        return np.asarray(self.cut * np.where(risen, self.rise**share, 1.0))


SCENARIOS = (
    Scenario("holds", "holding", 42, 0.2),
    Scenario("holds, a spike of 1 day, 1 day ago", "holding", 42, 0.2, 12, 2, 1),
    Scenario("holds, a spike of 1 day, 4 days ago", "holding", 42, 0.2, 12, 5, 1),
    Scenario("holds, a spike of 1 day, 15 days ago", "holding", 42, 0.2, 12, 16, 1),
    Scenario("holds, a spike of 2 days, 3 days ago", "holding", 42, 0.2, 8, 5, 2),
    Scenario("holds, a spike of 3 days, 3 days ago", "holding", 42, 0.2, 6, 6, 3),
    Scenario("holds for 120 days", "holding", 120, 0.2),
    Scenario("up by .7 for 40 days", "eroding", 85, 0.2, 1.7, 40),
    Scenario("loses less than half", "eroding", 60, 0.12, 2.2, 25),
    Scenario("collapses in a step", "collapsed", 50, 0.2, 5, 12),
    Scenario("collapses in a ramp", "collapsed", 60, 0.2, 6, 25, 999, 14),
    Scenario("collapses after a lull", "collapsed", 60, 0.2, 5, 9),
    Scenario("never was one", "undetermined", 42, 1.0),
    Scenario("only the effort fell", "undetermined", 42, 1.0),
)


class Made(NamedTuple):
    scenario: Scenario
    level: float
    series: DaySeries
    truce: Truce
    nature: Nature | None = None  # in force, before any rise; null where it is of no such kind


Maker = Callable[[int, Scenario], Made]

_PHI = 0.93


def made(seed: int, scenario: Scenario) -> Made:
    """One series: its nature is of the seed alone, so that scenarios are seen on the same wars."""
    chance = np.random.default_rng(seed)
    level = float(chance.choice(_LEVELS))
    n = BEFORE + scenario.days
    spread = float(chance.choice([0.0, 0.2, 0.4]))
    mean = level * _latent(chance, n, spread)
    week = float(chance.choice([0.0, 0.35]))
    mean *= 1.0 + week * np.sin(2 * np.pi * np.arange(n) / 7)
    mean *= np.exp(float(chance.choice([0.0, 0.0, -0.3, 0.3])) * (np.arange(n) - BEFORE) / 100)
    mean[BEFORE:] *= scenario.factors()
    size = float(chance.choice([1.5, 5.0, 1e6]))
    effort = _effort(chance, n, scenario)
    seen = mean if effort is None else mean * effort
    # The order of the draws is that of the first version: its seeds give the same wars.
    draws = chance.random(n)
    zeros = float(chance.choice([0.0, 0.0, 0.2]))
    seen = np.where(draws < zeros, 0.0, seen)
    counts = chance.poisson(chance.gamma(size, np.maximum(seen, 1e-9) / size))
    draws = chance.random(n)
    gaps = float(chance.choice([0.0, 0.0, 0.1]))
    values = tuple(None if draw < gaps else float(count) for count, draw in zip(counts, draws, strict=True))
    nature = Nature(level * scenario.cut, _PHI, spread, size, zeros, week, gaps)
    series = DaySeries(FIRST_DAY, values, None if effort is None else tuple(effort))
    return Made(scenario, level, series, Truce(FROM), nature)


def _latent(chance: np.random.Generator, n: int, spread: float) -> np.ndarray:
    latent = np.zeros(n)
    for day in range(1, n):
        latent[day] = _PHI * latent[day - 1] + spread * np.sqrt(1 - _PHI**2) * chance.normal()
    return np.exp(latent)


def _effort(chance: np.random.Generator, n: int, scenario: Scenario) -> np.ndarray | None:
    given = bool(chance.random() < 0.3)
    hours = chance.gamma(20, 1 / 20, n)
    if scenario.name == "only the effort fell":
        hours[BEFORE:] *= 0.45
        return np.asarray(hours)
    return np.asarray(hours) if given else None


def confusion(first_seed: int, wars: int, make: Maker = made) -> list[dict[str, object]]:
    """How often each verdict was given, by scenario, each on as many wars as asked for."""
    rows: list[dict[str, object]] = []
    for scenario in SCENARIOS:
        given = Counter(_verdict(make(seed, scenario)) for seed in range(first_seed, first_seed + wars))
        rows.append({"in force": scenario.name, "right": scenario.right} | {kind: given[kind] for kind in _VERDICTS})
    return rows


def delays(first_seed: int, wars: int, make: Maker = made) -> list[dict[str, object]]:
    """A rise in a truce that holds, day by day: the alarm, and the verdict that it does not hold any more.

    Of wars of five and more a day whose truce is shown to hold on the day before the rise: the others cannot be told.
    `no rule more` and `knowing the war` are what the oracle of `holding_oracle` says of the same wars.
    """
    asked = ((3.0, 7, 0), (2.0, 14, 0), (5.0, 7, 0), (5.0, 14, 14))
    return [_delay(factor, within, ramp, first_seed, wars, make) for factor, within, ramp in asked]


def calm_alarms(first_seed: int, wars: int, make: Maker = made) -> dict[str, object]:
    """False alarms a year in truces that hold, of wars of five and more a day, and of those below."""
    found: dict[bool, list[int]] = {True: [], False: []}
    scenario = Scenario("holds", "holding", _CALM_DAYS, 0.2)
    for seed in range(first_seed, first_seed + wars):
        one = make(seed, scenario)
        watch = alarms_in(one.series, BEFORE, len(one.series.values))
        found[one.level >= 5].append(sum(alarm.rise for alarm in watch.alarms))
    return {
        "level before": "five and more a day, below five",
        "wars": [len(counts) for counts in found.values()],
        "days of truce each": _CALM_DAYS,
        "false alarms a year": [round(sum(n) / max(len(n), 1) * 365.25 / _CALM_DAYS, 2) for n in found.values()],
    }


def _delay(factor: float, within: int, ramp: int, first_seed: int, wars: int, make: Maker) -> dict[str, object]:
    alarms, verdicts, oracle = [], [], []
    for one in _holding_wars(Scenario("rise", "collapsed", 60, 0.2, factor, 21, 999, ramp), first_seed, wars, make):
        rise = len(one.series.values) - 21
        days = range(1, within + 1)
        found = [holding(_until(one.series, rise + day), one.truce) for day in days]
        begun = one.series.day(rise)
        alarms.append(next((d for d, v in zip(days, found, strict=True) if any(a >= begun for a in v.alarms)), None))
        lost = ("eroding", "collapsed")
        verdicts.append(next((d for d, v in zip(days, found, strict=True) if v.verdict in lost), None))
        if one.nature is not None and not ramp:
            oracle.append(best(one.nature, factor, within, len(oracle), 600))
    row: dict[str, object] = {
        "rise": f"x{factor:g}" + (f" over {ramp} days" if ramp else " at once"),
        "wars": len(alarms),
        "within": f"{within} days",
        "alarm in time": _share(alarms),
        "verdict in time": _share(verdicts),
        "median days to the verdict": float(np.median([d or 99 for d in verdicts])),
    }
    ceiling, reached = np.array(oracle).mean(axis=0).round(3).tolist() if oracle else ("not asked", "not asked")
    return row | {"no rule more": ceiling, "knowing the war": reached}


def _holding_wars(scenario: Scenario, first_seed: int, wars: int, make: Maker) -> Iterator[Made]:
    for seed in range(first_seed, first_seed + wars):
        one = make(seed, scenario)
        if one.level >= 5 and holding(_until(one.series, len(one.series.values) - 21), one.truce).verdict == "holding":
            yield one


def _until(series: DaySeries, days: int) -> DaySeries:
    effort = None if series.effort is None else series.effort[:days]
    return DaySeries(series.first_day, series.values[:days], effort)


def _verdict(one: Made) -> str:
    return holding(one.series, one.truce).verdict


def _share(days: list[int | None]) -> float:
    return round(sum(day is not None for day in days) / max(len(days), 1), 3)
