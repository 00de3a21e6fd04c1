# mypy: disable-error-code="no-any-return"
"""Where an incident was, given that each of its reports may name it rightly, less surely than it says, or not at all.

A report's statement is a mixture of Gaussians: right, less sure than stated, a neighbouring place; or it is none of
this incident. The product over the reports is a mixture again, of which the weightiest parts are kept (a Gaussian-sum
filter, Alspach and Sorenson 1972). What holds the place with 95 % is read off the mixture: where reports agree it is
narrow, where they do not it reaches from one to the other.
"""

from __future__ import annotations

from math import atan2, cos, erf, exp, hypot, sin, sqrt
from typing import NamedTuple

import numpy as np

from truceline.compiled import inner, kernel
from truceline.fuse.arrays import Floats, Ints

#: parts of the mixture that are kept, and ways to read one report
_KEPT, _WAYS = 6, 4
_HELD = 0.95
#: nothing is known before the first report: a spread (km) that is wide beside any report's
_ANYWHERE_KM2 = 1e8
#: a report of something else near lies anywhere within a few times the spread of one that names a neighbouring place
_APART = 2.0
#: a part that weighs less tells nothing of where 95 % lie
_LIGHT = 1e-3
_STEPS, _CLOSE = 40, 2e-3
# columns of a part of the mixture
_WEIGHT, _EAST, _NORTH, _VARIANCE, _SAID = range(5)


class Tails(NamedTuple):
    """How a statement of a place errs: shares of its reports, and by how much."""

    less_sure: float
    neighbour: float
    wider: float  # factor of the variance
    beside: float  # variance of what lies between neighbouring places, km²
    named: float  # variance from which on a place is one by name rather than a spot, km²


@kernel
def believed_places(start: Ints, end: Ints, place: Floats, tails: Tails, slope: float, at_least_km: float) -> Floats:
    """Middle (east, north; km), 95 % radius, half axes (km) and direction of the longer one of each run of statements.

    `place` has for each statement east and north (km from an origin of its run), variance (km²), and the probability
    that it is about the incident. `slope` is what evidence is taken by: reports are not independent. The direction is
    the angle from north towards east, in radians.
    """
    out = np.empty((len(start), 6))
    parts, grown = np.empty((_KEPT, 5)), np.empty((_KEPT * _WAYS, 5))
    for run in range(len(start)):
        n = _fused(start[run], end[run], place, tails, slope, parts, grown)
        _read(n, parts, slope, at_least_km, out[run])
        _reach_spots(start[run], end[run], place, tails.named, out[run])
    return out


@inner
def _fused(first: int, last: int, place: Floats, tails: Tails, slope: float, parts: Floats, grown: Floats) -> int:
    """Multiply the statements; returns how many parts there are, weightiest first."""
    parts[0, _WEIGHT], parts[0, _EAST], parts[0, _NORTH] = 1.0, place[first, 0], place[first, 1]
    parts[0, _VARIANCE], parts[0, _SAID] = _ANYWHERE_KM2, 0.0
    n = 1
    for k in range(first, last):
        elsewhere = _doubt(place[k, 3], slope) / (_APART * (place[k, 2] + tails.beside))
        for part in range(n):
            for way in range(3):
                row = part * _WAYS + way
                neighbour = tails.neighbour if place[k, 2] >= tails.named else 0.0
                variance, share = place[k, 2], 1.0 - tails.less_sure - neighbour
                if way == 1:
                    variance, share = variance * tails.wider, tails.less_sure
                elif way == 2:
                    variance, share = variance + tails.beside, neighbour
                _multiplied(parts[part], place[k, 0], place[k, 1], variance, share, grown[row])
            silent = part * _WAYS + 3
            _copy(parts[part], grown[silent])
            grown[silent, _WEIGHT] *= elsewhere
        n = _weightiest(n * _WAYS, grown, parts)
    return n


@inner
def _doubt(p: float, slope: float) -> float:
    """Odds against a report being of the incident, as they must be for the slope to leave them what they are."""
    return ((1.0 - p) / p) ** (1.0 / slope)


@inner
def _multiplied(part: Floats, east: float, north: float, variance: float, share: float, out: Floats) -> None:
    both = part[_VARIANCE] + variance
    de, dn = east - part[_EAST], north - part[_NORTH]
    pull = part[_VARIANCE] / both
    out[_WEIGHT] = part[_WEIGHT] * share * exp(-0.5 * (de * de + dn * dn) / both) / both
    out[_EAST], out[_NORTH] = part[_EAST] + pull * de, part[_NORTH] + pull * dn
    out[_VARIANCE], out[_SAID] = part[_VARIANCE] * variance / both, 1.0


@inner
def _copy(part: Floats, out: Floats) -> None:
    for column in range(len(part)):
        out[column] = part[column]


@inner
def _weightiest(n: int, grown: Floats, parts: Floats) -> int:
    """The heaviest parts, of equals the earlier one, with weights that add up to 1."""
    kept, whole = 0, 0.0
    while kept < min(n, _KEPT):
        best = 0
        for row in range(1, n):
            if grown[row, _WEIGHT] > grown[best, _WEIGHT]:
                best = row
        if grown[best, _WEIGHT] <= 0.0:
            break
        _copy(grown[best], parts[kept])
        whole += parts[kept, _WEIGHT]
        grown[best, _WEIGHT] = 0.0
        kept += 1
    for part in range(kept):
        parts[part, _WEIGHT] /= whole
    return kept


@inner
def _read(n: int, parts: Floats, slope: float, at_least_km: float, out: Floats) -> None:
    """Mean, circle and ellipse of a mixture; that no report was about it is left out."""
    whole, east, north, within = 0.0, 0.0, 0.0, 0.0
    for k in range(n):
        parts[k, _WEIGHT] = (parts[k, _WEIGHT] ** slope) * parts[k, _SAID]
        whole += parts[k, _WEIGHT]
    light, whole = _LIGHT * whole, 0.0
    for k in range(n):
        if parts[k, _WEIGHT] < light:
            parts[k, _WEIGHT] = 0.0
        whole += parts[k, _WEIGHT]
    for k in range(n):
        parts[k, _WEIGHT] /= whole
        east += parts[k, _WEIGHT] * parts[k, _EAST]
        north += parts[k, _WEIGHT] * parts[k, _NORTH]
        within += parts[k, _WEIGHT] * parts[k, _VARIANCE]
    ee, nn, en = within, within, 0.0
    for k in range(n):
        de, dn = parts[k, _EAST] - east, parts[k, _NORTH] - north
        ee += parts[k, _WEIGHT] * de * de
        nn += parts[k, _WEIGHT] * dn * dn
        en += parts[k, _WEIGHT] * de * dn
    middle, half = 0.5 * (ee + nn), hypot(0.5 * (ee - nn), en)
    angle = 0.5 * atan2(2.0 * en, nn - ee)
    wide, narrow = sqrt(middle + half), sqrt(max(middle - half, 1e-12))
    out[0], out[1], out[5] = east, north, angle
    out[2] = max(_holding(n, parts, east, north, angle, 1.0, 1.0), at_least_km)
    reach = _holding(n, parts, east, north, angle, wide, narrow)
    out[3], out[4] = max(reach * wide, at_least_km), max(reach * narrow, at_least_km)


@inner
def _reach_spots(first: int, last: int, place: Floats, named: float, out: Floats) -> None:
    """Widen circle and ellipse so that no spot is left out whose report is, more probably than not, of the incident.

    Two spots far apart may be two incidents put together: which of them is meant, the other reports cannot say.
    """
    cosine, sine = cos(out[5]), sin(out[5])
    for k in range(first, last):
        if place[k, 2] < named and place[k, 3] >= 0.5:
            de, dn = place[k, 0] - out[0], place[k, 1] - out[1]
            out[2] = max(out[2], hypot(de, dn))
            grown = hypot((dn * cosine + de * sine) / out[3], (de * cosine - dn * sine) / out[4])
            if grown > 1.0:
                out[3] *= grown
                out[4] *= grown


@inner
def _holding(n: int, parts: Floats, east: float, north: float, angle: float, along: float, across: float) -> float:
    """How many times these half axes hold the place with 95 %: false position after Dowell and Jarratt (1971)."""
    low, high, under, over, side = 0.0, 0.0, -_HELD, 1.0 - _HELD, 0
    for k in range(n):
        if parts[k, _WEIGHT] > 0.0:
            away = hypot(parts[k, _EAST] - east, parts[k, _NORTH] - north) + 4.0 * sqrt(parts[k, _VARIANCE])
            high = max(high, away / across)
    for _ in range(_STEPS):
        tried = (low * over - high * under) / (over - under)
        more = _held_within(tried, n, parts, east, north, angle, along, across) - _HELD
        if abs(more) < _CLOSE:
            return tried
        if more > 0.0:
            high, over = tried, more
            under = 0.5 * under if side > 0 else under
            side = 1
        else:
            low, under = tried, more
            over = 0.5 * over if side < 0 else over
            side = -1
    return high


@inner
def _held_within(
    reach: float, n: int, parts: Floats, east: float, north: float, angle: float, along: float, across: float
) -> float:
    """Probability within an ellipse about the middle."""
    out = 0.0
    for k in range(n):
        if parts[k, _WEIGHT] > 0.0:
            de, dn = parts[k, _EAST] - east, parts[k, _NORTH] - north
            u = (dn * cos(angle) + de * sin(angle)) / along
            v = (de * cos(angle) - dn * sin(angle)) / across
            one, other = parts[k, _VARIANCE] / (along * along), parts[k, _VARIANCE] / (across * across)
            out += parts[k, _WEIGHT] * _below(reach * reach, one, u * u, other, v * v)
    return out


@inner
def _below(square: float, one: float, u2: float, other: float, v2: float) -> float:
    """Distribution of the square of a Gaussian vector with these variances and squared means.

    Three moments after Imhof (1961), the chi-square that has them after Wilson and Hilferty (1931).
    """
    mean = one + u2 + other + v2
    second = one * (one + 2.0 * u2) + other * (other + 2.0 * v2)
    third = one * one * (one + 3.0 * u2) + other * other * (other + 3.0 * v2)
    freedom = second * second * second / (third * third)
    y = (square - mean) * sqrt(freedom / second) + freedom
    if y <= 0.0:
        return 0.0
    spread = 2.0 / (9.0 * freedom)
    return 0.5 * (1.0 + erf(((y / freedom) ** (1.0 / 3.0) - (1.0 - spread)) / sqrt(2.0 * spread)))
