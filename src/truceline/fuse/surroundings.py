"""How much is reported where in the long run: learnt once, asked for at any place."""

from __future__ import annotations

from functools import lru_cache, partial
from typing import NamedTuple

import numpy as np

from truceline.fuse.arrays import Flags, Floats, Ints, blocks
from truceline.fuse.cells import Grid, cells_of, centres, grid_of
from truceline.fuse.grouping import distinct
from truceline.fuse.learned import Cells, Surroundings
from truceline.fuse.search import smooth
from truceline.threads import side_by_side

#: widths at which the density is known (km); a pair uses the one that suits its own uncertainty
SCALES_KM = (3.0, 10.0, 30.0, 90.0, 270.0)
#: σ (km) below which a report has a place of its own, seen at each of them: up to a large town, which is a point by
#: name, and a district where the kernel is as wide. The middle of a region is no place, however wide one looks
_SURE_KM = (10.0, 15.0, 20.0, 36.0, 36.0)
#: the kernel is narrower than its name: what matters is the surroundings, not the report itself
_KERNEL = 0.7
REGION_KM = 64.0
_WORLD_KM = 1_000.0
_FEWEST_DAYS = 14.0
#: reports that what is found at the next wider scale is worth
_DRAWN = 1.0
#: further reports of an incident that are no chance where it has them; more where sources are found to tell of more
OWN_REPORTS = 2.0
_E9 = 1e9
#: of a part of the world of which nothing is known: one report in the fewest days
_UNKNOWN_WORLD = round(_E9 / (24 * _FEWEST_DAYS))


class Points(NamedTuple):
    """Reports of one pool."""

    lat: Floats  # degrees
    lon: Floats
    middle: Floats  # hours
    sigma: Floats  # km
    precise: Flags  # place good to a town or so
    brief: Flags  # time good to a few days and place to a region
    long: Flags  # so long that no day of it is any more its own than another


def surroundings_of(pool: str, points: Points) -> Surroundings:
    """Count what is reported where.

    Everything is counted near the report (the days, too: those on which that part of the world reports at all),
    so that far-away data change nothing and one row with a wrong date does not dilute the rest.
    """
    worlds, world = _numbered(world_of(points.lat, points.lon))
    rate = _E9 / (24.0 * _days_watched(world, day_of(points.middle)))
    each = np.rint(rate).astype(np.int64)

    def summed(at: int) -> Cells:
        sure = points.precise | (points.sigma < _SURE_KM[at])
        weight = np.rint(_weight_of(world, sure) * rate).astype(np.int64)
        return _summed(_scale_grid(SCALES_KM[at]), points, sure, weight[world])

    return Surroundings(
        pool,
        tuple(side_by_side([partial(summed, at) for at in range(len(SCALES_KM))], len(world))),
        _summed(grid_of(REGION_KM), points, points.brief, each[world]),
        Cells.of(worlds, each * np.bincount(world)),
        Cells.of(worlds, np.rint(_E9 / rate).astype(np.int64)),
    )


def long_run(lat: Floats, lon: Floats, around: Surroundings) -> Floats:
    """Reports per km² and hour at each place in the long run; shape (n, scales).

    What is found at one width is drawn to what the next wider one has there, as if `_DRAWN` reports had been seen at
    that rate (the mean of a gamma posterior): where few were seen, or none whose place is known well enough, the
    surroundings say what to expect.
    """
    own = world_of(lat, lon)
    wider = around.worlds.at(own, _UNKNOWN_WORLD) / _E9 / _WORLD_KM**2
    watched = around.watched.at(own, round(24 * _FEWEST_DAYS)).astype(np.float64)
    density = np.zeros((len(lat), len(SCALES_KM)))
    for at, (scale, known) in enumerate(zip(SCALES_KM, around.long_run, strict=False)):
        density[:, at] = _smoothed(scale, known, lat, lon, _KERNEL * scale) / _E9
    beyond = own_reports(lat, lon, around) - OWN_REPORTS
    for at in reversed(range(len(SCALES_KM))):
        room = 4.0 * np.pi * (_KERNEL * SCALES_KM[at]) ** 2 * watched  # km² h
        seen = density[:, at] * room
        seen = np.maximum(seen - beyond, seen / (1.0 + beyond))  # the incident itself is no chance
        wider = (seen + _DRAWN) / (room + _DRAWN / wider)
        density[:, at] = wider
    return density


def own_reports(lat: Floats, lon: Floats, around: Surroundings) -> Floats:
    """Further reports of the incident itself at each place, which stand there and then without being chance."""
    return np.maximum(OWN_REPORTS, around.told.at(world_of(lat, lon), 0) / 1000)


def world_of(lat: Floats, lon: Floats) -> Ints:
    """The part of the world (cells of 1,000 km) of each place: what is counted in one changes nothing in another."""
    return cells_of(grid_of(_WORLD_KM), lat, lon)


def usual_in_region(lat: Floats, lon: Floats, around: Surroundings) -> Floats:
    """Brief reports a day in the region of each place, in the long run."""
    rate = around.regions.at(cells_of(grid_of(REGION_KM), lat, lon), 0).astype(np.float64)
    return rate * (24.0 / _E9)


def day_of(middle: Floats) -> Ints:
    """Days since 1970 of times in hours."""
    return np.floor(middle / 24.0).astype(np.int64)


def _scale_grid(scale_km: float) -> Grid:
    return grid_of(scale_km / 1.5)


def _numbered(codes: Ints) -> tuple[Ints, Ints]:
    values, numbers = np.unique(codes, return_inverse=True)
    return values, numbers.astype(np.int64)


def _summed(grid: Grid, points: Points, counted: Flags, value: Ints) -> Cells:
    """Sums of the counted reports by cell; of integers, so that no order of the rows shows."""
    found = []
    for part in blocks(len(value)):
        here = counted[part]
        found.append(_sums(cells_of(grid, points.lat[part][here], points.lon[part][here]), value[part][here]))
    return Cells.of(*_sums(*(np.concatenate(parts) for parts in zip(*found, strict=True))))


def _sums(cells: Ints, value: Ints) -> tuple[Ints, Ints]:
    order = np.argsort(cells, kind="stable")
    number, begin = np.unique(cells[order], return_index=True)
    return number, np.add.reduceat(value[order], begin) if len(begin) else number


def _days_watched(world: Ints, day: Ints) -> Floats:
    """Distinct days with any report in each part of the world."""
    owner, _ = distinct(world, day)
    return np.maximum(np.bincount(owner).astype(np.float64), _FEWEST_DAYS)


def _weight_of(world: Ints, sure: Flags) -> Floats:
    """Vague reports have no place of their own: the surer ones nearby stand for them."""
    everything = np.bincount(world)
    exact = np.bincount(world[sure], minlength=len(everything))
    ratio: Floats = everything / np.maximum(exact, 1).astype(np.float64)
    return ratio


def _smoothed(scale_km: float, known: Cells, lat: Floats, lon: Floats, width_km: float) -> Floats:
    """Gaussian density per km² at the cells of these places, of what is known of all cells around."""
    grid = _scale_grid(scale_km)
    wanted, row = _numbered(cells_of(grid, lat, lon))
    smoothed = smooth(grid, *_laid_out(scale_km, known), wanted, centres(grid, wanted), width_km)
    return np.asarray(smoothed[row])


@lru_cache(maxsize=64)
def _laid_out(scale_km: float, known: Cells) -> tuple[Ints, Floats, Floats]:
    """Number, value and middle of each known cell; kept, because reports that come in one by one ask for them again."""
    cells = known.numbers()
    return cells, known.values().astype(np.float64), centres(_scale_grid(scale_km), cells)
