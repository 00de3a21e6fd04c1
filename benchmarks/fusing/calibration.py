"""Do stated probabilities come true: reliability, expected calibration error, and counts with intervals."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt


class Bin(NamedTuple):
    """Statements between two probabilities: how many, what they said on average, how often they were right."""

    n: int
    said: float
    true: float


def belongs(group: npt.NDArray[np.generic], truth: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """Whether each row belongs to its group: its incident is that of most members, the row itself not counted.

    Where several incidents are tied for most, the row belongs if its own is one of them. Rows that are alone are not
    asked: they state no membership.
    """
    _, g = np.unique(group, return_inverse=True)
    _, t = np.unique(truth, return_inverse=True)
    key, inverse, together = np.unique(
        g.astype(np.int64) * (int(t.max()) + 1) + t, return_inverse=True, return_counts=True
    )
    of = key // (int(t.max()) + 1)
    order = np.lexsort((-together, of))
    first = np.r_[True, of[order][1:] != of[order][:-1]]
    most = np.zeros(int(g.max()) + 1, np.int64)
    second = np.zeros_like(most)
    most[of[order][first]] = together[order][first]
    runner = np.flatnonzero(np.r_[False, first[:-1]] & ~first)
    second[of[order][runner]] = together[order][runner]
    own = together[inverse]
    others = np.where(own == most[g], second[g], most[g])
    return (own - 1 >= 1) & (own - 1 >= others)


def bins(said: npt.NDArray[np.float64], true: npt.NDArray[np.bool_], many: int = 20) -> list[Bin]:
    """Bins of equal width from 0 to 1; empty ones are left out."""
    place = np.minimum((said * many).astype(np.int64), many - 1)
    n = np.bincount(place, minlength=many)
    sums = np.bincount(place, said, many), np.bincount(place, true.astype(float), many)
    return [Bin(int(n[k]), float(sums[0][k] / n[k]), float(sums[1][k] / n[k])) for k in range(many) if n[k]]


def ece(curve: list[Bin]) -> float:
    """Mean gap between what was said and what was true, weighted by how often it was said (Naeini et al. 2015)."""
    total = sum(b.n for b in curve)
    return sum(b.n * abs(b.said - b.true) for b in curve) / total if total else 0.0
