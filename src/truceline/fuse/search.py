"""Compiled look-ups in a grid index."""

from __future__ import annotations

from math import asin, cos, pi, sin

import numpy as np

from truceline.compiled import inner, kernel
from truceline.fuse.arrays import Floats, Ints
from truceline.fuse.cells import Grid, Index

_DEGREES = 180.0 / pi
_EARTH_KM = 6371.0088


@inner
def lower_bound(values: Floats | Ints, wanted: float, low: int, high: int) -> int:
    """First position in [low, high) whose value is not below `wanted`."""
    while low < high:
        middle = (low + high) // 2
        if values[middle] < wanted:
            low = middle + 1
        else:
            high = middle
    return low


@inner
def bound_from(values: Floats, wanted: float, low: int, high: int) -> int:
    """As `lower_bound`, quicker where the answer lies near `low`."""
    step = 1
    while low + step < high and values[low + step] < wanted:
        low += step
        step *= 2
    return lower_bound(values, wanted, low, min(low + step, high))


@inner
def row_range(grid: Grid, lat: float, reach_km: float) -> tuple[int, int]:
    """Rows of the grid within reach of a latitude: [first, last]."""
    degrees = reach_km / _EARTH_KM * _DEGREES
    last = len(grid.columns) - 1
    low = int((max(lat - degrees, -90.0) + 90.0) / grid.row_degrees)
    high = int((min(lat + degrees, 90.0) + 90.0) / grid.row_degrees)
    return min(low, last), min(high, last)


@inner
def half_width(lat: float, reach_km: float) -> float:
    """Degrees of longitude that a reach spans to either side of a point; 180 where that is all of them."""
    reach = reach_km / _EARTH_KM
    if abs(lat) + reach * _DEGREES >= 89.999:
        return 180.0
    return asin(min(1.0, sin(reach) / cos(lat / _DEGREES))) * _DEGREES


@inner
def columns_of(n: int, lon: float, half: float) -> tuple[int, int]:
    """Columns [a, b] of a row of `n` within `half` degrees of a longitude.

    Beyond the antimeridian they go on below 0, or from n on.
    """
    if half >= 180.0:
        return 0, n - 1
    low = int(np.floor((lon - half + 180.0) / 360.0 * n))
    high = int(np.floor((lon + half + 180.0) / 360.0 * n))
    if high - low + 1 >= n:
        return 0, n - 1
    return low, high


@inner
def column_runs(grid: Grid, row: int, lat: float, lon: float, reach_km: float) -> tuple[int, int, int, int]:
    """Columns of a row within reach of a point, as two runs [a, b] and [c, d]; the second is empty unless it wraps."""
    n = grid.columns[row]
    low, high = columns_of(n, lon, half_width(lat, reach_km))
    if low < 0:
        return 0, min(high, n - 1), low + n, n - 1
    if high >= n:
        return low, n - 1, 0, high - n
    return low, high, 0, -1


@kernel
def count_near(
    grid: Grid, index: Index, lat: Floats, lon: Floats, when: Floats, reach_km: float, reach_h: float
) -> Floats:
    """How many indexed rows lie in cells within reach of each point and with a key within `reach_h` of `when`.

    Two binary searches a cell, whatever it holds. Cells count as a whole, so the disc is about a cell wider.
    """
    out = np.zeros(len(lat), dtype=np.float64)
    count_each(grid, index, lat, lon, when, reach_km, reach_h, out)
    return out


@inner
def count_each(
    grid: Grid, index: Index, lat: Floats, lon: Floats, when: Floats, reach_km: float, reach_h: float, out: Floats
) -> None:
    for i in range(len(lat)):
        low, high = row_range(grid, lat[i], reach_km)
        found = 0.0
        for row in range(low, high + 1):
            a, b, c, d = column_runs(grid, row, lat[i], lon[i], reach_km)
            for run in range(2):
                start, stop = (a, b) if run == 0 else (c, d)
                if stop < start:
                    continue
                k = lower_bound(index.cells, grid.first[row] + start, 0, len(index.cells))
                while k < len(index.cells) and index.cells[k] <= grid.first[row] + stop:
                    begin, end = index.begin[k], index.begin[k + 1]
                    first = lower_bound(index.key, when[i] - reach_h, begin, end)
                    found += bound_from(index.key, when[i] + reach_h, first, end) - first
                    k += 1
        out[i] = found


@kernel
def smooth(
    grid: Grid, cells: Ints, weight: Floats, middle: Floats, wanted: Ints, around: Floats, width_km: float
) -> Floats:
    """Gaussian density (per km²) in the middle of each wanted cell from the weights of all cells, cut at three widths.

    `cells` and `wanted` are ascending numbers, `middle` and `around` their `centres`.
    """
    out = np.zeros(len(wanted), dtype=np.float64)
    smooth_each(grid, cells, weight, middle, around, width_km, out)
    return out


@inner
def smooth_each(
    grid: Grid, cells: Ints, weight: Floats, middle: Floats, around: Floats, width_km: float, out: Floats
) -> None:
    reach = 3.0 * width_km
    for i in range(len(out)):
        low, high = row_range(grid, around[i, 0], reach)
        total = 0.0
        for row in range(low, high + 1):
            a, b, c, d = column_runs(grid, row, around[i, 0], around[i, 1], reach)
            for run in range(2):
                start, stop = (a, b) if run == 0 else (c, d)
                if stop < start:
                    continue
                k = lower_bound(cells, grid.first[row] + start, 0, len(cells))
                while k < len(cells) and cells[k] <= grid.first[row] + stop:
                    dx, dy = around[i, 2] - middle[k, 2], around[i, 3] - middle[k, 3]
                    dz = around[i, 4] - middle[k, 4]
                    total += weight[k] * np.exp(-0.5 * (dx * dx + dy * dy + dz * dz) / width_km**2)
                    k += 1
        out[i] = total / (2.0 * pi * width_km**2)
