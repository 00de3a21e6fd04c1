"""Observations of a live mission as growing arrays: one slot each, in the order in which they came."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

from truceline.fuse.arrays import Codes, Flags, Floats, Ints
from truceline.fuse.cells import cells_of, grid_of
from truceline.fuse.compared import NEAR_KM, points_of
from truceline.fuse.layout import FAMILY, FROM_S, KIND, SIGMA, SOURCE, START, UNTIL_S, Columns
from truceline.fuse.learned import Learned
from truceline.fuse.live_bags import Bags
from truceline.fuse.live_cells import Keys
from truceline.fuse.live_order import Order
from truceline.fuse.live_tables import Tables
from truceline.fuse.live_words import Vocabulary
from truceline.fuse.params import FuseParams
from truceline.fuse.reach import BANDS, CELLS_KM, LEVELS, rank_of, reach_km
from truceline.fuse.reports import Reports, reports_of
from truceline.fuse.traits import as_good_as_they_are, make_as_wide_as_they_are
from truceline.model.observation import Origin

_SPARE = 1_024
_SOME_PRIME = np.uint64(0x9E3779B97F4A7C15)


class Arrays(NamedTuple):
    """One row a slot, and some to spare."""

    real: Floats  # as good as the sources were found to be
    code: Codes  # codes of the vocabulary of this mission
    lat: Floats
    lon: Floats
    stated_start: Floats  # hours, before anything was learnt of the source: the order of reports goes by it
    middle: Floats
    item: Ints  # number of its item
    near: Ints  # cell that the order of reports goes by
    label: Ints  # ascends with the ids
    rank: Ints
    cell: Ints  # in the grids in which each level of place looks for it; shape (n, LEVELS)
    reach: Floats  # how far it looks for each level of place, km; shape (n, LEVELS)
    pool: Ints
    precise: Ints
    brief: Ints
    long: Ints
    comparable: Ints
    alive: Ints
    first: Ints  # slot that this one repeats exactly; itself where it repeats none
    usually: Floats  # reports per km² and hour in the long run; shape (n, scales)
    usual_a_day: Floats
    own: Floats  # further reports of an incident that are no chance
    today: Ints  # brief reports of the region on that day
    found: Floats  # reports in the burst
    chance: Floats  # shape (n, scales)
    parent: Ints  # first report of the cluster
    following: Ints  # next member of the cluster; -1 at the end
    odds: Floats  # columns of `posterior.Weighed`
    mate: Ints  # next observation of the incident, round and round
    p_same: Ints
    p_new: Ints
    touched: Flags  # by the change that is being worked out


class Rows:
    """Every observation that ever came."""

    def __init__(
        self, table: pa.Table, origins: tuple[Origin, ...], params: FuseParams, learned: Learned, scales: int
    ) -> None:
        self.words = Vocabulary(origins, params, learned)
        self._params, self._learned = params, learned
        self._tables = Tables(table)
        self.ids: list[str] = []
        self.slot: dict[str, int] = {}
        self.families: dict[int, list[int]] = {}
        self._items: dict[str, int] = {}
        self.size = 0
        self.arrays = _nothing(table.num_rows + _SPARE, scales)
        if table.num_rows:
            reports = reports_of(table, origins, params)
            self._tables = Tables(reports.table)
            self._admitted(reports)
            self.words.coded_as_known(table, table.slice(0, 0))
        self._order = Order(self.ids)
        self.arrays.label[: self.size] = self._order.of_the_first()
        self._alike = Bags(self._content(np.arange(self.size)), np.arange(self.size))

    def add(self, table: pa.Table) -> Ints:
        """Slots of new observations, in the order of their ids. Nobody has looked at how they relate to others."""
        origins = self.words.origins_of(set(table.column("item_id").to_pylist()))
        reports = reports_of(table, origins, self._params)
        slots = self._admitted(reports)
        self._tables.add(reports.table)
        for slot in slots.tolist():
            self._order.add(slot, self.arrays.label)
        self._alike.add(self._content(slots), slots)
        return slots

    def take(self, slots: Ints) -> pa.Table:
        """Rows of the table of observations, in the order of the slots."""
        return self._tables.take(slots)

    def of_items(self, items: set[str]) -> list[str]:
        """Ids of the observations at hand in these items."""
        a, n = self.arrays, self.size
        wanted = np.array([self._items[item] for item in sorted(items) if item in self._items], dtype=np.int64)
        inside = (a.alive[:n] > 0) & np.isin(a.item[:n], wanted)
        return [self.ids[slot] for slot in np.flatnonzero(inside).tolist()]

    def ordered_by_id(self, slots: Ints) -> Ints:
        """These slots in the order of their observations' ids."""
        return slots[np.argsort(self.arrays.label[slots])]

    def ordered(self, slots: Ints) -> Ints:
        """These slots in the order in which a full run has the compared reports: by cell, time and id."""
        a = self.arrays
        return slots[np.lexsort((a.label[slots], a.stated_start[slots], a.near[slots]))]

    def earlier(self, one: Ints, other: Ints) -> Flags:
        """Whether the first of each pair comes first in that order."""
        a = self.arrays
        out, tied = np.zeros(len(one), dtype=bool), np.ones(len(one), dtype=bool)
        for key in (a.near, a.stated_start, a.label):
            out |= tied & (key[one] < key[other])
            tied &= key[one] == key[other]
        return out

    def keys(self) -> Keys:
        """What compiled code goes by to put slots in that order."""
        a = self.arrays
        return Keys(a.real, a.near, a.stated_start, a.label)

    def compared(self, slots: Ints) -> Ints:
        """Those of these slots that are compared by place and time."""
        a = self.arrays
        kept: Ints = slots[(a.alive[slots] > 0) & (a.comparable[slots] > 0) & (a.first[slots] == slots)]
        return kept

    def alike(self, slots: Ints) -> Ints:
        """Observations at hand of the same source, type, place and time as these, those included."""
        a, groups = self.arrays, [self._alike.at(content) for content in self._content(slots).tolist()]
        some = np.concatenate([slots[:0], *groups])
        like = np.repeat(slots, np.array([len(group) for group in groups], dtype=np.int64))
        same: Flags = a.alive[some] > 0
        for column in (FROM_S, UNTIL_S):
            same &= a.real[some, column] == a.real[like, column]
        for column in (SOURCE, KIND):
            same &= a.code[some, column] == a.code[like, column]
        for value in (a.lat, a.lon):
            same &= np.nan_to_num(value[some]) == np.nan_to_num(value[like])
        return np.union1d(slots, some[same])

    def in_company(self, slots: Ints) -> Ints:
        """Those of these slots that share source, type, place and time with another of them: nothing else repeats."""
        _, which, count = np.unique(self._content(slots), return_inverse=True, return_counts=True)
        return slots[count[which] > 1]

    def forget(self, slots: Ints) -> None:
        """These are no longer at hand."""
        self._alike.remove(self._content(slots), slots)

    def widened(self, reports: Reports) -> Reports:
        """Reports with the radius of sources that were found to declare too small a one; nobody else reads them."""
        return make_as_wide_as_they_are(reports, self._learned.fields, self._params)

    def columns(self, slots: Ints) -> Columns:
        return Columns(self.arrays.real[slots], self.arrays.code[slots])

    def _admitted(self, reports: Reports) -> Ints:
        n, first = reports.table.num_rows, self.size
        self._room(n)
        slots = np.arange(first, first + n)
        self.size += n
        names = reports.table.column("observation_id").to_pylist()
        self.ids.extend(names)
        self.slot.update(zip(names, slots.tolist(), strict=True))
        self._fill(slots, reports, self.words.coded(reports))
        items = reports.table.column("item_id").combine_chunks().dictionary_encode()
        number = [self._items.setdefault(item, len(self._items)) for item in items.dictionary.to_pylist()]
        self.arrays.item[slots] = np.array(number, dtype=np.int64)[items.indices.to_numpy()]
        own = slots[self.arrays.code[slots, FAMILY] >= 0]
        for slot, family in zip(own.tolist(), self.arrays.code[own, FAMILY].tolist(), strict=True):
            self.families.setdefault(family, []).append(slot)
        return slots

    def _room(self, more: int) -> None:
        if self.size + more <= len(self.arrays.alive):
            return
        extra = self.size // 4 + more + _SPARE
        self.arrays = Arrays(
            *(np.concatenate([old, np.zeros((extra, *old.shape[1:]), old.dtype)]) for old in self.arrays)
        )

    def _content(self, slots: Ints) -> Ints:
        """A number that observations of the same source, type, place and time share, and hardly any others."""
        a = self.arrays
        out = np.zeros(len(slots), dtype=np.uint64)
        places = (np.nan_to_num(value[slots]) + 0.0 for value in (a.lat, a.lon))  # no minus zero
        for part in (
            *(a.real[slots, column].astype(np.int64) for column in (FROM_S, UNTIL_S)),
            *(a.code[slots, column].astype(np.int64) for column in (SOURCE, KIND)),
            *(place.view(np.int64) for place in places),
        ):
            out = (out ^ part.view(np.uint64)) * _SOME_PRIME
            out ^= out >> np.uint64(29)
        return out.view(np.int64)

    def _fill(self, slots: Ints, reports: Reports, code: Codes) -> None:
        a, c = self.arrays, reports.columns
        believed = c
        if self._learned.fields is not None:
            believed = as_good_as_they_are(c, reports.sources, self._learned.fields, self._params)
        points = points_of(c, reports.lat, reports.lon, np.arange(len(slots)))
        lat, lon = np.nan_to_num(reports.lat), np.nan_to_num(reports.lon)
        a.real[slots], a.code[slots] = believed.real, code
        a.lat[slots], a.lon[slots] = reports.lat, reports.lon
        a.stated_start[slots], a.middle[slots] = c.real[:, START], points.middle
        a.near[slots] = cells_of(grid_of(NEAR_KM), lat, lon)
        a.rank[slots] = rank_of(believed.real)
        own = a.rank[slots] // BANDS
        for level in range(LEVELS):
            for of_level in range(level + 1):
                seen, looks = slots[own == of_level], slots[own == level]
                a.cell[seen, level] = cells_of(
                    grid_of(CELLS_KM[level, of_level]), lat[own == of_level], lon[own == of_level]
                )
                a.reach[looks, of_level] = reach_km(a.real[looks, SIGMA], level, of_level)
        a.pool[slots] = self.words.pool_of(code[:, KIND])
        a.precise[slots], a.brief[slots], a.long[slots] = points.precise, points.brief, points.long
        a.comparable[slots] = reports.comparable
        a.alive[slots] = 1
        a.first[slots] = a.parent[slots] = a.mate[slots] = slots
        a.following[slots] = -1


def _nothing(n: int, scales: int) -> Arrays:
    wide = {"real": 8, "code": 17, "usually": scales, "chance": scales, "odds": 3, "cell": LEVELS, "reach": LEVELS}
    real = {"real", "lat", "lon", "stated_start", "middle", "usually", "usual_a_day", "own", "found", "chance", "odds"}
    kinds: dict[str, Any] = dict.fromkeys((*real, "reach"), np.float64) | {"code": np.int32, "touched": np.bool_}
    made: dict[str, Any] = {}
    for name in Arrays._fields:
        made[name] = np.zeros((n, wide[name]) if name in wide else n, dtype=kinds.get(name, np.int64))
    return Arrays(**made)
