"""The local density of chance: how many unrelated reports of a kind to expect near a place and time."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np

from truceline.fuse.arrays import Flags, Floats, Ints, blocks, by_blocks
from truceline.fuse.cells import cells_of, grid_of, index_of
from truceline.fuse.learned import Surroundings
from truceline.fuse.search import count_near
from truceline.fuse.surroundings import (
    OWN_REPORTS,
    REGION_KM,
    SCALES_KM,
    Points,
    day_of,
    long_run,
    own_reports,
    usual_in_region,
)
from truceline.threads import side_by_side

BURST_KM = 8.0
BURST_H = 18.0
BURST_CELL_KM = 4.0
#: area of the cells a disc of 8 km touches, on average, with cells of 4 km
_BURST_AREA_KM2 = float(np.pi * BURST_KM**2 + 4 * BURST_KM * BURST_CELL_KM + BURST_CELL_KM**2)
#: how far a burst shows at each scale
_BURST_POWERS = (1.0, 1.0, 0.3, 0.0, 0.0)
#: factors are told in steps of about a fifth, so that one more report rarely changes those around it
_STEPS_TO_DOUBLE = 4.0


def chance_density(points: Points, around: Surroundings) -> Floats:
    """As `put_density`, of these points alone; shape (n, scales)."""
    density = np.empty((len(points.lat), len(SCALES_KM)))
    put_density(points, around, density, np.arange(len(density)))
    return density


def put_density(points: Points, around: Surroundings, density: Floats, rows: Ints) -> None:
    """Put into these rows how many reports per km² and hour chance puts at each report's place and time.

    The long-run density of the place, which is learnt, times how active its region is on that day, times the burst it
    stands in: both counted among the reports at hand, near the report.
    """
    counts: list[Callable[[], Ints | Floats]] = [partial(found_in_burst, points), partial(brief_today, points)]
    found, today = side_by_side(counts, len(rows))

    def put(part: slice) -> None:
        lat, lon = points.lat[part], points.lon[part]
        usually, usual, own = (of(lat, lon, around) for of in (long_run, usual_in_region, own_reports))
        density[rows[part]] = raised(usually, usual, today[part], found[part], points.long[part], own)

    by_blocks(put, len(rows))


def raised(
    usually: Floats,
    usual_a_day: Floats,
    today: Ints | Floats,
    found: Ints | Floats,
    long: Flags,
    own: Floats,
) -> Floats:
    """The long-run density (one column a scale), raised by what is reported on the day and found in the burst.

    Where a report leaves more than a week open, the long run is what to expect. `own`: see `own_reports`.
    """
    # those that every incident may have are among what is usual of a region
    beyond = np.minimum(own - OWN_REPORTS, np.maximum(today - 1.0, 0.0))
    density = usually * activity(today - beyond, usual_a_day)[:, None]
    factor = burst(found, density[:, 1], own)
    for scale, power in enumerate(_BURST_POWERS):
        if power:
            density[:, scale] *= factor**power
    density[long] = usually[long]
    return density


def activity(today: Ints | Floats, usual: Floats) -> Floats:
    """How much more a region reports on a day than in the long run, drawn towards 1 where it reports little."""
    return _stepped(np.clip((today + OWN_REPORTS) / (usual + OWN_REPORTS), 0.25, 8.0))


def burst(found: Ints | Floats, density: Floats, own: Floats) -> Floats:
    """Reports found within about 8 km and 18 h, against what this density (1/km²/h) would put there."""
    usual = density * _BURST_AREA_KM2 * 2.0 * BURST_H
    # the report itself and its usual companions are no chance
    return _stepped(np.clip((np.maximum(found - 1.0 - own, 0.0) + 1.0) / (usual + 1.0), 1.0, 60.0))


def _stepped(factor: Floats) -> Floats:
    return np.asarray(np.exp2(np.rint(np.log2(factor) * _STEPS_TO_DOUBLE) / _STEPS_TO_DOUBLE))


def brief_today(points: Points) -> Ints:
    """Brief reports of each report's region on its day."""
    key = _region_and_day(points)
    seen, count = np.unique(key[points.brief], return_counts=True)
    if not len(seen):
        return np.zeros(len(key), dtype=np.int64)
    for part in blocks(len(key)):  # what is counted takes the place of what was looked for
        at = np.minimum(np.searchsorted(seen, key[part]), len(seen) - 1)
        key[part] = np.where(seen[at] == key[part], count[at], 0)
    return key


def _region_and_day(points: Points) -> Ints:
    """A number for the region and the day of each report."""
    key = cells_of(grid_of(REGION_KM), points.lat, points.lon)
    if not len(key):
        return key
    first, last = (int(day_of(middle)) for middle in (points.middle.min(), points.middle.max()))
    for part in blocks(len(key)):
        key[part] *= last - first + 1
        key[part] += day_of(points.middle[part]) - first
    return key


def found_in_burst(points: Points) -> Floats:
    """Precise and brief reports within about 8 km and 18 h of each report."""
    exact = points.precise & points.brief
    grid = grid_of(BURST_CELL_KM)
    cells = cells_of(grid, points.lat[exact], points.lon[exact])
    index = index_of(cells, points.middle[exact], np.flatnonzero(exact))

    def counted(part: slice) -> Floats:
        return count_near(grid, index, points.lat[part], points.lon[part], points.middle[part], BURST_KM, BURST_H)

    return np.concatenate([np.zeros(0), *by_blocks(counted, len(points.lat))])
