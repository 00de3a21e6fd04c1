"""Made series with a known answer: does a verdict say what was put in? For `holding.py`.

A series is 240 days of war, then a truce, drawn from a negative binomial around a latent AR(1) level: levels of .2 to
200 a day, with or without a weekly season, a trend, gaps, zeros that are no peace, an effort that falls. What happens
in force is the scenario, and it has one right answer. Seeds under 10,000 are for tuning; the tables are of others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from truceline.measure.holding import holding
from truceline.measure.series import DaySeries, Truce

_BEFORE, _FIRST_DAY, _FROM = 240, "2030-01-01", "2030-08-29"
_LEVELS = (0.2, 1.0, 5.0, 20.0, 60.0, 200.0)
_VERDICTS = ("holding", "eroding", "collapsed", "undetermined")
REPORTING = 10_000


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


def made(seed: int, scenario: Scenario, extra: int = 0) -> Made:
    """One series: its nature is of the seed alone, so that scenarios are seen on the same wars."""
    chance = np.random.default_rng(seed)
    level = float(chance.choice(_LEVELS))
    n = _BEFORE + scenario.days
    mean = level * _nature(chance, n)
    mean[_BEFORE:] *= scenario.factors()
    size = float(chance.choice([1.5, 5.0, 1e6]))
    effort = _effort(chance, n, scenario)
    seen = mean if effort is None else mean * effort
    seen = np.where(chance.random(n) < float(chance.choice([0.0, 0.0, 0.2])), 0.0, seen)
    counts = chance.poisson(chance.gamma(size, np.maximum(seen, 1e-9) / size))
    gaps = chance.random(n) < float(chance.choice([0.0, 0.0, 0.1]))
    values = tuple(None if gap else float(count) for count, gap in zip(counts, gaps, strict=True))
    return Made(scenario, level, DaySeries(_FIRST_DAY, values, None if effort is None else tuple(effort)), Truce(_FROM))


def _nature(chance: np.random.Generator, n: int) -> np.ndarray:
    """A level around 1: latent AR(1), weekdays, a trend."""
    phi, spread = 0.93, float(chance.choice([0.0, 0.2, 0.4]))
    latent = np.zeros(n)
    for day in range(1, n):
        latent[day] = phi * latent[day - 1] + spread * np.sqrt(1 - phi**2) * chance.normal()
    week = 1.0 + float(chance.choice([0.0, 0.35])) * np.sin(2 * np.pi * np.arange(n) / 7)
    trend = np.exp(float(chance.choice([0.0, 0.0, -0.3, 0.3])) * (np.arange(n) - _BEFORE) / 100)
    return np.asarray(np.exp(latent) * week * trend)


def _effort(chance: np.random.Generator, n: int, scenario: Scenario) -> np.ndarray | None:
    given = bool(chance.random() < 0.3)
    hours = chance.gamma(20, 1 / 20, n)
    if scenario.name == "only the effort fell":
        hours[_BEFORE:] *= 0.45
        return np.asarray(hours)
    return np.asarray(hours) if given else None


def confusion(first_seed: int, wars: int) -> list[dict[str, object]]:
    """How often each verdict was given, by scenario, each on as many wars as asked for."""
    rows: list[dict[str, object]] = []
    for scenario in SCENARIOS:
        given = Counter(_verdict(made(seed, scenario)) for seed in range(first_seed, first_seed + wars))
        rows.append({"in force": scenario.name, "right": scenario.right} | {kind: given[kind] for kind in _VERDICTS})
    return rows


def delays(first_seed: int, wars: int) -> list[dict[str, object]]:
    """A rise in a truce that holds, day by day: the alarm, and the verdict that it does not hold any more.

    Of wars of five and more a day whose truce is shown to hold on the day before the rise: the others cannot be told.
    """
    asked = ((3.0, 7, 0), (2.0, 14, 0), (5.0, 7, 0), (5.0, 14, 14))
    return [_delay(factor, within, ramp, first_seed, wars) for factor, within, ramp in asked]


def _delay(factor: float, within: int, ramp: int, first_seed: int, wars: int) -> dict[str, object]:
    alarms, verdicts, judged = [], [], 0
    for one in _holding_wars(Scenario("rise", "collapsed", 60, 0.2, factor, 21, 999, ramp), first_seed, wars):
        judged += 1
        rise = len(one.series.values) - 21
        days = range(1, within + 1)
        found = [holding(_until(one.series, rise + day), one.truce) for day in days]
        begun = one.series.day(rise)
        alarms.append(next((d for d, v in zip(days, found, strict=True) if any(a >= begun for a in v.alarms)), None))
        lost = ("eroding", "collapsed")
        verdicts.append(next((d for d, v in zip(days, found, strict=True) if v.verdict in lost), None))
    return {
        "rise": f"x{factor:g}" + (f" over {ramp} days" if ramp else " at once"),
        "wars": judged,
        "within": f"{within} days",
        "alarm in time": _share(alarms),
        "verdict in time": _share(verdicts),
        "median days to the verdict": float(np.median([d or 99 for d in verdicts])),
    }


def _holding_wars(scenario: Scenario, first_seed: int, wars: int) -> Iterator[Made]:
    for seed in range(first_seed, first_seed + wars):
        one = made(seed, scenario)
        if one.level >= 5 and holding(_until(one.series, len(one.series.values) - 21), one.truce).verdict == "holding":
            yield one


def _until(series: DaySeries, days: int) -> DaySeries:
    effort = None if series.effort is None else series.effort[:days]
    return DaySeries(series.first_day, series.values[:days], effort)


def _verdict(one: Made) -> str:
    return holding(one.series, one.truce).verdict


def _share(days: list[int | None]) -> float:
    return round(sum(day is not None for day in days) / max(len(days), 1), 3)
