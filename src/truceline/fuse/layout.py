"""Where each field of a report stands in the two arrays that the kernels read.

Two dense arrays, one row a report, keep a report in two cache lines and the kernels' signatures short.
"""

from __future__ import annotations

from typing import NamedTuple

from truceline.fuse.arrays import Codes, Floats

# columns of Columns.real
X, Y, Z = 0, 1, 2  # km from the Earth's centre: chords need no projection, at no latitude and no meridian
SIGMA = 3  # km on one axis
START, END = 4, 5  # hours since 1970, widened by the precision of the statement
FROM_S, UNTIL_S = 6, 7  # seconds since 1970, as stated: whole numbers, so that a gap is exact

# columns of Columns.code; -1 where the report does not say
KIND = 0  # index into the list of event types
WEAPON = 1
TARGET = 2
TARGET_BRANCH = 3  # "energy" of "energy.substation"
ACTOR = 4
CLAIMANT = 5
SOURCE = 6
DATASET = 7  # 1 for coded data sets
ITEM = 8  # text the report stands in; -1 for rows of tables
FAMILY = 9  # origin of that text
UNIT = 10
KILLED_LOW, KILLED_HIGH = 11, 12
WOUNDED_LOW, WOUNDED_HIGH = 13, 14
CLOCK = 15  # how far the stated time can tell reports apart: UNCLOCKED, BRIEF or OWN_CLOCK

UNCLOCKED, BRIEF, OWN_CLOCK = 0, 1, 2

# entries of Weights.nats
PRIOR = 0
WEAPON_SAME, WEAPON_DIFFER = 1, 2
TARGET_SAME, TARGET_KIN, TARGET_DIFFER = 3, 4, 5
ACTOR_SAME, ACTOR_DIFFER = 6, 7
TOLL_AGREES, TOLL_NONE, TOLL_DIFFERS = 8, 9, 10
SOURCE_SAME, DATASET_SAME, SOURCE_OTHER = 11, 12, 13
ORIGIN_SAME, ITEM_SAME = 14, 15
PLACE_CORE, PLACE_NEIGHBOUR = 16, 17  # shares
NEIGHBOUR_VARIANCE = 18  # km²
PLACE_WRONG = 19  # 1/km²
SLIP_ZONE, SLIP_DAY = 20, 21  # shares
ZONE_H, DAY_H = 22, 23
HOPELESS = 24  # odds of place and time, without the prior
APART_S = 25


class Columns(NamedTuple):
    """What the kernels read of the reports."""

    real: Floats  # shape (n, 8)
    code: Codes  # shape (n, 16)


class Weights(NamedTuple):
    """What the kernels read of the parameters: nats, kilometres, hours."""

    nats: Floats  # shape (26,)
    kinds: Floats  # nats by two types; NO where one incident is not reported as both
    signal: Floats  # 1.0 for types that are signals


#: ruled out
NO = -1_000.0
