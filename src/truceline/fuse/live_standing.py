"""Where the compared reports of a live mission stand: cells to search, and regions day by day."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np

from truceline.fuse.arrays import Flags, Floats, Ints
from truceline.fuse.cells import Grid, cells_of, grid_of
from truceline.fuse.layout import START, Columns, Weights
from truceline.fuse.live_bags import Bags
from truceline.fuse.live_cells import OF_RANK, Filed, file_one, filed, grown, take_one
from truceline.fuse.live_rows import Rows
from truceline.fuse.live_search import NEAR_POLE_DEG, Looked, lists_of, onlookers
from truceline.fuse.params import FuseParams
from truceline.fuse.reach import BANDS, CELLS_KM, LEVELS, MOST_KM, look_back_h
from truceline.fuse.search import column_runs, row_range
from truceline.fuse.surroundings import REGION_KM, day_of
from truceline.model.units import HOUR_S

#: no report within 8 km and a cell of 4 km is farther, but near the poles
_AROUND_KM, _AROUND_POLE_KM = 20.0, 4.0 * REGION_KM
_DAYS, _REGIONS = 1 << 22, 1 << 20
#: pairs as rows: who looks, partner, evidence in milli-nats
Looks = Ints


class _Search(NamedTuple):
    """One level of place that looks for one level."""

    level: int
    of_level: int


class Standing:
    """Compared reports by place and time; what a change does not touch is not looked at."""

    def __init__(self, rows: Rows, slots: Ints, params: FuseParams) -> None:
        """`slots` come in the order of a full run."""
        self._rows, self._params, self._back = rows, params, look_back_h(params)
        a = rows.arrays
        level = a.rank[slots] // BANDS
        self._filed: dict[float, Filed] = {}
        for size, of_levels in _SIZES.items():
            some = slots[np.isin(level, list(of_levels))]
            at = np.array([of_levels.get(one, 0) for one in range(LEVELS)])[a.rank[some] // BANDS]
            self._filed[size] = filed(a.rank[some] * OF_RANK + a.cell[some, at], some, a.real[some, START])
        self._days = Bags(self._region_days(slots), slots)
        self._of_rank = np.bincount(a.rank[slots], minlength=LEVELS * BANDS)

    def put(self, slots: Ints) -> None:
        """Reports that are compared from now on."""
        keys = self._rows.keys()
        for slot, size, key in self._places(slots):
            while not file_one(slot, key, self._filed[size], keys):
                self._filed[size] = grown(self._filed[size])
        self._days.add(self._region_days(slots), slots)
        np.add.at(self._of_rank, self._rows.arrays.rank[slots], 1)

    def take(self, slots: Ints) -> None:
        """Reports that are no longer compared."""
        keys = self._rows.keys()
        for slot, size, key in self._places(slots):
            take_one(slot, key, self._filed[size], keys)
        self._days.remove(self._region_days(slots), slots)
        np.add.at(self._of_rank, self._rows.arrays.rank[slots], -1)

    def beside(self, slots: Ints) -> Ints:
        """Reports of the regions and days around these, of their pools: more than those whose density they raise."""
        a, grid = self._rows.arrays, grid_of(REGION_KM)
        keys: set[int] = set()
        for slot, day in zip(slots.tolist(), day_of(a.middle[slots]).tolist(), strict=True):
            lat, lon, pool = float(a.lat[slot]), float(a.lon[slot]), int(a.pool[slot])
            far = _AROUND_POLE_KM if abs(lat) > NEAR_POLE_DEG else _AROUND_KM
            low, high = row_range(grid, lat, far)
            for row in range(low, high + 1):
                a0, a1, b0, b1 = column_runs(grid, row, lat, lon, far)
                for column in (*range(a0, a1 + 1), *range(b0, b1 + 1)):
                    region = int(grid.first[row]) + column
                    keys.update(region_day(pool, region, when) for when in (day - 1, day, day + 1))
        return self._days.at_any(keys)

    def onlookers(self, touched: Ints, gone: Flags, moved: Ints) -> tuple[Looks, Ints]:
        """Pairs that untouched reports find among these, and lists to be made anew; see `live_search.onlookers`.

        `moved` are those of them that came or went.
        """
        found, again = [_NOTHING], [_NOTHING]
        columns, chance, weights = self._facts()
        for search, ranks in self._searches():
            own = self._rows.arrays.rank[touched] // BANDS == search.of_level
            if not own.any():
                continue
            there = moved[self._rows.arrays.rank[moved] // BANDS == search.of_level]
            home = CELLS_KM[search.level, search.level]
            pairs, lists = onlookers(
                touched[own],
                gone[own],
                np.sort(self._cells(there, search.level)),
                ranks,
                self._looked(search),
                grid_of(home),
                self._filed[home],
                *self._seen(search),
                self._rows.keys(),
                columns,
                chance,
                weights,
            )
            found.append(pairs)
            again.append(lists)
        return np.concatenate(found), np.concatenate(again)[:, :2]

    def lists(self, looking: Ints, of_rank: Ints) -> Looks:
        """What each of these finds among the reports of a rank."""
        found, keys = [_NOTHING], self._rows.keys()
        columns, chance, weights = self._facts()
        ranks = self._rows.arrays.rank[looking]
        for search, _ in self._searches():
            own = (ranks // BANDS == search.level) & (of_rank // BANDS == search.of_level)
            if own.any():
                what, grid, filed_there = (looking[own], of_rank[own]), *self._seen(search)
                searched = lists_of(*what, self._looked(search), grid, filed_there, keys, columns, chance, weights)
                found.append(searched)
        return np.concatenate(found)

    def all_lists(self, looking: Ints) -> Ints:
        """Every rank that each of these looks at: rows of slot and rank."""
        ranks = np.flatnonzero(self._of_rank)
        rank = self._rows.arrays.rank[looking]
        at, of = np.nonzero(ranks[None, :] <= rank[:, None])
        return np.stack([looking[at], ranks[of]], axis=1)

    def _searches(self) -> Iterator[tuple[_Search, Ints]]:
        ranks = np.flatnonzero(self._of_rank)
        for level in range(LEVELS):
            looking = ranks[ranks // BANDS == level]
            for of_level in range(level + 1):
                if len(looking):
                    yield _Search(level, of_level), looking

    def _looked(self, search: _Search) -> Looked:
        a, p = self._rows.arrays, self._params
        level, of_level = search
        widest = MOST_KM[level] + 2.0 * CELLS_KM[level, of_level]
        return Looked(
            lat=a.lat,
            lon=a.lon,
            rank=a.rank,
            reach_km=a.reach[:, of_level],
            cell=a.cell[:, level],
            touched=a.touched,
            back_h=self._back,
            zone_h=p.zone_s / HOUR_S,
            day_h=p.day_s / HOUR_S,
            look_at_most=p.look_at_most,
            edges_at_most=p.edges_at_most,
            least=(p.merge_above_mn - p.candidate_slack_mn) / 1000,
            widest_km=float(1.5 * widest),
            everywhere=level == LEVELS - 1,  # as far as these look, cells are of odd shapes in most places
        )

    def _seen(self, search: _Search) -> tuple[Grid, Filed]:
        size = CELLS_KM[search.level, search.of_level]
        return grid_of(size), self._filed[size]

    def _facts(self) -> tuple[Columns, Floats, Weights]:
        a = self._rows.arrays
        return Columns(a.real, a.code), a.chance, self._rows.words.weights

    def _cells(self, slots: Ints, level: int) -> Ints:
        """The cells in which reports of a level of place look for these, each in that of its rank."""
        a = self._rows.arrays
        return np.asarray(a.rank[slots] * OF_RANK + a.cell[slots, level])

    def _places(self, slots: Ints) -> Iterator[tuple[int, float, int]]:
        a = self._rows.arrays
        for slot in slots.tolist():
            rank = int(a.rank[slot])
            for size, of_levels in _SIZES.items():
                if rank // BANDS in of_levels:
                    yield slot, size, rank * OF_RANK + int(a.cell[slot, of_levels[rank // BANDS]])

    def _region_days(self, slots: Ints) -> Ints:
        a = self._rows.arrays
        region = cells_of(grid_of(REGION_KM), a.lat[slots], a.lon[slots])
        return np.asarray(region_day(a.pool[slots], region, day_of(a.middle[slots])))


def region_day(pool: Any, region: Any, day: Any) -> Any:
    """A number for the region and day of a pool, or those of many."""
    return (pool * _REGIONS + region) * _DAYS + day + _DAYS // 2


_NOTHING = np.zeros((0, 3), dtype=np.int64)
#: for each size of cells the levels of place that are filed by it, and one of those that look in it
_SIZES: dict[float, dict[int, int]] = {}
for _level in range(LEVELS):
    for _of_level in range(_level + 1):
        _SIZES.setdefault(float(CELLS_KM[_level, _of_level]), {})[_of_level] = _level
