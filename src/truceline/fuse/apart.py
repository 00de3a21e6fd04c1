"""Origins that people have ruled to be apart: how many of an incident's are certainly so, whatever their languages."""

from __future__ import annotations

from itertools import combinations

import numpy as np

from truceline.fuse.arrays import Codes, Ints

#: origins of one incident that rulings are about: of more, the number that stands without them is kept
_MOST = 40


def most_apart(owner: Ints, origin: Ints, tongue_of: Codes, shared: Ints, ruled_apart: Ints, n: int) -> Ints:
    """The most origins of each incident that are apart pair by pair: those outside texts, and of those that rulings are
    about the largest such set; 0 where nobody has ruled.

    Two are apart where a person has ruled it, or where they are of one language and no chain of open questions among
    the incident's origins of that language leads from one to the other.

    Args:
        owner, origin: incidents and their origins, a row for each origin of an incident.
        tongue_of: language of each origin, -1 outside texts.
        shared: pairs of origins that may be one, shape (k, 2). ruled_apart: those ruled to be two, likewise.
        n: number of incidents.
    """
    most = np.zeros(n, dtype=np.int64)
    if not len(ruled_apart):
        return most
    rulings = {tuple(pair) for pair in ruled_apart.tolist()}
    doubts = {tuple(pair) for pair in shared.tolist()} - rulings
    about = np.unique(ruled_apart)
    for incident in np.unique(owner[np.isin(origin, about)]).tolist():
        mine = origin[owner == incident].tolist()
        here = sorted({one for pair in rulings if set(pair) <= set(mine) for one in pair})
        if not 1 < len(here) <= _MOST:
            continue
        part = _parts(mine, doubts, tongue_of)
        apart = {one: set[int]() for one in here}
        for a, b in combinations(here, 2):
            if (a, b) in rulings or (tongue_of[a] == tongue_of[b] and part[a] != part[b]):
                apart[a].add(b)
                apart[b].add(a)
        outside = {part[one] for one in mine if tongue_of[one] < 0} - {part[one] for one in here}
        most[incident] = _largest(apart, set(here)) + len(outside)
    return most


def _parts(origins: list[int], doubts: set[tuple[int, ...]], tongue_of: Codes) -> dict[int, int]:
    """For each origin the first of those of its language that it may be one with, by any chain of open questions."""
    part = {one: one for one in sorted(origins)}
    for a, b in sorted(doubts):
        if a in part and b in part and tongue_of[a] == tongue_of[b]:
            low, high = sorted((part[a], part[b]))
            part = {one: low if first == high else first for one, first in part.items()}
    return part


def _largest(apart: dict[int, set[int]], left: set[int], size: int = 0, best: int = 0) -> int:
    """How many there are in the largest set of which each two are apart (Carraghan and Pardalos 1990)."""
    best = max(best, size)
    while left and size + len(left) > best:
        one = max(left, key=lambda other: (len(apart[other] & left), -other))
        left = left - {one}
        best = _largest(apart, left & apart[one], size + 1, best)
    return best
