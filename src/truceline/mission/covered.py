"""What was watched, kept day by day while effort comes in: a span of time is summed, and not made anew."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import h3
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from truceline.measure.coverage import RESOLUTION, condensed, coverage
from truceline.measure.sun import dark_share
from truceline.model.agreement import Agreement
from truceline.model.coverage_map import CoverageMap
from truceline.model.tables import COVERAGE, EFFORT, PUBLIC_COVERAGE
from truceline.model.units import DAY_S, HOUR_S, PPM, to_e6
from truceline.record.material import ReleasePolicy
from truceline.record.public_coverage import area_cells, public_coverage, window

#: cells of one map; of more, neighbours are drawn together
_MOST_CELLS = 6_000
_SUMS = ("watched_min", "watched_dark_min", "heard_min")


def public_policy(policy: ReleasePolicy) -> ReleasePolicy:
    """How coarse, late and few for the places of monitors."""
    care = policy.care("monitors")
    return ReleasePolicy(care.cell_resolution, care.delay_h, care.least)


def dark_of(cells: pa.Table, span: tuple[int, int]) -> float:
    """Share of the span without sun, in the middle of what is watched, each cell taken once."""
    if not cells.num_rows:
        return 0.5
    each = cells.group_by("cell").aggregate([("lat_e6", "min"), ("lon_e6", "min")])
    lat_e6, lon_e6 = (round(pc.mean(each[name]).as_py()) for name in ("lat_e6_min", "lon_e6_min"))
    return dark_share(lat_e6, lon_e6, *span)


class Covered:
    """The effort of a mission as a map. A day is looked at again when a row of it came or went."""

    def __init__(self, agreement: Agreement | None, policy: ReleasePolicy) -> None:
        self._area = area_cells(agreement, RESOLUTION)
        self._policy = public_policy(policy)
        self._days: dict[int, tuple[bytes, pa.Table]] = {}
        self._effort, self._as_of = EFFORT.empty_table(), 0

    def follow(self, effort: pa.Table, as_of: int) -> None:
        """Take all effort (schema EFFORT) as it is now, at this state of the record."""
        self._effort, self._as_of = effort.sort_by("effort_id"), as_of

    def exact(self, from_s: int | None, until_s: int | None) -> CoverageMap:
        """Small cells in a span of whole hours, by default all of which anything is known."""
        span = self._span()
        first, last = (
            (span[0] if from_s is None else from_s) // HOUR_S * HOUR_S,
            -(-(span[1] if until_s is None else until_s) // HOUR_S) * HOUR_S,
        )
        last = max(last, first)
        rows = self._within(max(first, span[0] // HOUR_S * HOUR_S), min(last, -(-span[1] // HOUR_S) * HOUR_S))
        whole = (last - first) // 60
        dark = round(dark_of(rows, (first, last)) * whole)
        minutes = (whole - dark, dark, whole)
        sums = _by_cell(rows)
        drawn = _coarser(sums)
        columns = [_shares(values, most) for values, most in zip(_parts(drawn), minutes, strict=True)]
        area = self._area_shares(sums, minutes)
        on, lost = self._minutes(first, last)
        corners = _corners(drawn["cell"].to_pylist())
        return CoverageMap(
            from_s=first,
            until_s=last,
            lon_e6=corners[0],
            lat_e6=corners[1],
            cells=corners[2],
            day_ppm=columns[0],
            night_ppm=columns[1],
            heard_ppm=columns[2],
            area_day_ppm=area[0],
            area_night_ppm=area[1],
            area_heard_ppm=area[2],
            watched_min=on,
            lost_min=lost,
            unmapped_min=coverage(self._unplaced(), first, last).unmapped_min,
            exact=True,
            as_of=self._as_of,
        )

    def told(self, now_s: int) -> CoverageMap:
        """What everybody may know: `record.public_coverage`, as the table of that name is exported."""
        rows, span = self.public_rows(now_s)
        told: dict[str, dict[str, int]] = {}
        for row in rows.to_pylist():
            told.setdefault(row["cell"], {})[row["part"]] = row["share_low_ppm"]
        corners = _corners(told)
        return CoverageMap(
            from_s=span[0],
            until_s=span[1],
            lon_e6=corners[0],
            lat_e6=corners[1],
            cells=corners[2],
            day_ppm=[parts.get("day") for parts in told.values()],
            night_ppm=[parts.get("night") for parts in told.values()],
            heard_ppm=[None] * len(told),
            area_day_ppm=None,
            area_night_ppm=None,
            area_heard_ppm=None,
            watched_min=None,
            lost_min=None,
            unmapped_min=None,
            exact=False,
            as_of=self._as_of,
        )

    def public_rows(self, now_s: int) -> tuple[pa.Table, tuple[int, int]]:
        """Rows of PUBLIC_COVERAGE and the whole weeks that they are of; an empty span where there are none yet."""
        first_s, last_s = self._span()
        span = window(min(now_s, last_s), first_s, self._policy) if self._effort.num_rows else None
        if span is None:
            return PUBLIC_COVERAGE.empty_table(), (first_s, first_s)
        rows = self._within(*span)
        return public_coverage(rows, self._area, span, dark_of(rows, span), self._policy), span

    def _span(self) -> tuple[int, int]:
        if not self._effort.num_rows:
            return 0, 0
        return pc.min(self._effort["start_s"]).as_py(), pc.max(self._effort["end_s"]).as_py()

    def _within(self, from_s: int, until_s: int) -> pa.Table:
        """Rows of COVERAGE; those of whole days are condensed."""
        if until_s <= from_s:
            return COVERAGE.empty_table()
        first, last = -(-from_s // DAY_S) * DAY_S, until_s // DAY_S * DAY_S
        if first > last:  # hours of one day
            return coverage(self._effort, from_s, until_s).cells
        ends = [(from_s, first), (last, until_s)]
        parts = [coverage(self._effort, *end).cells for end in ends if end[0] < end[1]]
        return pa.concat_tables([COVERAGE.empty_table(), *parts, *map(self._day, range(first, last, DAY_S))])

    def _day(self, day_s: int) -> pa.Table:
        mine = self._effort.filter(
            pc.and_(pc.less(self._effort["start_s"], day_s + DAY_S), pc.greater(self._effort["end_s"], day_s))
        )
        digest = hashlib.blake2b("\0".join(mine["effort_id"].to_pylist()).encode(), digest_size=16).digest()
        known = self._days.get(day_s)
        if known is None or known[0] != digest:
            known = self._days[day_s] = digest, condensed(coverage(mine, day_s, day_s + DAY_S).cells)
        return known[1]

    def _area_shares(self, sums: pa.Table, minutes: tuple[int, int, int]) -> list[int | None]:
        if not self._area:
            return [None] * len(minutes)
        inside = sums.filter(pc.is_in(sums["cell"], value_set=pa.array(sorted(self._area))))
        return [
            round(PPM * min(1.0, float(values.sum()) / (len(self._area) * most))) if most else None
            for values, most in zip(_parts(inside), minutes, strict=True)
        ]

    def _minutes(self, from_s: int, until_s: int) -> tuple[int, int]:
        """Minutes of all watchers that were on, and that were out, denied or withdrawn."""
        start, end = (self._effort[name].to_numpy() for name in ("start_s", "end_s"))
        shared = np.maximum(np.minimum(end, until_s) - np.maximum(start, from_s), 0)
        on = pc.equal(self._effort["status"], "on").to_numpy()
        return int(shared[on].sum()) // 60, int(shared[~on].sum()) // 60

    def _unplaced(self) -> pa.Table:
        return self._effort.filter(pc.or_(pc.is_null(self._effort["lat_e6"]), pc.is_null(self._effort["lon_e6"])))


def _by_cell(rows: pa.Table) -> pa.Table:
    """Sums over the time, of cells that somebody watched at all."""
    rows = rows.filter(pc.greater(rows["watched_min"], 0))
    found = rows.group_by("cell").aggregate([(name, "sum") for name in _SUMS])
    return found.rename_columns([name.removesuffix("_sum") for name in found.column_names]).sort_by("cell")


def _parts(sums: pa.Table) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Minutes by day, by night, and heard."""
    watched, dark, heard = (sums[name].to_numpy() for name in _SUMS)
    return watched - dark, dark, heard


def _coarser(sums: pa.Table) -> pa.Table:
    """As many neighbours drawn together as it takes; what nobody watched counts as not watched."""
    resolution = RESOLUTION
    while sums.num_rows > _MOST_CELLS:
        resolution -= 1
        parents = pa.array([str(h3.cell_to_parent(cell, resolution)) for cell in sums["cell"].to_pylist()], pa.string())
        found = _by_cell(sums.set_column(0, "cell", parents))
        sevenths = {name: pc.divide(found[name], 7) for name in _SUMS}
        sums = pa.table({"cell": found["cell"], **sevenths})
    return sums


def _shares(minutes: np.ndarray, most: int) -> list[int | None]:
    return [round(PPM * min(1.0, one / most)) if most else 0 for one in minutes.tolist()]


def _corners(cells: Iterable[str]) -> tuple[list[int], list[int], list[list[int]]]:
    """Longitudes and latitudes of all corners, each once, and the corners of each cell by their number."""
    known: dict[tuple[int, int], int] = {}
    rings = [
        [known.setdefault((to_e6(lon), to_e6(lat)), len(known)) for lat, lon in h3.cell_to_boundary(cell)]
        for cell in cells
    ]
    return [lon for lon, _ in known], [lat for _, lat in known], rings
