"""The local density of chance: how many unrelated reports of a kind to expect near a place and time."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from truceline.fuse.arrays import Flags, Floats, Ints
from truceline.fuse.cells import cells_of, grid_of, index_of
from truceline.fuse.grouping import distinct
from truceline.fuse.search import count_near, smooth

#: widths at which the density is known (km); a pair uses the one that suits its own uncertainty
SCALES_KM = (3.0, 10.0, 30.0, 90.0)
#: the kernel is narrower than its name: what matters is the surroundings, not the report itself
_KERNEL = 0.7
_REGION_KM = 64.0
_WORLD_KM = 1_000.0
_FEWEST_DAYS = 14.0
_BURST_KM = 8.0
_BURST_H = 18.0
_BURST_CELL_KM = 4.0
#: area of the cells a disc of 8 km touches, on average, with cells of 4 km
_BURST_AREA_KM2 = float(np.pi * _BURST_KM**2 + 4 * _BURST_KM * _BURST_CELL_KM + _BURST_CELL_KM**2)
#: reports of the incident itself that stand in a burst without being chance
_OWN_REPORTS = 2.0
#: how far a burst shows at each scale
_BURST_POWERS = (1.0, 1.0, 0.3, 0.0)
#: least density, as a share of that of the report's part of the world
_FLOOR_SHARE = 0.05


class Points(NamedTuple):
    """Reports of one pool."""

    lat: Floats
    lon: Floats
    xyz: Floats  # shape (n, 3), km
    middle: Floats  # hours
    precise: Flags  # place good to a town or so
    brief: Flags  # time good to a few days and place to a region


def chance_density(points: Points) -> Floats:
    """Reports per km² and hour that chance puts at each report's place and time; shape (n, scales).

    The long-run density of the place, times how active its region is on that day, times the burst it stands in.
    Everything is counted near the report (the days, too: those on which that part of the world reports at all),
    so that far-away data change nothing and one row with a wrong date does not dilute the rest.
    """
    world = _numbered(cells_of(grid_of(_WORLD_KM), points.lat, points.lon))
    days = _days_watched(world, _day(points))
    hours = 24.0 * days
    floor = _FLOOR_SHARE * np.bincount(world)[world] / _WORLD_KM**2 / hours
    weight = _weight_of_precise(world, points.precise)
    density = np.stack([_long_run(points, weight, scale) / hours for scale in SCALES_KM], axis=1)
    density = np.maximum(density, floor[:, None]) * _activity(points, days)[:, None]
    return np.asarray(density * _burst(points, density[:, 1])[:, None] ** np.array(_BURST_POWERS))


def _numbered(codes: Ints) -> Ints:
    numbers: Ints = np.unique(codes, return_inverse=True)[1].astype(np.int64)
    return numbers


def _day(points: Points) -> Ints:
    return np.floor(points.middle / 24.0).astype(np.int64)


def _days_watched(world: Ints, day: Ints) -> Floats:
    """Distinct days with any report in each report's part of the world."""
    owner, _ = distinct(world, day)
    return np.maximum(np.bincount(owner)[world].astype(np.float64), _FEWEST_DAYS)


def _weight_of_precise(world: Ints, precise: Flags) -> Floats:
    """Vague reports have no place of their own: the precise ones nearby stand for them."""
    everything = np.bincount(world)
    exact = np.bincount(world[precise], minlength=len(everything))
    return np.where(precise, (everything / np.maximum(exact, 1))[world], 0.0)


def _long_run(points: Points, weight: Floats, scale_km: float) -> Floats:
    """Reports per km² at each report's place, all time together."""
    grid = grid_of(scale_km / 1.5)
    numbers = cells_of(grid, points.lat, points.lon)
    cells, first, row = np.unique(numbers, return_index=True, return_inverse=True)
    size = np.bincount(row)
    mean: Floats = np.stack([np.bincount(row, weights=axis) / size for axis in points.xyz.T], axis=1)
    held = np.bincount(row, weights=weight).astype(np.float64)
    smoothed = smooth(grid, cells, held, points.lat[first], points.lon[first], mean, _KERNEL * scale_km)
    return np.asarray(smoothed[row])


def _activity(points: Points, days: Floats) -> Floats:
    """How much more the region reports on that day than in the long run, drawn towards 1 where it reports little."""
    region = _numbered(cells_of(grid_of(_REGION_KM), points.lat, points.lon))
    day = _day(points)
    long_run = np.bincount(region[points.brief], minlength=int(region.max()) + 1)[region] / days
    width = int(day.max() - day.min()) + 1
    key = region * width + (day - day.min())
    seen, count = np.unique(key[points.brief], return_counts=True)
    at = np.minimum(np.searchsorted(seen, key), max(len(seen) - 1, 0))
    today = np.where(seen[at] == key, count[at], 0) if len(seen) else np.zeros(len(key))
    return np.clip((today + _OWN_REPORTS) / (long_run + _OWN_REPORTS), 0.25, 8.0)


def _burst(points: Points, density: Floats) -> Floats:
    """Reports within about 8 km and 18 h, against what the density would put there."""
    exact = points.precise & points.brief
    grid = grid_of(_BURST_CELL_KM)
    cells = cells_of(grid, points.lat[exact], points.lon[exact])
    index = index_of(cells, points.middle[exact], np.flatnonzero(exact))
    found = count_near(grid, index, points.lat, points.lon, points.middle, _BURST_KM, _BURST_H)
    usual = density * _BURST_AREA_KM2 * 2.0 * _BURST_H
    # the report itself and its usual companions are no chance
    return np.clip((np.maximum(found - 1.0 - _OWN_REPORTS, 0.0) + 1.0) / (usual + 1.0), 1.0, 60.0)
