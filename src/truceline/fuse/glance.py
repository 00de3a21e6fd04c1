# mypy: disable-error-code="no-any-return"
"""A cheap look at a pair before its evidence is worked out: an upper bound that rules most pairs out.

The bound never falls below the evidence, so that it changes nothing but the time the search takes.
"""

from __future__ import annotations

from math import pi

import numpy as np

from truceline.compiled import inner
from truceline.fuse.arrays import Codes, Flags, Floats
from truceline.fuse.evidence import scale_of, time_density
from truceline.fuse.layout import (
    ACTOR,
    ACTOR_SAME,
    END,
    FAMILY,
    KILLED,
    KILLED_HIGH,
    KILLED_LOW,
    KIND,
    NEIGHBOUR_VARIANCE,
    ORIGIN_SAME,
    PLACE_CORE,
    PLACE_NEIGHBOUR,
    PLACE_WIDE,
    PLACE_WRONG,
    PRIOR,
    SIGMA,
    SOURCE,
    SOURCE_OTHER,
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
    Y,
    Z,
)

# columns of a glance, beyond those of Columns.real up to END
VARIANCE = SIGMA
SORT = 6  # event type
LIMIT = 7  # odds that even the best agreement of all stated fields asks for, as a factor
DENSITY = 8  # of chance, one column a scale

#: the sums and exponentials behind the bound are rounded
_ROUNDING = 1.0 + 1e-9


def glances(c: Columns, chance: Floats, w: Weights) -> Floats:
    """What a glance sees of each report, in one row of memory; shape (n, 8 + scales)."""
    out = np.empty((len(c.real), DENSITY + chance.shape[1]))
    out[:, : END + 1] = c.real[:, : END + 1]
    out[:, VARIANCE] **= 2
    out[:, SORT] = c.code[:, KIND]
    out[:, LIMIT] = np.exp(-_most_from_fields(c, w))
    out[:, DENSITY:] = chance
    return out


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
        + most(c.code[:, FAMILY] >= 0, w.nats[ORIGIN_SAME : ORIGIN_SAME + 2])
    )


def _most_of_value(code: Codes, same: Floats, otherwise: float) -> Floats:
    """Most that a field gives a report which states this value."""
    return np.where(code >= 0, np.maximum(np.append(same, 0.0)[code], max(otherwise, 0.0)), 0.0)


@inner
def falling(x: float) -> float:
    """At least exp(-x), without an exponential: its series has positive terms only, the first four are enough."""
    return 1.0 / (1.0 + x * (1.0 + x * (0.5 + x / 6.0)))


@inner
def hopeful(a: Floats, b: Floats, least: Floats, w: Weights) -> bool:
    """Whether the evidence of the pair may come above what `least` (by two types) was made for."""
    needed = least[int(a[SORT]), int(b[SORT])] * max(a[LIMIT], b[LIMIT])
    when = time_density(a[START], a[END], b[START], b[END], w)
    if when <= 0.0:
        return False
    dx, dy, dz = a[X] - b[X], a[Y] - b[Y], a[Z] - b[Z]
    square, variance = dx * dx + dy * dy + dz * dz, a[VARIANCE] + b[VARIANCE]
    wide, near = variance * w.nats[WIDER], variance + w.nats[NEIGHBOUR_VARIANCE]
    place = (
        w.nats[PLACE_CORE] * falling(0.5 * square / variance) / (2.0 * pi * variance)
        + w.nats[PLACE_WIDE] * falling(0.5 * square / wide) / (2.0 * pi * wide)
        + w.nats[PLACE_NEIGHBOUR] * falling(0.5 * square / near) / (2.0 * pi * near)
        + w.nats[PLACE_WRONG]
    )
    scale = DENSITY + scale_of(variance)
    return place * when >= needed * min(a[scale], b[scale])
