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
SPOKEN = 7  # type as told by a class of source: index into the list of both
ITEM = 8  # text the report stands in; -1 for rows of tables
FAMILY = 9  # origin of that text
UNIT = 10
KILLED_LOW, KILLED_HIGH = 11, 12
WOUNDED_LOW, WOUNDED_HIGH = 13, 14
CLOCK = 15  # how far the stated time can tell reports apart: UNCLOCKED, BRIEF or OWN_CLOCK
LASTED = 16  # whole days of the stated time of a coded row that is not good to hours

UNCLOCKED, BRIEF, OWN_CLOCK = 0, 1, 2

# entries of Weights.nats
PRIOR = 0
WEAPON_DIFFER = 1
TARGET_KIN, TARGET_DIFFER = 2, 3
SOURCE_OTHER = 4
ORIGIN_SAME, ITEM_SAME = 5, 6
ACTOR_SAME, ACTOR_DIFFER = 7, 10  # and the two entries behind each: where one, where both of the reports are claims
PLACE_CORE, PLACE_WIDE, PLACE_NEIGHBOUR = 13, 14, 15  # shares
WIDER = 16  # variance of a place that is less sure than stated, as a multiple
NEIGHBOUR_VARIANCE = 17  # km²
PLACE_WRONG = 18  # 1/km²
SLIP_ZONE, SLIP_DAY = 19, 20  # shares
ZONE_H, DAY_H = 21, 22
HOPELESS = 23  # odds of place and time, without the prior
APART_S = 24
PLACE_FLAT = 25  # share
FLAT_FROM = 26  # variance from which on a stated place is an area, km²
SPAN_ALIKE, SPAN_DIFFERS = 27, 28
POINT_DIFFER = 29

#: widths (km) of Weights.company, and how long a report may leave its time open (h): minutes, an hour
NEAR_BY_KM = (1.0, 3.0, 10.0, 30.0, 90.0)
SPANS_H = (1.2, 3.5)
#: an entry of it that leaves the density as it is
ALONE = (1.0, 0.0)

# columns of Weights.toll: how two tolls compare, each by how large the larger one is
TOLL_AGREES, TOLL_NEAR, TOLL_DIFFERS, TOLL_NONE_OR_SOME = 0, 1, 2, 3
TOLL_SIZES = 7  # 0, 1, 2, 3-4, 5-9, 10-19, 20 and more
KILLED, WOUNDED = 0, 1  # rows


class Columns(NamedTuple):
    """What the kernels read of the reports."""

    real: Floats  # shape (n, 8)
    code: Codes  # shape (n, 17)


class Weights(NamedTuple):
    """What the kernels read of the parameters and of what is learnt: nats, kilometres, hours."""

    nats: Floats  # shape (30,)
    spoken: Floats  # nats by two types as told by classes of sources; NO where one incident is not reported as both
    kinds: Floats  # the most of these by two types
    weapon: Floats  # nats where both name this weapon
    target: Floats  # nats where both name this target
    toll: Floats  # nats by how tolls compare; shape (2, 4 * TOLL_SIZES)
    again: Floats  # nats by source: both reports are its own
    signal: Floats  # 1.0 for types that are signals
    company: Floats  # factor of the density of chance and what it is raised by (1/km²h); shape (widths, spans, 2)


#: ruled out
NO = -1_000.0
