"""Ways to find those who watch, from what was published alone. Each returns `n` places, in kilometres.

All know how many to look for, how far monitors notice what, and the terrain on which somebody may stand.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence

import h3
import numpy as np
from benchmarks.attack.reading import MONITORS, Read, Sighting, cell_of, centre
from benchmarks.attack.worlds import REACH_KM, USUAL_REACH_KM
from numpy.typing import NDArray
from scipy.cluster.vq import kmeans2

Floats = NDArray[np.float64]
Method = Callable[[Read, list[Sighting], int, Floats], Floats]

#: two guesses nearer than this are one
_APART_KM = 4.0
_MOST_POINTS = 400
#: cells at least this fine are points: nothing to spread over their neighbours
_POINT = 9


def baseline(terrain: Floats, n: int, seed: int = 0) -> Floats:
    """What the map alone gives: `n` places that are nearest to anywhere somebody could stand."""
    found, _ = kmeans2(terrain, n, minit="++", seed=seed, iter=30)
    return np.asarray(found)


def centroids(_: Read, chosen: list[Sighting], n: int, terrain: Floats) -> Floats:
    """Middles of groups of the cells that one kind of source is behind."""
    return _grouped(chosen, n, terrain, lambda one: one.weight)


def by_class(read: Read, chosen: list[Sighting], n: int, terrain: Floats) -> Floats:
    """The same, of incidents with one kind of source alone: nobody else draws the middle away."""
    alone = [one for one in chosen if len(one.classes) == 1]
    return centroids(read, alone or chosen, n, terrain)


def nearest_types(read: Read, chosen: list[Sighting], n: int, terrain: Floats) -> Floats:
    """The same, of what is noticed from nearby only."""
    near = [one for one in chosen if REACH_KM.get(one.kind, USUAL_REACH_KM) <= USUAL_REACH_KM]
    return centroids(read, near or chosen, n, terrain)


def narrow_radius(read: Read, chosen: list[Sighting], n: int, terrain: Floats) -> Floats:
    """Weighted by the radius that is stated: whoever stands near states a small one."""
    return _grouped(chosen, n, terrain, lambda one: one.weight / max(one.radius_km or 10, 1) ** 2)


def late_ones(read: Read, chosen: list[Sighting], n: int, terrain: Floats) -> Floats:
    """Of what came in revised or later bulletins: differences between days show who reports late."""
    late = [one for one in chosen if one.late]
    return centroids(read, late or chosen, n, terrain)


def busiest(_: Read, chosen: list[Sighting], n: int, terrain: Floats) -> Floats:
    """The cells in which most was seen."""
    mass: Counter[str] = Counter()
    for one in chosen:
        mass[one.cell] += one.weight  # type: ignore[assignment]
    top = [_within(cell, terrain) for cell, _ in sorted(mass.items(), key=lambda row: (-row[1], row[0]))[:n]]
    return _filled(np.array(top).reshape(-1, 2), n, terrain)


def by_effort(read: Read, chosen: list[Sighting], n: int, terrain: Floats) -> Floats:
    """Cells whose counts rise and fall with the hours of effort."""
    days = sorted(set(read.effort) & {one.day for one in chosen})
    if len(days) < 8:
        return centroids(read, chosen, n, terrain)
    hours = np.array([read.effort[day] for day in days])
    counts: dict[str, Floats] = defaultdict(lambda: np.zeros(len(days)))
    place = {day: at for at, day in enumerate(days)}
    for one in chosen:
        if one.day in place:
            counts[one.cell][place[one.day]] += one.weight
    if hours.std() == 0:
        return busiest(read, chosen, n, terrain)
    score = {
        cell: float(np.corrcoef(hours, row)[0, 1]) * np.sqrt(row.sum()) for cell, row in counts.items() if row.std() > 0
    }
    best = sorted(score, key=lambda cell: (-score[cell], cell))[:n]
    return _filled(np.array([_within(cell, terrain) for cell in best]).reshape(-1, 2), n, terrain)


def likelihood(_: Read, chosen: list[Sighting], n: int, terrain: Floats) -> Floats:
    """Most likely places: each would spread what it notices over the cells within reach (Poisson mixture, EM)."""
    if not chosen:
        return baseline(terrain, n)
    return _peaks(*_posterior(chosen, terrain), n, terrain)


def posterior_means(_: Read, chosen: list[Sighting], n: int, terrain: Floats) -> Floats:
    """The same, and then the middles of groups of likely places rather than the likeliest."""
    if not chosen:
        return baseline(terrain, n)
    grid, weight = _posterior(chosen, terrain)
    times = np.rint(weight / weight.sum() * 2_000).astype(int)
    repeated = np.repeat(grid, times, axis=0)
    if len(np.unique(repeated, axis=0)) <= n:
        return _filled(np.unique(repeated, axis=0), n, terrain)
    found, _labels = kmeans2(repeated, n, minit="++", seed=1, iter=30)
    return np.asarray(found)


def _posterior(chosen: list[Sighting], terrain: Floats) -> tuple[Floats, Floats]:
    mass: dict[str, float] = defaultdict(float)
    for one in chosen:
        mass[one.cell] += one.weight
    grid = terrain[:: max(1, len(terrain) // 1_500)]
    cells = sorted(mass)
    seen = np.array([mass[cell] for cell in cells])
    share = _spread(grid, cells) + 1e-6  # [place, cell]
    weight = np.full(len(grid), 1.0 / len(grid))
    for _step in range(150):
        expected = weight @ share
        weight *= (share * (seen / expected)).sum(axis=1)
        weight /= weight.sum()
    return grid, weight


def intersection(_: Read, chosen: list[Sighting], n: int, terrain: Floats) -> Floats:
    """Places from which as many days as possible can be explained at once; then the next, for the days left over."""
    if not chosen:
        return baseline(terrain, n)
    grid = terrain[:: max(1, len(terrain) // 1_500)]
    cells = sorted({one.cell for one in chosen})
    within = _spread(grid, cells) > 0
    at = {cell: number for number, cell in enumerate(cells)}
    left = Counter((one.day, at[one.cell]) for one in chosen)
    found: list[Floats] = []
    for _step in range(n):
        if not left:
            break
        rows = np.array([[cell, amount] for (_, cell), amount in sorted(left.items())])
        explained = within[:, rows[:, 0]] @ rows[:, 1]
        best = np.flatnonzero(explained == explained.max())
        found.append(grid[best].mean(axis=0))
        reached = set(np.flatnonzero(within[best[0]]).tolist())
        left = Counter({key: amount for key, amount in left.items() if key[1] not in reached})
    return _filled(np.array(found).reshape(-1, 2), n, terrain)


METHODS: dict[str, Method] = {
    "middle of the cells": centroids,
    "middle, one class alone": by_class,
    "middle, short range": nearest_types,
    "middle, by stated radius": narrow_radius,
    "middle, of late ones": late_ones,
    "busiest cells": busiest,
    "cells that follow effort": by_effort,
    "likelihood": likelihood,
    "posterior means": posterior_means,
    "intersection over days": intersection,
}


def about(read: Read, classes: frozenset[str]) -> list[Sighting]:
    """Sightings behind which somebody of these classes may stand. None that says so: all of them."""
    return [one for one in read.sightings if one.classes & classes] or list(read.sightings)


def _grouped(chosen: Sequence[Sighting], n: int, terrain: Floats, weight: Callable[[Sighting], float]) -> Floats:
    mass: dict[str, float] = defaultdict(float)
    for one in chosen:
        mass[one.cell] += weight(one)
    if not mass:
        return baseline(terrain, n)
    points = np.array([_within(cell, terrain) for cell in sorted(mass)])
    amount = np.array([mass[cell] for cell in sorted(mass)])
    times = np.maximum(1, np.rint(amount / amount.sum() * _MOST_POINTS)).astype(int)
    repeated = np.repeat(points, times, axis=0)
    if len(np.unique(repeated, axis=0)) <= n:
        return _filled(np.unique(repeated, axis=0), n, terrain)
    found, _ = kmeans2(repeated, n, minit="++", seed=1, iter=30)
    return np.asarray(found)


def _within(cell: str, terrain: Floats) -> tuple[float, float]:
    """The best guess for a coarse cell: the middle of the terrain that lies in it."""
    size = h3.get_resolution(cell)
    if size >= _POINT:
        return centre(cell)
    key = (id(terrain), size)
    if key not in _INSIDE:
        _INSIDE[key] = np.array([cell_of(x, y, size) for x, y in terrain])
    inside = terrain[_INSIDE[key] == cell]
    return (float(inside[:, 0].mean()), float(inside[:, 1].mean())) if len(inside) else centre(cell)


#: cells of the terrain's points, by terrain and size: they are asked for again and again
_INSIDE: dict[tuple[int, int], NDArray[np.str_]] = {}


def _spread(grid: Floats, cells: Sequence[str]) -> Floats:
    """Share of what a watcher at each place notices that would fall in each cell."""
    sizes = sorted({h3.get_resolution(cell) for cell in cells})
    at = {cell: number for number, cell in enumerate(cells)}
    share = np.zeros((len(grid), len(cells)))
    if sizes[-1] >= _POINT:
        points = np.array([centre(cell) for cell in cells])
        distance = np.hypot(grid[:, None, 0] - points[None, :, 0], grid[:, None, 1] - points[None, :, 1])
        return np.asarray(np.where(distance < 6.0, 0.9 - 0.5 * distance / 6.0, 0.0))
    disc = [(a, b) for a in np.arange(-6, 6.1, 2.0) for b in np.arange(-6, 6.1, 2.0) if np.hypot(a, b) <= 6]
    for row, (x, y) in enumerate(grid):
        for a, b in disc:
            for size in sizes:
                cell = at.get(cell_of(x + a, y + b, size))
                if cell is not None:
                    share[row, cell] += 1.0 / len(disc)
    return share


def _peaks(grid: Floats, weight: Floats, n: int, terrain: Floats) -> Floats:
    """Middles of the heaviest places, each with what lies around it taken together."""
    left = weight.copy()
    found: list[Floats] = []
    while len(found) < n and left.max() > 1e-6:
        near = np.hypot(*(grid - grid[int(left.argmax())]).T) < _APART_KM
        found.append(np.average(grid[near], axis=0, weights=left[near]))
        left[near] = 0.0
    return _filled(np.array(found).reshape(-1, 2), n, terrain)


def _filled(found: Floats, n: int, terrain: Floats) -> Floats:
    """With what the map alone gives for those that were not found."""
    if len(found) >= n:
        return found[:n]
    return np.vstack([found, baseline(terrain, n)[: n - len(found)]])


__all__ = ["METHODS", "MONITORS", "about", "baseline"]
