"""Posterior interval of an incident."""

from __future__ import annotations

import numpy as np

from truceline.fuse.arrays import Flags, Ints
from truceline.fuse.grouping import Grouping, first_of, greatest, least


def posterior_interval(groups: Grouping, start_s: Ints, end_s: Ints, lasting: Flags) -> tuple[Ints, Ints]:
    """The time all members allow, where there is one; otherwise that of the most precise member.

    An incident that lasts (an outage, an alert) covers the time of all its members instead. `lasting` is one flag a
    group; the answer is half-open, in epoch seconds.
    """
    latest_start = greatest(groups, start_s)
    earliest_end = least(groups, end_s)
    precise = first_of(groups, end_s - start_s, start_s, end_s)
    meet = earliest_end > latest_start
    start = np.where(meet, latest_start, start_s[precise])
    end = np.where(meet, earliest_end, end_s[precise])
    return (
        np.where(lasting, least(groups, start_s), start),
        np.where(lasting, greatest(groups, end_s), end),
    )
