# mypy: disable-error-code="no-any-return"
"""A cheap look at a pair before its evidence is worked out: an upper bound that rules most pairs out.

The bound never falls below the evidence, so that it changes nothing but the time the search takes.
"""

from __future__ import annotations

from math import pi

import numpy as np

from truceline.compiled import inner
from truceline.fuse.arrays import Flags, Floats
from truceline.fuse.evidence import scale_of, time_density
from truceline.fuse.layout import (
    ACTOR,
    ACTOR_SAME,
    DATASET_SAME,
    END,
    FAMILY,
    ITEM_SAME,
    KILLED_HIGH,
    KILLED_LOW,
    KIND,
    NEIGHBOUR_VARIANCE,
    ORIGIN_SAME,
    PLACE_CORE,
    PLACE_NEIGHBOUR,
    PLACE_WRONG,
    PRIOR,
    SIGMA,
    SOURCE_OTHER,
    SOURCE_SAME,
    START,
    TARGET,
    TARGET_DIFFER,
    TARGET_KIN,
    TARGET_SAME,
    TOLL_AGREES,
    TOLL_DIFFERS,
    TOLL_NONE,
    WEAPON,
    WEAPON_DIFFER,
    WEAPON_SAME,
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

    def most(stated: Flags, *entries: int) -> Floats:
        return np.where(stated, max(0.0, *(float(w.nats[entry]) for entry in entries)), 0.0)

    everybody = np.ones(len(c.code), dtype=bool)
    toll = (TOLL_AGREES, TOLL_NONE, TOLL_DIFFERS)
    return np.asarray(
        most(c.code[:, WEAPON] >= 0, WEAPON_SAME, WEAPON_DIFFER)
        + most(c.code[:, TARGET] >= 0, TARGET_SAME, TARGET_KIN, TARGET_DIFFER)
        + most(c.code[:, ACTOR] >= 0, ACTOR_SAME)
        + most(np.maximum(c.code[:, KILLED_LOW], c.code[:, KILLED_HIGH]) >= 0, *toll)
        + most(np.maximum(c.code[:, WOUNDED_LOW], c.code[:, WOUNDED_HIGH]) >= 0, *toll)
        + most(everybody, SOURCE_SAME, SOURCE_OTHER, DATASET_SAME)
        + most(c.code[:, FAMILY] >= 0, ORIGIN_SAME, ITEM_SAME)
    )


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
    wide = variance + w.nats[NEIGHBOUR_VARIANCE]
    place = (
        w.nats[PLACE_CORE] * falling(0.5 * square / variance) / (2.0 * pi * variance)
        + w.nats[PLACE_NEIGHBOUR] * falling(0.5 * square / wide) / (2.0 * pi * wide)
        + w.nats[PLACE_WRONG]
    )
    scale = DENSITY + scale_of(variance)
    return place * when >= needed * min(a[scale], b[scale])
