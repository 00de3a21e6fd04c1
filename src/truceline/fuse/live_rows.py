"""Observations of a live mission as growing arrays: one slot each, in the order in which they came."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

from truceline.fuse.arrays import Codes, Floats, Ints, words
from truceline.fuse.cells import cells_of, grid_of
from truceline.fuse.compared import NEAR_KM, points_of
from truceline.fuse.layout import (
    ACTOR,
    CLAIMANT,
    FAMILY,
    ITEM,
    KIND,
    SOURCE,
    SPOKEN,
    START,
    TARGET,
    TARGET_BRANCH,
    UNIT,
    WEAPON,
    Columns,
    Weights,
)
from truceline.fuse.learned import Learned
from truceline.fuse.params import FuseParams
from truceline.fuse.reach import rank_of
from truceline.fuse.relations import pools
from truceline.fuse.reports import Reports, reports_of
from truceline.fuse.traits import as_good_as_they_are, as_wide_as_they_are
from truceline.fuse.weights import weights_of
from truceline.model.observation import Origin

_SPARE = 1_024


class Arrays(NamedTuple):
    """One row a slot, and some to spare."""

    real: Floats  # as good as the sources were found to be
    code: Codes  # codes of the vocabulary of this mission
    lat: Floats
    lon: Floats
    stated_start: Floats  # hours, before anything was learnt of the source: the order of reports goes by it
    middle: Floats
    near: Ints  # cell that the order of reports goes by
    pool: Ints
    precise: Ints
    brief: Ints
    long: Ints
    comparable: Ints
    alive: Ints
    first: Ints  # slot that this one repeats exactly; itself where it repeats none
    usually: Floats  # reports per km² and hour in the long run; shape (n, scales)
    usual_a_day: Floats
    today: Ints  # brief reports of the region on that day
    found: Floats  # reports in the burst
    chance: Floats  # shape (n, scales)
    parent: Ints  # first report of the cluster
    following: Ints  # next member of the cluster; -1 at the end
    odds: Floats  # columns of `posterior.Weighed`
    mate: Ints  # next observation of the incident, round and round
    p_same: Ints
    p_new: Ints


class Rows:
    """Every observation that ever came."""

    def __init__(
        self, table: pa.Table, origins: tuple[Origin, ...], params: FuseParams, learned: Learned, scales: int
    ) -> None:
        self._origins = {item: origin for origin in origins for item in origin.items}
        self._position = {origin.origin_id: at for at, origin in enumerate(origins)}
        self._params, self._learned = params, learned
        self._names: dict[int, dict[object, int]] = {}
        self._datasets: list[bool] = []
        self._counted: dict[str, list[int]] = {}  # of each source at hand: rows that are coded data, and all rows
        self._pools: dict[str, int] = {}
        self.pool_names: list[str] = []
        self._tables: list[pa.Table] = []
        self._from: list[int] = []
        self.ids: list[str] = []
        self.slot: dict[str, int] = {}
        self.families: dict[int, list[int]] = {}
        self.days: dict[int, dict[int, list[int]]] = {}  # by rank, then by the day of the start
        self.size = 0
        self.arrays = _nothing(table.num_rows + _SPARE, scales)
        self.weights: Weights
        if table.num_rows:
            self.add(table)
            self.coded_as_known(table, table.slice(0, 0))
        else:
            self._tables.append(table)
            self._from.append(0)

    def origins_of(self, items: set[str]) -> tuple[Origin, ...]:
        """Origins of these items, in the order in which they were given."""
        found = {self._origins[item].origin_id: self._origins[item] for item in items if item in self._origins}
        return tuple(found[name] for name in sorted(found, key=self._position.__getitem__))

    def add(self, table: pa.Table) -> Ints:
        """Slots of new observations, in the order of their ids. Nobody has looked at how they relate to others."""
        origins = self.origins_of(set(table.column("item_id").to_pylist()))
        reports = reports_of(table, origins, self._params)
        n, first = reports.table.num_rows, self.size
        self._room(n)
        slots = np.arange(first, first + n)
        self.size += n
        self._tables.append(reports.table)
        self._from.append(first)
        names = reports.table.column("observation_id").to_pylist()
        self.ids.extend(names)
        self.slot.update(zip(names, slots.tolist(), strict=True))
        code = self._coded(reports, self._words_of(reports))
        self._fill(slots, reports, code)
        self._file(slots)
        return slots

    def take(self, slots: Ints) -> pa.Table:
        """Rows of the table of observations, in the order of the slots."""
        base = self._tables[0]
        own = slots < base.num_rows
        parts: list[pa.Table] = [base.take(pa.array(slots[own]))]
        at = np.searchsorted(np.array(self._from), slots[~own], side="right") - 1
        for part, slot in zip(at.tolist(), slots[~own].tolist(), strict=True):
            parts.append(self._tables[part].slice(slot - self._from[part], 1))
        order = np.empty(len(slots), dtype=np.int64)
        order[np.concatenate([np.flatnonzero(own), np.flatnonzero(~own)])] = np.arange(len(slots))
        taken: pa.Table = pa.concat_tables(parts).combine_chunks().take(pa.array(order))
        return taken

    def ordered_by_id(self, slots: Ints) -> Ints:
        """These slots in the order of their observations' ids."""
        return np.array(sorted(slots.tolist(), key=self.ids.__getitem__), dtype=np.int64)

    def ordered(self, slots: Ints) -> Ints:
        """These slots in the order in which a full run has the compared reports: by cell, time and id."""
        a = self.arrays
        order: Ints = slots[np.lexsort((slots, a.stated_start[slots], a.near[slots]))]
        near, start = a.near[order], a.stated_start[order]
        same = (near[1:] == near[:-1]) & (start[1:] == start[:-1])
        if same.any():
            # the slots that a mission began with are in the order of their ids
            begins = np.flatnonzero(np.concatenate([[True], ~same]))
            ends = np.append(begins[1:], len(order))
            mixed = (ends - begins > 1) & (order[ends - 1] >= self._tables[0].num_rows)
            for begin, end in zip(begins[mixed].tolist(), ends[mixed].tolist(), strict=True):
                order[begin:end] = self.ordered_by_id(order[begin:end])
        return order

    def compared(self, slots: Ints) -> Ints:
        """Those of these slots that are compared by place and time."""
        a = self.arrays
        kept: Ints = slots[(a.alive[slots] > 0) & (a.comparable[slots] > 0) & (a.first[slots] == slots)]
        return kept

    def between(self, begin_h: float, end_h: float, back_h: Floats) -> Ints:
        """Compared reports that may reach into the time between two hours, give or take a day.

        `back_h` has for each rank how much earlier than `begin_h` its reports may start.
        """
        found: list[list[int]] = []
        for rank, days in self.days.items():
            first, last = int((begin_h - back_h[rank]) // 24), int(end_h // 24)
            if last - first < len(days):
                found += [days[day] for day in range(first, last + 1) if day in days]
            else:
                found += [slots for day, slots in days.items() if first <= day <= last]
        return self.compared(np.array([slot for some in found for slot in some], dtype=np.int64))

    def alike_in_time(self, slot: int) -> Ints:
        """Reports of the rank of this one that start on its day."""
        real = self.arrays.real[slot : slot + 1]
        return np.array(self.days[int(rank_of(real)[0])][int(real[0, START] // 24)], dtype=np.int64)

    def widened(self, reports: Reports) -> Reports:
        """Reports with the radius of sources that were found to declare too small a one."""
        return as_wide_as_they_are(reports, self._learned.fields)

    def columns(self, slots: Ints) -> Columns:
        return Columns(self.arrays.real[slots], self.arrays.code[slots])

    def _room(self, more: int) -> None:
        if self.size + more <= len(self.arrays.alive):
            return
        extra = self.size // 4 + more + _SPARE
        self.arrays = Arrays(
            *(np.concatenate([old, np.zeros((extra, *old.shape[1:]), old.dtype)]) for old in self.arrays)
        )

    def _words_of(self, reports: Reports) -> dict[int, tuple[object, ...]]:
        """What the codes of a few reports stand for, by column."""
        items = words(reports.table, "item_id")[1]
        origin_of = {item: f"origin:{self._origins[item].origin_id}" for item in items if item in self._origins}
        return {
            KIND: reports.kinds,
            WEAPON: reports.weapons,
            TARGET: reports.targets,
            TARGET_BRANCH: tuple(sorted({name.split(".", 1)[0] for name in reports.targets})),
            ACTOR: words(reports.table, "alleged_actor")[1],
            CLAIMANT: words(reports.table, "claimant")[1],
            SOURCE: reports.sources,
            SPOKEN: reports.spoken,
            ITEM: items,
            FAMILY: tuple(dict.fromkeys(origin_of.get(item, f"item:{item}") for item in items)),
            UNIT: words(reports.table, "count_unit")[1],
        }

    def _coded(self, reports: Reports, said: dict[int, tuple[object, ...]]) -> Codes:
        """The codes of these reports in the vocabulary of the mission, which grows."""
        code = reports.columns.code.copy()
        grown = False
        for column, values in said.items():
            known = self._names.setdefault(column, {})
            before = len(known)
            number = np.array([*(known.setdefault(value, len(known)) for value in values), -1], dtype=np.int32)
            code[:, column] = number[code[:, column]]
            grown |= len(known) > before and column in (KIND, WEAPON, TARGET, SOURCE, SPOKEN)
        for k, source in enumerate(reports.sources):
            if self._names[SOURCE][source] == len(self._datasets):
                self._datasets.append(bool(reports.datasets[k]))
        if grown:
            self.weights = self._weights(reports)
        return code

    def _weights(self, reports: Reports) -> Weights:
        kinds, weapons, targets, sources = (
            tuple(str(name) for name in self._names[column]) for column in (KIND, WEAPON, TARGET, SOURCE)
        )
        spoken: tuple[tuple[str, str], ...] = tuple(self._names[SPOKEN])  # type: ignore[arg-type]
        known = reports._replace(
            kinds=kinds,
            spoken=spoken,
            sources=sources,
            datasets=np.array(self._datasets, dtype=bool),
            weapons=weapons,
            targets=targets,
        )
        of_kind = pools(kinds)
        for pool in of_kind:
            if pool not in self._pools:
                self._pools[pool] = len(self._pools)
                self.pool_names.append(pool)
        self._pool_of_kind = np.array([self._pools[pool] for pool in of_kind], dtype=np.int64)
        return weights_of(self._params, known, self._learned.fields)

    def coded_as_known(self, come: pa.Table, gone: pa.Table) -> bool:
        """Take note of rows that come and go: whether the same sources are coded event data as before."""
        for table, sign in ((come, 1), (gone, -1)):
            sources, classes = (table.column(name).to_pylist() for name in ("source", "source_class"))
            for source, source_class in zip(sources, classes, strict=True):
                counts = self._counted.setdefault(source, [0, 0])
                counts[0] += sign * (source_class == "dataset")
                counts[1] += sign
        known, agree = self._names.get(SOURCE, {}), True
        for source in {*come.column("source").to_pylist(), *gone.column("source").to_pylist()}:
            coded, every = self._counted[source]
            if source in known and every:
                agree &= self._datasets[known[source]] == (coded > 0)
        return agree

    def _fill(self, slots: Ints, reports: Reports, code: Codes) -> None:
        a, c = self.arrays, reports.columns
        believed = c
        if self._learned.fields is not None:
            believed = as_good_as_they_are(c, reports.sources, self._learned.fields, self._params)
        points = points_of(c, reports.lat, reports.lon, np.arange(len(slots)))
        a.real[slots], a.code[slots] = believed.real, code
        a.lat[slots], a.lon[slots] = reports.lat, reports.lon
        a.stated_start[slots], a.middle[slots] = c.real[:, START], points.middle
        a.near[slots] = cells_of(grid_of(NEAR_KM), np.nan_to_num(reports.lat), np.nan_to_num(reports.lon))
        a.pool[slots] = self._pool_of_kind[code[:, KIND]]
        a.precise[slots], a.brief[slots], a.long[slots] = points.precise, points.brief, points.long
        a.comparable[slots] = reports.comparable
        a.alive[slots] = 1
        a.first[slots] = a.parent[slots] = a.mate[slots] = slots
        a.following[slots] = -1

    def _file(self, slots: Ints) -> None:
        a = self.arrays
        day, rank = np.floor(a.real[slots, START] / 24).astype(int), rank_of(a.real[slots])
        for slot, when, of in zip(slots.tolist(), day.tolist(), rank.tolist(), strict=True):
            self.days.setdefault(of, {}).setdefault(when, []).append(slot)
        own = slots[a.code[slots, FAMILY] >= 0]
        for slot, family in zip(own.tolist(), a.code[own, FAMILY].tolist(), strict=True):
            self.families.setdefault(family, []).append(slot)


def _nothing(n: int, scales: int) -> Arrays:
    wide = {"real": 8, "code": 17, "usually": scales, "chance": scales, "odds": 3}
    real = {"real", "lat", "lon", "stated_start", "middle", "usually", "usual_a_day", "found", "chance", "odds"}
    made: dict[str, Any] = {}
    for name in Arrays._fields:
        kind = np.float64 if name in real else np.int32 if name == "code" else np.int64
        made[name] = np.zeros((n, wide[name]) if name in wide else n, dtype=kind)
    return Arrays(**made)
