"""The two loops too hot for arrays, compiled by Numba: worlds in a polygon, and neighbours in time and space.

Imported where a loop is run, and not before: who only reads an agreement does not wait for the compiler.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec, TypeVar, cast

import numba
import numpy as np

from truceline.assess.columns import Bools, Ints
from truceline.assess.edges import Edges
from truceline.assess.projection import Floats

P = ParamSpec("P")
R = TypeVar("R")


def _compiled(function: Callable[P, R]) -> Callable[P, R]:
    """Machine code kept beside the module, or in memory where that folder cannot be written."""
    try:
        return cast(Callable[P, R], numba.njit(cache=True)(function))
    except RuntimeError:
        return cast(Callable[P, R], numba.njit(function))


@_compiled
def _worlds_inside(
    x0: Floats,
    y0: Floats,
    slope: Floats,
    y1: Floats,
    south: float,
    per_metre: float,
    first: Ints,
    x: Floats,
    y: Floats,
    sigma: Floats,
    shift: Floats,
    sequence: Floats,
    normal: Floats,
) -> Bools:
    worlds, bins, strips = len(sequence), len(normal), len(first) - 1
    inside = np.zeros((len(x), worlds), dtype=np.bool_)
    for n in range(len(x)):
        for w in range(worlds):
            u, v = sequence[w, 0] + shift[n, 0], sequence[w, 1] + shift[n, 1]
            u, v = u - (u >= 1.0), v - (v >= 1.0)
            east, north = x[n] + sigma[n] * normal[int(u * bins)], y[n] + sigma[n] * normal[int(v * bins)]
            strip = int(np.floor((north - south) * per_metre))
            if strip < 0 or strip > strips:
                continue
            strip = min(strip, strips - 1)
            odd = False
            for e in range(first[strip], first[strip + 1]):
                if (y0[e] > north) != (y1[e] > north):
                    odd ^= east < x0[e] + (north - y0[e]) * slope[e]
            inside[n, w] = odd
    return inside


def worlds_inside(
    edges: Edges, x: Floats, y: Floats, sigma: Floats, shift: Floats, sequence: Floats, normal: Floats
) -> Bools:
    """Which worlds of each place lie in a polygon, without keeping their coordinates. Shape (places, worlds).

    Even-odd rule (Shimrat 1962). A point exactly on an edge falls on either side.

    `shift` (places, 2 or more), `sequence` (worlds, 2 or more) and `normal` (bins) are those of `worlds`.
    """
    return _worlds_inside(*edges, x, y, sigma, shift, sequence, normal)


@_compiled
def _tiles(along: float, reach: float, side_m: float, tiles: int) -> tuple[int, int]:
    """The first and the last of a row of tiles that lie within reach of a place so far along it; all, without end."""
    if not np.isfinite(along) or not np.isfinite(reach):
        return 0, tiles - 1
    return max(0, int(np.floor((along - reach) / side_m))), min(tiles - 1, int(np.floor((along + reach) / side_m)))


@_compiled
def _first_since(start: Ints, kin: Ints, low: int, high: int, earliest: int) -> int:
    """Of the kin from `low` to `high`, sorted by start, the first that starts no earlier."""
    while low < high:
        middle = (low + high) // 2
        if start[kin[middle]] < earliest:
            low = middle + 1
        else:
            high = middle
    return low


@_compiled
def _near(x: Floats, y: Floats, radius: Floats, row: int, other: int, within_m: float) -> tuple[bool, bool]:
    """Whether two places may be, and whether they must be, within so many metres; always, where it is below zero."""
    if within_m < 0:
        return True, True
    apart = np.hypot(x[other] - x[row], y[other] - y[row])
    slack = radius[other] + radius[row]
    return not apart - slack > within_m, apart + slack <= within_m


@_compiled
def neighbours(
    start: Ints,
    last: Ints,
    x: Floats,
    y: Floats,
    radius: Floats,
    sure_kind: Bools,
    kin: Ints,
    begins: Ints,
    corner: Floats,
    side_m: float,
    across: int,
    narrow_m: float,
    slack_m: float,
    shortest_s: int,
    longest_s: int,
    rows: Ints,
    window_s: int,
    within_m: float,
    enough: int,
    surely: Ints,
    at_most: Ints,
) -> None:
    """For each row, add how many of the other `kin` surely, and at most, lie in the window up to it and within reach.

    `kin` are sorted by tile and, within one, by start; tile t holds those from `begins[t]` to `begins[t + 1]`. Tiles
    are squares of `side_m`, `across` of them from west to east, from `corner` on. The kin are between `narrow_m` and
    `slack_m` wide and between `shortest_s` and `longest_s` long. `within_m` below zero means anywhere. A place that is
    not determined may be near and is never surely so. Counting stops where `enough` are sure, or where so many are
    possible and no other can be sure.
    """
    up = (len(begins) - 1) // across
    for n in range(len(rows)):
        row = rows[n]
        never_sure = max(last[row] - start[row], shortest_s) >= window_s
        never_sure |= within_m >= 0 and not radius[row] + narrow_m <= within_m
        reach = within_m + slack_m + radius[row] + 1.0 if within_m >= 0 else np.inf
        west, east = _tiles(x[row] - corner[0], reach, side_m, across)
        south, north = _tiles(y[row] - corner[1], reach, side_m, up)
        earliest = start[row] - window_s - longest_s
        for tile in range(max(0, (north - south + 1) * (east - west + 1)) if east >= west else 0):
            if surely[n] >= enough or (never_sure and at_most[n] >= enough):
                break
            at = (south + tile // (east - west + 1)) * across + west + tile % (east - west + 1)
            end = begins[at + 1]
            for k in range(_first_since(start, kin, begins[at], end, earliest), end):
                other = kin[k]
                if start[other] > last[row] or surely[n] >= enough or (never_sure and at_most[n] >= enough):
                    break
                if other == row or last[other] <= start[row] - window_s:
                    continue
                may_be, must_be = _near(x, y, radius, row, other, within_m)
                if may_be:
                    sure = start[other] > last[row] - window_s and last[other] <= start[row]
                    at_most[n] += 1
                    surely[n] += sure and must_be and sure_kind[other]
