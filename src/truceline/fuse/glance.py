# mypy: disable-error-code="no-any-return"
"""A cheap look at a pair before its evidence is worked out: an upper bound that rules most pairs out.

The bound never falls below the evidence, so that it changes nothing but the time the search takes.
"""

from __future__ import annotations

from math import pi, sqrt
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from truceline.compiled import inner, kernel, maker, wide
from truceline.fuse.arrays import Codes, Flags, Floats, Ints, by_blocks
from truceline.fuse.evidence import scale_of, time_density
from truceline.fuse.layout import (
    ACTOR,
    ACTOR_SAME,
    END,
    FAMILY,
    FLAT_FROM,
    KILLED,
    KILLED_HIGH,
    KILLED_LOW,
    KIND,
    LASTED,
    NEIGHBOUR_VARIANCE,
    ORIGIN_SAME,
    PLACE_CORE,
    PLACE_FLAT,
    PLACE_NEIGHBOUR,
    PLACE_WIDE,
    PLACE_WRONG,
    PRIOR,
    SIGMA,
    SOURCE,
    SOURCE_OTHER,
    SPAN_ALIKE,
    SPAN_DIFFERS,
    START,
    TARGET,
    TARGET_DIFFER,
    TARGET_KIN,
    WEAPON,
    WEAPON_DIFFER,
    WIDER,
    WOUNDED,
    WOUNDED_HIGH,
    WOUNDED_LOW,
    Columns,
    Weights,
    X,
)

Scores = npt.NDArray[np.float32]

# columns of Glance.where and of Glance.what
STARTS, ENDS, VARIANCE = 3, 4, 5
SORT = 0  # event type
LIMIT = 1  # odds that even the best agreement of all stated fields asks for, as a factor
DENSITY = 2  # of chance, one column a scale

#: the sums and exponentials behind the bound are rounded, and half of a glance to 24 bits
_ROUNDING = 1.0 + 1e-6


class Glance(NamedTuple):
    """What a glance sees of each report, close together in memory."""

    where: Floats  # x, y, z, start, end, variance; shape (n, 6)
    what: Scores  # shape (n, 2 + scales)


def limits(c: Columns, w: Weights) -> Scores:
    """What `LIMIT` says of each report."""
    out = np.empty(len(c.real), dtype=np.float32)

    def work(part: slice) -> None:
        out[part] = np.exp(-_most_from_fields(Columns(c.real[part], c.code[part]), w))

    by_blocks(work, len(out))
    return out


def many_glances(rows: Ints | Codes, limit: Scores, c: Columns, chance: Floats) -> Glance:
    """As `glances`, side by side."""
    out = Glance(np.empty((len(rows), 6)), np.empty((len(rows), DENSITY + chance.shape[1]), dtype=np.float32))

    def work(part: slice) -> None:
        put_glances(rows[part], limit, c, chance, Glance(out.where[part], out.what[part]))

    by_blocks(work, len(rows))
    return out


@kernel
def put_glances(rows: Ints | Codes, limit: Scores, c: Columns, chance: Floats, out: Glance) -> None:
    """`glances` into rows that are there."""
    glance_each(rows, limit, c, chance, out.where, out.what)


@maker
def glances(rows: Ints | Codes, limit: Scores, c: Columns, chance: Floats) -> Glance:
    """A glance at each of these reports, in their order."""
    where, what = np.empty((len(rows), 6)), np.empty((len(rows), DENSITY + chance.shape[1]), dtype=np.float32)
    glance_each(rows, limit, c, chance, where, what)
    return Glance(where, what)


@inner
def glance_each(rows: Ints | Codes, limit: Scores, c: Columns, chance: Floats, where: Floats, what: Scores) -> None:
    scales = chance.shape[1]
    for k in range(len(rows)):
        row = wide(rows[k])
        for axis in range(3):
            where[k, axis] = c.real[row, X + axis]
        where[k, STARTS], where[k, ENDS] = c.real[row, START], c.real[row, END]
        where[k, VARIANCE] = c.real[row, SIGMA] * c.real[row, SIGMA]
        what[k, SORT], what[k, LIMIT] = c.code[row, KIND], limit[row]
        for scale in range(scales):
            what[k, DENSITY + scale] = chance[row, scale]


def least_odds(least: float, w: Weights) -> Floats:
    """Odds of place and time that a pair of two types needs to come above `least` without any other field."""
    with np.errstate(over="ignore"):  # types that are never one incident: no odds suffice
        return np.asarray(np.exp(least - w.nats[PRIOR] - w.kinds) / _ROUNDING)


def _most_from_fields(c: Columns, w: Weights) -> Floats:
    """Most evidence that the fields other than the type can give a pair with this report: what it does not state
    gives none."""

    def most(stated: Flags, nats: Floats) -> Floats:
        return np.where(stated, max(0.0, float(nats.max())), 0.0)

    return np.asarray(
        _most_of_value(c.code[:, WEAPON], w.weapon, float(w.nats[WEAPON_DIFFER]))
        + _most_of_value(c.code[:, TARGET], w.target, float(max(w.nats[TARGET_KIN], w.nats[TARGET_DIFFER])))
        + most(c.code[:, ACTOR] >= 0, w.nats[ACTOR_SAME : ACTOR_SAME + 6])
        + most(np.maximum(c.code[:, KILLED_LOW], c.code[:, KILLED_HIGH]) >= 0, w.toll[KILLED])
        + most(np.maximum(c.code[:, WOUNDED_LOW], c.code[:, WOUNDED_HIGH]) >= 0, w.toll[WOUNDED])
        + np.maximum(np.maximum(w.again[c.code[:, SOURCE]], w.nats[SOURCE_OTHER]), 0.0)
        + most(c.code[:, LASTED] >= 0, w.nats[SPAN_ALIKE : SPAN_DIFFERS + 1])
        + most(c.code[:, FAMILY] >= 0, w.nats[ORIGIN_SAME : ORIGIN_SAME + 2])
    )


def _most_of_value(code: Codes, same: Floats, otherwise: float) -> Floats:
    """Most that a field gives a report which states this value."""
    return np.where(code >= 0, np.maximum(np.append(same, 0.0)[code], max(otherwise, 0.0)), 0.0)


@inner
def falling(x: float) -> float:
    """At least exp(-x), and hardly more, without an exponential: of a series with positive terms the first four are
    enough, for an eighth of x, and the eighth power."""
    x *= 0.125
    eighth = 1.0 / (1.0 + x * (1.0 + x * (0.5 + x / 6.0)))
    quarter = eighth * eighth
    half = quarter * quarter
    return half * half


@inner
def most_in_area(square: float, one: float, other: float) -> float:
    """At least `area_density`."""
    radius2 = 6.0 * max(one, other)
    soft2 = min(one, other) + 0.0625 * radius2
    out = (sqrt(square) - sqrt(radius2)) / (0.55 * sqrt(soft2))
    return falling(max(out, 0.0)) / (pi * (radius2 + soft2))


@inner
def hopeful(i: int, a: Glance, j: int, b: Glance, least: Floats, w: Weights) -> bool:
    """Whether the evidence of the pair may come above what `least` (by two types) was made for."""
    when = time_density(a.where[i, STARTS], a.where[i, ENDS], b.where[j, STARTS], b.where[j, ENDS], w)
    if when <= 0.0:
        return False
    dx, dy, dz = a.where[i, 0] - b.where[j, 0], a.where[i, 1] - b.where[j, 1], a.where[i, 2] - b.where[j, 2]
    square, one, other = dx * dx + dy * dy + dz * dz, a.where[i, VARIANCE], b.where[j, VARIANCE]
    variance = one + other
    if square > 12.001 * variance + 700.001:
        return False
    kind, kind_b = int(a.what[i, SORT]), int(b.what[j, SORT])
    needed = least[kind, kind_b] * max(a.what[i, LIMIT], b.what[j, LIMIT])
    scale = DENSITY + scale_of(variance)
    chance, chance_b = float(a.what[i, scale]), float(b.what[j, scale])
    against = min(chance, chance_b) if w.signal[kind] != w.signal[kind_b] else sqrt(chance * chance_b)
    enough = needed * against / when
    wide, near = variance * w.nats[WIDER], variance + w.nats[NEIGHBOUR_VARIANCE]
    tails = (
        w.nats[PLACE_WIDE] * falling(0.5 * square / wide) / (2.0 * pi * wide)
        + w.nats[PLACE_NEIGHBOUR] * falling(0.5 * square / near) / (2.0 * pi * near)
        + w.nats[PLACE_WRONG]
    )
    place = tails + w.nats[PLACE_CORE] * falling(0.5 * square / variance) / (2.0 * pi * variance)
    if max(one, other) >= w.nats[FLAT_FROM]:
        place += w.nats[PLACE_FLAT] * (most_in_area(square, one, other) - place)
    return place >= enough
