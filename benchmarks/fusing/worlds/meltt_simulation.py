"""The simulation of MELTT's paper, rebuilt after Table 1 and the description in the authors' replication script.

Source: Donnay, Dunford, McGrath, Backer, Cunningham, "Integrating Conflict Event Data", Journal of Conflict Resolution
63(5), 2019, Table 1. Own code; nothing of theirs is copied.

1,000 entries in a year, four data sets. Fifty incidents (45 of a day, five episodes of up to five days) are in every
data set: true in the first, up to 2 km off along one of four bearings and up to a day off in the others, and with the
same categories in all. The rest are unrelated entries at random, half of them episodes. Categories come from
taxonomies: `(9, 6)` is nine categories of which each belongs to one of six broader ones, at random.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from benchmarks.fusing.worlds.world import (
    DAY,
    DAYS,
    KM_PER_DEGREE,
    TOWN,
    Array,
    Floats,
    Ints,
    Reports,
    Words,
    World,
    world_of,
)

DAY_S = 86_400
STRONG = ((9, 6), (5, 2), (5, 3))
WEAK = ((2, 1),)
_FIELDS = (
    ("fire.shelling", "fire.burst", "air.strike", "air.missile", "ground.clash", "ground.raid", "civil.protest",
     "abuse.abduction", "mine.explosion", "civil.riot", "other"),
    ("military", "market", "school", "railway", "water", "worship", "port", "aid", "hospital", "industry", "bridge"),
    ("small_arms", "mortar", "mlrs", "tank", "mine", "guided_bomb", "fpv_drone", "aircraft", "anti_tank", "artillery",
     "cruise_missile"),
    tuple(f"Group {letter}" for letter in "ABCDEFGHIJK"),
)  # fmt: skip
#: sides of the grids, in degrees, to whose centres imprecise entries are moved
_GRIDS = (2.0, 8.0, 12.0)


class Cell(NamedTuple):
    """A cell of Table 1: what is manipulated, and the windows that a user would give MELTT."""

    name: str
    taxonomies: tuple[tuple[int, ...], ...] = STRONG
    per_km2: float | None = None  # else Nigeria's rectangle
    datasets: int = 4
    off_km: float = 2.0
    window_km: float = 4.0
    window_days: int = 2
    imprecise: float = 0.0  # part of the entries that stand at the centre of a cell of a grid


CELLS = (
    Cell("base"),
    Cell("window 10 km", off_km=1.0, window_km=10.0),
    Cell("window 21 km", off_km=1.0, window_km=21.0),
    Cell("window 10 days", off_km=1.0, window_km=2.0, window_days=10),
    Cell("window 21 days", off_km=1.0, window_km=2.0, window_days=21),
    Cell("window 21 km, 21 days", off_km=1.0, window_km=21.0, window_days=21),
    Cell("3 data sets", datasets=3),
    Cell("7 data sets", datasets=7),
    Cell("10 data sets", datasets=10),
    Cell("1 criterion", ((9, 6, 2),)),
    Cell("2 criteria", ((9, 6, 2),) * 2),
    Cell("4 criteria", ((9, 6, 2),) * 4),
    Cell("one of 3 categories", ((3, 2),)),
    Cell("one of 7 categories", ((7, 2),)),
    Cell("one of 11 categories", ((11, 2),)),
    Cell("strong, 0.01/km²", per_km2=0.01),
    Cell("strong, 0.1/km²", per_km2=0.1),
    Cell("strong, 1/km²", per_km2=1.0),
    Cell("strong, 5/km²", per_km2=5.0),
    Cell("weak, 0.01/km²", WEAK, per_km2=0.01),
    Cell("weak, 0.1/km²", WEAK, per_km2=0.1),
    Cell("weak, 1/km²", WEAK, per_km2=1.0),
    Cell("weak, 5/km²", WEAK, per_km2=5.0),
    Cell("strong, 20 % imprecise", imprecise=0.2, window_km=200.0),
    Cell("strong, 50 % imprecise", imprecise=0.5, window_km=200.0),
    Cell("weak, 20 % imprecise", WEAK, imprecise=0.2, window_km=200.0),
    Cell("weak, 50 % imprecise", WEAK, imprecise=0.5, window_km=200.0),
)


class Simulated(NamedTuple):
    """A world, and what MELTT gets of it: windows, and for each taxonomy the category at every level (n, levels)."""

    world: World
    levels: tuple[Ints, ...]
    cell: Cell
    first: Ints  # days
    last: Ints


def simulation(cell: Cell, seed: int, window_declared: bool = False) -> Simulated:
    """One draw of a cell. Observations declare how far off the data sets are, or half of the windows given to MELTT."""
    rng = np.random.default_rng([61, seed])
    k = cell.datasets
    x, y, known_x, known_y, lat0, lon0 = _places(rng, cell)
    free = len(x)
    day, known_day = rng.integers(1, 365, free), rng.integers(1, 365, 50)
    length = np.where(rng.random(free) < 0.5, 0, np.rint(rng.uniform(1, 5, free)).astype(np.int64))
    known_length = np.where(np.arange(50) < 45, 0, np.rint(rng.uniform(1, 5, 50)).astype(np.int64))
    tables = [_taxonomy(rng, sizes) for sizes in cell.taxonomies]
    picked = [rng.integers(0, sizes[0], free) for sizes in cell.taxonomies]
    known = [rng.integers(0, sizes[0], 50) for sizes in cell.taxonomies]
    # the first data set has the truth, the others are off
    off = np.arange(k) > 0
    bearing = rng.choice((0, 0.5, 1.0, 1.5), (50, k)) * np.pi
    away = rng.uniform(0, cell.off_km, (50, k)) / np.sqrt(2) * off
    shift, stretch = (rng.integers(-1, 2, (50, k)) * off for _ in range(2))
    start = np.clip(known_day[:, None] + shift, 1, None)
    end = np.where(
        (known_length > 0)[:, None], np.maximum((known_day + known_length)[:, None] + stretch, start + 1), start
    )
    all_x = np.r_[(known_x[:, None] + away * np.sin(bearing)).ravel(), x]
    all_y = np.r_[(known_y[:, None] + away * np.cos(bearing)).ravel(), y]
    first, last = np.r_[start.ravel(), day], np.r_[end.ravel(), day + length]
    codes = [np.r_[np.repeat(a, k), b] for a, b in zip(known, picked, strict=True)]
    n = len(all_x)
    dataset = np.r_[np.tile(np.arange(k), 50), rng.integers(0, k, free)]
    all_x, all_y, radius = _coarsened(rng, cell, all_x, all_y, cell.window_km / 2 if window_declared else 2.0)
    pad = (cell.window_days / 2 if window_declared else 1.0) * DAY_S
    nothing = np.full(n, -1)
    fields = [*codes, *[nothing] * (4 - len(codes))]
    reports = Reports(
        truth=np.r_[np.repeat(np.arange(50), k), 50 + np.arange(free)], source=dataset, x=all_x, y=all_y,
        radius=radius, spread=radius, place=np.full(n, TOWN), time=np.where(last > first, DAYS, DAY),
        start=first * DAY_S - pad, end=(last + 1) * DAY_S + pad, kind=fields[0], target=fields[1], weapon=fields[2],
        actor=fields[3], claimant=nothing, killed=nothing, wounded=nothing, count=nothing, delay=np.zeros(n),
        true_x=all_x, true_y=all_y, true_t=first * DAY_S, row=np.arange(n),
    )  # fmt: skip
    words = Words(tuple(f"D{d + 1:02d}" for d in range(k)), ("dataset",) * k, _FIELDS[0], _FIELDS[2], _FIELDS[1],
                  _FIELDS[3])  # fmt: skip
    made = world_of(rng, reports, words, lat0, lon0)
    order = reports["row"]
    levels = tuple(table[code][order] for table, code in zip(tables, codes, strict=True))
    return Simulated(made, levels, cell, first[order], last[order])


def _places(rng: np.random.Generator, cell: Cell) -> tuple[Floats, Floats, Floats, Floats, float, float]:
    free = 1000 - 50 * cell.datasets
    if cell.per_km2 is None:
        lat0, lon0, high, wide = 9.25, 8.5, 9.5 * KM_PER_DEGREE, 11.0 * KM_PER_DEGREE
    else:
        lat0 = lon0 = 0.0
        high = wide = float(np.sqrt(1000 / cell.per_km2))
    places = [rng.uniform(-side / 2, side / 2, size) for size in (free, 50) for side in (wide, high)]
    return places[0], places[1], places[2], places[3], lat0, lon0


def _taxonomy(rng: np.random.Generator, sizes: tuple[int, ...]) -> Ints:
    """For each category, its number at each level; broader ones are drawn at random."""
    columns = [np.arange(sizes[0])]
    columns += [rng.integers(0, broader, sizes[0]) for broader in sizes[1:]]
    return np.stack(columns, axis=1)


def _coarsened(
    rng: np.random.Generator, cell: Cell, x: Floats, y: Floats, fine_km: float
) -> tuple[Floats, Floats, Array]:
    """Some entries stand at the centre of a cell of a grid, and say so by their radius, which MELTT cannot use."""
    radius = np.full(len(x), fine_km if cell.imprecise == 0 else 2.0)
    grid = np.array(_GRIDS)[rng.integers(0, 3, len(x))] * KM_PER_DEGREE
    moved = rng.random(len(x)) < cell.imprecise
    x, y = (np.where(moved, (np.floor(v / grid) + 0.5) * grid, v) for v in (x, y))
    return x, y, np.where(moved, grid * 0.65, radius)
