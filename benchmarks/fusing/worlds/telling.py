"""Ways in which reports get what happened wrong, none of them of the form that fusion assumes."""

from __future__ import annotations

import numpy as np
from benchmarks.fusing.worlds.world import Array, Floats, Ints


def told(rng: np.random.Generator, true: Ints, given: Floats, right: float, many: int) -> Ints:
    """A code where it is given, mostly the right one; -1 where nothing is said."""
    n = len(true)
    code = np.where(rng.random(n) < right, true, rng.integers(0, many, n))
    return np.where(rng.random(n) < given, code, -1)


def heavy(rng: np.random.Generator, n: int, freedom: float = 2.5) -> tuple[Floats, Floats]:
    """Errors in two directions with tails like Student's t: most are small, some enormous."""
    scale = np.sqrt(freedom / rng.chisquare(freedom, n))
    return rng.normal(0, 1, n) * scale, rng.normal(0, 1, n) * scale


def partial_toll(rng: np.random.Generator, true: Ints, seen: float, given: Floats) -> Ints:
    """Early figures: those who are known by then, so at most the true number; large ones are rounded to fives."""
    early = rng.binomial(np.maximum(true, 0), seen)
    final = rng.random(len(true)) < 0.5
    figure = np.where(final, true, early)
    figure = np.where((figure > 12) & (rng.random(len(true)) < 0.6), np.rint(figure / 5) * 5, figure).astype(np.int64)
    return np.where(rng.random(len(true)) < given, figure, -1)


def held(radius: Floats, share_honest: Floats, rng: np.random.Generator) -> Floats:
    """Declared radius: as it is, or a careless guess between a fifth and three times of it."""
    careless = rng.random(len(radius)) > share_honest
    return np.where(careless, radius * np.exp(rng.uniform(np.log(0.2), np.log(3.0), len(radius))), radius)


def salvos(rng: np.random.Generator, n: int, mean: float, shape: float) -> Array:
    """Number n events into groups of heavy-tailed size, at most 60: whether each is the first of its group."""
    sizes = np.minimum(1 + (rng.pareto(shape, n) * (mean - 1) * (shape - 1)).astype(np.int64), 60)
    group = np.repeat(np.arange(n), sizes)[:n]
    return np.r_[True, group[1:] != group[:-1]]
