"""How much of an area was watched, as the public may see it: coarse cells, quarters, whole weeks, after the delay.

What is said of a cell rests on at least as many watchers as the policy asks incidents to stand together; with fewer,
the cell gives way to its parent together with others that cannot stand alone, until enough are there or nothing is
said.
Nothing said of a cell therefore means few watchers as well as none, and tells nobody where the gaps are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

import h3
import pyarrow as pa
import pyarrow.compute as pc
import shapely

from truceline.model.agreement import Agreement
from truceline.model.tables import PUBLIC_COVERAGE
from truceline.model.units import DAY_S, HOUR_S, to_e6
from truceline.record.cells import COARSEST_RESOLUTION
from truceline.record.material import ReleasePolicy

_WEEK_DAYS = 7
_STEPS = 4
_MOST_CELLS = 400_000


def window(now_s: int, first_s: int, policy: ReleasePolicy) -> tuple[int, int] | None:
    """The whole weeks that may be told of, in days of UTC from the first: none within the delay, or null.

    They grow a week at a time, so that two tables taken a day apart do not show what happened in between.
    """
    from_s = -(-first_s // DAY_S) * DAY_S
    weeks = (now_s - policy.delay_h * HOUR_S - from_s) // (_WEEK_DAYS * DAY_S)
    return (from_s, from_s + weeks * _WEEK_DAYS * DAY_S) if weeks > 0 else None


def area_cells(agreement: Agreement | None, resolution: int) -> frozenset[str]:
    """Small cells of the agreement's zones, which are public; empty without one, or where they are too many."""
    zones = [zone for zone in agreement.zones if zone.kind == "zone"] if agreement else []
    shapes = [shapely.from_geojson(zone.geometry) for zone in zones]
    small = [shape for shape in shapes if shape.area * 1e4 / h3.average_hexagon_area(resolution) < _MOST_CELLS]
    return frozenset(str(cell) for shape in small for cell in h3.geo_to_cells(shape, resolution))


def public_coverage(
    coverage: pa.Table, area: frozenset[str], span: tuple[int, int], dark_share: float, policy: ReleasePolicy
) -> pa.Table:
    """Rows of `tables.PUBLIC_COVERAGE`, sorted by cell and part.

    Args:
        coverage: rows of `tables.COVERAGE`.
        area: the small cells asked about; empty: all that lie in a coarse cell of which anything is said.
        span: whole days, `[from_s, until_s)`.
        dark_share: share of the span without sun.
    """
    inside = pc.and_(pc.greater_equal(coverage["start_s"], span[0]), pc.less(coverage["start_s"], span[1]))
    rows = coverage.filter(inside)
    if area:
        rows = rows.filter(pc.is_in(rows["cell"], value_set=pa.array(sorted(area))))
    whole = (span[1] - span[0]) // 60
    dark = rows["watched_dark_min"]
    found = [
        *_part("day", rows, pc.subtract(rows["watched_min"], dark), area, whole * (1 - dark_share), policy),
        *_part("night", rows, dark, area, whole * dark_share, policy),
    ]
    values = [
        {
            "cell": cell,
            "part": part,
            "lat_e6": to_e6(h3.cell_to_latlng(cell)[0]),
            "lon_e6": to_e6(h3.cell_to_latlng(cell)[1]),
            "from_s": span[0],
            "until_s": span[1],
            "share_low_ppm": step * 1_000_000 // _STEPS,
            "share_high_ppm": (step + 1) * 1_000_000 // _STEPS,
        }
        for cell, part, step in sorted(found)
    ]
    return pa.Table.from_pylist(values, PUBLIC_COVERAGE)


def _part(
    name: str, rows: pa.Table, minutes: pa.ChunkedArray, area: frozenset[str], whole_min: float, policy: ReleasePolicy
) -> list[tuple[str, str, int]]:
    """One part of the day: coarse cells of which something may be said, and in which quarter their share lies."""
    some = pc.greater(minutes, 0)
    total: dict[str, int] = defaultdict(int)
    watchers: dict[str, set[str]] = defaultdict(set)
    columns = (rows["cell"].filter(some), minutes.filter(some), rows["watchers"].filter(some))
    for cell, watched, names in zip(*(column.to_pylist() for column in columns), strict=True):
        total[cell] += watched
        watchers[cell] |= set(names)
    told = _told(watchers, policy)
    share: dict[str, int] = defaultdict(int)
    for cell, coarse in told.items():
        share[coarse] += total[cell]
    return [
        (coarse, name, _quarter(watched, _asked(coarse, frozenset(share), area, rows) * whole_min))
        for coarse, watched in share.items()
    ]


def _told(watchers: Mapping[str, set[str]], policy: ReleasePolicy) -> dict[str, str]:
    """The coarse cell under which each small cell is told of; small cells that nothing may be said of are left out."""
    told = {cell: str(h3.cell_to_parent(cell, policy.cell_resolution)) for cell in watchers}
    while True:
        behind: dict[str, set[str]] = defaultdict(set)
        for cell, coarse in told.items():
            behind[coarse] |= watchers[cell]
        few = {coarse for coarse, names in behind.items() if len(names) < policy.min_cell}
        if not few:
            return told
        moved = {}
        for cell, coarse in told.items():
            if coarse not in few:
                moved[cell] = coarse
            elif h3.get_resolution(coarse) > COARSEST_RESOLUTION:
                moved[cell] = str(h3.cell_to_parent(coarse, h3.get_resolution(coarse) - 1))
        told = moved


def _asked(coarse: str, told: frozenset[str], area: frozenset[str], rows: pa.Table) -> int:
    """Small cells of a coarse one, without those of finer cells that are told of by themselves."""
    resolution = h3.get_resolution(coarse)
    finer = [
        one for one in told if h3.get_resolution(one) > resolution and h3.cell_to_parent(one, resolution) == coarse
    ]
    inner = [one for one in finer if not any(one != other and _holds(other, one) for other in finer)]
    if area:
        return sum(_holds(coarse, cell) and not any(_holds(one, cell) for one in inner) for cell in area)
    small = h3.get_resolution(rows["cell"][0].as_py())
    return int(7 ** (small - resolution) - sum(7 ** (small - h3.get_resolution(one)) for one in inner))


def _holds(coarse: str, cell: str) -> bool:
    resolution = h3.get_resolution(coarse)
    return resolution <= h3.get_resolution(cell) and bool(h3.cell_to_parent(cell, resolution) == coarse)


def _quarter(watched: int, asked: float) -> int:
    share = watched / asked if asked > 0 else 0.0
    return min(int(min(share, 1.0) * _STEPS), _STEPS - 1)
