"""How the density of chance around changes when a few reports come or go."""

from __future__ import annotations

import numpy as np

from truceline.fuse.arrays import Flags, Ints
from truceline.fuse.cells import cells_of, grid_of, index_of
from truceline.fuse.chance import BURST_CELL_KM, BURST_H, BURST_KM, raised
from truceline.fuse.learned import Learned
from truceline.fuse.live_rows import Rows
from truceline.fuse.live_standing import Standing, region_day
from truceline.fuse.search import count_near
from truceline.fuse.surroundings import REGION_KM, day_of, long_run, own_reports, usual_in_region


def know_places(rows: Rows, slots: Ints, learned: Learned) -> None:
    """Look up what is reported in the long run where these reports are."""
    a = rows.arrays
    for pool in np.unique(a.pool[slots]).tolist():
        some = slots[a.pool[slots] == pool]
        around = learned.around(rows.words.pool_names[pool])
        a.usually[some] = long_run(a.lat[some], a.lon[some], around)
        a.usual_a_day[some] = usual_in_region(a.lat[some], a.lon[some], around)
        a.own[some] = own_reports(a.lat[some], a.lon[some], around)


def changed_chance(rows: Rows, standing: Standing, come: Ints, gone: Ints) -> Ints:
    """Count those that come and go where they count; returns the slots, `come` included, whose density changed."""
    a = rows.arrays
    touched = np.concatenate([come, gone])
    if not len(touched):
        return touched
    near = np.setdiff1d(standing.beside(touched), come)
    a.today[come], a.found[come] = 0, 0.0
    for group, sign, seen in ((come, 1, near), (gone, -1, near), (near, 1, come), (come, 1, come)):
        if len(group) and len(seen):
            _count(rows, group, sign, seen)
    looked_at = np.concatenate([near, come])
    before = a.chance[looked_at]
    a.chance[looked_at] = raised(
        a.usually[looked_at],
        a.usual_a_day[looked_at],
        a.today[looked_at],
        a.found[looked_at],
        a.long[looked_at] > 0,
        a.own[looked_at],
    )
    differs: Flags = (a.chance[looked_at] != before).any(axis=1)
    return np.union1d(looked_at[differs], come)


def _count(rows: Rows, counted: Ints, sign: int, at: Ints) -> None:
    """Add these reports to what each report in `at` has around it."""
    a = rows.arrays
    for pool in np.intersect1d(a.pool[counted], a.pool[at]).tolist():
        those, here = counted[a.pool[counted] == pool], at[a.pool[at] == pool]
        _count_in_pool(rows, those, sign, here)


def _count_in_pool(rows: Rows, counted: Ints, sign: int, at: Ints) -> None:
    a = rows.arrays
    brief = counted[a.brief[counted] > 0]
    today, number = np.unique(_region_day(rows, brief), return_counts=True)
    if len(today):
        own = _region_day(rows, at)
        there = np.minimum(np.searchsorted(today, own), len(today) - 1)
        a.today[at] += sign * np.where(today[there] == own, number[there], 0)
    exact = brief[a.precise[brief] > 0]
    grid = grid_of(BURST_CELL_KM)
    index = index_of(cells_of(grid, a.lat[exact], a.lon[exact]), a.middle[exact], exact)
    a.found[at] += sign * count_near(grid, index, a.lat[at], a.lon[at], a.middle[at], BURST_KM, BURST_H)


def _region_day(rows: Rows, slots: Ints) -> Ints:
    a = rows.arrays
    region = cells_of(grid_of(REGION_KM), a.lat[slots], a.lon[slots])
    return np.asarray(region_day(0, region, day_of(a.middle[slots])))
