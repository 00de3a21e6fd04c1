"""Who could have seen or heard what, and when: effort as minutes of watching, by small cell and hour.

A cell is within a watcher's reach where its middle is. Eyes (patrols, cameras, unmanned aircraft) reach less far in the
dark; ears do not. An outage, a denial or a withdrawal of a watcher counts against the same watcher's being on, as
where silence is judged. Times are taken minute by minute, each by its middle. Sensors on satellites pass and are gone:
they watch nothing for an hour and are not in these figures; a watcher without a place is not either, and is told of.

Exposure in place and time as in surveys of animals, where what was not looked at is no zero (S. T. Buckland et al.,
Distance Sampling, 2015).
"""

from __future__ import annotations

import math
from collections.abc import Iterator

import h3
import msgspec
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from truceline.measure.sun import lit
from truceline.model.tables import COVERAGE
from truceline.model.units import DAY_S, HOUR_S, to_e6

#: mean edge 1.4 km, area 5.2 km²: some fifteen cells within five kilometres
RESOLUTION = 7
_EYES, _EARS = ("patrol", "camera", "uav"), ("acoustic",)
_EARTH_M = 6_371_008.8
_MINUTES = DAY_S // 60
#: no name has it
_BETWEEN = "\0"


class CoverageParams(msgspec.Struct, frozen=True):
    resolution: int = RESOLUTION
    dark_reach: float = 0.6  # of the reach of eyes by day; what a lit scene gives away at night
    longest_reach_m: int = 100_000  # a range beyond it is taken for a slip of the pen, and for this


DEFAULTS = CoverageParams()


class Mapped(msgspec.Struct, frozen=True):
    """Rows of `tables.COVERAGE`, and the minutes of watchers that no cell can be given for."""

    cells: pa.Table
    unmapped_min: int


def coverage(effort: pa.Table, from_s: int, until_s: int, params: CoverageParams = DEFAULTS) -> Mapped:
    """Minutes watched by cell and hour of UTC in `[from_s, until_s)`; cells that nobody could reach have no row.

    Args:
        effort: rows of `tables.EFFORT`, in any order; a place without a range reaches the cell that it lies in.
    """
    ground = effort.filter(pc.is_in(effort["source_class"], value_set=pa.array([*_EYES, *_EARS])))
    inside = pc.and_(pc.less(ground["start_s"], until_s), pc.greater(ground["end_s"], from_s))
    ground = ground.filter(inside).sort_by([(name, "ascending") for name in ("source_class", "watcher", "effort_id")])
    placed = ground.filter(pc.and_(pc.is_valid(ground["lat_e6"]), pc.is_valid(ground["lon_e6"])))
    unplaced = ground.filter(pc.or_(pc.is_null(ground["lat_e6"]), pc.is_null(ground["lon_e6"])))
    reach = _Reach(params)
    days = [_rows(_Day(placed, day_s, (from_s, until_s), reach)) for day_s in _days(placed, from_s, until_s)]
    table = pa.concat_tables([COVERAGE.empty_table(), *(day for day in days if day is not None)])
    return Mapped(
        table.sort_by([("cell", "ascending"), ("start_s", "ascending")]).combine_chunks(),
        _on(unplaced, from_s, until_s),
    )


def _days(effort: pa.Table, from_s: int, until_s: int) -> range:
    """The days of UTC from the first that anybody watched to the last: somebody may ask for ten thousand years."""
    if not effort.num_rows:
        return range(0)
    first_s = max(from_s, pc.min(effort["start_s"]).as_py())
    return range(first_s // DAY_S * DAY_S, min(until_s, pc.max(effort["end_s"]).as_py()), DAY_S)


def _on(effort: pa.Table, from_s: int, until_s: int) -> int:
    """Minutes of rows that are on, cut at the ends."""
    on = effort.filter(pc.equal(effort["status"], "on"))
    start, end = on["start_s"].to_numpy(), on["end_s"].to_numpy()
    return int(np.sum(np.minimum(end, until_s) - np.maximum(start, from_s))) // 60


def condensed(cells: pa.Table) -> pa.Table:
    """One row a cell and UTC day for its light, its dark and its mixed hours (schema COVERAGE, `start_s` of the day).

    Sums over whole days are the same, and so are the watchers by day and by night, in a tenth of the rows.
    """
    dark = pc.greater(cells["watched_dark_min"], 0).cast(pa.int8())
    light = pc.greater(cells["watched_min"], cells["watched_dark_min"]).cast(pa.int8())
    day = pc.multiply(pc.floor(pc.divide(cells["start_s"].cast(pa.float64()), DAY_S)).cast(pa.int64()), DAY_S)
    joined = pc.binary_join(cells["watchers"], _BETWEEN)
    keys = cells.set_column(1, "start_s", day).set_column(10, "watchers", joined)
    keys = keys.append_column("dark", dark).append_column("light", light)
    minutes = [name for name in COVERAGE.names if name.endswith("_min")]
    by = ["cell", "start_s", "lat_e6", "lon_e6", "dark", "light"]
    found = keys.group_by(by).aggregate([*((name, "sum") for name in minutes), ("watchers", "distinct")])
    told = found["watchers_distinct"].to_pylist()
    watchers = [sorted({name for hour in hours for name in hour.split(_BETWEEN) if name}) for hours in told]
    columns = {name: found[f"{name}_sum"] if name in minutes else found[name] for name in COVERAGE.names[:-1]}
    table = pa.table({**columns, "watchers": pa.array(watchers, pa.list_(pa.string()))}).cast(COVERAGE)
    order = [(name, "ascending") for name in ("cell", "start_s", "watched_dark_min")]
    return table.sort_by(order).combine_chunks()


class _Reach:
    """Cells whose middle lies so near to a place; asked often for the same place."""

    def __init__(self, params: CoverageParams) -> None:
        self.params = params
        self._known: dict[tuple[int, int, int], tuple[str, ...]] = {}

    def cells(self, lat_e6: int, lon_e6: int, range_m: int) -> tuple[str, ...]:
        place = (lat_e6, lon_e6, min(range_m, self.params.longest_reach_m))
        if place not in self._known:
            self._known[place] = self._near(*place)
        return self._known[place]

    def _near(self, lat_e6: int, lon_e6: int, range_m: int) -> tuple[str, ...]:
        resolution = self.params.resolution
        middle = str(h3.latlng_to_cell(lat_e6 / 1e6, lon_e6 / 1e6, resolution))
        edge = h3.average_hexagon_edge_length(resolution, unit="m")
        disk = sorted(h3.grid_disk(middle, math.ceil(range_m / edge) + 1))
        points = np.radians(np.array([h3.cell_to_latlng(cell) for cell in disk]))
        lat, lon = np.radians(lat_e6 / 1e6), np.radians(lon_e6 / 1e6)
        half = (
            np.sin((points[:, 0] - lat) / 2) ** 2
            + np.cos(lat) * np.cos(points[:, 0]) * np.sin((points[:, 1] - lon) / 2) ** 2
        )
        away = 2 * _EARTH_M * np.arcsin(np.sqrt(np.minimum(half, 1.0)))
        return tuple(cell for cell, metres in zip(disk, away, strict=True) if metres <= range_m or cell == middle)


class _Day:
    """The watchers of one day of UTC, minute by minute."""

    def __init__(self, effort: pa.Table, day_s: int, span: tuple[int, int], reach: _Reach) -> None:
        start, end = (effort[name].to_numpy() for name in ("start_s", "end_s"))
        here = np.flatnonzero((start < min(day_s + DAY_S, span[1])) & (end > max(day_s, span[0])))
        self.day_s, self.rows = day_s, effort.take(pa.array(here)).to_pylist()
        self.moments = day_s + 60 * np.arange(_MINUTES) + 30
        asked = (self.moments >= span[0]) & (self.moments < span[1])
        started, ended = start[here][:, None], end[here][:, None]
        self.present = (self.moments >= started) & (self.moments < ended) & asked
        self.names = [f"{row['source_class']} {row['watcher']}" for row in self.rows]
        self.out = np.array([row["status"] != "on" for row in self.rows], dtype=bool)
        self.eyes = np.array([row["source_class"] in _EYES for row in self.rows], dtype=bool)
        self.on = self.present & ~self.out[:, None] & ~self._lost_by_name()
        self.dark = self._dark()
        self.by_day, self.by_night, self.cells = self._cells(reach)

    def _lost_by_name(self) -> np.ndarray:
        """Minutes in which the watcher of each row was out, denied or withdrawn by another row."""
        lost: np.ndarray = np.zeros_like(self.present)
        for name in {self.names[row] for row in np.flatnonzero(self.out)}:
            mine = np.array([other == name for other in self.names])
            lost[mine] = (self.present & (self.out & mine)[:, None]).any(axis=0)
        return lost

    def _dark(self) -> np.ndarray:
        if not self.rows:
            return np.zeros((0, _MINUTES), dtype=bool)
        lat, lon = (np.array([row[name] for row in self.rows], dtype=np.int64) for name in ("lat_e6", "lon_e6"))
        dark: np.ndarray = ~lit(self.moments, lat, lon)
        for row, stated in enumerate(self.rows):
            if stated["daylight"] is not None:
                dark[row] = not stated["daylight"]
        return dark

    def _cells(self, reach: _Reach) -> tuple[np.ndarray, np.ndarray, list[str]]:
        """Which cells each row reaches by day and in the dark, bool of (cells, rows)."""
        found: list[tuple[tuple[str, ...], tuple[str, ...]]] = []
        for row, eyes in zip(self.rows, self.eyes, strict=True):
            metres = row["range_m"] or 0
            whole = reach.cells(row["lat_e6"], row["lon_e6"], metres)
            less = reach.cells(row["lat_e6"], row["lon_e6"], round(metres * reach.params.dark_reach)) if eyes else whole
            found.append((whole, less))
        cells = sorted({cell for whole, _ in found for cell in whole})
        index = {cell: number for number, cell in enumerate(cells)}
        by_day, by_night = (np.zeros((len(cells), len(self.rows)), dtype=bool) for _ in range(2))
        for row, (whole, less) in enumerate(found):
            by_day[[index[cell] for cell in whole], row] = True
            by_night[[index[cell] for cell in less], row] = True
        return by_day, by_night, cells


def _rows(day: _Day) -> pa.Table | None:
    """Rows of one day: cells that the same watchers reach share their minutes."""
    if not day.cells:
        return None
    reached = np.packbits(np.hstack([day.by_day, day.by_night]), axis=1)  # eight to a byte: sooner told apart
    _, first, which = np.unique(reached, axis=0, return_index=True, return_inverse=True)
    groups = list(_groups(day, day.by_day[first], day.by_night[first]))
    told = [groups[group] for group in which.reshape(-1).tolist()]
    of_cell = np.repeat(np.arange(len(told)), [len(hours) for hours, _, _ in told])
    if not len(of_cell):
        return None
    middles = np.array([h3.cell_to_latlng(cell) for cell in day.cells])
    lat, lon = (np.array([to_e6(degrees) for degrees in column], dtype=np.int32) for column in middles.T)
    figures = np.concatenate([figures for _, figures, _ in told]).astype(np.int32)
    names = ("dark_min", "seen_min", "heard_min", "watched_min", "watched_dark_min", "lost_min")
    return pa.table(
        {
            "cell": pa.array(day.cells).take(pa.array(of_cell)),
            "start_s": day.day_s + np.concatenate([hours for hours, _, _ in told]) * HOUR_S,
            "lat_e6": lat[of_cell],
            "lon_e6": lon[of_cell],
            **{name: figures[:, number] for number, name in enumerate(names)},
            "watchers": pa.array([one for _, _, watchers in told for one in watchers], pa.list_(pa.string())),
        },
        schema=COVERAGE,
    )


def _groups(
    day: _Day, by_day: np.ndarray, by_night: np.ndarray
) -> Iterator[tuple[np.ndarray, np.ndarray, list[list[str]]]]:
    """Of each group of cells: hours that have anything to tell, the minutes of each kind, and who watched."""
    for reached, reached_dark in zip(by_day, by_night, strict=True):
        near = np.flatnonzero(reached)
        dark = day.dark[near].mean(axis=0) >= 0.5  # neighbours: their suns set within minutes of each other
        within = np.where(dark[None, :], reached_dark[near][:, None], True)
        on = day.on[near] & within
        eyes = day.eyes[near]
        seen, heard = on[eyes].any(axis=0), on[~eyes].any(axis=0)
        watched = seen | heard
        asked = day.present[near] & within & ~day.on[near]
        lost = asked.any(axis=0) & ~watched
        figures = np.stack([_hourly(one) for one in (dark, seen, heard, watched, watched & dark, lost)], axis=1)
        hours = np.flatnonzero(figures[:, 3] + figures[:, 5])
        present = on.reshape(len(near), 24, 60).any(axis=2)
        watchers = [sorted({day.names[near[row]] for row in np.flatnonzero(present[:, hour])}) for hour in hours]
        yield hours, figures[hours], watchers


def _hourly(minutes: np.ndarray) -> np.ndarray:
    total: np.ndarray = minutes.reshape(24, 60).sum(axis=1)
    return total
