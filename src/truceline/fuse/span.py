"""Posterior interval of an incident."""

from __future__ import annotations

import numpy as np

from truceline.fuse.arrays import Flags, Floats, Ints
from truceline.fuse.grouping import Grouping, greatest, heads, least, size
from truceline.fuse.moments import Slips, believed_times
from truceline.fuse.params import FuseParams
from truceline.fuse.place import membership
from truceline.model.units import HOUR_S, PPM

#: rows of one group that are asked for its time; only repeats and texts without a place make groups larger
_MOST_ASKED = 60


def posterior_interval(
    groups: Grouping, stated: tuple[Ints, Ints], hours: Floats, p_same_ppm: Ints, lasting: Flags, params: FuseParams
) -> tuple[Ints, Ints]:
    """Begin and end of each group (epoch seconds, half-open): as stated where it has one row.

    Of several, the time that holds the incident with 90 %, each of them as good as its time was found to be (`hours`:
    start and end of each row) and of the group with its probability. An incident that lasts (an outage, an alert)
    covers the time of all its members instead. `lasting` is one flag a group.
    """
    start, end = least(groups, stated[0]), greatest(groups, stated[1])
    p = membership(p_same_ppm)
    several = ~lasting & (size(groups.label, groups.n) > 1)
    rows = _surest(np.flatnonzero(several[groups.label]), groups, p, stated[1] - stated[0])
    if len(rows):
        a, b = np.rint(hours[rows] * HOUR_S).astype(np.int64).T
        order = np.lexsort((b, a, groups.label[rows]))
        who = groups.label[rows][order]
        begin = np.flatnonzero(heads(who))
        slips = Slips(params.slip_zone_ppm / PPM / 2, params.zone_s, params.slip_day_ppm / PPM / 2, params.day_s)
        found = believed_times(begin, np.append(begin[1:], len(who)), a[order], b[order], p[rows][order], slips)
        start[who[begin]], end[who[begin]] = found[:, 0], found[:, 1]
    return start, end


def _surest(rows: Ints, groups: Grouping, p: Floats, length_s: Ints) -> Ints:
    """Of groups that are too large to ask each row for its time, the likeliest rows, of equals the sharpest."""
    if not len(rows) or size(groups.label[rows], groups.n).max() <= _MOST_ASKED:
        return rows
    ordered = rows[np.lexsort((length_s[rows], -p[rows], groups.label[rows]))]
    begin = np.flatnonzero(heads(groups.label[ordered]))
    rank = np.arange(len(ordered)) - np.repeat(begin, np.diff(np.append(begin, len(ordered))))
    return np.sort(ordered[rank < _MOST_ASKED])
